"""Copies of a kernel that run in a sandbox: the server's side of ``inside/fork.py``."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import signal
import struct
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import attrs

from opencodeinterpreter.errors import KernelError
from opencodeinterpreter.kernel.channels import Request, Sink
from opencodeinterpreter.kernel.hidden_code import hidden_call
from opencodeinterpreter.kernel.idle_sandbox import IdleSandbox
from opencodeinterpreter.kernel.live import LiveKernel
from opencodeinterpreter.kernel.process import ChildProcess
from opencodeinterpreter.kernel.running import RunningKernel
from opencodeinterpreter.kernel.sandbox import sandbox_resources

_READY_LIMIT_S = 10.0
_HEADER = struct.Struct(">I")
_LONGEST_MESSAGE = 1 << 28
# The event loop gets a turn after so many messages, however fast they come.
_MESSAGES_PER_TURN = 20
_FILES = ("resources.py", "serving.py", "fork.py")
# What is read and compiled takes longer than the fork, so it stays with the kernel's shell.
_PLACE = "vars(SHELL)['_opencodeinterpreter_fork']"
_INSTALL = f"{_PLACE} = lambda settings: fork(SHELL, settings, bound_resources, Wire, serve)"


async def copy(
    kernel: LiveKernel, sandbox: IdleSandbox, *, folder: Path, hidden_variables: Iterable[str] = ()
) -> RunningKernel:
    """A copy of the kernel as it is now, in this sandbox, which belongs to it from then on.

    ``folder`` is where it works if it can't enter the kernel's own. Raises KernelError, with the reason, where a copy
    can't be had; the sandbox is closed then.
    """
    wire = Wire()
    running = RunningKernel(sandbox.folder, _CopyProcess(sandbox.process, wire), wire, interrupt_by_message=True)
    try:
        settings = {
            "address": await wire.listen(sandbox.folder / "copy"),
            "sandbox_pid": sandbox.first_pid,
            "folder": str(folder),
            "hidden_variables": list(hidden_variables),
            **attrs.asdict(sandbox_resources()),
        }
        call = hidden_call((), f"{_PLACE}(SETTINGS)", settings)
        await kernel.execute_hidden(call, once=hidden_call(_FILES, _INSTALL, {}))
        await wire.until_ready()
    except BaseException:
        await running.close()
        raise
    return running


class Wire:
    """The connection to one copy, over which it is sent requests, one at a time: implements ``running.Connection``."""

    def __init__(self) -> None:
        loop = asyncio.get_running_loop()
        self.ended: asyncio.Future[int] = loop.create_future()
        self.pid: int | None = None
        self._ready: asyncio.Future[None] = loop.create_future()
        self._server: asyncio.Server | None = None
        self._writer: asyncio.StreamWriter | None = None
        self._reading: asyncio.Task[None] | None = None
        self._is_up = False
        self._is_closed = False
        self._request: Request | None = None
        self._requests = 0

    async def listen(self, path: Path) -> str:
        """Wait for the copy at this path, in a folder that is private. Returns it as text."""
        self._server = await asyncio.start_unix_server(self._connected, str(path))
        return str(path)

    async def until_ready(self) -> None:
        """Wait for the copy to say that it is. Raises KernelError when it isn't in time."""
        try:
            await asyncio.wait_for(asyncio.shield(self._ready), _READY_LIMIT_S)
        except asyncio.TimeoutError as error:
            raise KernelError("The copy of the kernel did not get ready in time.") from error

    def _connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if self._writer is not None or self._is_closed:
            writer.transport.abort()
            return
        self._writer = writer
        self._reading = asyncio.create_task(self._read(reader))

    async def _read(self, reader: asyncio.StreamReader) -> None:
        count = 0
        # Code under trial that finds the socket may send anything.
        nonsense = (ValueError, TypeError, KeyError, AttributeError)
        with contextlib.suppress(asyncio.IncompleteReadError, ConnectionError, *nonsense):
            while True:
                (length,) = _HEADER.unpack(await reader.readexactly(_HEADER.size))
                if length > _LONGEST_MESSAGE:
                    break
                self._take(json.loads((await reader.readexactly(length)).decode("utf-8", "surrogatepass")))
                count += 1
                if count % _MESSAGES_PER_TURN == 0:
                    await asyncio.sleep(0)
        self.end(-signal.SIGKILL)

    def _take(self, message: dict[str, Any]) -> None:
        match message:
            case {"kind": "status"} if self._request:
                self._request.busy.set()
            case {"kind": str(kind), "content": content} if self._request:
                self._publish(self._request, kind, content, message.get("line"))
            case {"reply": reply} if self._request and not self._request.reply.done():
                self._request.reply.set_result(reply)
                self._request.idle.set()
            case {"pid": int(pid)} if self.pid is None:
                self.pid = pid
                self._says_ready()
            case {"ready": True}:
                self._is_up = True
                self._says_ready()
            case {"failed": str(why)}:
                self._give_up(f"The kernel can't be copied: {why}.")
            case {"ended": int(status)}:
                self.end(status)
            case _:
                pass

    def _says_ready(self) -> None:
        """Only once both are known does code run, so that no code can name another process as its own."""
        if self._is_up and self.pid is not None and not self._ready.done():
            self._ready.set_result(None)

    @staticmethod
    def _publish(request: Request, kind: str, content: Mapping[str, Any], line: object) -> None:
        request.messages += 1
        if request.sink:
            request.sink(kind, content, line if isinstance(line, int) else None)

    def end(self, status: int) -> None:
        """The copy is gone."""
        if not self.ended.done():
            self.ended.set_result(status)
        self._give_up("The copy of the kernel ended before it was ready.")

    def _give_up(self, why: str) -> None:
        if not self._ready.done():
            self._ready.set_exception(KernelError(why))
            # Nobody may be waiting for it.
            self._ready.exception()

    async def request(
        self,
        kind: str,
        content: Mapping[str, Any],
        *,
        metadata: Mapping[str, Any] | None = None,
        sink: Sink | None = None,
    ) -> Request:
        """See ``Channels.request``."""
        self._requests += 1
        request = Request(f"copy-{self._requests}", sink, asyncio.get_running_loop().create_future())
        self._request = request
        header = {"msg_id": request.msg_id, "msg_type": kind, "username": "", "session": "copy", "version": "5.3"}
        message = {"header": header, "parent_header": {}, "metadata": dict(metadata or {}), "content": dict(content)}
        data = json.dumps(message).encode("utf-8", "surrogatepass")
        if self._writer is not None and not self.ended.done():
            self._writer.write(_HEADER.pack(len(data)) + data)
            with contextlib.suppress(ConnectionError):
                await self._writer.drain()
        return request

    def forget(self, request: Request) -> None:
        """See ``Channels.forget``."""
        if self._request is request:
            self._request = None

    async def interrupt(self) -> None:
        """What Ctrl-C does to the code that runs."""
        if self.pid is not None and not self.ended.done():
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.kill(self.pid, signal.SIGINT)

    async def close(self) -> None:
        """Stop listening and reading."""
        self._is_closed = True
        if self._server is not None:
            self._server.close()
        if self._reading is not None:
            self._reading.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._reading
        if self._writer is not None:
            self._writer.transport.abort()
            with contextlib.suppress(OSError):
                await self._writer.wait_closed()
        self.end(-signal.SIGKILL)


class _CopyProcess:
    """The process of a copy, which lives as long as its sandbox: implements ``running.Process``."""

    def __init__(self, sandbox: ChildProcess, wire: Wire) -> None:
        self._sandbox = sandbox
        self._wire = wire

    @property
    def ended(self) -> asyncio.Future[int]:
        return self._wire.ended

    @property
    def pid(self) -> int:
        return self._sandbox.pid

    def interrupt(self) -> None:
        """Interrupts go over the wire."""

    def trim_log(self) -> None:
        """A copy has no log."""

    async def kill(self) -> None:
        await self._sandbox.kill()
        self._wire.end(-signal.SIGKILL)
