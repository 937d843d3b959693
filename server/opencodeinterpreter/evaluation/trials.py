"""Runs many programs in sandboxes, side by side, each different program once. Knows nothing of models."""

from __future__ import annotations

import queue
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from types import TracebackType

from typing_extensions import Self

from opencodeinterpreter.data.trying import Trial, TrialRunner


class TrialPool:
    """Some sandboxed runners. A context manager; raises KernelError where there is no sandbox."""

    def __init__(self, workers: int = 2) -> None:
        self._workers = workers
        self._free: queue.SimpleQueue[TrialRunner] = queue.SimpleQueue()
        self._stack = ExitStack()
        self._known: dict[str, Trial] = {}

    def __enter__(self) -> Self:
        with ExitStack() as starting:
            for _ in range(self._workers):
                self._free.put(starting.enter_context(TrialRunner()))
            self._threads = starting.enter_context(ThreadPoolExecutor(self._workers))
            self._stack = starting.pop_all()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stack.close()

    def run(self, program: str) -> Trial:
        """Run one program."""
        return self.run_all([program])[0]

    def run_all(self, programs: Sequence[str]) -> list[Trial]:
        """What each program did, in their order."""
        new = list(dict.fromkeys(program for program in programs if program not in self._known))
        self._known.update(zip(new, self._threads.map(self._run, new), strict=True))
        return [self._known[program] for program in programs]

    def _run(self, program: str) -> Trial:
        runner = self._free.get()
        try:
            return runner.run(program)
        finally:
            self._free.put(runner)


def program_of(parts: Iterable[str]) -> str:
    """One program of pieces of code that follow each other."""
    return "\n".join(part.strip("\n") for part in parts if part.strip()) + "\n"
