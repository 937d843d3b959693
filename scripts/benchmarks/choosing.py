"""How long an instruction takes until code is offered, with and without comparing answers that run."""

from __future__ import annotations

import asyncio
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import attrs
from typing_extensions import Self

from benchmarks.figures import Figure, alternate, medians
from benchmarks.private_host import private_host
from opencodeinterpreter.cli.compose import Composition
from opencodeinterpreter.data.handwritten import INSTRUCTIONS
from opencodeinterpreter.loop.conversation import Conversation
from opencodeinterpreter.loop.events import Event
from opencodeinterpreter.loop.limits import Limits
from opencodeinterpreter.loop.session import Loop
from opencodeinterpreter.model.hosted import HostedChatModel
from opencodeinterpreter.model.protocol import ChatModel, ModelInfo
from opencodeinterpreter.settings import Settings
from opencodeinterpreter.text.generation import generation_at

_RUNS = 3
_WISHES = [item.text for item in INSTRUCTIONS if not item.context and not item.stub][:20]


def choosing(model: str) -> Iterator[Figure]:
    """All wishes once, per run, each tried on a fork of one live kernel."""
    with private_host(), _Generating(model) as compared, _Generating(model, reviews=False) as plain:
        value, baseline = medians(alternate(_RUNS, compared.mean_s, plain.mean_s))
    yield Figure(
        name="instruction → code that ran",
        unit="s",
        value=value,
        baseline=baseline,
        baseline_name="the first that runs",
    )


class _Plain(HostedChatModel):
    """The same model, whose card says nothing of reviews."""

    async def info(self) -> ModelInfo:
        return attrs.evolve(await super().info(), reviews=False)


class _Generating:
    """The loop with everything that an editor has: a live kernel, trials on forks of it, the model in its host."""

    def __init__(self, model: str, *, reviews: bool = True) -> None:
        self._model: ChatModel = HostedChatModel(model=model) if reviews else _Plain(model=model)

    def __enter__(self) -> Self:
        self._folder = tempfile.TemporaryDirectory(prefix="oci-bench-")
        self._asyncio = asyncio.new_event_loop()
        self._asyncio.run_until_complete(self._open())
        return self

    def __exit__(self, *_: object) -> None:
        self._asyncio.run_until_complete(self._close())
        self._asyncio.close()
        self._folder.cleanup()

    def mean_s(self) -> float:
        """Seconds for each wish."""
        started = time.perf_counter()
        for wish in _WISHES:
            self._asyncio.run_until_complete(self._generate(wish))
        return (time.perf_counter() - started) / len(_WISHES)

    async def _open(self) -> None:
        parts, settings = Composition(), Settings(python=sys.executable)
        document = Path(self._folder.name) / "main.py"
        self._kernel = await parts.open_kernel(document=document, workspace=None, settings=settings)
        self._trials, _ = await parts.open_trials(
            self._kernel, document=document, workspace=None, settings=settings, ask=_refuse
        )
        await self._kernel.run("pass", run_id="ready")
        await self._generate(_WISHES[0])

    async def _close(self) -> None:
        await self._trials.close()
        await self._kernel.close()
        await self._model.close()

    async def _generate(self, wish: str) -> list[Event]:
        generation = generation_at("", 0, 0, instruction=wish)
        assert generation is not None
        loop = Loop(self._model, self._trials, Limits())
        return [event async for event in loop.generate(Conversation(scope=generation.scope), generation)]


async def _refuse(_question: str) -> bool:
    return False
