"""Fixes for arrays, tables and dates: conditions on all values at once, shapes, columns, days."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from opencodeinterpreter.text.instant.imports import add_import
from opencodeinterpreter.text.instant.rules import Rule, Rules, in_line, nodes, replaced, source, wrapped

_OF_ONE = r"(?:random\.)?choice|sorted|len|statistics\.\w+"
_ISO_DATE = re.compile(r"\d{4}-\d\d-\d\d.*")


def _for_each_value(_told: re.Match[str], code: str, line: int) -> Iterator[str]:
    """``and``, ``or`` and ``not`` ask for one truth; ``&``, ``|`` and ``~`` go through all values."""
    for node in nodes(code, line, ast.BoolOp):
        sign = " & " if isinstance(node.op, ast.And) else " | "
        yield replaced(code, node, sign.join(f"({source(code, value)})" for value in node.values))
    for node in nodes(code, line, ast.UnaryOp):
        if isinstance(node.op, ast.Not):
            yield replaced(code, node, f"~({source(code, node.operand)})")


def _as_one(template: str, functions: str) -> Rule:
    """All arguments of a call of such a function as one, in ``{}`` of the template."""

    def rule(_told: re.Match[str], code: str, line: int) -> Iterator[str]:
        for call in nodes(code, line, ast.Call):
            if len(call.args) > 1 and not call.keywords and re.fullmatch(functions, source(code, call.func)):
                given = ", ".join(source(code, argument) for argument in call.args)
                yield replaced(code, call, f"{source(code, call.func)}({template.format(given)})")

    return rule


def _only_one(told: re.Match[str], code: str, line: int) -> Iterator[str]:
    """Values side by side are one list; what stands behind something else is too much."""
    for call in nodes(code, line, ast.Call):
        if re.fullmatch(_OF_ONE, source(code, call.func)) and len(call.args) > 1:
            if all(isinstance(argument, ast.Constant) for argument in call.args):
                yield from _as_one("[{}]", re.escape(source(code, call.func)))(told, code, line)
            else:
                yield replaced(code, call, f"{source(code, call.func)}({source(code, call.args[0])})")


def _several_columns(_told: re.Match[str], code: str, line: int) -> Iterator[str]:
    """``df["a", "b"]`` is one column with a name of two parts; several are asked for by a list."""
    for node in nodes(code, line, ast.Subscript):
        if isinstance(node.slice, ast.Tuple):
            yield wrapped(code, node.slice, "[{}]")


def _days(_told: re.Match[str], code: str, line: int) -> Iterator[str]:
    """A number that is added to a date, or taken from it, means days."""
    imports_module = re.search(r"(?m)^import datetime\b", code) is not None
    delta = "datetime.timedelta" if imports_module else "timedelta"
    for node in nodes(code, line, ast.BinOp):
        if isinstance(node.op, ast.Add | ast.Sub):
            changed = wrapped(code, node.right, f"{delta}(days={{}})")
            known = imports_module or re.search(r"(?m)^from datetime import .*\btimedelta\b", code)
            yield changed if known else add_import(changed, "from datetime import timedelta", line)


def _read_date(_told: re.Match[str], code: str, line: int) -> Iterator[str]:
    """``date("2024-01-31")``."""
    for call in nodes(code, line, ast.Call):
        name = source(code, call.func)
        if re.fullmatch(r"(?:datetime\.)?date(?:time)?", name) and len(call.args) == 1:
            argument = call.args[0]
            if isinstance(argument, ast.Constant) and _ISO_DATE.fullmatch(str(argument.value)):
                yield replaced(code, call.func, f"{name}.fromisoformat")


LIBRARY_RULES: Rules = (
    (r"truth value of an? \w+ .*is ambiguous", _for_each_value),
    (r"array\(\) takes from 1 to 2 positional", _as_one("[{}]", r"(?:np|numpy)\.array")),
    (r"positional arguments? but \d+ were given|argument \(\d+ given\)", _only_one),
    (r"[Cc]annot interpret '.+' as a data type", _as_one("({})", r"(?:np|numpy)\.(?:zeros|ones|empty)")),
    (r"KeyError: \('", _several_columns),
    (r"unsupported operand type\(s\) for [-+]=?: 'datetime\.date(?:time)?' and 'int'", _days),
    (r"'str' object cannot be interpreted as an integer|an integer is required \(got type str\)", _read_date),
    (r"unexpected keyword argument 'colour'", in_line(r"\bcolour(?= ?=)", "color")),
)
