"""One round of execution feedback: what raised goes back to the model in the loop's own words."""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from opencodeinterpreter.evaluation.answering import Answering, Ask
from opencodeinterpreter.evaluation.cases import Case
from opencodeinterpreter.evaluation.judging import Candidate, candidates
from opencodeinterpreter.evaluation.searching import Turn
from opencodeinterpreter.evaluation.trials import TrialPool, program_of
from opencodeinterpreter.kernel.protocol import Execution
from opencodeinterpreter.loop.feedback import own_failure
from opencodeinterpreter.loop.task import Task
from opencodeinterpreter.loop.wording import Wording
from opencodeinterpreter.model.protocol import ModelInfo
from opencodeinterpreter.text.tracebacks import Failure

_RUN = "candidate"


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
    given = [task.given or "" for task in tasks]
    replies = answerer.replies([Ask(task.prompt) for task in tasks])
    greedy = candidates(cases, replies, pool, given=given)
    return [
        Turn(case=case, prompt=task.prompt, given=code, failure=task.failure, greedy=candidate)
        for case, task, code, candidate in zip(cases, tasks, given, greedy, strict=True)
    ]


def feedback_tasks(info: ModelInfo, cases: Sequence[Case], first: Sequence[Candidate], pool: TrialPool) -> list[Task]:
    """What the loop asks a model of this kind after each of these candidates raised."""
    before = pool.run_all([program_of([case.row.code]) for case in cases])
    wording = Wording.for_model(info, prompts_dir=None, timeout_s=0)
    return [
        _after(_task(wording, case, trial.failure), case, one)
        for case, trial, one in zip(cases, before, first, strict=True)
    ]


def _task(wording: Wording, case: Case, failure: Failure | None) -> Task:
    own = own_failure(_of_a_run(failure), case.scope, case.row.code) if failure and case.kind == "fix" else None
    return Task(
        wording=wording,
        prompt=case.row.prompt,
        given=case.row.code or None,
        stub=case.stub,
        instruction=case.instruction,
        failure=own,
    )


def _after(task: Task, case: Case, candidate: Candidate) -> Task:
    assert candidate.code is not None
    assert candidate.failure is not None
    execution = Execution(code=candidate.code, status="error", error=_of_a_run(candidate.failure))
    return task.after(case.scope, candidate.code, candidate.reply, execution)


def _new(case: Case, candidate: Candidate) -> bool:
    return candidate.code is not None and candidate.code.strip() != case.row.code.strip()


def _of_a_run(failure: Failure) -> Failure:
    """The failure as a kernel tells it, whose frames bear the name of the run that they belong to."""
    return attrs.evolve(failure, frames=tuple(attrs.evolve(frame, run_id=_RUN) for frame in failure.frames))
