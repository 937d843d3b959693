"""Who does the units: the seam of worker pools, and the pool of this process. Knows no files and no order."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Callable, Iterable
from random import Random
from typing import Protocol

import attrs

from opencodeinterpreter.collecting.method import DroppedError, Method, Tools, Unit
from opencodeinterpreter.collecting.tools import ToolSettings, open_tools
from opencodeinterpreter.data.rows import Row
from opencodeinterpreter.errors import OpenCodeInterpreterError


@attrs.frozen(kw_only=True)
class Result:
    """What came of one unit: rows, or why there are none.

    ``dropped`` is the method's own reason and final. ``failed`` says what went wrong with the machinery; such a unit is
    tried again by the next run.
    """

    unit_id: str
    rows: tuple[Row, ...] = ()
    dropped: str = ""
    failed: str = ""


@attrs.frozen(kw_only=True)
class Work:
    """What all units have in common. It can be pickled: a worker in another process opens its tools from it."""

    method: Method
    tools: ToolSettings
    seed: int = 0

    def random(self, unit: Unit) -> Random:
        """The source of randomness of one unit, the same whoever does it and when."""
        return Random(f"{self.seed}/{self.method.name}/{unit.id}")  # noqa: S311 - a seed must fix the data


class Workers(Protocol):
    """A pool. It is made from a ``Work`` and how many units it may do at a time, and used for one run."""

    def results(self, units: Iterable[Unit]) -> AsyncGenerator[Result, None]:
        """Do the units; yields each result when it is there, in any order, one for each unit.

        Takes units as it can do them, not all at once. Closing the generator stops what is running and releases
        everything that was opened. Raises OpenCodeInterpreterError when the pool itself can't work.
        """
        ...


async def do_unit(work: Work, unit: Unit, tools: Tools) -> Result:
    """Make one unit, in whatever process. Only being cancelled gets out; all else becomes a result."""
    try:
        rows = await work.method.make(unit, tools, work.random(unit))
    except DroppedError as dropped:
        return Result(unit_id=unit.id, dropped=dropped.reason)
    except OpenCodeInterpreterError as error:
        return Result(unit_id=unit.id, failed=str(error))
    except Exception as error:  # noqa: BLE001 - one odd row must not end a run of days
        return Result(unit_id=unit.id, failed=f"{type(error).__name__}: {error}")
    return Result(unit_id=unit.id, rows=tuple(rows))


class LocalWorkers:
    """Implements ``Workers`` with ``count`` tasks in this process that share one set of tools.

    The heavy parts run elsewhere anyway: models in the host or an engine, code in kernels.
    """

    def __init__(self, work: Work, *, count: int, on_status: Callable[[str], None] | None = None) -> None:
        self._work = work
        self._count = count
        self._on_status = on_status

    async def results(self, units: Iterable[Unit]) -> AsyncGenerator[Result, None]:
        """See ``Workers.results``."""
        waiting = iter(units)
        running: set[asyncio.Task[Result]] = set()
        async with open_tools(self._work.tools, on_status=self._on_status) as tools:
            try:
                while True:
                    for unit in waiting:
                        running.add(asyncio.create_task(do_unit(self._work, unit, tools)))
                        if len(running) >= self._count:
                            break
                    if not running:
                        return
                    done, running = await asyncio.wait(running, return_when=asyncio.FIRST_COMPLETED)
                    for task in done:
                        yield task.result()
            finally:
                for task in running:
                    task.cancel()
                await asyncio.gather(*running, return_exceptions=True)
