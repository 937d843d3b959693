"""Generates one reply with a loaded model. Runs in the worker thread and blocks it; knows no HTTP."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from typing import Any

import attrs

from opencodeinterpreter.errors import ModelError
from opencodeinterpreter.model.host import devices
from opencodeinterpreter.model.host.chat_template import encode_chat
from opencodeinterpreter.model.host.loading import LoadedModel
from opencodeinterpreter.model.host.text_stream import TextStream
from opencodeinterpreter.model.host.turns import Prompt, fit
from opencodeinterpreter.model.protocol import Message

_ALWAYS_STOP = ("<|EOT|>",)
"""Written out as text by checkpoints whose tokenizer doesn't know it as one token."""


@attrs.frozen(kw_only=True)
class Sampling:
    """How to write the reply. Temperature 0 is greedy."""

    max_new_tokens: int = 1024
    temperature: float = 0.0
    top_p: float | None = None
    stops: tuple[str, ...] = ()
    seed: int | None = None


@attrs.frozen(kw_only=True)
class Reply:
    """How a reply ended, and what it cost. ``finish_reason`` is ``stop``, ``length`` or ``cancelled``."""

    finish_reason: str
    prompt_tokens: int
    completion_tokens: int
    dropped_turns: int


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
        max_new_tokens=min(sampling.max_new_tokens, loaded.longest_reply_tokens or sampling.max_new_tokens),
        encode=lambda turns: encode_chat(loaded.tokenizer, turns),
        model=loaded.name,
    )
    stream = TextStream(
        loaded.tokenizer,
        emit,
        limit_tokens=prompt.max_new_tokens,
        end_tokens=loaded.end_tokens,
        stops=(*sampling.stops, *_ALWAYS_STOP),
    )
    _run(loaded, prompt, sampling, stream, cancelled)
    reason = "cancelled" if cancelled.is_set() else stream.finish_reason or "stop"
    return Reply(
        finish_reason=reason,
        prompt_tokens=len(prompt.tokens),
        completion_tokens=stream.count,
        dropped_turns=prompt.dropped_turns,
    )


def _run(
    loaded: LoadedModel, prompt: Prompt, sampling: Sampling, stream: TextStream, cancelled: threading.Event
) -> None:
    torch = devices.torch_module()
    if sampling.seed is not None:
        torch.manual_seed(sampling.seed)
    tokens = torch.tensor([prompt.tokens], device=loaded.model.device)
    try:
        # Tensors without version counters: some percent faster on a small model, the same result.
        with torch.inference_mode():
            loaded.model.generate(
                tokens,
                attention_mask=torch.ones_like(tokens),
                streamer=stream,
                stopping_criteria=[_stop_when(lambda: cancelled.is_set() or stream.finish_reason is not None)],
                max_new_tokens=prompt.max_new_tokens,
                eos_token_id=list(loaded.end_tokens) or None,
                pad_token_id=_pad_token(loaded),
                **_sampling_arguments(sampling),
            )
    except torch.OutOfMemoryError as error:
        devices.give_memory_back()
        raise ModelError(
            f"{loaded.name} ran out of memory on {loaded.device} while it answered. Lower maxNewTokens, set "
            "quantization, or choose a smaller model."
        ) from error


def _stop_when(condition: Callable[[], bool]) -> Any:
    """A stopping criterion in the form that ``generate`` calls after each step."""
    torch = devices.torch_module()

    def criterion(input_ids: Any, _scores: Any, **_others: Any) -> Any:
        return torch.full((input_ids.shape[0],), condition(), device=input_ids.device, dtype=torch.bool)

    return criterion


def _pad_token(loaded: LoadedModel) -> int | None:
    """One reply at a time needs no padding, but ``generate`` insists on a token for it."""
    known = loaded.tokenizer.pad_token_id
    return known if known is not None else next(iter(loaded.end_tokens), None)


def _sampling_arguments(sampling: Sampling) -> dict[str, Any]:
    if sampling.temperature <= 0:
        return {"do_sample": False, "temperature": None, "top_p": None, "top_k": None}
    nucleus = {} if sampling.top_p is None else {"top_p": sampling.top_p}
    return {"do_sample": True, "temperature": sampling.temperature, **nucleus}
