"""Puts the body that a model wrote below the header and docstring that the person wrote: small models misspell them."""

from __future__ import annotations

import ast

import attrs

from opencodeinterpreter.text.lines import indent_of, is_blank, is_comment, split_lines
from opencodeinterpreter.text.syntax import FUNCTIONS, body_span, docstring_span, is_stub, parse_python, span_of

_Function = ast.FunctionDef | ast.AsyncFunctionDef


@attrs.frozen(kw_only=True)
class _Pieces:
    """A top-level function and the code around it, line by line. The body is without the docstring."""

    node: _Function
    above: list[str]
    head: list[str]
    docstring: list[str]
    body: list[str]
    below: list[str]
    indent: str


def complete(stub: str, code: str) -> str:
    """The ``code`` of a reply, its function with the header, docstring and comments of the ``stub`` it completes.

    The model's header stays where its body needs it. What is no empty function, or not in the code, changes nothing.
    """
    asked = _pieces(stub) or _pieces(f"{stub.rstrip()}\n    pass\n")
    written = _pieces(code, asked.node.name) if asked and is_stub(asked.node) else None
    if asked is None or written is None or is_stub(written.node):
        return code
    said = {line.strip() for line in written.body}
    comments = [line for line in asked.body if is_comment(line) and line.strip() not in said]
    head = asked.head if _fits(asked.node, written.node) else written.head
    docstring = asked.docstring or _moved(written.docstring, written.indent, asked.indent)
    body = _moved(written.body, written.indent, asked.indent)
    return "".join([*written.above, *head, *docstring, *comments, *body, *written.below])


def _pieces(code: str, name: str = "") -> _Pieces | None:
    """Those of the function of that name, or of the last one; None when there is none."""
    lines = [line.rstrip("\r\n") + "\n" for line in split_lines(code)]
    node = _top_level(lines, name)
    if node is not None:
        lines = _unfolded(node, lines)
        node = _top_level(lines, name)
    if node is None:
        return None
    start, end = body_span(node, lines)
    first = span_of(node.body[0])[0]
    docstring = docstring_span(node) or (_comments_above(lines, first),) * 2
    if any(span_of(statement)[0] < docstring[1] for statement in node.body[1:]):
        return None  # More stands in the docstring's last line.
    return _Pieces(
        node=node,
        above=lines[:start],
        head=lines[start : docstring[0]],
        docstring=lines[slice(*docstring)],
        body=lines[docstring[1] : end],
        below=lines[end:],
        indent=indent_of(lines[first]),
    )


def _top_level(lines: list[str], name: str) -> _Function | None:
    tree = parse_python("".join(lines))
    nodes = [node for node in tree.body if isinstance(node, FUNCTIONS)] if tree else []
    return next((node for node in reversed(nodes) if name in ("", node.name)), None)


def _unfolded(node: _Function, lines: list[str]) -> list[str]:
    """The lines, with a body that stands in the header's last line on its own one."""
    first = node.body[0]
    number = first.lineno - 1
    line = lines[number].encode()
    before, after = line[: first.col_offset].decode(), line[first.col_offset :].decode()
    if is_blank(before) or before.startswith("@"):
        return lines
    return [*lines[:number], before.rstrip() + "\n", "    " + after, *lines[number + 1 :]]


def _comments_above(lines: list[str], line: int) -> int:
    while is_blank(lines[line - 1]) or is_comment(lines[line - 1]):
        line -= 1
    return line


def _fits(asked: _Function, written: _Function) -> bool:
    """Whether the written body works below the header that was asked for."""
    if isinstance(written, ast.AsyncFunctionDef) and not isinstance(asked, ast.AsyncFunctionDef):
        return False
    names = {node.id for part in written.body for node in ast.walk(part) if isinstance(node, ast.Name)}
    return not names & (_parameters(written) - _parameters(asked))


def _parameters(node: _Function) -> set[str]:
    return {part.arg for part in ast.walk(node.args) if isinstance(part, ast.arg)}


def _moved(lines: list[str], old: str, new: str) -> list[str]:
    return [new + line.removeprefix(old) if line.startswith(old) and not is_blank(line) else line for line in lines]
