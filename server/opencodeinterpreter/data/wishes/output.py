"""Wishes about what is printed: case, decimals, units, labels, numbers of lines, totals."""

from __future__ import annotations

import ast
import re
from random import Random

from opencodeinterpreter.data.wishes.reading import Reading, element_kind, read
from opencodeinterpreter.data.wishes.wish import Wished


def _shown(reading: Reading) -> list[tuple[ast.expr, str]]:
    """Plain values that are printed, with the text to say for them."""
    found: list[tuple[ast.expr, str]] = []
    for call in reading.prints():
        found += [(a, reading.text(a)) for a in call.args if isinstance(a, (ast.Name, ast.Call, ast.Attribute))]
    return found


def _case(code: str, random: Random, method: str, said: tuple[str, ...]) -> Wished:
    reading = read(code)
    if reading is None:
        return None
    texts = [(n, t) for n, t in _shown(reading) if reading.kind(n) in ("str", "")]
    fields = [m for line in _f_lines(reading) for m in _FIELD.finditer(code, *line)]
    fields = [m for m in fields if m[1].isidentifier() and reading.kind(ast.Name(m[1])) in ("str", "")]
    if not texts and not fields:
        return None
    place = random.choice([*(n for n, _ in texts), *fields])
    wording = random.choice(said)
    if isinstance(place, re.Match):
        return wording.format(place[1]), code[: place.end() - 1] + f".{method}()" + code[place.end() - 1 :]
    text = reading.text(place)
    return wording.format(text), reading.replaced((place, f"{text}.{method}()"))


def upper_case(code: str, random: Random) -> Wished:
    """Print a text in capitals."""
    said = (
        "print {} in upper case",
        "show {} in capital letters",
        "{} should be printed in uppercase",
        "uppercase {} when printing",
        "print {} in capitals",
        "make {} uppercase in the output",
    )
    return _case(code, random, "upper", said)


def lower_case(code: str, random: Random) -> Wished:
    """Print a text in small letters."""
    said = (
        "print {} in lower case",
        "show {} in small letters",
        "{} should be printed in lowercase",
        "lowercase {} when printing",
        "make {} lowercase in the output",
    )
    return _case(code, random, "lower", said)


_FIELD = re.compile(r"(?<!\{)\{([a-z_]\w*(?:\.\w+)?|\w+\[[^\]{}'\"]+\])\}(?!\})")


def two_decimals(code: str, random: Random) -> Wished:
    """A fixed number of decimals in an f-string or in a print of a number."""
    reading = read(code)
    if reading is None:
        return None
    digits = random.choice((1, 2, 2, 2, 3))
    count = {1: "one", 2: "two", 3: "three"}[digits] if random.random() < 0.5 else str(digits)
    places = f"decimal{'s' if digits > 1 else ''}"
    said = (
        f"print {{}} with {count} {places}",
        f"show {{}} with {count} {places}",
        f"{{}} should have {count} {places}",
        f"format {{}} to {count} {places}",
        f"only {count} {places} for {{}}",
        f"display {{}} with {count} digits after the point",
    )
    numbers = [
        (n, t) for n, t in _shown(reading) if isinstance(n, ast.Name) and reading.kind(n) in ("int", "float", "")
    ]
    fields = [(m, m[1]) for line in _f_lines(reading) for m in _FIELD.finditer(code, *line) if _number(reading, m[1])]
    if not numbers and not fields:
        return None
    place, name = random.choice([*numbers, *fields])
    wording = random.choice(said).format(name)
    if isinstance(place, ast.Name):
        return wording, reading.replaced((place, f"f'{{{name}:.{digits}f}}'"))
    return wording, code[: place.end() - 1] + f":.{digits}f" + code[place.end() - 1 :]


def _number(reading: Reading, name: str) -> bool:
    return name.isidentifier() and reading.kind(ast.Name(name)) in ("int", "float", "")


def _f_lines(reading: Reading) -> list[tuple[int, int]]:
    """Start and end in the text of the f-strings that are written on one line."""
    starts = [0]
    for line in reading.lines:
        starts.append(starts[-1] + len(line) + 1)
    return [
        (starts[n.lineno - 1] + n.col_offset, starts[n.lineno - 1] + (n.end_col_offset or 0))
        for n in reading.every(ast.JoinedStr)
        if n.lineno == n.end_lineno
    ]


