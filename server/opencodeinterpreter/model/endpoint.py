"""Reads OpenAI-compatible answers tolerantly and words their failures. Pure: no network, no client."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping
from typing import Any, cast
from urllib.parse import urlsplit

import attrs

from opencodeinterpreter.errors import EndpointError, ModelError
from opencodeinterpreter.model.checkpoint import info_from_card
from opencodeinterpreter.model.protocol import Completion, ModelInfo, TokenChoice

EXTENSION = "opencodeinterpreter"
_EXCERPT_CHARS = 300
_VERSIONED_PATH = re.compile(r"/v\d+\w*$")


@attrs.frozen(kw_only=True)
class Piece:
    """What one chunk of a stream says; every field may be absent."""

    text: str = ""
    status: str = ""
    finish_reason: str | None = None
    model: str | None = None
    prompt_tokens: int | None = None
    completion_tokens: int | None = None
    dropped_turns: int | None = None
    last_turn_logprob: float | None = None
    choices: tuple[TokenChoice, ...] = ()


def base_url(endpoint: str) -> str:
    """The URL that ends in ``/v1`` (or another version), whatever form the person wrote."""
    url = endpoint.strip()
    url = url if "://" in url else f"http://{url}"
    if not urlsplit(url).hostname:
        raise EndpointError(f"The endpoint {endpoint!r} is not a URL. An example: http://localhost:8000/v1")
    for tail in ("/", "/chat/completions", "/models", "/"):
        url = url.removesuffix(tail)
    return url if _VERSIONED_PATH.search(urlsplit(url).path) else f"{url}/v1"


def read_json(text: str, *, where: str) -> Mapping[str, Any]:
    """A JSON object. Raises EndpointError showing the beginning of what came instead."""
    try:
        content = json.loads(text)
    except ValueError as error:
        raise EndpointError(
            f"{where} did not answer with JSON but with: {excerpt(text)}. Is it an OpenAI-compatible engine?"
        ) from error
    if not isinstance(content, dict):
        raise EndpointError(f"{where} answered with JSON of an unknown form: {excerpt(text)}.")
    return cast("Mapping[str, Any]", content)


def read_piece(chunk: Mapping[str, Any]) -> Piece:
    """What a chunk (or a whole answer) says. Missing and unknown fields are fine."""
    choice = _mapping(_first(chunk.get("choices")))
    delta = _mapping(choice.get("delta")) or _mapping(choice.get("message"))
    usage, extension = _mapping(chunk.get("usage")), _mapping(chunk.get(EXTENSION))
    text, reason, model = delta.get("content"), choice.get("finish_reason"), chunk.get("model")
    return Piece(
        text=text if isinstance(text, str) else "",
        status=str(extension.get("status") or ""),
        finish_reason=reason if isinstance(reason, str) else None,
        model=model if isinstance(model, str) and model else None,
        prompt_tokens=_count(usage.get("prompt_tokens")),
        completion_tokens=_count(usage.get("completion_tokens")),
        dropped_turns=_count(extension.get("dropped_turns")),
        last_turn_logprob=_number(extension.get("last_turn_logprob")),
        choices=_token_choices(_mapping(choice.get("logprobs")).get("content")),
    )


def completion(pieces: Piece, *, model: str) -> Completion:
    """The end of a reply, from everything its pieces said."""
    return Completion(
        model=model or pieces.model or "unknown",
        finish_reason=pieces.finish_reason or "stop",
        dropped_turns=pieces.dropped_turns or 0,
        prompt_tokens=pieces.prompt_tokens,
        completion_tokens=pieces.completion_tokens,
        last_turn_logprob=pieces.last_turn_logprob,
        choices=pieces.choices,
    )


def merge(sofar: Piece, piece: Piece) -> Piece:
    """Keep what earlier chunks said unless a later one says it anew; text isn't kept, tokens are joined."""
    news = {name: value for name, value in attrs.asdict(piece, recurse=False).items() if value is not None}
    joined = {"text": "", "status": "", "choices": (*sofar.choices, *piece.choices)}
    return attrs.evolve(sofar, **(news | joined))


def model_entries(listing: Mapping[str, Any]) -> dict[str, ModelInfo]:
    """The models of a ``/v1/models`` answer by id, with the card that our own host adds."""
    data = listing.get("data")
    entries = [_mapping(entry) for entry in cast("list[object]", data)] if isinstance(data, list) else []
    ids = [(str(entry["id"]), entry) for entry in entries if entry.get("id")]
    return {name: info_from_card(_mapping(entry.get(EXTENSION)), name=name) for name, entry in ids}


def error_in(content: Mapping[str, Any]) -> str:
    """The message of an error object in any of the forms that engines use; "" when there is none."""
    error = content.get("error", content.get("detail"))
    if isinstance(error, str):
        return error
    message = _mapping(error).get("message") or (content.get("message") if content.get("object") == "error" else None)
    return str(message) if message else ("" if not error else json.dumps(error))


def is_ours(content: Mapping[str, Any]) -> bool:
    """Whether an error was worded by our own host, for the user, and needs no more explanation."""
    return _mapping(content.get("error")).get("type") == EXTENSION


def http_error(status: int, body: str, *, where: str, model: str) -> ModelError:
    """What a refused request means for the user and what to do about it."""
    content = _lenient_json(body)
    message = error_in(content)
    if is_ours(content):
        return ModelError(message)
    said = f": {excerpt(message or body)}" if message or body.strip() else ""
    return EndpointError(f"{where} answered {status}{said}. {_advice(status, model)}")


def excerpt(text: str) -> str:
    """The beginning of a foreign text on one line, short enough for a message."""
    line = " ".join(text.split())
    line = line if len(line) <= _EXCERPT_CHARS else f"{line[:_EXCERPT_CHARS]}…"
    return line.rstrip(".") or "(nothing)"


def _advice(status: int, model: str) -> str:
    if status in {401, 403}:
        return "Check opencodeinterpreter.apiKey."
    if status == 404:
        return f"Check opencodeinterpreter.endpoint, and whether the engine serves the model {model or '(none named)'}."
    if status == 429:
        return "It is overloaded or a quota is used up; try again later."
    if status >= 500:
        return "The engine itself failed; its own log says more."
    return "The engine did not accept the request."


def _lenient_json(text: str) -> Mapping[str, Any]:
    try:
        return _mapping(json.loads(text))
    except ValueError:
        return {}


def _mapping(value: object) -> Mapping[str, Any]:
    return cast("Mapping[str, Any]", value) if isinstance(value, dict) else {}


def _token_choices(content: object) -> tuple[TokenChoice, ...]:
    entries = [_mapping(entry) for entry in cast("list[object]", content)] if isinstance(content, list) else []
    return tuple(TokenChoice(*_chance(entry), likely=_chances(entry.get("top_logprobs"))) for entry in entries)


def _chances(likely: object) -> tuple[tuple[str, float], ...]:
    entries = cast("list[object]", likely) if isinstance(likely, list) else []
    return tuple(_chance(_mapping(entry)) for entry in entries)


def _chance(entry: Mapping[str, Any]) -> tuple[str, float]:
    """A token's text and log probability; one that isn't told counts as impossible."""
    text, logprob = entry.get("token"), _number(entry.get("logprob"))
    return text if isinstance(text, str) else "", -math.inf if logprob is None else logprob


def _first(value: object) -> object:
    items = cast("list[object]", value) if isinstance(value, list) else []
    return items[0] if items else None


def _number(value: object) -> float | None:
    return float(value) if isinstance(value, int | float) else None


def _count(value: object) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) else None
