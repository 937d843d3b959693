"""One child process: started apart from our terminal, watched without polling, killed with its children."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from opencodeinterpreter.errors import KernelError
from opencodeinterpreter.kernel.capabilities import has_pidfd
from opencodeinterpreter.kernel.parent_pipe import ParentPipe

if TYPE_CHECKING:
    import psutil

_POLL_INTERVAL_S = 0.25
_LOG_LIMIT_BYTES = 1_000_000
_DYING_LIMIT_S = 2.0
_DYING_INTERVAL_S = 0.005


class ChildProcess:
    """A running process; ``ended`` is done, with the exit status, as soon as it is gone."""

    def __init__(
        self,
        argv: Sequence[str],
        *,
        env: Mapping[str, str],
        folder: Path,
        log: Path,
        pipe: ParentPipe,
        pass_fds: Sequence[int] = (),
    ) -> None:
        """Start ``argv`` in ``folder``; its errors go to ``log``. Raises KernelError when it can't be started.

        The process inherits ``pass_fds``, and its end of ``pipe``, which is closed when the process is gone.
        """
        self._log = log
        self._pipe = pipe
        self._process = _spawn(argv, env=env, folder=folder, log=log, pass_fds=(*pipe.inherited, *pass_fds))
        self.ended: asyncio.Future[int] = asyncio.get_running_loop().create_future()
        self._watcher: asyncio.Task[None] | None = None
        self._pidfd = -1
        self._watch()

    @property
    def pid(self) -> int:
        """The process id."""
        return self._process.pid

    def _watch(self) -> None:
        if not has_pidfd():
            self._watcher = asyncio.create_task(self._poll())
            return
        self._pidfd = os.pidfd_open(self.pid)
        asyncio.get_running_loop().add_reader(self._pidfd, self._reap)

    async def _poll(self) -> None:
        while self._process.poll() is None:  # noqa: ASYNC110 - for want of an event
            await asyncio.sleep(_POLL_INTERVAL_S)
        self._reap()

    def _reap(self) -> None:
        if self._pidfd >= 0:
            asyncio.get_running_loop().remove_reader(self._pidfd)
            os.close(self._pidfd)
            self._pidfd = -1
        status = self._process.wait()
        self._pipe.close()
        if not self.ended.done():
            self.ended.set_result(status)

    def interrupt(self) -> None:
        """What Ctrl-C does in a terminal: the process and its children are told."""
        if sys.platform == "win32":
            from jupyter_client.win_interrupt import send_interrupt

            send_interrupt(getattr(self._process, "win32_interrupt_event"))  # noqa: B009 - set by jupyter_client
            return
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self.pid, signal.SIGINT)

    async def kill(self) -> None:
        """End the process and all its descendants, and wait until it is gone."""
        descendants = [] if self.ended.done() else _kill_tree(self.pid)
        await asyncio.shield(self.ended)
        deadline = time.monotonic() + _DYING_LIMIT_S
        while any(map(_is_running, descendants)) and time.monotonic() < deadline:  # noqa: ASYNC110 - for want of an event
            await asyncio.sleep(_DYING_INTERVAL_S)

    def recent_log(self, limit_chars: int = 2_000) -> str:
        """The end of what it wrote to its standard error."""
        with contextlib.suppress(OSError):
            return self._log.read_text(errors="replace")[-limit_chars:].strip()
        return ""

    def trim_log(self) -> None:
        """Empty a log that has become large; the process appends, so it goes on at the start."""
        with contextlib.suppress(OSError):
            if self._log.stat().st_size > _LOG_LIMIT_BYTES:
                os.truncate(self._log, 0)


def _spawn(
    argv: Sequence[str], *, env: Mapping[str, str], folder: Path, log: Path, pass_fds: Sequence[int]
) -> subprocess.Popen[Any]:
    import jupyter_client

    package: Any = jupyter_client
    launch = package.launch_kernel
    try:
        with log.open("ab") as errors:
            return launch(
                list(argv),
                env=dict(env),
                cwd=str(folder),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=errors.fileno(),
                pass_fds=pass_fds,
            )
    except OSError as error:
        raise KernelError(
            f"Could not start {argv[0]}: {error.strerror or error}. "
            "Set opencodeinterpreter.python to a Python interpreter."
        ) from error


def _kill_tree(pid: int) -> list[psutil.Process]:
    """Kill the group and also those descendants that left it. A descendant that was reparented before is not found."""
    import psutil

    descendants: list[psutil.Process] = []
    with contextlib.suppress(psutil.NoSuchProcess):
        root = psutil.Process(pid)
        descendants = root.children(recursive=True)
        for process in [*descendants, root]:
            with contextlib.suppress(psutil.NoSuchProcess):
                process.kill()
    if sys.platform != "win32":
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(pid, signal.SIGKILL)
    return descendants


def _is_running(process: psutil.Process) -> bool:
    """Whether a process that was killed still has to die; a zombie only waits for its parent."""
    import psutil

    try:
        return process.is_running() and process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def describe_status(status: int) -> str:
    """How a process ended, in words."""
    if status >= 0:
        return f"exited with status {status}"
    with contextlib.suppress(ValueError):
        return f"was killed by {signal.Signals(-status).name}"
    return f"was killed by signal {-status}"
