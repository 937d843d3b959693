"""Where the lines of a run lie in its document while that is edited. Knows nothing of results."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from itertools import pairwise

import attrs

from opencodeinterpreter.text.cells import is_marker
from opencodeinterpreter.text.edits import Change


@attrs.define
class Region:
    """The lines of one cell as they were run, and the document line of each now.

    ``offset`` is the 0-based number of the first of ``code`` within its run. ``places`` is as long as ``code`` and
    holds None for a line that was deleted; ``start`` and ``end`` (exclusive) are the region's bounds in the document.
    A line in ``hidden`` keeps its place, for the frames of later tracebacks, but shows no results any more.
    """

    code: tuple[str, ...]
    offset: int
    start: int
    end: int
    places: list[int | None]
    baseline: str
    hidden: set[int] = attrs.Factory(set[int])
    _fresh: bool | None = True

    def shift(self, change: Change) -> None:
        """Follow one change of the document."""
        lost = self.start >= self.end
        if change.start_line >= self.end and not lost:
            return
        if lost or not self._lies_below(change):
            self._fresh = None
        if change.start_line == change.end_line and "\n" not in change.text:
            return
        self.places = [place if place is None else _moved(place, change) for place in self.places]
        self._move_bounds(change)

    def _lies_below(self, change: Change) -> bool:
        return not self._owns_what_is_typed_above() and (
            change.end_line < self.start or (change.end_line, change.end_char) == (self.start, 0)
        )

    def _owns_what_is_typed_above(self) -> bool:
        """The first lines of a document belong to the cell below them, unless a marker parts them."""
        return self.start == 0 and not is_marker(self.code[0])

    def _move_bounds(self, change: Change) -> None:
        start = 0 if self._owns_what_is_typed_above() else _moved(self.start, change)
        self.start = change.start_line if start is None else start
        self.end = max(self.start, _moved_end(self.end, change))

    def settle(self, lines: Sequence[str]) -> None:
        """Find out whether the text is (again) what was run; an undone change gives each line its place back."""
        if self._fresh is not None:
            return
        if self.start >= self.end:
            self._find_again(lines)
        self._fresh = self.start < self.end and normalized(lines[self.start : self.end]) == self.baseline
        if self._fresh and self._stands_at(self.start, lines):
            self.places = list(range(self.start, self.start + len(self.code)))

    def _stands_at(self, start: int, lines: Sequence[str]) -> bool:
        there = lines[start : start + len(self.code)]
        return [line.strip() for line in there] == [line.strip() for line in self.code]

    def _find_again(self, lines: Sequence[str]) -> None:
        """A region that was deleted and put back (cut and paste, undo) is where its text stands, if only once."""
        first = self.code[0].strip()
        starts = [n for n, line in enumerate(lines) if line.strip() == first and self._stands_at(n, lines)]
        if len(starts) == 1:
            self.start, self.end = starts[0], starts[0] + len(self.code)

    @property
    def fresh(self) -> bool:
        """Whether the text is what was run, as far as ``settle`` knew it last."""
        return self._fresh is True

    def place_of(self, line: int) -> int | None:
        """The document line of the run's 0-based ``line``, None when it is gone or isn't in this region."""
        index = line - self.offset
        return self.places[index] if 0 <= index < len(self.places) else None

    def hide(self, start: int, end: int) -> None:
        """Show no results on the document lines from ``start`` up to ``end`` any more."""
        self.hidden |= {index for index, place in enumerate(self.places) if place is None or start <= place < end}

    def shows(self, line: int) -> bool:
        """Whether the run's 0-based ``line`` may show results."""
        return line - self.offset not in self.hidden

    def holds(self, line: int) -> bool:
        """Whether the document's ``line`` lies between the bounds."""
        return self.start <= line < self.end


def regions(code: str, start: int, document_lines: Sequence[str]) -> list[Region]:
    """The cells of a run whose first line is document line ``start``; each is stale or fresh on its own."""
    lines = code.split("\n")
    if len(lines) > 1 and not lines[-1].strip():
        lines.pop()
    cuts = [0, *(number for number, line in enumerate(lines) if number and is_marker(line)), len(lines)]
    return [_region(lines[first:last], first, start + first, document_lines) for first, last in pairwise(cuts)]


def _region(code: list[str], offset: int, start: int, document_lines: Sequence[str]) -> Region:
    end = start + len(code)
    baseline = _baseline(code, document_lines[start:end])
    return Region(tuple(code), offset, start, end, list(range(start, end)), baseline)


def _baseline(code: list[str], document_lines: Sequence[str]) -> str:
    """What the document says there: more than the code where only a part of a line was run."""
    text, shown = normalized(code), normalized(document_lines)
    return shown if text in shown else text


def normalized(lines: Sequence[str]) -> str:
    """The text without what doesn't matter to Python: a common indentation, white space at the ends."""
    return textwrap.dedent("\n".join(line.rstrip() for line in lines)).strip("\n")


def _moved(line: int, change: Change) -> int | None:
    """Where a line goes; None when its beginning is deleted."""
    first, last = change.start_line, change.end_line
    inserted = change.text.count("\n")
    if line > last or (line == last and change.end_char == 0 and change.start_char == 0):
        return line + inserted - (last - first)
    if line < first or (line == first and (change.start_char > 0 or first == last)):
        return line
    return first + inserted if line == last and change.end_char == 0 else None


def _moved_end(end: int, change: Change) -> int:
    """Where the exclusive end of a region goes: what is typed at the end of its last line belongs to it."""
    first, last = change.start_line, change.end_line
    if end <= first:
        return end
    inside = end > last or (end == last and change.end_char == 0)
    moved = end + change.text.count("\n") - (last - first) if inside else first
    return max(moved, first + (change.start_char > 0))
