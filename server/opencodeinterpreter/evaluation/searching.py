"""Looks for a candidate that the loop would accept, by trying several; never by what is expected."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

import attrs

from opencodeinterpreter.evaluation.answering import Answering, Ask
from opencodeinterpreter.evaluation.cases import Case
from opencodeinterpreter.evaluation.judging import Candidate, candidates
from opencodeinterpreter.evaluation.trials import TrialPool, program_of
from opencodeinterpreter.loop.answers import SAMPLING_TEMPERATURE
from opencodeinterpreter.loop.attempts import INSTANT_TRIALS
from opencodeinterpreter.loop.openings import ANY, openings
from opencodeinterpreter.model.protocol import ModelInfo
from opencodeinterpreter.text import line_edits
from opencodeinterpreter.text.instant import proposals

SAMPLES, LINES = 8, 7
_SAMPLED = ModelInfo(name="evaluated", answer_form="line-edits", sends_history=False, samples=SAMPLES)
_SEARCHED = attrs.evolve(_SAMPLED, lines=LINES)


def best_of_samples(
    answerer: Answering, cases: Sequence[Case], first: Sequence[Candidate], pool: TrialPool, *, seed: int = 0
) -> list[Candidate]:
    """The greedy candidates, those not accepted replaced by the first sampled one that is."""
    return _tried_in_turn(_SAMPLED, answerer, cases, first, pool, seed)


def all_that_the_loop_tries(
    answerer: Answering, cases: Sequence[Case], first: Sequence[Candidate], pool: TrialPool, *, seed: int = 0
) -> list[Candidate]:
    """What a person gets in one round.

    A fix that the error itself suggests comes before the model's greedy answer, then replies that are led to likely
    lines, then samples.
    """
    return _tried_in_turn(_SEARCHED, answerer, cases, _instant_else(cases, first, pool), pool, seed)


def _instant_else(cases: Sequence[Case], first: Sequence[Candidate], pool: TrialPool) -> list[Candidate]:
    found = list(first)
    failures = [trial.failure for trial in pool.run_all([program_of([case.row.code]) for case in cases])]
    for place, (case, failure) in enumerate(zip(cases, failures, strict=True)):
        if case.kind == "fix" and failure is not None:
            codes = itertools.islice(proposals(failure, case.row.code), INSTANT_TRIALS)
            replies = [line_edits.between(case.row.code, code) for code in codes]
            tried = candidates([case] * len(replies), replies, pool)
            found[place] = next((candidate for candidate in tried if candidate.accepted), found[place])
    return found


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
