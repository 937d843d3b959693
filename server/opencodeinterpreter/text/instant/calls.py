"""Fixes for calls: of what can't be called, without ``self``, with the wrong arguments, of what returns nothing."""

from __future__ import annotations

import ast
import builtins
import difflib
import re
from collections.abc import Iterator

from opencodeinterpreter.text.instant.rules import Rules, above, anywhere, in_line, nodes, replaced, source, wrapped
from opencodeinterpreter.text.lines import indent_of, split_lines, with_line
from opencodeinterpreter.text.syntax import FUNCTIONS, parse_python

_RETURNS_NONE = "append|extend|insert|remove|reverse|sort|add|update|clear|shuffle"
_NOT_CALLED = r"'(?:builtin_function_or_method|method)'(?: object is not iterable| has no len)"
_MISSPELT_INIT = r"\bdef (?:_*(?:init|int|inti)_*)\("
_UNKNOWN_KEYWORD = (
    r"(?P<function>[\w.]+)\(\) got an unexpected keyword argument '(?P<keyword>\w+)'"
    r"|'(?P<invalid>\w+)' is an invalid keyword argument for (?P<builtin>\w+)\(\)"
)
_KEYWORDS = {
    "sort": ("key", "reverse"),
    "sorted": ("key", "reverse"),
    "print": ("sep", "end", "file", "flush"),
    "max": ("key", "default"),
    "min": ("key", "default"),
    "enumerate": ("start",),
    "sum": ("start",),
    "open": ("mode", "encoding"),
}


def _with_self(told: re.Match[str], code: str, _line: int) -> Iterator[str]:
    yield re.sub(rf"(def {told[1]}\()(?=[^\n]*:)(\)?)", lambda m: f"{m[1]}self{m[2] or ', '}", code)


def _with_return(_told: re.Match[str], code: str, _line: int) -> Iterator[str]:
    """Each function in turn returns what its last line computes and leaves, prints, or what it built up."""
    tree = parse_python(code)
    functions = [node for node in ast.walk(tree) if isinstance(node, FUNCTIONS)] if tree else []
    for last in (function.body[-1] for function in functions):
        if isinstance(last, ast.Expr) and _is_value(last.value):
            yield replaced(code, last, f"return {source(code, last.value)}")
    for function in functions:
        if not any(isinstance(node, ast.Return) for node in ast.walk(function)):
            yield from _with_result(code, function)


def _with_result(code: str, function: ast.FunctionDef | ast.AsyncFunctionDef) -> Iterator[str]:
    """What a function that returns nothing prints or sets at its end; what its loop builds up was set at first."""
    last, lines = function.body[-1], split_lines(code)
    call = last.value if isinstance(last, ast.Expr) and isinstance(last.value, ast.Call) else None
    if call and len(call.args) == 1 and source(code, call.func) == "print":
        yield replaced(code, last, f"return {source(code, call.args[0])}")
    for node in (last, *function.body):
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            indent, end = indent_of(lines[last.lineno - 1]), last.end_lineno or last.lineno
            above = "".join(lines[:end]).rstrip("\r\n")
            yield "".join([above, f"\n{indent}return {node.targets[0].id}\n", *lines[end:]])
            return


def _is_value(node: ast.expr) -> bool:
    """Whether computing it makes sense only for its value: no docstring, no call of ``print`` or of a method."""
    if isinstance(node, ast.Call):
        return isinstance(node.func, ast.Name) and node.func.id != "print"
    return not isinstance(node, (ast.Constant, ast.Await, ast.Yield, ast.YieldFrom))


def _own_name(_told: re.Match[str], code: str, line: int) -> Iterator[str]:
    """A variable that hides a function of Python's gets a name of its own."""
    tree = parse_python(code)
    called = {node.func.id for node in nodes(code, line, ast.Call) if isinstance(node.func, ast.Name)}
    for hidden in sorted(called & set(dir(builtins))):
        names = [node for node in ast.walk(tree) if isinstance(node, ast.Name) and node.id == hidden] if tree else []
        calls = [node.func for node in ast.walk(tree) if isinstance(node, ast.Call)] if tree else []
        for node in sorted(names, key=lambda name: (-name.lineno, -name.col_offset)):
            code = code if node in calls else replaced(code, node, f"{hidden}_")
        yield code


def _of_module(_told: re.Match[str], code: str, line: int) -> Iterator[str]:
    """``random()`` below ``import random``."""
    for node in nodes(code, line, ast.Call):
        name = source(code, node.func)
        if re.search(rf"(?m)^import {re.escape(name)}\b", code):
            yield replaced(code, node.func, f"{name}.{name}")


def _function_first(_told: re.Match[str], code: str, line: int) -> Iterator[str]:
    """``map``, ``filter`` and ``reduce`` take the function before the values."""
    for call in nodes(code, line, ast.Call):
        if source(code, call.func) in ("map", "filter", "reduce", "functools.reduce") and len(call.args) > 1:
            values, function, *others = (source(code, argument) for argument in call.args)
            yield replaced(code, call, f"{source(code, call.func)}({', '.join([function, values, *others])})")


def _sorting_key(_told: re.Match[str], code: str, line: int) -> Iterator[str]:
    """``key="age"`` means what each has under that key."""
    for call in nodes(code, line, ast.Call):
        for keyword in call.keywords:
            if keyword.arg == "key" and isinstance(keyword.value, ast.Constant):
                yield wrapped(code, keyword.value, "lambda x: x[{}]")


