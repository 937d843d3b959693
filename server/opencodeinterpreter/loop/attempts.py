"""Tries candidates for one region, grades them, keeps the best, and mends what the error itself tells how to mend."""

from __future__ import annotations

import itertools
import time
from collections.abc import AsyncGenerator
from contextlib import aclosing

import attrs

from opencodeinterpreter.kernel.protocol import Execution, Isolation, Trial, Trials
from opencodeinterpreter.loop.conversation import Conversation, Ran, Step
from opencodeinterpreter.loop.events import CandidateFound, Event, Grade, Notice, Tried
from opencodeinterpreter.loop.feedback import headline, output_and_traceback, own_failure, result_text
from opencodeinterpreter.loop.grading import Verdict, better, judge
from opencodeinterpreter.loop.trying import attempt
from opencodeinterpreter.text.assertions import doctest_check, has_asserts, taken_out
from opencodeinterpreter.text.examples import example_check
from opencodeinterpreter.text.indent import dedent
from opencodeinterpreter.text.instant import proposals
from opencodeinterpreter.text.lines import split_lines
from opencodeinterpreter.text.tracebacks import Failure

# An instant fix is worth a few quick trials, not a search.
INSTANT_TRIALS = 4
INSTANT_FIX = "Instant fix"
_TRANSCRIPT_CHARS = 3000


@attrs.frozen(kw_only=True)
class Attempt:
    """A candidate, in the document's form, and how it fared; ``fails_below``: only when the code below uses it."""

    code: str
    execution: Execution
    isolation: Isolation
    grade: Grade
    fails_below: bool = False

    def is_as_good_as(self, other: Attempt) -> bool:
        """Whether it may take the other's place. Code that at least runs stays."""
        runs_less = self.grade == "failed" and other.fails_below and not self.fails_below
        return better(self.grade, other.grade) and not runs_less


