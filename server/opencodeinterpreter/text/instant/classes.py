"""Fixes for classes: what the class above sets up, fields of dataclasses, a class in place of an object of it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from opencodeinterpreter.text.instant.imports import add_import, insert_in_body
from opencodeinterpreter.text.instant.rules import Rules, above, in_line
from opencodeinterpreter.text.lines import split_lines
from opencodeinterpreter.text.syntax import FUNCTIONS, parse_python

_NO_SUCH_ATTRIBUTE = r"AttributeError: '(\w+)' object has no attribute '(\w+)'"


def _set_up_above(told: re.Match[str], code: str, _line: int) -> Iterator[str]:
    """``super().__init__(...)`` where a class has a set-up of its own and the class above it sets what is missing."""
    tree = parse_python(code)
    classes = {node.name: node for node in ast.walk(tree) if isinstance(node, ast.ClassDef)} if tree else {}
    own = classes.get(told[1])
    below = _set_up(own) if own else None
    if own is None or below is None or "super()" in ast.unparse(below):
        return
    for base in own.bases:
        above_it = _set_up(classes[base.id]) if isinstance(base, ast.Name) and base.id in classes else None
        if above_it is None or f"self.{told[2]} = " not in ast.unparse(above_it):
            continue
        wanted, given = _parameters(above_it), _parameters(below)
        if set(wanted) <= set(given):
            yield insert_in_body(split_lines(code), below, f"super().__init__({', '.join(wanted)})")


def _set_up(node: ast.ClassDef) -> ast.FunctionDef | ast.AsyncFunctionDef | None:
    return next((part for part in node.body if isinstance(part, FUNCTIONS) and part.name == "__init__"), None)


def _parameters(function: ast.FunctionDef | ast.AsyncFunctionDef) -> list[str]:
    """Without ``self`` and those that may be left out."""
    names = [argument.arg for argument in function.args.args[1:]]
    return names[: len(names) - len(function.args.defaults)] if function.args.defaults else names


def _made_anew(told: re.Match[str], code: str, line: int) -> Iterator[str]:
    """A field of a dataclass whose value is made for each object."""
    changed = re.sub(
        rf"(?m)^(\s+{told[2]}: [^=\n]+ = )(?:\[\]|\{{\}}|\w+\(\))(?=\s*(?:#.*)?$)",
        rf"\1field(default_factory={told[1]})",
        code,
    )
    known = re.search(r"(?m)^from dataclasses import .*\bfield\b", code)
    yield changed if known else add_import(changed, "from dataclasses import field", line)


CLASS_RULES: Rules = (
    (r"'__init__' requires a 'super' object", in_line(r"\bsuper\.", "super().")),
    (_NO_SUCH_ATTRIBUTE, _set_up_above),
    (r"mutable default <class '(\w+)'> for field (\w+)", _made_anew),
    (r"type object '(\w+)' has no attribute", above(r"(?<== )([A-Z]\w*)(?=\s*$)", r"\1()")),
)
