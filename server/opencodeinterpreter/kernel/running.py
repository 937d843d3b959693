"""One life of one kernel, from its start to its death: a process, its sockets, its folder. Knows nothing of limits."""

from __future__ import annotations

import asyncio
import contextlib
import functools
import json
import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import attrs

from opencodeinterpreter.errors import KernelError
from opencodeinterpreter.kernel.capabilities import has_ipc
from opencodeinterpreter.kernel.channels import Channels, Request, Sink
from opencodeinterpreter.kernel.parent_pipe import ParentPipe
from opencodeinterpreter.kernel.process import ChildProcess, describe_status
from opencodeinterpreter.kernel.runtime_folder import kernel_folder, remove_folder
from opencodeinterpreter.text.tracebacks import SHOWN_FILE

START_LIMIT_S = 60.0
_INSIDE = Path(__file__).resolve().parent / "inside"
_HANDSHAKE_INTERVAL_S = 0.1
# A code that ended and an "idle" that got lost look the same: this long after the last message we stop waiting.
_IDLE_GRACE_S = 0.25


@attrs.frozen(kw_only=True)
class Launch:
    """How to start a kernel. ``argv`` is complete but for ``{connection_file}``.

    ``folder`` becomes its working directory. The limits, 0 where there is none, are set inside the kernel. A kernel
    whose process group is not ours to signal is interrupted by a message.
    """

    argv: tuple[str, ...]
    env: Mapping[str, str]
    folder: Path | None = None
    document: Path | None = None
    shown_file: str = SHOWN_FILE
    output_limit_chars: int = 200_000
    memory_limit_bytes: int = 0
    file_limit_bytes: int = 0
    process_limit: int = 0
    interrupt_by_message: bool = False


# Given the kernel's own run-time folder.
Launcher = Callable[[Path], Launch]


class RunningKernel:
    """A kernel that is up. ``start`` makes one; after ``close`` nothing of it is left."""

    def __init__(self, launch: Launch, folder: Path, process: ChildProcess, channels: Channels) -> None:
        self._launch = launch
        self._folder = folder
        self._process = process
        self._channels = channels
        self._closing: asyncio.Task[None] | None = None

    @classmethod
    async def start(cls, launcher: Launcher, *, limit_s: float = START_LIMIT_S) -> RunningKernel:
        """Start the process and wait until it answers. Raises KernelError with its log when it doesn't."""
        folder = kernel_folder()
        try:
            launch = launcher(folder)
            kernel = cls(launch, folder, *await _open(launch, folder))
        except BaseException:
            remove_folder(folder)
            raise
        try:
            await kernel._get_ready(limit_s)
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

    async def _get_ready(self, limit_s: float) -> None:
        hooks = asyncio.ensure_future(self._install_hooks())
        try:
            await asyncio.wait({hooks, self.ended}, timeout=limit_s, return_when=asyncio.FIRST_COMPLETED)
            if not hooks.done():
                how = self.how_it_ended() if self.ended.done() else f"did not answer within {limit_s:g} s"
                raise KernelError(f"The kernel {self._launch.argv[0]} {how}. {self._process.recent_log()}".strip())
            hooks.result()
        finally:
            hooks.cancel()

    async def _install_hooks(self) -> None:
        code = _hook_code(self._launch)
        request = await self.execute(code, silent=True)
        reply = await request.reply
        self._channels.forget(request)
        if reply.get("status") != "ok":
            raise KernelError(f"The kernel could not be prepared: {reply.get('ename')}: {reply.get('evalue')}")
        await self._wait_for_subscription()

    async def _wait_for_subscription(self) -> None:
        """Until something published arrives: what is published before our subscription got through is lost."""
        while not self._channels.published.is_set():
            request = await self._channels.request("kernel_info_request", {})
            with contextlib.suppress(asyncio.TimeoutError):
                await asyncio.wait_for(self._channels.published.wait(), _HANDSHAKE_INTERVAL_S)
            self._channels.forget(request)

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
        if self._launch.interrupt_by_message:
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
        remove_folder(self._folder)


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
    code = _hidden_call(_inside_source("parent.py"), "watch_parent(**SETTINGS)", settings)
    return f"--InteractiveShellApp.code_to_run={code}"


def _hook_code(launch: Launch) -> str:
    settings = {
        "folder": str(launch.folder or ""),
        "document": str(launch.document or ""),
        "shown_file": launch.shown_file,
        "output_limit_chars": launch.output_limit_chars,
        "memory_limit_bytes": launch.memory_limit_bytes,
        "file_limit_bytes": launch.file_limit_bytes,
        "process_limit": launch.process_limit,
    }
    source = _inside_source("failures.py", "attribution.py", "start.py")
    return _hidden_call(source, "install(SHELL, SETTINGS, FailureReport, Attribution)", settings)


@functools.cache
def _inside_source(*names: str) -> str:
    """These files as one text; each begins with the same future import, which only counts at the top."""
    future = "from __future__ import annotations\n"
    parts = [(_INSIDE / name).read_text("utf-8") for name in names]
    return future + "".join(part.replace(future, "") for part in parts)


def _hidden_call(source: str, call: str, settings: Mapping[str, Any]) -> str:
    """Code that executes the source and then the call in a namespace of their own."""
    whole = f"{source}\n{call}\n"
    compiled = f'compile({whole!r}, "<opencodeinterpreter>", "exec")'
    loaded = f'__import__("json").loads({json.dumps(settings)!r})'
    names = f'{{"__name__": "opencodeinterpreter_inside", "SHELL": get_ipython(), "SETTINGS": {loaded}}}'
    return f'__import__("builtins").exec({compiled}, {names})'
