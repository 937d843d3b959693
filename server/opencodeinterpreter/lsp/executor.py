"""Carries out one command: finds who does it, shows its progress, and turns every end into a result."""

from __future__ import annotations

import asyncio
from typing import Any

from opencodeinterpreter.errors import OpenCodeInterpreterError, RequestError
from opencodeinterpreter.lsp import commands
from opencodeinterpreter.lsp.backends import Backends
from opencodeinterpreter.lsp.commands import Arguments, CommandResult
from opencodeinterpreter.lsp.documents import Document
from opencodeinterpreter.lsp.mending import with_ipykernel
from opencodeinterpreter.lsp.progress import Progress
from opencodeinterpreter.lsp.running import Running
from opencodeinterpreter.lsp.services import Services
from opencodeinterpreter.lsp.work import Work

_TITLES = {
    commands.RUN: "Run",
    commands.GENERATE: "Generate and run",
    commands.FIX: "Fix",
    commands.REFINE: "Refine",
}


class Executor:
    """Commands by name."""

    def __init__(self, services: Services, backends: Backends) -> None:
        self._services = services
        self._running = Running(services)

    async def execute(
        self, work: Work, document: Document | None, arguments: Arguments, *, given_token: bool
    ) -> dict[str, Any]:
        """The command's result as JSON; what fails or is cancelled is a result too."""
        try:
            if document is None:
                raise RequestError(f"{arguments.uri} isn't open in the editor. Open it first.")
            result = await self._carry_out(work, document, arguments, given_token=given_token)
        except asyncio.CancelledError:
            result = CommandResult(status="cancelled", error="Cancelled.")
        except OpenCodeInterpreterError as error:
            self._services.client.fail(str(error))
            result = CommandResult(status="failed", error=str(error))
        return result.to_json()

    async def close(self) -> None:
        """Let go of the model."""

    async def _carry_out(
        self, work: Work, document: Document, arguments: Arguments, *, given_token: bool
    ) -> CommandResult:
        if work.command not in _TITLES:
            return await self._at_once(work.command, document, arguments)
        title = f"{_TITLES[work.command]}: {document.name}"
        async with Progress(self._services.server, work.token, title, given=given_token) as progress:
            return await with_ipykernel(
                self._services, document.uri, progress, lambda: self._at_length(work, document, arguments, progress)
            )

    async def _at_once(self, command: str, document: Document, arguments: Arguments) -> CommandResult:
        if command == commands.INTERRUPT:
            return await self._running.interrupt(document)
        if command == commands.RESTART:
            return await self._running.restart(document)
        if command == commands.CLEAR:
            return await self._running.clear(document)
        raise RequestError(f"{command} isn't there yet.")

    async def _at_length(
        self, work: Work, document: Document, arguments: Arguments, progress: Progress
    ) -> CommandResult:
        if work.command == commands.RUN:
            return await self._running.run(document, arguments, progress)
        raise RequestError(f"{work.command} isn't there yet.")
