"""Imports that are missing, misspelt or from the wrong module."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator

from opencodeinterpreter.text.indent import common_indent
from opencodeinterpreter.text.instant.words import close, members, replace_word, suggested
from opencodeinterpreter.text.lines import is_blank, is_comment, split_lines
from opencodeinterpreter.text.syntax import FUNCTIONS, docstring_span, enclosing, parse_python, span_of

_UNKNOWN_IMPORT = re.compile(r"cannot import name '(?P<name>\w+)' from '(?P<module>[\w.]+)'")
_UNKNOWN_MODULE = re.compile(r"No module named '([\w.]+)'")
_ALIASES = {
    "np": "import numpy as np",
    "pd": "import pandas as pd",
    "plt": "import matplotlib.pyplot as plt",
    "mpl": "import matplotlib as mpl",
    "sns": "import seaborn as sns",
    "tf": "import tensorflow as tf",
    "nn": "from torch import nn",
    "sp": "import scipy as sp",
    "dt": "import datetime as dt",
    "ET": "import xml.etree.ElementTree as ET",
}
_PACKAGES = {"numpy", "pandas", "matplotlib", "scipy", "torch", "requests", "sympy", "sklearn", "yaml", "tqdm", "attrs"}
_MEMBERS = {
    "collections": "Counter OrderedDict defaultdict deque namedtuple",
    "contextlib": "contextmanager suppress",
    "copy": "deepcopy",
    "dataclasses": "asdict dataclass field",
    "datetime": "date timedelta timezone",
    "decimal": "Decimal",
    "enum": "Enum IntEnum auto",
    "fractions": "Fraction",
    "functools": "cache cached_property lru_cache partial reduce wraps",
    "heapq": "heapify heappop heappush nlargest nsmallest",
    "io": "BytesIO StringIO",
    "itertools": "accumulate chain combinations count cycle groupby islice permutations product",
    "math": "ceil cos factorial floor gcd isclose log pi sin sqrt tan tau",
    "operator": "attrgetter itemgetter",
    "pathlib": "Path PurePath",
    "pprint": "pprint",
    "random": "choice randint sample shuffle",
    "statistics": "mean median stdev variance",
    "textwrap": "dedent",
    "time": "perf_counter sleep",
    "typing": "Any Callable Dict Iterable List Optional Tuple Union",
    "uuid": "uuid4",
}
_MEMBER_OF = {name: module for module, names in _MEMBERS.items() for name in names.split()}


def import_proposals(message: str, code: str) -> Iterator[str]:
    """Changed versions of the code, for the interpreter's ``message``."""
    if match := _UNKNOWN_IMPORT.search(message):
        name, module = match["name"], match["module"]
        for better in suggested(message) or close(name, members(module)):
            yield replace_word(code, name, better, None)
        if home := _MEMBER_OF.get(name):
            yield re.sub(rf"(?m)^(\s*from ){re.escape(module)}( import {name})\b", rf"\g<1>{home}\2", code)
    elif match := _UNKNOWN_MODULE.search(message):
        for better in close(match[1], {*sys.stdlib_module_names, *_PACKAGES}):
            yield re.sub(rf"(?m)^(\s*from ){re.escape(match[1])}\b", rf"\g<1>{better}", code)
            yield replace_word(code, match[1], better, None)


def import_of(name: str, code: str) -> str:
    """The line that imports what the code uses under this name, "" where none is known."""
    used_as_module = re.search(rf"\b{name}\s*\.\s*\w", code) is not None
    if name == "datetime" and re.search(
        r"\bdatetime\.(?:now|today|strptime|fromisoformat|utcnow|combine)\b|\bdatetime\(", code
    ):
        return "from datetime import datetime"
    if name in _ALIASES and used_as_module:
        return _ALIASES[name]
    if used_as_module and (name in sys.stdlib_module_names or name in _PACKAGES):
        return f"import {name}"
    return f"from {_MEMBER_OF[name]} import {name}" if name in _MEMBER_OF else ""


def add_import(code: str, statement: str, line: int | None) -> str:
    """The import above the code's first statement, below those already there; in a lone method, inside its body."""
    lines, tree = split_lines(code), parse_python(code)
    if tree is None:
        return f"{statement}\n{code}"
    if len(tree.body) == 1 and _takes_self(tree.body[0]):
        function = (
            enclosing(tree, lines, line)[0] if line is not None and enclosing(tree, lines, line) else tree.body[0]
        )
        return insert_in_body(lines, function, statement)
    at = next((n for n, text in enumerate(lines) if not is_blank(text) and not is_comment(text)), 0)
    span = docstring_span(tree)
    at = span[1] if span else at
    for node in tree.body:
        if not isinstance(node, (ast.Import, ast.ImportFrom)) or span_of(node)[0] < at:
            continue
        if any(not is_blank(text) and not is_comment(text) for text in lines[at : span_of(node)[0]]):
            break
        at = span_of(node)[1]
    return "".join([*lines[:at], f"{statement}\n", *lines[at:]])


def _takes_self(node: ast.stmt) -> bool:
    return isinstance(node, FUNCTIONS) and bool(node.args.args) and node.args.args[0].arg in ("self", "cls")


def insert_in_body(lines: list[str], node: ast.stmt, statement: str) -> str:
    """The lines with a statement at the beginning of a function's body."""
    if not isinstance(node, FUNCTIONS):
        return "".join(lines)
    span = docstring_span(node)
    at = span[1] if span else span_of(node.body[0])[0]
    indent = common_indent(lines[span_of(node.body[0])[0]])
    return "".join([*lines[:at], f"{indent}{statement}\n", *lines[at:]])
