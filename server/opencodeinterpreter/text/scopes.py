"""Where a candidate goes in a document, and what has to run around it.

The places that a model is asked to write are found by text/generation.py and text/repair.py.
"""

from __future__ import annotations

import attrs

from opencodeinterpreter.text.cells import cells
from opencodeinterpreter.text.indent import dedent, reindent
from opencodeinterpreter.text.lines import holds_code, split_lines
from opencodeinterpreter.text.syntax import block_around, parse_around, span_of, statement_at


@attrs.frozen(kw_only=True)
class Scope:
    """A region of a document that a model may write, with its surroundings.

    ``code`` is the region's text now ("" where code is to be inserted). A candidate for it is tried as
    ``head + candidate + tail`` after ``before`` ran; the cells below, ``after``, tell whether it broke them.
    ``start_line`` and ``end_line`` (0-based, end exclusive) are the region's place in the document. ``indent`` stands
    before each of the region's lines; models read and write the code without it.
    """

    code: str
    before: tuple[str, ...] = ()
    head: str = ""
    tail: str = ""
    after: tuple[str, ...] = ()
    start_line: int = 0
    end_line: int = 0
    indent: str = ""

    @property
    def shown(self) -> str:
        """The region's text as models read it."""
        return dedent(self.code, self.indent)

    @property
    def head_lines(self) -> int:
        """How many lines of what is run stand above the candidate."""
        return len(split_lines(self.head))

    @property
    def unit_start_line(self) -> int:
        """The document line (0-based) of the first line of what is run."""
        return self.start_line - self.head_lines

    def place(self, candidate: str) -> str:
        """A model's code as it stands in the document: indented, whole lines."""
        code = candidate.strip("\r\n")
        return reindent(code + "\n", self.indent, self.code) if code.strip() else ""

    def assemble(self, candidate: str) -> str:
        """What is run to try the candidate, given as it stands in the document."""
        return self.head + candidate + self.tail


def region_scope(
    text: str, start_line: int, end_line: int, *, unit: tuple[int, int] | None = None, indent: str = ""
) -> Scope:
    """The scope of document lines ``start_line`` to ``end_line`` (end exclusive; equal where code is inserted).

    ``unit`` are the lines that have to run with it; by default the rest of the top-level statements that it cuts. Code
    above the unit runs before, and code below it afterwards, cell by cell.
    """
    lines = split_lines(text)
    first, last = unit or _whole_statements(lines, start_line, end_line)
    return Scope(
        code="".join(lines[start_line:end_line]),
        before=tuple(_pieces(text, lines, 0, first)),
        head="".join(lines[first:start_line]),
        tail="".join(lines[end_line:last]),
        after=tuple(_pieces(text, lines, last, len(lines))),
        start_line=start_line,
        end_line=end_line,
        indent=indent,
    )


def _whole_statements(lines: list[str], start: int, end: int) -> tuple[int, int]:
    """The region, grown to the ends of top-level statements that it cuts."""
    first, last = start, end
    cuts = {start, max(start, end - 1)} if end > start else {start}
    for cut in cuts:
        begin, stop = _top_level_span(lines, cut)
        if begin < start < stop or (end > start and begin < end < stop):
            first, last = min(first, begin), max(last, stop)
    return first, last


def _top_level_span(lines: list[str], line: int) -> tuple[int, int]:
    tree = parse_around(lines, line)
    if tree is None:
        return block_around(lines, line)
    node = statement_at(tree, line)
    return span_of(node) if node else (line, line)


def _pieces(text: str, lines: list[str], start: int, end: int) -> list[str]:
    """The code between two lines, cell by cell."""
    found: list[str] = []
    for cell in cells(text):
        part = lines[max(start, cell.start_line) : min(end, cell.end_line)]
        if holds_code(part):
            found.append("".join(part))
    return found
