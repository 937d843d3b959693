"""A real OpenAI-compatible HTTP server whose replies depend on the conversation alone, and calls of ``collect``."""

from __future__ import annotations

import contextlib
import json
import sys
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from opencodeinterpreter.__main__ import main

Messages = list[dict[str, str]]


class Engine:
    """``answer`` makes the reply to a conversation; None is answered with HTTP 500. ``requests`` are their bodies."""

    def __init__(self, answer: Callable[[Messages], str | None]) -> None:
        self.answer = answer
        self.requests: list[dict[str, Any]] = []
        self.url = ""


@contextlib.contextmanager
def start_engine(answer: Callable[[Messages], str | None]) -> Iterator[Engine]:
    """An engine on a port of its own."""
    engine = Engine(answer)

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.reply(200, "application/json", json.dumps({"data": [{"id": "scripted"}]}).encode())

        def do_POST(self) -> None:
            request = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            engine.requests.append(request)
            text = engine.answer(request["messages"])
            if text is None:
                self.reply(500, "text/plain", b"out of order")
                return
            choices = [{"delta": {"content": text}, "finish_reason": None}, {"delta": {}, "finish_reason": "stop"}]
            chunks = [json.dumps({"model": "scripted", "choices": [{"index": 0, **choice}]}) for choice in choices]
            body = "".join(f"data: {chunk}\n\n" for chunk in [*chunks, "[DONE]"])
            self.reply(200, "text/event-stream", body.encode())

        def reply(self, status: int, kind: str, body: bytes) -> None:
            with contextlib.suppress(OSError):
                self.send_response(status)
                self.send_header("Content-Type", kind)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the base class calls it so
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    engine.url = f"http://127.0.0.1:{server.server_port}/v1"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield engine
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def write_lines(path: Path, *entries: object) -> Path:
    """JSON lines; a text stands as it is."""
    lines = [entry if isinstance(entry, str) else json.dumps(entry) for entry in entries]
    path.write_text("".join(f"{line}\n" for line in lines))
    return path


def read_lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text().splitlines()]


def collect(*argv: object) -> int:
    """The command, with this interpreter's kernel."""
    python = ["--python", sys.executable] if argv else []
    return main(["collect", *map(str, argv), *python])
