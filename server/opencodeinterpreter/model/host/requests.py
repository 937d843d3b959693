"""Reads the JSON of OpenAI-compatible requests and writes the JSON of the answers. Pure: no server, no model."""

from __future__ import annotations

import time
import uuid
from collections.abc import Mapping, Sequence
from typing import Any, cast, get_args

import attrs

from opencodeinterpreter.model.endpoint import EXTENSION
from opencodeinterpreter.model.host.generation import Reply
from opencodeinterpreter.model.host.writer import Sampling
from opencodeinterpreter.model.options import LoadOptions
from opencodeinterpreter.model.protocol import Message, ModelInfo, Role

_DEFAULT_MAX_NEW_TOKENS = 1024
_MOST_LOGPROBS = 20
# What OpenAI says of it, for JSON knows no infinity.
_IMPOSSIBLE = -9999.0
_NOT_SERVED = ("tools", "functions", "response_format", "audio")


class RefusedError(Exception):
    """The request makes no sense, or asks for what this host can't do; it becomes an OpenAI error object."""

    def __init__(self, message: str, *, status: int = 400, code: str = "invalid_request") -> None:
        super().__init__(message)
        self.status = status
        self.code = code


@attrs.frozen(kw_only=True)
class ChatRequest:
    """A chat completion as it was asked for."""

    options: LoadOptions
    messages: tuple[Message, ...]
    sampling: Sampling
    stream: bool
    include_usage: bool
    include_status: bool
    id: str = attrs.field(factory=lambda: f"chatcmpl-{uuid.uuid4().hex[:24]}")
    created: int = attrs.field(factory=lambda: int(time.time()))


def read_chat(body: object, defaults: LoadOptions) -> ChatRequest:
    """Read the body of /v1/chat/completions. Raises RefusedError naming the field that is wrong."""
    fields = _object(body)
    for name in _NOT_SERVED:
        if fields.get(name):
            raise RefusedError(f"This host doesn't do {name}; leave it out.", code="unsupported")
    if fields.get("n") not in {None, 1}:
        raise RefusedError("This host writes one answer at a time: n must be 1.", code="unsupported")
    stream_options = _mapping(fields.get("stream_options"))
    messages = _messages(fields.get("messages"))
    return ChatRequest(
        options=read_options(fields, defaults),
        messages=messages,
        sampling=_sampling(fields, messages),
        stream=wants_stream(body),
        include_usage=stream_options.get("include_usage") is True,
        include_status=stream_options.get("include_status") is True,
    )


def read_options(body: object, defaults: LoadOptions) -> LoadOptions:
    """The model of a request and how to load it; what isn't named is as the host was started."""
    fields = _object(body)
    return defaults.overridden_by(fields.get("model"), fields.get(EXTENSION))


def wants_stream(body: object) -> bool:
    """Whether the answer is to come as server-sent events."""
    return _object(body).get("stream") is True


def text_chunk(request: ChatRequest, model: str, text: str) -> dict[str, Any]:
    """The next piece of a streamed reply."""
    return _chunk(request, model, {"delta": {"role": "assistant", "content": text}, "finish_reason": None})


def last_chunk(request: ChatRequest, model: str, reply: Reply) -> dict[str, Any]:
    """The end of a streamed reply; log probabilities come here, all at once."""
    chunk = _chunk(request, model, {"delta": {}, "finish_reason": reply.finish_reason, **_logprobs(request, reply)})
    return chunk | _extension(reply)


def usage_chunk(request: ChatRequest, model: str, reply: Reply) -> dict[str, Any]:
    """The chunk without choices that ``stream_options.include_usage`` asks for."""
    return _envelope(request, model, "chat.completion.chunk") | {"choices": [], "usage": _usage(reply)}


def status_chunk(request: ChatRequest, model: str, status: str) -> dict[str, Any]:
    """Our own addition for clients that set ``stream_options.include_status``: what the request waits for."""
    return _envelope(request, model, "chat.completion.chunk") | {"choices": [], EXTENSION: {"status": status}}


def whole_answer(request: ChatRequest, model: str, text: str, reply: Reply) -> dict[str, Any]:
    """The answer to a request that doesn't stream."""
    message = {"role": "assistant", "content": text}
    return (
        _envelope(request, model, "chat.completion")
        | {
            "choices": [
                {"index": 0, "message": message, "finish_reason": reply.finish_reason, **_logprobs(request, reply)}
            ],
            "usage": _usage(reply),
        }
        | _extension(reply)
    )


def model_entry(model: str, info: ModelInfo) -> dict[str, Any]:
    """A model in the list of /v1/models, with its card."""
    return {"id": model, "object": "model", "created": 0, "owned_by": EXTENSION, EXTENSION: attrs.asdict(info)}


def error_object(message: str, *, code: str) -> dict[str, Any]:
    """An OpenAI error object whose message is fit for the user as it stands."""
    return {"error": {"message": message, "type": EXTENSION, "param": None, "code": code}}


def _messages(value: object) -> tuple[Message, ...]:
    if not isinstance(value, list) or not value:
        raise RefusedError("messages must be a list with at least one message.")
    messages = tuple(_message(item) for item in cast("list[object]", value))
    if not any(message.role == "user" for message in messages):
        raise RefusedError("messages must hold at least one user message.")
    return messages


