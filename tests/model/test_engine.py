"""The engine inside this process, where its model can be looked at."""

from __future__ import annotations

import asyncio
import threading
import weakref
from pathlib import Path
from typing import Any

import pytest

from opencodeinterpreter.errors import ModelError
from opencodeinterpreter.model.host.engine import Engine, Loaded, Status, Text
from opencodeinterpreter.model.host.generation import Reply, generate
from opencodeinterpreter.model.host.loading import LoadedModel, load
from opencodeinterpreter.model.host.torch_writer import TorchWriter
from opencodeinterpreter.model.host.writer import Sampling
from opencodeinterpreter.model.options import LoadOptions
from opencodeinterpreter.model.protocol import Message
from tiny_models import make_tiny_model

HELLO = [Message("user", "hello")]


def say_nothing(_text: str) -> None:
    pass


@pytest.fixture(scope="module", params=["llama", "lfm2"])
def loaded(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> LoadedModel:
    """With transformers, because a format is named; ``auto`` would leave such small ones to numpy."""
    folder = tmp_path_factory.mktemp("models") / "tiny"
    make_tiny_model(folder, positions=20_000, architecture=request.param)
    return load(LoadOptions(model=str(folder), dtype="float32"), say_nothing)


def torch_model(loaded: LoadedModel) -> Any:
    assert isinstance(loaded.writer, TorchWriter)
    return loaded.writer.model


def bare_generate(loaded: LoadedModel, prompt: str, **arguments: Any) -> str:
    """What transformers itself writes, without our streamer."""
    turns = [{"role": "user", "content": prompt}]
    inputs = loaded.tokenizer.apply_chat_template(
        turns, add_generation_prompt=True, return_tensors="pt", return_dict=True
    )
    output = torch_model(loaded).generate(**inputs, do_sample=False, pad_token_id=0, **arguments)
    return loaded.tokenizer.decode(output[0, inputs["input_ids"].shape[1] :], skip_special_tokens=True)


@pytest.mark.parametrize("prompt", ["hello", "def f():", "ünïcödé ☕", ""])
@pytest.mark.parametrize("lookup", [None, 8])
def test_the_reply_is_what_bare_generate_writes(loaded: LoadedModel, prompt: str, lookup: int | None) -> None:
    pieces: list[str] = []
    torch_model(loaded).generation_config.prompt_lookup_num_tokens = lookup
    try:
        reply = generate(
            loaded, [Message("user", prompt)], Sampling(max_new_tokens=50), pieces.append, threading.Event()
        )
        expected = bare_generate(loaded, prompt, max_new_tokens=50)
    finally:
        torch_model(loaded).generation_config.prompt_lookup_num_tokens = None
    assert "".join(pieces) == expected.rstrip("\ufffd")
    assert (reply.completion_tokens, reply.finish_reason) == (50, "length")


@pytest.mark.parametrize(("own_limit", "asked", "written"), [(None, 30, 30), (20, 30, 20), (40, 30, 30)])
def test_a_checkpoint_may_say_how_much_it_can_write(
    loaded: LoadedModel, own_limit: int | None, asked: int, written: int
) -> None:
    torch_model(loaded).generation_config.max_new_tokens = own_limit
    try:
        reply = generate(loaded, HELLO, Sampling(max_new_tokens=asked), say_nothing, threading.Event())
    finally:
        torch_model(loaded).generation_config.max_new_tokens = None
    assert (reply.completion_tokens, reply.finish_reason) == (written, "length")


def test_cancelling_takes_effect_within_one_token(loaded: LoadedModel) -> None:
    cancelled, tokens = threading.Event(), []
    model = torch_model(loaded)
    forward = model.forward

    def counting_forward(*args: Any, **values: Any) -> Any:
        tokens.append(cancelled.is_set())
        return forward(*args, **values)

    model.forward = counting_forward
    try:
        reply = generate(loaded, HELLO, Sampling(max_new_tokens=10_000), lambda _: cancelled.set(), cancelled)
    finally:
        del model.forward
    assert reply.finish_reason == "cancelled"
    assert sum(tokens) <= 1


@pytest.mark.parametrize("dtype", ["auto", "float32"])
async def test_unloading_really_lets_go_of_the_model(tmp_path: Path, dtype: str) -> None:
    options = LoadOptions(model=str(make_tiny_model(tmp_path / "tiny")), dtype=dtype)
    engine = Engine(options)
    events = [event async for event in engine.chat(options, HELLO, Sampling(max_new_tokens=5))]
    assert isinstance(events[0], Status)
    assert [type(event) for event in events if not isinstance(event, Status | Text)] == [Loaded, Reply]
    assert engine.loaded is not None
    model = weakref.ref(engine.loaded)
    engine.unload()
    with pytest.raises(ModelError):
        [_ async for _ in engine.load(LoadOptions(model=str(tmp_path / "nowhere")))]
    assert engine.loaded is None
    assert engine.state == "idle"
    assert model() is None
    engine.stop()


async def test_a_request_that_leaves_the_queue_is_never_begun(tmp_path: Path) -> None:
    options = LoadOptions(model=str(make_tiny_model(tmp_path / "tiny", positions=20_000)))
    engine = Engine(options)
    first = engine.chat(options, HELLO, Sampling(max_new_tokens=100_000))
    async for event in first:
        if isinstance(event, Text):
            break
    second = engine.chat(options, HELLO, Sampling(max_new_tokens=7))
    assert await second.__anext__() == Status("Waiting for 1 other request to the model")
    third = asyncio.ensure_future(_last(engine.chat(options, HELLO, Sampling(max_new_tokens=3))))
    await second.aclose()
    await first.aclose()
    assert (await third).completion_tokens == 3
    assert engine.requests == 0
    engine.stop()


async def _last(events: Any) -> Reply:
    return [event async for event in events][-1]
