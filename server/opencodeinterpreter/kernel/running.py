"""One life of one kernel, from its start to its death: a process, its sockets, its folder. Knows nothing of limits."""

from __future__ import annotations

import asyncio
import contextlib
import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Protocol

import attrs

from opencodeinterpreter.errors import KernelError
from opencodeinterpreter.kernel.capabilities import has_ipc
from opencodeinterpreter.kernel.channels import Channels, Request, Sink
from opencodeinterpreter.kernel.hidden_code import hidden_call
from opencodeinterpreter.kernel.parent_pipe import ParentPipe
from opencodeinterpreter.kernel.process import ChildProcess, describe_status
from opencodeinterpreter.kernel.runtime_folder import kernel_folder, remove_folder
from opencodeinterpreter.text.tracebacks import SHOWN_FILE

START_LIMIT_S = 60.0
_HANDSHAKE_INTERVAL_S = 0.1
# A code that ended and an "idle" that got lost look the same: this long after the last message we stop waiting.
_IDLE_GRACE_S = 0.25


@attrs.frozen(kw_only=True)
class ResourceLimits:
    """How much each process of a kernel may take, set inside it; 0 where there is no limit."""

    memory_limit_bytes: int = 0
    file_limit_bytes: int = 0
    process_limit: int = 0


@attrs.frozen(kw_only=True)
class Launch:
    """How to start a kernel. ``argv`` is complete but for ``{connection_file}``.

    ``folder`` becomes its working directory. A kernel whose process group is not ours to signal is interrupted by a
    message.
    """

    argv: tuple[str, ...]
    env: Mapping[str, str]
    folder: Path | None = None
    document: Path | None = None
    shown_file: str = SHOWN_FILE
    output_limit_chars: int = 200_000
    resources: ResourceLimits = ResourceLimits()
    interrupt_by_message: bool = False


# Given the kernel's own run-time folder.
Launcher = Callable[[Path], Launch]


class Process(Protocol):
    """What a kernel runs in. ``ended`` is done, with the exit status, as soon as it is gone."""

    @property
    def ended(self) -> asyncio.Future[int]:
        """See above."""
        ...

    @property
    def pid(self) -> int:
        """The process id."""
        ...

    def interrupt(self) -> None:
        """What Ctrl-C does in a terminal."""
        ...

    def trim_log(self) -> None:
        """Keep its log from growing for ever."""
        ...

    async def kill(self) -> None:
        """End it with all its descendants."""
        ...


class Connection(Protocol):
    """What requests go over; see ``Channels``."""

    async def request(
        self,
        kind: str,
        content: Mapping[str, Any],
        *,
        metadata: Mapping[str, Any] | None = None,
        sink: Sink | None = None,
    ) -> Request:
        """Send a request."""
        ...

    def forget(self, request: Request) -> None:
        """Pass over what still comes in for it."""
        ...

    async def interrupt(self) -> None:
        """Ask for an interrupt by a message."""
        ...

    async def close(self) -> None:
        """End the connection."""
        ...


class RunningKernel:
    """A kernel that is up. ``start`` makes one; after ``close`` nothing of it is left."""

    def __init__(
        self, folder: Path, process: Process, channels: Connection, *, interrupt_by_message: bool = False
    ) -> None:
        self.folder = folder
        self._interrupt_by_message = interrupt_by_message
        self._process = process
        self._channels = channels
        self._closing: asyncio.Task[None] | None = None

    @classmethod
    async def start(cls, launcher: Launcher, *, limit_s: float = START_LIMIT_S) -> RunningKernel:
        """Start the process and wait until it answers. Raises KernelError with its log when it doesn't."""
        folder = kernel_folder()
        try:
            launch = launcher(folder)
            process, channels = await _open(launch, folder)
        except BaseException:
            remove_folder(folder)
            raise
        kernel = cls(folder, process, channels, interrupt_by_message=launch.interrupt_by_message)
        try:
            await _get_ready(kernel, launch, process, channels, limit_s)
        except BaseException:
            await kernel.close()
            raise
        return kernel

    @property
    def ended(self) -> asyncio.Future[int]:
        """Done when the process is gone."""
        return self._process.ended

    @property
    def pid(self) -> int:
        """Process id of the kernel, or of the sandbox around it."""
        return self._process.pid

    def how_it_ended(self) -> str:
        """In words, once ``ended`` is done."""
        return describe_status(self.ended.result())

    async def execute(self, code: str, *, run_id: str = "", sink: Sink | None = None, silent: bool = False) -> Request:
        """Send code; its published messages go to ``sink``. Only one request may be under way."""
        self._process.trim_log()
        content: dict[str, Any] = {
            "code": code,
            "silent": silent,
            "store_history": not silent,
            "user_expressions": {},
            "allow_stdin": False,
            "stop_on_error": False,
        }
        return await self._channels.request("execute_request", content, metadata={"run_id": run_id}, sink=sink)

    async def execute_hidden(self, code: str) -> None:
        """Run code of ours, unseen. Raises KernelError when it fails or the kernel ends meanwhile."""
        request = await self.execute(code, silent=True)
        try:
            waiting: set[asyncio.Future[Any]] = {request.reply, self.ended}
            await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
        finally:
            self._channels.forget(request)
        reply = request.reply.result() if request.reply.done() else {"ename": "KernelDied", "evalue": ""}
        if reply.get("status") != "ok":
            raise KernelError(f"The kernel could not be prepared: {reply.get('ename')}: {reply.get('evalue')}")

    async def settle(self, request: Request) -> None:
        """After the reply: wait for the output that is still on its way, then forget the request."""
        while not request.idle.is_set():
            seen = request.messages
            with contextlib.suppress(asyncio.TimeoutError):
                await asyncio.wait_for(request.idle.wait(), _IDLE_GRACE_S)
            if request.messages == seen:
                break
        self._channels.forget(request)

    async def stop(self, request: Request, *, grace_s: float, first_wait_s: float = 0.0) -> None:
        """Interrupt a request, twice if need be, and kill the kernel when it doesn't end within ``grace_s``.

        Nothing is done when it ends by itself within ``first_wait_s``.
        """
        if await self._has_ended(request, first_wait_s):
            return
        with contextlib.suppress(asyncio.TimeoutError):
            # A signal that comes before the code has begun would be ignored.
            await asyncio.wait_for(request.busy.wait(), grace_s / 4)
        for _ in range(2):
            await self._interrupt()
            if await self._has_ended(request, grace_s / 2):
                return
        await self._process.kill()

    async def _has_ended(self, request: Request, within_s: float) -> bool:
        """Whether the request or the kernel comes to its end in time."""
        waiting: set[asyncio.Future[Any]] = {request.reply, self.ended}
        await asyncio.wait(waiting, timeout=within_s, return_when=asyncio.FIRST_COMPLETED)
        return request.reply.done() or self.ended.done()

    async def _interrupt(self) -> None:
        if self.ended.done():
            return
        if self._interrupt_by_message:
            await self._channels.interrupt()
        else:
            self._process.interrupt()

    async def close(self) -> None:
        """Kill the process, close the sockets and remove the folder; once, and also when this is cancelled."""
        if self._closing is None:
            self._closing = asyncio.create_task(self._close())
        await finish(self._closing)

    async def _close(self) -> None:
        await self._process.kill()
        await self._channels.close()
        remove_folder(self.folder)


