"""The host's HTTP face: routes, server-sent events, error objects, the bearer token. Knows no torch."""

from __future__ import annotations

import asyncio
import hmac
import json
import os
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable
from contextlib import aclosing, suppress
from typing import Any

import psutil
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from opencodeinterpreter import __version__
from opencodeinterpreter.errors import ModelError
from opencodeinterpreter.model.checkpoint import bundled_folder, has_bundled, read_card
from opencodeinterpreter.model.endpoint import EXTENSION
from opencodeinterpreter.model.host import requests
from opencodeinterpreter.model.host.engine import Engine, EngineEvents, Loaded, Status, Text
from opencodeinterpreter.model.host.generation import Reply
from opencodeinterpreter.model.host.requests import ChatRequest, RefusedError
from opencodeinterpreter.model.inventory import cached_checkpoints
from opencodeinterpreter.model.options import BUNDLED
from opencodeinterpreter.model.protocol import ModelInfo

Chunks = AsyncGenerator[dict[str, Any], None]
Handler = Callable[[Request], Awaitable[Response]]


def build_app(engine: Engine, *, token: str | None = None) -> Starlette:
    """The application around an engine. With a ``token`` every request must bear it."""
    face = _Face(engine)
    routes = [
        Route("/health", _answering(face.health)),
        Route("/v1/models", _answering(face.models)),
        Route("/v1/models/load", _answering(face.load), methods=["POST"]),
        Route("/v1/chat/completions", _answering(face.chat), methods=["POST"]),
    ]
    return Starlette(routes=routes, middleware=[Middleware(_BearerToken, token=token)] if token else [])


