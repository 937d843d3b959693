"""Wishes about how code is cut into functions: parameters, constants, type hints, a main function."""

from __future__ import annotations

import ast
import re
from random import Random

from opencodeinterpreter.data import words
from opencodeinterpreter.data.mistakes.places import names_in
from opencodeinterpreter.data.wishes.reading import Place, Reading, element_kind, read
from opencodeinterpreter.data.wishes.wish import Wished


def _head(reading: Reading, function: ast.FunctionDef) -> re.Match[str] | None:
    return re.fullmatch(r"def (\w+)\(([\w, ]*)\):", reading.lines[function.lineno - 1])


def _fresh(code: str, random: Random) -> str:
    return words.identifier(random, {n for _, _, n in names_in(code)})


def number_as_parameter(code: str, random: Random) -> Wished:
    """A number or text inside a function as a parameter with that default."""
    reading = read(code)
    if reading is None:
        return None
    found: list[tuple[ast.FunctionDef, ast.Constant]] = []
    for function in reading.functions():
        values = [n for s in function.body for n in reading.every(ast.Constant, s) if _plain(reading, n)]
        found += [(function, v) for v in values if [w.value for w in values].count(v.value) == 1]
    found = [(f, v) for f, v in found if _head(reading, f) and f.args.args]
    if not found:
        return None
    function, value = random.choice(found)
    name, text = _fresh(code, random), reading.text(value)
    wording = random.choice(
        (
            f"make {text} a parameter {name}",
            f"make {text} a parameter called {name} with {text} as default",
            f"turn {text} into a parameter {name}",
            f"{text} should be a parameter named {name}",
            f"add a parameter {name}={text} and use it instead of {text}",
            f"use a parameter {name} instead of {text}",
            f"let me choose {text}, as parameter {name}",
        )
    )
    if code.count(text) > 1:
        wording += f" in {function.name}"
    last = function.args.args[-1]
    return wording, reading.replaced((last, f"{reading.text(last)}, {name}={text}"), (value, name))


def _plain(reading: Reading, node: ast.Constant) -> bool:
    text = reading.text(node)
    return bool(re.fullmatch(r"\d{1,6}(\.\d+)?|'[^'\n{}]{1,20}'", text)) and text not in ("0", "1")


def number_as_constant(code: str, random: Random) -> Wished:
    """A number as a constant at the top."""
    reading = read(code)
    if reading is None:
        return None
    values = [n for n in reading.every(ast.Constant) if _plain(reading, n) and reading.text(n)[0] != "'"]
    values = [
        v
        for v in values
        if reading.indent(v.lineno) and len(re.findall(rf"(?<![\w.]){re.escape(reading.text(v))}(?![\w.])", code)) == 1
    ]
    if not values:
        return None
    value = random.choice(values)
    text = reading.text(value)
    name = random.choice(("LIMIT", "MAXIMUM", "FACTOR", "RATE", "SIZE", "STEP", _fresh(code, random).upper()))
    if re.search(rf"\b{name}\b", code):
        return None
    wording = random.choice(
        (
            f"make {text} a constant {name}",
            f"put {text} into a constant {name} at the top",
            f"use a constant {name} for {text}",
            f"{text} should be a constant called {name}",
            f"replace {text} by a constant {name}",
            f"define {name} = {text} at the top and use it",
        )
    )
    first = next(
        (s for s in reading.tree.body if not isinstance(s, (ast.Import, ast.ImportFrom)) and not _is_text(s)),
        reading.tree.body[0],
    )
    changed = read(reading.replaced((value, name)))
    gap = ["", ""] if isinstance(first, (ast.FunctionDef, ast.ClassDef)) else []
    return (
        (wording, changed.with_lines(first.lineno, first.lineno - 1, [f"{name} = {text}", *gap])) if changed else None
    )


def _is_text(statement: ast.stmt) -> bool:
    return isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)


