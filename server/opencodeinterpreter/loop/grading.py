"""What a candidate is worth, read off its trial: "no exception" is not "correct"."""

from __future__ import annotations

import attrs

from opencodeinterpreter.kernel.protocol import Execution, Trial
from opencodeinterpreter.loop.events import Grade

_ORDER: tuple[Grade, ...] = ("failed", "unverified", "ran", "output", "asserts", "downstream")


@attrs.frozen(kw_only=True)
class Verdict:
    """``execution`` is the candidate's own, or the check of its examples if that failed; ``below`` what broke below."""

    grade: Grade
    execution: Execution
    below: Execution | None = None

    @property
    def ok(self) -> bool:
        """Whether the candidate can be offered as done."""
        return self.grade != "failed"


def judge(
    trial: Trial, *, has_asserts: bool, has_examples: bool, examples_must_pass: bool, cells_below: int
) -> Verdict:
    """The grade of a trial whose ``after`` was the check of the examples, if any, and then the cells below.

    A person who asks for new code gives examples as its specification; in code to mend they may be out of date.
    """
    execution = trial.execution
    if execution.status == "refused":
        return Verdict(grade="unverified", execution=execution)
    if not execution.ok:
        return Verdict(grade="failed", execution=execution)
    checks, below = trial.after[: int(has_examples)], trial.after[int(has_examples) :]
    passed = bool(checks) and checks[0].ok
    if checks and not passed and examples_must_pass:
        return Verdict(grade="failed", execution=_without_frames(checks[0]))
    broken = next((run for run in trial.after if not run.ok), None)
    if cells_below and len(below) == cells_below and broken is None:
        return Verdict(grade="downstream", execution=execution)
    if has_asserts or passed:
        return Verdict(grade="asserts", execution=execution, below=broken)
    printed = any(output.kind != "stderr" for output in execution.outputs)
    return Verdict(grade="output" if printed else "ran", execution=execution, below=broken)


def _without_frames(check: Execution) -> Execution:
    """The check's lines are ours: nobody should look for them in the candidate."""
    return attrs.evolve(check, error=attrs.evolve(check.error, frames=()) if check.error else None)


def better(one: Grade, other: Grade) -> bool:
    """Whether ``one`` is worth at least as much as ``other``."""
    return _ORDER.index(one) >= _ORDER.index(other)
