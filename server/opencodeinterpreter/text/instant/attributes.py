"""Fixes for attributes that aren't there: misspelt, from another language, of another type, set without ``self.``."""

from __future__ import annotations

import ast
import datetime as dt
import re
from collections.abc import Iterator

from opencodeinterpreter.text.instant import foreign_names
from opencodeinterpreter.text.instant.containers import pairs_for_sets
from opencodeinterpreter.text.instant.imports import add_import
from opencodeinterpreter.text.instant.rules import nodes, replaced, same, source
from opencodeinterpreter.text.instant.words import close, members, replace_word, suggested
from opencodeinterpreter.text.lines import split_lines, with_line

_UNKNOWN_ATTRIBUTE = re.compile(
    r"^(?:type object |module )?'(?P<owner>[\w.]+)'(?: object)? has no attribute '(?P<name>\w+)'"
)
# Functions that newcomers call as methods of what they work on.
_FUNCTIONS = ("abs", "max", "min", "reversed", "round", "sorted", "sum", "print", "type", "int", "str", "float")
# By type and method: how it is said in Python, with {0} for the object, {1} for what is given, {2} for that as a slice.
_SAID_OTHERWISE = {
    ("str", "append"): "{0} += {1}",
    ("str", "add"): "{0} += {1}",
    ("str", "reverse"): "{0} = {0}[::-1]",
    ("str", "sort"): "{0} = ''.join(sorted({0}))",
    ("str", "contains"): "({1} in {0})",
    ("list", "contains"): "({1} in {0})",
    ("list", "includes"): "({1} in {0})",
    ("list", "join"): "{1}.join({0})",
    ("dict", "has_key"): "({1} in {0})",
    ("dict", "contains"): "({1} in {0})",
    ("dict", "sort"): "{0} = dict(sorted({0}.items()))",
    ("tuple", "sort"): "{0} = tuple(sorted({0}))",
    ("list", "items"): "enumerate({0})",
    ("list", "keys"): "range(len({0}))",
    ("list", "values"): "{0}",
    ("dict", "remove"): "{0}.pop({1})",
    ("dict", "delete"): "{0}.pop({1})",
    ("set", "push"): "{0}.add({1})",
    ("str", "readlines"): "{0}.splitlines()",
    ("collections.deque", "push"): "{0}.append({1})",
    ("collections.deque", "enqueue"): "{0}.append({1})",
    ("collections.deque", "dequeue"): "{0}.popleft()",
    ("statistics", "average"): "{0}.mean({1})",
    ("str", "substring"): "{0}[{2}]",
    ("str", "substr"): "{0}[{2}]",
    ("str", "slice"): "{0}[{2}]",
    ("list", "slice"): "{0}[{2}]",
    ("str", "charAt"): "{0}[{1}]",
    ("str", "equals"): "({0} == {1})",
    ("str", "isEmpty"): "(not {0})",
    ("list", "isEmpty"): "(not {0})",
    ("str", "repeat"): "({0} * {1})",
    ("list", "get"): "{0}[{1}]",
    ("list", "popleft"): "{0}.pop(0)",
    ("list", "shift"): "{0}.pop(0)",
    ("list", "unshift"): "{0}.insert(0, {1})",
    ("list", "peek"): "{0}[-1]",
    ("numpy.ndarray", "append"): "{0} = np.append({0}, {1})",
    ("DataFrame", "sort"): "{0}.sort_values({1})",
    ("list", "average"): "(sum({0}) / len({0}))",
    ("list", "mean"): "(sum({0}) / len({0}))",
    ("numpy.ndarray", "average"): "{0}.mean()",
    ("Series", "average"): "{0}.mean()",
    ("math", "root"): "{0}.sqrt({1})",
    ("math", "squareroot"): "{0}.sqrt({1})",
    ("math", "square_root"): "{0}.sqrt({1})",
    ("math", "power"): "{0}.pow({1})",
}
# What people want to know of a number's digits.
_OF_DIGITS = ("center", "count", "find", "isdigit", "ljust", "replace", "rjust", "split", "startswith", "zfill")


def attribute_proposals(message: str, code: str, line: int | None) -> Iterator[str]:
    """Changed versions of the code, for the interpreter's ``message`` about the 0-based ``line``."""
    match = _UNKNOWN_ATTRIBUTE.search(message)
    if match is None:
        return
    name, owner = match["name"], match["owner"]
    if better := foreign_names.method_of(owner, name):
        yield replace_word(code, name, better, line)
    if line is not None and line < len(lines := split_lines(code)):
        yield with_line(lines, line, foreign_names.with_len(lines[line], owner, name))
        yield from _said_otherwise(code, line, owner, name)
        yield from _of_each_or_its_text(code, line, owner, name)
        yield from _as_key(code, line, owner, name)
        yield from _begun_as_list(code, line, owner, name)
        if owner in ("builtin_function_or_method", "method", "function"):
            yield with_line(lines, line, re.sub(rf"(\.\w+)\.{name}\b", rf"\1().{name}", lines[line]))
        if owner == "set" and hasattr(dict, name):
            yield from pairs_for_sets(code)
    yield from _imported_without_module(code, owner, name)
    yield from _set_without_self(code, name)
    yield from _of_datetime(code, owner, name)
    known = members(owner) or {word for word in re.findall(r"(?<=\.)\w+|(?<=def )\w+", code) if word != name}
    for better in suggested(message) or close(name, known):
        yield replace_word(code, name, better, line)


