"""What a model is asked to write at a place of a document: found from comments, docstrings, stubs and selections."""

from __future__ import annotations

import ast
import io
import re
import tokenize
from typing import Literal

import attrs

from opencodeinterpreter.text.cells import Cell, cell_at, is_marker
from opencodeinterpreter.text.indent import common_indent, dedent
from opencodeinterpreter.text.lines import holds_code, indent_of, is_blank, is_comment, split_lines
from opencodeinterpreter.text.scopes import Scope, region_scope
from opencodeinterpreter.text.syntax import (
    FUNCTIONS,
    Definition,
    body_span,
    docstring_span,
    enclosing,
    is_stub,
    parse_around,
    span_of,
    statement_at,
)

Kind = Literal["insert", "stub", "change"]

# A function that is longer than this is not written anew for a comment in its body; code is inserted instead.
WHOLE_FUNCTION_LINES = 40
_NOT_WORDS = re.compile(r"^#(!|.*-\*-.*coding|\s*(noqa|type:|pyright:|pylint:|fmt:|mypy:))", re.IGNORECASE)


@attrs.frozen(kw_only=True)
class Generation:
    """One request to write code.

    ``kind``: "insert" new code below the place; complete the function ``stub``, which the candidate replaces; "change"
    the region's code. ``stub`` and ``context`` (the code above) are shown to the model, without indentation.
    """

    kind: Kind
    instruction: str
    scope: Scope
    stub: str = ""
    context: str = ""


@attrs.frozen
class _Place:
    """The document around lines ``start`` to ``end`` (end exclusive; equal for a cursor)."""

    text: str
    lines: list[str]
    start: int
    end: int
    tree: ast.Module | None

    @property
    def line(self) -> str:
        return self.lines[self.start] if self.start < len(self.lines) else ""

    def insert(self, line: int, instruction: str, indent: str = "") -> Generation:
        scope = region_scope(self.text, line, line, indent=indent)
        return Generation(kind="insert", instruction=instruction, scope=scope, context=self._above(line))

    def replace(self, kind: Kind, start: int, end: int, instruction: str) -> Generation:
        code = "".join(self.lines[start:end])
        indent = common_indent(code)
        scope = region_scope(self.text, start, end, indent=indent)
        stub = dedent(code, indent).rstrip() if kind == "stub" else ""
        return Generation(kind=kind, instruction=instruction, scope=scope, stub=stub, context=self._above(start))

    def _above(self, line: int) -> str:
        kept = [text for text in self.lines[:line] if not is_marker(text)]
        return "".join(kept).strip("\r\n") if holds_code(kept) else ""


def generation_at(text: str, start_line: int, end_line: int, *, instruction: str = "") -> Generation | None:
    """What is to be written at a cursor (``start_line == end_line``) or selection (end exclusive), 0-based lines.

    None when nothing there says what to do: no instruction, comment, docstring or empty body.
    """
    lines = split_lines(text)
    start = max(0, min(start_line, len(lines)))
    end = max(start, min(end_line, len(lines)))
    while start < end - 1 and is_blank(lines[start]):
        start += 1
    place = _Place(text, lines, start, end, parse_around(lines, start) if lines else None)
    if holds_code(lines[start:end]) and not _within_stub(place) and (found := _selection(place, instruction)):
        return found
    return (
        _stub(place, instruction) or _comment(place, instruction) or _string(place) or _instructed(place, instruction)
    )


def _within_stub(place: _Place) -> bool:
    """A selection within an empty function is as good as a cursor there."""
    first = next((n for n in range(place.start, place.end) if holds_code([place.lines[n]])), place.start)
    around = enclosing(place.tree, place.lines, first) if place.tree else []
    if not around or not is_stub(around[-1]):
        return False
    return not holds_code(place.lines[body_span(around[-1], place.lines)[1] : place.end])


def _selection(place: _Place, instruction: str) -> Generation | None:
    start, end = place.start, place.end
    comment_end = start
    while comment_end < end and is_comment(place.lines[comment_end]):
        comment_end += 1
    said = _words(place.lines[start:comment_end])
    if not instruction and not said:
        return None
    start = start if instruction else comment_end
    while end > start and is_blank(place.lines[end - 1]):
        end -= 1
    return place.replace("change", start, end, instruction or said)


