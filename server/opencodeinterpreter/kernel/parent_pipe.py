"""A pipe by which a process that we start learns that we are gone, however we ended. Knows no kernels.

Bubblewrap and ipykernel look after their parent too, but only once they are up: whoever is gone by then is not missed.
"""

from __future__ import annotations

import os

from opencodeinterpreter.kernel.capabilities import has_pass_fds


class ParentPipe:
    """Only this process holds the write end, so that it closes with it and whoever reads the other end is told."""

    def __init__(self) -> None:
        # Whatever else is started inherits neither end: that is Python's default.
        self._ends: tuple[int, ...] = os.pipe() if has_pass_fds() else ()

    @property
    def inherited(self) -> tuple[int, ...]:
        """The read end, to be passed on to the one process that watches it; none where that can't be done."""
        return self._ends[:1]

    def close(self) -> None:
        """Give the pipe back once the process that watches it is gone."""
        ends, self._ends = self._ends, ()
        for end in ends:
            os.close(end)