class _Face:
    """The handlers: parse, call the engine, convert."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    async def health(self, _request: Request) -> Response:
        loaded = self._engine.loaded
        return JSONResponse(
            {
                "name": EXTENSION,
                "version": __version__,
                "pid": os.getpid(),
                "state": self._engine.state,
                "model": loaded.name if loaded else None,
                "device": loaded.device if loaded else None,
                "dtype": loaded.dtype if loaded else None,
                "model_bytes": loaded.size_bytes if loaded else 0,
                "resident_bytes": psutil.Process().memory_info().rss,
                "requests": self._engine.requests,
                "generated_tokens": self._engine.generated_tokens,
                "idle_s": round(self._engine.idle_s, 3),
            }
        )

    async def models(self, _request: Request) -> Response:
        loaded = self._engine.loaded
        known = {loaded.options.model: loaded.info} if loaded else {}
        if has_bundled():
            known.setdefault(BUNDLED, read_card(bundled_folder(), name=BUNDLED))
        for checkpoint in await asyncio.to_thread(cached_checkpoints):
            known.setdefault(checkpoint.model_id, read_card(checkpoint.folder, name=checkpoint.model_id))
        known.setdefault(self._engine.defaults.model, ModelInfo(name=self._engine.defaults.model))
        entries = [requests.model_entry(name, info) for name, info in known.items()]
        return JSONResponse({"object": "list", "data": entries})

    async def load(self, request: Request) -> Response:
        body = await _body(request)
        options = requests.read_options(body, self._engine.defaults)
        chunks = _load_chunks(options.model, self._engine.load(options))
        if requests.wants_stream(body):
            return _EventStream(chunks)
        async with aclosing(chunks):
            return JSONResponse([chunk async for chunk in chunks][-1])

    async def chat(self, request: Request) -> Response:
        asked = requests.read_chat(await _body(request), self._engine.defaults)
        events = self._engine.chat(asked.options, asked.messages, asked.sampling)
        if asked.stream:
            return _EventStream(_chat_chunks(asked, events))
        return await _unless_left(request, _whole_answer(asked, events))


async def _load_chunks(model: str, events: EngineEvents) -> Chunks:
    async with aclosing(events) as open_events:
        async for event in open_events:
            if isinstance(event, Loaded):
                yield requests.model_entry(model, event.info)
            elif isinstance(event, Status):
                yield {EXTENSION: {"status": event.text}} if event.text else {}


async def _chat_chunks(asked: ChatRequest, events: EngineEvents) -> Chunks:
    """OpenAI's chunks for the engine's events; {} stands for a mere sign of life."""
    model = asked.options.model
    async with aclosing(events) as open_events:
        async for event in open_events:
            if isinstance(event, Loaded):
                model = event.info.name
            elif isinstance(event, Status):
                yield requests.status_chunk(asked, model, event.text) if asked.include_status and event.text else {}
            elif isinstance(event, Text):
                yield requests.text_chunk(asked, model, event.text)
            else:
                yield requests.last_chunk(asked, model, event)
                if asked.include_usage:
                    yield requests.usage_chunk(asked, model, event)


async def _whole_answer(asked: ChatRequest, events: EngineEvents) -> Response:
    model, text, reply = asked.options.model, "", None
    async with aclosing(events) as open_events:
        async for event in open_events:
            if isinstance(event, Loaded):
                model = event.info.name
            elif isinstance(event, Text):
                text += event.text
            elif isinstance(event, Reply):
                reply = event
    assert reply is not None, "an engine's events end with a Reply or raise"
    return JSONResponse(requests.whole_answer(asked, model, text, reply))


async def _unless_left(request: Request, answer: Awaitable[Response]) -> Response:
    """Wait for the answer, but give it up as soon as the client hangs up."""
    work = asyncio.ensure_future(answer)
    left = asyncio.ensure_future(_hang_up(request))
    try:
        await asyncio.wait({work, left}, return_when=asyncio.FIRST_COMPLETED)
        return await work if work.done() else Response(status_code=499)
    finally:
        for task in (work, left):
            task.cancel()
            with suppress(asyncio.CancelledError, ModelError):
                await task


async def _hang_up(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass


class _EventStream(StreamingResponse):
    """Server-sent events. However the response ends, the chunks are closed, which stops the generation."""

    def __init__(self, chunks: Chunks) -> None:
        self._chunks = chunks
        super().__init__(_frames(chunks), media_type="text/event-stream", headers={"Cache-Control": "no-store"})

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            await super().__call__(scope, receive, send)
        finally:
            await self._chunks.aclose()


async def _frames(chunks: Chunks) -> AsyncIterator[str]:
    """SSE frames; an error after the headers are out becomes an error object in the stream."""
    yield ": here\n\n"
    try:
        async for chunk in chunks:
            yield f"data: {json.dumps(chunk, ensure_ascii=False)}\n\n" if chunk else ": still here\n\n"
    except ModelError as error:
        yield f"data: {json.dumps(requests.error_object(str(error), code='model_error'))}\n\n"
    yield "data: [DONE]\n\n"


class _BearerToken:
    """Refuses requests without the token, in a time that tells nothing about it."""

    def __init__(self, app: ASGIApp, *, token: str) -> None:
        self._app = app
        self._expected = f"Bearer {token}".encode()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers = dict(scope.get("headers", ()))
        app: ASGIApp = self._app
        if scope["type"] == "http" and not hmac.compare_digest(headers.get(b"authorization", b""), self._expected):
            content = requests.error_object("The bearer token is missing or wrong.", code="invalid_api_key")
            app = JSONResponse(content, status_code=401)
        await app(scope, receive, send)


def _answering(handler: Handler) -> Handler:
    """The handler with its failures turned into error objects."""

    async def handle(request: Request) -> Response:
        try:
            return await handler(request)
        except RefusedError as error:
            return JSONResponse(requests.error_object(str(error), code=error.code), status_code=error.status)
        except ModelError as error:
            return JSONResponse(requests.error_object(str(error), code="model_error"), status_code=503)

    return handle


async def _body(request: Request) -> Any:
    try:
        return await request.json()
    except ValueError as error:
        raise RefusedError(f"The body is not JSON: {error}") from error
