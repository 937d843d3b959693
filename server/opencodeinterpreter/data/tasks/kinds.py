"""Kinds of parameters: how people call one, which names suit it, and a value of it."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

import attrs

from opencodeinterpreter.data import words


@attrs.frozen
class Kind:
    """What a parameter can be.

    ``phrases`` call it in an instruction, ``names`` are variables for it (the first is the usual one), ``draw`` gives
    a value, ``hint`` is its type annotation, ``noun`` what a given value of it is called, if that is said at all, and
    ``each`` what one of several is called, where people have several.
    """

    phrases: tuple[str, ...]
    names: tuple[str, ...]
    draw: Callable[[Random], object]
    hint: str
    noun: str = ""
    each: str = ""


def _scores(random: Random) -> dict[str, int]:
    return {name: random.randint(1, 99) for name in random.sample(words.NAMES, random.randint(2, 4))}


def _matrix(random: Random) -> list[list[int]]:
    width = random.randint(2, 3)
    return [[random.randint(1, 9) for _ in range(width)] for _ in range(random.randint(2, 3))]


def _price(random: Random) -> float:
    return random.choice((random.randint(1, 250), round(random.uniform(0.5, 150), 2), random.randint(1, 40) / 2))


def _prices(random: Random) -> list[float]:
    return [round(random.uniform(0.5, 60), 2) for _ in range(random.randint(3, 6))]


def _priced(random: Random) -> dict[str, float]:
    return {words.thing(random): round(random.uniform(0.2, 30), 2) for _ in range(random.randint(2, 4))}


def _readings(random: Random) -> list[int]:
    return [random.randint(-15, 30) for _ in range(random.randint(4, 7))]


def _clock(random: Random) -> str:
    return f"{random.randint(0, 23):02}:{random.randint(0, 59):02}"


def _date(random: Random) -> str:
    return f"{random.randint(1980, 2035)}-{random.randint(1, 12):02}-{random.randint(1, 28):02}"


def _mixed_text(random: Random) -> str:
    sign = random.choice(("", "!", "?", "-", "#"))
    return f"{words.thing(random)}{random.randint(1, 99)} {words.thing(random)}{sign}"


def _lines(random: Random) -> str:
    return "\n".join(words.thing(random) for _ in range(random.randint(2, 5)))


KINDS: dict[str, Kind] = {
    "text": Kind(
        ("a string", "a text", "a given string", "a string", "some text"),
        ("text", "text", "string", "s", "message"),
        words.sentence,
        "str",
        "string",
        each="text",
    ),
    "word": Kind(
        ("a word", "a string", "a given word"),
        ("word", "word", "text", "s"),
        lambda r: r.choice(("level", "racecar", "hello", "python", words.thing(r), words.thing(r))),
        "str",
        "word",
        each="word",
    ),
    "sentence": Kind(
        ("a sentence", "a string", "a text"),
        ("sentence", "text", "sentence", "s"),
        words.sentence,
        "str",
        "sentence",
        each="sentence",
    ),
    "mixed text": Kind(
        ("a string", "a text", "a given string"),
        ("text", "string", "s", "line"),
        _mixed_text,
        "str",
        "string",
        each="text",
    ),
    "lines": Kind(("a text", "a string of lines", "some text"), ("text", "content", "lines"), _lines, "str", "text"),
    "full name": Kind(
        ("a full name", "a name", "a person's name"),
        ("full_name", "name", "person"),
        lambda r: f"{words.person(r)} {words.thing(r).capitalize()}",
        "str",
        "name",
        each="name",
    ),
    "clock": Kind(
        ("a time like 08:30", "a time of day", "a clock time"),
        ("time", "clock", "start"),
        _clock,
        "str",
        "time",
        each="time",
    ),
    "date": Kind(
        ("a date like 2024-05-31", "a date", "a date as a string"),
        ("date", "day", "birthday"),
        _date,
        "str",
        "date",
        each="date",
    ),
    "numbers": Kind(
        ("a list of numbers", "a list", "a list of integers", "a given list of numbers", "numbers"),
        ("numbers", "numbers", "values", "nums", "data"),
        words.numbers,
        "list",
        "list",
        each="list",
    ),
    "items": Kind(
        ("a list", "a given list", "a list of items"),
        ("items", "items", "values", "data"),
        words.numbers,
        "list",
        "list",
    ),
    "prices": Kind(
        ("a list of prices", "prices", "a list of amounts"), ("prices", "costs", "amounts"), _prices, "list", "list"
    ),
    "readings": Kind(
        ("a list of temperatures", "a list of numbers", "temperatures"),
        ("temperatures", "readings", "numbers"),
        _readings,
        "list",
        "list",
    ),
    "words": Kind(
        ("a list of words", "a list of strings", "a list"),
        ("words", "words", "names", "items"),
        lambda r: [words.thing(r) for _ in range(r.randint(3, 6))],
        "list",
        "list",
        each="list",
    ),
    "number": Kind(
        ("a number", "an integer", "a given number", "n"),
        ("n", "number", "n", "num", "x"),
        lambda r: r.choice((r.randint(2, 30), r.randint(10, 999))),
        "int",
        each="number",
    ),
    "small": Kind(
        ("a number", "n", "a given number"), ("n", "n", "number"), lambda r: r.randint(2, 12), "int", each="number"
    ),
    "decimal": Kind(
        ("a number", "a decimal number", "a float"),
        ("number", "x", "value"),
        lambda r: round(r.uniform(0.1, 99), r.randint(1, 4)),
        "float",
        each="number",
    ),
    "step": Kind(("n", "a number", "k"), ("k", "size", "step"), lambda r: r.randint(2, 4), "int"),
    "price": Kind(
        ("a price", "an amount", "an amount of money"),
        ("price", "amount", "cost"),
        _price,
        "float",
        "price",
        each="price",
    ),
    "percent": Kind(
        ("a percentage", "a rate in percent", "a percent value"),
        ("percent", "rate", "percentage"),
        lambda r: r.choice((5, 7, 8, 10, 12, 15, 19, 20, 25, 30, 40, 50)),
        "float",
        "rate",
    ),
    "people": Kind(
        ("a number of people",),
        ("people", "persons", "guests"),
        lambda r: r.randint(2, 9),
        "int",
    ),
    "length": Kind(
        ("a length", "a number", "a side"),
        ("side", "length", "width"),
        lambda r: r.randint(2, 25),
        "float",
        each="number",
    ),
    "measure": Kind(
        ("a number", "an amount", "a value"),
        ("amount", "value", "number"),
        lambda r: r.choice((r.randint(1, 40), r.randint(20, 600), r.randint(2, 30) / 2)),
        "float",
        each="number",
    ),
    "letter": Kind(
        ("a letter", "a character", "a given letter"),
        ("letter", "char", "letter", "c"),
        lambda r: r.choice("aeiorstln"),
        "str",
    ),
    "scores": Kind(
        ("a dictionary", "a dict", "a dictionary of scores"),
        ("scores", "scores", "prices", "data", "ages"),
        _scores,
        "dict",
        "dictionary",
    ),
    "priced": Kind(
        ("a dictionary of prices", "a dictionary", "a price list"),
        ("prices", "menu", "basket"),
        _priced,
        "dict",
        "dictionary",
    ),
    "matrix": Kind(("a matrix", "a list of lists", "a 2d list"), ("matrix", "rows", "grid"), _matrix, "list", "matrix"),
    "year": Kind(("a year", "a given year"), ("year",), lambda r: r.randint(1890, 2040), "int", each="year"),
    "degrees": Kind(
        ("a temperature", "degrees"),
        ("degrees", "temperature", "value"),
        lambda r: r.randint(-20, 110),
        "float",
        each="number",
    ),
    "target": Kind(
        ("a target", "a value", "a given value"), ("target", "value", "x"), lambda r: r.randint(1, 50), "int"
    ),
    "pairs": Kind(
        ("a list of pairs", "a list of tuples"),
        ("pairs", "items"),
        lambda r: [(words.thing(r), r.randint(1, 20)) for _ in range(r.randint(2, 4))],
        "list",
        "list",
    ),
}


def literal(kind: str, random: Random) -> str:
    """A Python literal that suits a parameter of this kind."""
    return repr(KINDS[kind].draw(random))