def unit(code: str, random: Random) -> Wished:
    """A unit or a currency behind or before a number in an f-string."""
    reading = read(code)
    fields = [m for line in _f_lines(reading) for m in _FIELD.finditer(code, *line)] if reading else []
    fields = [m for m in fields if code[m.end() : m.end() + 1] not in ("%", "$")]
    if not fields:
        return None
    field = random.choice(fields)
    sign = random.choice(("$", "%", " euros", " kg", " points", " km", " EUR", " cm", " years"))
    name, said = field[1], sign.strip()
    if sign == "$":
        wording = random.choice(
            (f"put a dollar sign before {name}", f"add a $ in front of {name}", f"show {name} with a $")
        )
        return wording, code[: field.start()] + "$" + code[field.start() :]
    wording = random.choice(
        (
            f"add {said} after {name}",
            f"write {said} behind {name}",
            f"add the unit {said} to {name}",
            f"show {name} in {said}",
            f"{name} should be followed by {said}",
            f"print {said} after {name}",
        )
    )
    return wording, code[: field.end()] + sign + code[field.end() :]


def label(code: str, random: Random) -> Wished:
    """A label before a bare value."""
    reading = read(code)
    bare = [c for c in reading.prints() if len(c.args) == 1 and not c.keywords] if reading else []
    bare = [c for c in bare if isinstance(c.args[0], (ast.Name, ast.Call, ast.Subscript))]
    if reading is None or not bare:
        return None
    shown = random.choice(bare).args[0]
    text = reading.text(shown)
    name = random.choice(("Result", "Answer", "Output", "Value", "Total", "Found", "Here it is", "The result is"))
    wording = random.choice(
        (
            f'add the label "{name}:" to the output',
            f'print "{name}:" before {text}',
            f'write "{name}:" in front of {text}',
            f"put the label {name}: before {text}",
            f"label {text} with {name}:",
            f'the output of {text} should start with "{name}:"',
        )
    )
    if len(bare) > 1 and "the output" in wording and text not in wording:
        wording = f'print "{name}:" before {text}'
    return wording, reading.replaced((shown, f"'{name}:', {text}"))


def _simple_loops(reading: Reading) -> list[ast.For]:
    return [
        loop
        for loop in reading.every(ast.For)
        if isinstance(loop.target, ast.Name) and loop.lineno == (loop.iter.end_lineno or 0) and not loop.orelse
    ]


def numbered_lines(code: str, random: Random) -> Wished:
    """Numbers before the printed lines of a loop."""
    reading = read(code)
    if reading is None:
        return None
    loops = [x for x in _simple_loops(reading) if _only_print(x, reading)]
    loops = [x for x in loops if not isinstance(x.iter, ast.Call) or reading.text(x.iter.func) == "sorted"]
    name = next((n for n in ("i", "number", "n") if not re.search(rf"\b{n}\b", code)), None)
    if not loops or name is None:
        return None
    loop = random.choice(loops)
    call = _only_print(loop, reading)
    if call is None:
        return None
    start = random.choice((", start=1", ", 1"))
    wording = random.choice(
        (
            "number the lines",
            "number the output lines starting with 1",
            "print a number before each line",
            "show the position of each item too, counting from 1",
            "each line should start with its number",
            "use enumerate to number the lines",
            f"number each {reading.text(loop.target)}, starting at 1",
        )
    )
    head = (loop.target, f"{name}, {reading.text(loop.target)}")
    source = (loop.iter, f"enumerate({reading.text(loop.iter)}{start})")
    return wording, reading.replaced(head, source, (call.args[0], f"{name}, {reading.text(call.args[0])}"))


def _only_print(loop: ast.For, reading: Reading) -> ast.Call | None:
    """The print of something that is all a loop does."""
    body = loop.body[0]
    calls = [c for c in reading.prints() if c.args and isinstance(body, ast.Expr) and c is body.value]
    return calls[0] if calls and len(loop.body) == 1 else None


