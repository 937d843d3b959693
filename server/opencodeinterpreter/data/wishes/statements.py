"""Wishes about statements and values anywhere in a program."""

from __future__ import annotations

import re
from random import Random

from opencodeinterpreter.data import words
from opencodeinterpreter.data.mistakes.places import BUILTINS, names_in, substitute
from opencodeinterpreter.data.wishes.wish import Wished, changed


def rename(code: str, random: Random) -> Wished:
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


def descending(code: str, random: Random) -> Wished:
    """From high to low."""
    wording = random.choice(
        (
            "sort descending",
            "sort in descending order",
            "reverse the order of sorting",
            "sort from high to low",
            "make it sort descending",
            "the largest first",
        )
    )
    return changed(
        wording,
        substitute(
            code,
            random,
            r"\bsorted\(([\w.]+(?:\([^()\n]*\))?(?:, key=[^()\n]*(?:\[\d\])?)?)\)",
            r"sorted(\1, reverse=True)",
        ),
    )


def by_length(code: str, random: Random) -> Wished:
    """Sorted by length."""
    return changed(
        random.choice(("sort by length", "sort by the length", "use the length as sort key")),
        substitute(code, random, r"\bsorted\(([\w.]+)\)", r"sorted(\1, key=len)"),
    )


def other_number(code: str, random: Random) -> Wished:
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


def other_text(code: str, random: Random) -> Wished:
    """Another text."""
    found = sorted({t for t in re.findall(r"(?<![\w'])'([\w ]{2,})'", code) if code.count(t) == 1})
    if not found:
        return None
    old, new = random.choice(found), words.sentence(random) if random.random() < 0.3 else words.thing(random)
    return random.choice(
        (f"change '{old}' to '{new}'", f"use '{new}' instead of '{old}'", f'replace "{old}" with "{new}"')
    ), code.replace(f"'{old}'", f"'{new}'")


def printed_too(code: str, random: Random) -> Wished:
    """One more line of output."""
    names = re.findall(r"^(\w+) = ", code, re.MULTILINE)
    if not names:
        return None
    name = random.choice(names)
    wording, line = random.choice(
        (
            (f"also print {name}", f"print({name})"),
            (f"print {name} at the end", f"print({name})"),
            (f"add a line that prints {name}", f"print({name})"),
            (f"also print the length of {name}", f"print(len({name}))"),
            (f"print the type of {name} too", f"print(type({name}))"),
        )
    )
    return wording, code.rstrip("\n") + f"\n{line}\n"


def without_line(code: str, random: Random) -> Wished:
    """Without one print."""
    prints = [line for line in code.splitlines() if line.startswith("print(")]
    if len(prints) < 2:
        return None
    line = random.choice(prints)
    wording = random.choice((f"remove the line {line}", f"delete {line}", f"leave out {line}"))
    return wording, code.replace(line + "\n", "", 1)


def skip_some(code: str, random: Random) -> Wished:
    """A loop that passes over or stops at some items."""
    match = re.search(r"^( *)for (\w+) in range\([^\n]*\):\n", code, re.MULTILINE)
    if not match:
        return None
    name, limit, indent = match[2], random.randint(0, 50), match[1]
    said, test = random.choice(
        (
            (f"less than {limit}", f"{name} < {limit}"),
            (f"greater than {limit}", f"{name} > {limit}"),
            (f"equal to {limit}", f"{name} == {limit}"),
            ("odd", f"{name} % 2 == 1"),
            ("even", f"{name} % 2 == 0"),
            ("negative", f"{name} < 0"),
        )
    )
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


def only_some(code: str, random: Random) -> Wished:
    """A comprehension with a condition."""
    limit = random.randint(1, 40)
    said, test = random.choice(
        (("greater than", ">"), ("less than", "<"), ("above", ">"), ("below", "<"), ("at least", ">="))
    )
    wording = random.choice(
        (f"only for values {said} {limit}", f"keep only values {said} {limit}", f"use only those {said} {limit}")
    )
    return changed(
        wording,
        substitute(
            code,
            random,
            r"\bfor (\w+) in ([\w.]+|range\([^()\n]*\))\]",
            lambda m: f"for {m[1]} in {m[2]} if {m[1]} {test} {limit}]",
        ),
    )


def as_f_string(code: str, random: Random) -> Wished:
    """An f-string for a sum of texts."""
    wording = random.choice(
        ("use an f-string", "use f-strings", "write it with an f-string", "turn it into an f-string")
    )
    return changed(wording, substitute(code, random, r"'([^'{}\n]*)' \+ str\(([\w.]+)\)", r"f'\1{\2}'"))


def store_result(code: str, random: Random) -> Wished:
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
