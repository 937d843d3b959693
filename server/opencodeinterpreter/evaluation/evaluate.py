"""Evaluates a checkpoint on suites: one answer, one round of feedback, several candidates tried by execution."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence

import attrs

from opencodeinterpreter.evaluation.answering import Answering, Ask, Spent
from opencodeinterpreter.evaluation.cases import Suite
from opencodeinterpreter.evaluation.feedback_rounds import feedback_turns, raised, told_of
from opencodeinterpreter.evaluation.judging import Candidate, candidates
from opencodeinterpreter.evaluation.searching import all_that_the_loop_tries, best_of_others, first_new
from opencodeinterpreter.evaluation.trials import TrialPool
from opencodeinterpreter.evaluation.turns import first_turns
from opencodeinterpreter.model.protocol import ModelInfo

Column = tuple[Candidate, ...]


@attrs.frozen(kw_only=True)
class Result:
    """What came of one suite's cases, in their order; () where something was not tried.

    ``first`` is the one greedy answer, ``best`` what is taken of this and the card's others, ``searched``
    that of all which the loop tries in a round. ``second`` is what stands after one round of execution feedback on
    ``first`` and one more trial: of the greedy answer to it, or, since ``repeated`` of these brought the code that had
    just failed, of the first other one that doesn't. ``second_searched`` is what stands after all that the loop tries
    in that round.
    """

    suite: Suite
    first: Column
    best: Column = ()
    searched: Column = ()
    second: Column = ()
    second_searched: Column = ()
    repeated: int = 0

    @property
    def raised(self) -> int:
        """How many first answers raised."""
        return sum(map(raised, self.first))

    @property
    def after_two_rounds(self) -> Column:
        """What the loop ends with: what it accepts in the first round, else what stands after the second."""
        pairs = zip(self.searched, self.second_searched, strict=True)
        return tuple(one if one.accepted else other for one, other in pairs)

    def mended(self, second: Column) -> int:
        """How many of those are right after such a round."""
        return sum(
            raised(before) and after.right and not before.right
            for before, after in zip(self.first, second, strict=True)
        )

    def lost(self, second: Column) -> int:
        """How many were right before such a round and are not after it."""
        return sum(before.right and not after.right for before, after in zip(self.first, second, strict=True))

    def failures(self) -> list[int]:
        """The places of the cases whose first answer was wrong."""
        return [place for place, candidate in enumerate(self.first) if not candidate.right]


def right(column: Column) -> int:
    """How many candidates are right."""
    return sum(candidate.right for candidate in column)


@attrs.frozen(kw_only=True)
class Evaluation:
    """The results of all suites, what the card of the model says, and what it all took."""

    results: tuple[Result, ...]
    info: ModelInfo
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
    return Evaluation(
        results=tuple(results), info=answerer.info, spent=answerer.spent, seconds=time.monotonic() - started
    )


def _first(answerer: Answering, suite: Suite, pool: TrialPool) -> Result:
    replies = answerer.replies([Ask(case.row.prompt) for case in suite.cases])
    return Result(suite=suite, first=tuple(candidates(suite.cases, replies, pool)))


def _all(answerer: Answering, suite: Suite, pool: TrialPool, seed: int) -> Result:
    result = _first(answerer, suite, pool)
    turns = first_turns(answerer.info, suite.cases, result.first, pool)
    told = told_of(answerer.info, suite.cases, result.first)
    failed = [result.first[place] for place in told]
    feedback = feedback_turns(answerer, [suite.cases[place] for place in told], failed, pool)
    searched = all_that_the_loop_tries(answerer, feedback, pool, seed=seed)
    return attrs.evolve(
        result,
        best=tuple(best_of_others(answerer, turns, pool, seed=seed)),
        searched=tuple(all_that_the_loop_tries(answerer, turns, pool, seed=seed)),
        second=_standing(result.first, told, first_new(answerer, feedback, failed, pool, seed=seed)),
        second_searched=_standing(result.first, told, searched),
        repeated=sum(turn.greedy.code == one.code for turn, one in zip(feedback, failed, strict=True)),
    )


def _standing(first: Column, told: Sequence[int], answers: Sequence[Candidate]) -> Column:
    """What stands after a round: the loop ends where a reply holds no code."""
    standing = list(first)
    for place, answer in zip(told, answers, strict=True):
        standing[place] = answer if answer.code is not None else first[place]
    return tuple(standing)
