"""Turns a stream of tokens into pieces of text: whole characters only, cut at stop strings and at the token limit.

Stands where transformers expects a streamer; knows nothing of torch beyond ``tolist``.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Sequence
from typing import Protocol

import attrs

from opencodeinterpreter.model.protocol import TokenChoice

_FLUSH_INTERVAL_S = 0.05
_REPLACEMENT = "\ufffd"


class Decoder(Protocol):
    """The part of a tokenizer that is needed here."""

    def decode(self, token_ids: list[int], *, skip_special_tokens: bool) -> str:
        """The text of these tokens."""
        ...


class Tokens(Protocol):
    """The part of a tensor that is needed here."""

    def flatten(self) -> Tokens:
        """One row."""
        ...

    def tolist(self) -> list[int]:
        """Its numbers."""
        ...


class Detokenizer:
    """Decodes token by token, always with enough tokens before to get spaces and multi-byte characters right.

    The text of a window is compared with the text of its already shown part, as text-generation-inference does.
    """

    def __init__(self, decoder: Decoder) -> None:
        self._decoder = decoder
        self._tokens: list[int] = []
        self._window = 0
        self._shown = 0

    def push(self, tokens: Sequence[int], *, last: bool = False) -> str:
        """The text that these tokens complete; half a character is held back, and dropped with the ``last`` call."""
        self._tokens.extend(tokens)
        before = self._decode(self._tokens[self._window : self._shown])
        now = self._decode(self._tokens[self._window :])
        if now.endswith(_REPLACEMENT) and not last:
            return ""
        self._window, self._shown = self._shown, len(self._tokens)
        return now[len(before) :].rstrip(_REPLACEMENT)

    def following(self, token: int) -> str:
        """The text that this token would complete if it were pushed."""
        before = self._decode(self._tokens[self._window : self._shown])
        now = self._decode([*self._tokens[self._window :], token])
        return "" if now.endswith(_REPLACEMENT) else now[len(before) :]

    def _decode(self, tokens: list[int]) -> str:
        return self._decoder.decode(tokens, skip_special_tokens=True) if tokens else ""


class StopStrings:
    """Lets text through up to the first stop string, holding back what may be the beginning of one."""

    def __init__(self, stops: Collection[str]) -> None:
        self._stops = [stop for stop in stops if stop]
        self._held = ""
        self.found = False

    def push(self, text: str, *, last: bool = False) -> str:
        """What may be shown now."""
        text = self._held + text
        cuts = [position for stop in self._stops if (position := text.find(stop)) >= 0]
        if self.found or cuts:
            self.found, self._held = True, ""
            return text[: min(cuts, default=0)]
        keep = 0 if last else max((_overlap(text, stop) for stop in self._stops), default=0)
        self._held = text[len(text) - keep :]
        return text[: len(text) - keep]


@attrs.frozen(eq=False)
class Chances:
    """What may come next: the likeliest tokens, and the log probability of any."""

    likeliest: Sequence[int]
    logprob: Callable[[int], float]


class TokenChoices:
    """Spells out the tokens of a reply and what was likely in their place."""

    def __init__(self, decoder: Decoder) -> None:
        self._detokenizer = Detokenizer(decoder)
        self.made: list[TokenChoice] = []

    def add(self, token: int, chances: Chances) -> None:
        """The next token."""
        likely = tuple((self._detokenizer.following(other), chances.logprob(other)) for other in chances.likeliest)
        self.made.append(TokenChoice(self._detokenizer.push([token]), chances.logprob(token), likely))


class TextStream:
    """A streamer for ``generate``: gives text to ``emit`` some twenty times a second, from the generating thread."""

    def __init__(
        self,
        decoder: Decoder,
        emit: Callable[[str], None],
        *,
        limit_tokens: int,
        end_tokens: Collection[int],
        stops: Collection[str] = (),
    ) -> None:
        self._detokenizer = Detokenizer(decoder)
        self._stops = StopStrings(stops)
        self._emit = emit
        self._limit_tokens = limit_tokens
        self._end_tokens = frozenset(end_tokens)
        self._pending: list[int] = []
        self._prompt_seen = False
        self._flushed_at_s = 0.0
        self._chances: Chances | None = None
        self._choices = TokenChoices(decoder)
        self.count = 0
        self.finish_reason: str | None = None

    def put(self, value: Tokens) -> None:
        """Take the next tokens; the first call brings the prompt. Prompt lookup brings several at once."""
        if not self._prompt_seen:
            self._prompt_seen = True
            return
        self.push(value.flatten().tolist())

    @property
    def choices(self) -> tuple[TokenChoice, ...]:
        """The tokens so far, its end included, of which it was told what was likely."""
        return tuple(self._choices.made)

    def expect(self, chances: Chances) -> None:
        """Be told what is likely before the next token comes."""
        self._chances = chances

    def push(self, tokens: Sequence[int]) -> None:
        """Take the next tokens of the reply."""
        for token in tokens:
            self._take(token)
        if self.finish_reason is None and time.monotonic() - self._flushed_at_s >= _FLUSH_INTERVAL_S:
            self._flush()

    def end(self) -> None:
        """Show what was held back."""
        self._flush(last=True)

    def _take(self, token: int) -> None:
        if self.finish_reason is not None:
            return
        self.count += 1
        if self._chances is not None:
            self._choices.add(token, self._chances)
            self._chances = None
        if token in self._end_tokens:
            self.finish_reason = "stop"
            return
        self._pending.append(token)
        if self.count >= self._limit_tokens:
            self.finish_reason = "length"

    def _flush(self, *, last: bool = False) -> None:
        text = self._stops.push(self._detokenizer.push(self._pending, last=last), last=last)
        self._pending.clear()
        if text:
            self._emit(text)
        if self._stops.found:
            self.finish_reason = "stop"
        self._flushed_at_s = time.monotonic()


def _overlap(text: str, stop: str) -> int:
    """How many characters at the end of ``text`` may be the beginning of ``stop``."""
    sizes = range(min(len(text), len(stop) - 1), 0, -1)
    return next((size for size in sizes if text.endswith(stop[:size])), 0)
