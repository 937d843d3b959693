"""Generate, fix and refine: what asks the model, tries what it writes and brings it into the document."""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import AsyncGenerator, Callable
from typing import TYPE_CHECKING

import attrs

from opencodeinterpreter.errors import RequestError
from opencodeinterpreter.kernel.protocol import Execution
from opencodeinterpreter.loop.conversation import Conversation
from opencodeinterpreter.loop.events import Event, Finished
from opencodeinterpreter.lsp.commands import Arguments, CommandResult
from opencodeinterpreter.lsp.documents import Document
from opencodeinterpreter.lsp.edits import INSERT
from opencodeinterpreter.lsp.failures import Failing, FailureFinder
from opencodeinterpreter.lsp.following import Follower
from opencodeinterpreter.lsp.models import Models
from opencodeinterpreter.lsp.progress import Progress
from opencodeinterpreter.lsp.selection import line_span, python_only
from opencodeinterpreter.lsp.services import Services
from opencodeinterpreter.lsp.sessions import Written
from opencodeinterpreter.lsp.wishes import wish_lines
from opencodeinterpreter.lsp.work import Work
from opencodeinterpreter.text.edits import Span, minimal
from opencodeinterpreter.text.scopes import Scope

if TYPE_CHECKING:
    from opencodeinterpreter.loop.session import Loop

Ask = Callable[["Loop"], AsyncGenerator[Event, None]]

NOTHING_TO_WRITE = (
    "Nothing there says what to write: put the cursor on a comment, a docstring or an empty function, or give an "
    "instruction."
)


class Writing:
    """Writes code into documents; one request at a time for each document."""

    def __init__(self, services: Services, models: Models, failures: FailureFinder) -> None:
        self._services = services
        self._models = models
        self._failures = failures

    async def generate(self, work: Work, document: Document, arguments: Arguments, progress: Progress) -> CommandResult:
        """Write the code that a comment, a docstring, an empty body or an instruction asks for."""
        from opencodeinterpreter.text.generation import generation_at

        python_only(document)
        assert arguments.range is not None
        lines = line_span(document, arguments.range)
        generation = generation_at(document.text, *lines, instruction=arguments.instruction)
        if generation is None:
            raise RequestError(NOTHING_TO_WRITE)
        written = _begin(document, generation.scope)
        return await self._write(
            work, written, progress, lambda loop: loop.generate(written.conversation, generation), insert_failed=True
        )

    async def fix(self, work: Work, document: Document, arguments: Arguments, progress: Progress) -> CommandResult:
        """Mend the failure at a place, in a pasted traceback, or the one that running the code brings."""
        failing = await self._failures.find(python_only(document), arguments, progress)
        if failing is None:
            text = "Nothing fails there, so nothing was changed."
            self._services.client.info(text)
            return CommandResult(status="ok", grade="ran", isolation="live", text=text)
        written = _begin(failing.document, failing.scope)
        result = await self._write(
            work,
            written,
            progress,
            lambda loop: loop.fix(written.conversation, failing.failure, instruction=arguments.instruction),
            insert_failed=False,
        )
        if result.status == "ok":
            self._forget(failing)
            self._narrow(written)
        return result

    async def refine(self, work: Work, document: Document, arguments: Arguments, progress: Progress) -> CommandResult:
        """Change code of a conversation by the person's words."""
        written = self._services.sessions.of(python_only(document).uri).get(arguments.id)
        if written.span is not None:
            _move_to(written, document, written.span, arguments.feedback)
        return await self._write(
            work,
            written,
            progress,
            lambda loop: loop.refine(written.conversation, arguments.feedback),
            insert_failed=False,
        )

    async def _write(
        self, work: Work, written: Written, progress: Progress, ask: Ask, *, insert_failed: bool
    ) -> CommandResult:
        conversation = written.conversation
        self._refuse_twice(work, written)
        lane = self._services.work.lane(work.uri)
        if lane.locked():
            progress.report("waiting for the request before")
        async with lane:
            self._services.sessions.of(work.uri).add(written)
            try:
                finished = await self._ask(written, progress, ask)
            except asyncio.CancelledError:
                return CommandResult(status="cancelled", id=conversation.id, error="Cancelled.")
            self._say_how_it_went(written, finished)
            problem = None
            if finished.code is not None and (insert_failed or finished.status == "ok"):
                problem = await self._land(written, finished)
        self._services.publisher.refresh()
        return _result(written, finished, problem or finished.reason or None)

    def _refuse_twice(self, work: Work, written: Written) -> None:
        work.lines = (written.region.start_line, written.region.end_line)
        others = self._services.work.of(work.uri)
        if any(other is not work and other.command == work.command and other.lines == work.lines for other in others):
            raise RequestError("That is being written already; wait for it or cancel it.")

    async def _ask(self, written: Written, progress: Progress, ask: Ask) -> Finished:
        services, settings = self._services, self._services.settings
        services.client.status(state="working")
        try:
            trials, why = await services.kernels.trials(written.base)
            if why:
                services.client.info(why, once=True)
            model = await self._models.get(settings)
            # jinja2 is too heavy to be imported before the first request.
            from opencodeinterpreter.loop.session import Loop

            loop = Loop.from_settings(settings, model, trials)
            return await Follower(services.client, progress).follow(ask(loop))
        finally:
            services.client.status(state="idle")

    async def _land(self, written: Written, finished: Finished) -> str | None:
        """Bring the code into the document and show what its trial left behind; returns why that could not be."""
        uri, code = written.base.uri, finished.code or ""
        written.code, written.span = code, None
        problem = await self._services.edits.put(written.base, written.region, code, written.conversation.title)
        document = self._services.documents.get(uri)
        if problem is not None or document is None:
            written.offered = True
            hint = f"The code is kept: take the code action “{INSERT}”."
            self._services.client.warn(f"{problem} {hint}")
            return f"{problem} {hint}"
        self._services.sessions.of(uri).find(written, document)
        self.show_trial(written, finished.execution, document)
        return None

    def show_trial(self, written: Written, execution: Execution | None, document: Document) -> None:
        """Show the trial's outcome at the code, marked as a trial: it did not run in the live kernel."""
        conversation, uri = written.conversation, document.uri
        if execution is None or written.span is None:
            return
        start = max(0, written.span.start_line - conversation.scope.head_lines)
        unit = _standing(conversation.scope.assemble(written.code), document, start)
        run_id = uuid.uuid4().hex[:12]
        span = Span(start, start + unit.count("\n"))
        self._services.results.begin(uri, run_id=run_id, span=span, code=unit, trial=True, conversation=conversation.id)
        self._services.results.finish(
            uri,
            run_id,
            _as_run(execution, run_id),
            isolation=conversation.isolation,
            grade=conversation.grade,
        )
        self._services.publisher.publish(uri)

    def _narrow(self, written: Written) -> None:
        """What is refined next is the statement that was mended, not all of the code that was looked at."""
        document = self._services.documents.get(written.base.uri)
        if document is not None and written.span is not None:
            written.span = changed_statements(written.conversation.scope.code, document, written.span)
            written.code = "".join(f"{line}\n" for line in document.lines[slice(*attrs.astuple(written.span))])
            self._services.publisher.refresh()

    def _forget(self, failing: Failing) -> None:
        """The failure is mended; where the trial's results don't stand in its place it is no longer shown."""
        results, uri = self._services.results, failing.document.uri
        shown = results.failure_of(failing.run_id) if failing.run_id else None
        if shown is not None and shown.line is not None:
            results.clear(uri, Span(shown.line, shown.line + 1))
            self._services.publisher.publish(uri)

    def _say_how_it_went(self, written: Written, finished: Finished) -> None:
        client, model = self._services.client, finished.model or written.conversation.model
        client.status(isolation=finished.isolation, **({"model": model} if model else {}))
        if finished.reason:
            say = client.fail if finished.code is None else client.warn
            say(finished.reason)


