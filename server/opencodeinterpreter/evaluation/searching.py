"""Looks for a candidate that the loop would accept, by trying several; never by what is expected."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from opencodeinterpreter.evaluation.answering import Answering, Ask
from opencodeinterpreter.evaluation.cases import Case
from opencodeinterpreter.evaluation.judging import Candidate, candidates
from opencodeinterpreter.evaluation.trials import TrialPool, program_of
from opencodeinterpreter.loop.answers import SAMPLING_TEMPERATURE
from opencodeinterpreter.loop.attempts import INSTANT_TRIALS
from opencodeinterpreter.loop.openings import LED_TOKENS, openings
from opencodeinterpreter.model.protocol import ModelInfo
from opencodeinterpreter.text import line_edits
from opencodeinterpreter.text.instant import proposals

SAMPLES, LINES = 8, 7
_LED = ModelInfo(name="evaluated", answer_form="line-edits", sends_history=False, lines=LINES)


def best_of_samples(
    answerer: Answering, cases: Sequence[Case], first: Sequence[Candidate], pool: TrialPool, *, seed: int = 0
) -> list[Candidate]:
    """The greedy candidates, those not accepted replaced by the first sampled one that is."""
    found = list(first)
    for turn in range(SAMPLES - 1):
        waiting = [place for place, candidate in enumerate(found) if not candidate.accepted]
        asks = [Ask(cases[place].row.prompt) for place in waiting]
        replies = answerer.replies(asks, temperature=SAMPLING_TEMPERATURE, seed=seed + turn)
        _take_accepted(found, waiting, candidates([cases[place] for place in waiting], replies, pool))
    return found


def all_that_the_loop_tries(
    answerer: Answering,
    cases: Sequence[Case],
    first: Sequence[Candidate],
    sampled: Sequence[Candidate],
    pool: TrialPool,
) -> list[Candidate]:
    """What a person gets in one round.

    A fix that the error itself suggests comes before the model's greedy answer, then replies that are led to likely
    lines, then what was found by samples.
    """
    found = _instant_else(cases, first, pool)
    begun = [openings(_LED, case.row.code or None, case.row.prompt) for case in cases]
    for turn in range(LINES):
        waiting = [place for place, one in enumerate(found) if not one.accepted and turn < len(begun[place])]
        asks = [Ask(cases[place].row.prompt, begun[place][turn]) for place in waiting]
        replies = answerer.replies(asks, max_new_tokens=LED_TOKENS)
        _take_accepted(found, waiting, candidates([cases[place] for place in waiting], replies, pool))
    return [one if one.accepted else other for one, other in zip(found, sampled, strict=True)]


def _take_accepted(found: list[Candidate], places: Sequence[int], tried: Sequence[Candidate]) -> None:
    for place, candidate in zip(places, tried, strict=True):
        if candidate.accepted:
            found[place] = candidate


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
