"""Wishes about what is in a program: items of lists and dicts, texts, comments, input, how texts are put together."""

from __future__ import annotations

import ast
import re
from random import Random
from typing import TypeVar

from opencodeinterpreter.data import words
from opencodeinterpreter.data.wishes.reading import Reading, element_kind, read
from opencodeinterpreter.data.wishes.wish import Wished

_Display = TypeVar("_Display", ast.List, ast.Dict)


def _displays(reading: Reading, kind: type[_Display]) -> list[tuple[str, _Display]]:
    return [(n, v) for n, v in reading.stored().items() if isinstance(v, kind) and v.lineno == v.end_lineno]


def _new_value(kind: str, random: Random) -> str:
    if kind == "str":
        return repr(random.choice((words.thing(random), words.person(random))))
    return str(random.randint(0, 100)) if kind == "int" else f"{random.randint(0, 99)}.{random.choice((5, 25, 75))}"


def one_more_item(code: str, random: Random) -> Wished:
    """One more item in a list, at its end or start."""
    reading = read(code)
    lists = [
        (n, v)
        for n, v in (_displays(reading, ast.List) if reading else [])
        if element_kind(v) in ("int", "float", "str")
    ]
    if reading is None or not lists:
        return None
    name, value = random.choice(lists)
    new = _new_value(element_kind(value), random)
    said = new.strip("'") if random.random() < 0.5 else new
    front = random.random() < 0.25
    wording = random.choice(
        (
            f"add {said} to {name}",
            f"add {said} to the list {name}",
            f"put {said} into {name} too",
            f"{name} should also contain {said}",
            f"append {said} to {name}",
            f"include {said} in {name}",
        )
    )
    inside = reading.text(value)[1:-1]
    if front:
        wording = random.choice(
            (f"add {said} at the start of {name}", f"{name} should begin with {said}", f"put {said} first in {name}")
        )
    return wording, reading.replaced((value, f"[{new}, {inside}]" if front else f"[{inside}, {new}]"))


def one_less_item(code: str, random: Random) -> Wished:
    """Without an item of a list."""
    reading = read(code)
    lists = [
        (n, v)
        for n, v in (_displays(reading, ast.List) if reading else [])
        if element_kind(v) in ("int", "float", "str") and len(v.elts) > 2
    ]
    if reading is None or not lists:
        return None
    name, value = random.choice(lists)
    items = [reading.text(e) for e in value.elts]
    gone = random.choice(items)
    if items.count(gone) != 1:
        return None
    said = gone.strip("'\"")
    wording = random.choice(
        (
            f"remove {said} from {name}",
            f"take {said} out of {name}",
            f"delete {said} from the list {name}",
            f"{name} without {said}",
            f"{name} should not contain {said}",
            f"leave {said} out of {name}",
        )
    )
    return wording, reading.replaced((value, f"[{', '.join(i for i in items if i != gone)}]"))


def key_and_value(code: str, random: Random) -> Wished:
    """A new key in a dict, or another value for a key."""
    reading = read(code)
    dicts = [
        (n, v)
        for n, v in (_displays(reading, ast.Dict) if reading else [])
        if v.keys and all(isinstance(k, ast.Constant) and isinstance(k.value, str) for k in v.keys)
    ]
    dicts = [(n, v) for n, v in dicts if element_kind(ast.List(v.values)) in ("int", "float", "str")]
    if reading is None or not dicts:
        return None
    name, value = random.choice(dicts)
    new = _new_value(element_kind(ast.List(value.values)), random)
    said = new.strip("'")
    keys = [k.value for k in value.keys if isinstance(k, ast.Constant)]
    if random.random() < 0.4:
        place = random.randrange(len(keys))
        wording = random.choice(
            (
                f"set {keys[place]} to {said} in {name}",
                f"change {keys[place]} to {said}",
                f"{keys[place]} should be {said}",
                f"the value of {keys[place]} should be {said}",
                f"make {keys[place]} {said} in {name}",
            )
        )
        return wording, reading.replaced((value.values[place], new))
    key = random.choice((words.thing(random), words.person(random)))
    if key in keys:
        return None
    wording = random.choice(
        (
            f"add {key} with {said} to {name}",
            f"add the key {key} with the value {said} to {name}",
            f"{name} should also have {key}: {said}",
            f"put {key}: {said} into {name}",
            f"add {key} = {said} to the dict {name}",
            f"include {key} with {said} in {name}",
        )
    )
    return wording, reading.replaced((value, f"{reading.text(value)[:-1]}, '{key}': {new}}}"))


def comment(code: str, random: Random) -> Wished:
    """A comment above a place that is easily named."""
    reading = read(code)
    if reading is None:
        return None
    places = [(f.lineno, f"the function {f.name}") for f in reading.functions()]
    loops, ifs = (
        reading.every(ast.For),
        [i for i in reading.every(ast.If) if reading.lines[i.lineno - 1].lstrip().startswith("if")],
    )
    places += [(loops[0].lineno, "the loop")] if len(loops) == 1 else []
    places += [(ifs[0].lineno, "the if")] if len(ifs) == 1 else []
    places += [
        (s.lineno, f"{s.targets[0].id} =")
        for s in reading.tree.body
        if isinstance(s, ast.Assign) and isinstance(s.targets[0], ast.Name)
    ]
    places = [(line, said) for line, said in places if line == 1 or "#" not in reading.lines[line - 2]]
    if not places:
        return None
    line, place = random.choice(places)
    text = random.choice(
        (
            words.sentence(random),
            "this is the important part",
            "set up the data",
            "check this later",
            "see the notes",
            "here it starts",
        )
    )
    wording = random.choice(
        (
            f'add the comment "{text}" above {place}',
            f"put the comment '{text}' before {place}",
            f"write # {text} above {place}",
            f'there should be a comment "{text}" above {place}',
            f"comment {place} with # {text}",
        )
    )
    return wording, reading.with_lines(line, line - 1, [f"{reading.indent(line)}# {text}"])


