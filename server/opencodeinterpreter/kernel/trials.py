"""Ways to try model-written code before the user has accepted it, and the choice among them.

Code runs in a sandbox, or in the live kernel after the user agreed, or not at all.
"""

from __future__ import annotations

import asyncio
import os
import time
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from typing import Literal

import attrs
from typing_extensions import assert_never

from opencodeinterpreter.errors import KernelError
from opencodeinterpreter.kernel.factory import KERNEL_ENVIRONMENT, KERNEL_OPTIONS
from opencodeinterpreter.kernel.interpreters import Interpreter
from opencodeinterpreter.kernel.live import LiveKernel
from opencodeinterpreter.kernel.outputs import OutputLimits
from opencodeinterpreter.kernel.protocol import CANDIDATE, Execution, Kernel, OutputSink, Trial, Trials
from opencodeinterpreter.kernel.running import Launch
from opencodeinterpreter.kernel.sandbox import (
    FILE_LIMIT_BYTES,
    PROCESS_LIMIT,
    Sandbox,
    memory_limit_bytes,
    probe_sandbox,
    safe_environment,
    written_files,
)
from opencodeinterpreter.text.tracebacks import Failure

Mode = Literal["auto", "fresh", "ask", "off"]
Ask = Callable[[str], Awaitable[bool]]

_REPLAY_LIMIT_S = 30.0
_INTERRUPT_GRACE_S = 0.5


@attrs.frozen(kw_only=True)
class Place:
    """Where tried code works: its ``folder``, and the ``workspace`` that it may write to if it lies in one."""

    folder: Path
    workspace: Path | None = None
    document: Path | None = None

    @property
    def writable(self) -> Path:
        """The folder whose files the code seems to be able to change."""
        folder = self.folder.resolve()
        top = self.workspace.resolve() if self.workspace else folder
        return top if top == folder or top in folder.parents else folder


@attrs.frozen(kw_only=True)
class OpenedTrials:
    """The way that was picked, and why it was not a better one ("" when all is well)."""

    trials: Trials
    picked: Literal["fresh", "ask", "off"]
    why: str = ""


def open_trials(mode: Mode, place: Place, *, interpreter: Interpreter, kernel: Kernel, ask: Ask) -> OpenedTrials:
    """The best way to try code that ``mode`` allows and this machine has."""
    match mode:
        case "off":
            return OpenedTrials(trials=OffTrials(), picked="off", why="Trials are off: code is offered untried.")
        case "ask":
            return OpenedTrials(trials=AskTrials(ask, kernel), picked="ask")
        case "auto" | "fresh":
            report = probe_sandbox()
            if not report.available:
                why = f"There is no sandbox here ({report.reason}), so you are asked before each trial."
                return OpenedTrials(trials=AskTrials(ask, kernel), picked="ask", why=why)
            trials = SandboxTrials(interpreter, place)
            return OpenedTrials(trials=trials, picked="fresh")
        case _:
            assert_never(mode)


class SandboxTrials:
    """Implements ``Trials`` with a fresh sandboxed kernel for each attempt; the next one is started ahead.

    Frames in the candidate carry the run id "candidate", those before and after it "before-0", "after-0" and so on.
    """

    def __init__(
        self,
        interpreter: Interpreter,
        place: Place,
        *,
        limits: OutputLimits | None = None,
        replay_limit_s: float = _REPLAY_LIMIT_S,
    ) -> None:
        self._interpreter = interpreter
        self._place = place
        self._limits = limits or OutputLimits()
        self._replay_limit_s = replay_limit_s
        self._ahead: asyncio.Task[_Cage] | None = None
        self._leaving: set[asyncio.Task[None]] = set()

    def prepare(self) -> None:
        """Start the kernel of the next attempt now."""
        if self._ahead is None:
            self._ahead = asyncio.create_task(self._started())

    async def attempt(
        self,
        code: str,
        *,
        before: Sequence[str] = (),
        after: Sequence[str] = (),
        timeout_s: float,
        on_output: OutputSink | None = None,
    ) -> Trial:
        """See ``Trials.attempt``. Raises KernelError when the sandboxed kernel can't be started."""
        cage = await self._take()
        try:
            if not await self._replay(cage.kernel, before):
                return _not_tried(code, f"the cells before it took longer than {self._replay_limit_s:g} s to run again")
            return await _try(cage, code, after=after, timeout_s=timeout_s, on_output=on_output)
        finally:
            self._leave(cage)
            self.prepare()

    async def close(self) -> None:
        """Stop the kernel that waits for the next attempt."""
        ahead, self._ahead = self._ahead, None
        if ahead:
            ahead.cancel()
            (cage,) = await asyncio.gather(ahead, return_exceptions=True)
            if isinstance(cage, _Cage):
                await cage.kernel.close()
        await asyncio.gather(*self._leaving, return_exceptions=True)

    async def _take(self) -> _Cage:
        self.prepare()
        ahead, self._ahead = self._ahead, None
        if ahead is None:
            raise KernelError("The trials were closed.")
        try:
            cage = await asyncio.shield(ahead)
        except asyncio.CancelledError:
            self._ahead = ahead
            raise
        return cage if cage.kernel.is_alive else await self._started()

    async def _started(self) -> _Cage:
        cage = _Cage(self._interpreter, self._place, self._limits)
        try:
            await cage.kernel.prestart()
        except BaseException:
            await cage.kernel.close()
            raise
        return cage

    async def _replay(self, kernel: LiveKernel, before: Sequence[str]) -> bool:
        deadline = time.monotonic() + self._replay_limit_s
        for number, code in enumerate(before):
            left_s = deadline - time.monotonic()
            if left_s <= 0:
                return False
            execution = await kernel.run(code, run_id=f"before-{number}", timeout_s=left_s)
            if execution.status == "timeout":
                return False
        return True

    def _leave(self, cage: _Cage) -> None:
        task = asyncio.create_task(cage.kernel.close())
        self._leaving.add(task)
        task.add_done_callback(self._leaving.discard)


