"""Functions of the standard library on this machine: realistic code that no generator here has written.

Short functions serve as unfamiliar code. Those that are pure and can be called with simple values run as programs
of their own; the modules in ``HELD_OUT`` are kept for evaluation.
"""

from __future__ import annotations

import ast
import re
import sysconfig
import textwrap
from pathlib import Path
from random import Random

import attrs

from opencodeinterpreter.data.execution import run

HELD_OUT = frozenset(
    {
        "textwrap",
        "posixpath",
        "statistics",
        "bisect",
        "colorsys",
        "difflib",
        "fractions",
        "shlex",
        "calendar",
        "base64",
        "heapq",
        "copy",
    }
)
# Modules whose functions touch nothing outside their arguments, so that calling them with any value is safe.
PURE = [
    "textwrap",
    "posixpath",
    "ntpath",
    "statistics",
    "bisect",
    "colorsys",
    "difflib",
    "fractions",
    "shlex",
    "calendar",
    "base64",
    "heapq",
    "copy",
    "string",
    "operator",
    "fnmatch",
    "html/__init__",
    "json/encoder",
    "json/decoder",
    "keyword",
    "functools",
    "random",
    "_pydecimal",
    "datetime",
    "_pydatetime",
    "reprlib",
    "pprint",
    "token",
    "tokenize",
    "stringprep",
    "ipaddress",
    "numbers",
    "email/utils",
    "email/quoprimime",
    "email/base64mime",
    "email/_parseaddr",
    "email/header",
    "urllib/parse",
    "locale",
    "types",
    "enum",
    "gettext",
    "getopt",
    "nturl2path",
    "sre_parse",
    "re/_parser",
    "re/_casefix",
    "quopri",
    "graphlib",
    "ast",
    "inspect",
    "mimetypes",
    "_strptime",
    "csv",
    "configparser",
    "codecs",
    "_collections_abc",
    "collections/__init__",
    "contextlib",
    "dis",
    "opcode",
    "symtable",
    "tabnanny",
    "traceback",
    "linecache",
    "hashlib",
    "hmac",
    "secrets",
    "uuid",
    "plistlib",
    "genericpath",
    "rlcompleter",
    "cmd",
]
_VALUES = (
    "'hello world'",
    "'a,b;c'",
    "'some/path/name.txt'",
    "'12'",
    "''",
    "3",
    "0",
    "12",
    "2024",
    "0.5",
    "[3, 1, 2]",
    "[1, 2, 3, 4]",
    "['b', 'a']",
    "{'a': 1}",
    "(1, 2)",
    "True",
    "None",
    "b'abc'",
    "'abc'",
    "1",
    "7",
    "' x '",
    "[]",
)


@attrs.frozen
class LibraryFunction:
    """The dedented source of one function and the module that it comes from."""

    module: str
    name: str
    source: str
    parameters: int


def _stdlib() -> Path:
    return Path(sysconfig.get_paths()["stdlib"])


def functions(*, most_lines: int = 22, pure_only: bool = False) -> list[LibraryFunction]:
    """All short module-level functions and methods without decorators, docstrings removed; sorted by module."""
    found: list[LibraryFunction] = []
    paths = (
        [_stdlib() / f"{name}.py" for name in PURE]
        if pure_only
        else [*sorted(_stdlib().glob("*.py")), *sorted(_stdlib().glob("*/*.py"))]
    )
    for path in paths:
        relative = str(path.relative_to(_stdlib()).with_suffix("")).removesuffix("/__init__")
        if path.exists() and not relative.startswith(("test/", "idlelib/", "lib2to3/", "site-packages")):
            found += _functions_of(path, relative, most_lines, top_level=pure_only)
    return found


def _functions_of(path: Path, module: str, most_lines: int, *, top_level: bool) -> list[LibraryFunction]:
    text = path.read_text(encoding="utf-8", errors="replace")
    try:
        tree = ast.parse(text)
    except SyntaxError:
        return []
    nodes = tree.body if top_level else ast.walk(tree)
    found: list[LibraryFunction] = []
    for node in nodes:
        if not isinstance(node, ast.FunctionDef) or node.decorator_list:
            continue
        source = _without_docstring(text, node)
        count = len(source.splitlines())
        if 3 <= count <= most_lines and max(map(len, source.splitlines())) <= 100:
            found.append(LibraryFunction(module, node.name, source, len(node.args.args) - len(node.args.defaults)))
    return found


def _without_docstring(text: str, node: ast.FunctionDef) -> str:
    lines = text.splitlines()[node.lineno - 1 : node.end_lineno]
    if ast.get_docstring(node) and len(node.body) > 1:
        documentation = node.body[0]
        first, last = documentation.lineno - node.lineno, (documentation.end_lineno or 0) - node.lineno
        lines = lines[:first] + lines[last + 1 :]
    lines = [line for line in lines if line.strip() and not line.strip().startswith("#")]
    return textwrap.dedent("\n".join(lines)) + "\n"


_REACHES_OUT = re.compile(
    r"\b(?:os|sys|open|socket|subprocess|exec|eval|input|close|exit|environ|signal|thread|stdin|main|write|atexit)\b"
)


def runnable_program(function: LibraryFunction, random: Random, *, attempts: int = 25) -> str | None:
    """The function with a call that runs and prints something other than None, or None if no call was found."""
    if _REACHES_OUT.search(function.source):
        return None
    helpers = _imports(function)
    for _ in range(attempts):
        arguments = ", ".join(random.choice(_VALUES) for _ in range(max(function.parameters, 0)))
        program = f"{helpers}{function.source}\n\nprint({function.name}({arguments}))\n"
        outcome = run(program, time_limit_s=0.05)
        if outcome.clean and outcome.stdout.strip() not in ("", "None") and " at 0x" not in outcome.stdout:
            return program
        if outcome.failure and outcome.failure.name in ("NameError", "SyntaxError"):
            return None
    return None


def _imports(function: LibraryFunction) -> str:
    wanted = [
        name
        for name in ("math", "re", "sys", "operator", "itertools", "string", "random")
        if f"{name}." in function.source
    ]
    return "".join(f"import {name}\n" for name in wanted if name != "sys") + (
        "\n\n" if [w for w in wanted if w != "sys"] else ""
    )