def _method_calls(code: str, line: int, name: str) -> Iterator[tuple[ast.Call, str, str]]:
    """The calls of a method of this name, what they are made on, and what they are given."""
    for call in nodes(code, line, ast.Call):
        if isinstance(call.func, ast.Attribute) and call.func.attr == name:
            given = ", ".join(source(code, argument) for argument in call.args)
            yield call, source(code, call.func.value), given


def _said_otherwise(code: str, line: int, owner: str, name: str) -> Iterator[str]:
    for call, on, given in _method_calls(code, line, name):
        if name in foreign_names.LENGTH and not given:
            yield replaced(code, call, f"len({on})")
        if form := _said_here(code, call, line, owner, name):
            part = ":".join(source(code, one) for one in call.args) + ":" * (len(call.args) == 1)
            yield replaced(code, call, form.format(on, given, part))
        if name in _FUNCTIONS:
            yield replaced(code, call, f"{name}({', '.join(filter(None, (on, given)))})")


def _said_here(code: str, call: ast.Call, line: int, owner: str, name: str) -> str:
    """How it is said as a statement, or inside an expression, where nothing can be set."""
    form = _SAID_OTHERWISE.get((owner, name), "")
    is_statement = any(node.value is call or same(node.value, call) for node in nodes(code, line, ast.Expr))
    return form if is_statement or " = " not in form else form.partition(" = ")[2]


def _of_each_or_its_text(code: str, line: int, owner: str, name: str) -> Iterator[str]:
    """A text's method called on a list means each of its texts, on a number what it looks like."""
    if not hasattr(str, name):
        return
    for call, on, given in _method_calls(code, line, name):
        if owner in ("list", "tuple"):
            yield replaced(code, call, f"[x.{name}({given}) for x in {on}]")
        elif owner in ("int", "float") and name in _OF_DIGITS:
            yield replaced(code, call, f"str({on}).{name}({given})")


def _as_key(code: str, line: int, owner: str, name: str) -> Iterator[str]:
    """``d.name`` of a dictionary for a key that the code knows, or sets there."""
    if owner != "dict":
        return
    for node in nodes(code, line, ast.Attribute):
        known = isinstance(node.ctx, ast.Store) or re.search(rf"(['\"]){name}\1|\b{name}=", code)
        if node.attr == name and known:
            yield replaced(code, node, f'{source(code, node.value)}["{name}"]')


def _begun_as_list(code: str, line: int, owner: str, name: str) -> Iterator[str]:
    """What is appended to starts as an empty list, not as 0 or an empty text or dictionary."""
    if name != "append" or owner not in ("int", "str", "dict", "NoneType"):
        return
    for _, on, _ in _method_calls(code, line, name):
        yield re.sub(rf"(?m)^(\s*{re.escape(on)} = )(?:0|None|''|\"\"|\{{\}})(?=\s*$)", r"\1[]", code)


def _imported_without_module(code: str, owner: str, name: str) -> Iterator[str]:
    """``random.randint`` below ``from random import *``."""
    for module in re.findall(r"(?m)^from (\w+) import \*", code):
        if owner in ("builtin_function_or_method", "type"):
            yield re.sub(rf"\b{module}\.{name}\b", name, code)


def _set_without_self(code: str, name: str) -> Iterator[str]:
    """``name = name`` in a method that was to set ``self.name``."""
    pattern = rf"(?m)^(\s{{2,}}){name} = "
    if re.search(r"\bdef \w+\(self\b", code) and re.search(pattern, code):
        yield re.sub(pattern, rf"\1self.{name} = ", code)


def _of_datetime(code: str, owner: str, name: str) -> Iterator[str]:
    """The module and its class of the same name are mistaken for each other."""
    if owner == "datetime" and hasattr(dt.datetime, name) and "import datetime" in code:
        yield re.sub(rf"(?<!\.)\bdatetime\.{name}\b", f"datetime.datetime.{name}", code)
    if owner == "datetime.datetime" and hasattr(dt, name):
        changed = re.sub(rf"\bdatetime\.{name}\b", name, code)
        yield changed if name == "datetime" else add_import(changed, f"from datetime import {name}", None)
