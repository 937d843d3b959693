"""A step of a program: lines that make something new out of a variable of some kind."""

from __future__ import annotations

import attrs


@attrs.frozen
class Step:
    """``body`` binds ``$r`` (of kind ``result``, called one of ``names``) from ``$v``; both are templates."""

    source: str
    result: str
    names: str
    body: str
    needs: str = ""
    whole: bool = False


def steps(text: str) -> tuple[Step, ...]:
    """Read steps: a head ``source > result: names [; import line] [; whole]`` and the indented lines below it.

    A backslash and an n break a line within a choice.
    """
    found: list[Step] = []
    for block in text.strip().split("\n\n"):
        head, *lines = block.split("\n")
        kinds, rest = head.split(": ", 1)
        source, result = kinds.split(" > ")
        names, *extras = (part.strip() for part in rest.split(";"))
        needs = next((extra for extra in extras if extra != "whole"), "")
        body = "\n".join(line[4:] for line in lines).replace(r"\n", "\n")
        found.append(Step(source, result, names, body, needs=needs, whole="whole" in extras))
    return tuple(found)
