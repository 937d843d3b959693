"""Wishes to take something away: what is not used, or what is used in several places, which all have to change."""

from __future__ import annotations

import ast
import re
from random import Random

from opencodeinterpreter.data.wishes.reading import Place, Reading, read
from opencodeinterpreter.data.wishes.wish import Wished

_MOST_USERS = 3


def _without_lines(reading: Reading, first: int, last: int) -> str:
    """The code without these lines and the blank ones that would be left in excess."""
    lines = reading.lines
    while last < len(lines) and not lines[last].strip() and (first == 1 or not lines[first - 2].strip()):
        last += 1
    if last == len(lines):
        while first > 1 and not lines[first - 2].strip():
            first -= 1
    return reading.with_lines(first, last, [])


def _counted(code: str, name: str) -> int:
    return len(re.findall(rf"\b{name}\b", code))


def _single(reading: Reading) -> list[tuple[str, ast.Assign]]:
    """Names and their assignments on a line of their own, each the only one of its name."""
    statements = [s for s in reading.every(ast.Assign) if len(s.targets) == 1 and s.lineno == s.end_lineno]
    found = [(s.targets[0].id, s) for s in statements if isinstance(s.targets[0], ast.Name)]
    stores = [n.id for n in reading.every(ast.Name) if isinstance(n.ctx, ast.Store)]
    return [(name, s) for name, s in found if stores.count(name) == 1]


def without_variable(code: str, random: Random) -> Wished:
    """Without a variable that is never used."""
    reading = read(code)
    found = [(n, s) for n, s in (_single(reading) if reading else []) if _counted(code, n) == 1]
    if reading is None or len(reading.tree.body) < 2:
        return None
    found = [(n, s) for n, s in found if not _is_alone(reading, s) and not list(_calls(s.value))]
    if not found:
        return None
    name, statement = random.choice(found)
    wording = random.choice(
        (
            f"remove the variable {name}",
            f"remove the unused variable {name}",
            f"delete the variable {name}",
            f"{name} is not used, remove it",
            f"take out {name}, nothing uses it",
            "remove the variable that is not used" if len(found) == 1 else f"delete the unused variable {name}",
        )
    )
    return wording, _without_lines(reading, statement.lineno, statement.lineno)


def _calls(node: ast.AST) -> list[ast.Call]:
    return [n for n in ast.walk(node) if isinstance(n, ast.Call)]


def _is_alone(reading: Reading, statement: ast.stmt) -> bool:
    """Whether a block would be left empty."""
    return any(
        block == [statement]
        for node in ast.walk(reading.tree)
        for block in (getattr(node, "body", None), getattr(node, "orelse", None), getattr(node, "finalbody", None))
    )


def inlined(code: str, random: Random) -> Wished:
    """Without a variable that is used once, in the next line: its value stands there instead."""
    reading = read(code)
    if reading is None:
        return None
    uses = [n for n in reading.every(ast.Name) if isinstance(n.ctx, ast.Load)]
    found: list[tuple[str, ast.Assign, ast.Name]] = []
    for name, statement in _single(reading):
        own = [n for n in uses if n.id == name and n.lineno == statement.lineno + 1]
        simple = not isinstance(statement.value, (ast.BinOp, ast.BoolOp, ast.Compare, ast.IfExp, ast.Lambda))
        if simple and len(own) == 1 and _counted(code, name) == 2 and not _repeats(reading, own[0].lineno):
            found.append((name, statement, own[0]))
    if not found:
        return None
    name, statement, use = random.choice(found)
    wording = random.choice(
        (
            f"remove {name} and use its value directly",
            f"drop {name} and use what it holds directly",
            f"inline {name}",
            f"we don't need the variable {name}, use its value directly",
            f"get rid of {name} and put its value where it is used",
        )
    )
    changed = read(reading.replaced((use, reading.text(statement.value))))
    return (wording, changed.with_lines(statement.lineno, statement.lineno, [])) if changed else None


def _repeats(reading: Reading, line: int) -> bool:
    return (
        reading.lines[line - 1].lstrip().startswith(("while", "def", "class", "for"))
        or " for " in (reading.lines[line - 1])
    )


def without_key(code: str, random: Random) -> Wished:
    """Without a key of a dict that nothing asks for."""
    reading = read(code)
    found: list[tuple[str, ast.Dict, int, str]] = []
    for name, value in (reading.stored() if reading else {}).items():
        if isinstance(value, ast.Dict) and value.lineno == value.end_lineno and len(value.keys) > 1:
            keys = [k.value if isinstance(k, ast.Constant) else None for k in value.keys]
            found += [(name, value, i, k) for i, k in enumerate(keys) if isinstance(k, str) and _counted(code, k) == 1]
    if reading is None or not found:
        return None
    name, value, place, key = random.choice(found)
    wording = random.choice(
        (
            f"remove {key} from {name}",
            f"delete {key} from {name}",
            f"remove the key {key} from {name}",
            f"{name} without {key}",
            f"take {key} out of {name}",
            f"{name} should not have {key}",
        )
    )
    return wording, reading.replaced((value, _dict_without(reading, value, place)))


