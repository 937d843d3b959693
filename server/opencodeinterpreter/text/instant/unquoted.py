"""Texts whose quotes were forgotten: a name that nothing defines stands where only texts stand."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Sequence

from opencodeinterpreter.text.lines import split_lines, with_line
from opencodeinterpreter.text.syntax import parse_python


def in_quotes(code: str, name: str, line: int | None) -> Iterator[str]:
    """The code with the name of this line (from 0) as a text, if it stands among texts or where one of them would."""
    tree, lines = parse_python(code), split_lines(code)
    if tree is None or line is None or line >= len(lines):
        return
    said = _said(tree)
    if any(_is_text(_groups(node), name, said=said) for node in ast.walk(tree)):
        yield with_line(lines, line, re.sub(rf"(?<![\w.'\"]){name}(?![\w('\"])", repr(name), lines[line]))


def _groups(node: ast.AST) -> list[Sequence[ast.expr | None]]:
    """The groups of expressions that are of one kind, whose members tell of each other."""
    match node:
        case ast.List(elts=elements) | ast.Tuple(elts=elements) | ast.Set(elts=elements):
            return [elements]
        case ast.Dict(keys=keys, values=values):
            return [keys, values]
        case ast.Compare(left=left, comparators=comparators):
            return [[left, *comparators]]
        case ast.Subscript(slice=key):
            return [[key]]
        case _:
            return []


def _is_text(groups: list[Sequence[ast.expr | None]], name: str, *, said: set[str]) -> bool:
    for group in groups:
        others = [one for one in group if not (isinstance(one, ast.Name) and one.id == name)]
        stands_here = len(others) < len(group)
        among_texts = any(map(_is_constant_text, others)) and not any(isinstance(one, ast.Name) for one in others)
        if stands_here and (among_texts or name in said):
            return True
    return False


def _is_constant_text(node: ast.expr | None) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def _said(tree: ast.AST) -> set[str]:
    return {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)}
