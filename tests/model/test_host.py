"""The host as a real process, through the client that the editors use."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import httpx
import psutil
import pytest
from test_checkpoint import write_safetensors

from opencodeinterpreter.errors import HostError, ModelError
from opencodeinterpreter.model.client import OpenAIChatModel
from opencodeinterpreter.model.hosted import HostedChatModel
from opencodeinterpreter.model.protocol import Completion, GenerationOptions, Message, TextDelta
from opencodeinterpreter.model.rendezvous import MeetingPoint, Transport, log_file, meeting_point
from tiny_models import make_tiny_model

HELLO = [Message("user", "hello")]


async def ask(
    chat: HostedChatModel, messages: list[Message] = HELLO, *, max_new_tokens: int = 8
) -> tuple[str, Completion]:
    pieces = [piece async for piece in chat.stream(messages, GenerationOptions(max_new_tokens=max_new_tokens))]
    *deltas, end = pieces
    assert isinstance(end, Completion)
    return "".join(delta.text for delta in deltas if isinstance(delta, TextDelta)), end


async def begin(chat: HostedChatModel) -> AsyncIterator[TextDelta | Completion]:
    """A long reply that has begun to arrive."""
    pieces = chat.stream(HELLO, GenerationOptions(max_new_tokens=100_000))
    assert isinstance(await pieces.__anext__(), TextDelta)
    return pieces


def raw(point: MeetingPoint) -> httpx.AsyncClient:
    """Plain HTTP to the host, as any other program would speak."""
    return httpx.AsyncClient(
        transport=httpx.AsyncHTTPTransport(uds=str(point.socket)), base_url="http://localhost", timeout=60
    )


async def host_pid() -> int:
    async with raw(meeting_point()) as http:
        return (await http.get("/health")).json()["pid"]


@pytest.fixture(scope="module")
def models(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """``long`` has room for long replies; ``small`` for few tokens and a card of its own; ``lookup`` drafts tokens."""
    folder = tmp_path_factory.mktemp("models")
    make_tiny_model(folder / "long", positions=20_000)
    card = {"name": "Small", "answer_form": "line-edits", "sends_history": False, "samples": 8, "note": "A test."}
    make_tiny_model(folder / "small", positions=128, seed=1, card=card)
    make_tiny_model(folder / "lookup", positions=20_000, generation={"prompt_lookup_num_tokens": 8})
    return folder


@pytest.fixture
async def chat(private_places: Path, models: Path) -> AsyncIterator[Callable[..., HostedChatModel]]:
    """Makes clients of the module's host; all are closed at the end."""
    made: list[HostedChatModel] = []

    def make(model: str = "long", **options: object) -> HostedChatModel:
        named = str(models / model) if (models / model).is_dir() else model
        made.append(HostedChatModel(model=named, **options))
        return made[-1]

    yield make
    for client in made:
        await client.close()


Make = Callable[..., HostedChatModel]


async def test_two_windows_that_start_at_once_share_one_host(chat: Make, private_places: Path) -> None:
    statuses: list[str] = []
    first, second = chat(on_status=statuses.append), chat(on_status=statuses.append)
    infos = await asyncio.gather(first.info(), second.info())
    assert [info.name for info in infos] == ["long", "long"]
    assert statuses.count("Starting the model host") == 1
    assert sum(status.startswith("Loading long") for status in statuses) >= 1
    answers = await asyncio.gather(ask(first), ask(second))
    assert answers[0] == answers[1]
    assert answers[0][1].finish_reason == "length"
    assert (answers[0][1].completion_tokens, answers[0][1].model) == (8, "long")
    place = meeting_point().socket
    assert place.is_relative_to(private_places)
    assert (place.parent.stat().st_mode & 0o777, place.stat().st_mode & 0o777) == (0o700, 0o600)


async def test_closing_a_stream_stops_the_generation(chat: Make) -> None:
    client = chat()
    await (await begin(client)).aclose()
    await ask(chat(), max_new_tokens=1)
    async with raw(meeting_point()) as http:
        health = (await http.get("/health")).json()
    assert health["state"] == "ready"
    assert health["generated_tokens"] < 5_000


async def test_cancelling_the_task_stops_the_generation(chat: Make) -> None:
    begun = asyncio.Event()

    async def consume() -> None:
        async for _ in chat().stream(HELLO, GenerationOptions(max_new_tokens=100_000)):
            begun.set()

    task = asyncio.create_task(consume())
    await begun.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    _, end = await ask(chat(), max_new_tokens=1)
    assert end.completion_tokens == 1


async def test_requests_queue_and_say_so(chat: Make) -> None:
    statuses: list[str] = []
    running = await begin(chat())
    waiting = asyncio.create_task(ask(chat(on_status=statuses.append)))
    async with raw(meeting_point()) as http:
        while (await http.get("/health")).json()["requests"] < 2:
            await running.__anext__()
    await running.aclose()
    await waiting
    assert "Waiting for 1 other request to the model" in statuses


