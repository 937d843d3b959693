"""The sockets to one kernel: sends requests, pairs replies and published messages with them. Knows no processes."""

from __future__ import annotations

import asyncio
import contextlib
import secrets
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import attrs

# The other side is ``inside/attribution.py``.
LINE_KEY = "opencodeinterpreter_line"
# The event loop gets a turn after so many published messages, however fast they come.
_MESSAGES_PER_TURN = 20
_RECONNECT_INTERVAL_MS = 10
_REPLY_GRACE_S = 0.5

Sink = Callable[[str, Mapping[str, Any], "int | None"], None]


@attrs.define(eq=False)
class Request:
    """One request under way. ``busy`` and ``idle`` are what the kernel published about it; ``reply`` is its answer."""

    msg_id: str
    sink: Sink | None
    reply: asyncio.Future[dict[str, Any]]
    busy: asyncio.Event = attrs.Factory(asyncio.Event)
    idle: asyncio.Event = attrs.Factory(asyncio.Event)
    messages: int = 0

    def give_up(self) -> None:
        """End a request that the kernel is through with but never answered.

        That happens when an interrupt, or an error while it describes an error, hits ipykernel itself.
        """
        if not self.reply.done():
            why = "the kernel did not say how the code ended"
            self.reply.set_result({"status": "error", "ename": "NoReply", "evalue": why})


class Channels:
    """Connected sockets. Published messages are always read, whether or not anybody waits for them."""

    def __init__(self, connection_file: Path, *, ipc: bool) -> None:
        """Choose addresses, write them to ``connection_file`` for the kernel, and connect."""
        import zmq
        import zmq.asyncio
        from jupyter_client.connect import write_connection_file
        from jupyter_client.session import Session

        key = secrets.token_hex(16).encode()
        address = str(connection_file.with_name("s")) if ipc else "127.0.0.1"
        _, info = write_connection_file(str(connection_file), transport="ipc" if ipc else "tcp", ip=address, key=key)
        self._session: Any = Session(key=key, username="")
        self._context: Any = zmq.asyncio.Context()
        self._shell = self._connect(zmq.DEALER, info, "shell_port", ipc=ipc)
        self._control = self._connect(zmq.DEALER, info, "control_port", ipc=ipc)
        self._iopub = self._connect(zmq.SUB, info, "iopub_port", ipc=ipc)
        self._iopub.subscribe(b"")
        self._requests: dict[str, Request] = {}
        self.published = asyncio.Event()
        self._readers = [
            asyncio.create_task(reader)
            for reader in (self._read_replies(), self._read_published(), self._read_control())
        ]

    def _connect(self, kind: int, info: Mapping[str, Any], port: str, *, ipc: bool) -> Any:
        socket = self._context.socket(kind)
        socket.linger = 0
        socket.reconnect_ivl = _RECONNECT_INTERVAL_MS
        separator = "-" if ipc else ":"
        socket.connect(f"{info['transport']}://{info['ip']}{separator}{info[port]}")  # pyright: ignore[reportTypedDictNotRequiredAccess]
        return socket

    async def request(
        self,
        kind: str,
        content: Mapping[str, Any],
        *,
        metadata: Mapping[str, Any] | None = None,
        sink: Sink | None = None,
    ) -> Request:
        """Send a request on the shell channel. Call ``forget`` when its outcome is of no interest any more."""
        message = self._session.msg(kind, content=dict(content), metadata=dict(metadata or {}))
        reply = asyncio.get_running_loop().create_future()
        request = Request(message["header"]["msg_id"], sink, reply)
        self._requests[request.msg_id] = request
        await self._shell.send_multipart(self._session.serialize(message))
        return request

    def forget(self, request: Request) -> None:
        """Pass over whatever still comes in for this request."""
        self._requests.pop(request.msg_id, None)

    async def interrupt(self) -> None:
        """Ask the kernel to interrupt itself: for kernels that no signal of ours reaches."""
        await self._control.send_multipart(self._session.serialize(self._session.msg("interrupt_request", content={})))

    async def _read_replies(self) -> None:
        while True:
            message = await self._receive(self._shell)
            request = self._requests.get(message["parent_header"].get("msg_id", "")) if message else None
            if request and not request.reply.done():
                request.reply.set_result(message["content"])

    async def _read_control(self) -> None:
        while True:
            await self._receive(self._control)

    async def _read_published(self) -> None:
        count = 0
        while True:
            message = await self._receive(self._iopub)
            self.published.set()
            if message:
                self._dispatch(message)
            count += 1
            if count % _MESSAGES_PER_TURN == 0:
                await asyncio.sleep(0)

    async def _receive(self, socket: Any) -> dict[str, Any]:
        """The next message; {} for one that is not signed with our key or can't be read."""
        _, parts = self._session.feed_identities(await socket.recv_multipart())
        try:
            return self._session.deserialize(parts)
        except (ValueError, TypeError):
            return {}

    def _dispatch(self, message: Mapping[str, Any]) -> None:
        parent = message["parent_header"]
        request = self._requests.get(parent.get("msg_id", ""))
        if request is None:
            return
        request.messages += 1
        kind, content = message["header"]["msg_type"], message["content"]
        if kind == "status":
            self._take_state(request, content.get("execution_state", ""))
        elif request.sink:
            request.sink(kind, content, parent.get(LINE_KEY))

    def _take_state(self, request: Request, state: str) -> None:
        if state == "busy":
            request.busy.set()
        elif state == "idle":
            request.idle.set()
            if not request.reply.done():
                asyncio.get_running_loop().call_later(_REPLY_GRACE_S, request.give_up)

    async def close(self) -> None:
        """Stop reading and give the sockets back."""
        for reader in self._readers:
            reader.cancel()
        for reader in self._readers:
            with contextlib.suppress(asyncio.CancelledError):
                await reader
        for socket in (self._shell, self._control, self._iopub):
            socket.close(linger=0)
        self._context.term()