def _all_values_to_format(_told: re.Match[str], code: str, line: int) -> Iterator[str]:
    """``print("%s is %d" % a, b)``: what stands behind belongs to the format, too."""
    for call in nodes(code, line, ast.Call):
        first = call.args[0] if len(call.args) > 1 else None
        if isinstance(first, ast.BinOp) and isinstance(first.op, ast.Mod):
            given = ", ".join(source(code, one) for one in (first.right, *call.args[1:]))
            name, form = source(code, call.func), source(code, first.left)
            yield replaced(code, call, f"{name}({form} % ({given}))")


def _one_element(_told: re.Match[str], code: str, line: int) -> Iterator[str]:
    """``append(a, b)`` adds one pair, or two elements."""
    for node in nodes(code, line, ast.Call):
        if isinstance(node.func, ast.Attribute) and node.func.attr == "append" and len(node.args) > 1:
            given, owner = ", ".join(source(code, one) for one in node.args), source(code, node.func.value)
            yield replaced(code, node, f"{owner}.append(({given}))")
            yield replaced(code, node, f"{owner}.extend([{given}])")


def _other_keyword(told: re.Match[str], code: str, line: int) -> Iterator[str]:
    tree, function = parse_python(code), told["function"] or told["builtin"]
    own = [node for node in ast.walk(tree) if isinstance(node, FUNCTIONS)] if tree else []
    known = [arg.arg for node in own if node.name == function.split(".")[-1] for arg in node.args.args]
    unknown = told["keyword"] or told["invalid"]
    lines = split_lines(code)
    for better in difflib.get_close_matches(unknown, known or _KEYWORDS.get(function, ()), cutoff=0.5):
        yield with_line(lines, line, re.sub(rf"\b{unknown}(?= ?=)", better, lines[line]))


CALL_RULES: Rules = (
    (r"\.(\w+)\(\) takes \d+ positional arguments? but \d+ w", _with_self),
    (r"'NoneType'", anywhere(rf"^(\s*)([\w.]+) = (\2\.(?:{_RETURNS_NONE})\()", r"\1\3")),
    (
        r"'NoneType'",
        anywhere(r"^(\s*)(\w+) = ((?:random\.)?shuffle\((\w+)\))", r"\1\3\n\1\2 = \4"),
    ),
    (r"count\(\) takes .*\(0 given\)", in_line(r"([\w.]+)\.count\(\)", r"len(\1)")),
    (r"'?NoneType'?", in_line(r"(?<=[^\s.])( ?)\b(\w[\w.]*)\.sort\(\)", r"\1sorted(\2)")),
    (r"'?NoneType'?", _with_return),
    (_NOT_CALLED, in_line(r"\blen\(([\w.]+\.\w+)\)", r"len(\1())")),
    (_NOT_CALLED, above(r"^(\s*)(\w+) = (\2\.(?:sort|reverse))(?=\s*$)", r"\1\3()")),
    (_NOT_CALLED, above(r"(?<== )([\w.]+\.\w+)(?=\s*$)", r"\1()")),
    (r"'str' object is not callable", _sorting_key),
    (r"'(?:list|dict|tuple|str|int|float|set|bool)' object is not callable", _own_name),
    (r"'(?:list|dict|tuple|str)' object is not callable", in_line(r"\b(\w+)\(([^()]+)\)", r"\1[\2]")),
    (r"'(?:builtin_function_or_method|method)' object is not subscriptable", in_line(r"(\.\w+)(?=\[-?\d+\])", r"\1()")),
    (r"'builtin_function_or_method' object is not subscriptable", in_line(r"(\w)\[([^\[\]]*)\]", r"\1(\2)")),
    (r"'(?:method|function)' object is not subscriptable", in_line(r"(\w)\[([^\[\]]*)\]", r"\1(\2)")),
    (r"'(?:builtin_function_or_method|method)' object is not iterable", in_line(r"(\.\w+)(?![\w(.])", r"\1()")),
    (
        r"'(?:int|float|str|date|datetime|tuple|Index|DataFrame|Series)' object is not callable",
        in_line(r"(\.\w+)\(\)", r"\1"),
    ),
    (r"'(?:int|float)' object is not callable", in_line(r"(\b\d+|\)) ?\(", r"\1 * (")),
    (r"'module' object is not callable", _of_module),
    (r"append\(\) takes exactly one argument", _one_element),
    (r"takes no arguments", anywhere(_MISSPELT_INIT, "def __init__(")),
    (r"missing 1 required positional argument: 'self'", in_line(r"\b([A-Z]\w*)\.(\w+)\(", r"\1().\2(")),
    (_UNKNOWN_KEYWORD, _other_keyword),
    (r"'(?:type|function|builtin_function_or_method)' object is not iterable|must support iteration", _function_first),
    (r"'(?:builtin_function_or_method|method)' object has no", above(r"(?<== )([\w.]+\.\w+)(?=\s*$)", r"\1()")),
    (r"not enough arguments for format string", _all_values_to_format),
    (
        r"replace expected at least 2 arguments, got 1",
        in_line(r"(\.replace\((?:'[^']*'|\"[^\"]*\"|\w+))\)", r"\1, '')"),
    ),
    (r"'str' object has no attribute 'read'", in_line(r"\b(json|pickle)\.load\(", r"\1.loads(")),
    (
        r"JSON object must be str, bytes or bytearray, not \w*(?:IO|Reader)\w*",
        in_line(r"\bjson\.loads\(", "json.load("),
    ),
)