class Attempts:
    """Those of one request.

    Where it ``mends`` code that fails, examples in docstrings may be out of date, and the program has to go on doing
    what it did; new code has to pass its examples.
    """

    def __init__(self, trials: Trials, conversation: Conversation, *, timeout_s: float, mends: bool) -> None:
        self._trials = trials
        self._conversation = conversation
        self._timeout_s = timeout_s
        self._mends = mends
        self._tried: dict[str, Attempt] = {}
        self._said, self._wishes_only = "", False
        self.best: Attempt | None = None
        self.last: Attempt | None = None

    @property
    def succeeded(self) -> bool:
        """Whether there is a candidate to offer."""
        return self.best is not None and self.best.grade != "failed"

    def expect(self, said: str, *, wishes_only: bool) -> None:
        """Hold candidates to the examples in what a person said; ``wishes_only`` as for ``example_check``."""
        self._said, self._wishes_only = said, wishes_only

    def prepare(self) -> None:
        """Have what a trial needs started while the model still writes."""
        self._trials.prepare(self._conversation.scope.before)

    def take_last(self) -> bool:
        """Make the last candidate the best one if it may be offered, and say whether it may."""
        if self.last is None or self.last.grade == "failed":
            return False
        self.best = self.last
        return True

    def headline(self, tried: Attempt) -> str:
        """Why it failed, in one line."""
        where = " (the code below fails inside it)" if tried.fails_below else ""
        return headline(tried.execution, timeout_s=self._timeout_s) + where

    def hides_failure(self, placed: str) -> str:
        """What a mended program no longer calls, in words; "" when all is well. Small models find that way out."""
        scope = self._conversation.scope
        lost = taken_out(scope.assemble(scope.code), scope.assemble(placed)) if self._mends else set[str]()
        return f"The model's change takes out the call of {', '.join(sorted(lost))}." if lost else ""

    def is_new(self, placed: str) -> bool:
        """Whether this candidate has not been tried."""
        return _bare(placed) not in self._tried

    def recall(self, placed: str) -> bool:
        """Make the attempt at this very code the last one, if there was any; it would only come to the same again."""
        self.last = self._tried.get(_bare(placed))
        if self.last is not None:
            self._compare(self.last)
        return self.last is not None

    async def run(self, placed: str, author: str, *, timeout_s: float | None = None) -> AsyncGenerator[Event, None]:
        """Try one candidate, given as it stands in the document; it is ``last`` then. It may have less time."""
        yield CandidateFound(placed)
        scope = self._conversation.scope
        check = self._check(dedent(placed, scope.indent))
        started = time.monotonic()
        trial: Trial | None = None
        async with aclosing(self._trial(placed, check, timeout_s or self._timeout_s)) as outputs:
            async for output in outputs:
                if isinstance(output, Trial):
                    trial = output
                else:
                    yield output
        assert trial is not None, "a trial ends with its result, or with an error"
        verdict = judge(
            trial,
            own_lines=range(scope.head_lines + 1, scope.head_lines + 1 + len(split_lines(placed))),
            has_asserts=has_asserts(scope.assemble(placed)),
            has_examples=bool(check),
            is_new=not self._mends,
            cells_below=len(scope.after),
        )
        self._keep(placed, trial, verdict, author, time.monotonic() - started)
        yield Tried(placed, verdict.execution, trial.isolation, verdict.grade)
        for notice in self._notices(verdict):
            yield notice

    async def mend_instantly(self, placed: str, own: Failure) -> AsyncGenerator[Event, None]:
        """Try what the error itself suggests; a fix that uncovers the next mistake is mended in turn."""
        scope, left = self._conversation.scope, INSTANT_TRIALS
        waiting = [(placed, own)]
        while waiting and left > 0:
            code, failure = waiting.pop(0)
            placed_proposals = map(scope.place, proposals(failure, dedent(code, scope.indent)))
            for candidate in itertools.islice(placed_proposals, left):
                left -= 1
                if self.hides_failure(candidate):
                    continue
                async with aclosing(self.run(candidate, INSTANT_FIX)) as events:
                    async for event in events:
                        yield event
                if self.succeeded or self.last is None:
                    return
                error = self.last.execution.error
                if error is not None and error.headline != failure.headline:
                    waiting.append((candidate, own_failure(error, scope, candidate)))

    def _check(self, code: str) -> str:
        """A program that tries the examples of a candidate; "" when there are none."""
        said = example_check(self._said, code, wishes_only=self._wishes_only)
        return doctest_check(code, asked_for=self._conversation.scope.shown) + said

    def _trial(self, placed: str, check: str, timeout_s: float) -> AsyncGenerator[Event | Trial, None]:
        scope = self._conversation.scope
        after = [check, *scope.after] if check else list(scope.after)
        unit = scope.assemble(placed)
        return attempt(self._trials, unit, before=scope.before, after=after, timeout_s=timeout_s)

    def _notices(self, verdict: Verdict) -> list[Notice]:
        found: list[Notice] = []
        if verdict.grade == "unverified" and verdict.execution.error is not None:
            found.append(Notice(f"Not verified: {verdict.execution.error.message}."))
        if verdict.below is not None:
            text = headline(verdict.below, timeout_s=self._timeout_s)
            found.append(Notice(f"The code below does not run with it: {text}"))
        return found

    def _keep(self, placed: str, trial: Trial, verdict: Verdict, author: str, duration_s: float) -> None:
        self.last = Attempt(
            code=placed,
            execution=verdict.execution,
            isolation=trial.isolation,
            grade=verdict.grade,
            fails_below=verdict.grade == "failed" and verdict.below is not None,
        )
        self._tried[_bare(placed)] = self.last
        self._compare(self.last)
        self._conversation.note(
            Step(
                kind="trial",
                text=self._shown(placed, verdict.execution),
                author=author,
                duration_s=duration_s,
                grade=verdict.grade,
                isolation=trial.isolation,
                ran=self._ran(placed, verdict.execution),
            )
        )

    def _compare(self, attempt: Attempt) -> None:
        if self.best is None or attempt.is_as_good_as(self.best):
            self.best = attempt

    def _ran(self, placed: str, execution: Execution) -> Ran:
        scope = self._conversation.scope
        output, traceback = output_and_traceback(
            execution, scope, placed, timeout_s=self._timeout_s, limit_chars=_TRANSCRIPT_CHARS
        )
        return Ran(code=dedent(placed, scope.indent), status=execution.status, output=output, traceback=traceback)

    def _shown(self, placed: str, execution: Execution) -> str:
        scope = self._conversation.scope
        result = result_text(execution, scope, placed, timeout_s=self._timeout_s, limit_chars=_TRANSCRIPT_CHARS)
        return f"```python\n{dedent(placed, scope.indent).rstrip()}\n```\n\n```\n{result}\n```"


def _bare(code: str) -> str:
    """Code without what makes no difference to how it runs."""
    return "\n".join(line.rstrip() for line in code.strip("\n").splitlines())
