"""What a model is asked about a case, as the loop asks it, and what came of its greedy answer."""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from opencodeinterpreter.evaluation.cases import Case
from opencodeinterpreter.evaluation.judging import Candidate
from opencodeinterpreter.evaluation.trials import TrialPool, program_of
from opencodeinterpreter.kernel.protocol import Execution
from opencodeinterpreter.loop.feedback import own_failure
from opencodeinterpreter.loop.task import Task
from opencodeinterpreter.loop.wording import Wording
from opencodeinterpreter.model.protocol import ModelInfo
from opencodeinterpreter.text.tracebacks import Failure

_RUN = "candidate"


@attrs.frozen(kw_only=True)
class Turn:
    """What a model is asked about a case, and the candidate of its greedy answer."""

    case: Case
    task: Task
    greedy: Candidate

    @property
    def given(self) -> str:
        """The code that a reply changes, "" where it writes new code."""
        return self.task.given or ""


def first_turns(info: ModelInfo, cases: Sequence[Case], first: Sequence[Candidate], pool: TrialPool) -> list[Turn]:
    """The cases' own prompts, with the candidates of their greedy answers."""
    return [
        Turn(case=case, task=task, greedy=candidate)
        for case, task, candidate in zip(cases, first_tasks(info, cases, pool), first, strict=True)
    ]


def first_tasks(info: ModelInfo, cases: Sequence[Case], pool: TrialPool) -> list[Task]:
    """What the loop asks at first; the code of a fix is run to see how it fails."""
    trials = pool.run_all([program_of([case.row.code]) for case in cases])
    wording = Wording.for_model(info, prompts_dir=None, timeout_s=0)
    return [_task(wording, case, trial.failure) for case, trial in zip(cases, trials, strict=True)]


def task_after(task: Task, case: Case, candidate: Candidate) -> Task:
    """What the loop asks after this candidate raised."""
    assert candidate.code is not None
    assert candidate.failure is not None
    execution = Execution(code=candidate.code, status="error", error=_of_a_run(candidate.failure))
    return task.after(case.scope, candidate.code, candidate.reply, execution)


def _task(wording: Wording, case: Case, failure: Failure | None) -> Task:
    own = own_failure(_of_a_run(failure), case.scope, case.row.code) if failure and case.kind == "fix" else None
    return Task(
        wording=wording,
        prompt=case.row.prompt,
        given=case.row.code or None,
        stub=case.stub,
        instruction=case.instruction,
        failure=own,
        context=case.context,
    )


def _of_a_run(failure: Failure) -> Failure:
    """The failure as a kernel tells it, whose frames bear the name of the run that they belong to."""
    return attrs.evolve(failure, frames=tuple(attrs.evolve(frame, run_id=_RUN) for frame in failure.frames))
