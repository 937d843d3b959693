"""Starts the user's model host, or joins the one that already runs. Blocking: call it from a thread."""

from __future__ import annotations

import http.client
import os
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import IO
from urllib.parse import urlsplit

import attrs

from opencodeinterpreter.errors import HostError
from opencodeinterpreter.model.rendezvous import Address, MeetingPoint, log_file, meeting_point

_START_TIMEOUT_S = 60.0
_PROBE_TIMEOUT_S = 5.0
_LOG_LIMIT_BYTES = 1_000_000


@attrs.frozen(kw_only=True)
class Launcher:
    """How to start a host that this client can use. A new one prepares for ``expected``, the model to come first."""

    point: MeetingPoint
    idle_minutes: float = 15.0
    trust_remote_code: bool = False
    expected: str = ""

    def join_or_start(self, on_status: Callable[[str], None]) -> Address:
        """The address of a host that listens. Of several clients that call this at once, one starts it."""
        running = self._running()
        if running is not None:
            return running
        import filelock

        try:
            with filelock.FileLock(self.point.lock, timeout=_START_TIMEOUT_S):
                return self._running() or self._start(on_status)
        except filelock.Timeout as error:
            raise HostError("Another window has been starting the model host for a minute. Try again.") from error

    def command(self) -> list[str]:
        """The command line of the host."""
        place = ("--socket", str(self.point.socket))
        if self.point.transport == "tcp":
            place = ("--port", "0", "--address-file", str(self.point.address_file))
        trust = ("--trust-remote-code",) if self.trust_remote_code else ()
        expect = ("--expect", self.expected) if self.expected else ()
        idle = ("--idle-minutes", f"{self.idle_minutes:g}")
        return [sys.executable, "-m", "opencodeinterpreter", "serve-model", *place, *idle, *expect, *trust]

    def _running(self) -> Address | None:
        address = self.point.address()
        return address if address is not None and answers(address) else None

    def _start(self, on_status: Callable[[str], None]) -> Address:
        on_status("Starting the model host")
        self.point.clear()
        log = log_file()
        process = _spawn(self.command(), folder=self.point.folder, log=log)
        _wait_until_it_listens(process, log)
        address = self.point.address()
        if address is None:
            raise HostError(f"The model host listens somewhere else than expected. Its log: {log}")
        return address


def launcher(
    *, idle_minutes: float, trust_remote_code: bool, transport: str | None = None, expected: str = ""
) -> Launcher:
    """A launcher for the meeting point of this version and this trust. ``transport`` None takes the system's best."""
    chosen = None if transport is None else ("tcp" if transport == "tcp" else "unix")
    point = meeting_point(transport=chosen, trust_remote_code=trust_remote_code)
    return Launcher(point=point, idle_minutes=idle_minutes, trust_remote_code=trust_remote_code, expected=expected)


def answers(address: Address) -> bool:
    """Whether a host listens there: a Unix socket that accepts, or a port that knows the token."""
    if address.socket is not None:
        with socket.socket(socket.AF_UNIX) as probe, suppress(OSError):
            probe.settimeout(_PROBE_TIMEOUT_S)
            probe.connect(str(address.socket))
            return True
        return False
    connection = http.client.HTTPConnection(urlsplit(address.base_url).netloc, timeout=_PROBE_TIMEOUT_S)
    try:
        connection.request("GET", "/health", headers={"Authorization": f"Bearer {address.token}"})
        return connection.getresponse().status == 200
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def _spawn(command: Sequence[str], *, folder: Path, log: Path) -> subprocess.Popen[bytes]:
    """A process that outlives us, with nothing of ours but a pipe on which it says that it listens."""
    detached = getattr(subprocess, "DETACHED_PROCESS", 0) | getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0)
    with _fresh_log(log) as errors:
        try:
            return subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=errors,
                cwd=folder,
                start_new_session=os.name == "posix",
                creationflags=detached,
            )
        except OSError as error:
            raise HostError(f"The model host could not be started: {error}") from error


def _fresh_log(log: Path) -> IO[bytes]:
    """The log, open for appending; a big one of earlier hosts is put aside first."""
    with suppress(OSError):
        if log.stat().st_size > _LOG_LIMIT_BYTES:
            log.replace(log.with_suffix(".old.log"))
    return open(log, "ab", opener=lambda path, flags: os.open(path, flags, 0o600))


def _wait_until_it_listens(process: subprocess.Popen[bytes], log: Path) -> None:
    """Wait for the first line on the host's stdout; a host that says nothing in time is killed."""
    watchdog = threading.Timer(_START_TIMEOUT_S, process.kill)
    watchdog.start()
    assert process.stdout is not None
    try:
        announced = process.stdout.readline()
    finally:
        watchdog.cancel()
        process.stdout.close()
        threading.Thread(target=process.wait, daemon=True).start()  # reaps the process whenever it ends
    if not announced:
        raise HostError(f"The model host could not be started: {_last_line(log)}. Its log: {log}")


def _last_line(log: Path) -> str:
    """The last line of the log, where Python puts the reason."""
    try:
        lines = [line for line in log.read_text(encoding="utf-8", errors="replace").splitlines() if line.strip()]
    except OSError:
        return "no reason is known"
    return lines[-1].strip().rstrip(".") if lines else "it ended without a word"
