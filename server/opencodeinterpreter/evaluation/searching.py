"""Looks for a candidate that the loop would accept, by trying several; never by what is expected."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

import attrs

from opencodeinterpreter.evaluation.answering import LONGEST_REPLY_TOKENS, Answering, Ask
from opencodeinterpreter.evaluation.cases import Case
from opencodeinterpreter.evaluation.judging import Candidate, candidates
from opencodeinterpreter.evaluation.trials import TrialPool, program_of
from opencodeinterpreter.loop.answers import SAMPLING_TEMPERATURE
from opencodeinterpreter.loop.attempts import INSTANT_TRIALS
from opencodeinterpreter.loop.openings import ANY, LED_TOKENS, openings
from opencodeinterpreter.text import line_edits
from opencodeinterpreter.text.instant import proposals
from opencodeinterpreter.text.tracebacks import Failure


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


def best_of_others(answerer: Answering, turns: Sequence[Turn], pool: TrialPool, *, seed: int = 0) -> list[Candidate]:
    """The greedy candidates, those not accepted replaced by the first of the card's other answers that is.

    Those that are led to lines are no part of this.
    """
    return _first_accepted([turn.greedy for turn in turns], answerer, turns, pool, seed=seed, lines=0)


def all_that_the_loop_tries(
    answerer: Answering, turns: Sequence[Turn], pool: TrialPool, *, seed: int = 0
) -> list[Candidate]:
    """What a person gets in one round.

    A fix that the error itself suggests comes before the model's greedy answer and what the error of that suggests,
    then come the card's other answers.
    """
    found = [_instant_else_greedy(turn, pool) for turn in turns]
    return _first_accepted(found, answerer, turns, pool, seed=seed, lines=answerer.info.lines)


def _first_accepted(
    standing: Sequence[Candidate],
    answerer: Answering,
    turns: Sequence[Turn],
    pool: TrialPool,
    *,
    seed: int,
    lines: int,
) -> list[Candidate]:
    """Where what stands is not accepted, the first other answer that is; so many of them may be led to lines."""
    found = list(standing)
    begun = [[] if one.accepted else _openings(answerer, turn, lines) for one, turn in zip(found, turns, strict=True)]
    for number in range(max(map(len, begun), default=0)):
        waiting = [place for place, one in enumerate(found) if not one.accepted and number < len(begun[place])]
        drawn = {place: _chance_and_limit(turns[place], begun[place][number]) for place in waiting}
        for temperature, limit in sorted(set(drawn.values())):
            places = [place for place in waiting if drawn[place] == (temperature, limit)]
            asks = [Ask(turns[place].prompt, begun[place][number]) for place in places]
            replies = answerer.replies(asks, temperature=temperature, seed=seed + number, max_new_tokens=limit)
            _take_accepted(found, turns, places, replies, pool)
    return found


def _openings(answerer: Answering, turn: Turn, lines: int) -> list[str]:
    choices = answerer.choices(turn.prompt, turn.greedy.reply)
    return openings(attrs.evolve(answerer.info, lines=lines), turn.given or None, turn.prompt, choices)


def _chance_and_limit(turn: Turn, opening: str) -> tuple[float, int]:
    """The temperature of an answer with this opening, and how many tokens it may have."""
    if opening == ANY:
        return SAMPLING_TEMPERATURE, LONGEST_REPLY_TOKENS
    return 0.0, LED_TOKENS if turn.given else LONGEST_REPLY_TOKENS


def _take_accepted(
    found: list[Candidate], turns: Sequence[Turn], places: Sequence[int], replies: Sequence[str], pool: TrialPool
) -> None:
    asked = [turns[place] for place in places]
    tried = candidates([turn.case for turn in asked], replies, pool, given=[turn.given for turn in asked])
    for place, candidate in zip(places, tried, strict=True):
        if candidate.accepted:
            found[place] = candidate


def _instant_else_greedy(turn: Turn, pool: TrialPool) -> Candidate:
    given = _mended_instantly(turn, turn.given, turn.failure, pool)
    if given is not None or turn.greedy.accepted or turn.greedy.code is None:
        return given or turn.greedy
    return _mended_instantly(turn, turn.greedy.code, turn.greedy.failure, pool) or turn.greedy


def _mended_instantly(turn: Turn, code: str, failure: Failure | None, pool: TrialPool) -> Candidate | None:
    """The first fix that the error itself suggests and that the loop would accept; as there, another error leads on."""
    waiting, left = [(code, failure)], INSTANT_TRIALS
    while waiting and left > 0:
        code, failure = waiting.pop(0)
        if failure is None:
            continue
        fixes = list(itertools.islice(proposals(failure, code), left))
        left -= len(fixes)
        replies = [line_edits.between(code, fix) for fix in fixes]
        tried = candidates([turn.case] * len(fixes), replies, pool, given=[code] * len(fixes))
        if accepted := next((candidate for candidate in tried if candidate.accepted), None):
            return accepted
        other = [one for one in tried if one.code and one.failure and one.failure.headline != failure.headline]
        waiting += [(one.code or "", one.failure) for one in other]
    return None
