"""Looks for a candidate that the loop would accept, by trying several; never by what is expected."""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from opencodeinterpreter.evaluation.answering import Answering, Ask
from opencodeinterpreter.evaluation.cases import Case
from opencodeinterpreter.evaluation.judging import Candidate, candidates
from opencodeinterpreter.evaluation.trials import TrialPool
from opencodeinterpreter.loop.answers import SAMPLING_TEMPERATURE
from opencodeinterpreter.loop.openings import ANY, openings
from opencodeinterpreter.model.protocol import ModelInfo

SAMPLES, LINES = 8, 7
_SAMPLED = ModelInfo(name="evaluated", answer_form="line-edits", sends_history=False, samples=SAMPLES)
_SEARCHED = attrs.evolve(_SAMPLED, lines=LINES)


def best_of_samples(
    answerer: Answering, cases: Sequence[Case], first: Sequence[Candidate], pool: TrialPool, *, seed: int = 0
) -> list[Candidate]:
    """The greedy candidates, those not accepted replaced by the first sampled one that is."""
    return _tried_in_turn(_SAMPLED, answerer, cases, first, pool, seed)


def lines_and_samples(
    answerer: Answering, cases: Sequence[Case], first: Sequence[Candidate], pool: TrialPool, *, seed: int = 0
) -> list[Candidate]:
    """The same, but replies that are led to likely lines come before the samples, as the loop has it."""
    return _tried_in_turn(_SEARCHED, answerer, cases, first, pool, seed)


def _tried_in_turn(
    info: ModelInfo,
    answerer: Answering,
    cases: Sequence[Case],
    first: Sequence[Candidate],
    pool: TrialPool,
    seed: int,
) -> list[Candidate]:
    found = list(first)
    begun = [openings(info, case.row.code or None, case.row.prompt) for case in cases]
    for turn in range(max(map(len, begun), default=0)):
        waiting = [place for place, one in enumerate(found) if not one.accepted and turn < len(begun[place])]
        for led in (True, False):
            places = [place for place in waiting if (begun[place][turn] != ANY) == led]
            asks = [Ask(cases[place].row.prompt, begun[place][turn]) for place in places]
            replies = answerer.replies(asks, temperature=0.0 if led else SAMPLING_TEMPERATURE, seed=seed + turn)
            for place, drawn in zip(places, candidates([cases[p] for p in places], replies, pool), strict=True):
                if drawn.accepted:
                    found[place] = drawn
    return found
