"""The same client against a foreign engine: ``transformers serve``, in its own process."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from opencodeinterpreter.errors import EndpointError
from opencodeinterpreter.model.client import OpenAIChatModel
from opencodeinterpreter.model.protocol import Completion, GenerationOptions, Message, TextDelta

READY = "Uvicorn running on"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture(scope="module")
def engine(tiny_model: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Its URL, once it says that it listens."""
    port = free_port()
    command = [sys.executable, "-c", "from transformers.cli.transformers import main; main()", "serve", str(tiny_model)]
    cache = tmp_path_factory.mktemp("cache")  # it can't list its models without one
    environment = os.environ | {"HF_HUB_OFFLINE": "1", "HF_HUB_CACHE": str(cache)}
    process = subprocess.Popen(
        [*command, "--host", "127.0.0.1", "--port", str(port), "--device", "cpu"],
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
    watchdog = threading.Timer(120, process.kill)
    watchdog.start()
    assert process.stderr is not None
    said = ""
    for line in process.stderr:
        said += line
        if READY in line:
            break
    watchdog.cancel()
    drain = threading.Thread(target=process.stderr.read)
    drain.start()
    try:
        assert READY in said, said
        yield f"http://127.0.0.1:{port}"
    finally:
        process.kill()
        process.wait()
        drain.join()
        process.stderr.close()


@pytest.mark.parametrize("path", ["", "/v1"])
async def test_transformers_serve_answers_the_same_client(engine: str, tiny_model: Path, path: str) -> None:
    chat = OpenAIChatModel(engine + path, model=str(tiny_model))
    assert (await chat.info()).name == str(tiny_model)
    pieces = [piece async for piece in chat.stream([Message("user", "hello")], GenerationOptions(max_new_tokens=12))]
    *deltas, end = pieces
    assert "".join(piece.text for piece in deltas if isinstance(piece, TextDelta))
    assert isinstance(end, Completion)
    assert (end.finish_reason, end.dropped_turns) == ("length", 0)
    await chat.close()


async def test_transformers_serve_without_a_named_model(engine: str) -> None:
    chat = OpenAIChatModel(engine)
    pieces = [piece async for piece in chat.stream([Message("user", "hello")], GenerationOptions(max_new_tokens=4))]
    assert isinstance(pieces[-1], Completion)
    await chat.close()


async def test_transformers_serve_refuses_another_model_in_its_own_words(engine: str) -> None:
    chat = OpenAIChatModel(engine, model="somebody/else")
    with pytest.raises(EndpointError, match=r"answered 400: .*pinned.*somebody/else"):
        _ = [piece async for piece in chat.stream([Message("user", "hello")], GenerationOptions())]
    await chat.close()
