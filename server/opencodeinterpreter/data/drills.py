"""Drills: exact copying of text that makes no sense.

A small model learns late to copy an unfamiliar name, and almost everything in this trade is copying. A drill demands
it of each token of the reply, so the skill comes sooner than with exercises alone.
"""

from __future__ import annotations

from random import Random

from opencodeinterpreter.data import words
from opencodeinterpreter.data.dialogue import Dialogue
from opencodeinterpreter.text import line_edits


def drills(seed: int, count: int) -> list[Dialogue]:
    """So many drills."""
    random = Random(f"drills/{seed}")  # noqa: S311 - a seed must fix the data
    return [drill(random) for _ in range(count)]


def drill(random: Random) -> Dialogue:
    """Repeat a few lines, or one line of several by its number."""
    lines = [_line(random) for _ in range(random.randint(1, 5))]
    if random.random() < 0.6:
        text = "\n".join(lines)
        return Dialogue(source="drill", kind="drill/all", prompt=f"Repeat this.\n{text}", reply=text)
    number = random.randrange(len(lines))
    shown = line_edits.number_lines("\n".join(lines))
    prompt = f"Repeat line {number + 1}.\n{shown}"
    return Dialogue(source="drill", kind="drill/line", prompt=prompt, reply=f"{number + 1}|{lines[number]}")


def _line(random: Random) -> str:
    names = [words.identifier(random, set()) for _ in range(4)]
    a, b, c, d = names
    number = random.randint(0, 999)
    indent = "    " * random.choice((0, 0, 1, 2))
    return indent + random.choice(
        (
            " ".join(names),
            f"{a} = {b}.{c}({d}, {number})",
            f"{a}.{b}({c})",
            f"print('{words.sentence(random)}', {a}[{b}])",
            f"def {a}({b}, {c}):",
            f"for {a} in {b}({c}):",
            f"if {a} == '{words.thing(random)}' and {b} < {number}:",
            f"return {a} + {b}[{number}] * {c}",
            f"{a} = {words.numbers(random)!r}",
            f"{a}: {b}, {number} {c}",
        )
    )
