"""What the loop tells its caller while it works. Match on ``Event`` and close with ``assert_never``."""

from __future__ import annotations

from typing import Literal, TypeAlias

import attrs

from opencodeinterpreter.kernel.protocol import Execution, Isolation, Output

Grade = Literal["unverified", "failed", "ran", "output", "asserts", "downstream"]


@attrs.frozen
class RoundStarted:
    """The model is asked for the ``number``-th time, of at most ``limit``; 0 is the search for an instant fix.

    Within a round it may be asked for further answers to the same prompt; it comes again then with a higher ``answer``.
    """

    number: int
    limit: int
    answer: int = 1
    answers: int = 1

    @property
    def which_answer(self) -> str:
        """``2nd of up to 8 answers``; "" for the first."""
        return f"{_ordinal(self.answer)} of up to {self.answers} answers" if self.answer > 1 else ""


@attrs.frozen
class Token:
    """A piece of the model's reply as it streams."""

    text: str


@attrs.frozen
class CandidateFound:
    """The reply held this code; it is tried next."""

    code: str


@attrs.frozen
class TrialOutput:
    """The candidate printed something while it was tried."""

    output: Output


@attrs.frozen
class Tried:
    """The candidate ran, and this is what it is worth."""

    code: str
    execution: Execution
    isolation: Isolation
    grade: Grade


@attrs.frozen
class Notice:
    """Something the person should know: turns dropped, the same error again, a sandbox that was not to be had."""

    text: str


@attrs.frozen(kw_only=True)
class Finished:
    """The last event. ``code`` is the best candidate, None when the model gave none.

    ``rounds`` counts model calls of this request. ``reason`` says why it failed, or why it stopped early.
    """

    status: Literal["ok", "failed"]
    code: str | None
    grade: Grade
    isolation: Isolation
    rounds: int
    execution: Execution | None = None
    reason: str = ""
    model: str = ""


def _ordinal(number: int) -> str:
    ending = {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{'th' if 10 < number % 100 < 14 else ending}"


Event: TypeAlias = RoundStarted | Token | CandidateFound | TrialOutput | Tried | Notice | Finished
