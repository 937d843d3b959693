"""Finds the failure that is to be fixed: a pasted one, one that is shown, or the one that running the code brings."""

from __future__ import annotations

import attrs

from opencodeinterpreter.errors import RequestError
from opencodeinterpreter.lsp.commands import Arguments
from opencodeinterpreter.lsp.documents import Document
from opencodeinterpreter.lsp.progress import Progress
from opencodeinterpreter.lsp.results.store import ShownRun
from opencodeinterpreter.lsp.running import Running
from opencodeinterpreter.lsp.selection import line_span, snippets
from opencodeinterpreter.lsp.services import Services
from opencodeinterpreter.text.scopes import Scope
from opencodeinterpreter.text.tracebacks import Failure


@attrs.frozen(kw_only=True)
class Failing:
    """A failure, its frames placed in ``document``, and the scope in which to mend it."""

    document: Document
    failure: Failure
    scope: Scope
    run_id: str | None = None


class FailureFinder:
    """Finds failures in one server's documents."""

    def __init__(self, services: Services, running: Running) -> None:
        self._services = services
        self._running = running

    async def find(self, document: Document, arguments: Arguments, progress: Progress) -> Failing | None:
        """The failure that is meant; None when the code runs without one. Raises RequestError, KernelError."""
        if arguments.traceback:
            return self._pasted(document, arguments)
        shown = self._shown(document, arguments)
        if shown is None:
            progress.report("running the code to see what fails")
            shown = await self._provoked(document, arguments)
        return self._located(shown) if shown is not None else None

    def _pasted(self, document: Document, arguments: Arguments) -> Failing:
        from opencodeinterpreter.text.locating import document_lines, locate_pasted
        from opencodeinterpreter.text.pasted import parse

        failure = parse(arguments.traceback)
        if failure is None:
            raise RequestError("That text holds no Python traceback: its last line should name the error.")
        located = locate_pasted(failure, document.text, str(document.path or document.name))
        lines = document_lines(located)
        if not lines and arguments.range is not None:
            lines = [line_span(document, arguments.range)[0]]
        if not lines:
            raise RequestError(f"None of the traceback's lines lies in {document.name}.")
        return self._failing(document, located, lines)

    def _shown(self, document: Document, arguments: Arguments) -> ShownRun | None:
        """A failure that is shown for the place, as long as the code is still what failed."""
        results, uri = self._services.results, document.uri
        if arguments.range is None:
            run_ids = [str(d.data["runId"]) for d in results.diagnostics(uri) if d.data and d.data["kind"] == "failure"]
            found = [results.failure_of(run_id) for run_id in run_ids]
        else:
            start, end = line_span(document, arguments.range)
            found = [results.failure_at(uri, line) for line in range(start, max(end, start + 1))]
        return next((shown for shown in found if shown is not None and not shown.stale), None)

    async def _provoked(self, document: Document, arguments: Arguments) -> ShownRun | None:
        for snippet in snippets(document, arguments.range):
            result = await self._running.execute(document, snippet)
            if result.status == "cancelled":
                raise RequestError("The code was interrupted before it failed.")
            if result.status == "failed":
                return self._services.results.failure_of(result.id)
        return None

    def _located(self, shown: ShownRun) -> Failing:
        from opencodeinterpreter.text.locating import document_lines, in_document

        document = self._services.documents.require(shown.uri)
        if shown.failure is None:
            reason = shown.execution.status if shown.execution else "unknown"
            raise RequestError(f"The code ended without a traceback ({reason}), so there is nothing to go by.")
        located = in_document(shown.failure, lambda frame: self._services.results.line_of(shown.uri, frame))
        ran = (shown.span.start_line, shown.span.end_line)
        lines = document_lines(located) or [ran[0]]
        return self._failing(document, located, lines, ran=ran, run_id=shown.run_id)

    def _failing(
        self,
        document: Document,
        failure: Failure,
        lines: list[int],
        *,
        ran: tuple[int, int] | None = None,
        run_id: str | None = None,
    ) -> Failing:
        from opencodeinterpreter.text.repair import repair_scope

        scope = repair_scope(document.text, lines, ran=ran)
        if scope is None:
            raise RequestError(f"There is no code in {document.name} to fix.")
        return Failing(document=document, failure=failure, scope=scope, run_id=run_id)
