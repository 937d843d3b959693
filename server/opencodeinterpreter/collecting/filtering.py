"""``filter``: keeps the rows whose query is complex enough to be worth learning from.

After the filtering of OpenCodeInterpreter (arXiv 2402.14658, section 3): a model scores each query from 1 to 5 in
answer to two differently worded prompts, and those of 4 and 5 stay.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from random import Random

import attrs

from opencodeinterpreter.collecting.method import DroppedError, Tools, Unit
from opencodeinterpreter.data.rows import Row
from opencodeinterpreter.model.protocol import Message

PROMPTS = ("filter_complexity", "filter_difficulty")
"""Files in ``prompts/collect/``, each an own wording of the question."""

SCORES = "complexity"
"""The field of ``extra`` that keeps the scores: ``{"scores": [4, 5], "mean": 4.5}``."""

_NUMBER = r"([1-5](?:\.\d+)?)(?![\w.]*\d)"
_NAMED = re.compile(rf"(?:score|rating|points?)(?:\W|\bis\b|\bof\b){{0,12}}{_NUMBER}", re.IGNORECASE)
_OF_FIVE = re.compile(rf"{_NUMBER}\s*(?:/|out of)\s*5\b", re.IGNORECASE)
_ALONE = re.compile(rf"\W*{_NUMBER}\W*")


@attrs.frozen(kw_only=True)
class Filtering:
    """Implements ``Method``. Rows stay as they are; their scores are added to ``extra``."""

    keep_at_least: float = 4.0

    @property
    def name(self) -> str:
        """See ``Method.name``."""
        return "filter"

    def units(self, rows: Sequence[Row]) -> Iterable[Unit]:
        """One for each row."""
        return (Unit(id=row.id, rows=(row,)) for row in rows)

    async def make(self, unit: Unit, tools: Tools, random: Random) -> Sequence[Row]:
        """See ``Method.make``."""
        row = unit.rows[0]
        scores = [await self._score(name, row.query, tools, random) for name in PROMPTS]
        mean = sum(scores) / len(scores)
        if mean < self.keep_at_least:
            raise DroppedError(f"complexity below {self.keep_at_least:g}")
        return [attrs.evolve(row, id=unit.id, extra={**row.extra, SCORES: {"scores": scores, "mean": mean}})]

    async def _score(self, name: str, query: str, tools: Tools, random: Random) -> float:
        reply = await tools.ask([Message("user", tools.prompt(name, query=query))], random=random)
        score = read_score(reply)
        if score is None:
            raise DroppedError("a score could not be read from the model's reply")
        return score


def read_score(reply: str) -> float | None:
    """The score that a reply gives: the last that is named, "4/5", or a number that is all it says."""
    for pattern in (_NAMED, _OF_FIVE):
        found = pattern.findall(reply)
        if found:
            return _in_range(found[-1])
    alone = _ALONE.fullmatch(reply.strip())
    return _in_range(alone[1]) if alone else None


def _in_range(text: str) -> float | None:
    score = float(text)
    return score if score <= 5 else None
