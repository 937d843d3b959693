"""Where the lines of a run lie in its document while that is edited. Knows nothing of results."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from itertools import pairwise

import attrs

from opencodeinterpreter.text.cells import is_marker
from opencodeinterpreter.text.edits import Change
from opencodeinterpreter.text.lines import indent_of

Position = tuple[int, int]


@attrs.define
class Region:
    """The lines of one cell as they were run, and the document line of each now.

    ``offset`` is the 0-based number of the first of ``code`` within its run. ``places`` is as long as ``code``: the
    position where the text of each line begins, None once that was deleted. ``start`` and ``end`` (exclusive) are
    the region's lines in the document. A line in ``hidden`` keeps its place, for the frames of later tracebacks, but
    shows no results any more.
    """

    code: tuple[str, ...]
    offset: int
    start: int
    end: int
    places: list[Position | None]
    baseline: str
    hidden: set[int] = attrs.Factory(set[int])
    _fresh: bool | None = True

    def shift(self, change: Change) -> None:
        """Follow one change of the document. Any change may bring back what makes a stale region fresh again."""
        if not (self._fresh and (change.start_line >= self.end or self._lies_below(change))):
            self._fresh = None
        if change.start_line >= self.end > self.start:
            return
        self.places = [place if place is None else moved(place, change) for place in self.places]
        self._move_bounds(change)

    def _lies_below(self, change: Change) -> bool:
        """Whether the change leaves the region's text alone: it ends above, or just above with whole lines."""
        if self._owns_what_is_typed_above() or change.end_line > self.start:
            return False
        whole_lines = change.text.endswith("\n") or (not change.text and change.start_char == 0)
        return change.end_line < self.start or (change.end_char == 0 and whole_lines)

    def _owns_what_is_typed_above(self) -> bool:
        """The first lines of a document belong to the cell below them, unless a marker parts them."""
        return self.start == 0 and not is_marker(self.code[0])

    def _move_bounds(self, change: Change) -> None:
        start = (0, 0) if self._owns_what_is_typed_above() else moved((self.start, 0), change)
        self.start = change.start_line + change.text.count("\n") if start is None else start[0]
        self.end = max(self.start, _moved_end(self.end, change))

    def settle(self, lines: Sequence[str]) -> None:
        """Find out whether the text is (again) what was run; an undone change gives each line its place back."""
        if self._fresh is not None:
            return
        self._fresh = self._is_unchanged(lines) or (self._find_again(lines) and self._is_unchanged(lines))
        if self._fresh and self._stands_at(self.start, lines):
            self.places = _places(self.code, self.start, lines)

    def _is_unchanged(self, lines: Sequence[str]) -> bool:
        return self.start < self.end and normalized(lines[self.start : self.end]) == self.baseline

    def _stands_at(self, start: int, lines: Sequence[str]) -> bool:
        there = lines[start : start + len(self.code)]
        return [line.strip() for line in there] == [line.strip() for line in self.code]

    def _find_again(self, lines: Sequence[str]) -> bool:
        """Lines that were deleted and put back (cut and paste, undo): their text tells where, if it stands once."""
        first, count = self.code[0].strip(), len(self.code)
        starts = [n for n, line in enumerate(lines) if line.strip() == first and self._stands_at(n, lines)]
        found = [n for n in starts if self.end - self.start < count or _is_cell(lines, n, n + count)]
        if len(found) == 1:
            self.start, self.end = found[0], found[0] + count
        return len(found) == 1

    @property
    def fresh(self) -> bool:
        """Whether the text is what was run, as far as ``settle`` knew it last."""
        return self._fresh is True

    def position_of(self, line: int) -> Position | None:
        """Where the text of the run's 0-based ``line`` begins, None when it is gone or isn't in this region."""
        index = line - self.offset
        return self.places[index] if 0 <= index < len(self.places) else None

    def hide(self, start: int, end: int) -> None:
        """Show no results on the document lines from ``start`` up to ``end`` any more."""
        self.hidden |= {index for index, place in enumerate(self.places) if place is None or start <= place[0] < end}

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
    return Region(tuple(code), offset, start, end, _places(code, start, document_lines), baseline)


def _places(code: Sequence[str], start: int, document_lines: Sequence[str]) -> list[Position | None]:
    """Where the text of each line begins: behind the document's indentation where the document holds the line."""
    there = document_lines[start : start + len(code)]
    there = [*there, *code[len(there) :]]
    shown = [new if new.strip() == old.strip() else old for new, old in zip(there, code, strict=True)]
    return [(start + number, len(indent_of(line))) for number, line in enumerate(shown)]


def _is_cell(lines: Sequence[str], start: int, end: int) -> bool:
    """Whether these lines are a cell from its marker (or the document's start) to the next."""
    below = next((line for line in lines[end:] if line.strip()), None)
    return (start == 0 or is_marker(lines[start])) and (below is None or is_marker(below))


def _baseline(code: list[str], document_lines: Sequence[str]) -> str:
    """What the document says there: more than the code where only a part of a line was run."""
    text, shown = normalized(code), normalized(document_lines)
    return shown if text in shown else text


def normalized(lines: Sequence[str]) -> str:
    """The text without what doesn't matter to Python: a common indentation, white space at the ends."""
    return textwrap.dedent("\n".join(line.rstrip() for line in lines)).strip("\n")


def moved(place: Position, change: Change) -> Position | None:
    """Where the text at a position goes: text typed right there pushes it on. None when it was deleted with its line.

    What is deleted within one line leaves the position at the place of the deletion: the line is still there.
    """
    start, end = (change.start_line, change.start_char), (change.end_line, change.end_char)
    if place < start:
        return place
    if place < end:
        return start if start[0] == end[0] else None
    inserted = change.text.split("\n")
    line = place[0] + len(inserted) - 1 - (end[0] - start[0])
    if place[0] > end[0]:
        return line, place[1]
    return line, place[1] - end[1] + len(inserted[-1]) + (start[1] if len(inserted) == 1 else 0)


def _moved_end(end: int, change: Change) -> int:
    """Where the exclusive end of a region goes: what is typed at the end of its last line belongs to it."""
    first, last = change.start_line, change.end_line
    if end <= first:
        return end
    inside = end > last or (end == last and change.end_char == 0)
    moved = end + change.text.count("\n") - (last - first) if inside else first
    return max(moved, first + (change.start_char > 0))
