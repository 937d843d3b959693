"""Inside the user's interpreter: turns an exception into plain data. Knows nothing of kernels.

Standard library only, Python 3.8 or newer. Sent there as text and executed in a private namespace.
"""

from __future__ import annotations

import io
import linecache
import re
import sys
import traceback
from typing import Any

# A recursion fills a thousand levels; its first and last ones tell all there is to know.
FRAMES_KEPT_AT_EACH_END = 15


class FailureReport:
    """Describes exceptions, given which files are code that we ran and which are the machinery around it.

    ``cells`` maps file names to ``{"run_id": str, "indent": int}``; ``shown_file`` stands for them in texts. Levels in
    files that start with one of ``callers`` are left out; those in ``callees`` with all that lies below them.
    """

    def __init__(
        self, cells: dict[str, dict[str, Any]], callers: tuple[str, ...], callees: tuple[str, ...], shown_file: str
    ) -> None:
        self._cells = cells
        self._callers = callers
        self._callees = callees
        self._shown_file = shown_file

    def describe(self, value: BaseException) -> dict[str, Any]:
        """The exception as JSON-ready data: name, message, frames, text, and whether it is an exit with success."""
        if isinstance(value, SyntaxError) and value.text is None and value.lineno:
            value.text = linecache.getline(value.filename or "", value.lineno) or None
        summary = traceback.TracebackException(type(value), value, value.__traceback__)
        suggestion = _suggestion_of_the_c_printer(value)
        setattr(summary, "_str", getattr(summary, "_str", "") + suggestion)  # noqa: B010 - private, and the only place for it
        message = getattr(value, "msg", None) if isinstance(value, SyntaxError) else str(summary)
        frames = self._frames(value)
        self._tidy(summary)
        return {
            "name": _qualified_name(type(value)),
            "message": message or "",
            "frames": frames,
            "text": re.sub(r'  File "(\[\d+ more levels\])".*\n', r"  \1\n", "".join(summary.format())).rstrip("\n"),
            "clean_exit": isinstance(value, SystemExit) and value.code in (None, 0),
        }

    def _frames(self, value: BaseException) -> list[dict[str, Any]]:
        levels: list[Any] = []
        level = value.__traceback__
        while level is not None:
            levels.append(level)
            level = level.tb_next
        kept = self._user_part(levels, _file_of_level)
        if isinstance(value, SyntaxError) and not self._touches_cells(kept):
            kept = []
        if len(kept) > 2 * FRAMES_KEPT_AT_EACH_END:
            kept = kept[:FRAMES_KEPT_AT_EACH_END] + kept[-FRAMES_KEPT_AT_EACH_END:]
        frames = [self._frame(level) for level in kept]
        if isinstance(value, SyntaxError) and value.lineno:
            frames.append(self._place_of_syntax_error(value))
        return frames

    def _touches_cells(self, levels: list[Any]) -> bool:
        return any(_file_of_level(level) in self._cells for level in levels)

    def _user_part(self, levels: list[Any], file_of: Any) -> list[Any]:
        """Without what ran before the user's code began, and without the machinery that it called."""
        kept: list[Any] = []
        first = next((index for index, level in enumerate(levels) if file_of(level) in self._cells), 0)
        for level in levels[first:]:
            if kept and file_of(level).startswith(self._callees):
                break
            if not file_of(level).startswith((*self._callers, *self._callees)):
                kept.append(level)
        return kept

    def _frame(self, level: Any) -> dict[str, Any]:
        code = level.tb_frame.f_code
        source = linecache.getline(code.co_filename, level.tb_lineno, level.tb_frame.f_globals).rstrip("\n")
        column, end_column = _columns(level, source)
        return self._place(code.co_filename, level.tb_lineno, code.co_name, source, (column, end_column))

    def _place_of_syntax_error(self, error: SyntaxError) -> dict[str, Any]:
        start = max((error.offset or 1) - 1, 0)
        same_line = getattr(error, "end_lineno", None) in (None, error.lineno)
        end = (getattr(error, "end_offset", None) or 0) - 1 if same_line else -1
        source = (error.text or "").rstrip("\n")
        columns = (start, end if end > start else start + 1)
        return self._place(error.filename or "<unknown>", error.lineno or 1, "<module>", source, columns)

    def _place(
        self, path: str, line: int, function: str, source: str, columns: tuple[int | None, int | None]
    ) -> dict[str, Any]:
        cell = self._cells.get(path)
        indent = cell["indent"] if cell else 0
        column, end_column = (None if place is None else place + indent for place in columns)
        return {
            "path": self._shown_file if cell else path,
            "line": line,
            "function": function,
            "run_id": cell["run_id"] if cell else None,
            "column": column,
            "end_column": end_column,
            "source": " " * indent + source if source else "",
        }

    def _tidy(self, summary: Any) -> None:
        """Take the machinery out of the printed traceback and of all those chained to it."""
        if summary is None:
            return
        levels = self._user_part(list(summary.stack), _file_of_summary)
        if getattr(summary, "lineno", None) and not any(level.filename in self._cells for level in levels):
            levels = []
        summary.stack = traceback.StackSummary.from_list([self._shown_level(level) for level in _capped(levels)])
        if getattr(summary, "filename", None) in self._cells:
            summary.filename = self._shown_file
        grouped: Any = getattr(summary, "exceptions", None) or []
        for inner in (summary.__cause__, summary.__context__, *grouped):
            self._tidy(inner)

    def _shown_level(self, level: Any) -> Any:
        if level.filename in self._cells:
            level.line  # noqa: B018 - reads the source line while the file name still leads to it
            level.filename = self._shown_file
        return level


