"""Wishes about order and choice: sorted by what, which way round, how many, without duplicates."""

from __future__ import annotations

import ast
import re
from random import Random

from opencodeinterpreter.data.wishes.reading import Reading, element_kind, read
from opencodeinterpreter.data.wishes.wish import Wished


def _listed(reading: Reading) -> list[tuple[ast.expr, ast.List]]:
    """What loops and prints go through: the place and the list display behind its name."""
    loops = [x.iter for x in reading.every(ast.For) if x in reading.tree.body]
    shown = [a for call in reading.prints(top=True) for a in call.args]
    places = [(n, reading.stored().get(n.id)) for n in [*loops, *shown] if isinstance(n, ast.Name)]
    return [(place, value) for place, value in places if isinstance(value, ast.List)]


def by_field(code: str, random: Random) -> Wished:
    """Dicts by one of their keys, pairs by their first or second element."""
    reading = read(code)
    if reading is None:
        return None
    places = [(p, v) for p, v in _listed(reading) if element_kind(v) in ("dict", "tuple")]
    if not places:
        return None
    place, value = random.choice(places)
    name, first = reading.text(place), value.elts[0]
    if isinstance(first, ast.Dict):
        keys = [k.value for k in first.keys if isinstance(k, ast.Constant)]
        if not keys:
            return None
        said = random.choice(keys)
        field = f"x[{said!r}]"
    else:
        number = random.choice((0, 1))
        said, field = (
            random.choice((("the first element", "the second element"), ("the first value", "the second value")))[
                number
            ],
            f"x[{number}]",
        )
    down = random.random() < 0.35
    tail = random.choice((", descending", " from high to low", ", largest first")) if down else ""
    wording = random.choice(
        (
            f"sort {name} by {said}{tail}",
            f"order {name} by {said}{tail}",
            f"{name} should be sorted by {said}{tail}",
            f"go through {name} sorted by {said}{tail}"
            if isinstance(place, ast.Name) and f"in {name}:" in code
            else f"show {name} sorted by {said}{tail}",
            f"use {said} as the sort key for {name}{tail}",
        )
    )
    return wording, reading.replaced(
        (place, f"sorted({name}, key=lambda x: {field}{', reverse=True' if down else ''})")
    )


def in_order(code: str, random: Random) -> Wished:
    """Plain values sorted, reversed, shortened, or each only once, where they are gone through or printed."""
    reading = read(code)
    if reading is None:
        return None
    places = [(p, v) for p, v in _listed(reading) if element_kind(v) in ("int", "float", "str")]
    if not places:
        return None
    place, value = random.choice(places)
    name = reading.text(place)
    low, high = (
        ("alphabetical order", "reverse alphabetical order")
        if element_kind(value) == "str"
        else ("ascending order", "descending order")
    )
    said, new = random.choice(((low, f"sorted({name})"), (high, f"sorted({name}, reverse=True)")))
    wording = random.choice(
        (
            f"sort {name} in {said}",
            f"show {name} in {said}",
            f"{name} should come in {said}",
            f"print {name} in {said}",
            f"use {name} in {said}",
            f"put {name} in {said} first",
        )
    )
    return wording, reading.replaced((place, new))


def backwards(code: str, random: Random) -> Wished:
    """From the last to the first."""
    reading = read(code)
    places = _listed(reading) if reading else []
    if reading is None or not places:
        return None
    place, _ = random.choice(places)
    name = reading.text(place)
    wording = random.choice(
        (
            f"reverse {name}",
            f"go through {name} backwards" if f"in {name}:" in code else f"show {name} backwards",
            f"{name} in reverse order",
            f"show {name} in reverse order",
            f"start with the last of {name}",
            f"{name} should come in reverse order",
        )
    )
    return wording, reading.replaced((place, f"{name}[::-1]"))


def first_few(code: str, random: Random) -> Wished:
    """Only the first or last items."""
    reading = read(code)
    places = _listed(reading) if reading else []
    if reading is None or not places:
        return None
    place, _ = random.choice(places)
    name, count = reading.text(place), random.randint(2, 5)
    number = {2: "two", 3: "three", 4: "four", 5: "five"}[count] if random.random() < 0.5 else str(count)
    side, cut = random.choice((("first", f"[:{count}]"), ("first", f"[:{count}]"), ("last", f"[-{count}:]")))
    wording = random.choice(
        (
            f"only the {side} {number} of {name}",
            f"limit {name} to the {side} {number}",
            f"show only the {side} {number} {name}",
            f"use just the {side} {number} items of {name}",
            f"it should only take the {side} {number} of {name}",
            f"take the {side} {number} elements of {name}",
        )
    )
    return wording, reading.replaced((place, f"{name}{cut}"))


