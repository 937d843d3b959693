"""The client against engines that misbehave: real sockets, real HTTP, every answer spelled out byte by byte."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import pytest

from opencodeinterpreter.errors import EndpointError, ModelError
from opencodeinterpreter.model.client import OpenAIChatModel
from opencodeinterpreter.model.protocol import Completion, GenerationOptions, Message, TextDelta

SECRET = "sk-a-secret"
Handler = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]
MODELS = json.dumps({"object": "list", "data": [{"id": "first"}, {"id": "second"}]})


def http(status: int, body: str, content_type: str = "application/json", *, claimed: int | None = None) -> bytes:
    data = body.encode()
    head = f"HTTP/1.1 {status} X\r\nContent-Type: {content_type}\r\nContent-Length: {claimed or len(data)}\r\n"
    return f"{head}Connection: close\r\n\r\n".encode() + data


def events(*data: str, claimed: int | None = None) -> bytes:
    return http(200, "".join(f"data: {item}\n\n" for item in data), "text/event-stream", claimed=claimed)


def delta(text: str, finish_reason: str | None = None) -> str:
    return json.dumps({"model": "first", "choices": [{"delta": {"content": text}, "finish_reason": finish_reason}]})


@asynccontextmanager
async def listening(handler: Handler) -> AsyncIterator[str]:
    """A server on a loopback port, by its URL. Leaving waits until all its connections are closed."""
    tasks: set[asyncio.Task[None]] = set()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        tasks.add(asyncio.current_task())
        try:
            await handler(reader, writer)
        finally:
            writer.close()
            await writer.wait_closed()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    try:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    finally:
        server.close()
        await asyncio.gather(*tasks, return_exceptions=True)


@asynccontextmanager
async def engine(chat: bytes | None, models: bytes | None = None) -> AsyncIterator[tuple[str, list[bytes]]]:
    """An engine that answers each route with fixed bytes; None hangs up. Yields its URL and what it was sent."""
    requests: list[bytes] = []

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = await reader.readuntil(b"\r\n\r\n")
        lengths = [line.split(b":")[1] for line in head.lower().split(b"\r\n") if b"content-length" in line]
        requests.append(head + await reader.readexactly(int(lengths[0]) if lengths else 0))
        reply = chat if b"/chat/completions" in head else http(200, MODELS) if models is None else models
        writer.write(reply or b"")
        await writer.drain()

    async with listening(answer) as url:
        yield url, requests


async def ask(url: str, *, model: str | None = None, silence_timeout_s: float = 30) -> list[TextDelta | Completion]:
    chat = OpenAIChatModel(url, api_key=SECRET, model=model, silence_timeout_s=silence_timeout_s)
    try:
        messages = [Message("user", "hi")]
        return [piece async for piece in chat.stream(messages, GenerationOptions(max_new_tokens=5))]
    finally:
        await chat.close()


@pytest.mark.parametrize(
    ("chat", "text", "reason"),
    [
        (events(delta("a"), delta("b", "stop"), "[DONE]"), "ab", "stop"),
        (events(delta("a"), delta("b", "length")), "ab", "length"),
        (events('{"choices":[]}', delta("line\u2028separator", "stop"), "[DONE]"), "line\u2028separator", "stop"),
        (http(200, '{"choices":[{"message":{"content":"ab"},"finish_reason":"stop"}]}'), "ab", "stop"),
    ],
    ids=["stream", "no DONE", "line separators inside JSON", "an engine that doesn't stream"],
)
async def test_answers_of_all_kinds(chat: bytes, text: str, reason: str) -> None:
    async with engine(chat) as (url, requests):
        pieces = await ask(url)
    *deltas, end = pieces
    assert "".join(piece.text for piece in deltas if isinstance(piece, TextDelta)) == text
    assert isinstance(end, Completion)
    assert (end.finish_reason, end.model) == (reason, "first")
    assert b'"model":"first"' in requests[-1].replace(b" ", b"")
    assert f"Bearer {SECRET}".encode() in requests[-1]


@pytest.mark.parametrize(
    ("chat", "message"),
    [
        (http(401, f'{{"error":{{"message":"bad key {SECRET}"}}}}'), r"answered 401: bad key \*\*\*. Check .*apiKey"),
        (http(404, '{"detail":"Not Found"}'), "answered 404: Not Found. Check opencodeinterpreter.endpoint.* first"),
        (http(422, '{"detail":[{"loc":["x"]}]}'), "answered 422: .*loc.*did not accept"),
        (http(429, ""), "answered 429. It is overloaded"),
        (http(500, "<html>oh no</html>", "text/html"), "answered 500: <html>oh no</html>. The engine itself failed"),
        (http(503, '{"object":"error","message":"loading"}'), "answered 503: loading"),
        (http(200, "<html>Sign in</html>", "text/html"), "did not answer with JSON but with: <html>Sign in"),
        (http(200, "[1, 2]"), "unknown form"),
        (events('{"choices": [{"del'), "did not answer with JSON but with"),
        (events(delta("a")), "stopped in the middle of its answer"),
        (events(delta("a"), claimed=5000), "stopped in the middle of its answer"),
        (events(delta("a"), '{"error":{"message":"CUDA died"}}'), "failed: CUDA died"),
        (events('{"error":{"message":"Too big.","type":"opencodeinterpreter"}}'), "^Too big.$"),
        (None, "closed the connection without an answer"),
        (b"nonsense\r\n\r\n", "closed the connection without an answer"),
    ],
    ids=[
        "401 repeating the key",
        "404",
        "422 with a list",
        "429",
        "500 with HTML",
        "503 in vLLM's form",
        "200 with a sign-in page",
        "200 with a list",
        "an event cut in half",
        "a stream without an end",
        "a stream shorter than promised",
        "an error in the stream",
        "an error worded by our own host",
        "hangs up",
        "not HTTP",
    ],
)
async def test_failures_say_what_happened_and_never_the_key(chat: bytes | None, message: str) -> None:
    async with engine(chat) as (url, _):
        with pytest.raises(ModelError, match=message) as failure:
            await ask(url)
    assert SECRET not in str(failure.value)


@pytest.mark.parametrize(
    ("models", "message"),
    [
        (http(401, "{}"), "answered 401"),
        (http(404, "{}"), "answered 404"),
        (http(200, "hello", "text/plain"), "did not answer with JSON but with: hello"),
    ],
)
async def test_model_lists_that_fail(models: bytes, message: str) -> None:
    async with engine(None, models) as (url, _):
        chat = OpenAIChatModel(url)
        with pytest.raises(EndpointError, match=message):
            await chat.info()
        await chat.close()


@pytest.mark.parametrize("status", [404, 500])
async def test_an_engine_without_a_model_list_needs_a_name(status: int) -> None:
    async with engine(events(delta("a", "stop")), http(status, "{}")) as (url, _):
        assert len(await ask(url, model="named")) == 2
        chat = OpenAIChatModel(url, model="named")
        assert (await chat.info()).name == "named"
        await chat.close()


async def test_an_engine_that_lists_nothing_chooses_by_itself() -> None:
    async with engine(events(delta("a", "stop")), http(200, '{"data": []}')) as (url, requests):
        assert len(await ask(url)) == 2
    assert b'"model"' not in requests[-1]


async def test_nobody_listens() -> None:
    async with engine(None) as (url, _):
        pass
    with pytest.raises(EndpointError, match=r"can't be reached.*endpoint"):
        await ask(url)


async def test_an_engine_that_never_answers() -> None:
    async def hang(reader: asyncio.StreamReader, _writer: asyncio.StreamWriter) -> None:
        await reader.read()

    async with listening(hang) as url:
        with pytest.raises(EndpointError, match=r"has sent nothing for 0.2 s"):
            await ask(url, silence_timeout_s=0.2)


async def test_closing_the_stream_hangs_up() -> None:
    hung_up = asyncio.Event()

    async def drip(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n")
        writer.write(f"data: {delta('a')}\n\n".encode())
        await reader.read()
        hung_up.set()

    async with listening(drip) as url:
        chat = OpenAIChatModel(url, model="named")
        pieces = chat.stream([Message("user", "hi")], GenerationOptions())
        assert await pieces.__anext__() == TextDelta("a")
        await pieces.aclose()
        await asyncio.wait_for(hung_up.wait(), 20)
        await chat.close()
