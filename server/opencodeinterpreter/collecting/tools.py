"""The tools of a worker: models, prompts and sandboxed kernels, opened when first needed and closed together.

``ToolSettings`` is plain and can be pickled, so a worker in another process opens its own tools from it. Which classes
stand behind a model or a sandbox is decided by ``Parts``, which the command line implements.
"""

from __future__ import annotations

import asyncio
import re
import tempfile
from collections.abc import AsyncGenerator, Callable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from random import Random
from typing import Protocol

import attrs

from opencodeinterpreter.collecting import telling
from opencodeinterpreter.collecting.method import Part
from opencodeinterpreter.errors import KernelError
from opencodeinterpreter.kernel.protocol import Execution, Trials
from opencodeinterpreter.loop.asking import Reply, ask
from opencodeinterpreter.loop.prompts import Prompts
from opencodeinterpreter.loop.wording import Wording
from opencodeinterpreter.model.protocol import ChatModel, GenerationOptions, Message
from opencodeinterpreter.settings import Settings

Say = Callable[[str], None]

_SEED_LIMIT = 2**31
# The same code is to print the same: generators of random numbers start at the same place.
_SEEDERS = {"random": "__import__('random').seed(0)", "numpy": "__import__('numpy').random.seed(0)"}


class Parts(Protocol):
    """Opens concrete models and sandboxes. It can be pickled."""

    async def open_model(self, settings: Settings, *, on_status: Say, on_notice: Say) -> ChatModel:
        """The model that the settings name. Reaching it may wait for the first question."""
        ...

    async def open_sandbox(self, settings: Settings, *, folder: Path) -> Trials:
        """Trials in a sandbox and nowhere else. Raises KernelError where there is none."""
        ...


@attrs.frozen(kw_only=True)
class ToolSettings:
    """From what a worker opens its tools. ``user`` is the second model's settings; None takes the coder's model."""

    parts: Parts
    coder: Settings
    user: Settings | None = None


@asynccontextmanager
async def open_tools(settings: ToolSettings, *, on_status: Say | None = None) -> AsyncGenerator[OpenedTools, None]:
    """The tools of one worker; whatever they started is stopped at the end."""
    async with AsyncExitStack() as stack:
        yield OpenedTools(settings, stack, on_status or _ignore)


class OpenedTools:
    """Implements ``method.Tools``; see there. Any number of units may use it at the same time."""

    def __init__(self, settings: ToolSettings, stack: AsyncExitStack, say: Say) -> None:
        self._settings = settings
        self._stack = stack
        self._say = say
        self._opening = asyncio.Lock()
        self._models: dict[Part, tuple[ChatModel, Wording]] = {}
        self._trials: Trials | None = None
        self._prompts: Prompts | None = None

    @property
    def timeout_s(self) -> float:
        """See ``Tools.timeout_s``."""
        return self._settings.coder.timeout

    def prompt(self, name: str, **values: object) -> str:
        """See ``Tools.prompt``."""
        return self._own_prompts().render(f"collect/{name}", **values)

    def result_message(self, code: str, execution: Execution) -> str:
        """See ``Tools.result_message``."""
        return telling.result_message(self._own_prompts(), code, execution, timeout_s=self.timeout_s)

    async def wording(self, part: Part = "coder") -> Wording:
        """See ``Tools.wording``."""
        _, wording = await self._model(part)
        return wording

    async def ask(
        self,
        messages: Sequence[Message],
        *,
        random: Random,
        part: Part = "coder",
        temperature: float | None = None,
        max_new_tokens: int | None = None,
    ) -> str:
        """See ``Tools.ask``."""
        model, wording = await self._model(part)
        settings = self._of(part)
        heat = settings.temperature if temperature is None else temperature
        options = GenerationOptions(
            max_new_tokens=max_new_tokens or settings.max_new_tokens,
            temperature=heat,
            seed=random.randrange(_SEED_LIMIT) if heat > 0 else None,
        )
        async for event in ask(model, wording.info, messages, options):
            if isinstance(event, Reply):
                return event.text
        raise AssertionError("a conversation ends with a reply")

    async def execute(self, code: str, *, before: Sequence[str] = ()) -> Execution:
        """See ``Tools.execute``. Raises KernelError when the code was not run."""
        trials = await self._sandbox()
        prelude = [line for name, line in _SEEDERS.items() if re.search(rf"\b{name}\b", "\n".join([*before, code]))]
        trial = await trials.attempt(code, before=[*prelude, *before], timeout_s=self.timeout_s)
        if trial.isolation not in {"fresh", "fork"}:
            raise KernelError(trial.execution.error.message if trial.execution.error else "The code was not run.")
        return telling.without_addresses(trial.execution)

    def _own_prompts(self) -> Prompts:
        if self._prompts is None:
            self._prompts = Prompts(override=_prompts_dir(self._settings.coder))
        return self._prompts

    def _of(self, part: Part) -> Settings:
        return self._settings.user if part == "user" and self._settings.user else self._settings.coder

    async def _model(self, part: Part) -> tuple[ChatModel, Wording]:
        part = part if self._settings.user else "coder"
        async with self._opening:
            if part not in self._models:
                self._models[part] = await self._open_model(self._of(part))
            return self._models[part]

    async def _open_model(self, settings: Settings) -> tuple[ChatModel, Wording]:
        model = await self._settings.parts.open_model(settings, on_status=self._say, on_notice=self._say)
        try:
            info = await model.info()
            wording = Wording.for_model(info, prompts_dir=_prompts_dir(settings), timeout_s=self.timeout_s)
        except BaseException:
            await model.close()
            raise
        self._stack.push_async_callback(model.close)
        return model, wording

    async def _sandbox(self) -> Trials:
        async with self._opening:
            if self._trials is None:
                folder = self._stack.enter_context(tempfile.TemporaryDirectory(prefix="collect-"))
                self._trials = await self._settings.parts.open_sandbox(self._settings.coder, folder=Path(folder))
                self._stack.push_async_callback(self._trials.close)
            return self._trials


def _prompts_dir(settings: Settings) -> Path | None:
    return Path(settings.prompts_dir).expanduser() if settings.prompts_dir else None


def _ignore(_text: str) -> None:
    """Nobody wants to know."""
