"""The names that a person gives to a function or class that is to be written, and code that defines it by that name."""

from __future__ import annotations

import ast
import builtins
import keyword
import re

from opencodeinterpreter.text.instant.rules import replaced, source
from opencodeinterpreter.text.lines import split_lines, with_line
from opencodeinterpreter.text.syntax import FUNCTIONS, Definition, parse_python

_NAME = r"[`'\"]?(?P<name>[a-z_]\w*)[`'\"]?"
_VERB = r"(?:def|define|write|create|make|implement|code|build|need|want)"
_FILLERS = r"(?:(?:me|us|a|an|the|python|short|small|simple|new)\s+)*"
_ENDS = r"(?=\s*(?:$|[.,;:(\n]|(?:that|which|who|to|with|for|and|of|taking|returning|like)\b))"
_FUNCTION_NAMES = (
    # write area(width, height)
    rf"\b{_VERB}\s+{_FILLERS}(?:function\s+)?(?:(?:named|called)\s+)?{_NAME}\(\s*(?:\w+(?:\s*,\s*\w+)*)?\s*\)",
    # a function called area that, a function called area
    rf"\bfunction\s+(?:named|called)\s+{_NAME}(?=[\s.,;:(]|$)",
    # a function for the area of a rectangle, call it area
    rf"\bfunction\b[^.\n]*(?:,\s*(?:named|called)|\b(?:name|call)\s+it)\s+{_NAME}{_ENDS}",
    # a function rectangle_area that
    r"\bfunction\s+`?(?P<name>[a-z0-9]+(?:_[a-z0-9]+)+)\b",
)
_CLASS_NAMES = (r"\bclass\s+(?:(?:named|called)\s+)?[`'\"]?(?P<name>[A-Z]\w*)\b",)


def asked_name(said: str, kind: type[ast.stmt], *, above: str = "") -> str:
    """The one name that was said for a function or a class; "" when there is none, or several, or one that is known.

    ``above`` is the code that is there.
    """
    patterns = _CLASS_NAMES if kind is ast.ClassDef else _FUNCTION_NAMES
    names = {found["name"] for pattern in patterns for found in re.finditer(pattern, said)}
    name = names.pop() if len(names) == 1 else ""
    known = hasattr(builtins, name) or keyword.iskeyword(name) or bool(re.search(rf"\b{name}\b", above))
    return "" if not name or known else name


def named_as_asked(code: str, said: str, *, above: str = "") -> str:
    """The code, its only function or class renamed where a person gave another name: small models misspell them."""
    for kinds in (FUNCTIONS, (ast.ClassDef,)):
        tree = parse_python(code)
        defined = [node for node in tree.body if isinstance(node, kinds)] if tree else []
        name = asked_name(said, kinds[0], above=above)
        if tree and len(defined) == 1 and name and not re.search(rf"\b{name}\b", code):
            code = _renamed(code, tree, defined[0], name)
    return code


def _renamed(code: str, tree: ast.Module, defined: Definition, new: str) -> str:
    """The code with another name for what it defines; as it is where some use of the old name can't be told for sure.

    Before Python 3.12 the places of names inside some f-strings are wrong.
    """
    old, nodes = defined.name, list(ast.walk(tree))
    uses = [node for node in nodes if isinstance(node, ast.Name) and node.id == old]
    named_alike = any(isinstance(node, ast.arg) and node.arg == old for node in nodes)
    declared = any(isinstance(node, ast.Global | ast.Nonlocal) and old in node.names for node in nodes)
    if named_alike or declared or any(source(code, use) != old for use in uses):
        return code
    for use in sorted(uses, key=lambda node: (node.lineno, node.col_offset), reverse=True):
        code = replaced(code, use, new)
    lines = split_lines(code)
    header = re.sub(rf"\b{old}\b", new, lines[defined.lineno - 1], count=1)
    return with_line(lines, defined.lineno - 1, header)
