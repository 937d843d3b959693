"""What can be mended when a kernel won't start: an interpreter without ipykernel gets it, if the person agrees."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TypeVar

from opencodeinterpreter.errors import InterpreterLacksKernelError
from opencodeinterpreter.kernel.interpreters import install_ipykernel
from opencodeinterpreter.lsp.progress import Progress
from opencodeinterpreter.lsp.services import Services

Result = TypeVar("Result")

INSTALL = "Install ipykernel there"


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
        await install_ipykernel(error, lambda line: progress.report(line, often=True))
    await services.kernels.drop(uri)
    return await attempt()