def _result(written: Written, finished: Finished, error: str | None) -> CommandResult:
    ok = finished.status == "ok" and not written.offered
    return CommandResult(
        status="ok" if ok else "failed",
        id=written.conversation.id,
        rounds=finished.rounds,
        grade=finished.grade,
        isolation=finished.isolation,
        error=error,
        text=finished.code,
    )


def _begin(document: Document, scope: Scope) -> Written:
    return Written(Conversation(scope=scope), document, Span(scope.start_line, scope.end_line))


def _move_to(written: Written, document: Document, span: Span, wish: str) -> None:
    """Continue from the code as it stands in the document now, whatever the person made of it.

    A comment that says the wish goes with it.
    """
    from opencodeinterpreter.text.scopes import region_scope

    lines = wish_lines(document, span, wish)
    region = Span(span.start_line, max([span.end_line, *(line + 1 for line in lines)]))
    kept = [n for n in range(span.start_line, region.end_line) if n not in lines]
    conversation = written.conversation
    conversation.scope = region_scope(
        document.text, region.start_line, region.end_line, indent=conversation.scope.indent
    )
    conversation.code = "".join(f"{document.lines[n]}\n" for n in kept)
    written.base, written.region = document, region


def changed_statements(before: str, document: Document, span: Span) -> Span:
    """The top-level statements of ``span`` in which it differs from the text ``before``."""
    from opencodeinterpreter.text.syntax import parse_around, span_of, statement_at

    lines = [f"{line}\n" for line in document.lines]
    back = minimal("".join(lines[span.start_line : span.end_line]), before)
    if not back:
        return span
    first = span.start_line + min(change.start_line for change in back)
    last = span.start_line + max(change.end_line for change in back)
    tree = parse_around(lines, first)
    nodes = [statement_at(tree, line) for line in (first, last)] if tree else []
    spans = [span_of(node) for node in nodes if node is not None]
    start = max(span.start_line, min([first, *(start for start, _ in spans)]))
    return Span(start, min(span.end_line, max([last + 1, *(end for _, end in spans)])))


def _standing(unit: str, document: Document, start: int) -> str:
    """As much of what was run as stands in the document from line ``start`` on."""
    lines = unit.rstrip("\n").split("\n")
    standing = 0
    while standing < len(lines) and document.lines[start + standing : start + standing + 1] == (lines[standing],):
        standing += 1
    return "\n".join(lines[:standing]) + "\n"


def _as_run(execution: Execution, run_id: str) -> Execution:
    """The execution with the frames of what was tried named as the run that stands for it in the results."""
    error = execution.error
    if error is None:
        return execution
    tried = next((frame.run_id for frame in error.frames if frame.run_id is not None), None)
    frames = [attrs.evolve(f, run_id=run_id) if f.run_id is not None and f.run_id == tried else f for f in error.frames]
    return attrs.evolve(execution, error=attrs.evolve(error, frames=tuple(frames)))
