"""Wishes about a function: guards, defaults, parameters, docstrings, what it does with its result."""

from __future__ import annotations

import re
from random import Random

from opencodeinterpreter.data import words
from opencodeinterpreter.data.mistakes.places import names_in, substitute
from opencodeinterpreter.data.tasks.kinds import literal
from opencodeinterpreter.data.wishes.reading import element_kind, read
from opencodeinterpreter.data.wishes.wish import FUNCTION, Wished, changed


def guard_negative(code: str, random: Random) -> Wished:
    """An error or a value for a negative number."""
    match, reading = FUNCTION.search(code), read(code)
    known = (
        [(f.name, n) for f in reading.functions() for n, k, _ in reading.parameters(f) if k == "int"] if reading else []
    )
    if not match or (match[1], match[2]) not in known:
        return None
    name = match[2]
    if random.random() < 0.5:
        wording = random.choice(
            (
                f"raise a ValueError if {name} is negative",
                f"raise a ValueError for negative {name}",
                f"raise ValueError when {name} is below 0",
            )
        )
        inner = f"raise ValueError('{name} must not be negative')"
    else:
        value = random.choice(("0", "None", "1", "False"))
        wording = random.choice(
            (
                f"return {value} if {name} is negative",
                f"return {value} for a negative {name}",
                f"return {value} for negative numbers",
            )
        )
        inner = f"return {value}"
    return wording, code[: match.end()] + f"    if {name} < 0:\n        {inner}\n" + code[match.end() :]


def ignore_case(code: str, random: Random) -> Wished:
    """The case of letters shall not matter."""
    match = FUNCTION.search(code)
    if not match or match[2] not in ("text", "word", "sentence", "s", "string", "words", "letter"):
        return None
    new = code[: match.end()] + f"    {match[2]} = {match[2]}.lower()\n" + code[match.end() :]
    if match[2] == "words":
        new = code[: match.end()] + "    words = [word.lower() for word in words]\n" + code[match.end() :]
    return random.choice(
        (
            "make it ignore case",
            "ignore case",
            "it should be case-insensitive",
            "ignore upper and lower case",
            "make it case insensitive",
        )
    ), new


def strip_first(code: str, random: Random) -> Wished:
    """Spaces around a text shall not matter."""
    match = FUNCTION.search(code)
    if not match or match[2] not in ("text", "word", "sentence", "s", "string"):
        return None
    new = code[: match.end()] + f"    {match[2]} = {match[2]}.strip()\n" + code[match.end() :]
    return random.choice(
        (
            "strip the text first",
            "ignore spaces at the start and end",
            "remove surrounding spaces first",
            f"strip {match[2]} first",
        )
    ), new


def ignore_spaces(code: str, random: Random) -> Wished:
    """Spaces within a text shall not matter."""
    match = FUNCTION.search(code)
    if not match or match[2] not in ("text", "word", "s", "string"):
        return None
    new = code[: match.end()] + f"    {match[2]} = {match[2]}.replace(' ', '')\n" + code[match.end() :]
    return random.choice(
        ("ignore spaces", "make it ignore spaces", "ignore blanks in the text", "spaces should not count")
    ), new


def printed(code: str, random: Random) -> Wished:
    """Print instead of return."""
    if len(re.findall(r"\breturn ", code)) != 1:
        return None
    return changed(
        random.choice(
            ("print the result instead of returning it", "print instead of return", "print it rather than return it")
        ),
        substitute(code, random, r"\breturn (.+)$", r"print(\1)"),
    )


def returned(code: str, random: Random) -> Wished:
    """Return instead of print."""
    wording = random.choice(
        ("return the result instead of printing it", "return instead of print", "return it rather than print it")
    )
    return changed(wording, substitute(code, random, r"(?<=^    )print\((.+)\)$", r"return \1"))


def rounded(code: str, random: Random) -> Wished:
    """Fewer decimals."""
    digits = random.randint(1, 3)
    wording = random.choice(
        (
            f"round the result to {digits} decimals",
            f"round to {digits} decimals",
            f"round it to {digits} decimal places",
        )
    )
    return changed(
        wording,
        substitute(
            code,
            random,
            r"\breturn (?!round)([^\n]*(?: / |mean|\* 0\.|sqrt|pi )[^\n]*)$",
            lambda m: f"return round({m[1]}, {digits})",
        ),
    )


def default_value(code: str, random: Random) -> Wished:
    """A default for the last parameter."""
    match = re.search(r"^def (\w+)\((?:\w+, )*(\w+)\):", code, re.MULTILINE)
    if not match or match[2] == "self":
        return None
    value = literal(random.choice(("number", "step", "letter", "word")), random)
    wording = random.choice(
        (
            f"give {match[2]} the default value {value}",
            f"make {value} the default for {match[2]}",
            f"set the default of {match[2]} to {value}",
            f"{match[2]} should default to {value}",
        )
    )
    return wording, code[: match.end(2)] + f"={value}" + code[match.end(2) :]


def new_parameter(code: str, random: Random) -> Wished:
    """One more parameter."""
    match = FUNCTION.search(code)
    if not match or match[2] == "self":
        return None
    name = words.identifier(random, {n for _, _, n in names_in(code)})
    value = literal(random.choice(("number", "step", "letter", "word")), random)
    head = f"def {match[1]}({match[2]}{match[3]}, {name}={value})"
    wording = random.choice(
        (
            f"add a parameter {name} with default {value}",
            f"add an argument {name} that defaults to {value}",
            f"add an optional parameter {name}={value}",
        )
    )
    return wording, code.replace(f"def {match[1]}({match[2]}{match[3]})", head, 1)


def docstring(code: str, random: Random) -> Wished:
    """A docstring with given words."""
    match = FUNCTION.search(code)
    if not match or match[5]:
        return None
    text = f"{words.sentence(random).capitalize()}."
    wording = random.choice(
        (f'add the docstring "{text}"', f"add a docstring: {text}", f"add a docstring saying {text}")
    )
    return wording, code[: match.end()] + f'    """{text}"""\n' + code[match.end() :]


def call_it(code: str, random: Random) -> Wished:
    """One more call."""
    match = re.search(r"^def (\w+)\(\w+\)", code, re.MULTILINE)
    calls = re.findall(r"^print\((\w+)\(.*\)\)$", code, re.MULTILINE)
    if not match or match[1] not in calls:
        return None
    kind = _literal_kind(code, match[1])
    if not kind:
        return None
    value = literal(kind, random)
    wording = random.choice(
        (
            f"also call it with {value}",
            f"print {match[1]}({value}) too",
            f"add a call with {value}",
            f"try it with {value} too",
        )
    )
    return wording, code.rstrip("\n") + f"\nprint({match[1]}({value}))\n"


def _literal_kind(code: str, name: str) -> str:
    """The kind of value that a function of one parameter is called with, as ``literal`` names it, or ""."""
    reading = read(code)
    given = [reading.argument(f, 0) for f in reading.functions() if f.name == name] if reading else []
    if reading is None or not given or given[0] is None:
        return ""
    kind, inner = reading.kind(given[0]), element_kind(given[0])
    if kind == "list":
        return {"int": "numbers", "str": "words"}.get(inner, "")
    return {"int": "number", "str": "sentence"}.get(kind, "")