def _stub(place: _Place, instruction: str) -> Generation | None:
    """The empty function or class at the cursor, or right below the comment at the cursor."""
    if place.tree is None:
        return None
    below = place.start
    while below < len(place.lines) and is_comment(place.lines[below]) and not is_marker(place.lines[below]):
        below += 1
    for line in dict.fromkeys((place.start, below)):
        around = enclosing(place.tree, place.lines, line)
        if around and is_stub(around[-1]):
            return _complete(place, around[-1], instruction)
    return None


def _complete(place: _Place, node: Definition, instruction: str) -> Generation:
    start, end = body_span(node, place.lines)
    above = start
    while above > 0 and is_comment(place.lines[above - 1]) and not is_marker(place.lines[above - 1]):
        above -= 1
    comments = place.lines[above:start] + [line for line in place.lines[start:end] if is_comment(line)]
    return place.replace("stub", start, end, instruction or _words(comments))


def _comment(place: _Place, instruction: str) -> Generation | None:
    if is_marker(place.line):
        return _titled(place, instruction)
    if not is_comment(place.line):
        return _trailing(place, instruction)
    first, last = _comment_block(place.lines, place.start)
    said = instruction or _words(place.lines[first:last])
    return _in_function(place, said) or place.insert(last, said, indent_of(place.line)) if said else None


def _trailing(place: _Place, instruction: str) -> Generation | None:
    said = instruction or _trailing_words(place.line)
    if not said or is_blank(place.line):
        return None
    statement = statement_at(place.tree, place.start) if place.tree else None
    below = span_of(statement)[1] if statement else place.start + 1
    return _in_function(place, said) or place.insert(below, said)


def _titled(place: _Place, instruction: str) -> Generation | None:
    """A cell's title is the instruction where nothing else stands in the cell."""
    cell = cell_at(place.text, place.start)
    if cell is None:
        return None
    return _fill(place, cell, instruction)


def _fill(place: _Place, cell: Cell, instruction: str) -> Generation | None:
    body = place.lines[cell.start_line + 1 : cell.end_line]
    below = cell.start_line + 1
    while below < cell.end_line and is_comment(place.lines[below]):
        below += 1
    said = instruction or ("" if holds_code(body) else _words(place.lines[cell.start_line + 1 : below]) or cell.title)
    return place.insert(below, said) if said else None


def _string(place: _Place) -> Generation | None:
    """A docstring, of a function that already does something or of the module, or any other bare string."""
    if place.tree is None:
        return None
    for node in reversed(enclosing(place.tree, place.lines, place.start)):
        span = docstring_span(node)
        if span and span[0] <= place.start < span[1] and isinstance(node, FUNCTIONS):
            return place.replace("stub", *body_span(node, place.lines), "")
    statement = statement_at(place.tree, place.start)
    if isinstance(statement, ast.Expr) and isinstance(value := statement.value, ast.Constant):
        said = value.value.strip() if isinstance(value.value, str) else ""
        return place.insert(span_of(statement)[1], said) if said else None
    return None


def _instructed(place: _Place, instruction: str) -> Generation | None:
    """An explicit instruction at a blank line."""
    if not instruction:
        return None
    return _in_function(place, instruction) or place.insert(place.start, instruction)


def _in_function(place: _Place, instruction: str) -> Generation | None:
    """Inside a function that is short enough, the whole function is written anew."""
    around = enclosing(place.tree, place.lines, place.start) if place.tree else []
    functions = [node for node in around if isinstance(node, FUNCTIONS)]
    if not functions:
        return None
    start, end = body_span(functions[-1], place.lines)
    return place.replace("stub", start, end, instruction) if end - start <= WHOLE_FUNCTION_LINES else None


def _comment_block(lines: list[str], line: int) -> tuple[int, int]:
    def belongs(number: int) -> bool:
        text = lines[number]
        return is_comment(text) and not is_marker(text) and indent_of(text) == indent_of(lines[line])

    first, last = line, line + 1
    while first > 0 and belongs(first - 1):
        first -= 1
    while last < len(lines) and belongs(last):
        last += 1
    return first, last


def _words(comments: list[str]) -> str:
    said = [line.strip() for line in comments if not _NOT_WORDS.match(line.strip())]
    return "\n".join(line.lstrip("#").strip() for line in said).strip()


def _trailing_words(line: str) -> str:
    try:
        tokens = list(tokenize.generate_tokens(io.StringIO(line.strip()).readline))
    except (tokenize.TokenError, SyntaxError):
        return ""
    return _words([token.string for token in tokens if token.type == tokenize.COMMENT])
