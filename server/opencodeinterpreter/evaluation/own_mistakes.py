"""Exercises for the second answer: a model's own answers that raised, told of as the loop does, and the right ones.

Mistakes that programs make up are not those of the model at hand: it has to learn from what it really says.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import attrs

from opencodeinterpreter.data.dialogue import Dialogue
from opencodeinterpreter.evaluation.answering import Answering, Ask
from opencodeinterpreter.evaluation.cases import Case
from opencodeinterpreter.evaluation.feedback_rounds import feedback_tasks, raised
from opencodeinterpreter.evaluation.judging import candidates
from opencodeinterpreter.evaluation.trials import TrialPool
from opencodeinterpreter.loop.task import Task
from opencodeinterpreter.text import line_edits

SOURCE = "own mistake"
# The likeliest answer, and one by chance: more of them fail, and they fail in more ways.
TEMPERATURES = (0.0, 0.8)


def own_mistakes(answerer: Answering, rows: Sequence[Dialogue], pool: TrialPool, *, seed: int) -> Iterator[Dialogue]:
    """The answers that raise and are wrong, as further exercises. Rows that don't say what is right are left out."""
    cases = [Case.of(row) for row in rows if row.expected]
    for temperature in TEMPERATURES:
        replies = answerer.replies([Ask(case.row.prompt) for case in cases], temperature=temperature, seed=seed)
        judged = candidates(cases, replies, pool)
        failed = [place for place, one in enumerate(judged) if raised(one) and not one.right]
        chosen = [cases[place] for place in failed]
        tasks = feedback_tasks(answerer.info, chosen, [judged[place] for place in failed], pool)
        yield from (_exercise(case, task) for case, task in zip(chosen, tasks, strict=True))


def _exercise(case: Case, task: Task) -> Dialogue:
    given = task.given or ""
    reply = case.row.reply if given == case.row.code else line_edits.between(given, case.target)
    return attrs.evolve(
        case.row, source=SOURCE, kind=f"{SOURCE}/{case.row.kind}", prompt=task.prompt, code=given, reply=reply
    )
