"""Looks for a candidate that the loop would accept, by trying several; never by what is expected."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Sequence

import attrs

from opencodeinterpreter.evaluation.answering import LONGEST_REPLY_TOKENS, Answering, Ask
from opencodeinterpreter.evaluation.judging import Candidate, candidates
from opencodeinterpreter.evaluation.trials import TrialPool
from opencodeinterpreter.evaluation.turns import Turn
from opencodeinterpreter.loop.answers import SAMPLING_TEMPERATURE
from opencodeinterpreter.loop.attempts import INSTANT_TRIALS
from opencodeinterpreter.loop.openings import ANY, LED_TOKENS, openings
from opencodeinterpreter.loop.reviewing import Reviewed, worth_comparing
from opencodeinterpreter.loop.task import Task
from opencodeinterpreter.text import line_edits
from opencodeinterpreter.text.instant import proposals
from opencodeinterpreter.text.tracebacks import Failure


def best_of_others(answerer: Answering, turns: Sequence[Turn], pool: TrialPool, *, seed: int = 0) -> list[Candidate]:
    """The greedy candidates, those not accepted replaced by the first of the card's other answers that is.

    Where the model can review its answers, the best of all. Those that are led to lines are no part of this.
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


def first_new(
    answerer: Answering, turns: Sequence[Turn], known: Sequence[Candidate], pool: TrialPool, *, seed: int = 0
) -> list[Candidate]:
    """The greedy candidates; where one brings code that is known, the first of the card's others that brings other."""
    found = [turn.greedy for turn in turns]
    begun = [
        openings(answerer.info, turn.task.given, turn.task.prompt, answerer.choices(turn.task.prompt, one.reply))
        if one.code == old.code
        else []
        for turn, one, old in zip(turns, found, known, strict=True)
    ]

    def waits(place: int) -> bool:
        return found[place].code == known[place].code

    for place, candidate in _further(answerer, turns, begun, waits, pool, seed=seed):
        if candidate.code is not None:
            found[place] = candidate
    return found


def _first_accepted(
    standing: Sequence[Candidate],
    answerer: Answering,
    turns: Sequence[Turn],
    pool: TrialPool,
    *,
    seed: int,
    lines: int,
) -> list[Candidate]:
    """Where what stands is not accepted, the first other answer that is; so many of them may be led to lines.

    Where the model can review its answers, the best of all that are accepted.
    """
    accepted = [[one] if one.accepted else [] for one in standing]
    begun = [_openings(answerer, turn, one, lines) for one, turn in zip(standing, turns, strict=True)]

    def waits(place: int) -> bool:
        return turns[place].task.can_be_reviewed or not accepted[place]

    for place, candidate in _further(answerer, turns, begun, waits, pool, seed=seed):
        if candidate.accepted and candidate.code not in {one.code for one in accepted[place]}:
            accepted[place].append(candidate)
    return [
        _best(answerer, turn, found) if found else one
        for one, turn, found in zip(standing, turns, accepted, strict=True)
    ]


def _further(
    answerer: Answering,
    turns: Sequence[Turn],
    begun: Sequence[Sequence[str]],
    waits: Callable[[int], bool],
    pool: TrialPool,
    *,
    seed: int,
) -> Iterator[tuple[int, Candidate]]:
    """The places of turns and their answers begun in these ways: one each that still waits, then the next one each."""
    for number in range(max(map(len, begun), default=0)):
        waiting = [place for place in range(len(turns)) if number < len(begun[place]) and waits(place)]
        drawn = {place: _chance_and_limit(turns[place], begun[place][number]) for place in waiting}
        for temperature, limit in sorted(set(drawn.values())):
            places = [place for place in waiting if drawn[place] == (temperature, limit)]
            asks = [Ask(turns[place].task.prompt, begun[place][number]) for place in places]
            replies = answerer.replies(asks, temperature=temperature, seed=seed + number, max_new_tokens=limit)
            asked = [turns[place] for place in places]
            tried = candidates([turn.case for turn in asked], replies, pool, given=[turn.given for turn in asked])
            yield from zip(places, tried, strict=True)


def _openings(answerer: Answering, turn: Turn, standing: Candidate, lines: int) -> list[str]:
    """How the loop begins further answers where this candidate stands."""
    if standing.accepted and (standing.verified or not turn.task.can_be_reviewed):
        return []
    choices = answerer.choices(turn.task.prompt, turn.greedy.reply)
    if standing.accepted:
        return worth_comparing(answerer.info, choices)
    return openings(attrs.evolve(answerer.info, lines=lines), turn.task.given, turn.task.prompt, choices)


def _best(answerer: Answering, turn: Turn, accepted: Sequence[Candidate]) -> Candidate:
    """The one that the loop takes of answers that run."""
    found = [one for one in accepted if one.verified] or list(accepted)
    return max(found, key=lambda one: _review(answerer, turn.task, one).score) if len(found) > 1 else found[0]


def _review(answerer: Answering, task: Task, candidate: Candidate) -> Reviewed:
    described = task.description_of(candidate.code or "")
    return Reviewed(
        answer=_logprob(answerer, task.prompt, candidate.reply),
        request=_logprob(answerer, described, task.instruction),
    )


def _logprob(answerer: Answering, prompt: str, reply: str) -> float:
    """That of the reply without its end."""
    return sum(choice.logprob for choice in answerer.choices(prompt, reply)[:-1])


def _chance_and_limit(turn: Turn, opening: str) -> tuple[float, int]:
    """The temperature of an answer with this opening, and how many tokens it may have."""
    if opening == ANY:
        return SAMPLING_TEMPERATURE, LONGEST_REPLY_TOKENS
    return 0.0, LED_TOKENS if turn.given else LONGEST_REPLY_TOKENS


def _instant_else_greedy(turn: Turn, pool: TrialPool) -> Candidate:
    given = _mended_instantly(turn, turn.given, turn.task.failure, pool)
    if given is not None or turn.greedy.accepted or turn.greedy.code is None:
        return given or turn.greedy
    mended = _mended_instantly(turn, turn.greedy.code, turn.greedy.failure, pool)
    return attrs.evolve(mended, reply=turn.greedy.reply) if mended else turn.greedy


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
