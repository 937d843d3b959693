"""Where a client and the user's model host meet: private folders, socket names, address files. Knows no HTTP.

``OPENCODEINTERPRETER_RUNTIME_DIR`` and ``OPENCODEINTERPRETER_STATE_DIR`` move the folders, so that tests (and people
who want a host of their own) never meet another host.
"""

from __future__ import annotations

import hashlib
import json
import os
import socket
import sys
import tempfile
from pathlib import Path
from typing import Literal

import attrs

from opencodeinterpreter import __version__
from opencodeinterpreter.errors import HostError

RUNTIME_VARIABLE = "OPENCODEINTERPRETER_RUNTIME_DIR"
STATE_VARIABLE = "OPENCODEINTERPRETER_STATE_DIR"
_SOCKET_PATH_LIMIT_BYTES = 100

Transport = Literal["unix", "tcp"]


@attrs.frozen(kw_only=True)
class Address:
    """How to reach a host. ``token`` is the bearer token of the TCP transport."""

    base_url: str
    socket: Path | None = None
    token: str | None = attrs.field(default=None, repr=False)


@attrs.frozen
class MeetingPoint:
    """The files that one kind of host owns. All lie in a folder that only this user can enter."""

    folder: Path
    name: str
    transport: Transport

    @property
    def socket(self) -> Path:
        """The Unix socket; it exists only while a host listens, or after one was killed."""
        return self.folder / f"{self.name}.sock"

    @property
    def address_file(self) -> Path:
        """Port and token of a host on loopback TCP, readable by this user only."""
        return self.folder / f"{self.name}.json"

    @property
    def lock(self) -> Path:
        """Held by whoever starts a host."""
        return self.folder / f"{self.name}.lock"

    def address(self) -> Address | None:
        """Where the host would be; None when nothing was left by one. Doesn't connect."""
        if self.transport == "unix":
            return Address(base_url="http://localhost/v1", socket=self.socket) if self.socket.exists() else None
        return read_address(self.address_file)

    def clear(self) -> None:
        """Remove what a dead host left."""
        self.socket.unlink(missing_ok=True)
        self.address_file.unlink(missing_ok=True)


def preferred_transport() -> Transport:
    """Unix sockets where the system has them."""
    return "unix" if hasattr(socket, "AF_UNIX") and sys.platform != "win32" else "tcp"


def meeting_point(*, transport: Transport | None = None, trust_remote_code: bool = False) -> MeetingPoint:
    """The point for hosts of this version, this Python and this trust.

    Another version or environment gets another name, so an old host never answers a new client.
    """
    identity = f"{__version__}|{sys.executable}|{trust_remote_code}"
    name = f"host-{hashlib.sha256(identity.encode()).hexdigest()[:10]}"
    point = MeetingPoint(_runtime_folder(), name, transport or preferred_transport())
    if len(os.fsencode(point.socket)) < _SOCKET_PATH_LIMIT_BYTES:
        return point
    return attrs.evolve(point, folder=_private(_short_folder(point.folder)))


def log_file() -> Path:
    """Where a host writes what would go to its terminal."""
    import platformdirs

    folder = os.environ.get(STATE_VARIABLE) or platformdirs.user_state_dir("opencodeinterpreter", appauthor=False)
    return _private(Path(folder)) / "model-host.log"


def write_address(file: Path, *, port: int, token: str) -> None:
    """Publish port and token at once and for this user only: written aside, then renamed."""
    aside = file.with_suffix(f".{os.getpid()}")
    descriptor = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as stream:
        json.dump({"port": port, "token": token}, stream)
    aside.replace(file)


def read_address(file: Path) -> Address | None:
    """What write_address published; None when it isn't there or makes no sense."""
    try:
        content = json.loads(file.read_text(encoding="utf-8"))
        return Address(base_url=f"http://127.0.0.1:{int(content['port'])}/v1", token=str(content["token"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _runtime_folder() -> Path:
    named = os.environ.get(RUNTIME_VARIABLE)
    if not named and not _system_has_runtime_folder():
        return _private(_short_folder(Path.home()))
    import platformdirs

    folder = named or platformdirs.user_runtime_dir("opencodeinterpreter", appauthor=False)
    try:
        return _private(Path(folder))
    except OSError:
        return _private(_short_folder(Path(folder)))


def _system_has_runtime_folder() -> bool:
    """Containers and cron jobs on Linux often have none, and platformdirs then warns on stderr."""
    if sys.platform != "linux":
        return True
    return bool(os.environ.get("XDG_RUNTIME_DIR")) or Path(f"/run/user/{os.getuid()}").is_dir()


def _short_folder(folder: Path) -> Path:
    """A folder with a short path that stands for ``folder``: socket paths are limited to about 100 bytes."""
    owner = os.getuid() if hasattr(os, "getuid") else "user"
    return Path(tempfile.gettempdir()) / f"oci-{owner}-{hashlib.sha256(os.fsencode(folder)).hexdigest()[:8]}"


def _private(folder: Path) -> Path:
    """Make the folder ours alone. Raises HostError when somebody else owns it, as may happen in a shared /tmp."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if hasattr(os, "getuid"):
        if folder.stat().st_uid != os.getuid():
            raise HostError(f"{folder} belongs to another user. Set {RUNTIME_VARIABLE} to a folder of your own.")
        folder.chmod(0o700)
    return folder
