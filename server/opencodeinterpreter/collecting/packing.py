"""``pack``: single-turn pairs that resemble each other become one dialogue, by nearest neighbours of embeddings.

After the single-turn packing of OpenCodeInterpreter (arXiv 2402.14658, section 3): each query is embedded, its nearest
neighbours are looked up, and two or more pairs make a dialogue; a pair is used once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from random import Random

import attrs

from opencodeinterpreter.collecting.embedding import embed
from opencodeinterpreter.collecting.method import Rejected, Tools, Unit
from opencodeinterpreter.collecting.neighbours import Neighbours, nearest
from opencodeinterpreter.collecting.pairs import answer_of, group_id
from opencodeinterpreter.collecting.talk import Talk
from opencodeinterpreter.data.rows import Row


@attrs.frozen(kw_only=True)
class Packing:
    """Implements ``Method``. Dialogues have ``fewest`` to ``most`` turns; how many is drawn for each first row.

    ``encoder`` is what sentence-transformers can load, by name or path. Similarities are cosines: rows farther apart
    than ``least_similar`` have nothing in common, rows closer than ``most_similar`` say the same. Each row has
    ``neighbours`` candidates, found exactly among fewer than ``exact_below`` rows and in an approximate index above
    that. ``cache`` is a folder for embeddings, "" for none.
    """

    encoder: str
    fewest: int = 2
    most: int = 4
    least_similar: float = 0.3
    most_similar: float = 0.98
    neighbours: int = 8
    exact_below: int = 2000
    device: str = attrs.field(default="", eq=False)
    cache: str = attrs.field(default="", eq=False)

    @property
    def name(self) -> str:
        """See ``Method.name``."""
        return "pack"

    def units(self, rows: Sequence[Row]) -> Iterable[Unit | Rejected]:
        """Groups of similar pairs, in the order of their first ones. Raises OpenCodeInterpreterError."""
        pairs = [row for row in rows if answer_of(row) is not None]
        yield from (
            Rejected(id=row.id, reason="is no pair of one question and one answer")
            for row in rows
            if answer_of(row) is None
        )
        used: set[int] = set()
        for group in self._groups(pairs):
            used.update(group)
            members = tuple(pairs[place] for place in group)
            yield Unit(id=group_id(members), rows=members)
        for place, row in enumerate(pairs):
            if place not in used:
                yield Rejected(id=row.id, reason="no similar pair is left for it")

    async def make(self, unit: Unit, tools: Tools, random: Random) -> Sequence[Row]:
        """See ``Method.make``. Asks no model; the answers' code is run."""
        talk = Talk(problem=unit.rows[0], tools=tools, random=random)
        for pair in unit.rows:
            talk.turn_to(pair)
            await talk.answered(pair.query, answer_of(pair) or "")
        return [talk.row(id=unit.id, source=self.name, of=[row.id for row in unit.rows])]

    def _groups(self, pairs: Sequence[Row]) -> Iterator[list[int]]:
        """Each pair that is left takes the nearest ones that are left; one that finds too few stays for others."""
        if len(pairs) < self.fewest:
            return
        found = self._neighbours([pair.query for pair in pairs])
        used: set[int] = set()
        for first, pair in enumerate(pairs):
            if first in used:
                continue
            size = Random(pair.id).randint(self.fewest, self.most)  # noqa: S311 - a seed must fix the data
            free = [other for other, similarity in found(first) if other not in used and self._fits(similarity)]
            group = [first, *free[: size - 1]]
            if len(group) >= self.fewest:
                used.update(group)
                yield group

    def _neighbours(self, queries: Sequence[str]) -> Neighbours:
        cache = Path(self.cache) if self.cache else None
        vectors = embed(queries, encoder=self.encoder, device=self.device, cache=cache)
        return nearest(vectors, self.neighbours, exact=len(queries) < self.exact_below)

    def _fits(self, similarity: float) -> bool:
        return self.least_similar <= similarity <= self.most_similar
