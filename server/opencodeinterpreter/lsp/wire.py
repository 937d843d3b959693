"""The byte stream to the editor: who may write on it, how it is read, how a session on it ends.

Knows nothing of what the messages mean. Importing this imports nothing that could print before stdout is claimed.
"""

from __future__ import annotations

import asyncio
import gc
import logging
import os
import queue
import signal
import stat
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from pygls.io_ import AsyncReader

    from opencodeinterpreter.lsp.backends import Backends
    from opencodeinterpreter.lsp.server import InterpreterServer

logger = logging.getLogger(__name__)

# A header line longer than this is no header of ours; bodies are read by length and have no limit.
_LINE_LIMIT_BYTES = 1 << 16


def claim_stdio() -> tuple[BinaryIO, BinaryIO]:
    """Keep fds 0 and 1 for LSP frames; whatever else prints goes to stderr, whatever else reads finds nothing.

    One stray byte on stdout ends an editor's session, and a child that inherits fd 0 would eat requests.
    """
    sys.stdout.flush()
    incoming, outgoing = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)
    os.dup2(2, 1)
    return incoming, outgoing


def server_for(backends: Backends) -> InterpreterServer:
    """The server, imported with the garbage collector at rest: LSP's thousand classes make it look around in vain."""
    gc.disable()
    try:
        from opencodeinterpreter.lsp.server import InterpreterServer

        return InterpreterServer(backends)
    finally:
        gc.enable()


class FrameWriter:
    """Hands frames to a thread of its own, so that an editor that reads slowly never stalls the event loop."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._frames: queue.SimpleQueue[bytes | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._drain, name="lsp-writer", daemon=True)
        self._thread.start()

    def write(self, data: bytes) -> None:
        """Queue one frame."""
        self._frames.put(data)

    def close(self) -> None:
        """Nothing: frames queued before the session's end are still written, see ``flush``."""

    def flush(self, *, timeout_s: float = 2.0) -> None:
        """Write what is queued and stop; gives up on an editor that no longer reads."""
        self._frames.put(None)
        self._thread.join(timeout_s)

    def _drain(self) -> None:
        try:
            while (frame := self._frames.get()) is not None:
                self._stream.write(frame)
                self._stream.flush()
        except OSError:
            logger.info("The editor closed its end of the connection.")


def serve(server: InterpreterServer, incoming: BinaryIO, outgoing: BinaryIO) -> int:
    """Talk to one editor until it says ``exit`` or goes away. Returns the exit code that LSP asks for."""
    writer = FrameWriter(outgoing)
    server.protocol.set_writer(writer)
    try:
        asyncio.run(_session(server, incoming, outgoing))
    except (SystemExit, KeyboardInterrupt):
        logger.info("The session ended.")
    finally:
        writer.flush()
    return 0 if server.shutdown_requested else 1


async def _session(server: InterpreterServer, incoming: BinaryIO, outgoing: BinaryIO) -> None:
    from pygls.io_ import run_async

    session = asyncio.current_task()
    if sys.platform != "win32" and session is not None:
        asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, session.cancel)
    try:
        await run_async(
            stop_event=threading.Event(),
            reader=await _reader(incoming, outgoing),
            protocol=server.protocol,
            logger=logger,
            error_handler=server.report_server_error,
        )
    except (asyncio.IncompleteReadError, asyncio.CancelledError):
        logger.info("The editor went away, or the process was told to end.")
    finally:
        await server.close()


async def _reader(incoming: BinaryIO, outgoing: BinaryIO) -> AsyncReader:
    from pygls.io_ import StdinAsyncReader

    if not _can_be_polled(incoming, outgoing):
        return StdinAsyncReader(incoming, ThreadPoolExecutor(max_workers=1, thread_name_prefix="lsp-reader"))
    reader = asyncio.StreamReader(limit=_LINE_LIMIT_BYTES)
    loop = asyncio.get_running_loop()
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), incoming)
    return reader


def _can_be_polled(incoming: BinaryIO, outgoing: BinaryIO) -> bool:
    """Whether the event loop can wait on it: not a file, and not the same socket as the (blocking) other direction."""
    if sys.platform == "win32":
        return False
    ours, theirs = os.fstat(incoming.fileno()), os.fstat(outgoing.fileno())
    return (stat.S_ISFIFO(ours.st_mode) or stat.S_ISSOCK(ours.st_mode)) and not os.path.samestat(ours, theirs)
