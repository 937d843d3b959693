"""A figure, its baseline from the same run, and what it must keep to. Knows nothing of how either was measured."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Iterator, Sequence
from typing import Literal

import attrs

Verdict = Literal["pass", "miss", ""]


@attrs.frozen(kw_only=True)
class Limit:
    """A bound on the value, or on the value divided by its baseline."""

    of: Literal["value", "ratio"]
    at_most: float | None = None
    at_least: float | None = None

    def holds(self, number: float) -> bool:
        """Whether ``number`` keeps to it."""
        return (self.at_most is None or number <= self.at_most) and (self.at_least is None or number >= self.at_least)

    def __str__(self) -> str:
        sign, bound = ("≤", self.at_most) if self.at_most is not None else ("≥", self.at_least)
        return f"{sign} {bound:g}{'x' if self.of == 'ratio' else ''}"


@attrs.frozen(kw_only=True)
class Figure:
    """One row of the table."""

    name: str
    unit: str
    value: float
    baseline: float | None = None
    baseline_name: str = ""
    limit: Limit | None = None

    @property
    def ratio(self) -> float | None:
        """The value as a multiple of its baseline."""
        return self.value / self.baseline if self.baseline else None

    @property
    def verdict(self) -> Verdict:
        """Whether the limit was kept; "" where there is none."""
        number = self.ratio if self.limit and self.limit.of == "ratio" else self.value
        if self.limit is None or number is None:
            return ""
        return "pass" if self.limit.holds(number) else "miss"


def alternate(runs: int, *measures: Callable[[], float]) -> tuple[list[float], ...]:
    """Call each in turn, ``runs`` times round, so that a busy moment of the machine falls on all of them alike."""
    samples: tuple[list[float], ...] = tuple([] for _ in measures)
    for _ in range(runs):
        for measure, taken in zip(measures, samples, strict=True):
            taken.append(measure())
    return samples


def medians(samples: Sequence[Sequence[float]]) -> Iterator[float]:
    """The median of each series."""
    return (statistics.median(series) for series in samples)


def percentile(samples: Sequence[float], percent: float) -> float:
    """The smallest sample that ``percent`` of all do not exceed (nearest rank)."""
    ordered = sorted(samples)
    rank = -(-len(ordered) * percent // 100)
    return ordered[max(0, int(rank) - 1)]
