"""Work that is under way: which request and which progress bar it belongs to, so that either can cancel it.

pygls can't cancel a command that runs; here every command is a task that is known by its request's id, by its progress
token and by its document.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any, TypeVar

import attrs

Result = TypeVar("Result")


@attrs.define(eq=False)
class Work:
    """One command under way. ``lines`` is the region that a generation will write, end exclusive."""

    uri: str
    command: str
    token: int | str
    task: asyncio.Task[Any] | None = None
    lines: tuple[int, int] | None = None

    def cancel(self) -> None:
        """End it."""
        if self.task is not None:
            cancel_soon(self.task)


def cancel_soon(task: asyncio.Task[Any]) -> None:
    """Cancel a task once it took its first step: one that never began could not answer its request."""
    asyncio.get_running_loop().call_soon(task.cancel)


class WorkRegistry:
    """Everything that runs for the editor."""

    def __init__(self) -> None:
        self._running: dict[asyncio.Task[Any], Work] = {}
        self._lanes: dict[str, asyncio.Lock] = {}

    def start(self, work: Work, coroutine: Coroutine[Any, Any, Result]) -> asyncio.Task[Result]:
        """Run it as a task that the registry keeps until it is over."""
        task = asyncio.create_task(coroutine, name=f"{work.command} {work.uri}")
        work.task = task
        self._running[task] = work
        task.add_done_callback(self._running.pop)
        return task

    def lane(self, uri: str) -> asyncio.Lock:
        """Held by whoever asks the model for a document: one at a time, the others wait their turn."""
        return self._lanes.setdefault(uri, asyncio.Lock())

    def of(self, uri: str) -> list[Work]:
        """What runs for one document."""
        return [work for work in self._running.values() if work.uri == uri]

    def cancel_token(self, token: int | str) -> bool:
        """The cancel button of a progress bar was pressed. False when nothing has that token."""
        return self._cancel(lambda work: work.token == token)

    def cancel_commands(self, uri: str, *commands: str) -> bool:
        """Cancel these commands of one document. False when none was running."""
        return self._cancel(lambda work: work.uri == uri and work.command in commands)

    async def close(self) -> None:
        """Cancel everything and wait until it has ended."""
        tasks = list(self._running)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def _cancel(self, chosen: Callable[[Work], bool]) -> bool:
        works = [work for work in self._running.values() if chosen(work)]
        for work in works:
            work.cancel()
        return bool(works)
