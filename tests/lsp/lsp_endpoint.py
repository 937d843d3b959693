"""A real OpenAI-compatible HTTP server whose model says what the test tells it to."""

from __future__ import annotations

import contextlib
import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

MODEL = "scripted-model"


class Engine:
    """``replies`` are given in order, the last one again and again. With ``hold``, the end of one waits for ``go``."""

    def __init__(self, *replies: str) -> None:
        self.replies = list(replies)
        self.requests: list[dict[str, Any]] = []
        self.hold = False
        self.go = threading.Event()
        self.held = threading.Event()
        self.disconnected = threading.Event()
        self.url = ""

    def prompts(self) -> list[str]:
        """The last turn of every request."""
        return [request["messages"][-1]["content"] for request in self.requests]

    def next_reply(self, request: dict[str, Any]) -> str:
        self.requests.append(request)
        return self.replies[min(len(self.requests), len(self.replies)) - 1]


class _Handler(BaseHTTPRequestHandler):
    engine: Engine
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self._json({"object": "list", "data": [{"id": MODEL, "object": "model"}]})

    def do_POST(self) -> None:
        request = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        reply = self.engine.next_reply(request)
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Connection", "close")
        self.end_headers()
        try:
            self._stream(reply)
        except OSError:
            self.engine.disconnected.set()

    def _stream(self, reply: str) -> None:
        pieces = [reply[start : start + 7] for start in range(0, len(reply), 7)]
        for number, piece in enumerate(pieces):
            if self.engine.hold and number == len(pieces) - 1:
                self._wait()
            self._event({"delta": {"content": piece}, "finish_reason": None})
        self._event({"delta": {}, "finish_reason": "stop"})
        self.wfile.write(b"data: [DONE]\n\n")

    def _wait(self) -> None:
        """Comments keep the stream alive, and tell when nobody reads it any more."""
        self.engine.held.set()
        while not self.engine.go.wait(0.05):
            self.wfile.write(b": waiting\n\n")
            self.wfile.flush()

    def _event(self, choice: dict[str, Any]) -> None:
        chunk = {"object": "chat.completion.chunk", "model": MODEL, "choices": [{"index": 0, **choice}]}
        self.wfile.write(b"data: " + json.dumps(chunk).encode() + b"\n\n")
        self.wfile.flush()

    def _json(self, content: object) -> None:
        body = json.dumps(content).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextlib.contextmanager
def start_engine(*replies: str) -> Iterator[Engine]:
    """An engine on a port of its own."""
    engine = Engine(*replies)
    handler = type("Handler", (_Handler,), {"engine": engine})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    engine.url = f"http://127.0.0.1:{server.server_port}/v1"
    try:
        yield engine
    finally:
        engine.go.set()
        server.shutdown()
        thread.join()
        server.server_close()
