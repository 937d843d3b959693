"""Fixes for operands of the wrong type: a number that is a text, a list plus a number, a missing ``()``."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from opencodeinterpreter.text.instant.rules import (
    Rules,
    arguments,
    in_line,
    nodes,
    replaced,
    same,
    source,
    values_of,
    wrapped,
    wrapped_arguments,
)

_OPERAND = r"[A-Za-z_][\w.]*(?:\[[^\[\]]*\]|\([^()]*\))?"
_OPERATORS: dict[str, type[ast.operator]] = {
    "+": ast.Add,
    "-": ast.Sub,
    "*": ast.Mult,
    "/": ast.Div,
    "//": ast.FloorDiv,
    "%": ast.Mod,
    "**": ast.Pow,
}
_NUMBERS = ("int", "float")
_CALLABLES = ("method", "function", "builtin_function_or_method")
# Of these nobody wants to see what ``str`` makes of them.
_UNREADABLE = (*_CALLABLES, "NoneType", "type", "module", "generator", "map", "filter", "zip", "reversed", "enumerate")
_JOINED = rf"(?:can only concatenate str \(not \"|must be str, not )(?!(?:{'|'.join(_UNREADABLE)})\b)"
# What people mean by adding and subtracting collections, by operator and type.
_COLLECTIONS = {
    ("+", "set"): "{0} | {1}",
    ("+", "dict"): "{0} | {1}",
    ("-", "list"): "[x for x in {0} if x not in {1}]",
}


def _operations(code: str, line: int, operator: str) -> Iterator[tuple[ast.expr, ast.expr, ast.BinOp | ast.AugAssign]]:
    """Left, right and all of each such operation; ``x += y`` is one, too."""
    kind = _OPERATORS.get(operator, ast.operator)
    for node in nodes(code, line, ast.BinOp):
        if isinstance(node.op, kind):
            yield node.left, node.right, node
    for node in nodes(code, line, ast.AugAssign):
        if isinstance(node.op, kind):
            yield node.target, node.value, node


def _unsupported(told: re.Match[str], code: str, line: int) -> Iterator[str]:
    operator, left_type, right_type = told[1].removesuffix("="), told[2], told[3]
    for left, right, whole in _operations(code, line, operator):
        yield from _called({left_type: left, right_type: right}, code)
        if "str" in (left_type, right_type) and not {left_type, right_type} & {*_UNREADABLE}:
            text, other = (left, right) if left_type == "str" else (right, left)
            yield from _text_among_numbers(code, line, text, other, joins=operator == "+")
        if left_type == right_type and isinstance(whole, ast.BinOp) and (operator, left_type) in _COLLECTIONS:
            form = _COLLECTIONS[operator, left_type]
            yield replaced(code, whole, form.format(source(code, left), source(code, right)))
        if operator == "/" and left_type == "list":
            yield wrapped(code, left, "sum({})")
    if left_type == "int":
        yield from _summed(right_type, code, line)


def _called(typed: dict[str, ast.expr], code: str) -> Iterator[str]:
    for kind, node in typed.items():
        if kind in _CALLABLES:
            named = values_of(code, node, node.lineno) if isinstance(node, ast.Name) else []
            yield wrapped(code, named[0] if named else node, "{}()")


def _text_among_numbers(code: str, line: int, text: ast.expr, number: ast.expr, *, joins: bool) -> Iterator[str]:
    """The text taken as a number; the other way round where words of the code itself are joined with it."""
    if joins and _is_words(text):
        yield wrapped(code, number, "str({})")
        return
    yield from _as_number(code, line, text)
    if joins:
        yield wrapped(code, number, "str({})")


def _number_in_quotes(_told: re.Match[str], code: str, line: int) -> Iterator[str]:
    """What a number is added to is one, too, where it was set to digits in quotes, or is a sum that begins empty."""
    for left, right, whole in _operations(code, line, "+"):
        value = next(iter(values_of(code, left, line)), None) if isinstance(left, ast.Name) else None
        if value is None or not (_is_decimal(value) or _is_empty_sum(left, value)):
            continue
        if isinstance(whole, ast.AugAssign):
            yield replaced(code, value, source(code, value)[1:-1].strip() or "0")
        elif isinstance(right, ast.Constant):
            yield wrapped(code, left, "int({})")


def _is_empty_sum(name: ast.expr, value: ast.expr) -> bool:
    """Whether something that is called a sum begins as an empty text."""
    empty = isinstance(value, ast.Constant) and value.value == ""
    return empty and re.search(r"total|sum|count|score|amount|balance|points", ast.unparse(name)) is not None


def _called_operand(told: re.Match[str], code: str, line: int) -> Iterator[str]:
    for _, right, _ in _operations(code, line, "+"):
        yield from _called({told[1]: right}, code)


def _joined_result(_told: re.Match[str], code: str, line: int) -> Iterator[str]:
    """What is worked out behind a ``+`` as a whole: ``"half is " + x / 2``."""
    for _, right, whole in _operations(code, line, "+"):
        if isinstance(right, ast.BinOp) or isinstance(whole, ast.AugAssign):
            yield wrapped(code, right, "str({})")


def _is_decimal(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value.strip().isdecimal()


def _is_words(node: ast.expr) -> bool:
    constant = isinstance(node, ast.Constant) and isinstance(node.value, str) and not _is_decimal(node)
    return constant or isinstance(node, ast.JoinedStr)


def _as_number(code: str, line: int, text: ast.expr) -> Iterator[str]:
    """The text as a number; or what a dictionary has for it."""
    if isinstance(text, ast.Constant):
        if str(text.value).strip().isdecimal():
            yield replaced(code, text, str(text.value).strip())
        return
    yield from _of_keys(code, line, text)
    yield wrapped(code, text, "int({})")
    yield wrapped(code, text, "float({})")


def _of_keys(code: str, line: int, text: ast.expr) -> Iterator[str]:
    """A loop over a dictionary gives its keys, one over a key its letters."""
    loops = nodes(code, line, ast.For)
    for key in [text, *(loop.iter for loop in loops if same(loop.target, text))]:
        for loop in loops:
            if same(loop.target, key) and _is_dictionary(code, loop.iter):
                yield replaced(code, key, f"{source(code, loop.iter)}[{source(code, key)}]")


def _is_dictionary(code: str, node: ast.expr) -> bool:
    return f"{source(code, node)} = {{" in code


def _summed(kind: str, code: str, line: int) -> Iterator[str]:
    """``sum`` of texts, of lists, or of the keys of a dictionary."""
    for argument in arguments(code, line, r"sum"):
        if kind == "list":
            yield wrapped(code, argument, "map(sum, {})")
        if kind == "str":
            if _is_dictionary(code, argument):
                yield wrapped(code, argument, "{}.values()")
            yield wrapped(code, argument, "map(int, {})")
            yield wrapped(code, argument, "map(float, {})")


def _compared(told: re.Match[str], code: str, line: int) -> Iterator[str]:
    for node in nodes(code, line, ast.Compare):
        typed = {told[1]: node.left, told[2]: node.comparators[0]}
        yield from _called(typed, code)
        if "str" in typed and (number := next((typed[kind] for kind in _NUMBERS if kind in typed), None)):
            yield from _measured_alike(code, typed["str"], number)
            yield from _as_number(code, line, typed["str"])


def _measured_alike(code: str, text: ast.expr, number: ast.expr) -> Iterator[str]:
    """Where a length, or what a dictionary has for a key, is compared with a text: the text's length, its own value."""
    if isinstance(text, ast.Constant):
        return
    if isinstance(number, ast.Subscript):
        yield replaced(code, text, f"{source(code, number.value)}[{source(code, text)}]")
    if isinstance(number, ast.Call) and source(code, number.func) == "len":
        yield wrapped(code, text, "len({})")


