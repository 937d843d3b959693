"""How far one request may go."""

from __future__ import annotations

import attrs

from opencodeinterpreter.settings import Settings


@attrs.frozen(kw_only=True)
class Limits:
    """``max_rounds`` model calls for one request; ``timeout_s`` for each execution.

    ``samples_s`` bounds the time that further answers to the same prompts may take, all rounds of a request together.
    """

    max_rounds: int = 3
    max_new_tokens: int = 1024
    temperature: float = 0.0
    timeout_s: float = 60.0
    samples_s: float = 6.0

    @classmethod
    def from_settings(cls, settings: Settings) -> Limits:
        """The limits that a person has set."""
        return cls(
            max_rounds=settings.max_rounds,
            max_new_tokens=settings.max_new_tokens,
            temperature=settings.temperature,
            timeout_s=settings.timeout,
        )
