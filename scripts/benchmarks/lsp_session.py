"""A blocking LSP client over stdio that notes when each message arrived. Sees a server as an editor does."""

from __future__ import annotations

import itertools
import json
import queue
import subprocess
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future
from typing import Any

from typing_extensions import Self

TIMEOUT_S = 120.0
Message = dict[str, Any]


class LspSession:
    """One server process. Requests that the server makes of the editor are agreed to."""

    def __init__(self, argv: Sequence[str], *, settings: Mapping[str, object] | None = None) -> None:
        self.settings = dict(settings or {})
        self.notifications: queue.Queue[tuple[float, Message]] = queue.Queue()
        self._ids = itertools.count(1)
        self._pending: dict[int, Future[tuple[float, Message]]] = {}
        self._lock = threading.Lock()
        self.process = subprocess.Popen(
            argv, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, bufsize=0
        )
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def initialize(self) -> float:
        """Greet the server; the time at which its reply arrived."""
        params = {
            "processId": None,
            "rootUri": None,
            "capabilities": {
                "window": {"workDoneProgress": True},
                "workspace": {"applyEdit": True, "workspaceEdit": {"documentChanges": True}, "configuration": True},
                "textDocument": {"hover": {"contentFormat": ["markdown"]}},
            },
            "initializationOptions": self.settings,
        }
        arrived, _ = self.request("initialize", params).result(TIMEOUT_S)
        self.notify("initialized", {})
        return arrived

    def open(self, uri: str, text: str) -> None:
        """Open a Python document."""
        self.notify(
            "textDocument/didOpen",
            {"textDocument": {"uri": uri, "languageId": "python", "version": 1, "text": text}},
        )

    def replace(self, uri: str, text: str, *, version: int) -> None:
        """Replace a document's whole text."""
        self.notify(
            "textDocument/didChange",
            {"textDocument": {"uri": uri, "version": version}, "contentChanges": [{"text": text}]},
        )

    def command(self, name: str, argument: Mapping[str, object]) -> Future[tuple[float, Message]]:
        """Call one of the server's commands."""
        params = {"command": f"opencodeinterpreter.{name}", "arguments": [argument]}
        return self.request("workspace/executeCommand", params)

    def request(self, method: str, params: object) -> Future[tuple[float, Message]]:
        """Send a request; the future holds the arrival time and the whole response."""
        future: Future[tuple[float, Message]] = Future()
        number = next(self._ids)
        self._pending[number] = future
        self._send({"id": number, "method": method, "params": params})
        return future

    def notify(self, method: str, params: object) -> None:
        """Send a notification."""
        self._send({"method": method, "params": params})

    def wait_for(self, wanted: Callable[[Message], bool]) -> float:
        """Drop notifications until one is wanted; the time at which that one arrived."""
        while True:
            arrived, message = self.notifications.get(timeout=TIMEOUT_S)
            if wanted(message):
                return arrived

    def close(self) -> None:
        """Say goodbye and wait for the process to end; kill it when it doesn't."""
        try:
            self.request("shutdown", None).result(TIMEOUT_S)
            self.notify("exit", None)
            self.process.wait(10)
        finally:
            self.process.kill()
            self.process.wait()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _send(self, message: Message) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self.process.stdin is not None
        with self._lock:
            self.process.stdin.write(b"Content-Length: %d\r\n\r\n%b" % (len(body), body))

    def _read(self) -> None:
        assert self.process.stdout is not None
        with open(self.process.stdout.fileno(), "rb", closefd=False) as stream:
            while (length := _content_length(stream)) is not None:
                body = stream.read(length)
                self._take(time.perf_counter(), json.loads(body))
        for future in self._pending.values():
            future.set_exception(RuntimeError("The server went away."))

    def _take(self, arrived: float, message: Message) -> None:
        if "method" not in message:
            self._pending.pop(message["id"]).set_result((arrived, message))
        elif "id" in message:
            self._send({"id": message["id"], "result": self._answer(message)})
        else:
            self.notifications.put((arrived, message))

    def _answer(self, request: Message) -> object:
        match request["method"]:
            case "workspace/configuration":
                return [self.settings for _ in request["params"]["items"]]
            case "workspace/applyEdit":
                return {"applied": True}
            case _:
                return None


def require_ok(answer: Message) -> None:
    """Raise RuntimeError when a command did not do what it was asked for: its time would mean nothing."""
    if answer.get("result", {}).get("status") != "ok":
        raise RuntimeError(f"The command failed: {answer.get('error') or answer.get('result')}")


def _content_length(stream: Any) -> int | None:
    """The length that the next message's header gives; None at the end of the stream."""
    length = None
    while (line := stream.readline()) not in (b"\r\n", b""):
        name, _, value = line.partition(b":")
        if name.lower() == b"content-length":
            length = int(value)
    return length
