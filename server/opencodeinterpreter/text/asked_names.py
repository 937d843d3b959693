"""The names that a person gives to a function or class that is to be written, and code that defines it by that name."""

from __future__ import annotations

import ast
import builtins
import io
import keyword
import re
import tokenize
from collections.abc import Sequence

from opencodeinterpreter.text.syntax import FUNCTIONS, parse_python

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
    tree = parse_python(code)
    for kinds in (FUNCTIONS, (ast.ClassDef,)):
        defined = [node.name for node in tree.body if isinstance(node, kinds)] if tree else []
        name = asked_name(said, kinds[0], above=above)
        if len(defined) == 1 and name and name not in _names_in(code):
            code = _renamed(code, defined[0], name)
    return code


def _names_in(code: str) -> set[str]:
    return {token.string for token in _tokens(code) if token.type == tokenize.NAME}


def _renamed(code: str, old: str, new: str) -> str:
    """The code with another name for a variable, but not for attributes."""
    tokens, lines = _tokens(code), code.splitlines(keepends=True)
    for before, token in reversed(list(zip([None, *tokens], tokens, strict=False))):
        if token.string == old and not (before and before.string == "."):
            (row, start), (_, end) = token.start, token.end
            lines[row - 1] = lines[row - 1][:start] + new + lines[row - 1][end:]
    return "".join(lines)


def _tokens(code: str) -> Sequence[tokenize.TokenInfo]:
    return list(tokenize.generate_tokens(io.StringIO(code).readline))
