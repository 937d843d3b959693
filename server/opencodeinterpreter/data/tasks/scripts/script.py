"""The form of a script task."""

from __future__ import annotations

from random import Random

from opencodeinterpreter.data.tasks.task import Task


def script(random: Random, kind: str, wordings: list[str], answer: str, *, context: str = "", check: str = "") -> Task:
    """A task of this kind in one of its wordings."""
    return Task(
        kind=f"scripts/{kind}", instruction=random.choice(wordings), answer=answer, context=context, check=check
    )