def without_parameter(code: str, random: Random) -> Wished:
    """Without a parameter that the function doesn't use."""
    reading = read(code)
    for function in reading.functions() if reading else []:
        used = {n.id for s in function.body for n in ast.walk(s) if isinstance(n, ast.Name)}
        idle = [(i, a) for i, a in enumerate(function.args.args) if a.arg not in used]
        calls = reading.calls_of(function.name) if reading else []
        if (
            reading is None
            or not idle
            or function.args.defaults
            or any(c.keywords or len(c.args) != len(function.args.args) for c in calls)
        ):
            continue
        position, parameter = random.choice(idle)
        head = _head(reading, function)
        if (
            not head
            or any(c.lineno != c.end_lineno for c in calls)
            or any(c in ast.walk(d) for c in calls for d in calls if c is not d)
        ):
            continue
        kept = ", ".join(p for i, p in enumerate(head[2].split(", ")) if i != position)
        pairs = [
            (c, f"{function.name}({', '.join(reading.text(a) for i, a in enumerate(c.args) if i != position)})")
            for c in calls
        ]
        wording = random.choice(
            (
                f"remove the parameter {parameter.arg}",
                f"remove the unused parameter {parameter.arg}",
                f"{function.name} doesn't need {parameter.arg}",
                f"drop the argument {parameter.arg}",
                f"delete {parameter.arg} from the parameters of {function.name}",
                f"{function.name} should not take {parameter.arg}",
            )
        )
        new = reading.replaced(*pairs).splitlines()
        new[function.lineno - 1] = f"def {function.name}({kept}):"
        return wording, "\n".join(new) + "\n"
    return None


def swapped(code: str, random: Random) -> Wished:
    """Two parameters the other way round, in the calls too."""
    reading = read(code)
    for function in reading.functions() if reading else []:
        if reading is None or len(function.args.args) < 2 or function.args.defaults or not _head(reading, function):
            continue
        calls = reading.calls_of(function.name)
        if any(c.keywords or len(c.args) != len(function.args.args) or c.lineno != c.end_lineno for c in calls):
            continue
        if any(c in ast.walk(d) for c in calls for d in calls if c is not d):
            continue
        pairs: list[tuple[Place, str]] = []
        for nodes in [function.args.args, *(c.args for c in calls)]:
            pairs += [(nodes[0], reading.text(nodes[1])), (nodes[1], reading.text(nodes[0]))]
        one, two = function.args.args[0].arg, function.args.args[1].arg
        wording = random.choice(
            (
                f"swap {one} and {two}",
                f"swap the parameters {one} and {two}",
                f"{two} should come before {one}",
                f"take {two} first and then {one}",
                f"put {two} before {one} in {function.name}",
                f"change the order of the arguments: {two} first",
                f"swap the first two parameters of {function.name}",
            )
        )
        return wording, reading.replaced(*pairs)
    return None


def typed(code: str, random: Random) -> Wished:
    """Type hints that a call tells."""
    reading = read(code)
    for function in reading.functions() if reading else []:
        if reading is None or function.args.defaults or not _head(reading, function):
            continue
        hints: dict[str, str] = {}
        for name, kind, given in reading.parameters(function):
            inner = element_kind(given)
            hints[name] = (
                f"list[{inner}]" if kind == "list" and inner in ("int", "float", "str", "dict", "tuple") else kind
            )
        if not hints or len(hints) < len(function.args.args) or "NoneType" in hints.values():
            continue
        names = ", ".join(f"{name}: {hint}" for name, hint in hints.items())
        wording = random.choice(
            (
                f"add type hints to the parameters of {function.name}",
                f"annotate the parameters of {function.name}",
                f"add types for {' and '.join(hints)}",
                f"{function.name} should have type hints for its parameters",
                f"write the types of the parameters in {function.name}",
            )
        )
        line = function.lineno
        return wording, reading.with_lines(line, line, [f"def {function.name}({names}):"])
    return None


def _script(reading: Reading) -> tuple[int, int] | None:
    """First and last line of the statements at the end that are no definitions."""
    body = reading.tree.body
    first = len(body)
    while first and not isinstance(body[first - 1], (ast.FunctionDef, ast.ClassDef, ast.Import, ast.ImportFrom)):
        first -= 1
    if first == len(body) or not (0 < len(body) - first <= 8):
        return None
    texts = [n for s in body[first:] for n in ast.walk(s) if isinstance(n, ast.Constant) and isinstance(n.value, str)]
    if any("\n" in n.value and n.lineno != n.end_lineno for n in texts if isinstance(n.value, str)):
        return None
    return body[first].lineno, body[-1].end_lineno or 0


