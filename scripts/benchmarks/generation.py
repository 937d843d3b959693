"""Tokens per second through the model host, and of bare `generate` with the same checkpoint, prompts and settings."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator
from typing import Any

from typing_extensions import Self

from benchmarks.figures import Figure, Limit, alternate, medians
from benchmarks.private_host import private_host
from opencodeinterpreter.loop.prompts import Prompts
from opencodeinterpreter.model.checkpoint import bundled_folder
from opencodeinterpreter.model.hosted import HostedChatModel
from opencodeinterpreter.model.protocol import Completion, GenerationOptions, Message

_RUNS = 7
_MAX_NEW_TOKENS = 256
_WISHES = (
    "a function that returns the most common word of a text",
    "a function that checks whether a number is prime",
    "a class Stack with push, pop and peek",
)


def tokens() -> Iterator[Figure]:
    """All wishes once, per run; greedy on both sides, so that both write the same."""
    with private_host(), _Host() as host:
        bare = _Bare(host.prompts)
        hosted, direct = medians(alternate(_RUNS, host.tokens_per_s, bare.tokens_per_s))
    yield Figure(
        name="tokens/s of the model host",
        unit="tok/s",
        value=hosted,
        baseline=direct,
        baseline_name="bare generate",
        limit=Limit(of="ratio", at_least=0.95),
    )


class _Host:
    """The bundled checkpoint in the host, through the client that everybody uses."""

    def __enter__(self) -> Self:
        self._loop = asyncio.new_event_loop()
        self._model = HostedChatModel(model="bundled")
        info = self._loop.run_until_complete(self._model.info())
        prompts = Prompts(answer_form=info.answer_form)
        self.prompts = [[Message("user", prompts.render("generate", instruction=wish))] for wish in _WISHES]
        self.tokens_per_s()
        return self

    def __exit__(self, *_: object) -> None:
        self._loop.run_until_complete(self._model.close())
        self._loop.close()

    def tokens_per_s(self) -> float:
        """Asks for every wish once."""
        started = time.perf_counter()
        written = sum(self._loop.run_until_complete(self._written(prompt)) for prompt in self.prompts)
        return written / (time.perf_counter() - started)

    async def _written(self, prompt: list[Message]) -> int:
        options = GenerationOptions(max_new_tokens=_MAX_NEW_TOKENS, temperature=0.0)
        async for piece in self._model.stream(prompt, options):
            if isinstance(piece, Completion):
                return piece.completion_tokens or 0
        return 0


class _Bare:
    """The same in this process with transformers alone."""

    def __init__(self, prompts: list[list[Message]]) -> None:
        import transformers

        folder = str(bundled_folder())
        self._tokenizer: Any = transformers.AutoTokenizer.from_pretrained(folder)
        self._model: Any = transformers.AutoModelForCausalLM.from_pretrained(folder, dtype="float32").eval()
        self._prompts = [[{"role": turn.role, "content": turn.content} for turn in turns] for turns in prompts]
        self.tokens_per_s()

    def tokens_per_s(self) -> float:
        """Asks for every wish once."""
        started = time.perf_counter()
        written = sum(self._written(prompt) for prompt in self._prompts)
        return written / (time.perf_counter() - started)

    def _written(self, prompt: list[dict[str, str]]) -> int:
        encoded = self._tokenizer.apply_chat_template(
            prompt, add_generation_prompt=True, return_tensors="pt", return_dict=True
        )
        reply = self._model.generate(**encoded, max_new_tokens=_MAX_NEW_TOKENS, do_sample=False)
        self._tokenizer.decode(reply[0])
        return reply.shape[1] - encoded["input_ids"].shape[1]