def _times_text(_told: re.Match[str], code: str, line: int) -> Iterator[str]:
    for left, right, _ in _operations(code, line, "*"):
        for node in (left, right):
            if _is_decimal(node):
                yield replaced(code, node, source(code, node)[1:-1].strip())
            elif not isinstance(node, ast.Constant):
                yield wrapped(code, node, "float({})")


def _remainder_of_text(_told: re.Match[str], code: str, line: int) -> Iterator[str]:
    for left, _, _ in _operations(code, line, "%"):
        if not isinstance(left, ast.Constant):
            yield wrapped(code, left, "int({})")


def _without_plus(_told: re.Match[str], code: str, line: int) -> Iterator[str]:
    for node in nodes(code, line, ast.UnaryOp):
        if isinstance(node.op, ast.UAdd):
            yield replaced(code, node, source(code, node.operand))


def _added_to_collection(told: re.Match[str], code: str, line: int) -> Iterator[str]:
    """One more element: ``[x]`` or ``(x,)``."""
    template = "[{}]" if told[1] == "list" else "({},)"
    for left, right, _ in _operations(code, line, "+"):
        named = values_of(code, left, line) if isinstance(left, ast.Name) else [left]
        if told[1] == "list" or any(isinstance(value, ast.Tuple) for value in named):
            yield wrapped(code, right, template if told[2] != "tuple" else "list({})")


