"""One round of execution feedback: what raised goes back to the model in the loop's own words."""

from __future__ import annotations

from collections.abc import Sequence

from opencodeinterpreter.evaluation.answering import Answering, Ask
from opencodeinterpreter.evaluation.cases import Case
from opencodeinterpreter.evaluation.judging import Candidate, candidates
from opencodeinterpreter.evaluation.trials import TrialPool
from opencodeinterpreter.evaluation.turns import Turn, first_tasks, task_after
from opencodeinterpreter.loop.task import Task
from opencodeinterpreter.model.protocol import ModelInfo


def raised(candidate: Candidate) -> bool:
    """Whether this is a failure that feedback can tell of."""
    return candidate.code is not None and candidate.failure is not None


def told_of(info: ModelInfo, cases: Sequence[Case], first: Sequence[Candidate]) -> list[int]:
    """The places of those whose failure is sent back.

    Where the reply changed nothing, a model that is told of the code alone would be asked the same again: the loop
    ends there.
    """
    return [
        place
        for place, (case, one) in enumerate(zip(cases, first, strict=True))
        if raised(one) and (info.feedback_form == "tried" or _new(case, one))
    ]


def feedback_turns(
    answerer: Answering, cases: Sequence[Case], first: Sequence[Candidate], pool: TrialPool
) -> list[Turn]:
    """The prompts that tell of each candidate how it failed, and the candidates of the greedy answers to them."""
    tasks = feedback_tasks(answerer.info, cases, first, pool)
    replies = answerer.replies([Ask(task.prompt) for task in tasks])
    greedy = candidates(cases, replies, pool, given=[task.given or "" for task in tasks])
    return [
        Turn(case=case, task=task, greedy=candidate) for case, task, candidate in zip(cases, tasks, greedy, strict=True)
    ]


def feedback_tasks(info: ModelInfo, cases: Sequence[Case], first: Sequence[Candidate], pool: TrialPool) -> list[Task]:
    """What the loop asks a model of this kind after each of these candidates raised."""
    asked = zip(first_tasks(info, cases, pool), cases, first, strict=True)
    return [task_after(task, case, candidate) for task, case, candidate in asked]


def _new(case: Case, candidate: Candidate) -> bool:
    return candidate.code is not None and candidate.code.strip() != case.row.code.strip()
