"""Plans a whole training ahead: which samples make up which batch, in which order, the same under one seed.

Because all batches are known before the first step, a training that was killed goes on with the very batch that it
would have taken next. Knows lengths only, neither tokens nor models.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from random import Random

import attrs

_WINDOW_SAMPLES = 4096
_JITTER_TOKENS = 8

Batches = list[list[int]]


@attrs.frozen
class PlannedBatch:
    """The samples of one batch, by their index in the part of the data; ``prompt_share`` of prompts is learned too."""

    part: int
    indices: tuple[int, ...]
    tokens: int
    prompt_share: float = 0.0


@attrs.frozen(kw_only=True)
class Part:
    """The lengths of one part's samples; without a ``share`` it is the main one."""

    lengths: Sequence[int]
    share: float | None = None
    until: float = 1.0


@attrs.frozen(kw_only=True)
class Extent:
    """How long to train: by exactly one of these. ``batches`` counts those of all devices."""

    epochs: float | None = None
    tokens: int | None = None
    batches: int | None = None


@attrs.frozen(kw_only=True)
class Filling:
    """How batches are filled: ``packed`` one behind the other or in rows, with at most so many tokens."""

    packed: bool
    batch_tokens: int


def rows_of_similar_length(lengths: Sequence[int], random: Random, filling: Filling) -> Batches:
    """One pass; each sample is a row, and padding counts against the tokens of a batch."""
    order = sorted(range(len(lengths)), key=lambda index: lengths[index] + random.random() * _JITTER_TOKENS)
    batches: Batches = []
    widest = 0
    for index in order:
        widest = max(widest, lengths[index]) if batches else lengths[index]
        if not batches or (len(batches[-1]) + 1) * widest > filling.batch_tokens:
            batches.append([])
            widest = lengths[index]
        batches[-1].append(index)
    random.shuffle(batches)
    return batches


def packed_together(lengths: Sequence[int], random: Random, filling: Filling) -> Batches:
    """One pass; best-fit decreasing within windows of the shuffled samples (arXiv 2404.10830)."""
    order = random.sample(range(len(lengths)), len(lengths))
    batches: Batches = []
    for start in range(0, len(order), _WINDOW_SAMPLES):
        window = order[start : start + _WINDOW_SAMPLES]
        batches.extend(_best_fit(sorted(window, key=lambda index: -lengths[index]), lengths, filling.batch_tokens))
    random.shuffle(batches)
    return batches


def _best_fit(order: Sequence[int], lengths: Sequence[int], room_tokens: int) -> Batches:
    """Each sample goes where it leaves the least room; ``by_room`` finds that place without a search over all."""
    batches: Batches = []
    by_room: dict[int, list[int]] = {}
    rooms: list[int] = []
    for index in order:
        length = lengths[index]
        room = next((room for room in sorted(by_room) if room >= length), None)
        place = by_room[room].pop() if room is not None else len(batches)
        if room is None:
            batches.append([])
            rooms.append(room_tokens)
        elif not by_room[room]:
            del by_room[room]
        batches[place].append(index)
        rooms[place] -= length
        by_room.setdefault(rooms[place], []).append(place)
    return batches


class _Stream:
    """Passes over one part without end, each in a new order; tells how many passes are done."""

    def __init__(self, part: int, lengths: Sequence[int], filling: Filling, seed: int) -> None:
        self.part, self._lengths, self._filling, self._seed = part, lengths, filling, seed
        self._taken = 0
        self._batches = self._pass_after_pass()

    @property
    def epochs(self) -> float:
        return self._taken / len(self._lengths)

    def take(self, prompt_share: float) -> PlannedBatch:
        indices = next(self._batches)
        self._taken += len(indices)
        tokens = sum(self._lengths[index] for index in indices)
        return PlannedBatch(self.part, tuple(indices), tokens, prompt_share)

    def _pass_after_pass(self) -> Iterator[list[int]]:
        fill = packed_together if self._filling.packed else rows_of_similar_length
        number = 0
        while True:
            random = Random(f"{self._seed}/{self.part}/{number}")  # noqa: S311 - a seed must fix the order
            yield from fill(self._lengths, random, self._filling)
            number += 1


def plan(
    parts: Sequence[Part], extent: Extent, filling: Filling, *, seed: int, prompt_share: Callable[[float], float]
) -> list[PlannedBatch]:
    """All batches of a training. ``prompt_share`` gives the share of prompt tokens learned when so much is done."""
    streams = [_Stream(number, part.lengths, filling, seed) for number, part in enumerate(parts)]
    main = next(number for number, part in enumerate(parts) if part.share is None)
    random = Random(f"{seed}/mixing")  # noqa: S311 - a seed must fix the order
    planned: list[PlannedBatch] = []
    tokens = 0
    while (done := _done(extent, streams[main].epochs, tokens, len(planned))) < 1:
        planned.append(streams[_choose(parts, main, random.random(), done)].take(prompt_share(done)))
        tokens += planned[-1].tokens
    return planned


def _done(extent: Extent, epochs: float, tokens: int, batches: int) -> float:
    """The share of the training that is done. A last pass ends with its last batch, whatever floats make of it."""
    if extent.epochs is not None:
        return 1.0 if math.isclose(epochs, extent.epochs) else epochs / extent.epochs
    return tokens / extent.tokens if extent.tokens is not None else batches / (extent.batches or 1)


def _choose(parts: Sequence[Part], main: int, drawn: float, done: float) -> int:
    """The part that a number drawn from 0 to 1 falls on: those with a share first, the rest is the main one's."""
    for number, part in enumerate(parts):
        if part.share is not None and done < part.until:
            if drawn < part.share:
                return number
            drawn -= part.share
    return main
