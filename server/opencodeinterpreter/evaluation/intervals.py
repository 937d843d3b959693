"""Shares and gains with their 95 % intervals. Knows nothing of what is counted."""

from __future__ import annotations

import math

import attrs

_Z = 1.959964


@attrs.frozen
class Interval:
    """An estimate and the ends of its interval, all as shares."""

    value: float
    low: float
    high: float

    def __str__(self) -> str:
        return f"{self.value:.0%} ({100 * self.low:.0f}-{100 * self.high:.0f})"

    @property
    def in_points(self) -> str:
        """As a gain in percentage points."""
        return f"{100 * self.value:+.1f} ({100 * self.low:+.1f} to {100 * self.high:+.1f})"


def share(count: int, total: int) -> Interval:
    """A share with its score interval (Wilson 1927), which holds for small numbers too; 0 to 1 of nothing."""
    if not total:
        return Interval(0.0, 0.0, 1.0)
    part, weight = count / total, _Z**2 / total
    middle = (part + weight / 2) / (1 + weight)
    half = _Z / (1 + weight) * math.sqrt(part * (1 - part) / total + weight / (4 * total))
    return Interval(part, max(0.0, middle - half), min(1.0, middle + half))


def paired_gain(won: int, lost: int, total: int) -> Interval:
    """The gain in the share of successes when the same cases are judged twice; ``won`` and ``lost`` changed sides.

    The interval is Wald's with half a case added to each cell of the table of pairs (Agresti and Min 2005).
    """
    if not total:
        return Interval(0.0, -1.0, 1.0)
    size, up, down = total + 2, won + 0.5, lost + 0.5
    middle = (up - down) / size
    half = _Z * math.sqrt(up + down - (up - down) ** 2 / size) / size
    return Interval((won - lost) / total, middle - half, middle + half)


def chance_of_gain(won: int, lost: int) -> float:
    """How likely so uneven a change of sides would be if nothing had changed: McNemar's exact test, two-sided."""
    changed = won + lost
    tail = sum(math.comb(changed, count) for count in range(min(won, lost) + 1)) / 2**changed
    return min(1.0, 2 * tail)
