from __future__ import annotations

import json
import math
from typing import Any

import attrs
import pytest

from opencodeinterpreter.errors import EndpointError
from opencodeinterpreter.model.endpoint import Piece, base_url, completion, merge, model_entries, read_piece
from opencodeinterpreter.model.host.generation import Reply
from opencodeinterpreter.model.host.requests import RefusedError, last_chunk, read_chat, whole_answer
from opencodeinterpreter.model.options import LoadOptions
from opencodeinterpreter.model.protocol import TokenChoice


@pytest.mark.parametrize(
    ("endpoint", "url"),
    [
        ("http://localhost:8000", "http://localhost:8000/v1"),
        ("http://localhost:8000/", "http://localhost:8000/v1"),
        ("http://localhost:8000/v1", "http://localhost:8000/v1"),
        ("http://localhost:8000/v1/", "http://localhost:8000/v1"),
        ("localhost:8000", "http://localhost:8000/v1"),
        ("https://host/api/v3", "https://host/api/v3"),
        ("https://host/engine", "https://host/engine/v1"),
        ("https://host/v1beta/openai/v1/chat/completions", "https://host/v1beta/openai/v1"),
        ("  http://host/v1/models ", "http://host/v1"),
    ],
)
def test_endpoints_in_every_form(endpoint: str, url: str) -> None:
    assert base_url(endpoint) == url


@pytest.mark.parametrize("endpoint", ["", "   ", "http://", "://"])
def test_an_endpoint_that_is_no_url(endpoint: str) -> None:
    with pytest.raises(EndpointError, match="not a URL"):
        base_url(endpoint)


@pytest.mark.parametrize(
    ("chunk", "piece"),
    [
        ({}, Piece()),
        ({"choices": []}, Piece()),
        ({"choices": [{}]}, Piece()),
        ({"choices": [{"delta": {"content": None}}], "usage": None}, Piece()),
        ({"choices": "?", "usage": 3, "model": 7}, Piece()),
        ({"model": "m", "choices": [{"delta": {"content": "x"}}]}, Piece(text="x", model="m")),
        ({"choices": [{"message": {"content": "x"}, "finish_reason": "stop"}]}, Piece(text="x", finish_reason="stop")),
        (
            {"choices": [], "usage": {"prompt_tokens": 3, "completion_tokens": 4}},
            Piece(prompt_tokens=3, completion_tokens=4),
        ),
        (
            {"choices": [], "opencodeinterpreter": {"status": "Waiting", "dropped_turns": 2}},
            Piece(status="Waiting", dropped_turns=2),
        ),
        ({"choices": [{"logprobs": {"content": None}}]}, Piece()),
        (
            {"choices": [{"logprobs": {"content": [{"token": "a", "logprob": -1, "top_logprobs": [{}]}, 3]}}]},
            Piece(choices=(TokenChoice("a", -1.0, (("", -math.inf),)), TokenChoice("", -math.inf))),
        ),
    ],
)
def test_chunks_are_read_tolerantly(chunk: dict[str, Any], piece: Piece) -> None:
    assert read_piece(chunk) == piece


def test_later_pieces_add_to_earlier_ones() -> None:
    whole = merge(merge(Piece(text="a", model="m"), Piece(finish_reason="stop")), Piece(prompt_tokens=3))
    assert whole == Piece(model="m", finish_reason="stop", prompt_tokens=3)
    first, second = TokenChoice("a", -1.0, (("b", -2.0),)), TokenChoice("", -0.5)
    assert merge(Piece(choices=(first,)), Piece(choices=(second,))).choices == (first, second)


def test_log_probabilities_arrive_as_they_were_sent() -> None:
    choices = (TokenChoice("é", -1.5, (("é", -1.5), ("\n", -2.0))), TokenChoice("", -0.25))
    reply = Reply(finish_reason="stop", prompt_tokens=1, completion_tokens=2, dropped_turns=0, choices=choices)
    for fields, expected in (({"logprobs": True, "top_logprobs": 2}, choices), ({}, ())):
        asked = read_chat(chat(**fields), LoadOptions(model="m"))
        assert asked.sampling.top_logprobs == fields.get("top_logprobs")
        for answer in (last_chunk(asked, "m", reply), whole_answer(asked, "m", "é", reply)):
            assert read_piece(json.loads(json.dumps(answer))).choices == expected