def _dict_without(reading: Reading, value: ast.Dict, place: int) -> str:
    pairs = zip(value.keys, value.values, strict=True)
    kept = [f"{reading.text(k)}: {reading.text(v)}" for i, (k, v) in enumerate(pairs) if k and i != place]
    return f"{{{', '.join(kept)}}}"


def without_field(code: str, random: Random) -> Wished:
    """Without a key in each dict of a list."""
    reading = read(code)
    found: list[tuple[str, list[ast.Dict], str]] = []
    for name, value in (reading.stored() if reading else {}).items():
        rows = [e for e in value.elts if isinstance(e, ast.Dict)] if isinstance(value, ast.List) else []
        if not rows or len(rows) != len(getattr(value, "elts", ())):
            continue
        keys = [k.value for k in rows[0].keys if isinstance(k, ast.Constant) and isinstance(k.value, str)]
        fits = [k for k in keys if len(keys) > 1 and _counted(code, k) == len(rows)]
        found += [(name, rows, k) for k in fits if all(_place_of(row, k) is not None for row in rows)]
    if reading is None or not found:
        return None
    name, rows, key = random.choice(found)
    wording = random.choice(
        (
            f"remove the key {key} from every entry of {name}",
            f"delete the key {key} from every entry of {name}",
            f"remove {key} from all {name}",
            f"the entries of {name} should have no {key}",
            f"take {key} out of each dict in {name}",
            f"drop {key} everywhere in {name}",
        )
    )
    return wording, reading.replaced(*((row, _dict_without(reading, row, _place_of(row, key) or 0)) for row in rows))


def _place_of(row: ast.Dict, key: str) -> int | None:
    places = [i for i, k in enumerate(row.keys) if isinstance(k, ast.Constant) and k.value == key]
    return places[0] if len(places) == 1 and row.lineno == row.end_lineno else None


def _plain_calls(reading: Reading, name: str) -> list[ast.Call] | None:
    """All calls of a function, or None where they can't be changed simply."""
    calls = reading.calls_of(name)
    inside = any(c is not d and c in ast.walk(d) for c in calls for d in calls)
    odd = any(c.keywords or c.lineno != c.end_lineno for c in calls)
    hidden = len(calls) != _counted(reading.code, name) - 1
    starred = any(isinstance(a, ast.Starred) for c in calls for a in c.args)
    return None if inside or odd or hidden or starred else calls


def _call_without(reading: Reading, call: ast.Call, place: int) -> tuple[Place, str]:
    kept = [reading.text(a) for i, a in enumerate(call.args) if i != place]
    return call, f"{reading.text(call.func)}({', '.join(kept)})"


def without_argument(code: str, random: Random) -> Wished:
    """A call without its last argument, for which there is a default."""
    reading = read(code)
    found = [
        (f.name, c)
        for f in (reading.functions() if reading else [])
        if f.args.defaults
        for c in (reading.calls_of(f.name) if reading else [])
        if len(c.args) == len(f.args.args) and not c.keywords and c.lineno == c.end_lineno
    ]
    if reading is None or not found:
        return None
    name, call = random.choice(found)
    gone = reading.text(call.args[-1])
    if " " in gone or len(found) > 1:
        return None
    wording = random.choice(
        (
            f"don't pass {gone} to {name}",
            f"stop passing {gone} to {name}",
            f"call {name} without {gone}",
            f"leave out {gone} in the call of {name}",
            f"{name} should be called without the last argument",
            f"use the default of {name} and not {gone}",
        )
    )
    return wording, reading.replaced(_call_without(reading, call, len(call.args) - 1))


def without_default(code: str, random: Random) -> Wished:
    """Without a default; the calls that leave it out give the value themselves."""
    reading = read(code)
    found: list[tuple[ast.FunctionDef, list[ast.Call]]] = []
    for function in reading.functions() if reading else []:
        calls = _plain_calls(reading, function.name) if reading and len(function.args.defaults) == 1 else None
        if calls:
            found.append((function, calls))
    if reading is None or not found:
        return None
    function, calls = random.choice(found)
    parameter, default = function.args.args[-1], reading.text(function.args.defaults[0])
    line = reading.lines[function.lineno - 1]
    if f"{parameter.arg}={default}" not in line:
        return None
    short = [c for c in calls if len(c.args) == len(function.args.args) - 1]
    pairs = [(c, f"{function.name}({', '.join([*map(reading.text, c.args), default])})") for c in short]
    wording = random.choice(
        (
            f"remove the default of {parameter.arg}",
            f"drop the default of {parameter.arg}",
            f"{parameter.arg} should have no default value",
            f"make {parameter.arg} required",
            f"remove the default value {default} from {function.name}",
        )
    )
    changed = read(reading.replaced(*pairs))
    head = line.replace(f"{parameter.arg}={default}", parameter.arg)
    return (wording, changed.with_lines(function.lineno, function.lineno, [head])) if changed else None


