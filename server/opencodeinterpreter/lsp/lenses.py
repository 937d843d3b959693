"""Code lenses: what can be done with a cell stands over it, what can be done with generated code over that."""

from __future__ import annotations

from collections.abc import Iterator

from lsprotocol import types

from opencodeinterpreter.lsp import commands
from opencodeinterpreter.lsp.documents import Document
from opencodeinterpreter.lsp.services import Services
from opencodeinterpreter.lsp.sessions import Written
from opencodeinterpreter.lsp.wishes import READY
from opencodeinterpreter.text.cells import Cell, cells, is_marker


class Lenses:
    """The code lenses of one server."""

    def __init__(self, services: Services) -> None:
        self._services = services

    def of(self, uri: str) -> list[types.CodeLens]:
        """Every lens of a document."""
        document = self._services.documents.get(uri)
        if document is None or not document.is_python:
            return []
        return [*self._over_cells(document), *self._over_written(document)]

    def _over_cells(self, document: Document) -> Iterator[types.CodeLens]:
        found = cells(document.text) if any(map(is_marker, document.lines)) else []
        for number, cell in enumerate(found):
            yield _lens(cell.start_line, "Run cell", commands.RUN, uri=document.uri, range=_lines(cell))
            if number:
                above = types.Range(types.Position(0, 0), types.Position(cell.start_line, 0))
                yield _lens(cell.start_line, "Run above", commands.RUN, uri=document.uri, range=above)

    def _over_written(self, document: Document) -> Iterator[types.CodeLens]:
        for written in self._services.sessions.of(document.uri).newest_first():
            if written.span is not None:
                yield from self._over(written, written.span.start_line, document.uri)

    def _over(self, written: Written, line: int, uri: str) -> Iterator[types.CodeLens]:
        conversation = written.conversation
        origin = f"{conversation.model or 'instant fix'}: {conversation.grade}"
        yield _lens(line, origin, commands.SHOW, uri=uri, id=conversation.id)
        for wish in READY[:2]:
            yield _lens(line, f"Refine: {wish}", commands.REFINE, uri=uri, id=conversation.id, feedback=wish)


def _lines(cell: Cell) -> types.Range:
    """A cursor in the cell: it grows with the cell."""
    start = types.Position(cell.start_line, 0)
    return types.Range(start, start)


def _lens(line: int, title: str, command: str, **arguments: object) -> types.CodeLens:
    at = types.Position(line, 0)
    return types.CodeLens(types.Range(at, at), command=commands.call(title, command, **arguments))
