"""Judges a model's answers by running them: what the loop would see of one, and whether it is right.

The first knows nothing of what is expected, so that searches can choose by it.
"""

from __future__ import annotations

import ast
from collections.abc import Sequence

import attrs

from opencodeinterpreter.data.dialogue import Dialogue
from opencodeinterpreter.data.trying import Trial
from opencodeinterpreter.evaluation.cases import Case
from opencodeinterpreter.evaluation.checks import checked, examples, is_right
from opencodeinterpreter.evaluation.trials import TrialPool
from opencodeinterpreter.text.assertions import taken_out
from opencodeinterpreter.text.examples import example_check
from opencodeinterpreter.text.tracebacks import Failure

_NOTHING = "\n"


@attrs.frozen(kw_only=True)
class Candidate:
    """A reply, the code that it leads to (None without any), perhaps by an instant fix, and how running that is judged.

    ``accepted`` says whether the loop would offer it, ``failure`` how its trial ended if it raised; ``verified``
    whether there were examples in the instruction for the trial to check.
    """

    reply: str
    code: str | None
    accepted: bool = False
    failure: Failure | None = None
    verified: bool = False
    right: bool = False


def changed_code(row: Dialogue, reply: str) -> str | None:
    """The program that a reply leads to, as the product reads it; None when it is no answer at all."""
    return Case.of(row).code_of(reply)


def candidates(
    cases: Sequence[Case], replies: Sequence[str], pool: TrialPool, *, given: Sequence[str] | None = None
) -> list[Candidate]:
    """The judged replies to the cases, in their order; ``given`` is the code that they change, if not the cases'."""
    changed = given or [case.row.code for case in cases]
    codes = [case.code_of(reply, code) for case, reply, code in zip(cases, replies, changed, strict=True)]
    programs = [None if code is None else _tried(case, code) for case, code in zip(cases, codes, strict=True)]
    trials = _trials(programs, pool)
    rights = _verdicts(cases, codes, pool)
    return [
        _candidate(case, reply, code, trial, right=right)
        for case, reply, code, trial, right in zip(cases, replies, codes, trials, rights, strict=True)
    ]


def _tried(case: Case, code: str) -> str:
    """What the loop runs to see whether an answer is any good; it holds new code to the examples that were said."""
    program, check = case.scope.assemble(code), _check(case, code)
    return f"{program}\n{check}" if check else program


def _check(case: Case, code: str) -> str:
    return "" if case.kind == "fix" else example_check(case.instruction, code, wishes_only=case.kind == "wish")


def _candidate(case: Case, reply: str, code: str | None, trial: Trial | None, *, right: bool) -> Candidate:
    if code is None or trial is None:
        return Candidate(reply=reply, code=None)
    accepted = trial.failure is None and not trial.timed_out and _may_be_offered(case, code)
    failure = _seen_in(case.scope.assemble(code), trial.failure)
    verified = accepted and bool(_check(case, code))
    return Candidate(reply=reply, code=code, accepted=accepted, failure=failure, verified=verified, right=right)


def _seen_in(program: str, failure: Failure | None) -> Failure | None:
    """A failure without the lines of the check behind the program, which are nobody's own."""
    if failure is None:
        return None
    last = program.count("\n") + 1
    return attrs.evolve(failure, frames=tuple(frame for frame in failure.frames if frame.line <= last))


def _trials(programs: Sequence[str | None], pool: TrialPool) -> list[Trial | None]:
    trials = iter(pool.run_all([program for program in programs if program is not None]))
    return [None if program is None else next(trials) for program in programs]


def _may_be_offered(case: Case, code: str) -> bool:
    """Whether the loop would offer what runs: it has to differ from the code given, and a fix may take out no call."""
    changes = case.kind == "instruction" or code != case.row.code
    return changes and not (case.kind == "fix" and taken_out(case.row.code, code))


def _verdicts(cases: Sequence[Case], codes: Sequence[str | None], pool: TrialPool) -> list[bool]:
    programs = [None if code is None else checked(case, code) for case, code in zip(cases, codes, strict=True)]
    unchanged = pool.run_all([checked(case, case.row.code) if case.row.code else _NOTHING for case in cases])
    return [
        code is not None
        and trial is not None
        and is_right(case, trial, example)
        and _differs_as_meant(case, code, before)
        for case, code, trial, before, example in zip(
            cases, codes, _trials(programs, pool), unchanged, examples(cases, pool), strict=True
        )
    ]


def _differs_as_meant(case: Case, code: str, unchanged: Trial) -> bool:
    """Whether changed code differs from the old one; by the very change meant where what is printed can't tell."""
    if not case.row.code:
        return True
    return _alike(code, case.target) if unchanged.printed(case.row.expected) else True


def _alike(code: str, target: str) -> bool:
    try:
        return ast.dump(ast.parse(code)) == ast.dump(ast.parse(target))
    except (SyntaxError, ValueError):
        return code == target
