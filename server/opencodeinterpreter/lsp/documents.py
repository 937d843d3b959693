"""The open documents as the editor last described them, and positions in the editor's encoding.

Documents are immutable: whoever works on one keeps the text that it started from. Lines end where LSP and
Python's own grammar end them (a form feed is no line end). Columns are code points inside the server and become the
client's units only here.
"""

from __future__ import annotations

import re
from functools import cached_property
from pathlib import Path
from urllib.parse import unquote, urlsplit

import attrs
from lsprotocol import types
from pygls.uris import to_fs_path

from opencodeinterpreter.errors import RequestError
from opencodeinterpreter.text.edits import Change, minimal

_LINE_END = re.compile(r"\r\n|\n|\r")
_PYTHON_SUFFIXES = {".py", ".pyw"}


@attrs.frozen(slots=False, kw_only=True)
class Document:
    """One version of one document; ``lines`` come without their ends."""

    uri: str
    version: int
    language_id: str
    lines: tuple[str, ...]
    eol: str
    encoding: str

    @cached_property
    def text(self) -> str:
        """The whole text, with a line feed between lines."""
        return "\n".join(self.lines)

    @property
    def path(self) -> Path | None:
        """Where it lies on disk; None when it was never saved."""
        path = to_fs_path(self.uri)
        return Path(path) if path else None

    @property
    def name(self) -> str:
        """What people call it."""
        return Path(unquote(urlsplit(self.uri).path)).name or self.uri

    @property
    def is_python(self) -> bool:
        """Whether it can be run."""
        return self.language_id == "python" or Path(self.name).suffix in _PYTHON_SUFFIXES

    def position(self, position: types.Position) -> tuple[int, int]:
        """Line and code-point column of a client's position; one past the end means the end."""
        if position.line >= len(self.lines):
            return len(self.lines) - 1, len(self.lines[-1])
        return position.line, from_units(self.lines[position.line], position.character, self.encoding)

    def to_client(self, line: int, column: int) -> types.Position:
        """The client's position of a line and code-point column; one past the end means the end."""
        if line >= len(self.lines):
            line, column = len(self.lines) - 1, len(self.lines[-1])
        return types.Position(line, to_units(self.lines[line], column, self.encoding))

    def range_to_client(self, range_: types.Range) -> types.Range:
        """A range in code points as the client counts it."""
        start, end = range_.start, range_.end
        return types.Range(self.to_client(start.line, start.character), self.to_client(end.line, end.character))

    def changed(self, event: types.TextDocumentContentChangeEvent, version: int) -> tuple[Document, list[Change]]:
        """The next version, and the changes that lead there, each to be applied to what the one before left.

        Editors send whole documents or large ranges where little changed: what moves with the text wants to know
        how little.
        """
        if isinstance(event, types.TextDocumentContentChangePartial):
            start, end = self.position(event.range.start), self.position(event.range.end)
        else:
            start, end = (0, 0), (len(self.lines) - 1, len(self.lines[-1]))
        inserted = split_lines(event.text)
        text = "\n".join(inserted)
        head, tail = self.lines[start[0]][: start[1]], self.lines[end[0]][end[1] :]
        inserted[0] = head + inserted[0]
        inserted[-1] += tail
        lines = (*self.lines[: start[0]], *inserted, *self.lines[end[0] + 1 :])
        after = attrs.evolve(self, lines=lines, version=version)
        if end[0] == start[0] or not text:
            return after, [Change(*start, *end, text)]
        return after, minimal(self.text, after.text)[::-1]


class Documents:
    """Every open document by uri."""

    def __init__(self) -> None:
        self.encoding: str = types.PositionEncodingKind.Utf16.value
        self._open: dict[str, Document] = {}

    def open(self, item: types.TextDocumentItem) -> Document:
        """Take a document in."""
        line_end = _LINE_END.search(item.text)
        document = Document(
            uri=item.uri,
            version=item.version,
            language_id=str(item.language_id),
            lines=tuple(split_lines(item.text)),
            eol=line_end[0] if line_end else "\n",
            encoding=self.encoding,
        )
        self._open[item.uri] = document
        return document

    def change(self, params: types.DidChangeTextDocumentParams) -> list[Change]:
        """Apply what the editor did; the changes in order, [] for a document that isn't open."""
        document, changes = self._open.get(params.text_document.uri), list[Change]()
        if document is None:
            return changes
        for event in params.content_changes:
            document, made = document.changed(event, params.text_document.version)
            changes += made
        self._open[document.uri] = document
        return changes

    def close(self, uri: str) -> None:
        """Forget a document."""
        self._open.pop(uri, None)

    def get(self, uri: str) -> Document | None:
        """The document as it is now, None when it isn't open."""
        return self._open.get(uri)

    def require(self, uri: str) -> Document:
        """The document as it is now. Raises RequestError when it isn't open."""
        document = self._open.get(uri)
        if document is None:
            raise RequestError(f"{uri} isn't open in the editor. Open it first.")
        return document

    def uris(self) -> list[str]:
        """Every open document."""
        return list(self._open)


def split_lines(text: str) -> list[str]:
    """The lines without their ends; a text that ends in a line end has an empty last line."""
    return _LINE_END.split(text)


def to_units(line: str, column: int, encoding: str) -> int:
    """A code-point column in the units of ``encoding`` (utf-8, utf-16 or utf-32)."""
    before = line[:column]
    if before.isascii() or encoding == "utf-32":
        return len(before)
    if encoding == "utf-8":
        return len(before.encode(errors="surrogatepass"))
    return len(before.encode("utf-16-le", errors="surrogatepass")) // 2


def from_units(line: str, units: int, encoding: str) -> int:
    """The code-point column at ``units``; inside a character means before it, past the end means the end."""
    if line.isascii() or encoding == "utf-32":
        return min(units, len(line))
    counted = 0
    for column, character in enumerate(line):
        counted += to_units(character, 1, encoding)
        if counted > units:
            return column
    return len(line)