async def test_another_model_takes_the_place_of_the_first(chat: Make) -> None:
    statuses: list[str] = []
    await ask(chat("long"))
    small = chat("small", on_status=statuses.append)
    info = await small.info()
    assert (info.name, info.answer_form, info.sends_history) == ("Small", "line-edits", False)
    assert (info.samples, info.note) == (8, "A test.")
    assert any("long is unloaded" in status for status in statuses)
    async with raw(meeting_point()) as http:
        assert (await http.get("/health")).json()["model"] == "Small"


async def test_the_oldest_turns_are_dropped_and_counted(chat: Make) -> None:
    history = [Message("user", "a" * 60), Message("assistant", "b" * 30), Message("user", "c" * 40)]
    _, end = await ask(chat("small"), history, max_new_tokens=30)
    assert (end.dropped_turns, end.completion_tokens) == (2, 30)
    with pytest.raises(ModelError, match="Small reads at most 128"):
        await ask(chat("small"), [Message("user", "d" * 200)])


async def test_the_host_tells_how_likely_a_turn_was(chat: Make, models: Path) -> None:
    model, told = chat("long"), GenerationOptions(max_new_tokens=1, last_turn_logprob=True)
    likely: list[float] = []
    for reply in ("a", "ab", "abc"):
        pieces = [piece async for piece in model.stream([*HELLO, Message("assistant", reply)], told)]
        assert isinstance(pieces[-1], Completion)
        assert pieces[-1].last_turn_logprob is not None
        likely.append(pieces[-1].last_turn_logprob)
    assert 0 > likely[0] > likely[1] > likely[2]
    assert (await ask(model))[1].last_turn_logprob is None
    # As an endpoint that somebody named, too, where the client knows nothing of how it loads models.
    named = OpenAIChatModel("http://localhost", socket=meeting_point().socket, model=str(models / "long"))
    pieces = [piece async for piece in named.stream([*HELLO, Message("assistant", "abc")], told)]
    await named.close()
    assert isinstance(pieces[-1], Completion)
    assert pieces[-1].last_turn_logprob == pytest.approx(likely[2], abs=1e-3)