def as_main(code: str, random: Random) -> Wished:
    """The script's own statements under a main guard or within a function."""
    reading = read(code)
    span = _script(reading) if reading and reading.functions() else None
    if (
        reading is None
        or span is None
        or span[1] - span[0] > 7
        or "__name__" in code
        or re.search(r"\bmain\b|\bglobal\b", code)
    ):
        return None
    inner = [f"    {line}" if line else line for line in reading.lines[span[0] - 1 : span[1]]]
    if random.random() < 0.6:
        new = ["if __name__ == '__main__':", *inner]
        said = (
            "add a main guard",
            "add if __name__ == '__main__'",
            "put the calls under if __name__ == '__main__'",
            "only run it when started directly",
            "it should not run on import",
            "protect the main part from being run on import",
        )
    else:
        new = ["def main():", *inner, "", "", "main()"]
        said = (
            "put the main part into a function main",
            "wrap the calls in a function called main",
            "add a main function and call it",
            "move the rest into main()",
            "the code at the bottom should be in main()",
        )
    return random.choice(said), reading.with_lines(span[0], span[1], new)


def as_function(code: str, random: Random) -> Wished:
    """A short script as a function that is called."""
    reading = read(code)
    span = _script(reading) if reading and not reading.functions() and not reading.every(ast.ClassDef) else None
    if reading is None or span is None or span[1] - span[0] > 10:
        return None
    name = random.choice(("main", "run", "show", "report", _fresh(code, random)))
    if re.search(rf"\b{name}\b", code):
        return None
    inner = [f"    {line}" if line else line for line in reading.lines[span[0] - 1 : span[1]]]
    wording = random.choice(
        (
            f"put it into a function {name}",
            f"wrap it in a function called {name}",
            f"make it a function {name} and call it",
            f"put all of this into a function {name} and call it",
            f"it should be a function named {name}",
            f"write it as a function {name}",
            f"turn this script into a function {name}",
        )
    )
    return wording, reading.with_lines(span[0], span[1], [f"def {name}():", *inner, "", "", f"{name}()"])


def flag(code: str, random: Random) -> Wished:
    """A parameter that turns the order of sorting, or says what joins."""
    reading = read(code)
    options: list[tuple[ast.FunctionDef, ast.expr, str, str, str]] = []
    for function in reading.functions() if reading else []:
        if reading is None or not _head(reading, function) or not function.args.args:
            continue
        for call in reading.every(ast.Call, function):
            text = reading.text(call)
            if text.startswith("sorted(") and "reverse" not in text:
                options.append((function, call, f"{text[:-1]}, reverse=reverse)", "reverse", "False"))
            elif re.match(r"'[^']*'\.join\(", text) and isinstance(call.func, ast.Attribute):
                old = reading.text(call.func.value)
                options.append((function, call.func.value, "separator", "separator", old))
        parts = [r.value for r in reading.every(ast.Return, function)]
        lists = [part for part in parts if isinstance(part, ast.ListComp)]
        options += [(function, part, f"{reading.text(part)}[:limit]", "limit", "None") for part in lists]
    options = [o for o in options if not re.search(rf"\b{o[3]}\b", code)]
    if reading is None or not options:
        return None
    function, place, new, name, value = random.choice(options)
    what = {
        "reverse": "sort in reverse order",
        "separator": "choose the separator",
        "limit": "limit how many are returned",
    }[name]
    wording = random.choice(
        (
            f"add a parameter {name} to {what}, default {value}",
            f"add an optional parameter {name}={value} to {what}",
            f"{function.name} should have a parameter {name} ({value} by default) to {what}",
            f"with an argument {name}={value} I want to {what}",
            f"let me {what} with a parameter {name}={value}",
            f"give {function.name} a parameter {name}={value} to {what}",
        )
    )
    last = function.args.args[-1]
    return wording, reading.replaced((last, f"{last.arg}, {name}={value}"), (place, new))