def ascending(code: str, random: Random) -> Wished:
    """From low to high where it was from high to low."""
    matches = list(re.finditer(r", reverse=True\)", code))
    if not matches:
        return None
    match = random.choice(matches)
    wording = random.choice(
        (
            "sort ascending",
            "sort in ascending order",
            "sort from low to high",
            "the smallest first",
            "sort it the other way round",
            "it should be sorted in ascending order",
            "don't reverse the sorting",
        )
    )
    return wording, code[: match.start()] + ")" + code[match.end() :]


def unique(code: str, random: Random) -> Wished:
    """Each value once, in the order of the list or sorted."""
    reading = read(code)
    places = [(p, v) for p, v in _listed(reading) if element_kind(v) in ("int", "float", "str")] if reading else []
    if reading is None or not places:
        return None
    name = reading.text(random.choice(places)[0])
    kept = random.random() < 0.5
    tail = (
        random.choice((" but keep the order", ", keep the order"))
        if kept
        else random.choice((" and sort", " and sort the rest"))
    )
    wording = random.choice(
        (
            f"remove duplicates from {name}{tail}",
            f"drop repeated values of {name}{tail}",
            f"remove the duplicates in {name} first{tail}",
            f"get rid of duplicates in {name}{tail}",
            f"delete the doubles from {name}{tail}",
        )
    )
    place = next(p for p, _ in places if reading.text(p) == name)
    return wording, reading.replaced((place, f"list(dict.fromkeys({name}))" if kept else f"sorted(set({name}))"))


def returned_in_order(code: str, random: Random) -> Wished:
    """A function that returns a sorted list, a set, a shorter list or its length too."""
    reading = read(code)
    if reading is None:
        return None
    found: list[tuple[str, ast.Return, str]] = []
    for function in reading.functions():
        returns = reading.every(ast.Return, function)
        made = {
            s.targets[0].id
            for s in function.body
            if isinstance(s, ast.Assign)
            and isinstance(s.targets[0], ast.Name)
            and isinstance(s.value, (ast.List, ast.ListComp))
        }
        if len(returns) == 1 and isinstance(returns[0].value, (ast.Name, ast.ListComp)):
            value = returns[0].value
            if isinstance(value, ast.ListComp) or value.id in made:
                found.append((function.name, returns[0], reading.text(value)))
    if not found:
        return None
    name, place, value = random.choice(found)
    what, new = random.choice(
        (
            ("a sorted list", f"sorted({value})"),
            ("the sorted list", f"sorted({value})"),
            ("the list in reverse order", f"{value}[::-1]"),
            ("a set", f"set({value})"),
            ("a tuple", f"tuple({value})"),
            ("the number of items", f"len({value})"),
            ("how many there are", f"len({value})"),
            ("the first three only", f"{value}[:3]"),
        )
    )
    if new.startswith(("set(", "tuple(")) and value.startswith("["):
        new = f"{new.partition('(')[0]}({value})"
    wording = random.choice(
        (
            f"return {what}",
            f"{name} should return {what}",
            f"it should return {what}",
            f"let {name} return {what}",
            f"make {name} return {what}",
            f"return {what} instead",
        )
    )
    if place.value is None:
        return None
    return wording, reading.replaced((place.value, new))


def count_too(code: str, random: Random) -> Wished:
    """The number of items beside what is returned."""
    reading = read(code)
    if reading is None:
        return None
    for function in reading.functions():
        returns = reading.every(ast.Return, function)
        lists = {
            s.targets[0].id
            for s in function.body
            if isinstance(s, ast.Assign)
            and isinstance(s.targets[0], ast.Name)
            and isinstance(s.value, (ast.List, ast.Dict))
        }
        if len(returns) == 1 and isinstance(returns[0].value, ast.Name) and returns[0].value.id in lists:
            name = returns[0].value.id
            wording = random.choice(
                (
                    f"also return the length of {name}",
                    f"return the count of {name} too",
                    f"{function.name} should also return how many there are",
                    f"return {name} and its length",
                    "return the number of items too",
                    f"return a tuple of {name} and its length",
                )
            )
            return wording, reading.replaced((returns[0].value, f"{name}, len({name})"))
    return None
