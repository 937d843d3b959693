"""Inside a copy of a kernel: runs what the server sends, and publishes over one socket what ipykernel would publish.

The copy must not touch the kernel's own sockets. Python 3.8 or newer, Linux only. Sent as text together with
``fork.py`` and executed in a private namespace.
"""

from __future__ import annotations

import asyncio
import contextlib
import inspect
import json
import os
import signal
import socket
import struct
import sys
import threading
import time
from collections.abc import Generator
from typing import Any

_FLUSH_INTERVAL_S = 0.1
# How messages begin, and the line in a request's header: the other sides are ``copies.py`` and ``attribution.py``.
_HEADER = struct.Struct(">I")
_LINE_KEY = "opencodeinterpreter_line"


class Wire:
    """The copy's connection to the server: JSON in frames that begin with their length."""

    def __init__(self, address: str) -> None:
        self._socket = socket.socket(socket.AF_UNIX)
        self._socket.connect(address)
        self._lock = threading.Lock()

    def fileno(self) -> int:
        """The file descriptor."""
        return self._socket.fileno()

    def send(self, message: Any) -> None:
        """Send one message whole, from any thread; an interrupt waits until it is through."""
        data = json.dumps(message, default=repr).encode("utf-8", "surrogatepass")
        with interrupts_held_back(), self._lock:
            self._socket.sendall(_HEADER.pack(len(data)) + data)

    def receive(self) -> Any:
        """Wait for the next message. Raises EOFError when the server is gone."""
        (length,) = _HEADER.unpack(self._read(_HEADER.size))
        return json.loads(self._read(length).decode("utf-8", "surrogatepass"))

    def _read(self, length: int) -> bytes:
        data = b""
        while len(data) < length:
            piece = self._socket.recv(length - len(data))
            if not piece:
                raise EOFError
            data += piece
        return data


@contextlib.contextmanager
def interrupts_held_back() -> Generator[None]:
    """Only the main thread is ever interrupted."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    came: list[tuple[Any, ...]] = []

    def wait(*arguments: Any) -> None:
        came.append(arguments)

    handler: Any = signal.signal(signal.SIGINT, wait)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, handler)
    if came and callable(handler):
        handler(*came[0])


def connect(shell: Any, wire: Wire) -> None:
    """Have what the kernel publishes go to the server, and tell it that this copy is ready."""
    asyncio._set_running_loop(None)  # pyright: ignore[reportAttributeAccessIssue] # noqa: SLF001
    asyncio.set_event_loop(asyncio.new_event_loop())
    # The other side is ``attribution.py``.
    shell.run_ast_nodes.__self__.start_over()
    publish_to(shell, wire)
    threads = take_over_streams()
    wire.send({"ready": True})
    # Whoever starts a thread waits for it and for Python's lock: the server needn't.
    for thread in threads:
        thread.start()


def serve(shell: Any, wire: Wire) -> None:
    """Run what the server sends until it is gone."""
    connect(shell, wire)
    streams = (sys.stdout, sys.stderr)
    while True:
        try:
            request = wire.receive()
        except EOFError:
            return
        reply = execute(shell, request, wire)
        for stream in streams:
            stream.flush()
        wire.send({"reply": reply})


def execute(shell: Any, request: Any, wire: Wire) -> Any:
    """Run one request as ipykernel does; the content of its reply."""
    kernel = shell.kernel
    silent = request["content"]["silent"]

    async def run() -> Any:
        kernel.set_parent([], request)
        reply = kernel.do_execute(request["content"]["code"], silent, not silent, {}, False)  # noqa: FBT003 - as ipykernel has it
        return await reply if inspect.isawaitable(reply) else reply

    kernel.pre_handler_hook()
    try:
        wire.send({"kind": "status", "content": {"execution_state": "busy"}})
        return asyncio.get_event_loop().run_until_complete(run())
    except BaseException as error:  # noqa: BLE001 - an interrupt may hit anything
        return {"status": "error", "ename": type(error).__name__, "evalue": str(error)}
    finally:
        kernel.post_handler_hook()


def publish_to(shell: Any, wire: Wire) -> None:
    """Have all that the kernel publishes go over this wire. A copy of the copy writes text to its standard streams."""
    session = shell.kernel.session

    def send(_: Any, message: Any, content: Any = None, parent: Any = None, **__: Any) -> None:
        if not isinstance(message, str):
            message, content, parent = message["header"]["msg_type"], message["content"], message["parent_header"]
        header: Any = parent or {}
        header = header.get("header", header)
        wire.send({"kind": message, "content": content, "line": header.get(_LINE_KEY)})

    def send_text(_: Any, message: Any, content: Any = None, **__: Any) -> None:
        content = content if isinstance(message, str) else message["content"]
        if "text" in content:
            os.write(2 if content.get("name") == "stderr" else 1, content["text"].encode("utf-8", "replace"))

    session.send = send
    os.register_at_fork(after_in_child=lambda: setattr(session, "send", send_text))


def take_over_streams() -> list[threading.Thread]:
    """The kernel's own streams, with threads of this process behind them in place of those that were not copied."""
    streams: list[Any] = [stream for stream in (sys.stdout, sys.stderr) if hasattr(stream, "pub_thread")]
    postman = Postman(streams)
    threads = [threading.Thread(target=postman.deliver, daemon=True)]
    for number, stream in enumerate(streams, 1):
        stream.pub_thread = postman
        # ipykernel's mark of who may use the thread, and of what it still has to do.
        stream.__dict__.update(_master_pid=os.getpid(), _flush_pending=False)
        if stream.__dict__.get("_fid") is not None:
            read_end, write_end = os.pipe()
            os.dup2(write_end, number)
            os.close(write_end)
            # Where ipykernel's thread reads what subprocesses print.
            stream.__dict__.update(_fid=read_end)
            threads.append(threading.Thread(target=getattr(stream, "_watch_pipe_fd"), daemon=True))  # noqa: B009 - private
    return threads


class Postman:
    """Stands for ipykernel's thread: text that was written goes out soon, from whichever stream."""

    thread = None

    def __init__(self, streams: list[Any]) -> None:
        self._streams = streams
        self._due = threading.Event()
        self._pid = os.getpid()

    def schedule(self, callback: Any) -> None:
        """Called by a stream that has text; in a copy of this process at once."""
        if os.getpid() == self._pid:
            self._due.set()
        else:
            callback()

    def deliver(self) -> None:
        """Send what is due, for ever."""
        while True:
            self._due.wait()
            self._due.clear()
            time.sleep(_FLUSH_INTERVAL_S)
            for stream in self._streams:
                stream._flush()  # noqa: SLF001 - as ipykernel's own thread does
