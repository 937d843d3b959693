"""Trials in a sandboxed kernel: a copy of the live one where that has what the code builds on, else a new one."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Mapping, Sequence

from opencodeinterpreter.errors import KernelError
from opencodeinterpreter.kernel.cages import Cages, Place
from opencodeinterpreter.kernel.interpreters import Interpreter
from opencodeinterpreter.kernel.live import LiveKernel
from opencodeinterpreter.kernel.outputs import OutputLimits
from opencodeinterpreter.kernel.protocol import CANDIDATE, Execution, OutputSink, Trial, not_tried
from opencodeinterpreter.kernel.sandbox import written_files

_REPLAY_LIMIT_S = 30.0


class SandboxTrials:
    """Implements ``Trials`` with a sandboxed kernel for each attempt; the next new one is started ahead.

    An attempt gets a copy of ``live`` as it is now ("fork") if some of the code before it has run there; then only the
    rest of that code runs again. While ``live`` is busy, where it can't be copied, and without any, the attempt gets a
    new kernel ("fresh"), in which all of the code before it runs. Frames in the candidate carry the run id "candidate",
    those before and after it "before-0", "after-0" and so on.
    """

    def __init__(
        self,
        interpreter: Interpreter,
        place: Place,
        *,
        live: LiveKernel | None = None,
        limits: OutputLimits | None = None,
        replay_limit_s: float = _REPLAY_LIMIT_S,
    ) -> None:
        self._cages = Cages(interpreter, place, limits or OutputLimits())
        self._live = live
        self._replay_limit_s = replay_limit_s
        self._ahead: asyncio.Task[LiveKernel] | None = None
        self._leaving: set[asyncio.Task[None]] = set()

    def prepare(self, before: Sequence[str] = ()) -> None:
        """See ``Trials.prepare``. A copy of the live kernel can only be made when it is needed."""
        if self._ahead is None and not self._ran(before):
            self._ahead = asyncio.create_task(self._cages.new())

    async def attempt(
        self,
        code: str,
        *,
        before: Sequence[str] = (),
        after: Sequence[str] = (),
        timeout_s: float,
        on_output: OutputSink | None = None,
    ) -> Trial:
        """See ``Trials.attempt``. Raises KernelError when no sandboxed kernel can be started."""
        copied = await self._copy_of_live() if self._ran(before) else None
        kernel = copied or await self._take()
        # Asked again: it may have been lost meanwhile, and what was copied is its successor.
        ran = self._ran(before)
        missing = {number: code for number, code in enumerate(before) if not copied or code not in ran}
        try:
            if not await self._replay(kernel, missing):
                return not_tried(code, f"the cells before it took longer than {self._replay_limit_s:g} s to run again")
            earlier = _written(kernel)
            execution = await kernel.run(code, run_id=CANDIDATE, timeout_s=timeout_s, on_output=on_output)
            written = tuple(sorted(path for path, mark in _written(kernel).items() if earlier.get(path) != mark))
            return Trial(
                execution=execution,
                isolation="fork" if copied else "fresh",
                after=await _follow(kernel, after, timeout_s) if execution.ok else (),
                written_files=written,
            )
        finally:
            self._leave(kernel)
            if not copied:
                self.prepare()

    async def close(self) -> None:
        """Stop the kernel that waits for the next attempt."""
        ahead, self._ahead = self._ahead, None
        if ahead:
            ahead.cancel()
            (kernel,) = await asyncio.gather(ahead, return_exceptions=True)
            if isinstance(kernel, LiveKernel):
                await kernel.close()
        await asyncio.gather(*self._leaving, return_exceptions=True)
        await self._cages.close()

    def _ran(self, before: Sequence[str]) -> set[str]:
        """What of this code has run in the live kernel."""
        return {code for code in before if self._live and self._live.has_run(code)}

    async def _copy_of_live(self) -> LiveKernel | None:
        """None where it is busy or can't be copied."""
        if self._live is None or self._live.is_busy:
            return None
        try:
            return await self._cages.copy_of(self._live)
        except KernelError:
            return None

    async def _take(self) -> LiveKernel:
        self.prepare()
        ahead, self._ahead = self._ahead, None
        if ahead is None:
            raise KernelError("The trials were closed.")
        try:
            kernel = await asyncio.shield(ahead)
        except asyncio.CancelledError:
            self._ahead = ahead
            raise
        return kernel if kernel.is_alive else await self._cages.new()

    async def _replay(self, kernel: LiveKernel, before: Mapping[int, str]) -> bool:
        deadline = time.monotonic() + self._replay_limit_s
        for number, code in before.items():
            left_s = deadline - time.monotonic()
            if left_s <= 0:
                return False
            execution = await kernel.run(code, run_id=f"before-{number}", timeout_s=left_s)
            if execution.status == "timeout":
                return False
        return True

    def _leave(self, kernel: LiveKernel) -> None:
        task = asyncio.create_task(kernel.close())
        self._leaving.add(task)
        task.add_done_callback(self._leaving.discard)


def _written(kernel: LiveKernel) -> dict[str, tuple[int, int]]:
    """Workspace files that were written so far."""
    return written_files(kernel.runtime_folder) if kernel.runtime_folder else {}


async def _follow(kernel: LiveKernel, after: Sequence[str], timeout_s: float) -> tuple[Execution, ...]:
    """The runs of the code below, up to the first that fails."""
    followers: list[Execution] = []
    for number, follower in enumerate(after):
        followers.append(await kernel.run(follower, run_id=f"after-{number}", timeout_s=timeout_s))
        if not followers[-1].ok:
            break
    return tuple(followers)
