"""A small LSP editor for tests: speaks raw frames to a real server process, holds texts and applies edits.

It checks each byte of the server's stdout: anything that is not a frame fails the test.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Any

WAIT_S = 60
SERVER = ("-m", "opencodeinterpreter", "lsp")
CAPABILITIES: dict[str, Any] = {
    "general": {"positionEncodings": ["utf-16"]},
    "window": {"workDoneProgress": True, "showDocument": {"support": True}},
    "workspace": {"applyEdit": True, "workspaceEdit": {"documentChanges": True}, "configuration": False},
    "textDocument": {"codeAction": {"codeActionLiteralSupport": {"codeActionKind": {"valueSet": [""]}}}},
}


class ResponseError(Exception):
    """The server answered with an error."""

    def __init__(self, error: dict[str, Any]) -> None:
        super().__init__(error["message"])
        self.code: int = error["code"]


class Editor:
    """One session. Answer the server's requests by putting functions into ``answers``."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self.process = process
        self.texts: dict[str, str] = {}
        self.versions: dict[str, int] = {}
        self.diagnostics: dict[str, list[dict[str, Any]]] = {}
        self.notifications: list[dict[str, Any]] = []
        self.requests: list[dict[str, Any]] = []
        self.answers: dict[str, Callable[[Any], Any]] = {
            "workspace/applyEdit": self.apply_edit,
            "window/showMessageRequest": lambda _: None,
            "window/showDocument": lambda _: {"success": True},
        }
        self.encoding = "utf-16"
        self.capabilities: dict[str, Any] = {}
        self._changed = asyncio.Condition()
        self._pending: dict[int, asyncio.Future[Any]] = {}
        self._next_id = 0
        self._reader = asyncio.create_task(self._read())

    async def initialize(self, root: Path, options: object = None, **capabilities: Any) -> dict[str, Any]:
        """The handshake; returns the server's capabilities."""
        merged = {**CAPABILITIES, **capabilities}
        result = await self.request(
            "initialize",
            {
                "processId": os.getpid(),
                "rootUri": root.as_uri(),
                "workspaceFolders": [{"uri": root.as_uri(), "name": root.name}],
                "capabilities": merged,
                "initializationOptions": options,
            },
        )
        self.capabilities = result["capabilities"]
        self.encoding = self.capabilities.get("positionEncoding", "utf-16")
        self.notify("initialized", {})
        return self.capabilities

    def open(self, uri: str, text: str, language: str = "python") -> None:
        """Open a document."""
        self.texts[uri], self.versions[uri] = text, 1
        item = {"uri": uri, "languageId": language, "version": 1, "text": text}
        self.notify("textDocument/didOpen", {"textDocument": item})

    def change(self, uri: str, start: tuple[int, int], end: tuple[int, int], text: str) -> None:
        """Type something: positions in the session's encoding."""
        edit = {"range": span(*start, *end), "newText": text}
        self.texts[uri] = apply_edits(self.texts[uri], [edit], self.encoding)
        self.versions[uri] += 1
        self.notify(
            "textDocument/didChange",
            {
                "textDocument": {"uri": uri, "version": self.versions[uri]},
                "contentChanges": [{"range": edit["range"], "text": text}],
            },
        )

    def close(self, uri: str) -> None:
        """Close a document."""
        self.notify("textDocument/didClose", {"textDocument": {"uri": uri}})

    def apply_edit(self, params: dict[str, Any]) -> dict[str, Any]:
        """Apply a workspace edit as an editor does: refuse stale versions, then tell the server what changed."""
        edit = params["edit"]
        changes = [(c["textDocument"], c["edits"]) for c in edit.get("documentChanges", [])]
        changes += [({"uri": uri, "version": None}, edits) for uri, edits in (edit.get("changes") or {}).items()]
        for document, edits in changes:
            if document.get("version") not in (None, self.versions[document["uri"]]):
                return {"applied": False, "failureReason": "version mismatch"}
            uri = document["uri"]
            self.texts[uri] = apply_edits(self.texts[uri], edits, self.encoding)
            self.versions[uri] += 1
            self.notify(
                "textDocument/didChange",
                {
                    "textDocument": {"uri": uri, "version": self.versions[uri]},
                    "contentChanges": [{"text": self.texts[uri]}],
                },
            )
        return {"applied": True}

    async def command(self, name: str, **argument: Any) -> dict[str, Any]:
        """Execute ``opencodeinterpreter.<name>`` and return its result."""
        return await self.request(
            "workspace/executeCommand", {"command": f"opencodeinterpreter.{name}", "arguments": [argument]}
        )

    async def request(self, method: str, params: object) -> Any:
        """A request and its result."""
        return await asyncio.wait_for(self.send(method, params)[1], WAIT_S)

    def send(self, method: str, params: object) -> tuple[int, asyncio.Future[Any]]:
        """A request's id and the future of its result."""
        self._next_id += 1
        future = asyncio.get_running_loop().create_future()
        self._pending[self._next_id] = future
        self._write({"jsonrpc": "2.0", "id": self._next_id, "method": method, "params": params})
        return self._next_id, future

    def notify(self, method: str, params: object) -> None:
        """A notification."""
        self._write({"jsonrpc": "2.0", "method": method, "params": params})

    async def until(self, found: Callable[[], Any]) -> Any:
        """Wait until something holds; returns it."""

        async def wait() -> Any:
            async with self._changed:
                await self._changed.wait_for(lambda: found() or self._reader.done())
            if not found():
                await self._reader
                raise EOFError("the server ended")
            return found()

        return await asyncio.wait_for(wait(), WAIT_S)

    async def received(self, method: str, **fields: Any) -> dict[str, Any]:
        """The first notification of that method whose parameters hold these fields."""

        def find() -> dict[str, Any] | None:
            for message in self.notifications:
                if message["method"] == method and fields.items() <= (message["params"] or {}).items():
                    return message["params"]
            return None

        return await self.until(find)

    def messages(self) -> list[str]:
        """Everything shown by window/showMessage."""
        return [m["params"]["message"] for m in self.notifications if m["method"] == "window/showMessage"]

    async def shut_down(self) -> int:
        """Leave politely; returns the exit code."""
        await self.request("shutdown", None)
        self.notify("exit", None)
        return await asyncio.wait_for(self.process.wait(), WAIT_S)

    async def end(self) -> None:
        """Close the wire, wait, and pass on what the reader found wrong."""
        if self.process.stdin is not None:
            self.process.stdin.close()
        try:
            await asyncio.wait_for(self.process.wait(), WAIT_S)
        finally:
            if self.process.returncode is None:
                self.process.kill()
                await self.process.wait()
        await self._reader

    def _write(self, message: object) -> None:
        body = json.dumps(message).encode()
        assert self.process.stdin is not None
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n%b" % (len(body), body))

    async def _read(self) -> None:
        stdout = self.process.stdout
        assert stdout is not None
        while header := await stdout.readline():
            length = None
            while header.strip():
                name, _, value = header.partition(b":")
                assert name in {b"Content-Length", b"Content-Type"}, f"stray bytes on stdout: {header!r}"
                length = int(value) if name == b"Content-Length" else length
                header = await stdout.readline()
            assert length is not None
            await self._receive(json.loads(await stdout.readexactly(length)))

    async def _receive(self, message: dict[str, Any]) -> None:
        async with self._changed:
            if "method" in message and "id" in message:
                self.requests.append(message)
                asyncio.get_running_loop().create_task(self._answer(message))
            elif "method" in message:
                self.notifications.append(message)
                if message["method"] == "textDocument/publishDiagnostics":
                    self.diagnostics[message["params"]["uri"]] = message["params"]["diagnostics"]
            else:
                self._resolve(message)
            self._changed.notify_all()

    async def _answer(self, message: dict[str, Any]) -> None:
        answer = self.answers.get(message["method"], lambda _: None)
        try:
            result = answer(message["params"])
            if isinstance(result, Awaitable):
                result = await result
        except ResponseError as error:
            reply: dict[str, Any] = {"error": {"code": error.code, "message": str(error)}}
        else:
            reply = {"result": result}
        with contextlib.suppress(ConnectionError):
            self._write({"jsonrpc": "2.0", "id": message["id"], **reply})

    def _resolve(self, message: dict[str, Any]) -> None:
        future = self._pending.pop(message["id"])
        if future.done():
            return
        if "error" in message:
            future.set_exception(ResponseError(message["error"]))
        else:
            future.set_result(message.get("result"))


