"""What a command works with: a kernel, trials beside it and the loop; all of it is closed at the end."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncGenerator, Callable, Coroutine
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import attrs

from opencodeinterpreter.cli.compose import Composition
from opencodeinterpreter.cli.screen import Screen, failure_json
from opencodeinterpreter.errors import InterpreterLacksKernelError, OpenCodeInterpreterError
from opencodeinterpreter.kernel.protocol import Kernel
from opencodeinterpreter.loop.session import Loop
from opencodeinterpreter.settings import Settings

INTERRUPTED = 130


@attrs.frozen(kw_only=True)
class Bench:
    """A kernel that starts at its first run, and a loop whose trials see the same files."""

    kernel: Kernel
    loop: Loop


@asynccontextmanager
async def opened(settings: Settings, screen: Screen, *, document: Path | None) -> AsyncGenerator[Bench, None]:
    """Open everything for one document, or for the working folder. Raises OpenCodeInterpreterError."""
    parts, workspace = Composition(), Path.cwd()
    settings, notice = await with_usable_python(settings, document=document, workspace=workspace)
    if notice:
        screen.say(notice)
    kernel = await parts.open_kernel(document=document, workspace=workspace, settings=settings)
    try:
        trials, why = await parts.open_trials(
            kernel, document=document, workspace=workspace, settings=settings, ask=screen.ask
        )
        if why:
            screen.say(why)
        model = await parts.open_model(settings, on_status=screen.working, on_notice=screen.say)
        try:
            yield Bench(kernel=kernel, loop=Loop.from_settings(settings, model, trials))
        finally:
            await model.close()
            await trials.close()
    finally:
        await kernel.close()


async def with_usable_python(settings: Settings, *, document: Path | None, workspace: Path) -> tuple[Settings, str]:
    """The settings, and a notice: a Python that nobody chose and that has no ipykernel is replaced by our own."""
    try:
        await Composition().open_kernel(document=document, workspace=workspace, settings=settings)
    except InterpreterLacksKernelError as error:
        if settings.python:
            raise
        notice = (
            f"{error.interpreter} has no ipykernel, so {sys.executable} runs the code. To use the former: "
            f"{' '.join(error.install_command)}"
        )
        return attrs.evolve(settings, python=sys.executable), notice
    return settings, ""


def complete(screen: Screen, work: Callable[[], Coroutine[Any, Any, int]]) -> int:
    """Run a command's work to its exit status; errors fit for the user are shown, Ctrl-C ends cleanly."""
    try:
        return asyncio.run(work())
    except OpenCodeInterpreterError as error:
        if screen.json_only:
            screen.result(failure_json(str(error)))
        else:
            screen.fail(str(error))
        return 1
    except KeyboardInterrupt:
        screen.say("Interrupted.")
        return INTERRUPTED
