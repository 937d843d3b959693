"""Fits a conversation into a model's context, counted in its own tokens. Pure: the counting is passed in."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import attrs

from opencodeinterpreter.errors import ModelError
from opencodeinterpreter.model.protocol import Message

Encode = Callable[[Sequence[Message]], list[int]]
_ANSWER_SHARE = 2
_SHORTEST_ANSWER_TOKENS = 32


@attrs.frozen(kw_only=True)
class Prompt:
    """What is sent to the model: its tokens, how many turns were left out, and how long the answer may be."""

    tokens: list[int]
    dropped_turns: int
    max_new_tokens: int


def fit(messages: Sequence[Message], *, positions: int, max_new_tokens: int, encode: Encode, model: str) -> Prompt:
    """Drop the oldest turns until prompt and answer fit; system messages and the last user turn always stay.

    The answer may claim up to half of the context before turns are dropped for it. If the last turn alone leaves less,
    the answer is cut shorter, down to 32 tokens; beyond that ModelError says what to do.
    """
    wanted = min(max_new_tokens, positions // _ANSWER_SHARE)
    kept, dropped = list(messages), 0
    tokens = encode(kept)
    while len(tokens) + wanted > positions and (shorter := _without_oldest(kept)) is not None:
        dropped += len(kept) - len(shorter)
        kept = shorter
        tokens = encode(kept)
    room = positions - len(tokens)
    if room < min(_SHORTEST_ANSWER_TOKENS, max_new_tokens):
        raise ModelError(
            f"The request is {len(tokens):,} tokens long, but {model} reads at most {positions:,} including its "
            "answer. Select less code, or choose a model with a longer context."
        )
    return Prompt(tokens=tokens, dropped_turns=dropped, max_new_tokens=min(max_new_tokens, room))


def _without_oldest(messages: Sequence[Message]) -> list[Message] | None:
    """The conversation without its oldest user turn and the reply to it; None when only the last turn is left."""
    users = [index for index, message in enumerate(messages) if message.role == "user"]
    if len(users) < 2:
        return None
    dropped = [index for index in range(users[1]) if messages[index].role != "system"]
    return [message for index, message in enumerate(messages) if index not in dropped]
