"""Which code a person means by a cursor, a selection or a whole document."""

from __future__ import annotations

import textwrap

import attrs
from lsprotocol import types

from opencodeinterpreter.errors import RequestError
from opencodeinterpreter.lsp.documents import Document
from opencodeinterpreter.text.cells import cell_at, cells


@attrs.frozen(kw_only=True)
class Snippet:
    """Code to run and the 0-based document line of its first line."""

    code: str
    start_line: int

    @property
    def end_line(self) -> int:
        """The document line after its last."""
        return self.start_line + max(1, len(self.code.splitlines()))


def python_only(document: Document) -> Document:
    """The document. Raises RequestError when it holds something else than Python."""
    if not document.is_python:
        kind = document.language_id or "not Python"
        raise RequestError(f"{document.name} is {kind}; only Python documents can be run.")
    return document


def snippets(document: Document, range_: types.Range | None) -> list[Snippet]:
    """The cells of the document, or the one at a cursor, or the selected code. Raises RequestError when none is there.

    ``range_`` is in the client's units. A selection within one line is that expression; any other is whole lines.
    """
    found = _all_cells(document) if range_ is None else _at(document, range_)
    runnable = [snippet for snippet in found if snippet.code.strip()]
    if not runnable:
        raise RequestError(f"There is no code to run {'there' if range_ else 'in ' + document.name}.")
    return runnable


def line_span(document: Document, range_: types.Range) -> tuple[int, int]:
    """The lines that a client's range touches, end exclusive; equal for a cursor."""
    (start, _), (end, end_column) = document.position(range_.start), document.position(range_.end)
    if range_.start == range_.end:
        return start, start
    return start, end if end > start and end_column == 0 else end + 1


def _all_cells(document: Document) -> list[Snippet]:
    return [Snippet(code=cell.code, start_line=cell.start_line) for cell in cells(document.text)]


def _at(document: Document, range_: types.Range) -> list[Snippet]:
    (line, column), (end_line, end_column) = document.position(range_.start), document.position(range_.end)
    if range_.start == range_.end:
        cell = cell_at(document.text, line)
        return [Snippet(code=cell.code, start_line=cell.start_line)] if cell else []
    if line == end_line:
        return [Snippet(code=document.lines[line][column:end_column].strip(), start_line=line)]
    first, last = line_span(document, range_)
    return [Snippet(code=textwrap.dedent("\n".join(document.lines[first:last]) + "\n"), start_line=first)]