async def test_a_small_plain_checkpoint_needs_no_torch(
    models: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENCODEINTERPRETER_RUNTIME_DIR", str(tmp_path / "run"))
    monkeypatch.setenv("OPENCODEINTERPRETER_STATE_DIR", str(tmp_path / "state"))
    light = HostedChatModel(model=str(models / "long"), idle_minutes=0.1)
    plain, _ = await ask(light)
    host = psutil.Process(await host_pid())
    assert not any("libtorch" in region.path for region in host.memory_maps())
    heavy = HostedChatModel(model=str(models / "long"), dtype="float32")
    assert (await ask(heavy))[0] == plain
    assert any("libtorch" in region.path for region in host.memory_maps())
    await light.close()
    await heavy.close()


async def test_prompt_lookup_gives_the_same_text_and_keeps_the_limit(chat: Make) -> None:
    plain, _ = await ask(chat("long"), max_new_tokens=61)
    drafted, end = await ask(chat("lookup", dtype="float32"), max_new_tokens=61)
    assert drafted == plain
    assert (end.completion_tokens, end.finish_reason) == (61, "length")


@pytest.mark.parametrize("when", ["idle", "generating"])
async def test_a_killed_host_is_started_anew(chat: Make, when: str) -> None:
    client = chat()
    before, _ = await ask(client)
    old = psutil.Process(await host_pid())
    if when == "generating":
        pieces = await begin(client)
        old.kill()
        with pytest.raises(HostError, match=f"stopped in the middle of its work.*{log_file()}"):
            async for _ in pieces:
                pass
    else:
        old.kill()
    after, _ = await ask(client)
    assert after == before
    assert await host_pid() != old.pid


def damaged(folder: Path) -> None:
    write_safetensors(folder / "model.safetensors", parameters=1000, missing_bytes=5)


def huge(folder: Path) -> None:
    write_safetensors(folder / "model.safetensors", parameters=250_000_000_000)


def without_tokenizer(folder: Path) -> None:
    for name in ("tokenizer.json", "tokenizer_config.json"):
        (folder / name).unlink()


def of_unknown_type(folder: Path) -> None:
    (folder / "config.json").write_text('{"model_type": "marvel"}')


def with_other_weights(folder: Path) -> None:
    write_safetensors(folder / "model.safetensors", parameters=1000)


def with_own_code(folder: Path) -> None:
    config = json.loads((folder / "config.json").read_text())
    config |= {"model_type": "own", "auto_map": {"AutoConfig": "own.Config", "AutoModelForCausalLM": "own.Model"}}
    (folder / "config.json").write_text(json.dumps(config))
    (folder / "own.py").write_text("raise SystemExit('this code must not run')")


def with_a_failing_template(folder: Path) -> None:
    (folder / "chat_template.jinja").write_text("{{ raise_exception('never') }}")


@pytest.mark.parametrize(
    ("harm", "message"),
    [
        (damaged, "model.safetensors is damaged"),
        (huge, r"tiny needs about .* GB of memory as bfloat16, but only .* is free: .*smaller model"),
        (without_tokenizer, "Could not load tiny"),
        (of_unknown_type, "Could not load tiny: .*marvel"),
        (with_other_weights, "tiny is incomplete: it lacks 2. weights"),
        (with_own_code, "tiny brings its own Python code, which is not run"),
        (with_a_failing_template, "chat template can't take this conversation: never"),
    ],
)
async def test_bad_checkpoints_are_explained(
    chat: Make, tmp_path: Path, harm: Callable[[Path], None], message: str
) -> None:
    harm(make_tiny_model(tmp_path / "tiny"))
    with pytest.raises(ModelError, match=message):
        await ask(chat(str(tmp_path / "tiny")))
    assert (await ask(chat()))[1].completion_tokens == 8


@pytest.mark.parametrize(
    ("model", "options", "message"),
    [
        ("/no/such/folder", {}, "There is no model folder /no/such/folder"),
        ("./nowhere", {}, "There is no model folder"),
        ("somebody/no such model", {}, "There is no model folder"),
        ("somebody/no-such-model", {}, "not in the local cache and could not be fetched from the Hub .*network"),
        ("long", {"device": "cuda:7"}, "There is no device cuda:7 here"),
        ("long", {"dtype": "float3"}, "There is no dtype float3"),
        ("long", {"quantization": "4bit"}, "needs bitsandbytes"),
    ],
)
async def test_models_that_can_not_be_had_are_explained(
    chat: Make, model: str, options: dict[str, str], message: str
) -> None:
    with pytest.raises(ModelError, match=message):
        await chat(model, **options).info()


async def test_plain_http(chat: Make, models: Path) -> None:
    await chat("long").info()
    body = {"model": str(models / "long"), "messages": [{"role": "user", "content": "hello"}], "max_tokens": 20}
    async with raw(meeting_point()) as http:
        listed = (await http.get("/v1/models")).json()["data"]
        whole = (await http.post("/v1/chat/completions", json=body)).json()
        stop = whole["choices"][0]["message"]["content"][5:7]
        stopped = (await http.post("/v1/chat/completions", json=body | {"stop": stop})).json()
        sampled = [
            (await http.post("/v1/chat/completions", json=body | {"temperature": 1, "seed": 3})).json() for _ in "ab"
        ]
        refused = await http.post("/v1/chat/completions", json=body | {"n": 2})
        garbled = await http.post("/v1/chat/completions", content=b"{")
    assert str(models / "long") in [entry["id"] for entry in listed]
    assert whole["usage"] == {"prompt_tokens": 8, "completion_tokens": 20, "total_tokens": 28}
    assert whole["choices"][0]["finish_reason"] == "length"
    text = stopped["choices"][0]["message"]["content"]
    assert stop not in text
    assert whole["choices"][0]["message"]["content"].startswith(text)
    assert stopped["choices"][0]["finish_reason"] == "stop"
    assert sampled[0]["choices"] == sampled[1]["choices"]
    assert (refused.status_code, refused.json()["error"]["code"]) == (400, "unsupported")
    assert (garbled.status_code, garbled.json()["error"]["type"]) == (400, "opencodeinterpreter")


async def test_the_log_holds_no_prompts(chat: Make) -> None:
    await ask(chat(), [Message("user", "my secret plan")])
    with pytest.raises(ModelError):
        await ask(chat("small"), [Message("user", "my secret plan" * 100)])
    assert "secret" not in log_file().read_text(encoding="utf-8")
    assert log_file().stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("transport", ["unix", "tcp"])
async def test_an_idle_host_vanishes(
    models: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, transport: Transport
) -> None:
    monkeypatch.setenv("OPENCODEINTERPRETER_RUNTIME_DIR", str(tmp_path / "run"))
    monkeypatch.setenv("OPENCODEINTERPRETER_STATE_DIR", str(tmp_path / "state"))
    client = HostedChatModel(model=str(models / "long"), transport=transport, idle_minutes=0.02)
    await ask(client)
    point = meeting_point(transport=transport)
    [process] = [child for child in psutil.Process().children() if str(point.folder) in " ".join(child.cmdline())]
    await asyncio.to_thread(process.wait, 60)
    assert point.address() is None
    await client.close()


async def test_loopback_tcp_needs_the_token(models: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENCODEINTERPRETER_RUNTIME_DIR", str(tmp_path / "run"))
    monkeypatch.setenv("OPENCODEINTERPRETER_STATE_DIR", str(tmp_path / "state"))
    client = HostedChatModel(model=str(models / "long"), transport="tcp", idle_minutes=0.1)
    assert (await ask(client))[1].completion_tokens == 8
    point = meeting_point(transport="tcp")
    assert point.address_file.stat().st_mode & 0o777 == 0o600
    address = point.address()
    assert address is not None
    assert address.token not in repr(address)
    async with httpx.AsyncClient() as http:
        for headers in ({}, {"Authorization": "Bearer wrong"}):
            answer = await http.get(f"{address.base_url}/models", headers=headers)
            assert (answer.status_code, answer.json()["error"]["code"]) == (401, "invalid_api_key")
        answer = await http.get(f"{address.base_url}/models", headers={"Authorization": f"Bearer {address.token}"})
        assert answer.status_code == 200
    await client.close()
