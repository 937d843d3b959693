"""Inside the user's interpreter: every message says which top-level statement was running. Python 3.8 or newer.

The line goes into the header of the request, which ipykernel copies into each message that answers it: nothing more
is sent, and no message can lose its line. Loaded as text and executed in a private namespace.
"""

from __future__ import annotations

import sys
from typing import Any

# The key in ``parent_header``; the other side is ``channels.line_of``.
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
        return self._run_code(*args, **kwargs)

    def _announce(self, line: int) -> None:
        for stream in (sys.stdout, sys.stderr):
            # Since ipykernel 7 text is kept apart by header; before, what is pending would get the new line.
            if not hasattr(stream, "_buffers") and getattr(stream, "_flush_pending", False):
                stream.flush()
        self._shell.get_parent()["header"][HEADER_KEY] = line
