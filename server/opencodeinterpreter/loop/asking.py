"""Asks a model for one reply and streams it. Knows which turns a model wants to see."""

from __future__ import annotations

import time
from collections.abc import AsyncGenerator, AsyncIterator, Sequence
from contextlib import asynccontextmanager

import attrs

from opencodeinterpreter.errors import ModelError
from opencodeinterpreter.loop.events import Notice, Token
from opencodeinterpreter.model.checkpoint import CARD_NAME
from opencodeinterpreter.model.protocol import (
    ChatModel,
    Completion,
    GenerationOptions,
    Message,
    ModelInfo,
    TextDelta,
    TokenChoice,
)


@attrs.frozen(kw_only=True)
class Reply:
    """A whole reply: its text, who gave it, how long that took, and its tokens if they were asked for."""

    text: str
    model: str
    duration_s: float
    choices: tuple[TokenChoice, ...] = ()


async def ask(
    model: ChatModel, info: ModelInfo, messages: Sequence[Message], options: GenerationOptions, opening: str = ""
) -> AsyncGenerator[Token | Notice | Reply, None]:
    """The reply to a conversation, piece by piece; the last item is the Reply. Closing it stops the generation.

    With an ``opening`` the model goes on from there: a turn of its own that the conversation ends with.
    """
    sent = _shown(messages, info)
    started = time.monotonic()
    pieces: list[str] = []
    if opening:
        sent.append(Message("assistant", opening))
        pieces.append(opening)
        yield Token(opening)
    name = info.name
    choices: tuple[TokenChoice, ...] = ()
    async with _closing(model.stream(sent, options)) as stream:
        async for piece in stream:
            if isinstance(piece, TextDelta):
                pieces.append(piece.text)
                yield Token(piece.text)
                continue
            name, choices = piece.model or name, piece.choices
            for notice in _notices(piece, options):
                yield notice
    yield Reply(text="".join(pieces), model=name, duration_s=time.monotonic() - started, choices=choices)


async def logprob(model: ChatModel, info: ModelInfo, messages: Sequence[Message]) -> float:
    """The log probability (natural) of the last turn, the assistant's. Raises ModelError when it isn't told."""
    *before, reply = messages
    options = GenerationOptions(max_new_tokens=1, last_turn_logprob=True)
    told: float | None = None
    async with _closing(model.stream([*_shown(before, info), reply], options)) as stream:
        async for piece in stream:
            if isinstance(piece, Completion):
                told = piece.last_turn_logprob
    if told is None:
        raise ModelError(f"{info.name} doesn't tell how likely a text is; take reviews out of its {CARD_NAME}.")
    return told


def _shown(messages: Sequence[Message], info: ModelInfo) -> list[Message]:
    """The turns that a model wants to see."""
    return list(messages) if info.sends_history else [message for message in messages if message.role == "user"][-1:]


def _notices(completion: Completion, options: GenerationOptions) -> list[Notice]:
    found: list[Notice] = []
    if completion.dropped_turns:
        found.append(Notice(f"The oldest {completion.dropped_turns} turns did not fit into the model's context."))
    if completion.finish_reason == "length":
        limit = completion.completion_tokens or options.max_new_tokens
        ours = limit >= options.max_new_tokens
        whose = "opencodeinterpreter.maxNewTokens sets the limit" if ours else "the model can write no more"
        found.append(Notice(f"The reply was cut at {limit} tokens; {whose}."))
    return found


@asynccontextmanager
async def _closing(
    stream: AsyncIterator[TextDelta | Completion],
) -> AsyncGenerator[AsyncIterator[TextDelta | Completion], None]:
    """Close the stream at the end, however it comes: an abandoned generator would go on until it is collected."""
    try:
        yield stream
    finally:
        if isinstance(stream, AsyncGenerator):
            await stream.aclose()
