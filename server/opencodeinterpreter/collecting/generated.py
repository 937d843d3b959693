"""Single-turn rows of our own generators (data/tasks), for people who have no rows yet. Runs none of their code."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from opencodeinterpreter.collecting.telling import fenced
from opencodeinterpreter.data.rows import Row
from opencodeinterpreter.data.sources import draw_task
from opencodeinterpreter.data.splits import held_out
from opencodeinterpreter.data.tasks.task import Task
from opencodeinterpreter.loop.prompts import Prompts
from opencodeinterpreter.model.protocol import Message

_SLOW_TO_RUN = ("matplotlib", "pandas")


def generated_rows(count: int, *, seed: int) -> Iterator[Row]:
    """So many tasks and their answers, in the words of the product's own prompt. Held-out kinds are never drawn."""
    prompts = Prompts()
    for number in range(count):
        random = Random(f"{seed}/generated/{number}")  # noqa: S311 - a seed must fix the data
        task = _task(random)
        asked = prompts.render("generate", instruction=task.instruction, context=task.context, stub=task.stub)
        yield Row(
            id=f"task-{seed}-{number}",
            source="generated",
            messages=(Message("user", asked), Message("assistant", fenced(task.answer))),
            extra={
                "kind": task.kind,
                "instruction": task.instruction,
                "context": task.context,
                "check": task.check,
            },
        )


def _task(random: Random) -> Task:
    while True:
        task = draw_task(random)
        if not held_out(task.kind) and not any(name in task.program() for name in _SLOW_TO_RUN):
            return task
