"""The ChatModel that everybody uses by default: a local checkpoint in the host that all windows of a user share.

Starts or joins the host, starts it anew when it died, and leaves the talking to the common client.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Callable, Sequence
from contextlib import aclosing
from pathlib import Path

import attrs

from opencodeinterpreter.errors import HostError
from opencodeinterpreter.model.client import ConnectionLostError, OpenAIChatModel
from opencodeinterpreter.model.family import Choice
from opencodeinterpreter.model.launcher import Launcher, launcher
from opencodeinterpreter.model.options import AUTO, LoadOptions
from opencodeinterpreter.model.protocol import Completion, GenerationOptions, Message, ModelInfo, TextDelta
from opencodeinterpreter.model.rendezvous import Transport, log_file
from opencodeinterpreter.settings import Quantization

TextSink = Callable[[str], None]
_SILENCE_TIMEOUT_S = 60.0
"""Our host sends a sign of life every ten seconds, so a longer silence means that it hangs."""


class HostedChatModel:
    """A checkpoint by Hub id, folder, ``bundled`` or ``auto``, loaded when it is first needed.

    ``on_status`` gets progress (starting, fetching, loading, waiting), ``on_notice`` what the person should know once
    (that the bundled model answers and which better one would fit). ``transport`` ``tcp`` uses loopback TCP, as where
    Unix sockets don't exist; None takes what the system has.
    """

    def __init__(  # noqa: PLR0913 - one keyword per setting
        self,
        *,
        model: str = AUTO,
        device: str = "auto",
        dtype: str = "auto",
        quantization: Quantization = "none",
        trust_remote_code: bool = False,
        transport: Transport | None = None,
        idle_minutes: float = 15.0,
        on_status: TextSink | None = None,
        on_notice: TextSink | None = None,
    ) -> None:
        self._options = LoadOptions(model=model, device=device, dtype=dtype, quantization=quantization)
        self._trust_remote_code = trust_remote_code
        self._transport: Transport | None = transport
        self._idle_minutes = idle_minutes
        self._on_status = on_status or _ignore
        self._on_notice = on_notice or _ignore
        self._client: OpenAIChatModel | None = None
        self._resolved = False

    async def start(self) -> None:
        """Start or join the host without loading a model: its imports take seconds, best spent early."""
        await self._connected()

    async def info(self) -> ModelInfo:
        """Start or join the host, have it load the model, and say what it is."""
        try:
            return await (await self._connected()).load()
        except ConnectionLostError:
            await self._forget_host()
        try:
            return await (await self._connected()).load()
        except ConnectionLostError as error:
            raise await self._died("while it loaded the model") from error

    async def stream(
        self, messages: Sequence[Message], options: GenerationOptions
    ) -> AsyncGenerator[TextDelta | Completion, None]:
        """See ChatModel.stream. A host that went away before it answered is started anew, once."""
        for attempt in (1, 2):
            client = await self._connected()
            try:
                async with aclosing(client.stream(messages, options)) as pieces:
                    async for piece in pieces:
                        yield piece
            except ConnectionLostError as error:
                if error.answering or attempt == 2:
                    raise await self._died("in the middle of its work") from error
                await self._forget_host()
            else:
                return

    async def close(self) -> None:
        """Close the connection. The host lives on for other windows and ends when it is idle."""
        await self._forget_host()

    async def _connected(self) -> OpenAIChatModel:
        if self._client is None:
            await self._resolve()
            address = await asyncio.to_thread(self._launcher().join_or_start, self._on_status)
            self._client = OpenAIChatModel(
                address.base_url,
                api_key=address.token,
                model=self._options.model,
                socket=address.socket,
                extension=self._options.extension(),
                on_status=self._on_status,
                silence_timeout_s=_SILENCE_TIMEOUT_S,
            )
        return self._client

    async def _resolve(self) -> None:
        """Turn ``auto`` into a model, and a folder into a path that the host understands from wherever it runs."""
        if self._resolved:
            return
        choice = await asyncio.to_thread(_choose, self._options.model)
        self._options = attrs.evolve(self._options, model=choice.model)
        self._resolved = True
        if choice.notice:
            self._on_notice(choice.notice)

    def _launcher(self) -> Launcher:
        return launcher(
            idle_minutes=self._idle_minutes,
            trust_remote_code=self._trust_remote_code,
            transport=self._transport,
            expected=self._options.model,
        )

    async def _forget_host(self) -> None:
        client, self._client = self._client, None
        if client is not None:
            await client.close()

    async def _died(self, when: str) -> HostError:
        await self._forget_host()
        return HostError(
            f"The model host stopped {when}: it was killed or ran out of memory. Ask again and it is started anew; if "
            f"it stops again, choose a smaller model or set quantization. Its log: {log_file()}"
        )


def _choose(model: str) -> Choice:
    if model in {AUTO, ""}:
        from opencodeinterpreter.model.inventory import survey

        return survey().choice
    folder = Path(model).expanduser()
    return Choice(str(folder.resolve()) if folder.is_dir() else model)


def _ignore(_text: str) -> None:
    """Nobody wants to know."""
