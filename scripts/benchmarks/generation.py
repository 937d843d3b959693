"""Tokens per second through the model host, and of bare `generate` with the same checkpoint, prompts and settings."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator
from contextlib import aclosing
from typing import Any

from typing_extensions import Self

from benchmarks.figures import Figure, Limit, alternate, medians
from benchmarks.private_host import health, private_host
from opencodeinterpreter.loop.prompts import Prompts
from opencodeinterpreter.model.host import devices
from opencodeinterpreter.model.host.resolve import resolve
from opencodeinterpreter.model.hosted import HostedChatModel
from opencodeinterpreter.model.options import BUNDLED
from opencodeinterpreter.model.protocol import Completion, GenerationOptions, Message

_RUNS = 7
_MAX_NEW_TOKENS = 256
_WISHES = (
    "a function that returns the most common word of a text",
    "a function that checks whether a number is prime",
    "a class Stack with push, pop and peek",
)


def tokens(model: str) -> Iterator[Figure]:
    """All wishes once, per run; greedy on both sides, so that both write the same."""
    with private_host(), _Host(model) as host:
        bare = _Bare(model, host)
        hosted, direct = medians(alternate(_RUNS, host.tokens_per_s, bare.tokens_per_s))
    yield Figure(
        name="tokens/s of the model host",
        unit="tok/s",
        value=hosted,
        baseline=direct,
        baseline_name="bare generate",
        limit=Limit(of="ratio", at_least=0.95),
    )
    if model == BUNDLED:
        yield Figure(
            name="the same, on two cores at least",
            unit="tok/s",
            value=hosted,
            baseline=direct,
            baseline_name="bare generate",
            limit=Limit(of="value", at_least=300),
        )


class _Host:
    """The model in the host, through the client that everybody uses."""

    def __init__(self, model: str) -> None:
        self._model = HostedChatModel(model=model)

    def __enter__(self) -> Self:
        self._loop = asyncio.new_event_loop()
        info = self._loop.run_until_complete(self._model.info())
        prompts = Prompts(answer_form=info.answer_form)
        self.prompts = [
            [Message("user", prompts.render("generate", instruction=wish, context="", stub=""))] for wish in _WISHES
        ]
        self.health = self._loop.run_until_complete(health()) or {}
        self.tokens_per_s()
        return self

    def __exit__(self, *_: object) -> None:
        self._loop.run_until_complete(self._model.close())
        self._loop.run_until_complete(self._loop.shutdown_asyncgens())
        self._loop.close()

    def tokens_per_s(self) -> float:
        """Asks for every wish once."""
        started = time.perf_counter()
        written = sum(self._loop.run_until_complete(self._written(prompt)) for prompt in self.prompts)
        return written / (time.perf_counter() - started)

    async def _written(self, prompt: list[Message]) -> int:
        options = GenerationOptions(max_new_tokens=_MAX_NEW_TOKENS, temperature=0.0)
        written = 0
        async with aclosing(self._model.stream(prompt, options)) as pieces:
            async for piece in pieces:
                if isinstance(piece, Completion):
                    written = piece.completion_tokens or 0
        return written


class _Bare:
    """The same in this process with transformers alone, on the device, in the format and on as many threads."""

    def __init__(self, model: str, host: _Host) -> None:
        devices.wait_passively()
        import transformers

        transformers.logging.disable_progress_bar()
        folder = str(resolve(model, print))
        self._tokenizer: Any = transformers.AutoTokenizer.from_pretrained(folder)
        self._model: Any = transformers.AutoModelForCausalLM.from_pretrained(
            folder, dtype=host.health["dtype"], device_map=host.health["device"]
        ).eval()
        devices.use_cores(self._model.num_parameters())
        self._prompts = [[{"role": turn.role, "content": turn.content} for turn in turns] for turns in host.prompts]
        self.tokens_per_s()

    def tokens_per_s(self) -> float:
        """Asks for every wish once."""
        started = time.perf_counter()
        written = sum(self._written(prompt) for prompt in self._prompts)
        return written / (time.perf_counter() - started)

    def _written(self, prompt: list[dict[str, str]]) -> int:
        encoded = self._tokenizer.apply_chat_template(
            prompt, add_generation_prompt=True, return_tensors="pt", return_dict=True
        ).to(self._model.device)
        reply = self._model.generate(**encoded, max_new_tokens=_MAX_NEW_TOKENS, do_sample=False)
        self._tokenizer.decode(reply[0])
        return reply.shape[1] - encoded["input_ids"].shape[1]