def _dismissed(reading: Reading, definition: ast.stmt, name: str) -> tuple[str, bool] | None:
    """The code without a definition and the outer statements that call it, and whether there were such."""
    users = [s for s in reading.tree.body if s is not definition and re.search(rf"\b{name}\b", reading.text(s))]
    users = [s for s in users if s.lineno == s.end_lineno]
    mentioned = sum(len(re.findall(rf"\b{name}\b", reading.text(s))) for s in users)
    if mentioned + 1 != _counted(reading.code, name) or len(users) > _MOST_USERS:
        return None
    code = reading.code
    for statement in sorted([definition, *users], key=lambda s: -s.lineno):
        now = read(code)
        if now is None:
            return None
        code = _without_lines(now, statement.lineno, statement.end_lineno or 0)
    left = read(code)
    return (code, bool(users)) if left and left.tree.body else None


def without_function(code: str, random: Random) -> Wished:
    """Without a function and the lines that call it."""
    reading = read(code)
    found = [(f.name, _dismissed(reading, f, f.name)) for f in reading.functions()] if reading else []
    kept = [(name, *dismissed) for name, dismissed in found if dismissed]
    if not kept:
        return None
    name, new, called = random.choice(kept)
    wording = random.choice(
        (
            f"remove the function {name}",
            f"delete the function {name}",
            f"remove the unused function {name}",
            f"{name} is never called, remove it",
            f"take out {name}",
        )
        if not called
        else (
            f"remove the function {name} and its calls",
            f"delete {name} and the lines that call it",
            f"take out {name} and where it is used",
            f"we don't need {name} any more, neither the function nor its calls",
            f"{name} can go, with its calls",
        )
    )
    return wording, new


def without_method(code: str, random: Random) -> Wished:
    """Without a method and the lines that call it."""
    reading = read(code)
    methods = [
        (node, m)
        for node in (reading.every(ast.ClassDef) if reading else [])
        for m in node.body
        if isinstance(m, ast.FunctionDef) and not m.decorator_list and m.name[0] != "_" and len(node.body) > 1
    ]
    found = [(node.name, m.name, _dismissed(reading, m, m.name)) for node, m in methods] if reading else []
    kept = [(owner, name, *dismissed) for owner, name, dismissed in found if dismissed]
    if not kept:
        return None
    owner, name, new, called = random.choice(kept)
    wording = random.choice(
        (
            f"remove the method {name}",
            f"delete the method {name} from {owner}",
            f"{owner} doesn't need the method {name}",
            f"take {name} out of the class",
        )
        if not called
        else (
            f"remove the method {name} and its calls",
            f"delete {name} from {owner} and the lines that call it",
            f"{owner} doesn't need {name}, take it out and don't call it",
            f"take {name} out of the class and where it is used",
            f"no method {name} any more, and no calls of it",
        )
    )
    return wording, new


def without_attribute(code: str, random: Random) -> Wished:
    """Without an attribute: its parameter, its line, and what the calls give for it."""
    reading = read(code)
    found: list[tuple[ast.ClassDef, ast.FunctionDef, int, ast.Assign]] = []
    for node in reading.every(ast.ClassDef) if reading else []:
        start = next((m for m in node.body if isinstance(m, ast.FunctionDef) and m.name == "__init__"), None)
        if start is None or len(start.body) < 2 or start.args.defaults or start.args.kwonlyargs:
            continue
        for place, parameter in enumerate(start.args.args[1:]):
            line = next((s for s in start.body if ast.unparse(s) == f"self.{parameter.arg} = {parameter.arg}"), None)
            if isinstance(line, ast.Assign) and _counted(code, parameter.arg) == 3:
                found.append((node, start, place, line))
    if reading is None or not found:
        return None
    node, start, place, line = random.choice(found)
    calls, name = _plain_calls(reading, node.name), start.args.args[place + 1].arg
    head = reading.lines[start.lineno - 1]
    if not calls or f", {name}" not in head or any(len(c.args) != len(start.args.args) - 1 for c in calls):
        return None
    wording = random.choice(
        (
            f"remove the attribute {name} from {node.name}",
            f"remove {name} from {node.name}",
            f"delete the attribute {name} from {node.name}",
            f"drop {name} from {node.name}",
            f"{node.name} doesn't need {name}",
            f"{node.name} without {name}",
        )
    )
    changed = read(reading.replaced(*(_call_without(reading, c, place) for c in calls)))
    if changed is None:
        return None
    changed = read(changed.with_lines(start.lineno, start.lineno, [re.sub(rf", {name}\b", "", head)]))
    return (wording, changed.with_lines(line.lineno, line.lineno, [])) if changed else None
