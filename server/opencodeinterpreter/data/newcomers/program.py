"""Draws newcomers' programs that end by themselves and print something."""

from __future__ import annotations

from random import Random

from opencodeinterpreter.data.execution import run
from opencodeinterpreter.data.newcomers.classes import class_program
from opencodeinterpreter.data.newcomers.classics import classic
from opencodeinterpreter.data.newcomers.renaming import renamed
from opencodeinterpreter.data.newcomers.scripts import script
from opencodeinterpreter.data.newcomers.situations import situation
from opencodeinterpreter.data.newcomers.story import Story

_LEAST_LINES, _MOST_LINES = 2, 24
_RENAMED_SHARE = 0.25
_MOST_DRAWS = 40
_SHAPES = (script, class_program, situation, classic)
_SHAPE_WEIGHTS = (52, 14, 10, 24)


def newcomer_program(random: Random) -> str:
    """The source of a beginner's program of 2 to 24 lines; it was run once: it ended cleanly and printed."""
    code = ""
    for _ in range(_MOST_DRAWS):
        code = _draw(random)
        if _LEAST_LINES <= sum(bool(line.strip()) for line in code.splitlines()) <= _MOST_LINES:
            outcome = run(code)
            if outcome.clean and outcome.stdout.strip():
                return code
    return code


def _draw(random: Random) -> str:
    code = random.choices(_SHAPES, _SHAPE_WEIGHTS)[0](Story(random))
    return renamed(code, random) if random.random() < _RENAMED_SHARE else code
