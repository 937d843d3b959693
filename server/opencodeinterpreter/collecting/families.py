"""``similar``: families of related problems become one dialogue, from each problem to a related one.

After the LeetCode similar problems of OpenCodeInterpreter (arXiv 2402.14658, section 3). What is related is read off
the rows themselves: they name a family, or problems that are similar, or tags.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from random import Random
from typing import Any, Literal, cast

import attrs

from opencodeinterpreter.collecting.method import DroppedError, Rejected, Tools, Unit
from opencodeinterpreter.collecting.pairs import answer_of, group_id
from opencodeinterpreter.collecting.talk import Talk
from opencodeinterpreter.data.rows import Row

Relation = Literal["auto", "family", "similar_to", "tags"]

Related = Callable[[int], Iterable[int]]
"""The rows that are related to a row, the nearest first, by place."""

_NAMES = ("id", "name", "slug", "title")
_FAMILY = ("family",)
_SIMILAR = ("similar_to", "similar", "similar_questions")
_TAGS = ("tags", "topics")


@attrs.frozen(kw_only=True)
class Similar:
    """Implements ``Method``. Dialogues have ``fewest`` to ``most`` problems, each of which is used once.

    ``relation`` says what makes problems related: the same ``family``; that one names the other in ``similar_to`` (by
    id, name, slug or title); at least ``shared_tags`` common ``tags``; ``auto`` takes the first of these that any row
    has. Problems without an answer are answered by the coder.
    """

    relation: Relation = "auto"
    fewest: int = 2
    most: int = 4
    shared_tags: int = 2

    @property
    def name(self) -> str:
        """See ``Method.name``."""
        return "similar"

    def units(self, rows: Sequence[Row]) -> Iterable[Unit | Rejected]:
        """Chains of related problems, in the order of their first ones."""
        chains = _chains(len(rows), self._related(rows), fewest=self.fewest, most=self.most)
        used: set[int] = set()
        for chain in chains:
            used.update(chain)
            members = tuple(rows[place] for place in chain)
            yield Unit(id=group_id(members), rows=members)
        for place, row in enumerate(rows):
            if place not in used:
                yield Rejected(id=row.id, reason="no related problem is left for it")

    async def make(self, unit: Unit, tools: Tools, random: Random) -> Sequence[Row]:
        """See ``Method.make``."""
        talk = Talk(problem=unit.rows[0], tools=tools, random=random)
        for number, problem in enumerate(unit.rows):
            talk.turn_to(problem)
            query = tools.prompt("similar_next", query=problem.query) if number else problem.query
            if (answer := answer_of(problem)) is not None:
                await talk.answered(query, answer)
            elif reason := await talk.request(query):
                raise DroppedError(reason)
        return [talk.row(id=unit.id, source=self.name, of=[row.id for row in unit.rows])]

    def _related(self, rows: Sequence[Row]) -> Related:
        match self._found(rows):
            case "family":
                return _by_family(rows)
            case "similar_to":
                return _by_name(rows)
            case _:
                return _by_tags(rows, self.shared_tags)

    def _found(self, rows: Sequence[Row]) -> Relation:
        if self.relation != "auto":
            return self.relation
        if any(_values(row.extra, _FAMILY) for row in rows):
            return "family"
        return "similar_to" if any(_values(row.extra, _SIMILAR) for row in rows) else "tags"


def _chains(count: int, related: Related, *, fewest: int, most: int) -> Iterator[list[int]]:
    """From each row that is left to the first related one that is left, and on from there."""
    used: set[int] = set()
    for start in range(count):
        if start in used:
            continue
        chain = [start]
        while len(chain) < most:
            nearest = (place for place in related(chain[-1]) if place not in used and place not in chain)
            following = next(nearest, None)
            if following is None:
                break
            chain.append(following)
        if len(chain) >= fewest:
            used.update(chain)
            yield chain


def _by_family(rows: Sequence[Row]) -> Related:
    """The members behind a row: chains begin in order, so that none before it is left."""
    members: defaultdict[str, list[int]] = defaultdict(list)
    families = ["".join(_values(row.extra, _FAMILY)[:1]) for row in rows]
    for place, family in enumerate(families):
        members[family].append(place)

    def related(place: int) -> Iterable[int]:
        own = members[families[place]] if families[place] else []
        return (own[number] for number in range(bisect_right(own, place), len(own)))

    return related


def _by_name(rows: Sequence[Row]) -> Related:
    """A row is known by its id and by whatever else it is called; relations count both ways, named ones first."""
    known: dict[str, int] = {}
    for place, row in enumerate(rows):
        for name in (row.id, *_values(row.extra, _NAMES)):
            known.setdefault(name.casefold(), place)
    named = [
        [known[name.casefold()] for name in _values(row.extra, _SIMILAR) if name.casefold() in known] for row in rows
    ]
    naming: defaultdict[int, list[int]] = defaultdict(list)
    for place, others in enumerate(named):
        for other in others:
            naming[other].append(place)
    return lambda place: [*named[place], *naming[place]]


def _by_tags(rows: Sequence[Row], least: int) -> Related:
    tags = [frozenset(tag.casefold() for tag in _values(row.extra, _TAGS)) for row in rows]
    tagged: defaultdict[str, list[int]] = defaultdict(list)
    for place, own in enumerate(tags):
        for tag in own:
            tagged[tag].append(place)

    def related(place: int) -> list[int]:
        others = {other for tag in tags[place] for other in tagged[tag]} - {place}
        near = [other for other in others if len(tags[place] & tags[other]) >= least]
        return sorted(near, key=lambda other: (-_overlap(tags[place], tags[other]), other))

    return related


def _overlap(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / len(one | other)


def _values(extra: Mapping[str, Any], fields: Sequence[str]) -> list[str]:
    """The texts under the first of these fields that is there: a text, a list, or objects that have a name."""
    given = next((extra[field] for field in fields if extra.get(field)), ())
    listed = cast("Iterable[object]", given if isinstance(given, list | tuple) else [given])
    return [name for item in listed if (name := _name(item))]


def _name(item: object) -> str:
    if isinstance(item, Mapping):
        named = cast("Mapping[str, object]", item)
        item = next((named[field] for field in _NAMES if named.get(field)), "")
    return str(item).strip() if isinstance(item, str | int) else ""
