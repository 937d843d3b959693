"""Fixes that the error itself suggests: a misspelt name, a missing import, a missing colon. No model is asked.

Each is only a proposal: code that may be right, likeliest first. Whether it is, a trial has to show.
"""

from __future__ import annotations

import ast
import builtins
import difflib
import importlib
import itertools
import re
import sys
from collections.abc import Iterator

from opencodeinterpreter.text import foreign_names
from opencodeinterpreter.text.indent import common_indent
from opencodeinterpreter.text.instant_syntax import syntax_proposals
from opencodeinterpreter.text.instant_values import value_proposals
from opencodeinterpreter.text.lines import is_blank, is_comment, split_lines, with_line
from opencodeinterpreter.text.syntax import FUNCTIONS, docstring_span, enclosing, parse_python, span_of
from opencodeinterpreter.text.tracebacks import Failure
from opencodeinterpreter.text.unquoted import in_quotes

SYNTAX_ERRORS = {"SyntaxError", "IndentationError", "TabError"}
_SUGGESTION = re.compile(r"[Dd]id you mean:? '?([\w.]+)'?\?")
_UNKNOWN_NAME = re.compile(r"(?:name|variable) '(\w+)' (?:is not defined|where it is not associated)")
_UNKNOWN_ATTRIBUTE = re.compile(
    r"^(?:type object |module )?'(?P<owner>[\w.]+)'(?: object)? has no attribute '(?P<name>\w+)'"
)
_UNKNOWN_IMPORT = re.compile(r"cannot import name '(?P<name>\w+)' from '(?P<module>[\w.]+)'")
_UNKNOWN_MODULE = re.compile(r"No module named '([\w.]+)'")
_CLOSE = 0.7

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
# Only these are looked into for attributes: importing them does nothing else.
_PLAIN_MODULES = set(_MEMBERS) | {
    "base64",
    "csv",
    "glob",
    "hashlib",
    "json",
    "os",
    "os.path",
    "re",
    "shutil",
    "string",
    "sys",
}


def proposals(failure: Failure, code: str) -> Iterator[str]:
    """Changed versions of ``code``; the failure's frames count its lines from 1 (see ``tracebacks.relative``)."""
    line = failure.frames[-1].line - 1 if failure.frames else None
    if failure.name in SYNTAX_ERRORS:
        found = syntax_proposals(failure.message, code, line)
    elif failure.name in ("NameError", "UnboundLocalError"):
        found = _names(failure.message, code, line)
    elif failure.name == "AttributeError":
        found = _attributes(failure.message, code, line)
    elif failure.name in ("ImportError", "ModuleNotFoundError"):
        found = _imports(failure.message, code)
    else:
        found = itertools.chain(_keys(failure, code, line), value_proposals(failure, code, line))
    yield from dict.fromkeys(proposal for proposal in found if proposal != code)


def _names(message: str, code: str, line: int | None) -> Iterator[str]:
    match = _UNKNOWN_NAME.search(message)
    if match is None:
        return
    name = match[1]
    if name in foreign_names.NAMES:
        yield _replace_word(code, name, foreign_names.NAMES[name], None)
    if line is not None and line < len(lines := split_lines(code)):
        yield with_line(lines, line, _of_self(lines[line], name, code))
    yield from _as_global(code, name, line)
    if (statement := _import_of(name, code)) and "where it is not" not in message:
        yield _add_import(code, statement, line)
    bound = _bound_names(code)
    likely = _suggested(message) or _close(name, (bound | set(dir(builtins))) - {name})
    corrected = {better: _replace_word(code, name, better, line) for better in likely}
    yield from (changed for better, changed in corrected.items() if better in bound)
    yield from in_quotes(code, name, line)
    yield from corrected.values()


def _as_global(code: str, name: str, line: int | None) -> Iterator[str]:
    """The function that assigns to a name of the module says so."""
    tree, lines = parse_python(code), split_lines(code)
    around = enclosing(tree, lines, line) if tree is not None and line is not None else []
    if around and re.search(rf"(?m)^{name} = ", code) and re.search(rf"(?m)^\s+{name} [-+*/]?= ", code):
        yield _insert_in_body(lines, around[0], f"global {name}")


