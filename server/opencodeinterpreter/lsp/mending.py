"""What can be mended when a kernel won't start: an interpreter without ipykernel gets it, if the person agrees."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar

from opencodeinterpreter.errors import InterpreterLacksKernelError, KernelError
from opencodeinterpreter.lsp.progress import Progress
from opencodeinterpreter.lsp.services import Services

Result = TypeVar("Result")

INSTALL = "Install ipykernel there"
_SHOWN_LINES = 5


async def with_ipykernel(
    services: Services, uri: str, progress: Progress, attempt: Callable[[], Awaitable[Result]]
) -> Result:
    """The attempt's result; one that fails for want of ipykernel is made again once it is installed."""
    try:
        return await attempt()
    except InterpreterLacksKernelError as error:
        question = f"{error.interpreter} has no ipykernel, so it can't run code for the editor."
        if await services.client.ask(question, INSTALL, "Not now") != INSTALL:
            raise
        progress.report(f"installing ipykernel into {error.interpreter}")
        await _install(error)
    await services.kernels.drop(uri)
    return await attempt()


async def _install(error: InterpreterLacksKernelError) -> None:
    process = await asyncio.create_subprocess_exec(
        *error.install_command,
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    try:
        printed, _ = await process.communicate()
    except asyncio.CancelledError:
        process.kill()
        raise
    if process.returncode != 0:
        last = "\n".join(printed.decode(errors="replace").strip().splitlines()[-_SHOWN_LINES:])
        raise KernelError(f"ipykernel could not be installed with: {' '.join(error.install_command)}\n{last}")