def stripped(code: str, random: Random) -> Wished:
    """A text parameter without spaces, or in one case, before it is used."""
    reading = read(code)
    places = [
        (f, n)
        for f in (reading.functions() if reading else [])
        for n, kind, _ in (reading.parameters(f) if reading else ())
        if kind == "str"
    ]
    if reading is None or not places:
        return None
    function, name = random.choice(places)
    method, said = random.choice(
        (
            (
                "strip()",
                (
                    f"strip {name} first",
                    f"remove spaces around {name} first",
                    f"{name} may have spaces around it, strip them",
                    f"ignore spaces at both ends of {name}",
                    f"trim {name} before using it",
                ),
            ),
            (
                "lower()",
                (
                    f"ignore upper and lower case in {name}",
                    f"upper and lower case in {name} should not matter",
                    f"make {function.name} case-insensitive for {name}",
                    f"convert {name} to lower case first",
                    f"lowercase {name} first",
                ),
            ),
            (
                "upper()",
                (
                    f"convert {name} to upper case first",
                    f"uppercase {name} first",
                    f"{name} should be made upper case at the start",
                ),
            ),
            (
                "replace(' ', '')",
                (
                    f"remove all spaces from {name} first",
                    f"ignore the spaces in {name}",
                    f"spaces in {name} should not count",
                ),
            ),
        )
    )
    line = reading.first_line(function)
    return random.choice(said), reading.with_lines(line, line - 1, [f"    {name} = {name}.{method}"])


def commas_to_f_string(code: str, random: Random) -> Wished:
    """An f-string for a print of several things, or for a sum of texts."""
    reading = read(code)
    if reading is None:
        return None
    found: list[tuple[ast.expr, str]] = []
    for call in reading.prints():
        if len(call.args) >= 2 and not call.keywords:
            parts = [_part(reading, a) for a in call.args]
            if all(p is not None for p in parts) and any(p and p[0] != "{" for p in parts):
                found.append((call, f"print(f'{' '.join(p or '' for p in parts)}')"))
        elif len(call.args) == 1 and isinstance(call.args[0], ast.BinOp):
            parts = [_part(reading, p) for p in _summands(call.args[0])]
            if all(p is not None for p in parts) and any(p and p[0] != "{" for p in parts):
                found.append((call, f"print(f'{''.join(p or '' for p in parts)}')"))
    if not found:
        return None
    place, new = random.choice(found)
    here = "" if len(found) == 1 else f" in {reading.text(place)}"
    wording = random.choice(
        (
            f"use an f-string{here}",
            f"use an f-string instead{here}",
            f"write the print with an f-string{here}",
            f"it should use an f-string{here}",
            f"turn it into an f-string{here}",
            f"make the print an f-string{here}",
        )
    )
    return wording, reading.replaced((place, new))


def _summands(node: ast.expr) -> list[ast.expr]:
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        return [*_summands(node.left), *_summands(node.right)]
    return [node]


def _part(reading: Reading, node: ast.expr) -> str | None:
    """How a value stands in an f-string, if it may stand there as it is."""
    text = reading.text(node)
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return None if re.search(r"[{}'\\]", text[1:-1]) else text[1:-1]
    if isinstance(node, ast.Call) and reading.text(node.func) == "str" and len(node.args) == 1:
        text = reading.text(node.args[0])
    elif isinstance(node, ast.BinOp):
        return None
    return f"{{{text}}}" if re.fullmatch(r"[\w.()\[\], ]+", text) else None


def joined(code: str, random: Random) -> Wished:
    """A list of texts or numbers printed as one text."""
    reading = read(code)
    if reading is None:
        return None
    places = [a for call in reading.prints(top=True) for a in call.args if isinstance(a, ast.Name)]
    kinds = {a: element_kind(reading.stored().get(a.id)) or _made_kind(reading, a.id) for a in places}
    places = [a for a in places if kinds[a] in ("str", "int", "float", "any")]
    if not places:
        return None
    place = random.choice(places)
    name = reading.text(place)
    sign, said = random.choice(
        (
            (", ", "commas"),
            (", ", "a comma"),
            (" ", "spaces"),
            ("-", "dashes"),
            (" - ", "dashes"),
            ("; ", "semicolons"),
            (" | ", "bars"),
        )
    )
    if sign == " - ":
        said = "' - '"
    elif sign == " | ":
        said = "' | '"
    new = f"'{sign}'.join({name})" if kinds[place] == "str" else f"'{sign}'.join(str(x) for x in {name})"
    wording = random.choice(
        (
            f"print {name} separated by {said}",
            f"print {name} without brackets, separated by {said}",
            f"show {name} on one line with {said}",
            f"join {name} with {said}",
            f"{name} should be printed with {said} between the items",
            f"use join to print {name} with {said}",
        )
    )
    return wording, reading.replaced((place, new))


def _made_kind(reading: Reading, name: str) -> str:
    """What a list that a loop fills or a comprehension makes holds: "any"."""
    value = reading.stored().get(name)
    return "any" if isinstance(value, (ast.ListComp, ast.List)) else ""
