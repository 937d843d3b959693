"""One client for every OpenAI-compatible engine: our own host, vLLM, TGI, llama.cpp, ``transformers serve``.

Speaks HTTP and server-sent events and nothing else: starting a host is model/hosted.py's work.
"""

from __future__ import annotations

from collections.abc import AsyncGenerator, AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import attrs

from opencodeinterpreter.errors import EndpointError, ModelError
from opencodeinterpreter.model import endpoint
from opencodeinterpreter.model.endpoint import EXTENSION, Piece
from opencodeinterpreter.model.options import AUTO, BUNDLED
from opencodeinterpreter.model.protocol import Completion, GenerationOptions, Message, ModelInfo, TextDelta

if TYPE_CHECKING:
    import httpx

StatusSink = Callable[[str], None]
_CONNECT_TIMEOUT_S = 10.0
_SILENCE_TIMEOUT_S = 300.0


class ConnectionLostError(EndpointError):
    """The engine went away. ``answering`` tells whether it had begun to answer."""

    def __init__(self, text: str, *, answering: bool) -> None:
        super().__init__(text)
        self.answering = answering


class OpenAIChatModel:
    """A ChatModel behind a base URL, given with or without ``/v1``.

    ``model`` None (or ``auto``, ``bundled``: names of our own) takes the first model that the engine lists. ``socket``
    is the Unix socket to use instead of the URL's host. ``extension`` is sent along to our own host only; ``on_status``
    gets the texts that it sends while a request waits. ``silence_timeout_s`` bounds the wait for the first byte and for
    each later one.
    """

    def __init__(  # noqa: PLR0913 - one keyword per thing that can differ between engines
        self,
        base_url: str,
        *,
        api_key: str | None = None,
        model: str | None = None,
        socket: Path | None = None,
        extension: Mapping[str, str] | None = None,
        on_status: StatusSink | None = None,
        silence_timeout_s: float = _SILENCE_TIMEOUT_S,
    ) -> None:
        self._url = endpoint.base_url(base_url)
        self._api_key = api_key or None
        self._named = model if extension is not None or model not in {None, "", AUTO, BUNDLED} else None
        self._socket = socket
        self._extension = extension
        self._on_status = on_status or _ignore
        self._silence_timeout_s = silence_timeout_s
        self._client: httpx.AsyncClient | None = None
        self._listed: dict[str, ModelInfo] | None = None

    async def info(self) -> ModelInfo:
        """Reach the engine and say which model answers there."""
        listed = await self._models()
        name = self._named or next(iter(listed), "")
        return listed.get(name, ModelInfo(name=name or "the endpoint's model"))

    async def load(self) -> ModelInfo:
        """Have our own host load the model now, passing its progress to ``on_status``."""
        body = {"model": self._named, "stream": True, EXTENSION: dict(self._extension or {})}
        async with self._open("models/load", body) as response:
            async for chunk in self._events(response):
                if chunk.get("id"):
                    return next(iter(endpoint.model_entries({"data": [chunk]}).values()))
                self._on_status(endpoint.read_piece(chunk).status)
        raise self._lost("ended before the model was loaded", answering=False)

    async def stream(
        self, messages: Sequence[Message], options: GenerationOptions
    ) -> AsyncGenerator[TextDelta | Completion, None]:
        """See ChatModel.stream. Raises EndpointError when the engine fails or its answer is cut off."""
        body = await self._request(messages, options)
        whole = Piece()
        async with self._open("chat/completions", body) as response:
            async for chunk in self._answer(response):
                piece = endpoint.read_piece(chunk)
                whole = endpoint.merge(whole, piece)
                if piece.status:
                    self._on_status(piece.status)
                if piece.text:
                    yield TextDelta(piece.text)
        if whole.finish_reason is None:
            raise self._lost("stopped in the middle of its answer", answering=True)
        yield endpoint.completion(whole, model=whole.model or self._chosen())

    async def health(self) -> Mapping[str, Any]:
        """What our own host says of itself."""
        return await self._get("../health")

    async def close(self) -> None:
        """Close the connections. The engine lives on."""
        client, self._client = self._client, None
        if client is not None:
            await client.aclose()

    async def _request(self, messages: Sequence[Message], options: GenerationOptions) -> dict[str, Any]:
        if self._named is None:
            await self._models()
        body: dict[str, Any] = {
            "messages": [attrs.asdict(message) for message in messages],
            "max_tokens": options.max_new_tokens,
            "temperature": options.temperature,
            "stream": True,
        }
        if options.top_logprobs:
            body |= {"logprobs": True, "top_logprobs": options.top_logprobs}
        if options.seed is not None:
            body["seed"] = options.seed
        if self._chosen():
            body["model"] = self._chosen()
        if self._extension is not None:
            body |= {
                "stream_options": {"include_usage": True, "include_status": True},
                EXTENSION: dict(self._extension),
            }
        if options.last_turn_logprob:
            # Asked only of models whose card, which a host of ours hands on, says that they can be asked.
            body[EXTENSION] = {**(self._extension or {}), "last_turn_logprob": True}
        return body

    def _chosen(self) -> str:
        """The model to ask for, "" to leave it to an engine that lists none."""
        return self._named or next(iter(self._listed or {}), "")

    async def _models(self) -> dict[str, ModelInfo]:
        """The engine's models; an engine that can't list them is fine as long as the model is named."""
        if self._listed is None:
            try:
                self._listed = endpoint.model_entries(await self._get("models"))
            except _NoListError:
                if self._named is None:
                    raise
                self._listed = {}
        return self._listed

    async def _get(self, route: str) -> Mapping[str, Any]:
        import httpx

        try:
            response = await self._connected().get(httpx.URL(f"{self._url}/").join(route))
        except httpx.HTTPError as error:
            raise self._transport_error(error, answering=False) from None
        if response.status_code in {401, 403}:
            raise self._refused(response.status_code, response.text)
        if response.status_code != 200:
            raise _NoListError(str(self._refused(response.status_code, response.text)))
        return endpoint.read_json(self._scrub(response.text), where=self._url)

    @asynccontextmanager
    async def _open(self, route: str, body: Mapping[str, Any]) -> AsyncGenerator[httpx.Response, None]:
        """A streaming POST whose failures, at whatever moment, are worded for the user."""
        import httpx

        answering = False
        try:
            async with self._connected().stream("POST", f"{self._url}/{route}", json=body) as response:
                answering = response.status_code == 200
                if not answering:
                    text = (await response.aread()).decode(errors="replace")
                    raise self._refused(response.status_code, text)
                yield response
        except httpx.HTTPError as error:
            raise self._transport_error(error, answering=answering) from None

    async def _answer(self, response: httpx.Response) -> AsyncIterator[Mapping[str, Any]]:
        """The chunks of a stream, or the one answer of an engine that doesn't stream."""
        if response.headers.get("content-type", "").startswith("text/event-stream"):
            async for chunk in self._events(response):
                yield chunk
            return
        text = (await response.aread()).decode(errors="replace")
        yield self._checked(text)

    async def _events(self, response: httpx.Response) -> AsyncIterator[Mapping[str, Any]]:
        from httpx_sse import EventSource

        async for event in EventSource(response).aiter_sse():
            if event.data.strip() == "[DONE]":
                return
            if event.data.strip():
                yield self._checked(event.data)

    def _checked(self, text: str) -> Mapping[str, Any]:
        content = endpoint.read_json(self._scrub(text), where=self._url)
        message = endpoint.error_in(content)
        if endpoint.is_ours(content):
            raise ModelError(message)
        if message:
            raise EndpointError(f"{self._url} failed: {endpoint.excerpt(message)}. Its own log says more.")
        return content

    def _connected(self) -> httpx.AsyncClient:
        if self._client is None:
            import httpx

            local = self._socket is not None or _is_loopback(self._url)
            secure = self._url.startswith("https:")
            transport = httpx.AsyncHTTPTransport(uds=str(self._socket)) if self._socket is not None else None
            self._client = httpx.AsyncClient(
                headers={"Authorization": f"Bearer {self._api_key}"} if self._api_key else None,
                timeout=httpx.Timeout(self._silence_timeout_s, connect=_CONNECT_TIMEOUT_S),
                transport=transport,
                trust_env=not local,  # a proxy of the environment can't reach this machine's own sockets
                verify=secure,  # reading the certificates takes time and plain HTTP has no use for them
            )
        return self._client

    def _refused(self, status: int, text: str) -> ModelError:
        return endpoint.http_error(status, self._scrub(text), where=self._url, model=self._chosen())

    def _transport_error(self, error: httpx.HTTPError, *, answering: bool) -> EndpointError:
        import httpx

        if isinstance(error, httpx.ConnectError | httpx.ConnectTimeout):
            return self._lost("can't be reached", answering=False)
        if isinstance(error, httpx.TimeoutException):
            return EndpointError(
                f"{self._url} has sent nothing for {self._silence_timeout_s:g} s. "
                "Is the engine stuck or the machine too slow?"
            )
        happened = "stopped in the middle of its answer" if answering else "closed the connection without an answer"
        return self._lost(happened, answering=answering)

    def _lost(self, happened: str, *, answering: bool) -> ConnectionLostError:
        return ConnectionLostError(
            f"{self._url} {happened}. Check that the engine runs and that opencodeinterpreter.endpoint is right.",
            answering=answering,
        )

    def _scrub(self, text: str) -> str:
        """Some engines repeat the key that they refuse; no text of ours shows it."""
        return text.replace(self._api_key, "***") if self._api_key else text


class _NoListError(EndpointError):
    """The engine is there but can't list its models: some have no such route, some fail over an empty cache."""


def _ignore(_text: str) -> None:
    """Nobody wants to know."""


def _is_loopback(url: str) -> bool:
    return urlsplit(url).hostname in {"localhost", "127.0.0.1", "::1"}