def _contained(_told: re.Match[str], code: str, line: int) -> Iterator[str]:
    """``in`` a number: its digits, or the numbers below it."""
    for node in nodes(code, line, ast.Compare):
        if isinstance(node.ops[0], ast.In | ast.NotIn):
            is_text = isinstance(node.left, ast.Constant) and isinstance(node.left.value, str)
            yield wrapped(code, node.comparators[0], "str({})" if is_text else "range({})")


OPERAND_RULES: Rules = (
    (r"unsupported operand type\(s\) for \^", in_line(r" ?\^ ?", " ** ")),
    (r"can only concatenate str \(not \"(?:int|float)\"\)", _number_in_quotes),
    (rf"can only concatenate str \(not \"({'|'.join(_CALLABLES)})\"", _called_operand),
    (_JOINED, _joined_result),
    (_JOINED, in_line(rf"(?<=\+ )({_OPERAND}|\d+)(?= *(?:\+|\)|$))", r"str(\1)")),
    (_JOINED, in_line(rf"(?<![\w.])({_OPERAND}|\d+)(?= \+ ['\"])", r"str(\1)")),
    (
        r"(?:write\(\) argument must be str, not|string argument expected, got)",
        wrapped_arguments(r".+\.write", "str({})"),
    ),
    (r"expected str instance, \w+ found", in_line(rf"\.join\(({_OPERAND})\)", r".join(map(str, \1))")),
    (r"unsupported operand type\(s\) for (\S+)[^:]*: '(\w+)' and '(\w+)'", _unsupported),
    (r"not supported between instances of '(\w+)' and '(\w+)'", _compared),
    (r"can't multiply sequence by non-int of type '(?:float|str)'", _times_text),
    (r"can't multiply sequence by non-int of type 'float'", in_line(r" / ", " // ")),
    (r"not all arguments converted during string formatting", _remainder_of_text),
    (r"can only concatenate (list|tuple) \(not \"(\w+)\"\)", _added_to_collection),
    (r"bad operand type for unary \+", _without_plus),
    (r"argument of type '(?:int|float)' is not", _contained),
    (r"type str doesn't define __round__", wrapped_arguments("round", "float({})")),
    (r"bad operand type for abs\(\): 'str'", wrapped_arguments("abs", "float({})")),
    (r"must be real number, not str", wrapped_arguments(r"math\.\w+", "float({})")),
    (r"'str' object cannot be interpreted as an integer", in_line(r"['\"](\d+(?:\.\d+)?)['\"]", r"\1")),
    (r"'str' object cannot be interpreted as an integer", wrapped_arguments(r"(?:time\.)?sleep", "float({})")),
    (r"'str' object cannot be interpreted as an integer", wrapped_arguments(r"range|chr|bin|hex", "int({})")),
    (r"object of type '(?:int|float)' has no len", wrapped_arguments("len", "str({})")),
    (
        r"(?:int|float)\(\) argument must be .*not 'list'",
        in_line(r"\b(int|float)\((.+?)\)(?=\s*$)", r"list(map(\1, \2))"),
    ),
    (r"Unknown format code '\w' for object of type 'str'", in_line(r"\{([^{}:]+):", r"{float(\1):")),
    (r"Unknown format code 'd' for object of type 'float'", in_line(r"(\{[^{}:]+:[^{}d]*)d\}", r"\1.0f}")),
    (r"%[dif] format: a \w+ ?\w* is required, not str", in_line(r"%[\d.]*[dif]", "%s")),
)
