"""Finds and rewrites places in source text. Pure functions."""

from __future__ import annotations

import builtins
import io
import keyword
import re
import tokenize
from collections.abc import Callable
from random import Random

BUILTINS = frozenset(dir(builtins))


def names_in(code: str) -> list[tuple[int, int, str]]:
    """Start, end and text of each NAME token that is no keyword; [] when the code can't be read."""
    starts = [0]
    for line in code.splitlines(keepends=True):
        starts.append(starts[-1] + len(line))
    try:
        tokens = list(tokenize.generate_tokens(io.StringIO(code).readline))
    except (tokenize.TokenError, SyntaxError):
        return []
    return [
        (starts[t.start[0] - 1] + t.start[1], starts[t.end[0] - 1] + t.end[1], t.string)
        for t in tokens
        if t.type == tokenize.NAME and not keyword.iskeyword(t.string)
    ]


def substitute(
    code: str, random: Random, pattern: str, replacement: str | Callable[[re.Match[str]], str]
) -> str | None:
    """Replace one randomly chosen match, or None when there is none."""
    matches = list(re.finditer(pattern, code, re.MULTILINE))
    if not matches:
        return None
    match = random.choice(matches)
    new = replacement(match) if callable(replacement) else match.expand(replacement)
    return code[: match.start()] + new + code[match.end() :]


def replace_span(code: str, start: int, end: int, text: str) -> str:
    """The code with one span replaced."""
    return code[:start] + text + code[end:]


def misspell(name: str, random: Random) -> str:
    """A slip of the fingers: a letter dropped, doubled, swapped, changed, or a wrong case or number."""
    place = random.randrange(len(name))
    draw = random.random()
    if draw < 0.3 and len(name) > 3:
        return name[:place] + name[place + 1 :]
    if draw < 0.45:
        return name[:place] + name[place] + name[place:]
    if draw < 0.7 and len(name) > 3:
        place = min(place, len(name) - 2)
        return name[:place] + name[place + 1] + name[place] + name[place + 2 :]
    if draw < 0.8:
        return name[:-1] if name.endswith("s") else name + "s"
    if draw < 0.9:
        return name.capitalize() if name[0].islower() else name.lower()
    return name[:place] + random.choice("abcdefghijklmnopqrstuvwxyz") + name[place + 1 :]
