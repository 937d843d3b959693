"""Inside the user's interpreter: every message says which top-level statement was running. Python 3.8 or newer.

The line goes into the header of the request, which ipykernel copies into each message that answers it: nothing more
is sent, and no message can lose its line. Loaded as text and executed in a private namespace.
"""

from __future__ import annotations

import asyncio
import signal
import sys
import time
from typing import Any

# The key in ``parent_header``; the other sides are ``channels.py`` and ``serving.py``.
HEADER_KEY = "opencodeinterpreter_line"


class Attribution:
    """Keeps the header's line up to date while IPython walks through the statements of a cell."""

    def __init__(self, shell: Any, cells: dict[str, Any]) -> None:
        self._shell = shell
        self._cells = cells
        self._run_ast_nodes = shell.run_ast_nodes
        self._run_code = shell.run_code
        # One entry for each cell being run: cells nest when user code runs another one.
        self._end_lines: list[Any] = []
        self._children_reaped = children_reaped()
        shell.events.register("pre_execute", self._begin)
        shell.events.register("post_execute", self._wait_for_children)
        shell.run_ast_nodes = self.run_ast_nodes
        shell.run_code = self.run_code

    async def run_ast_nodes(self, nodelist: list[Any], cell_name: str, *args: Any, **kwargs: Any) -> Any:
        """IPython's own, once the lines of its statements are known."""
        known = not self._end_lines and self._cells.get(cell_name, {}).get("has_lines")
        self._end_lines.append(iter([node.end_lineno for node in nodelist]) if known else iter(()))
        try:
            return await self._run_ast_nodes(nodelist, cell_name, *args, **kwargs)
        finally:
            self._end_lines.pop()

    def run_code(self, *args: Any, **kwargs: Any) -> Any:
        """IPython's own, after the statement's line was announced."""
        line = next(self._end_lines[-1], None) if self._end_lines else None
        if line is not None:
            self._announce(line)
        if kwargs.get("async_"):
            return self._run_interruptibly(*args, **kwargs)
        return self._run_code(*args, **kwargs)

    async def _run_interruptibly(self, *args: Any, **kwargs: Any) -> Any:
        """Let an interrupt cancel code that awaits: ipykernel 7 would raise it in the event loop and never reply."""
        loop, task = asyncio.get_running_loop(), asyncio.current_task()

        def cancel(*_: Any) -> None:
            if task is not None:
                loop.call_soon_threadsafe(task.cancel)

        plain_handler = signal.signal(signal.SIGINT, cancel)
        try:
            return await self._run_code(*args, **kwargs)
        finally:
            signal.signal(signal.SIGINT, plain_handler)

    def start_over(self) -> None:
        """Forget the cells under way: in a copy of this process they never end."""
        self._end_lines.clear()

    def _begin(self, *_: Any) -> None:
        # Threads that copy the header must not see it grow.
        self._shell.get_parent().get("header", {})[HEADER_KEY] = None

    def _announce(self, line: int) -> None:
        self._wait_for_children()
        for stream in (sys.stdout, sys.stderr):
            # Since ipykernel 7 text is kept apart by header; before, what is pending would get the new line.
            if not hasattr(stream, "_buffers") and getattr(stream, "_flush_pending", False):
                stream.flush()
        self._shell.get_parent()["header"][HEADER_KEY] = line

    def _wait_for_children(self, *_: Any) -> None:
        """A subprocess that ended may have printed what ipykernel's threads have not read yet."""
        reaped = children_reaped()
        if reaped != self._children_reaped:
            self._children_reaped = reaped
            wait_until_read([sys.stdout, sys.stderr], limit_s=0.1)


def children_reaped() -> int:
    """A number that changes whenever a child process was waited for; 0 where the system doesn't tell."""
    try:
        import resource
    except ImportError:
        return 0
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_minflt


def wait_until_read(streams: list[Any], limit_s: float) -> None:
    """Wait until nothing is left in the pipes behind the streams, and a moment more for what was just read."""
    import fcntl
    import struct
    import termios

    pipes = [pipe for pipe in (getattr(stream, "_fid", None) for stream in streams) if pipe is not None]
    deadline = time.monotonic() + limit_s
    while time.monotonic() < deadline:
        time.sleep(0.002)
        left = [struct.unpack("i", fcntl.ioctl(pipe, termios.FIONREAD, b"\0\0\0\0"))[0] for pipe in pipes]
        if not any(left):
            break