def on_one_line(code: str, random: Random) -> Wished:
    """The prints of a loop side by side."""
    reading = read(code)
    if reading is None:
        return None
    calls = [call for x in reading.every(ast.For) if (call := _only_print(x, reading)) and not call.keywords]
    if not calls:
        return None
    call = random.choice(calls)
    end, said = random.choice(((" ", "spaces"), (", ", "commas"), (" ", "a space"), ("; ", "semicolons")))
    wording = random.choice(
        (
            f"print all on one line separated by {said}",
            f"put the output on one line with {said} in between",
            f"print on the same line, separated by {said}",
            f"all on one line with {said} between, please",
            f"it should print everything on one line with {said}",
            f"don't start a new line each time, use {said}",
        )
    )
    return wording, reading.replaced((call.args[-1], f"{reading.text(call.args[-1])}, end='{end}'"))


def total_at_end(code: str, random: Random) -> Wished:
    """The sum, the mean, the number, the largest or smallest of a list, printed last."""
    reading = read(code)
    if reading is None:
        return None
    lists = {name: element_kind(value) for name, value in reading.stored().items()}
    lists = {name: kind for name, kind in lists.items() if kind in ("int", "float", "str")}
    if not lists:
        return None
    name = random.choice(sorted(lists))
    what, value = random.choice(
        (
            ("total", f"sum({name})"),
            ("sum", f"sum({name})"),
            ("average", f"sum({name}) / len({name})"),
            ("mean", f"sum({name}) / len({name})"),
            ("largest value", f"max({name})"),
            ("smallest value", f"min({name})"),
        )
    )
    if lists[name] == "str":
        what, value = random.choice((("number", f"len({name})"), ("count", f"len({name})")))
        what += " of items"
    wording = random.choice(
        (
            f"print the {what} of {name} at the end",
            f"also print the {what} of {name}",
            f"show the {what} of {name} too",
            f"add the {what} of {name} at the end",
            f"at the end it should print the {what} of {name}",
            f"please show me the {what} of {name} as well",
        )
    ).replace("of items of", "of items in")
    return wording, code.rstrip("\n") + f"\nprint({value})\n"


def separator_line(code: str, random: Random) -> Wished:
    """A line of signs, or an empty one, before a print."""
    reading = read(code)
    calls = reading.prints(top=True) if reading else []
    if reading is None or not calls:
        return None
    call = random.choice(calls)
    sign, count = random.choice("-=*#"), random.choice((10, 20, 30, 40))
    name = {"-": "dashes", "=": "equals signs", "*": "stars", "#": "hashes"}[sign]
    line, said = (f"print('{sign}' * {count})", f"a line of {count} {name}")
    if random.random() < 0.35:
        line, said = "print()", random.choice(("an empty line", "a blank line"))
    place = reading.lines[call.lineno - 1].strip()
    wording = random.choice(
        (
            f"print {said} before {place}",
            f"add {said} above {place}",
            f"there should be {said} before {place}",
            f"put {said} in front of {place}",
            f"show {said} before the output of {place}",
        )
    )
    if call is calls[-1] and random.random() < 0.5:
        wording = random.choice((f"print {said} before the last output", f"add {said} before the last print"))
    return wording, reading.with_lines(call.lineno, call.lineno - 1, [line])


def debug_print(code: str, random: Random) -> Wished:
    """A print inside a function or a loop, to see what happens."""
    reading = read(code)
    places = (
        [(f.lineno, reading.first_line(f), f.args.args[0].arg) for f in reading.functions() if f.args.args]
        if reading
        else []
    )
    loops = [x for x in (reading.every(ast.For) if reading else []) if isinstance(x.target, ast.Name)]
    places += [(x.lineno, x.body[0].lineno, x.target.id) for x in loops if isinstance(x.target, ast.Name)]
    if reading is None or not places:
        return None
    head, line, name = random.choice(places)
    function = re.match(r"def (\w+)", reading.lines[head - 1])
    where = f"at the start of {function[1]}" if function else f"in the loop over {name}"
    if not function:
        where = random.choice(("in each round of the loop", "at the start of the loop", "inside the loop"))
    wording = random.choice(
        (
            f"print {name} {where}",
            f"add a print of {name} {where} for debugging",
            f"show {name} {where}",
            f"for debugging, print {name} {where}",
            f"I want to see {name} {where}",
            f"add a debug print for {name} {where}",
        )
    )
    return wording, reading.with_lines(line, line - 1, [f"{reading.indent(line)}print({name})"])