class _Cage:
    """A sandboxed kernel and the run-time folder in which its overlay lies."""

    def __init__(self, interpreter: Interpreter, place: Place, limits: OutputLimits) -> None:
        self._interpreter = interpreter
        self._place = place
        self._limits = limits
        self._runtime_folder: Path | None = None
        self.kernel = LiveKernel(self._launch, limits=limits, interrupt_grace_s=_INTERRUPT_GRACE_S)

    def written(self) -> dict[str, tuple[int, int]]:
        """Workspace files that were written so far."""
        return written_files(self._runtime_folder) if self._runtime_folder else {}

    def _launch(self, runtime_folder: Path) -> Launch:
        self._runtime_folder = runtime_folder
        sandbox = Sandbox(
            program=probe_sandbox().program, workspace=self._place.writable, readable=self._interpreter.folders
        )
        command = (*self._interpreter.argv, *KERNEL_OPTIONS)
        return Launch(
            argv=sandbox.argv(command, runtime_folder=runtime_folder),
            env={**safe_environment(os.environ), **KERNEL_ENVIRONMENT},
            folder=self._place.folder.resolve(),
            document=self._place.document,
            output_limit_chars=self._limits.chars,
            interrupt_by_message=True,
            memory_limit_bytes=memory_limit_bytes(),
            file_limit_bytes=FILE_LIMIT_BYTES,
            process_limit=PROCESS_LIMIT,
        )


class AskTrials:
    """Implements ``Trials`` where there is no sandbox: the live kernel runs the code if the user agrees each time.

    In a kernel that has not run anything yet, the person's own code before it runs first; what stands after it does not
    run.
    """

    def __init__(self, ask: Ask, kernel: Kernel) -> None:
        self._ask = ask
        self._kernel = kernel

    async def attempt(
        self,
        code: str,
        *,
        before: Sequence[str] = (),
        after: Sequence[str] = (),  # noqa: ARG002 - part of the protocol
        timeout_s: float,
        on_output: OutputSink | None = None,
    ) -> Trial:
        """See ``Trials.attempt``."""
        missing = () if self._kernel.is_alive else before
        first = " The code above it has not run yet and runs first." if missing else ""
        if not await self._ask(f"Run this code in your live kernel? There is no sandbox around it.{first}\n\n{code}"):
            return _not_tried(code, "you declined")
        for number, above in enumerate(missing):
            await self._kernel.run(above, run_id=f"before-{number}", timeout_s=timeout_s)
        execution = await self._kernel.run(code, run_id=CANDIDATE, timeout_s=timeout_s, on_output=on_output)
        return Trial(execution=execution, isolation="live")

    async def close(self) -> None:
        """Nothing to close: the kernel belongs to the document."""


class OffTrials:
    """Implements ``Trials`` by never running anything."""

    async def attempt(
        self,
        code: str,
        *,
        before: Sequence[str] = (),  # noqa: ARG002 - part of the protocol
        after: Sequence[str] = (),  # noqa: ARG002 - part of the protocol
        timeout_s: float,  # noqa: ARG002 - part of the protocol
        on_output: OutputSink | None = None,  # noqa: ARG002 - part of the protocol
    ) -> Trial:
        """See ``Trials.attempt``."""
        return _not_tried(code, "trials are off")

    async def close(self) -> None:
        """Nothing to close."""


async def _try(
    cage: _Cage, code: str, *, after: Sequence[str], timeout_s: float, on_output: OutputSink | None
) -> Trial:
    earlier = cage.written()
    execution = await cage.kernel.run(code, run_id=CANDIDATE, timeout_s=timeout_s, on_output=on_output)
    written = tuple(sorted(path for path, mark in cage.written().items() if earlier.get(path) != mark))
    followers: list[Execution] = []
    for number, follower in enumerate(after):
        if not (followers[-1] if followers else execution).ok:
            break
        followers.append(await cage.kernel.run(follower, run_id=f"after-{number}", timeout_s=timeout_s))
    return Trial(execution=execution, isolation="fresh", after=tuple(followers), written_files=written)


def _not_tried(code: str, why: str) -> Trial:
    message = f"the code was not run: {why}"
    failure = Failure(name="NotTried", message=message, text=f"NotTried: {message}")
    return Trial(execution=Execution(code=code, status="refused", error=failure), isolation="none")
