"""The pool of an existing Ray cluster (``--workers ray``). Ray is imported here alone.

Actors on the cluster open their own tools: models through the engine that the settings name, kernels in sandboxes on
their own node. What a unit gives depends on its seed alone, so the file is the same as that of ``LocalWorkers``.
"""

from __future__ import annotations

import asyncio
import itertools
import math
import os
import socket
from collections import deque
from collections.abc import AsyncGenerator, Callable, Iterable
from contextlib import AsyncExitStack, aclosing
from typing import Any
from urllib.parse import urlsplit

from opencodeinterpreter.collecting.extras import required
from opencodeinterpreter.collecting.method import Unit
from opencodeinterpreter.collecting.tools import OpenedTools, open_tools
from opencodeinterpreter.collecting.workers import Result, Work, do_unit
from opencodeinterpreter.errors import CollectingError

ADDRESS_VARIABLE = "RAY_ADDRESS"

# A unit depends on nothing but itself, so it may simply be done again when its node goes away.
_RETRIES = 2
_CLOSING_S = 10.0
_CONNECT_TIMEOUT_S = 5.0


class RayWorkers:
    """Implements ``Workers`` with ``count`` units at a time, by default one for each CPU of the cluster.

    ``address`` is what ``ray.init`` takes; "" means ``RAY_ADDRESS``, else a cluster on this machine. The nodes of the
    cluster need this package.
    """

    def __init__(
        self, work: Work, *, count: int | None = None, address: str = "", on_status: Callable[[str], None] | None = None
    ) -> None:
        self._work = work
        self._count = count
        self._address = address
        self._on_status = on_status

    async def results(self, units: Iterable[Unit]) -> AsyncGenerator[Result, None]:
        """See ``Workers.results``. Raises CollectingError when there is no cluster."""
        ray = _connected(self._address)
        cpus = int(ray.cluster_resources().get("CPU", 0))
        if cpus < 1:
            raise CollectingError("The Ray cluster has no CPU to work on.")
        count = self._count or cpus
        actors = self._actors(ray, count=count, cpus=cpus)
        if self._on_status:
            self._on_status(f"{len(actors)} Ray workers")
        try:
            async with aclosing(_spread(units, actors, count)) as results:
                async for result in results:
                    yield result
        finally:
            await _stop(ray, actors)

    def _actors(self, ray: Any, *, count: int, cpus: int) -> list[Any]:
        number = min(count, cpus)
        each = math.ceil(count / number)
        actor = ray.remote(num_cpus=1, max_restarts=_RETRIES, max_task_retries=_RETRIES, max_concurrency=each)(_Worker)
        return [actor.remote(self._work) for _ in range(number)]


class _Worker:
    """What runs on the cluster: one set of tools, and the units that are sent to it."""

    def __init__(self, work: Work) -> None:
        self._work = work
        self._stack = AsyncExitStack()
        self._opening = asyncio.Lock()
        self._tools: OpenedTools | None = None

    async def do(self, unit: Unit) -> Result:
        """Make one unit."""
        async with self._opening:
            if self._tools is None:
                self._tools = await self._stack.enter_async_context(open_tools(self._work.tools))
        return await do_unit(self._work, unit, self._tools)

    async def close(self) -> None:
        """Stop whatever the tools started."""
        await self._stack.aclose()


def _connected(address: str) -> Any:
    """Ray, connected to a cluster that is there; none is ever started."""
    ray: Any = required("ray", what="--workers ray", extra="ray")
    if ray.is_initialized():
        return ray
    address = address or os.environ.get(ADDRESS_VARIABLE, "")
    try:
        _knock(address)
        ray.init(address=address or "auto", log_to_driver=False, logging_level="error")
    except (ImportError, OSError, RuntimeError, ValueError) as error:
        where = f"at {address}" if address else "on this machine"
        reason = str(error).strip().partition("\n")[0].rstrip(".")
        raise CollectingError(
            f"There is no Ray cluster {where} ({reason}). Start one with 'ray start --head', or name one with "
            f"--ray-address or {ADDRESS_VARIABLE}."
        ) from error
    return ray


def _knock(address: str) -> None:
    """Ray itself waits more than a minute for an address where nobody is. Raises OSError."""
    place = urlsplit(address if "://" in address else f"//{address}")
    if place.hostname and place.port:
        socket.create_connection((place.hostname, place.port), timeout=_CONNECT_TIMEOUT_S).close()


async def _spread(units: Iterable[Unit], actors: list[Any], count: int) -> AsyncGenerator[Result, None]:
    """Give each actor its share of ``count`` units, and the next one as soon as it is done with one."""
    waiting, free = iter(units), deque(itertools.islice(itertools.cycle(actors), count))
    running: dict[asyncio.Task[Result], Any] = {}
    try:
        while True:
            for unit in itertools.islice(waiting, len(free)):
                actor = free.popleft()
                running[asyncio.create_task(_result(actor, unit))] = actor
            if not running:
                return
            done, _ = await asyncio.wait(running, return_when=asyncio.FIRST_COMPLETED)
            free.extend(running.pop(task) for task in done)
            for task in done:
                yield task.result()
    finally:
        for task in running:
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)


async def _result(actor: Any, unit: Unit) -> Result:
    """One unit's result. A worker that was lost for good fails its unit, and the next run tries that again."""
    try:
        return await asyncio.wrap_future(actor.do.remote(unit).future())
    except asyncio.CancelledError:
        raise
    except Exception as error:  # noqa: BLE001 - whatever goes wrong on a cluster is told of this unit alone
        reason = str(error).strip().partition("\n")[0]
        return Result(unit_id=unit.id, failed=f"the Ray worker was lost ({type(error).__name__}: {reason})")


async def _stop(ray: Any, actors: list[Any]) -> None:
    """Let the actors stop their kernels, then end them and let the cluster go."""
    closing = [asyncio.wrap_future(actor.close.remote().future()) for actor in actors]
    await asyncio.wait(closing, timeout=_CLOSING_S)
    for actor in actors:
        ray.kill(actor)
    ray.shutdown()
