"""What people who know other languages call things that Python has under other names."""

from __future__ import annotations

import builtins
import re

NAMES = {
    "true": "True",
    "false": "False",
    "null": "None",
    "none": "None",
    "nil": "None",
    "undefined": "None",
    "this": "self",
    "println": "print",
    "printf": "print",
    "echo": "print",
    "puts": "print",
    "string": "str",
    "boolean": "bool",
    "integer": "int",
    "double": "float",
    "length": "len",
    "strlen": "len",
    "sizeof": "len",
    "size": "len",
    "count": "len",
    "maximum": "max",
    "minimum": "min",
    "array": "list",
}
# Ways to print, by the name that Python doesn't know.
PRINTING = {
    "console": r"\bconsole\.log\b",
    "System": r"\bSystem\.out\.print(?:ln)?\b",
    "Console": r"\bConsole\.Write(?:Line)?\b",
}
_METHODS = {
    "push": "append",
    "push_back": "append",
    "add": "append",
    "append": "add",
    "addAll": "extend",
    "concat": "extend",
    "delete": "remove",
    "toUpperCase": "upper",
    "uppercase": "upper",
    "to_upper": "upper",
    "toLowerCase": "lower",
    "lowercase": "lower",
    "to_lower": "lower",
    "trim": "strip",
    "startsWith": "startswith",
    "starts_with": "startswith",
    "endsWith": "endswith",
    "ends_with": "endswith",
    "replaceAll": "replace",
    "explode": "split",
    "implode": "join",
    "indexOf": "index",
    "isDigit": "isdigit",
    "isAlpha": "isalpha",
    "capitalise": "capitalize",
    "iteritems": "items",
    "entries": "items",
    "itervalues": "values",
    "iterkeys": "keys",
    "getKeys": "keys",
}
LENGTH = ("length", "size", "len", "count")


def method_of(owner: str, name: str) -> str:
    """What a built-in type calls the method that is sought under this name; "" when that isn't known."""
    better = _METHODS.get(name, "")
    return better if better and hasattr(getattr(builtins, owner, None), better) else ""


def with_len(line: str, owner: str, name: str) -> str:
    """The line with ``len(x)`` for ``x.length()`` or ``x.length``, where the owner has a length."""
    if name not in LENGTH or not hasattr(getattr(builtins, owner, None), "__len__"):
        return line
    return re.sub(rf"([A-Za-z_][\w.]*(?:\[[^\[\]]*\])?)\.{name}\b(?:\(\))?", r"len(\1)", line)