async def _get_ready(
    kernel: RunningKernel, launch: Launch, process: ChildProcess, channels: Channels, limit_s: float
) -> None:
    hooks = asyncio.ensure_future(_install_hooks(kernel, launch, channels))
    try:
        await asyncio.wait({hooks, process.ended}, timeout=limit_s, return_when=asyncio.FIRST_COMPLETED)
        if process.ended.done() or not hooks.done():
            how = kernel.how_it_ended() if process.ended.done() else f"did not answer within {limit_s:g} s"
            raise KernelError(f"The kernel {launch.argv[0]} {how}. {process.recent_log()}".strip())
        hooks.result()
    finally:
        hooks.cancel()


async def _install_hooks(kernel: RunningKernel, launch: Launch, channels: Channels) -> None:
    await kernel.execute_hidden(_hook_code(launch))
    await _wait_for_subscription(channels)


async def _wait_for_subscription(channels: Channels) -> None:
    """Until something published arrives: what is published before our subscription got through is lost."""
    while not channels.published.is_set():
        request = await channels.request("kernel_info_request", {})
        with contextlib.suppress(asyncio.TimeoutError):
            await asyncio.wait_for(channels.published.wait(), _HANDSHAKE_INTERVAL_S)
        channels.forget(request)


async def finish(work: asyncio.Task[None]) -> None:
    """Wait for ``work`` to its end even if the waiting task is cancelled meanwhile."""
    try:
        await asyncio.shield(work)
    except asyncio.CancelledError:
        await work
        raise


async def _open(launch: Launch, folder: Path) -> tuple[ChildProcess, Channels]:
    connection_file = folder / "kernel.json"
    channels = Channels(connection_file, ipc=has_ipc())
    pipe = ParentPipe()
    argv = [argument.replace("{connection_file}", str(connection_file)) for argument in launch.argv]
    argv += [_watch_option(read_end, folder) for read_end in pipe.inherited]
    try:
        # Not in the user's folder: files there must not stand in for the modules that a kernel starts with.
        return ChildProcess(argv, env=launch.env, folder=folder, log=folder / "kernel.log", pipe=pipe), channels
    except KernelError:
        pipe.close()
        await channels.close()
        raise


def _watch_option(read_end: int, folder: Path) -> str:
    """Has the kernel watch the pipe from its start on. As for a script, IPython then leaves PYTHONSTARTUP out."""
    settings = {"read_end": read_end, "identity": os.fstat(read_end)[:3], "runtime_folder": str(folder)}
    code = hidden_call(("parent.py",), "watch_parent(**SETTINGS)", settings)
    return f"--InteractiveShellApp.code_to_run={code}"


def _hook_code(launch: Launch) -> str:
    settings = {
        "folder": str(launch.folder or ""),
        "document": str(launch.document or ""),
        "shown_file": launch.shown_file,
        "output_limit_chars": launch.output_limit_chars,
        **attrs.asdict(launch.resources),
    }
    files = ("failures.py", "attribution.py", "resources.py", "start.py")
    return hidden_call(files, "install(SHELL, SETTINGS, FailureReport, Attribution, bound_resources)", settings)