def _message(value: object) -> Message:
    fields = _mapping(value)
    role = "system" if fields.get("role") == "developer" else fields.get("role")
    if role not in get_args(Role):
        raise RefusedError(f"A message has the unknown role {role!r}; use system, user or assistant.")
    return Message(cast("Role", role), _content(fields.get("content")))


def _content(value: object) -> str:
    """Plain text, or the joined text parts of OpenAI's list form."""
    if isinstance(value, str):
        return value
    parts = [_mapping(part) for part in cast("list[object]", value)] if isinstance(value, list) else []
    if not parts or any(part.get("type") != "text" or not isinstance(part.get("text"), str) for part in parts):
        raise RefusedError("A message's content must be text; this host reads nothing else.")
    return "".join(part["text"] for part in parts)


def _sampling(fields: Mapping[str, Any], messages: Sequence[Message]) -> Sampling:
    limit = fields.get("max_completion_tokens")
    limit = fields.get("max_tokens") if limit is None else limit
    stops = fields.get("stop")
    listed = [stops] if isinstance(stops, str) else stops or []
    if not isinstance(listed, list) or not all(isinstance(stop, str) for stop in cast("list[object]", listed)):
        raise RefusedError("stop must be a text or a list of texts.")
    top_p, seed = fields.get("top_p"), fields.get("seed")
    return Sampling(
        max_new_tokens=_integer("max_tokens", limit, default=_DEFAULT_MAX_NEW_TOKENS, at_least=1),
        temperature=_number("temperature", fields.get("temperature"), default=0.0, at_most=10.0),
        top_p=None if top_p is None else max(_number("top_p", top_p, default=1.0, at_most=1.0), 1e-6),
        stops=tuple(cast("list[str]", listed)),
        seed=None if seed is None else _integer("seed", seed, default=0, at_least=0),
        top_logprobs=_top_logprobs(fields),
        last_turn_logprob=_last_turn_logprob(fields, messages),
    )


def _top_logprobs(fields: Mapping[str, Any]) -> int | None:
    wanted = fields.get("logprobs")
    if wanted not in (None, True, False):
        raise RefusedError("logprobs must be true or false; top_logprobs says how many.")
    count = _integer("top_logprobs", fields.get("top_logprobs"), default=0, at_least=0)
    if count > _MOST_LOGPROBS or (count and not wanted):
        raise RefusedError(f"top_logprobs must be a number from 0 to {_MOST_LOGPROBS}, and needs logprobs: true.")
    return count if wanted else None


def _last_turn_logprob(fields: Mapping[str, Any], messages: Sequence[Message]) -> bool:
    """Our own addition: whether to tell how likely the assistant's turn was that the messages end with."""
    wanted = _mapping(fields.get(EXTENSION)).get("last_turn_logprob") is True
    if wanted and (messages[-1].role != "assistant" or not messages[-1].content):
        raise RefusedError("last_turn_logprob tells of a last message that is the assistant's; there is none.")
    return wanted


def _integer(name: str, value: object, *, default: int, at_least: int) -> int:
    if value is None:
        return default
    if not isinstance(value, int) or isinstance(value, bool) or not at_least <= value < 2**63:
        raise RefusedError(f"{name} must be a whole number from {at_least}.")
    return value


def _number(name: str, value: object, *, default: float, at_most: float) -> float:
    if value is None:
        return default
    if not isinstance(value, int | float) or isinstance(value, bool) or not 0 <= value <= at_most:
        raise RefusedError(f"{name} must be a number from 0 to {at_most:g}.")
    return float(value)


def _chunk(request: ChatRequest, model: str, choice: dict[str, Any]) -> dict[str, Any]:
    return _envelope(request, model, "chat.completion.chunk") | {"choices": [{"index": 0, **choice}]}


def _envelope(request: ChatRequest, model: str, kind: str) -> dict[str, Any]:
    return {"id": request.id, "object": kind, "created": request.created, "model": model}


def _logprobs(request: ChatRequest, reply: Reply) -> dict[str, Any]:
    if request.sampling.top_logprobs is None:
        return {}
    content = [
        _logprob(choice.text, choice.logprob) | {"top_logprobs": [_logprob(*likely) for likely in choice.likely]}
        for choice in reply.choices
    ]
    return {"logprobs": {"content": content}}


def _logprob(text: str, logprob: float) -> dict[str, Any]:
    return {"token": text, "logprob": max(logprob, _IMPOSSIBLE), "bytes": list(text.encode())}


def _extension(reply: Reply) -> dict[str, Any]:
    likely = reply.last_turn_logprob
    told = {} if likely is None else {"last_turn_logprob": max(likely, _IMPOSSIBLE)}
    return {EXTENSION: {"dropped_turns": reply.dropped_turns, **told}}


def _usage(reply: Reply) -> dict[str, int]:
    return {
        "prompt_tokens": reply.prompt_tokens,
        "completion_tokens": reply.completion_tokens,
        "total_tokens": reply.prompt_tokens + reply.completion_tokens,
    }


def _object(body: object) -> Mapping[str, Any]:
    if not isinstance(body, dict):
        raise RefusedError("The body must be a JSON object.")
    return cast("Mapping[str, Any]", body)


def _mapping(value: object) -> Mapping[str, Any]:
    return cast("Mapping[str, Any]", value) if isinstance(value, dict) else {}
