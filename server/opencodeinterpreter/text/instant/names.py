"""Fixes for unknown names: misspelt, not imported, foreign, without ``self.``, ``global`` or a first value."""

from __future__ import annotations

import ast
import builtins
import re
from collections.abc import Iterator

from opencodeinterpreter.text.instant import foreign_names
from opencodeinterpreter.text.instant.imports import add_import, import_of, insert_in_body
from opencodeinterpreter.text.instant.unquoted import in_quotes
from opencodeinterpreter.text.instant.words import close, members, replace_word, suggested
from opencodeinterpreter.text.lines import indent_of, split_lines, with_line
from opencodeinterpreter.text.syntax import FUNCTIONS, enclosing, parse_python

_UNKNOWN_NAME = re.compile(r"(?:name|variable) '(\w+)' (?:is not defined|where it is not associated|referenced before)")
# How a name is used before it has a value, and which value that must have been.
_FIRST_VALUES = (
    (r"^\s*{name} [-+]=", "0"),
    (r"\b{name}\.(?:append|extend|insert)\(", "[]"),
    (r"\b{name}\.add\(", "set()"),
    (r"^\s*{name}\[.+\] [-+]?= ", "{{}}"),
)


def name_proposals(message: str, code: str, line: int | None) -> Iterator[str]:
    """Changed versions of the code, for the interpreter's ``message`` about the 0-based ``line``."""
    match = _UNKNOWN_NAME.search(message)
    if match is None:
        return
    name = match[1]
    if name in foreign_names.NAMES:
        yield replace_word(code, name, foreign_names.NAMES[name], None)
    if name in foreign_names.PRINTING:
        yield re.sub(foreign_names.PRINTING[name], "print", code)
    yield from _of_capitalised_module(code, name, line)
    if line is not None and line < len(lines := split_lines(code)):
        yield with_line(lines, line, _of_self(lines[line], name, code))
    yield from _as_global(code, name, line)
    yield re.sub(rf"(?m)^(\s*){name} == ", rf"\1{name} = ", code, count=1)
    for module in re.findall(r"(?m)^import (\w+)$", code):
        if name in members(module):
            yield replace_word(code, name, f"{module}.{name}", line)
    if (statement := import_of(name, code)) and "where it is not" not in message:
        yield add_import(code, statement, line)
    bound = _bound_names(code)
    likely = suggested(message) or close(name, (bound | set(dir(builtins))) - {name})
    corrected = {better: replace_word(code, name, better, line) for better in likely}
    yield from (changed for better, changed in corrected.items() if better in bound)
    yield from _with_first_value(code, name, line)
    yield from in_quotes(code, name, line)
    yield from corrected.values()


def _of_capitalised_module(code: str, name: str, line: int | None) -> Iterator[str]:
    """``Math.sqrt`` for Python's ``math``, and ``max`` for what Python has without a module."""
    if not (known := members(name.lower())) or name == name.lower():
        return
    changed = re.sub(rf"\b{name}\.(?=(?:abs|max|min|round)\()", "", code)
    lowered = re.sub(rf"\b{name}\.", f"{name.lower()}.", changed)
    uses = re.findall(rf"\b{name.lower()}\.(\w+)", lowered)
    if any(use.lower() in known for use in uses) and not re.search(rf"(?m)^import {name.lower()}\b", code):
        lowered = add_import(lowered, f"import {name.lower()}", line)
    yield lowered


def _as_global(code: str, name: str, line: int | None) -> Iterator[str]:
    """The function that assigns to a name of the module says so."""
    tree, lines = parse_python(code), split_lines(code)
    around = enclosing(tree, lines, line) if tree is not None and line is not None else []
    if around and re.search(rf"(?m)^{name} = ", code) and re.search(rf"(?m)^\s+{name} [-+*/]?= ", code):
        yield insert_in_body(lines, around[0], f"global {name}")


def _with_first_value(code: str, name: str, line: int | None) -> Iterator[str]:
    """A sum or a list that is added to in a loop starts as 0 or as an empty one above the loop."""
    tree, lines = parse_python(code), split_lines(code)
    if tree is None or line is None or line >= len(lines) or re.search(rf"(?m)^{name} = ", code):
        return
    around = enclosing(tree, lines, line)
    body = around[-1].body if around else tree.body
    first = next((node.lineno - 1 for node in body if node.lineno - 1 <= line < (node.end_lineno or 0)), line)
    for use, value in _FIRST_VALUES:
        if re.search(use.format(name=name), lines[line]):
            yield "".join([*lines[:first], f"{indent_of(lines[first])}{name} = {value.format()}\n", *lines[first:]])


def _of_self(line: str, name: str, code: str) -> str:
    """The line with ``self.`` before what the code's classes have: calls of a method, or uses of an attribute."""
    if re.search(rf"def {name}\(self\b", code):
        return re.sub(rf"(?<![\w.]){name}(?=\()", f"self.{name}", line)
    of_class = re.search(rf"\bself\.{name}\b", code) or _is_of_class(code, name)
    return re.sub(rf"(?<![\w.]){name}\b", f"self.{name}", line) if of_class else line


def _is_of_class(code: str, name: str) -> bool:
    """Whether a class of the code sets the name for all its objects."""
    tree = parse_python(code)
    classes = [node for node in ast.walk(tree) if isinstance(node, ast.ClassDef)] if tree else []
    set_there = [part for node in classes for part in node.body if isinstance(part, ast.Assign)]
    return any(isinstance(target, ast.Name) and target.id == name for part in set_there for target in part.targets)


def _bound_names(code: str) -> set[str]:
    tree = parse_python(code)
    if tree is None:
        return set()
    nodes = list(ast.walk(tree))
    bound = {node.id for node in nodes if isinstance(node, ast.Name)} | {
        node.arg for node in nodes if isinstance(node, ast.arg)
    }
    bound |= {node.name for node in nodes if isinstance(node, (*FUNCTIONS, ast.ClassDef))}
    bound |= {(alias.asname or alias.name).split(".")[0] for alias in nodes if isinstance(alias, ast.alias)}
    return bound