def test_how_likely_the_last_turn_was_arrives_as_it_was_sent() -> None:
    turns = [{"role": "user", "content": "hi"}, {"role": "assistant", "content": "ho"}]
    asked = read_chat(chat(messages=turns, opencodeinterpreter={"last_turn_logprob": True}), LoadOptions(model="m"))
    assert asked.sampling.last_turn_logprob
    reply = Reply(finish_reason="length", prompt_tokens=9, completion_tokens=1, dropped_turns=0)
    for told, arrives in ((-3.5, -3.5), (-math.inf, -9999.0), (None, None)):
        ended = attrs.evolve(reply, last_turn_logprob=told)
        for answer in (last_chunk(asked, "m", ended), whole_answer(asked, "m", "", ended)):
            piece = read_piece(json.loads(json.dumps(answer)))
            assert completion(merge(Piece(), piece), model="m").last_turn_logprob == arrives


@pytest.mark.parametrize(
    ("listing", "names"),
    [
        ({"data": [{"id": "a"}, {"id": "b", "opencodeinterpreter": {"name": "Bee"}}]}, {"a": "a", "b": "Bee"}),
        ({"data": [{}, 5, None, {"id": ""}]}, {}),
        ({}, {}),
        ({"data": "?"}, {}),
    ],
)
def test_model_lists(listing: dict[str, Any], names: dict[str, str]) -> None:
    assert {name: info.name for name, info in model_entries(listing).items()} == names


def chat(**fields: object) -> dict[str, object]:
    return {"messages": [{"role": "user", "content": "hi"}], **fields}


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ([], "must be a JSON object"),
        ({}, "messages must be a list"),
        ({"messages": []}, "at least one message"),
        ({"messages": [{"role": "system", "content": "x"}]}, "at least one user message"),
        ({"messages": [{"role": "robot", "content": "x"}]}, "unknown role 'robot'"),
        ({"messages": [{"role": "user", "content": [{"type": "image_url"}]}]}, "must be text"),
        ({"messages": [{"role": "user"}]}, "must be text"),
        ({"messages": ["hi"]}, "unknown role"),
        (chat(max_tokens=0), "max_tokens must be a whole number from 1"),
        (chat(max_tokens="many"), "max_tokens must be"),
        (chat(max_tokens=True), "max_tokens must be"),
        (chat(temperature=-1), "temperature must be a number from 0"),
        (chat(temperature="hot"), "temperature must be"),
        (chat(top_p=2), "top_p must be"),
        (chat(stop=3), "stop must be"),
        (chat(stop=["a", 3]), "stop must be"),
        (chat(seed=-1), "seed must be"),
        (chat(n=2), "n must be 1"),
        (chat(tools=[{}]), "doesn't do tools"),
        (chat(logprobs=2), "logprobs must be true or false"),
        (chat(top_logprobs=2), "needs logprobs: true"),
        (chat(opencodeinterpreter={"last_turn_logprob": True}), "a last message that is the assistant's"),
        (chat(logprobs=True, top_logprobs=21), "from 0 to 20"),
        (chat(logprobs=True, top_logprobs=-1), "top_logprobs must be a whole number"),
    ],
)
def test_requests_that_make_no_sense_are_refused_by_name(body: object, message: str) -> None:
    with pytest.raises(RefusedError, match=message):
        read_chat(body, LoadOptions(model="m"))


def test_a_request_with_everything() -> None:
    parts = [{"type": "text", "text": "a"}, {"type": "text", "text": "b"}]
    body = {
        "model": "other",
        "messages": [{"role": "developer", "content": "Rules."}, {"role": "user", "content": parts}],
        "max_completion_tokens": 5,
        "max_tokens": 9,
        "temperature": 1,
        "top_p": 0.5,
        "stop": "END",
        "seed": 7,
        "stream": True,
        "stream_options": {"include_usage": True},
        "user": "ignored",
    }
    asked = read_chat(body, LoadOptions(model="m"))
    assert [(message.role, message.content) for message in asked.messages] == [("system", "Rules."), ("user", "ab")]
    assert (asked.options.model, asked.stream, asked.include_usage, asked.include_status) == (
        "other",
        True,
        True,
        False,
    )
    sampling = asked.sampling
    assert (sampling.max_new_tokens, sampling.temperature, sampling.top_p) == (5, 1.0, 0.5)
    assert (sampling.stops, sampling.seed) == (("END",), 7)
