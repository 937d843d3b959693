"""Tells whether a generated dialogue is an item of the suite, however it is spaced, cased or quoted."""

from __future__ import annotations

import functools
import re

from opencodeinterpreter.data import dialogue
from opencodeinterpreter.data.dialogue import Dialogue
from opencodeinterpreter.data.handwritten import (
    BROKEN_PROGRAMS,
    EVERYDAY_INSTRUCTIONS,
    INSTRUCTIONS,
    WISHED_CHANGES,
    Instruction,
)
from opencodeinterpreter.data.tasks.task import Task


def is_in_suite(row: Dialogue) -> bool:
    """Whether training on this would be training on the suite: the same code to change, or the same instruction."""
    return normalised(row.code) in _codes() if row.code else normalised(row.prompt) in _prompts()


def normalised(text: str) -> str:
    """The words and signs of a text alone."""
    return re.sub(r"[\s'\"`.!?]+", " ", text).strip().lower()


def as_task(item: Instruction) -> Task:
    """An instruction of the suite as the generators would hand it on."""
    return Task(
        kind="handwritten",
        instruction=item.text,
        context=item.context,
        stub=item.stub,
        answer=item.answer,
        check=item.check,
    )


@functools.cache
def _codes() -> frozenset[str]:
    return frozenset(normalised(item.code) for item in (*BROKEN_PROGRAMS, *WISHED_CHANGES))


@functools.cache
def _prompts() -> frozenset[str]:
    items = (*INSTRUCTIONS, *EVERYDAY_INSTRUCTIONS)
    return frozenset(normalised(dialogue.instruction(as_task(item), item.expected).prompt) for item in items)
