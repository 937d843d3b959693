"""The kernel behind one document: started late, interrupted with patience, restarted when lost, never growing."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path
from typing import Any, Literal

import attrs

from opencodeinterpreter.errors import KernelError
from opencodeinterpreter.kernel.failures import failure_from_reply, is_clean_exit, shown_failure
from opencodeinterpreter.kernel.outputs import Collector, OutputLimits
from opencodeinterpreter.kernel.protocol import Execution, Output, OutputSink, Status
from opencodeinterpreter.kernel.running import RunningKernel, finish
from opencodeinterpreter.text.tracebacks import SHOWN_FILE, Failure

_FULL_GRACE_S = 0.05

Ending = Literal["reply", "died", "timeout", "full", "interrupted"]


@attrs.define(eq=False)
class _Run:
    """One run under way. ``stop`` is done when somebody wants it to end; ``full`` when it has printed too much."""

    code: str
    timeout_s: float | None
    collector: Collector
    stop: asyncio.Future[None]
    full: asyncio.Future[None]
    started_at: float = attrs.Factory(time.monotonic)


class LiveKernel:
    """Implements ``Kernel``. A lost kernel ends its run as "died"; the next run starts a fresh one by ``start``.

    An interrupt ends the queued runs too. ``interrupt_grace_s`` is how long code may take to end after an interrupt
    before its kernel is killed.
    """

    def __init__(
        self,
        start: Callable[[], Awaitable[RunningKernel]],
        *,
        limits: OutputLimits | None = None,
        interrupt_grace_s: float = 2.0,
        shown_file: str = SHOWN_FILE,
    ) -> None:
        self._start = start
        self._limits = limits or OutputLimits()
        self._grace_s = interrupt_grace_s
        self._shown_file = shown_file
        self._kernel: RunningKernel | None = None
        self._starting: asyncio.Future[RunningKernel] | None = None
        self._current: _Run | None = None
        self._ran: set[str] = set()
        self._finished: set[str] = set()
        self._hidden: set[str] = set()
        self._turn = asyncio.Lock()
        self._generation = 0

    @property
    def is_alive(self) -> bool:
        """Whether a process is up now."""
        return self._kernel is not None and not self._kernel.ended.done()

    @property
    def pid(self) -> int | None:
        """Process id of the kernel (of the sandbox around it), None when there is none."""
        return self._kernel.pid if self._kernel else None

    @property
    def runtime_folder(self) -> Path | None:
        """Where its sockets lie, and what it wrote if it is sandboxed; None when there is no process."""
        return self._kernel.folder if self._kernel else None

    @property
    def is_busy(self) -> bool:
        """Whether something runs or is about to."""
        return self._turn.locked()

    def has_run(self, code: str) -> bool:
        """Whether this code, but for white space at its end, was run in the process that is up now.

        Either by itself, to its end or not, or as the first lines of what ran to its end.
        """
        code = code.rstrip()
        return self.is_alive and (code in self._ran or any(ran.startswith(code + "\n") for ran in self._finished))

    async def execute_hidden(self, code: str, *, once: str = "") -> None:
        """Run code of ours, unseen, when nothing else runs. Raises KernelError when that fails.

        ``once`` runs before it, if it has not in the process that is up now.
        """
        async with self._turn:
            kernel = await self._running()
            if kernel is None:
                raise KernelError("The kernel was stopped.")
            if once and once not in self._hidden:
                await kernel.execute_hidden(once)
                self._hidden.add(once)
            await kernel.execute_hidden(code)

    async def prestart(self) -> None:
        """Have the process ready before the first run. Raises KernelError."""
        async with self._turn:
            await self._running()

    async def run(
        self, code: str, *, run_id: str, timeout_s: float | None = None, on_output: OutputSink | None = None
    ) -> Execution:
        """Run ``code``; see ``Kernel.run``. The time limit begins when the code does."""
        generation = self._generation
        async with self._turn:
            if generation != self._generation:
                return Execution(code=code, status="interrupted", error=_INTERRUPTED)
            kernel = await self._running()
            if kernel is None:
                return Execution(code=code, status="interrupted", error=_INTERRUPTED)
            run = self._new_run(code, timeout_s, on_output)
            self._current = run
            try:
                return await self._carry_out(kernel, run, run_id)
            finally:
                self._current = None

    async def interrupt(self) -> None:
        """Stop the running code and the queued runs; see ``Kernel.interrupt``."""
        self._generation += 1
        self._stop_current()

    async def restart(self) -> None:
        """Begin again with an empty namespace; see ``Kernel.restart``."""
        self._generation += 1
        self._stop_current()
        if self._starting:
            await _give_up(self._starting)
        kernel, self._kernel = self._kernel, None
        if kernel:
            await kernel.close()

    async def close(self) -> None:
        """Leave nothing behind; see ``Kernel.close``."""
        await self.restart()

    def _stop_current(self) -> None:
        if self._current and not self._current.stop.done():
            self._current.stop.set_result(None)

    async def _running(self) -> RunningKernel | None:
        """The kernel, started if need be; None when ``restart`` or ``close`` came in between."""
        if self._kernel and self._kernel.ended.done():
            await self._discard(self._kernel)
        if self._kernel is None:
            self._ran.clear()
            self._finished.clear()
            self._hidden.clear()
            self._kernel = await self._started()
        return self._kernel

    async def _started(self) -> RunningKernel | None:
        starting = self._starting = asyncio.ensure_future(self._start())
        try:
            await asyncio.wait({starting})
        except asyncio.CancelledError:
            await _give_up(starting)
            raise
        finally:
            self._starting = None
        return None if starting.cancelled() or starting.result().ended.done() else starting.result()

    async def _discard(self, kernel: RunningKernel) -> None:
        if self._kernel is kernel:
            self._kernel = None
        await kernel.close()

    def _new_run(self, code: str, timeout_s: float | None, sink: OutputSink | None) -> _Run:
        loop = asyncio.get_running_loop()
        full: asyncio.Future[None] = loop.create_future()
        collector = Collector(
            limits=self._limits, sink=sink, on_full=lambda: full.set_result(None), shown_file=self._shown_file
        )
        return _Run(code, timeout_s, collector, loop.create_future(), full)

    async def _carry_out(self, kernel: RunningKernel, run: _Run, run_id: str) -> Execution:
        request = await kernel.execute(run.code, run_id=run_id, sink=run.collector.take)
        try:
            ending = await _first_of(kernel, request.reply, run)
            if ending not in ("reply", "died"):
                # What printed too much last of all is through already.
                first_wait_s = _FULL_GRACE_S if ending == "full" else 0.0
                await kernel.stop(request, grace_s=self._grace_s, first_wait_s=first_wait_s)
            if request.reply.done():
                await kernel.settle(request)
        except asyncio.CancelledError:
            await finish(asyncio.create_task(self._abandon(kernel, request)))
            raise
        if not request.reply.done():
            await self._discard(kernel)
            return self._lost(kernel, run, ending)
        execution = self._outcome(run, request.reply.result(), ending)
        self._ran.add(run.code.rstrip())
        if execution.ok:
            self._finished.add(run.code.rstrip())
        return execution

    async def _abandon(self, kernel: RunningKernel, request: Any) -> None:
        if not request.reply.done():
            await kernel.stop(request, grace_s=self._grace_s)
        if request.reply.done():
            await kernel.settle(request)
        else:
            await self._discard(kernel)

    def _outcome(self, run: _Run, reply: Mapping[str, Any], ending: Ending) -> Execution:
        failure = failure_from_reply(reply, self._shown_file)
        if reply.get("status") == "ok" or is_clean_exit(reply):
            shown = shown_failure(reply, self._shown_file)
            extra = (
                (Output(kind="stderr", data={"text/plain": shown.text}),) if shown and not is_clean_exit(reply) else ()
            )
            status: Status = "timeout" if ending == "timeout" else "ok"
            return self._execution(run, status, _timed_out(run, None) if ending == "timeout" else None, extra)
        match ending:
            case "timeout":
                return self._execution(run, "timeout", _timed_out(run, failure))
            case "full":
                return self._execution(run, "interrupted", _printed_too_much(self._limits, failure))
            case "interrupted":
                stopped = _stopped("KeyboardInterrupt", "the code was stopped", failure)
                return self._execution(run, "interrupted", stopped)
            case _:
                return self._execution(run, "interrupted" if _is_interrupt(failure) else "error", failure)

    def _lost(self, kernel: RunningKernel, run: _Run, ending: Ending) -> Execution:
        how = {
            "died": f"The kernel {kernel.how_it_ended()} while this code ran.",
            "timeout": f"The code ran longer than {run.timeout_s or 0:g} s, ignored the interrupt and was killed.",
            "full": "The code printed too much, ignored the interrupt and was killed.",
        }.get(ending, "The kernel was stopped while this code ran.")
        status: Status = "died" if ending == "died" else "timeout" if ending == "timeout" else "interrupted"
        name = {"died": "KernelDied", "timeout": "TimeoutError"}.get(ending, "KeyboardInterrupt")
        message = f"{how} Its variables are gone; the next run starts a fresh kernel."
        return self._execution(run, status, Failure(name=name, message=message, text=f"{name}: {message}"))

    def _execution(self, run: _Run, status: Status, error: Failure | None, extra: tuple[Output, ...] = ()) -> Execution:
        return Execution(
            code=run.code,
            status=status,
            outputs=(*run.collector.outputs, *extra),
            error=error,
            truncated=run.collector.truncated,
            duration_s=time.monotonic() - run.started_at,
        )


_INTERRUPTED = Failure(
    name="KeyboardInterrupt", message="stopped before it ran", text="KeyboardInterrupt: stopped before it ran"
)


async def _give_up(starting: asyncio.Future[RunningKernel]) -> None:
    """Stop the start of a kernel, or the kernel if that was up before it could be stopped."""
    starting.cancel()
    await asyncio.wait({starting})
    if not starting.cancelled() and starting.exception() is None:
        await starting.result().close()


async def _first_of(kernel: RunningKernel, reply: asyncio.Future[dict[str, Any]], run: _Run) -> Ending:
    waiting: set[asyncio.Future[Any]] = {reply, kernel.ended, run.stop, run.full}
    await asyncio.wait(waiting, timeout=run.timeout_s, return_when=asyncio.FIRST_COMPLETED)
    if reply.done():
        return "reply"
    if run.stop.done():
        return "interrupted"
    if kernel.ended.done():
        return "died"
    return "full" if run.full.done() else "timeout"


def _is_interrupt(failure: Failure | None) -> bool:
    return failure is not None and failure.name == "KeyboardInterrupt"


def _timed_out(run: _Run, interrupted: Failure | None) -> Failure:
    return _stopped("TimeoutError", f"the code ran longer than {run.timeout_s or 0:g} s and was stopped", interrupted)


def _printed_too_much(limits: OutputLimits, interrupted: Failure | None) -> Failure:
    message = f"the code printed more than {limits.chars} characters or {limits.messages} messages and was stopped"
    return _stopped("OutputLimitReached", message, interrupted)


def _stopped(name: str, message: str, interrupted: Failure | None) -> Failure:
    """Keeps the place at which the interrupt came: it shows what took so long."""
    headline = f"{name}: {message}"
    if interrupted is None:
        return Failure(name=name, message=message, text=headline)
    place, _, _ = interrupted.text.rpartition("\n")
    return attrs.evolve(interrupted, name=name, message=message, text=f"{place}\n{headline}" if place else headline)
