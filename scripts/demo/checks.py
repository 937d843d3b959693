"""What a step of the demonstration claims, and the failure when reality differs."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


class StepError(Exception):
    """A claim did not hold; the text says what was expected and what was there."""


class Checks:
    """Claims, each reported by ``passed`` once it held."""

    def __init__(self, passed: Callable[[str], None]) -> None:
        self._passed = passed

    def that(self, held: object, claim: str, found: object = "") -> None:
        """Raise StepError unless it held."""
        if not held:
            raise StepError(f"Expected: {claim}" + (f"\nFound:    {found}" if found != "" else ""))
        self._passed(claim)

    def equal(self, found: T, expected: T, claim: str) -> None:
        """Raise StepError unless both are the same."""
        if found != expected:
            raise StepError(f"Expected: {claim}: {expected!r}\nFound:    {found!r}")
        self._passed(f"{claim}: {expected!r}")
