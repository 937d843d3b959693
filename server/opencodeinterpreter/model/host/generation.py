"""Generates one reply with a loaded model. Runs in the worker thread and blocks it; knows no HTTP and no torch."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence

import attrs

from opencodeinterpreter.model.host.chat_template import encode_chat
from opencodeinterpreter.model.host.loading import LoadedModel
from opencodeinterpreter.model.host.text_stream import TextStream
from opencodeinterpreter.model.host.turns import fit
from opencodeinterpreter.model.host.writer import Sampling
from opencodeinterpreter.model.protocol import Message, TokenChoice

_ALWAYS_STOP = ("<|EOT|>",)
"""Written out as text by checkpoints whose tokenizer doesn't know it as one token."""


@attrs.frozen(kw_only=True)
class Reply:
    """How a reply ended, and what it cost. ``finish_reason`` is ``stop``, ``length`` or ``cancelled``.

    ``choices`` are its tokens and ``last_turn_logprob`` the log probability of the turn that it goes on with, if they
    were asked for.
    """

    finish_reason: str
    prompt_tokens: int
    completion_tokens: int
    dropped_turns: int
    choices: tuple[TokenChoice, ...] = ()
    last_turn_logprob: float | None = None


def generate(
    loaded: LoadedModel,
    messages: Sequence[Message],
    sampling: Sampling,
    emit: Callable[[str], None],
    cancelled: threading.Event,
) -> Reply:
    """Write one reply, giving its text to ``emit`` piece by piece. Setting ``cancelled`` ends it at the next token."""
    prompt = fit(
        messages,
        positions=loaded.positions,
        max_new_tokens=min(sampling.max_new_tokens, loaded.writer.longest_reply_tokens or sampling.max_new_tokens),
        encode=lambda turns: encode_chat(loaded.tokenizer, turns),
        model=loaded.name,
    )
    told = _last_turn(loaded, messages, prompt.tokens, cancelled) if sampling.last_turn_logprob else None
    stream = TextStream(
        loaded.tokenizer,
        emit,
        limit_tokens=prompt.max_new_tokens,
        end_tokens=loaded.end_tokens,
        stops=(*sampling.stops, *_ALWAYS_STOP),
    )
    loaded.writer.write(
        prompt.tokens,
        attrs.evolve(sampling, max_new_tokens=prompt.max_new_tokens),
        stream,
        lambda: cancelled.is_set() or stream.finish_reason is not None,
    )
    reason = "cancelled" if cancelled.is_set() else stream.finish_reason or "stop"
    return Reply(
        finish_reason=reason,
        prompt_tokens=len(prompt.tokens),
        completion_tokens=stream.count,
        dropped_turns=prompt.dropped_turns,
        choices=stream.choices,
        last_turn_logprob=told,
    )


def _last_turn(
    loaded: LoadedModel, messages: Sequence[Message], prompt: Sequence[int], cancelled: threading.Event
) -> float:
    """How likely the last turn was behind those before it."""
    length = len(encode_chat(loaded.tokenizer, messages)) - len(encode_chat(loaded.tokenizer, messages[:-1]))
    return sum(loaded.writer.logprobs(prompt, len(prompt) - length, cancelled.is_set))
