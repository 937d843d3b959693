"""Cells of a Python file: ``# %% Title``, ``#%%``, ``# In[3]:``. A file without markers is one cell.

A markdown cell (``# %% [markdown]``) ends the cell above it and is no code. What stands above the first marker is a
cell of its own if it holds code.
"""

from __future__ import annotations

import re

import attrs

from opencodeinterpreter.text.lines import holds_code, split_lines

_MARKER = re.compile(r"^#\s*(?:%%(?P<title>.*)|(?P<number>In\[[\d ]*\]):?\s*)$")
_PROSE = re.compile(r"^\s*[^\[]*\[(?:markdown|md|raw)\]", re.IGNORECASE)
_METADATA = re.compile(r"\s+\[\w+\]|\s*\b[\w.-]+=(?:\"[^\"]*\"|'[^']*'|\[.*?\]|\{.*?\}|\S+)")


@attrs.frozen
class Cell:
    """Lines ``start_line`` to ``end_line`` (0-based, end exclusive), the marker's line included.

    ``code`` is their exact text, so line n of an execution of it (1-based) is document line ``start_line + n - 1``.
    """

    start_line: int
    end_line: int
    title: str
    code: str


def is_marker(line: str) -> bool:
    """Whether a line starts a cell."""
    return _MARKER.match(line.rstrip("\r\n")) is not None


def cells(text: str) -> list[Cell]:
    """The code cells in order; [] for a blank text."""
    lines = split_lines(text)
    starts = [number for number, line in enumerate(lines) if is_marker(line)]
    if not starts:
        return [Cell(0, len(lines), "", text)] if text.strip() else []
    bounds = list(zip(starts, [*starts[1:], len(lines)], strict=True))
    found = [_cell(lines, start, end) for start, end in bounds if not _is_prose(lines[start])]
    if holds_code(lines[: starts[0]]):
        found.insert(0, Cell(0, starts[0], "", "".join(lines[: starts[0]])))
    return found


def cell_at(text: str, line: int) -> Cell | None:
    """The code cell that holds the 0-based line (the line past the last one counts to the last cell)."""
    found = cells(text)
    for cell in found:
        if cell.start_line <= line < cell.end_line:
            return cell
    last = found[-1] if found else None
    return last if last and line >= len(split_lines(text)) == last.end_line else None


def _cell(lines: list[str], start: int, end: int) -> Cell:
    return Cell(start, end, _title(lines[start]), "".join(lines[start:end]))


def _is_prose(line: str) -> bool:
    match = _MARKER.match(line.rstrip("\r\n"))
    return match is not None and _PROSE.match(match["title"] or "") is not None


def _title(line: str) -> str:
    match = _MARKER.match(line.rstrip("\r\n"))
    if match is None:
        return ""
    return match["number"] or _METADATA.sub("", match["title"]).strip(" %-")
