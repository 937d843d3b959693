"""Fixes that an error about values suggests: a text and a number, a list that is called, one step too far.

Each rule is a kind of message and how code that raised it is often mended. Pure; a trial shows what is right.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator

from opencodeinterpreter.text.lines import split_lines, with_line
from opencodeinterpreter.text.syntax import FUNCTIONS, parse_python
from opencodeinterpreter.text.tracebacks import Failure

# Takes the code and the place of the line that raised.
Rule = Callable[[str, int], Iterator[str]]

_OPERAND = r"[A-Za-z_][\w.]*(?:\[[^\[\]]*\]|\([^()]*\))?"
_WITHOUT_SELF = re.compile(r"\.(\w+)\(\) takes \d+ positional arguments? but \d+ w")
_RETURNS_NONE = "append|extend|insert|remove|reverse|sort|add|update|clear|shuffle"


def value_proposals(failure: Failure, code: str, line: int | None) -> Iterator[str]:
    """Changed versions of the code; none where no rule knows the message."""
    if line is None or line >= len(split_lines(code)):
        return
    told = f"{failure.name}: {failure.message}"
    if method := _WITHOUT_SELF.search(told):
        yield re.sub(rf"(def {method[1]}\()(?=[^\n]*:)(\)?)", lambda m: f"{m[1]}self{m[2] or ', '}", code)
    for pattern, rule in _RULES:
        if re.search(pattern, told):
            yield from rule(code, line)


def _in_line(pattern: str, replacement: str) -> Rule:
    """All matches of the line that raised at once, then each alone."""

    def rule(code: str, line: int) -> Iterator[str]:
        lines = split_lines(code)
        matches = list(re.finditer(pattern, lines[line]))
        changed = [re.sub(pattern, replacement, lines[line])]
        if len(matches) > 1:
            changed += [
                lines[line][: match.start()] + match.expand(replacement) + lines[line][match.end() :]
                for match in matches
            ]
        for text in changed if matches else ():
            yield with_line(lines, line, text)

    return rule


def _above(pattern: str, replacement: str) -> Rule:
    """The nearest match at or above the line that raised, then those further up."""

    def rule(code: str, line: int) -> Iterator[str]:
        lines = split_lines(code)
        for place in range(line, -1, -1):
            text, count = re.subn(pattern, replacement, lines[place])
            if count:
                yield with_line(lines, place, text)

    return rule


def _anywhere(pattern: str, replacement: str) -> Rule:
    def rule(code: str, _line: int) -> Iterator[str]:
        yield re.sub(pattern, replacement, code, flags=re.MULTILINE)

    return rule


def _with_return(code: str, _line: int) -> Iterator[str]:
    """Each function in turn returns the value that its last line computes and leaves."""
    tree, lines = parse_python(code), split_lines(code)
    functions = [node for node in ast.walk(tree) if isinstance(node, FUNCTIONS)] if tree else []
    for last in (function.body[-1] for function in functions):
        if isinstance(last, ast.Expr) and _is_value(last.value):
            place, column = last.lineno - 1, last.col_offset
            text = f"{lines[place][:column]}return {lines[place][column:]}"
            yield with_line(lines, place, text)


def _is_value(node: ast.expr) -> bool:
    """Whether computing it makes sense only for its value: no docstring, no call of ``print`` or of a method."""
    if isinstance(node, ast.Call):
        return isinstance(node.func, ast.Name) and node.func.id != "print"
    return not isinstance(node, (ast.Constant, ast.Await, ast.Yield, ast.YieldFrom))


_RULES: tuple[tuple[str, Rule], ...] = (
    (r"can only concatenate str|must be str, not", _in_line(rf"(?<=\+ )({_OPERAND}|\d+)(?= *(?:\+|\)|$))", r"str(\1)")),
    (r"can only concatenate str|must be str, not", _in_line(rf"(?<![\w.])({_OPERAND}|\d+)(?= \+ ['\"])", r"str(\1)")),
    (r"expected str instance, \w+ found", _in_line(rf"\.join\(({_OPERAND})\)", r".join(map(str, \1))")),
    (r"'NoneType'", _anywhere(rf"^(\s*)([\w.]+) = (\2\.(?:{_RETURNS_NONE})\()", r"\1\3")),
    (r"'?NoneType'?", _with_return),
    (r"'(?:list|dict|tuple|str)' object is not callable", _in_line(r"\b(\w+)\(([^()]+)\)", r"\1[\2]")),
    (r"'builtin_function_or_method' object is not subscriptable", _in_line(r"(\w)\[([^\[\]]*)\]", r"\1(\2)")),
    (r"'(?:method|function)' object is not subscriptable", _in_line(r"(\w)\[([^\[\]]*)\]", r"\1(\2)")),
    (r"'(?:builtin_function_or_method|method)' object is not iterable", _in_line(r"(\.\w+)(?![\w(.])", r"\1()")),
    (r"'(?:int|float|str|date|datetime)' object is not callable", _in_line(r"(\.\w+)\(\)", r"\1")),
    (r"'int' object is not iterable", _in_line(r"\bin ([\w.]+|\d+):", r"in range(\1):")),
    (r"'str' object cannot be interpreted as an integer", _in_line(r"['\"](\d+)['\"]", r"\1")),
    (
        r"'(?:list|str|tuple)' object cannot be interpreted as an integer",
        _in_line(r"range\(([^()]+)\)", r"range(len(\1))"),
    ),
    (
        r"'float' object cannot be interpreted as an integer|must be integers or slices, not float",
        _above(r" /(=?) ", r" //\1 "),
    ),
    (r"IndexError", _above(r"(range\(.*len\([^()]*\)) \+ 1\)", r"\1)")),
    (r"IndexError", _above(r"<= len\(", "< len(")),
    (r"IndexError", _in_line(r"(\b[\w.]+)\[len\(\1\)\]", r"\1[-1]")),
    (r"KeyError", _in_line(r"([\w.]+)\[(\w+)\] \+= ", r"\1[\2] = \1.get(\2, 0) + ")),
    (r"changed size during iteration|dictionary keys changed", _in_line(r"\bin ([\w.]+(?:\(\))?):", r"in list(\1):")),
    (
        r"too many values to unpack|not enough values to unpack|cannot unpack",
        _in_line(r"^(\s*for \w+, \w+ in [\w.]+):", r"\1.items():"),
    ),
    (
        r"too many values to unpack|not enough values to unpack|cannot unpack",
        _in_line(r"^(\s*for \w+, \w+ in )([\w.]+):", r"\1enumerate(\2):"),
    ),
    (r"invalid literal for int\(\) with base 10: '[\d.]+'", _in_line(r"\bint\(", "float(")),
)
