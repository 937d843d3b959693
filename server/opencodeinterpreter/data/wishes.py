"""A person's wishes about working code, each with the code changed as wished.

A wish takes code and says what is wanted and what fulfils it, or None where the code has no place for it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from random import Random

from opencodeinterpreter.data import words
from opencodeinterpreter.data.mistakes.places import BUILTINS, names_in, substitute
from opencodeinterpreter.data.tasks.operation import literal

Wish = Callable[[str, Random], "tuple[str, str] | None"]
_FUNCTION = re.compile(r"^def (\w+)\((\w+)([^()\n]*)\)([^\n]*):\n((?:    \"\"\".*\"\"\"\n)?)", re.MULTILINE)


def _changed(wording: str, new: str | None) -> tuple[str, str] | None:
    return None if new is None else (wording, new)


def rename(code: str, random: Random) -> tuple[str, str] | None:
    """Another name for a variable or function."""
    names = sorted(
        {
            n
            for s, _, n in names_in(code)
            if n not in BUILTINS and code[s - 1 : s] != "." and not n.startswith("__") and n != "self"
        }
    )
    names = [n for n in names if not re.search(rf"import .*\b{n}\b|\.{n}\b|['\"].*\b{n}\b.*['\"]", code)]
    if not names:
        return None
    old = random.choice(names)
    new = words.identifier(random, set(names))
    wording = random.choice(
        (
            f"rename {old} to {new}",
            f"call {old} {new} instead",
            f"use the name {new} instead of {old}",
            f"rename {old} as {new}",
        )
    )
    return wording, re.sub(rf"\b{old}\b", new, code)


def guard_empty(code: str, random: Random) -> tuple[str, str] | None:
    """A value for an empty list or text."""
    match = _FUNCTION.search(code)
    if not match or "self" in match[2] or match[2] in ("n", "number", "year"):
        return None
    value = random.choice(("0", "0", "None", "[]", "''", "False", "-1"))
    said = {"''": "an empty string", "[]": "an empty list"}.get(value, value)
    kind = "string" if match[2] in ("text", "word", "sentence", "s") else "list"
    wording = random.choice((f"return {said} for an empty {kind}", f"return {said} if {match[2]} is empty", f"for an empty {kind} return {said}",
                             f"it should return {said} when {match[2]} is empty", f"return {said} if the {kind} is empty",
                             f"handle an empty {kind} by returning {said}"))  # fmt: skip
    new = code[: match.end()] + f"    if not {match[2]}:\n        return {value}\n" + code[match.end() :]
    return wording, new


def guard_negative(code: str, random: Random) -> tuple[str, str] | None:
    """An error or a value for a negative number."""
    match = _FUNCTION.search(code)
    if not match or match[2] == "self":
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


def descending(code: str, random: Random) -> tuple[str, str] | None:
    """From high to low."""
    wording = random.choice(("sort descending", "sort in descending order", "reverse the order of sorting", "sort from high to low", "make it sort descending",
                             "the largest first"))  # fmt: skip
    return _changed(
        wording,
        substitute(
            code,
            random,
            r"\bsorted\(([\w.]+(?:\([^()\n]*\))?(?:, key=[^()\n]*(?:\[\d\])?)?)\)",
            r"sorted(\1, reverse=True)",
        ),
    )


def by_length(code: str, random: Random) -> tuple[str, str] | None:
    """Sorted by length."""
    return _changed(
        random.choice(("sort by length", "sort by the length", "use the length as sort key")),
        substitute(code, random, r"\bsorted\(([\w.]+)\)", r"sorted(\1, key=len)"),
    )


def ignore_case(code: str, random: Random) -> tuple[str, str] | None:
    """The case of letters shall not matter."""
    match = _FUNCTION.search(code)
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


def strip_first(code: str, random: Random) -> tuple[str, str] | None:
    """Spaces around a text shall not matter."""
    match = _FUNCTION.search(code)
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


def ignore_spaces(code: str, random: Random) -> tuple[str, str] | None:
    """Spaces within a text shall not matter."""
    match = _FUNCTION.search(code)
    if not match or match[2] not in ("text", "word", "s", "string"):
        return None
    new = code[: match.end()] + f"    {match[2]} = {match[2]}.replace(' ', '')\n" + code[match.end() :]
    return random.choice(
        ("ignore spaces", "make it ignore spaces", "ignore blanks in the text", "spaces should not count")
    ), new


def printed(code: str, random: Random) -> tuple[str, str] | None:
    """Print instead of return."""
    if len(re.findall(r"\breturn ", code)) != 1:
        return None
    return _changed(random.choice(("print the result instead of returning it", "print instead of return", "print it rather than return it")),
                    substitute(code, random, r"\breturn (.+)$", r"print(\1)"))  # fmt: skip


def returned(code: str, random: Random) -> tuple[str, str] | None:
    """Return instead of print."""
    wording = random.choice(
        ("return the result instead of printing it", "return instead of print", "return it rather than print it")
    )
    return _changed(wording, substitute(code, random, r"(?<=^    )print\((.+)\)$", r"return \1"))


def other_number(code: str, random: Random) -> tuple[str, str] | None:
    """Another number."""
    found = sorted({n for n in re.findall(r"(?<![\w.'])\d+(?![\w.'])", code) if code.count(n) == 1})
    if not found:
        return None
    old, new = random.choice(found), str(random.randint(0, 200))
    return random.choice(
        (
            f"use {new} instead of {old}",
            f"change {old} to {new}",
            f"replace {old} by {new}",
            f"make it {new} instead of {old}",
        )
    ), re.sub(rf"(?<![\w.']){old}(?![\w.'])", new, code)


def other_text(code: str, random: Random) -> tuple[str, str] | None:
    """Another text."""
    found = sorted({t for t in re.findall(r"(?<![\w'])'([\w ]{2,})'", code) if code.count(t) == 1})
    if not found:
        return None
    old, new = random.choice(found), words.sentence(random) if random.random() < 0.3 else words.thing(random)
    return random.choice(
        (f"change '{old}' to '{new}'", f"use '{new}' instead of '{old}'", f'replace "{old}" with "{new}"')
    ), code.replace(f"'{old}'", f"'{new}'")


def rounded(code: str, random: Random) -> tuple[str, str] | None:
    """Fewer decimals."""
    digits = random.randint(1, 3)
    wording = random.choice(
        (
            f"round the result to {digits} decimals",
            f"round to {digits} decimals",
            f"round it to {digits} decimal places",
        )
    )
    return _changed(
        wording,
        substitute(
            code,
            random,
            r"\breturn ([^\n]*(?: / |mean|\* 0\.|sqrt|pi )[^\n]*)$",
            lambda m: f"return round({m[1]}, {digits})",
        ),
    )


def default_value(code: str, random: Random) -> tuple[str, str] | None:
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


def new_parameter(code: str, random: Random) -> tuple[str, str] | None:
    """One more parameter."""
    match = _FUNCTION.search(code)
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


def printed_too(code: str, random: Random) -> tuple[str, str] | None:
    """One more line of output."""
    names = re.findall(r"^(\w+) = ", code, re.MULTILINE)
    if not names:
        return None
    name = random.choice(names)
    wording, line = random.choice(((f"also print {name}", f"print({name})"), (f"print {name} at the end", f"print({name})"), (f"add a line that prints {name}", f"print({name})"),
                                   (f"also print the length of {name}", f"print(len({name}))"), (f"print the type of {name} too", f"print(type({name}))")))  # fmt: skip
    return wording, code.rstrip("\n") + f"\n{line}\n"


def without_line(code: str, random: Random) -> tuple[str, str] | None:
    """Without one print."""
    prints = [line for line in code.splitlines() if line.startswith("print(")]
    if len(prints) < 2:
        return None
    line = random.choice(prints)
    wording = random.choice((f"remove the line {line}", f"delete {line}", f"leave out {line}"))
    return wording, code.replace(line + "\n", "", 1)


def skip_some(code: str, random: Random) -> tuple[str, str] | None:
    """A loop that passes over or stops at some items."""
    match = re.search(r"^( *)for (\w+) in [^\n]*:\n", code, re.MULTILINE)
    if not match:
        return None
    name, limit, indent = match[2], random.randint(0, 50), match[1]
    said, test = random.choice(((f"less than {limit}", f"{name} < {limit}"), (f"greater than {limit}", f"{name} > {limit}"), (f"equal to {limit}", f"{name} == {limit}"),
                                ("odd", f"{name} % 2 == 1"), ("even", f"{name} % 2 == 0"), ("negative", f"{name} < 0")))  # fmt: skip
    verb, word = random.choice(
        (
            ("skip it if", "continue"),
            ("continue when", "continue"),
            ("stop when", "break"),
            ("leave the loop if", "break"),
        )
    )
    wording = f"{verb} {name} is {said}"
    if word == "continue" and random.random() < 0.4 and said in ("odd", "even", "negative"):
        wording = random.choice((f"skip {said} numbers", f"ignore {said} numbers"))
    return wording, code[: match.end()] + f"{indent}    if {test}:\n{indent}        {word}\n" + code[match.end() :]


def only_some(code: str, random: Random) -> tuple[str, str] | None:
    """A comprehension with a condition."""
    limit = random.randint(1, 40)
    said, test = random.choice(
        (("greater than", ">"), ("less than", "<"), ("above", ">"), ("below", "<"), ("at least", ">="))
    )
    wording = random.choice(
        (f"only for values {said} {limit}", f"keep only values {said} {limit}", f"use only those {said} {limit}")
    )
    return _changed(
        wording,
        substitute(
            code,
            random,
            r"\bfor (\w+) in ([\w.]+|range\([^()\n]*\))\]",
            lambda m: f"for {m[1]} in {m[2]} if {m[1]} {test} {limit}]",
        ),
    )


def as_f_string(code: str, random: Random) -> tuple[str, str] | None:
    """An f-string for a sum of texts."""
    wording = random.choice(
        ("use an f-string", "use f-strings", "write it with an f-string", "turn it into an f-string")
    )
    return _changed(wording, substitute(code, random, r"'([^'{}\n]*)' \+ str\(([\w.]+)\)", r"f'\1{\2}'"))


def docstring(code: str, random: Random) -> tuple[str, str] | None:
    """A docstring with given words."""
    match = _FUNCTION.search(code)
    if not match or match[5]:
        return None
    text = f"{words.sentence(random).capitalize()}."
    wording = random.choice(
        (f'add the docstring "{text}"', f"add a docstring: {text}", f"add a docstring saying {text}")
    )
    return wording, code[: match.end()] + f'    """{text}"""\n' + code[match.end() :]


def call_it(code: str, random: Random) -> tuple[str, str] | None:
    """One more call."""
    match = re.search(r"^def (\w+)\(\w+\)", code, re.MULTILINE)
    calls = re.findall(r"^print\((\w+)\(.*\)\)$", code, re.MULTILINE)
    if not match or match[1] not in calls:
        return None
    value = literal(random.choice(("number", "word", "numbers", "sentence", "words")), random)
    wording = random.choice(
        (
            f"also call it with {value}",
            f"print {match[1]}({value}) too",
            f"add a call with {value}",
            f"try it with {value} too",
        )
    )
    return wording, code.rstrip("\n") + f"\nprint({match[1]}({value}))\n"


def store_result(code: str, random: Random) -> tuple[str, str] | None:
    """A variable for what is printed."""
    match = re.search(r"^print\((\w+\(.*\))\)$", code, re.MULTILINE)
    if not match:
        return None
    name = words.identifier(random, {n for _, _, n in names_in(code)})
    wording = random.choice(
        (
            f"store the result in {name} before printing it",
            f"save the result in a variable {name} and print that",
            f"put the result into {name} first",
        )
    )
    return wording, code.replace(match[0], f"{name} = {match[1]}\nprint({name})", 1)


WISHES: tuple[Wish, ...] = (
    rename, guard_empty, guard_empty, guard_negative, descending, descending, by_length, ignore_case, strip_first, ignore_spaces, printed, returned, other_number, other_text,
    rounded, default_value, new_parameter, printed_too, without_line, skip_some, only_some, as_f_string, docstring, call_it, store_result,
)  # fmt: skip