def _file_of_level(level: Any) -> str:
    return level.tb_frame.f_code.co_filename


def _file_of_summary(level: Any) -> str:
    return level.filename


def _capped(levels: list[Any]) -> list[Any]:
    # The printer folds levels that repeat; only what it can't fold needs to be left out here.
    if len({(level.filename, level.lineno) for level in levels}) <= 2 or len(levels) <= 2 * FRAMES_KEPT_AT_EACH_END:
        return levels
    left_out = len(levels) - 2 * FRAMES_KEPT_AT_EACH_END
    gap = traceback.FrameSummary(f"[{left_out} more levels]", 0, "", lookup_line=False, line="")
    return [*levels[:FRAMES_KEPT_AT_EACH_END], gap, *levels[-FRAMES_KEPT_AT_EACH_END:]]


def _qualified_name(kind: type[BaseException]) -> str:
    if kind.__module__ in ("builtins", "__main__"):
        return kind.__qualname__
    return f"{kind.__module__}.{kind.__qualname__}"


def _columns(level: Any, source: str) -> tuple[int | None, int | None]:
    """0-based columns in characters of what failed; the interpreter counts bytes, and only since 3.11."""
    code = level.tb_frame.f_code
    if not hasattr(code, "co_positions") or level.tb_lasti < 0:
        return None, None
    positions = list(code.co_positions())
    line, end_line, column, end_column = positions[min(level.tb_lasti // 2, len(positions) - 1)]
    if line != level.tb_lineno or column is None:
        return None, None
    encoded = source.encode()
    start = len(encoded[:column].decode(errors="replace"))
    return start, len(encoded[:end_column].decode(errors="replace")) if end_line == line else None


def _suggestion_of_the_c_printer(value: BaseException) -> str:
    """The "Did you mean" of Python 3.10 and 3.11, which only their own printer in C can work out."""
    if not (3, 10) <= sys.version_info[:2] <= (3, 11) or not isinstance(value, (NameError, AttributeError)):
        return ""
    shown, stderr = io.StringIO(), sys.stderr
    sys.stderr = shown
    try:
        sys.__excepthook__(type(value), value, None)
    finally:
        sys.stderr = stderr
    found = re.search(re.escape(str(value)) + r"(\. Did you mean: '.*'\?)$", shown.getvalue(), re.MULTILINE)
    return found[1] if found else ""
