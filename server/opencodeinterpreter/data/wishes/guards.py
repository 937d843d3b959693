"""Wishes about what may go wrong: empty or bad input refused, exceptions caught, missing keys."""

from __future__ import annotations

import ast
import re
from random import Random

from opencodeinterpreter.data.wishes.reading import Reading, read
from opencodeinterpreter.data.wishes.wish import Wished

_EMPTY = {"list": "list", "str": "string", "dict": "dictionary"}
_TYPES = {"list": "list", "str": "string", "dict": "dictionary", "int": "number"}


def _parameters(code: str, kinds: tuple[str, ...]) -> tuple[Reading, list[tuple[ast.FunctionDef, str, str]]] | None:
    reading = read(code)
    if reading is None:
        return None
    found = [(f, name, kind) for f in reading.functions() for name, kind, _ in reading.parameters(f) if kind in kinds]
    return (reading, found) if found else None


def empty_value(code: str, random: Random) -> Wished:
    """A value for an empty parameter of any name."""
    found = _parameters(code, ("list", "str", "dict"))
    if not found:
        return None
    reading, places = found
    function, name, kind = random.choice(places)
    value = random.choice(("0", "None", "[]", "''", "False", "-1", "{}", "True"))
    said = {"''": "an empty string", "[]": "an empty list", "{}": "an empty dict"}.get(value, value)
    what = _EMPTY[kind]
    several = [k for _, _, k in places].count(kind) > 1
    wording = random.choice(
        (
            f"return {said} if {name} is empty",
            f"it should return {said} when {name} is empty",
            f"{function.name} should return {said} for an empty {what}"
            if not several
            else f"return {said} for empty {name}",
            f"give back {said} if {name} is empty",
            f"when {name} is empty return {said}",
            f"if there is nothing in {name}, return {said}",
            f"handle empty {name}: return {said}",
            f"return {said} for an empty {name}",
            *(() if several else _without_name(said, what)),
        )
    )
    line = reading.first_line(function)
    return wording, reading.with_lines(line, line - 1, [f"    if not {name}:", f"        return {value}"])


def _without_name(said: str, what: str) -> tuple[str, ...]:
    return (
        f"return {said} for an empty {what}",
        f"for an empty {what} return {said}",
        f"handle an empty {what} by returning {said}",
        f"if the {what} is empty, return {said}",
        f"an empty {what} should give {said}",
    )


def refused(code: str, random: Random) -> Wished:
    """An error for an empty, negative or wrongly typed parameter."""
    found = _parameters(code, ("list", "str", "dict", "int"))
    if not found:
        return None
    reading, places = found
    function, name, kind = random.choice(places)
    what = _TYPES[kind]
    if random.random() < 0.4:
        error, test, bad = "TypeError", f"not isinstance({name}, {kind})", f"is not a {what}"
        message = f"{name} must be a {what}"
    elif kind == "int":
        error, test, bad = random.choice(
            (
                ("ValueError", f"{name} < 0", "is negative"),
                ("ValueError", f"{name} == 0", "is 0"),
                ("ValueError", f"{name} <= 0", "is not positive"),
            )
        )
        message = f"{name} {bad}"
    else:
        error, test, bad, message = "ValueError", f"not {name}", "is empty", f"{name} is empty"
    if random.random() < 0.4:
        message = random.choice(("bad input", "wrong value", "not allowed", "invalid input", f"bad {name}"))
        tail = random.choice((f' with the message "{message}"', f" saying '{message}'", f' with "{message}"'))
    else:
        tail = random.choice(("", f" saying {message}"))
    wording = random.choice(
        (
            f"raise a {error} if {name} {bad}{tail}",
            f"raise {error} when {name} {bad}{tail}",
            f"it should raise a {error} if {name} {bad}{tail}",
            f"throw a {error} if {name} {bad}{tail}",
            f"if {name} {bad}, raise a {error}{tail}",
            f"{function.name} should raise a {error} when {name} {bad}{tail}",
        )
    )
    line = reading.first_line(function)
    return wording, reading.with_lines(line, line - 1, [f"    if {test}:", f"        raise {error}('{message}')"])


