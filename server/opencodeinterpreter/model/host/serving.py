"""Runs the host as a process: listens, says so, serves, and vanishes when nobody needs it. Knows no models."""

from __future__ import annotations

import asyncio
import logging
import os
import secrets
import signal
import socket
import sys
from contextlib import suppress
from pathlib import Path

import attrs
import uvicorn

from opencodeinterpreter.errors import HostError
from opencodeinterpreter.model.host.app import build_app
from opencodeinterpreter.model.host.devices import wait_passively
from opencodeinterpreter.model.host.engine import Engine
from opencodeinterpreter.model.options import LoadOptions
from opencodeinterpreter.model.rendezvous import write_address

_EXIT_AFTER_IDLE_TIMES = 2
_CHECKS_PER_IDLE_TIME = 20
_LONGEST_CHECK_INTERVAL_S = 15.0
_GRACE_S = 2
_LOG_LIMIT_BYTES = 4_000_000
TOKEN_VARIABLE = "OPENCODEINTERPRETER_TOKEN"  # noqa: S105 - the name of a variable, not a secret
_logger = logging.getLogger(__name__)


@attrs.frozen(kw_only=True)
class HostSettings:
    """One host's life: what it loads unless asked otherwise, where it listens, and when it goes.

    It listens on ``socket``, or, without one, on a loopback ``port`` (0: any) whose number and token go to
    ``address_file``. ``expected`` is the model that whoever starts the host will ask for first.
    """

    options: LoadOptions
    socket: Path | None = None
    port: int = 0
    address_file: Path | None = None
    idle_minutes: float = 15.0
    trust_remote_code: bool = False
    load_now: bool = False
    expected: str = ""

    @property
    def published(self) -> Path | None:
        """The file by which clients find this host."""
        return self.socket or self.address_file


def serve(settings: HostSettings) -> int:
    """Serve until a signal comes or nobody has asked for anything for long. Returns the exit status."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s", stream=sys.stderr)
    token = None if settings.socket else os.environ.get(TOKEN_VARIABLE) or secrets.token_urlsafe(32)
    signal.signal(signal.SIGTERM, _leave_on_signal)  # uvicorn raises the signal anew when it has shut down
    wait_passively()
    listener = _listen(settings)
    published = _publish(settings, listener, token)
    try:
        _announce(settings, listener)
        asyncio.run(_serve(settings, listener, token, published))
    except (KeyboardInterrupt, SystemExit):
        return 0
    finally:
        published.withdraw()
    return 0


class _Published:
    """The file that leads clients here; withdrawn only while it is still ours and not a successor's."""

    def __init__(self, file: Path | None) -> None:
        self._file = file
        self._identity = _identity(file)

    def withdraw(self) -> None:
        """Remove the file, if it is there and ours."""
        if self._file is not None and self._identity is not None and _identity(self._file) == self._identity:
            self._file.unlink(missing_ok=True)


async def _serve(settings: HostSettings, listener: socket.socket, token: str | None, published: _Published) -> None:
    engine = Engine(settings.options, trust_remote_code=settings.trust_remote_code)
    engine.warm_up(attrs.evolve(settings.options, model=settings.expected or settings.options.model))
    config = uvicorn.Config(
        build_app(engine, token=token),
        log_level="warning",
        access_log=False,
        lifespan="off",
        timeout_graceful_shutdown=_GRACE_S,
    )
    server = uvicorn.Server(config)
    helpers = [asyncio.ensure_future(_end_when_idle(server, engine, settings.idle_minutes * 60, published))]
    if settings.load_now:
        helpers.append(asyncio.ensure_future(_load_at_once(engine, settings.options)))
    try:
        await server.serve(sockets=[listener])
    finally:
        for helper in helpers:
            helper.cancel()
        engine.stop()


async def _end_when_idle(server: uvicorn.Server, engine: Engine, idle_s: float, published: _Published) -> None:
    """Unload the model after ``idle_s`` without a request, and end the process after twice that time."""
    while not server.should_exit:
        await asyncio.sleep(min(idle_s / _CHECKS_PER_IDLE_TIME, _LONGEST_CHECK_INTERVAL_S))
        _trim_log()
        if engine.idle_s >= idle_s * _EXIT_AFTER_IDLE_TIMES:
            _logger.info("Nobody has asked for anything for %.1f minutes; leaving", engine.idle_s / 60)
            published.withdraw()  # before the listener closes, so that the next client starts a successor
            server.should_exit = True
        elif engine.idle_s >= idle_s and engine.loaded is not None:
            engine.unload()


async def _load_at_once(engine: Engine, options: LoadOptions) -> None:
    """Load the model that the command line names, telling the terminal how it goes."""
    try:
        async for event in engine.load(options):
            _logger.info("%s", event)
    except Exception as error:  # noqa: BLE001 - the host goes on: the next request may name another model
        _logger.error("%s", error)  # noqa: TRY400 - the text is for the user, who has no use for a traceback


def _leave_on_signal(_number: int, _frame: object) -> None:
    sys.exit(0)


def _listen(settings: HostSettings) -> socket.socket:
    try:
        return _listen_on_socket(settings.socket) if settings.socket else _listen_on_port(settings.port)
    except OSError as error:
        place = settings.socket or f"port {settings.port}"
        raise HostError(f"The model host can't listen on {place}: {error}. Is another one running there?") from error


def _listen_on_socket(path: Path) -> socket.socket:
    """Bind aside and rename, so that whoever finds the socket can connect to it."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    aside = path.with_suffix(f".{os.getpid()}")
    listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    before = os.umask(0o177)
    try:
        listener.bind(str(aside))
    finally:
        os.umask(before)
    listener.listen(128)
    aside.replace(path)
    return listener


def _listen_on_port(port: int) -> socket.socket:
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listener.bind(("127.0.0.1", port))
    listener.listen(128)
    return listener


def _publish(settings: HostSettings, listener: socket.socket, token: str | None) -> _Published:
    """Make the host findable: a socket is by being there, a port through the address file."""
    if settings.socket is None and settings.address_file is not None and token is not None:
        write_address(settings.address_file, port=listener.getsockname()[1], token=token)
    return _Published(settings.published)


def _announce(settings: HostSettings, listener: socket.socket) -> None:
    """Say on stdout where we listen: the starter waits for this line. After it stdout belongs to the log."""
    url = "" if settings.socket else f"http://127.0.0.1:{listener.getsockname()[1]}/v1"
    secret = f" (its bearer token is in {settings.address_file})" if url and settings.address_file else ""
    sys.stdout.write(f"listening on {settings.socket or url}{secret}\n")
    sys.stdout.flush()
    if not sys.stdout.isatty():
        os.dup2(2, 1)


def _identity(file: Path | None) -> tuple[int, int] | None:
    try:
        return (file.stat().st_dev, file.stat().st_ino) if file is not None else None
    except OSError:
        return None


def _trim_log() -> None:
    """Keep a log that libraries fill from growing without end; it is opened for appending, so cutting it is safe."""
    with suppress(OSError, ValueError):
        if Path(f"/dev/fd/{sys.stderr.fileno()}").is_file() and os.fstat(2).st_size > _LOG_LIMIT_BYTES:
            os.ftruncate(2, 0)
