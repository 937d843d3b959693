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
from opencodeinterpreter.evaluation.trials import TrialPool, program_of
from opencodeinterpreter.text import answers
from opencodeinterpreter.text.assertions import taken_out
from opencodeinterpreter.text.tracebacks import Failure

_NOTHING = "\n"
# Prints what the open figures show.
_FIGURE_PROBE = """
import matplotlib.pyplot as _plt
for _figure in map(_plt.figure, _plt.get_fignums()):
    for _axes in _figure.axes:
        print(_axes.get_title(), [_line.get_xydata().tolist() for _line in _axes.lines])
        print([[round(_side, 6) for _side in _patch.get_bbox().bounds] for _patch in _axes.patches])
"""


@attrs.frozen(kw_only=True)
class Candidate:
    """A reply, the code that it leads to (None without any), what running that brought, and how it is judged.

    ``accepted`` says whether the loop would offer it, ``failure`` how its trial ended if it raised.
    """

    reply: str
    code: str | None
    accepted: bool = False
    failure: Failure | None = None
    right: bool = False


def changed_code(row: Dialogue, reply: str) -> str | None:
    """The program that a reply leads to, as the product reads it; None when it is no answer at all."""
    return _code_of(Case.of(row), reply, row.code)


def candidates(
    cases: Sequence[Case], replies: Sequence[str], pool: TrialPool, *, given: Sequence[str] | None = None
) -> list[Candidate]:
    """The judged replies to the cases, in their order; ``given`` is the code that they change, if not the cases'."""
    changed = given or [case.row.code for case in cases]
    codes = [_code_of(*answer) for answer in zip(cases, replies, changed, strict=True)]
    programs = [None if code is None else case.scope.assemble(code) for case, code in zip(cases, codes, strict=True)]
    trials = _trials(programs, pool)
    rights = _verdicts(cases, codes, pool)
    return [
        _candidate(case, reply, code, trial, right=right)
        for case, reply, code, trial, right in zip(cases, replies, codes, trials, rights, strict=True)
    ]


def _candidate(case: Case, reply: str, code: str | None, trial: Trial | None, *, right: bool) -> Candidate:
    if code is None or trial is None:
        return Candidate(reply=reply, code=None)
    accepted = _acceptable(case, code, trial)
    return Candidate(reply=reply, code=code, accepted=accepted, failure=trial.failure, right=right)


def _code_of(case: Case, reply: str, given: str) -> str | None:
    if given:
        return answers.changed_code(reply, given)
    return answers.written_code(reply, stub=case.stub)


def _trials(programs: Sequence[str | None], pool: TrialPool) -> list[Trial | None]:
    trials = iter(pool.run_all([program for program in programs if program is not None]))
    return [None if program is None else next(trials) for program in programs]


def _acceptable(case: Case, code: str, trial: Trial) -> bool:
    """Whether the loop would call it done, by its trial alone: the check that evaluation has is not known to it."""
    if trial.failure is not None or trial.timed_out:
        return False
    if case.kind == "instruction":
        return bool(trial.stdout) or "plt." in code or not case.needs_output
    return code != case.row.code and not (case.kind == "fix" and taken_out(case.row.code, code))


def _verdicts(cases: Sequence[Case], codes: Sequence[str | None], pool: TrialPool) -> list[bool]:
    programs = [None if code is None else _checked(case, code) for case, code in zip(cases, codes, strict=True)]
    unchanged = pool.run_all([_checked(case, case.row.code) if case.row.code else _NOTHING for case in cases])
    wanted = _wanted(cases, pool)
    return [
        code is not None and trial is not None and trial.printed(text) and _differs_as_meant(case, code, before, text)
        for case, code, trial, before, text in zip(
            cases, codes, _trials(programs, pool), unchanged, wanted, strict=True
        )
    ]


def _differs_as_meant(case: Case, code: str, unchanged: Trial, wanted: str) -> bool:
    """Whether changed code differs from the old one; by the very change meant where what is printed can't tell."""
    if not case.row.code:
        return True
    return _alike(code, _target(case)) if unchanged.printed(wanted) else True


def _wanted(cases: Sequence[Case], pool: TrialPool) -> list[str]:
    """What each program is to print; for a figure, what the probe prints of the one that the row's own answer draws."""
    figures = iter(pool.run_all([_checked(case, _target(case)) for case in cases if _draws(case)]))
    return [next(figures).stdout if _draws(case) else case.row.expected for case in cases]


def _checked(case: Case, code: str) -> str:
    return program_of([case.row.before, code, case.row.check, _FIGURE_PROBE if _draws(case) else ""])


def _draws(case: Case) -> bool:
    return case.kind == "instruction" and "plt." in case.row.reply


def _target(case: Case) -> str:
    """The code that the row's own reply leads to."""
    return _code_of(case, case.row.reply, case.row.code) or ""


def _alike(code: str, target: str) -> bool:
    try:
        return ast.dump(ast.parse(code)) == ast.dump(ast.parse(target))
    except (SyntaxError, ValueError):
        return code == target
