"""One round of execution feedback: what raised goes back to the model in the loop's own words."""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from opencodeinterpreter.evaluation.answering import Answering, Ask
from opencodeinterpreter.evaluation.cases import Case
from opencodeinterpreter.evaluation.judging import Candidate, candidates
from opencodeinterpreter.evaluation.searching import Turn
from opencodeinterpreter.evaluation.trials import TrialPool
from opencodeinterpreter.kernel.protocol import Execution
from opencodeinterpreter.loop.wording import Wording
from opencodeinterpreter.model.protocol import ModelInfo
from opencodeinterpreter.text.tracebacks import Failure

_RUN = "candidate"
_INFO = ModelInfo(name="evaluated", answer_form="line-edits", sends_history=False)


def raised(candidate: Candidate) -> bool:
    """Whether this is a failure that feedback can tell of."""
    return candidate.code is not None and candidate.failure is not None


def told_of(cases: Sequence[Case], first: Sequence[Candidate]) -> list[int]:
    """The places of those whose failure is sent back: not where the reply changed nothing, for there the loop ends."""
    return [
        place for place, (case, one) in enumerate(zip(cases, first, strict=True)) if raised(one) and _new(case, one)
    ]


def feedback_turns(
    answerer: Answering, cases: Sequence[Case], first: Sequence[Candidate], pool: TrialPool
) -> list[Turn]:
    """The prompts that tell each model's candidate how it failed, and the candidates of the greedy answers to them."""
    prompts = [feedback_prompt(case, one) for case, one in zip(cases, first, strict=True)]
    given = [one.code or "" for one in first]
    greedy = candidates(cases, answerer.replies(list(map(Ask, prompts))), pool, given=given)
    return [
        Turn(case=case, prompt=prompt, given=code, failure=one.failure, greedy=candidate)
        for case, prompt, code, one, candidate in zip(cases, prompts, given, first, greedy, strict=True)
    ]


def feedback_prompt(case: Case, candidate: Candidate) -> str:
    """What the loop sends after this candidate raised."""
    assert candidate.code is not None
    assert candidate.failure is not None
    wording = Wording.for_model(_INFO, prompts_dir=None, timeout_s=0)
    execution = Execution(code=candidate.code, status="error", error=_of_a_run(candidate.failure))
    return wording.execution_feedback(case.scope, candidate.code, candidate.code, execution, case.instruction)


def _new(case: Case, candidate: Candidate) -> bool:
    return candidate.code is not None and candidate.code.strip() != case.row.code.strip()


def _of_a_run(failure: Failure) -> Failure:
    """The failure as a kernel tells it, whose frames bear the name of the run that they belong to."""
    return attrs.evolve(failure, frames=tuple(attrs.evolve(frame, run_id=_RUN) for frame in failure.frames))
