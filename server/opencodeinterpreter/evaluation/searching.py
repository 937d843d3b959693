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
from opencodeinterpreter.loop.openings import LED_TOKENS, openings
from opencodeinterpreter.model.protocol import ModelInfo
from opencodeinterpreter.text import line_edits
from opencodeinterpreter.text.instant import proposals
from opencodeinterpreter.text.tracebacks import Failure

SAMPLES, LINES = 8, 7
_LED = ModelInfo(name="evaluated", answer_form="line-edits", sends_history=False, lines=LINES)


@attrs.frozen(kw_only=True)
class Turn:
    """A prompt about a case and the candidate of its greedy answer.

    ``given`` is the code that a reply changes, "" where it writes new code, and ``failure`` how that code fails.
    """

    case: Case
    prompt: str
    given: str
    failure: Failure | None
    greedy: Candidate


def first_turns(cases: Sequence[Case], first: Sequence[Candidate], pool: TrialPool) -> list[Turn]:
    """The cases' own prompts, with the candidates of their greedy answers."""
    trials = pool.run_all([program_of([case.row.code]) for case in cases])
    return [
        Turn(
            case=case,
            prompt=case.row.prompt,
            given=case.row.code,
            failure=trial.failure if case.kind == "fix" else None,
            greedy=candidate,
        )
        for case, candidate, trial in zip(cases, first, trials, strict=True)
    ]


def best_of_samples(answerer: Answering, turns: Sequence[Turn], pool: TrialPool, *, seed: int = 0) -> list[Candidate]:
    """The greedy candidates, those not accepted replaced by the first sampled one that is."""
    found = [turn.greedy for turn in turns]
    for number in range(SAMPLES - 1):
        waiting = [place for place, candidate in enumerate(found) if not candidate.accepted]
        asks = [Ask(turns[place].prompt) for place in waiting]
        replies = answerer.replies(asks, temperature=SAMPLING_TEMPERATURE, seed=seed + number)
        _take_accepted(found, turns, waiting, replies, pool)
    return found


def all_that_the_loop_tries(
    answerer: Answering, turns: Sequence[Turn], sampled: Sequence[Candidate], pool: TrialPool
) -> list[Candidate]:
    """What a person gets in one round.

    A fix that the error itself suggests comes before the model's greedy answer and what the error of that suggests,
    then come replies that are led to likely lines, then what was found by samples.
    """
    found = [turn.greedy for turn in turns]
    for place, turn in enumerate(turns):
        found[place] = _mended_instantly(turn, turn.given, turn.failure, pool) or turn.greedy
        if not found[place].accepted and turn.greedy.code is not None:
            own = _mended_instantly(turn, turn.greedy.code, turn.greedy.failure, pool)
            found[place] = own or turn.greedy
    begun = [openings(_LED, turn.given or None, turn.prompt) for turn in turns]
    for number in range(LINES):
        waiting = [place for place, one in enumerate(found) if not one.accepted and number < len(begun[place])]
        asks = [Ask(turns[place].prompt, begun[place][number]) for place in waiting]
        replies = answerer.replies(asks, max_new_tokens=LED_TOKENS)
        _take_accepted(found, turns, waiting, replies, pool)
    return [one if one.accepted else other for one, other in zip(found, sampled, strict=True)]


def _take_accepted(
    found: list[Candidate], turns: Sequence[Turn], places: Sequence[int], replies: Sequence[str], pool: TrialPool
) -> None:
    asked = [turns[place] for place in places]
    tried = candidates([turn.case for turn in asked], replies, pool, given=[turn.given for turn in asked])
    for place, candidate in zip(places, tried, strict=True):
        if candidate.accepted:
            found[place] = candidate


def _mended_instantly(turn: Turn, code: str, failure: Failure | None, pool: TrialPool) -> Candidate | None:
    """The first fix that the error itself suggests and that the loop would accept."""
    if failure is None:
        return None
    fixes = list(itertools.islice(proposals(failure, code), INSTANT_TRIALS))
    replies = [line_edits.between(code, fix) for fix in fixes]
    tried = candidates([turn.case] * len(fixes), replies, pool, given=[code] * len(fixes))
    return next((candidate for candidate in tried if candidate.accepted), None)
