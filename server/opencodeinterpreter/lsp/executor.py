"""Carries out one command: finds who does it, shows its progress, and turns every end into a result."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any

from opencodeinterpreter.errors import OpenCodeInterpreterError, RequestError
from opencodeinterpreter.lsp import commands
from opencodeinterpreter.lsp.backends import Backends
from opencodeinterpreter.lsp.commands import Arguments, CommandResult
from opencodeinterpreter.lsp.conversations import Transcripts
from opencodeinterpreter.lsp.documents import Document
from opencodeinterpreter.lsp.models import Models
from opencodeinterpreter.lsp.progress import Progress
from opencodeinterpreter.lsp.running import Running
from opencodeinterpreter.lsp.services import Services
from opencodeinterpreter.lsp.work import Work

if TYPE_CHECKING:
    from opencodeinterpreter.lsp.writing import Writing

Quick = Callable[[Document, Arguments], Awaitable[CommandResult]]
Long = Callable[[Work, Document, Arguments, Progress], Awaitable[CommandResult]]


class Executor:
    """Commands by name. The long ones have a progress bar; the quick ones are over before one could show."""

    def __init__(self, services: Services, backends: Backends) -> None:
        self._services = services
        self._bars: set[Progress] = set()
        self._models = Models(backends, on_status=self._model_says, on_notice=self._notice)
        self._transcripts = Transcripts(services)
        self._writing: Writing | None = None
        self._running = running = Running(services)
        self._long: dict[str, tuple[str, Long]] = {
            commands.RUN: ("Run", lambda _, document, arguments, bar: running.run(document, arguments, bar)),
            commands.GENERATE: ("Generate and run", self._by_writing(lambda writing: writing.generate)),
            commands.FIX: ("Fix", self._by_writing(lambda writing: writing.fix)),
            commands.REFINE: ("Refine", self._by_writing(lambda writing: writing.refine)),
        }
        self._quick: dict[str, Quick] = {
            commands.INTERRUPT: lambda document, _: running.interrupt(document),
            commands.RESTART: lambda document, _: running.restart(document),
            commands.CLEAR: lambda document, _: running.clear(document),
            commands.SHOW: lambda _, arguments: self._transcripts.show(arguments),
        }

    async def execute(
        self, work: Work, document: Document | None, arguments: Arguments, *, given_token: bool
    ) -> dict[str, Any]:
        """The command's result as JSON; what fails or is cancelled is a result too."""
        try:
            if document is None:
                raise RequestError(f"{arguments.uri} isn't open in the editor. Open it first.")
            await self._services.configuration.settled()
            result = await self._carry_out(work, document, arguments, given_token=given_token)
        except asyncio.CancelledError:
            result = CommandResult(status="cancelled", error="Cancelled.")
        except OpenCodeInterpreterError as error:
            self._services.client.fail(str(error))
            result = CommandResult(status="failed", error=str(error))
        return result.to_json()

    def prepare(self) -> Writing:
        """Have what writes code at hand: it is imported after the editor's first answer, not before."""
        if self._writing is None:
            from opencodeinterpreter.lsp.failures import FailureFinder
            from opencodeinterpreter.lsp.writing import Writing

            self._writing = Writing(self._services, self._models, FailureFinder(self._services, self._running))
        return self._writing

    def _by_writing(self, how: Callable[[Writing], Long]) -> Long:
        async def carry_out(work: Work, document: Document, arguments: Arguments, bar: Progress) -> CommandResult:
            return await how(self.prepare())(work, document, arguments, bar)

        return carry_out

    async def close(self) -> None:
        """Let go of the model and of what was written for transcripts."""
        self._transcripts.close()
        await self._models.close()

    async def _carry_out(
        self, work: Work, document: Document, arguments: Arguments, *, given_token: bool
    ) -> CommandResult:
        if work.command in self._quick:
            return await self._quick[work.command](document, arguments)
        from opencodeinterpreter.lsp.mending import with_ipykernel

        title, carry_out = self._long[work.command]
        bar = Progress(self._services.server, work.token, f"{title}: {document.name}", given=given_token)
        async with bar:
            self._bars.add(bar)
            try:
                return await with_ipykernel(
                    self._services, document.uri, bar, lambda: carry_out(work, document, arguments, bar)
                )
            finally:
                self._bars.discard(bar)

    def _model_says(self, text: str) -> None:
        self._services.client.status(state=text or "idle")
        for bar in self._bars:
            bar.report(text, often=True)

    def _notice(self, text: str) -> None:
        self._services.client.info(text, once=True)
