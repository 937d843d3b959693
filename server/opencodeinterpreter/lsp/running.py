"""Run, interrupt, restart, clear: what touches the live kernel. Knows nothing of models."""

from __future__ import annotations

import uuid

from opencodeinterpreter.kernel.protocol import Execution, Output
from opencodeinterpreter.loop.events import Grade
from opencodeinterpreter.lsp import commands
from opencodeinterpreter.lsp.commands import Arguments, CommandResult, Status
from opencodeinterpreter.lsp.documents import Document
from opencodeinterpreter.lsp.progress import Progress
from opencodeinterpreter.lsp.selection import Snippet, python_only, snippets
from opencodeinterpreter.lsp.services import Services
from opencodeinterpreter.text.edits import Span

_STATUS: dict[str, Status] = {"ok": "ok", "interrupted": "cancelled"}
_REASONS = {
    "timeout": "Stopped after {timeout:g} s (setting opencodeinterpreter.timeout).",
    "interrupted": "Interrupted.",
    "died": "The kernel died while the code ran; its variables are lost. The next run starts a new one.",
    "refused": "The code was not run.",
}
_TEXT_LIMIT_CHARS = 10_000
# A run that is interrupted in its kernel keeps what it printed; the others have nothing to keep.
_STOPPED_BY_INTERRUPT = (commands.GENERATE, commands.FIX, commands.REFINE)


class Running:
    """Runs code that stands in a document in the document's live kernel."""

    def __init__(self, services: Services) -> None:
        self._services = services

    async def run(self, document: Document, arguments: Arguments, progress: Progress) -> CommandResult:
        """Run the cell, the selection or every cell up to the first that fails."""
        chosen = snippets(python_only(document), arguments.range)
        self._services.client.status(kernel="starting" if self._services.kernels.live(document.uri) is None else "busy")
        try:
            result = CommandResult(status="ok")
            for number, snippet in enumerate(chosen, start=1):
                progress.report(f"cell {number} of {len(chosen)}" if len(chosen) > 1 else "running")
                result = await self.execute(document, snippet)
                if result.status != "ok":
                    break
            return result
        finally:
            self._services.client.status(kernel="idle" if self._services.kernels.live(document.uri) else "none")

    async def execute(self, document: Document, snippet: Snippet) -> CommandResult:
        """Run one piece and show what it leaves behind where it stands."""
        services, uri, run_id = self._services, document.uri, uuid.uuid4().hex[:12]
        kernel = await services.kernels.kernel(document)
        services.results.begin(uri, run_id=run_id, span=Span(snippet.start_line, snippet.end_line), code=snippet.code)

        seen: list[Output] = []

        def show(output: Output) -> None:
            seen.append(output)
            services.results.output(uri, run_id, output)

        execution: Execution | None = None
        try:
            timeout_s = services.settings.timeout
            execution = await kernel.run(snippet.code, run_id=run_id, timeout_s=timeout_s, on_output=show)
            return self._result(run_id, execution)
        finally:
            left = execution or Execution(code=snippet.code, status="interrupted", outputs=tuple(seen))
            services.results.finish(uri, run_id, left, isolation="live")
            services.publisher.publish(uri)

    async def interrupt(self, document: Document) -> CommandResult:
        """Stop what runs in the document's kernel and what waits for it, and what is written for the document."""
        kernel = self._services.kernels.live(document.uri)
        self._services.work.cancel_commands(document.uri, *_STOPPED_BY_INTERRUPT)
        if kernel is None:
            self._services.work.cancel_commands(document.uri, commands.RUN)
        else:
            await kernel.interrupt()
        return CommandResult(status="ok")

    async def restart(self, document: Document) -> CommandResult:
        """Begin with an empty namespace, in the interpreter that the settings name now."""
        self._services.client.status(kernel="restarting")
        kernel = self._services.kernels.live(document.uri)
        if kernel is not None:
            await kernel.interrupt()
            await self._services.kernels.drop(document.uri)
        self._services.client.status(kernel="none")
        return CommandResult(status="ok")

    async def clear(self, document: Document) -> CommandResult:
        """Forget the document's results; variables stay."""
        self._services.results.clear(document.uri)
        self._services.publisher.publish(document.uri)
        return CommandResult(status="ok")

    def _result(self, run_id: str, execution: Execution) -> CommandResult:
        return CommandResult(
            status=_STATUS.get(execution.status, "failed"),
            id=run_id,
            grade=_grade(execution),
            isolation="live",
            error=self._reason(execution),
            text=printed(execution) or None,
        )

    def _reason(self, execution: Execution) -> str | None:
        if execution.error is not None:
            return execution.error.headline
        reason = _REASONS.get(execution.status)
        return reason.format(timeout=self._services.settings.timeout) if reason else None


def printed(execution: Execution) -> str:
    """What the run printed and its values, as plain text."""
    return "".join(_line(output) for output in execution.outputs)[:_TEXT_LIMIT_CHARS]


def _line(output: Output) -> str:
    return output.text if output.kind in {"stdout", "stderr"} else f"{output.text}\n"


def _grade(execution: Execution) -> Grade:
    if not execution.ok:
        return "failed"
    return "output" if printed(execution).strip() else "ran"
