"""The part of a document that a model gets to mend a failure: small, and run with the program that failed."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence

import attrs

from opencodeinterpreter.text.cells import Cell, cell_at, cells, is_marker
from opencodeinterpreter.text.indent import common_indent
from opencodeinterpreter.text.lines import holds_code, is_blank, split_lines
from opencodeinterpreter.text.scopes import Scope, region_scope
from opencodeinterpreter.text.syntax import DEFINITIONS, block_around, body_span, parse_around, span_of

REGION_LINES = 40


def repair_scope(
    text: str, frames: Sequence[int], *, ran: tuple[int, int] | None = None, budget_lines: int = REGION_LINES
) -> Scope | None:
    """The scope to mend for a failure whose frames lie on these 0-based document lines, outermost first.

    ``ran`` are the lines of the program that failed (end exclusive); by default the cell of the outermost frame. When
    the innermost frame lies in a cell above, the program starts with that cell; when it lies below, that cell runs
    first. None for a text without code.
    """
    lines = split_lines(text)
    if not cells(text):
        return None
    frames = [min(max(frame, 0), len(lines) - 1) for frame in frames] or [0]
    unit = ran or _cell_lines(text, frames[0])
    home = _cell_lines(text, frames[-1])
    if home[0] < unit[0]:
        unit = (home[0], unit[1])
    start, end = _region(lines, home if home[0] >= unit[0] else unit, frames[-1], budget_lines)
    indent = common_indent("".join(lines[start:end]))
    if start < unit[1]:
        return region_scope(text, start, end, unit=(unit[0], max(unit[1], end)), indent=indent)
    return _below(text, lines, (start, end, indent), unit, home)


def _below(
    text: str, lines: list[str], region: tuple[int, int, str], unit: tuple[int, int], home: tuple[int, int]
) -> Scope:
    """The failing program called code of a cell below it: that cell runs first, then the program."""
    start, end, indent = region
    scope = region_scope(text, start, end, unit=home, indent=indent)
    before = region_scope(text, unit[0], unit[1], unit=unit).before
    return attrs.evolve(scope, before=before, tail=_line_end(scope.tail) + "".join(lines[slice(*unit)]))


def _line_end(text: str) -> str:
    return text if not text or text.endswith(("\n", "\r")) else text + "\n"


def _cell_lines(text: str, line: int) -> tuple[int, int]:
    cell = cell_at(text, line) or _nearest(cells(text), line)
    return cell.start_line, cell.end_line


def _nearest(found: list[Cell], line: int) -> Cell:
    above = [cell for cell in found if cell.start_line <= line]
    return above[-1] if above else found[0]


def _region(lines: list[str], window: tuple[int, int], line: int, budget: int) -> tuple[int, int]:
    first, last = _trim(lines, *window)
    if last - first <= budget:
        return first, last
    tree = parse_around(lines, line)
    path = list(_path(tree.body, lines, line, window)) if tree else []
    if not path:
        return _grow_blocks(lines, (first, last), line, budget)
    for node, siblings in path:
        start, end = body_span(node, lines)
        if end - start <= budget:
            return (start, end) if isinstance(node, DEFINITIONS) else _grow(siblings, node, window, budget)
    return _trim(lines, max(first, line - budget // 2), min(last, line + budget // 2))


def _path(
    body: list[ast.stmt], lines: list[str], line: int, window: tuple[int, int]
) -> Iterator[tuple[ast.stmt, list[ast.stmt]]]:
    """The statements around a line, outermost first, each with the statements beside it; within the window only."""
    for node in body:
        start, end = body_span(node, lines)
        if start <= line < end:
            if window[0] <= start and end <= window[1]:
                yield node, body
            for inner in _bodies(node):
                yield from _path(inner, lines, line, window)


def _bodies(node: ast.stmt) -> Iterator[list[ast.stmt]]:
    for name in ("body", "orelse", "finalbody"):
        yield getattr(node, name, [])
    for holder in (*getattr(node, "handlers", ()), *getattr(node, "cases", ())):
        yield holder.body


def _grow(siblings: list[ast.stmt], node: ast.stmt, window: tuple[int, int], budget: int) -> tuple[int, int]:
    """The statement with as many of those beside it as fit, two thirds of the room above: causes precede failures."""
    start, end = span_of(node)
    at = siblings.index(node)
    floor = max(window[0], end - budget, start - budget * 2 // 3)
    for other in reversed(siblings[:at]):
        if span_of(other)[0] < floor:
            break
        start = span_of(other)[0]
    for other in siblings[at + 1 :]:
        if span_of(other)[1] > min(window[1], start + budget):
            break
        end = span_of(other)[1]
    return start, end


def _grow_blocks(lines: list[str], window: tuple[int, int], line: int, budget: int) -> tuple[int, int]:
    """The same for text that does not parse: top-level blocks by indentation; a lone huge one is cut by lines."""
    start, end = block_around(lines, line)
    start, end = max(start, window[0]), min(end, window[1])
    if end - start > budget:
        return _trim(lines, max(start, line - budget // 2), min(end, line + budget // 2))
    while start > window[0]:
        above, _ = block_around(lines, start - 1)
        if end - above > budget or above < window[0] or above == start:
            break
        start = above
    return _trim(lines, start, end)


def _trim(lines: list[str], start: int, end: int) -> tuple[int, int]:
    """Without the cell's marker and blank lines at the ends; as it was if nothing else is left."""
    if not holds_code(lines[start:end]):
        return start, end
    while is_blank(lines[start]) or is_marker(lines[start]):
        start += 1
    while is_blank(lines[end - 1]) or is_marker(lines[end - 1]):
        end -= 1
    return start, end
