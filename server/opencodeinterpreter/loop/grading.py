"""What a candidate is worth, read off its trial: "no exception" is not "correct"."""

from __future__ import annotations

import attrs

from opencodeinterpreter.kernel.protocol import CANDIDATE, Execution, Trial
from opencodeinterpreter.loop.events import Grade
from opencodeinterpreter.text.tracebacks import Failure

_ORDER: tuple[Grade, ...] = ("failed", "unverified", "ran", "output", "asserts", "downstream")


@attrs.frozen(kw_only=True)
class Verdict:
    """``execution`` is the candidate's own, or the check of its examples if that failed; ``below`` what broke below.

    Where what broke below failed inside the candidate, that failure is the execution's.
    """

    grade: Grade
    execution: Execution
    below: Execution | None = None

    @property
    def ok(self) -> bool:
        """Whether the candidate can be offered as done."""
        return self.grade != "failed"


def judge(
    trial: Trial, *, own_lines: range, has_asserts: bool, has_examples: bool, is_new: bool, cells_below: int
) -> Verdict:
    """The grade of a trial whose ``after`` was the check of the examples, if any, and then the cells below.

    A person who asks for new code gives examples as its specification, and the code below uses it: it may not fail in
    the candidate's ``own_lines`` of what was run. In code to mend both may be out of date.
    """
    execution = trial.execution
    if execution.status == "refused":
        return Verdict(grade="unverified", execution=execution)
    if not execution.ok:
        return Verdict(grade="failed", execution=execution)
    checks, below = trial.after[: int(has_examples)], trial.after[int(has_examples) :]
    passed = bool(checks) and checks[0].ok
    broken = next((run for run in trial.after if not run.ok), None)
    if is_new and broken is not None and (unfit := _unfit(execution, broken, own_lines, is_check=broken in checks)):
        return unfit
    if cells_below and len(below) == cells_below and broken is None:
        return Verdict(grade="downstream", execution=execution)
    if has_asserts or passed:
        return Verdict(grade="asserts", execution=execution, below=broken)
    printed = any(output.kind != "stderr" for output in execution.outputs)
    return Verdict(grade="output" if printed else "ran", execution=execution, below=broken)


def _unfit(execution: Execution, broken: Execution, own_lines: range, *, is_check: bool) -> Verdict | None:
    """The verdict on new code that ran, but fails its examples or where the code below uses it."""
    if is_check:
        return Verdict(grade="failed", execution=_without_frames(broken))
    if (inside := _inside(broken, own_lines)) is None:
        return None
    return Verdict(grade="failed", execution=attrs.evolve(execution, status="error", error=inside), below=broken)


def _inside(broken: Execution, own_lines: range) -> Failure | None:
    """What the code below raised, as seen from the candidate; None when it did not raise in the candidate's lines."""
    frames = [frame for frame in broken.error.frames if frame.run_id is not None] if broken.error else []
    if broken.error is None or not frames or frames[-1].run_id != CANDIDATE or frames[-1].line not in own_lines:
        return None
    return attrs.evolve(broken.error, frames=tuple(frame for frame in frames if frame.run_id == CANDIDATE))


def _without_frames(check: Execution) -> Execution:
    """The check's lines are ours: nobody should look for them in the candidate."""
    return attrs.evolve(check, error=attrs.evolve(check.error, frames=()) if check.error else None)


def better(one: Grade, other: Grade) -> bool:
    """Whether ``one`` is worth at least as much as ``other``."""
    return _ORDER.index(one) >= _ORDER.index(other)
