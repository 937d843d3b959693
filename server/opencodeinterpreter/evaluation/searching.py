"""Looks for a candidate that the loop would accept, by trying several; never by what is expected."""

from __future__ import annotations

import difflib
import itertools
import re
from collections.abc import Sequence

from opencodeinterpreter.evaluation.answering import Answering, Ask
from opencodeinterpreter.evaluation.cases import Case
from opencodeinterpreter.evaluation.judging import Candidate, candidates
from opencodeinterpreter.evaluation.trials import TrialPool

SAMPLES = 7
TEMPERATURE = 0.7
_STAGES = 3
_ASKS_PER_STAGE = 4
_LINE_TOKENS = 96
_FRAME = re.compile(r"^  File \"[^\"]*\", line (\d+)", re.MULTILINE)


def best_of_samples(
    answerer: Answering,
    cases: Sequence[Case],
    first: Sequence[Candidate],
    pool: TrialPool,
    *,
    samples: int = SAMPLES,
    seed: int = 0,
) -> list[Candidate]:
    """The greedy candidates, those not accepted replaced by the first sampled one that is."""
    found = list(first)
    for turn in range(samples):
        waiting = [place for place, candidate in enumerate(found) if not candidate.accepted]
        asks = [Ask(cases[place].row.prompt) for place in waiting]
        replies = answerer.replies(asks, temperature=TEMPERATURE, seed=seed + turn)
        for place, drawn in zip(waiting, candidates([cases[p] for p in waiting], replies, pool), strict=True):
            if drawn.accepted:
                found[place] = drawn
    return found


def line_search(
    answerer: Answering, cases: Sequence[Case], first: Sequence[Candidate], pool: TrialPool
) -> list[Candidate]:
    """The greedy candidates of fixes, those not accepted replaced by the closest accepted one of a forced line.

    Each reply is made to begin with the number of a line, the likeliest first by the traceback, a few at a time.
    """
    found = list(first)
    for stage in range(_STAGES):
        waiting = [place for place, candidate in enumerate(found) if not candidate.accepted]
        tries = [(place, prefix) for place in waiting for prefix in _stage(cases[place], stage)]
        asks = [Ask(cases[place].row.prompt, prefix) for place, prefix in tries]
        replies = answerer.replies(asks, max_new_tokens=_LINE_TOKENS)
        written = candidates([cases[place] for place, _ in tries], replies, pool)
        for place, group in itertools.groupby(zip(tries, written, strict=True), key=lambda pair: pair[0][0]):
            accepted = [candidate for _, candidate in group if candidate.accepted]
            if accepted:
                found[place] = min(accepted, key=lambda candidate: _distance(cases[place].row.code, candidate))
    return found


def prefixes(code: str, prompt: str) -> list[str]:
    """How a reply to a failure could begin, likeliest first: a line of the traceback, one near it, an import on top.

    The bar behind the number is left to the model, for tokenizers join it with the indent.
    """
    lines = code.splitlines()
    named = [int(number) for number in reversed(_FRAME.findall(prompt)) if 0 < int(number) <= len(lines)]
    place = named[0] if named else 1
    near = sorted(range(1, len(lines) + 1), key=lambda line: (abs(line - place), line > place))
    order = [line for line in dict.fromkeys([*named, *near]) if lines[line - 1].strip()]
    inserted = [f"+{place}", "+1"]
    replaced = [str(line) for line in order]
    return list(dict.fromkeys([*replaced[:2], *inserted, *replaced[2:]]))


def _stage(case: Case, stage: int) -> list[str]:
    start = stage * _ASKS_PER_STAGE
    return prefixes(case.row.code, case.row.prompt)[start : start + _ASKS_PER_STAGE]


def _distance(code: str, candidate: Candidate) -> float:
    """How much of the text has changed, from 0 to 1."""
    return 1 - difflib.SequenceMatcher(None, code, candidate.code or "", autojunk=False).ratio()
