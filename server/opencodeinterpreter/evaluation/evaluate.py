"""Evaluates a checkpoint on suites: one answer, one round of feedback, several candidates tried by execution."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence

import attrs

from opencodeinterpreter.evaluation.answering import Answering, Ask, Spent
from opencodeinterpreter.evaluation.cases import Suite
from opencodeinterpreter.evaluation.feedback_rounds import after_one_round, raised
from opencodeinterpreter.evaluation.judging import Candidate, candidates
from opencodeinterpreter.evaluation.searching import all_that_the_loop_tries, best_of_samples
from opencodeinterpreter.evaluation.trials import TrialPool

Column = tuple[Candidate, ...]


@attrs.frozen(kw_only=True)
class Result:
    """What came of one suite's cases, in their order; () where something was not tried.

    ``first`` is the one greedy answer, ``second`` what stands after one round of execution feedback, ``best`` the
    first acceptable of the greedy and sampled answers, ``searched`` that of all which the loop tries in a round.
    """

    suite: Suite
    first: Column
    second: Column = ()
    best: Column = ()
    searched: Column = ()

    @property
    def raised(self) -> int:
        """How many first answers raised."""
        return sum(map(raised, self.first))

    @property
    def mended(self) -> int:
        """How many of those were right after one round."""
        return sum(
            raised(before) and after.right and not before.right
            for before, after in zip(self.first, self.second, strict=True)
        )

    @property
    def lost(self) -> int:
        """How many were right before that round and not after it."""
        return sum(before.right and not after.right for before, after in zip(self.first, self.second, strict=True))

    def failures(self) -> list[int]:
        """The places of the cases whose first answer was wrong."""
        return [place for place, candidate in enumerate(self.first) if not candidate.right]


def right(column: Column) -> int:
    """How many candidates are right."""
    return sum(candidate.right for candidate in column)


@attrs.frozen(kw_only=True)
class Evaluation:
    """The results of all suites, and what they took."""

    results: tuple[Result, ...]
    spent: Spent
    seconds: float


def evaluate(
    answerer: Answering,
    suites: Sequence[Suite],
    *,
    seed: int = 0,
    log: Callable[[str], None] = lambda _: None,
    only_first: bool = False,
) -> Evaluation:
    """Answer, run and judge all cases. ``only_first`` leaves out feedback and searches."""
    started = time.monotonic()
    with TrialPool() as pool:
        results: list[Result] = []
        for suite in suites:
            results.append(_first(answerer, suite, pool) if only_first else _all(answerer, suite, pool, seed))
            log(f"{suite.name}: {right(results[-1].first)} of {len(suite.cases)} at once")
    return Evaluation(results=tuple(results), spent=answerer.spent, seconds=time.monotonic() - started)


def _first(answerer: Answering, suite: Suite, pool: TrialPool) -> Result:
    replies = answerer.replies([Ask(case.row.prompt) for case in suite.cases])
    return Result(suite=suite, first=tuple(candidates(suite.cases, replies, pool)))


def _all(answerer: Answering, suite: Suite, pool: TrialPool, seed: int) -> Result:
    result = _first(answerer, suite, pool)
    cases, first = suite.cases, result.first
    best = tuple(best_of_samples(answerer, cases, first, pool, seed=seed))
    fixes = all(case.kind == "fix" for case in cases)
    return attrs.evolve(
        result,
        second=tuple(after_one_round(answerer, cases, first, pool)),
        best=best,
        searched=tuple(all_that_the_loop_tries(answerer, cases, first, best, pool)) if fixes else best,
    )
