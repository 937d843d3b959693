"""The seam between the host and whatever runs a network. Importing this module loads nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

import attrs

from opencodeinterpreter.model.host.text_stream import TextStream


@attrs.frozen(kw_only=True)
class Sampling:
    """How to write the reply. Temperature 0 is greedy. ``top_logprobs`` None tells nothing of the tokens' chances.

    ``last_turn_logprob`` tells how likely the assistant's turn was that the conversation ends with.
    """

    max_new_tokens: int = 1024
    temperature: float = 0.0
    top_p: float | None = None
    stops: tuple[str, ...] = ()
    seed: int | None = None
    top_logprobs: int | None = None
    last_turn_logprob: bool = False


class Writer(Protocol):
    """A network that continues a text, one at a time."""

    @property
    def longest_reply_tokens(self) -> int | None:
        """The most that the checkpoint's own ``generation_config.json`` lets it write; None when that says nothing."""
        ...

    def write(self, prompt: Sequence[int], sampling: Sampling, stream: TextStream, stopped: Callable[[], bool]) -> None:
        """Continue the prompt and give the new tokens to ``stream`` until ``stopped``, which is asked at each token.

        With ``top_logprobs`` the stream is told before each token what was likely there.
        Raises ModelError when memory runs out.
        """
        ...

    def logprobs(self, text: Sequence[int], start: int, stopped: Callable[[], bool]) -> list[float]:
        """The log probability of each token of a text from place ``start`` on, given those before it; [] if stopped.

        Raises ModelError when memory runs out.
        """
        ...
