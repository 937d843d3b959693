"""Documents follow the editor's changes, counted in any encoding."""

from __future__ import annotations

import pytest
from lsprotocol import types

from opencodeinterpreter.lsp.documents import Document, Documents, from_units, to_units
from opencodeinterpreter.text.edits import apply

ENCODINGS = ["utf-8", "utf-16", "utf-32"]


def opened(text: str, encoding: str = "utf-16") -> tuple[Documents, Document]:
    documents = Documents()
    documents.encoding = encoding
    return documents, documents.open(types.TextDocumentItem("file:///a.py", "python", 1, text))


@pytest.mark.parametrize(
    ("line", "encoding", "units"),
    [
        ("abc", "utf-8", [0, 1, 2, 3]),
        ("aé😋b", "utf-8", [0, 1, 3, 7, 8]),
        ("aé😋b", "utf-16", [0, 1, 2, 4, 5]),
        ("aé😋b", "utf-32", [0, 1, 2, 3, 4]),
    ],
)
def test_columns(line: str, encoding: str, units: list[int]) -> None:
    assert [to_units(line, column, encoding) for column in range(len(line) + 1)] == units
    assert [from_units(line, unit, encoding) for unit in units] == list(range(len(line) + 1))
    assert from_units(line, 1000, encoding) == len(line)


@pytest.mark.parametrize(
    ("text", "lines"), [("a\fb\n", ["a\fb", ""]), ("a\r\nb\rc\u2028d", ["a", "b", "c\u2028d"]), ("", [""])]
)
def test_lines_end_where_lsp_says(text: str, lines: list[str]) -> None:
    assert list(opened(text)[1].lines) == lines


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize(
    ("before", "start", "end", "new", "after"),
    [
        ("😋 = 1\nb\n", (0, 1), (0, 1), "x", "😋x = 1\nb\n"),
        ("aé\nb😋c\nd", (0, 1), (1, 2), "\r\n-\r\n", "a\n-\nc\nd"),
        ("a\n", (1, 0), (1, 0), "b\n", "a\nb\n"),
        ("a", (9, 9), (9, 9), "b", "ab"),
        ("é\nb\nc\n", (0, 0), (3, 0), "é\nx\nc\n", "é\nx\nc\n"),
    ],
)
def test_changes(
    encoding: str, before: str, start: tuple[int, int], end: tuple[int, int], new: str, after: str
) -> None:
    documents, document = opened(before, encoding)

    def position(place: tuple[int, int]) -> types.Position:
        line, column = place
        text = document.lines[line] if line < len(document.lines) else ""
        return types.Position(line, to_units(text, column, encoding) if text else column)

    change = types.TextDocumentContentChangePartial(types.Range(position(start), position(end)), new)
    identifier = types.VersionedTextDocumentIdentifier(version=2, uri=document.uri)
    changes = documents.change(types.DidChangeTextDocumentParams(identifier, [change]))
    text = document.text
    for made in changes:
        text = apply([made], text)
    assert documents.require(document.uri).text == text == after
    assert documents.require(document.uri).version == 2


def test_a_whole_new_text_is_a_small_change() -> None:
    documents, document = opened("a\nb\nc\n")
    identifier = types.VersionedTextDocumentIdentifier(version=2, uri=document.uri)
    whole = types.TextDocumentContentChangeWholeDocument("a\nx\nc\nd\n")
    changes = documents.change(types.DidChangeTextDocumentParams(identifier, [whole]))
    assert [(change.start_line, change.text) for change in changes] == [(3, "d\n"), (1, "x")]


@pytest.mark.parametrize(
    ("uri", "language", "is_python", "name"),
    [
        ("file:///w/a%20b.py", "plaintext", True, "a b.py"),
        ("untitled:Untitled-1", "python", True, "Untitled-1"),
        ("file:///w/a.md", "markdown", False, "a.md"),
    ],
)
def test_what_can_be_run(uri: str, language: str, is_python: bool, name: str) -> None:
    document = Documents().open(types.TextDocumentItem(uri, language, 1, ""))
    assert (document.is_python, document.name) == (is_python, name)
    assert (document.path is None) == uri.startswith("untitled")