@contextlib.asynccontextmanager
async def start_editor(*arguments: str, env: dict[str, str] | None = None) -> AsyncIterator[Editor]:
    """An editor with a fresh server process; by default the installed one."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *(arguments or SERVER),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        env={**os.environ, **(env or {})},
        limit=1 << 26,
    )
    editor = Editor(process)
    try:
        yield editor
    finally:
        await editor.end()


def span(start_line: int, start: int, end_line: int, end: int) -> dict[str, Any]:
    """A range."""
    return {"start": {"line": start_line, "character": start}, "end": {"line": end_line, "character": end}}


def cursor(line: int, character: int = 0) -> dict[str, Any]:
    """An empty range."""
    return span(line, character, line, character)


def apply_edits(text: str, edits: list[dict[str, Any]], encoding: str = "utf-16") -> str:
    """The text after edits whose positions all refer to it as it is."""

    def offset(position: dict[str, int]) -> int:
        lines = text.splitlines(keepends=True)
        line = position["line"]
        if line >= len(lines):
            return len(text)
        content = lines[line].rstrip("\r\n")
        return sum(map(len, lines[:line])) + column(content, position["character"], encoding)

    located = [(offset(e["range"]["start"]), offset(e["range"]["end"]), e["newText"]) for e in edits]
    for start, end, new in sorted(located, reverse=True):
        text = text[:start] + new + text[end:]
    return text


def column(line: str, units: int, encoding: str) -> int:
    """The code points in the first ``units`` units of a line."""
    codec, width = {"utf-8": ("utf-8", 1), "utf-16": ("utf-16-le", 2), "utf-32": ("utf-32-le", 4)}[encoding]
    return len(line.encode(codec)[: units * width].decode(codec))