def _risky(reading: Reading) -> list[tuple[ast.stmt, str]]:
    """One-line statements that may raise, with the exception."""
    found: list[tuple[ast.stmt, str]] = []
    inside = {n for t in reading.every(ast.Try) for n in ast.walk(t)}
    for statement in [*reading.every(ast.Assign), *reading.every(ast.Return), *reading.every(ast.Expr)]:
        if statement in inside or statement.lineno != statement.end_lineno:
            continue
        for node in ast.walk(statement):
            if (
                isinstance(node, ast.BinOp)
                and isinstance(node.op, (ast.Div, ast.FloorDiv))
                and not isinstance(node.right, ast.Constant)
            ):
                found.append((statement, "ZeroDivisionError"))
            elif (
                isinstance(node, ast.Call)
                and reading.text(node.func) in ("int", "float")
                and node.args
                and "len" not in reading.text(node)
            ):
                found.append((statement, "ValueError"))
            elif (
                isinstance(node, ast.Subscript)
                and isinstance(node.ctx, ast.Load)
                and isinstance(node.slice, ast.Constant)
            ):
                found.append((statement, "IndexError" if isinstance(node.slice.value, int) else "KeyError"))
    return found


def caught(code: str, random: Random) -> Wished:
    """An exception caught around the statement that may raise it."""
    reading = read(code)
    places = _risky(reading) if reading else []
    if reading is None or not places:
        return None
    statement, error = random.choice(places)
    lead, line = reading.indent(statement.lineno), reading.lines[statement.lineno - 1].strip()
    if isinstance(statement, ast.Return):
        value = random.choice(("0", "None", "''", "-1", "False"))
        then, said = f"return {value}", f"return {'an empty string' if value == repr('') else value}"
    elif isinstance(statement, ast.Assign):
        if not isinstance(statement.targets[0], ast.Name):
            return None
        value, name = random.choice(("0", "None", "-1")), statement.targets[0].id
        then, said = f"{name} = {value}", f"set {name} to {value}"
    else:
        text = random.choice(("error", "not possible", "sorry", "oops", "something went wrong", "bad value"))
        then, said = f"print('{text}')", f'print "{text}"'
    near = "" if [e for _, e in places].count(error) == 1 else random.choice((f" in {line}", f" around {line}"))
    wording = random.choice(
        (
            f"catch the {error}{near} and {said}",
            f"handle a {error}{near}: {said}",
            f"catch {error}{near} and {said} then",
            f"{said} on a {error}{near}",
            f"use try and except for {error}{near} and {said}",
            f"it should {said} if there is a {error}{near}",
        )
    )
    new = [f"{lead}try:", f"{lead}    {line}", f"{lead}except {error}:", f"{lead}    {then}"]
    return wording, reading.with_lines(statement.lineno, statement.lineno, new)


def with_get(code: str, random: Random) -> Wished:
    """``get`` with a default for a key that may be missing, or another default."""
    reading = read(code)
    if reading is None:
        return None
    gets = [
        c
        for c in reading.every(ast.Call)
        if isinstance(c.func, ast.Attribute) and c.func.attr == "get" and len(c.args) == 2
    ]
    places = [
        n
        for n in reading.every(ast.Subscript)
        if isinstance(n.ctx, ast.Load)
        and reading.text(n)
        and isinstance(n.slice, ast.Constant)
        and isinstance(n.slice.value, str)
    ]
    places = [n for n in places if f"{reading.text(n)} =" not in code and reading.text(n)[-1] == "]"]
    value = random.choice(("0", "None", "''", "1", "'unknown'", "-1"))
    said = {"''": "an empty string"}.get(value, value)
    if places and (not gets or random.random() < 0.7):
        place = random.choice(places)
        name, key = reading.text(place.value), reading.text(place.slice)
        if code.count(reading.text(place)) != 1:
            return None
        wording = random.choice(
            (
                f"use get with default {said} for {key}",
                f"use .get for {key} with {said} as default",
                f"{name}[{key}] should be {said} if the key is missing",
                f"take {said} if {key} is missing",
                f"if {key} is not in {name}, use {said}",
                f"use {said} when there is no {key}",
            )
        )
        return wording, reading.replaced((place, f"{name}.get({key}, {value})"))
    if not gets:
        return None
    call = random.choice(gets)
    old = reading.text(call.args[1])
    if not old or old == value:
        return None
    wording = random.choice(
        (
            f"use {said} as the default of get",
            f"change the default of get to {said}",
            f"get should give {said} for a missing key",
            f"for a missing key take {said} instead of {old}",
        )
    )
    return wording, reading.replaced((call.args[1], value))


