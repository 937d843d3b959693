"""A sandbox in which nothing runs yet: a copy of a kernel can move in."""

from __future__ import annotations

import asyncio
import json
import os
from pathlib import Path

from opencodeinterpreter.errors import KernelError
from opencodeinterpreter.kernel.parent_pipe import ParentPipe
from opencodeinterpreter.kernel.process import ChildProcess, describe_status
from opencodeinterpreter.kernel.runtime_folder import kernel_folder, remove_folder
from opencodeinterpreter.kernel.sandbox import Sandbox, safe_environment

_START_LIMIT_S = 20.0


class IdleSandbox:
    """Holds its namespaces open until it is closed or this process is gone. ``folder`` is its run-time folder."""

    def __init__(self, folder: Path, process: ChildProcess, first_pid: int) -> None:
        self.folder = folder
        self.process = process
        self.first_pid = first_pid

    @classmethod
    async def start(cls, sandbox: Sandbox) -> IdleSandbox:
        """Make one; takes some 20 ms. Raises KernelError."""
        folder = kernel_folder()
        try:
            return await cls._start(sandbox, folder)
        except BaseException:
            remove_folder(folder)
            raise

    @classmethod
    async def _start(cls, sandbox: Sandbox, folder: Path) -> IdleSandbox:
        pipe, (told, tell) = ParentPipe(), os.pipe()
        # It ends with the pipe, whose other end this process alone holds. Shells know only ten descriptors by number.
        waiting = f"echo ready > /proc/self/fd/{tell}; exec cat < /proc/self/fd/{pipe.inherited[0]}"
        try:
            # A file, not a pipe: should this process be killed meanwhile, bubblewrap would break off and leave half of
            # itself waiting for ever.
            with (folder / "sandbox.json").open("wb") as info:
                process = ChildProcess(
                    sandbox.argv(("/bin/sh", "-c", waiting), runtime_folder=folder, info_fd=info.fileno()),
                    env=safe_environment(os.environ),
                    folder=folder,
                    log=folder / "sandbox.log",
                    pipe=pipe,
                    pass_fds=(tell, info.fileno()),
                )
        except BaseException:
            pipe.close()
            os.close(told)
            raise
        finally:
            os.close(tell)
        try:
            if await asyncio.wait_for(_told(told), _START_LIMIT_S):
                return cls(folder, process, json.loads((folder / "sandbox.json").read_bytes())["child-pid"])
        except asyncio.TimeoutError:
            pass
        except BaseException:
            await process.kill()
            raise
        await process.kill()
        how = describe_status(process.ended.result())
        raise KernelError(f"The sandbox {how} before it was ready. {process.recent_log()}".strip())


async def _told(told: int) -> bytes:
    """What the first process inside says as soon as it is up; nothing if it never gets there."""
    reader = asyncio.StreamReader()
    transport, _ = await asyncio.get_running_loop().connect_read_pipe(
        lambda: asyncio.StreamReaderProtocol(reader), os.fdopen(told, "rb", 0)
    )
    try:
        return await reader.readline()
    finally:
        transport.close()
        # It closes its end of the pipe in the loop's next turn.
        await asyncio.sleep(0)