def _of_self(line: str, name: str, code: str) -> str:
    """The line with ``self.`` before what the code's classes have: calls of a method, or uses of an attribute."""
    if re.search(rf"def {name}\(self\b", code):
        return re.sub(rf"(?<![\w.]){name}(?=\()", f"self.{name}", line)
    return re.sub(rf"(?<![\w.]){name}\b", f"self.{name}", line) if re.search(rf"\bself\.{name}\b", code) else line


def _attributes(message: str, code: str, line: int | None) -> Iterator[str]:
    match = _UNKNOWN_ATTRIBUTE.search(message)
    if match is None:
        return
    name, owner = match["name"], match["owner"]
    if better := foreign_names.method_of(owner, name):
        yield _replace_word(code, name, better, line)
    if line is not None and line < len(lines := split_lines(code)):
        yield with_line(lines, line, foreign_names.with_len(lines[line], owner, name))
    known = _members(owner) or {word for word in re.findall(r"(?<=\.)\w+|(?<=def )\w+", code) if word != name}
    for better in _suggested(message) or _close(name, known):
        yield _replace_word(code, name, better, line)


def _imports(message: str, code: str) -> Iterator[str]:
    if match := _UNKNOWN_IMPORT.search(message):
        name, module = match["name"], match["module"]
        for better in _suggested(message) or _close(name, _members(module)):
            yield _replace_word(code, name, better, None)
        if home := _MEMBER_OF.get(name):
            yield re.sub(rf"(?m)^(\s*from ){re.escape(module)}( import {name})\b", rf"\g<1>{home}\2", code)
    elif match := _UNKNOWN_MODULE.search(message):
        for better in _close(match[1], {*sys.stdlib_module_names, *_PACKAGES}):
            yield _replace_word(code, match[1], better, None)


def _keys(failure: Failure, code: str, line: int | None) -> Iterator[str]:
    """A misspelt key, where the right one stands in the code as well."""
    match = re.fullmatch(r"'(\w+)'", failure.message.strip())
    if failure.name != "KeyError" or match is None or line is None:
        return
    known = {word for _, word in re.findall(r"(['\"])(\w+)\1", code)} - {match[1]}
    for better in _close(match[1], known):
        yield _replace_word(code, match[1], better, line)


def _suggested(message: str) -> list[str]:
    return [name.removeprefix("self.") for name in _SUGGESTION.findall(message)]


def _close(name: str, known: set[str]) -> list[str]:
    return difflib.get_close_matches(name, sorted(known), n=2, cutoff=_CLOSE)


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


def _members(owner: str) -> set[str]:
    """What a built-in type or a plain module of the standard library offers."""
    kind = getattr(builtins, owner, None)
    if isinstance(kind, type):
        return {name for name in dir(kind) if not name.startswith("_")}
    if owner in _PLAIN_MODULES:
        return {name for name in dir(importlib.import_module(owner)) if not name.startswith("_")}
    return set()


def _import_of(name: str, code: str) -> str:
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


def _add_import(code: str, statement: str, line: int | None) -> str:
    """The import above the code's first statement, below those already there; in a lone method, inside its body."""
    lines, tree = split_lines(code), parse_python(code)
    if tree is None:
        return f"{statement}\n{code}"
    if len(tree.body) == 1 and _takes_self(tree.body[0]):
        function = (
            enclosing(tree, lines, line)[0] if line is not None and enclosing(tree, lines, line) else tree.body[0]
        )
        return _insert_in_body(lines, function, statement)
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


def _insert_in_body(lines: list[str], node: ast.stmt, statement: str) -> str:
    if not isinstance(node, FUNCTIONS):
        return "".join(lines)
    span = docstring_span(node)
    at = span[1] if span else span_of(node.body[0])[0]
    indent = common_indent(lines[span_of(node.body[0])[0]])
    return "".join([*lines[:at], f"{indent}{statement}\n", *lines[at:]])


def _replace_word(code: str, word: str, better: str, line: int | None) -> str:
    """The word replaced in one line, or everywhere when the line is not known or does not hold it."""
    pattern = re.compile(rf"\b{re.escape(word)}\b")
    lines = split_lines(code)
    if line is not None and line < len(lines) and pattern.search(lines[line]):
        lines[line] = pattern.sub(better, lines[line])
        return "".join(lines)
    return pattern.sub(better, code)