def compared(code: str, random: Random) -> Wished:
    """Another comparison in a condition."""
    reading = read(code)
    if reading is None:
        return None
    signs: dict[type[ast.cmpop], str] = {ast.Gt: ">", ast.GtE: ">=", ast.Lt: "<", ast.LtE: "<="}
    found = [
        (c, signs[type(c.ops[0])]) for c in reading.every(ast.Compare) if len(c.ops) == 1 and type(c.ops[0]) in signs
    ]
    found = [
        (c, s)
        for c, s in found
        if re.fullmatch(r"[\w.\[\]()'% ]+ [<>]=? [\w.]+", reading.text(c)) and code.count(reading.text(c)) == 1
    ]
    if not found:
        return None
    place, sign = random.choice(found)
    left, right = reading.text(place.left), reading.text(place.comparators[0])
    new = random.choice([s for s in ("<", ">", "<=", ">=") if s != sign])
    words = {">": "greater than", "<": "less than", ">=": "at least", "<=": "at most"}
    wording = random.choice(
        (
            f"use {new} instead of {sign} in {reading.text(place)}",
            f"change {left} {sign} {right} to {left} {new} {right}",
            f"{left} should be {words[new]} {right}",
            f"the condition should be {left} {new} {right}",
            f"check if {left} is {words[new]} {right} instead",
            f"make it {left} {new} {right}",
        )
    )
    if sum(code.count(f" {s} ") for s in (">", "<", ">=", "<=")) == 1 and random.random() < 0.4:
        wording = random.choice((f"use {new} instead of {sign}", f"change {sign} to {new}", f"{new}, not {sign}"))
    return wording, reading.replaced((place, f"{left} {new} {right}"))


def other_branch(code: str, random: Random) -> Wished:
    """An else with a print, or one more test."""
    reading = read(code)
    if reading is None:
        return None
    places = [
        i
        for i in reading.every(ast.If)
        if not i.orelse
        and not isinstance(i.body[-1], (ast.Return, ast.Continue, ast.Break, ast.Raise))
        and not reading.lines[i.lineno - 1].lstrip().startswith("elif")
    ]
    if not places:
        return None
    place = random.choice(places)
    lead, text = (
        reading.indent(place.lineno),
        random.choice(("no", "nothing", "not found", "too small", "no match", "other", "skipped", "sorry")),
    )
    test = reading.text(place.test)
    wording = random.choice(
        (
            f'add an else that prints "{text}"',
            f"otherwise print '{text}'",
            f'else print "{text}"',
            f"print '{text}' if not {test}"
            if re.fullmatch(r"\w+|[\w.]+ in \w+", test)
            else f"print '{text}' otherwise",
            f"add an else branch: print '{text}'",
            f'it should print "{text}" otherwise',
        )
    )
    if len(places) > 1:
        wording += random.choice((f" (for if {test})", f" when {test} is false"))
    line = place.end_lineno or 0
    return wording, reading.with_lines(line + 1, line, [f"{lead}else:", f"{lead}    print('{text}')"])


def one_more_test(code: str, random: Random) -> Wished:
    """An elif between the tests of a number."""
    reading = read(code)
    if reading is None:
        return None
    places = [
        i
        for i in reading.every(ast.If)
        if len(i.body) == 1
        and i.orelse
        and isinstance(i.test, ast.Compare)
        and len(i.test.ops) == 1
        and isinstance(i.test.comparators[0], ast.Constant)
    ]
    places = [
        i for i in places if reading.lines[i.orelse[0].lineno - 2].strip() == "else:" or isinstance(i.orelse[0], ast.If)
    ]
    if not places:
        return None
    place = random.choice(places)
    shown = re.fullmatch(r"( *)(print\(|return |\w+ = )'([^'\n]*)'(\)?)", reading.lines[place.body[0].lineno - 1])
    if not shown or not isinstance(place.test, ast.Compare):
        return None
    left, value = reading.text(place.test.left), random.choice((0, 1, 5, 10, 20, 50, 100, 7))
    text = random.choice(("exactly", "special", "just right", "medium", "lucky", "so so", "borderline"))
    verb = shown[2].strip(" (=")
    act = {"print": f"print '{text}'", "return": f"return '{text}'"}.get(
        verb, f"set {verb} to '{text}'".replace(" =", "")
    )
    wording = random.choice(
        (
            f"add an elif: if {left} is {value}, {act}",
            f"if {left} is {value} {act}",
            f"{act} when {left} is {value}",
            f"add a case for {left} == {value} that should {act}",
            f"it should {act} if {left} is exactly {value}",
        )
    )
    lead, line = reading.indent(place.lineno), place.body[0].end_lineno or 0
    new = [f"{lead}elif {left} == {value}:", f"{shown[1]}{shown[2]}'{text}'{shown[4]}"]
    return wording, reading.with_lines(line + 1, line, new)
