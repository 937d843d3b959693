"""What rules for fixes are made of: the message that a rule knows, and ways to change code at a line or a node. Pure.

Lines count from 0, as everywhere in ``text``.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from opencodeinterpreter.text.lines import split_lines, with_line
from opencodeinterpreter.text.syntax import parse_python

# Takes the match of the message, the code and the line that raised; gives changed versions of the code.
Rule = Callable[[re.Match[str], str, int], Iterator[str]]
# Patterns of messages (with the name of the exception before them) and what they suggest.
Rules = Sequence[tuple[str, Rule]]
Node = TypeVar("Node", bound=ast.expr | ast.stmt)


def applied(rules: Rules, told: str, code: str, line: int) -> Iterator[str]:
    """What the rules that know the message suggest, in their order."""
    for pattern, rule in rules:
        if match := re.search(pattern, told):
            yield from rule(match, code, line)


def in_line(pattern: str, replacement: str) -> Rule:
    """All matches of the line that raised at once, then each alone."""

    def rule(_told: re.Match[str], code: str, line: int) -> Iterator[str]:
        lines = split_lines(code)
        matches = list(re.finditer(pattern, lines[line]))
        changed = [re.sub(pattern, replacement, lines[line])]
        if len(matches) > 1:
            changed += [
                lines[line][: match.start()] + match.expand(replacement) + lines[line][match.end() :]
                for match in matches
            ]
        for text in changed if matches else ():
            yield with_line(lines, line, text)

    return rule


def above(pattern: str, replacement: str) -> Rule:
    """The nearest match at or above the line that raised, then those further up."""

    def rule(_told: re.Match[str], code: str, line: int) -> Iterator[str]:
        lines = split_lines(code)
        for place in range(line, -1, -1):
            text, count = re.subn(pattern, replacement, lines[place])
            if count:
                yield with_line(lines, place, text)

    return rule


def anywhere(pattern: str, replacement: str) -> Rule:
    """All matches in the code."""

    def rule(_told: re.Match[str], code: str, _line: int) -> Iterator[str]:
        yield re.sub(pattern, replacement, code, flags=re.MULTILINE)

    return rule


def wrapped_arguments(functions: str, template: str) -> Rule:
    """The first argument of each call of a function of that name (a pattern), put into ``{}`` of the template."""

    def rule(_told: re.Match[str], code: str, line: int) -> Iterator[str]:
        for argument in arguments(code, line, functions):
            yield wrapped(code, argument, template)

    return rule


def arguments(code: str, line: int, functions: str) -> Iterator[ast.expr]:
    """The first arguments of the calls of functions of that name (a pattern)."""
    for call in nodes(code, line, ast.Call):
        if call.args and re.fullmatch(functions, source(code, call.func)):
            yield call.args[0]


def nodes(code: str, line: int, kind: type[Node]) -> list[Node]:
    """The nodes of this kind that reach over the line, outer ones first; none where the code does not parse."""
    tree = parse_python(code)
    found = [node for node in ast.walk(tree) if isinstance(node, kind)] if tree else []
    return [node for node in found if node.lineno - 1 <= line < (node.end_lineno or node.lineno)]


def values_of(code: str, name: ast.Name, line: int) -> list[ast.expr]:
    """What the name was set to above the line, the last first."""
    tree = parse_python(code)
    found = [node for node in ast.walk(tree) if isinstance(node, ast.Assign)] if tree else []
    set_here = [node.value for node in found if same(node.targets[0], name) and node.lineno - 1 < line]
    return sorted(set_here, key=lambda value: -value.lineno)


def source(code: str, node: ast.expr) -> str:
    """The text of a node."""
    return ast.get_source_segment(code, node) or ""


def replaced(code: str, node: ast.expr | ast.stmt, text: str) -> str:
    """The code with this text for a node."""
    lines = split_lines(code)
    start = _offset(lines, node.lineno, node.col_offset)
    end = _offset(lines, node.end_lineno or node.lineno, node.end_col_offset or 0)
    return f"{code[:start]}{text}{code[end:]}"


def wrapped(code: str, node: ast.expr, template: str) -> str:
    """The code with the node's text put into ``{}`` of a template."""
    return replaced(code, node, template.format(source(code, node)))


def same(one: ast.AST, other: ast.AST) -> bool:
    """Whether two nodes say the same."""
    return ast.unparse(one) == ast.unparse(other)


def _offset(lines: list[str], line: int, column_bytes: int) -> int:
    before = lines[line - 1].encode()[:column_bytes].decode(errors="ignore")
    return sum(map(len, lines[: line - 1])) + len(before)
