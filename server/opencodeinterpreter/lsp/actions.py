"""Code actions: every command, offered where it makes sense. Cheap: an editor asks at each move of the cursor."""

from __future__ import annotations

import re
from collections.abc import Iterator

import attrs
from lsprotocol import types

from opencodeinterpreter.lsp import commands
from opencodeinterpreter.lsp.commands import RUN_KIND
from opencodeinterpreter.lsp.documents import Document
from opencodeinterpreter.lsp.edits import INSERT, place
from opencodeinterpreter.lsp.results.store import SOURCE, ShownRun
from opencodeinterpreter.lsp.selection import line_span
from opencodeinterpreter.lsp.services import Services
from opencodeinterpreter.lsp.wishes import READY, wishes
from opencodeinterpreter.text.cells import cell_at, is_marker
from opencodeinterpreter.text.edits import Span

_TRACEBACK = re.compile(r"Traceback \(most recent call last\)|^\W*(?:\w+\.)*\w*(?:Error|Exception): ", re.MULTILINE)


@attrs.frozen
class _Place:
    """Where actions are asked for: the document, the lines (end exclusive, at least one) and what is selected."""

    document: Document
    range: types.Range
    start: int
    end: int

    @property
    def uri(self) -> str:
        return self.document.uri

    @property
    def is_cursor(self) -> bool:
        return self.range.start == self.range.end

    @property
    def text(self) -> str:
        return "\n".join(self.document.lines[self.start : self.end])


class Actions:
    """The code actions of one server."""

    def __init__(self, services: Services) -> None:
        self._services = services

    def at(self, params: types.CodeActionParams) -> list[types.CodeAction | types.Command]:
        """What can be done at a place, most wanted first."""
        document = self._services.documents.get(params.text_document.uri)
        if document is None or not document.is_python:
            return []
        start, end = line_span(document, params.range)
        at = _Place(document, params.range, start, max(end, start + 1))
        wanted = [str(getattr(kind, "value", kind)) for kind in params.context.only or ()]
        found = [action for action in self._all(at) if _is_wanted(action, wanted)]
        return list(found) if self._takes_literals() else [action.command for action in found if action.command]

    def _all(self, at: _Place) -> Iterator[types.CodeAction]:
        yield from self._fixes(at)
        yield from self._offers(at)
        yield from self._refinements(at)
        yield from self._generations(at)
        yield from self._runs(at)
        yield from self._controls(at)

    def _fixes(self, at: _Place) -> Iterator[types.CodeAction]:
        shown = self._failure(at)
        if shown is not None and shown.failure is not None:
            title = f"Fix: {shown.failure.headline.splitlines()[0]:.80}"
            action = _action(title, types.CodeActionKind.QuickFix, commands.FIX, uri=at.uri, range=at.range)
            action.is_preferred = True
            action.diagnostics = self._diagnostics(at.document, shown) or None
            yield action
        if _TRACEBACK.search(at.text if not at.is_cursor else self._comment_around(at)):
            traceback = at.text if not at.is_cursor else self._comment_around(at)
            yield _action(
                "Fix from this traceback",
                types.CodeActionKind.QuickFix,
                commands.FIX,
                uri=at.uri,
                traceback=traceback,
            )

    def _failure(self, at: _Place) -> ShownRun | None:
        found = (self._services.results.failure_at(at.uri, line) for line in range(at.start, at.end))
        return next((shown for shown in found if shown is not None), None)

    def _diagnostics(self, document: Document, shown: ShownRun) -> list[types.Diagnostic]:
        """Our own diagnostic of the failure: those that clients send along may have wrong columns."""
        return [
            attrs.evolve(diagnostic, range=document.range_to_client(diagnostic.range), related_information=None)
            for diagnostic in self._services.results.diagnostics(document.uri)
            if _is_failure_of(diagnostic, shown.run_id)
        ]

    def _comment_around(self, at: _Place) -> str:
        """The comment lines that the cursor is in, without their signs."""
        lines, start, end = at.document.lines, at.start, at.start
        while start > 0 and lines[start - 1].lstrip().startswith("#"):
            start -= 1
        while end < len(lines) and lines[end].lstrip().startswith("#"):
            end += 1
        return "\n".join(re.sub(r"^\s*# ?", "", line) for line in lines[start:end])

    def _offers(self, at: _Place) -> Iterator[types.CodeAction]:
        for written in self._services.sessions.of(at.uri).offers():
            placement = place(written.base, written.region, written.code, at.document)
            if placement is None:
                placement = place(at.document, Span(at.start, at.start), written.code, at.document)
            if placement is not None and not placement.is_nothing:
                yield types.CodeAction(
                    title=f"{INSERT}: {written.conversation.title:.60}",
                    kind=types.CodeActionKind.RefactorRewrite,
                    edit=self._services.edits.workspace_edit(placement),
                )

    def _refinements(self, at: _Place) -> Iterator[types.CodeAction]:
        written = self._services.sessions.of(at.uri).at(at.start, at.document)
        if written is None:
            return
        conversation = written.conversation.id
        for _, wish in wishes(at.document, written.span) if written.span else ():
            yield _refine(f"Refine with this comment: {wish:.60}", at.uri, conversation, wish)
        for ready in READY:
            yield _refine(f"Refine: {ready}", at.uri, conversation, ready)
        yield _action("Show conversation", RUN_KIND, commands.SHOW, uri=at.uri, id=conversation)

    def _generations(self, at: _Place) -> Iterator[types.CodeAction]:
        from opencodeinterpreter.text.generation import generation_at

        lines = (at.start, at.start) if at.is_cursor else (at.start, at.end)
        generation = generation_at(at.document.text, *lines)
        if generation is not None:
            what = generation.instruction.split("\n", maxsplit=1)[0] or "complete the function"
            title = f"Generate and run: {what:.60}"
            kind = types.CodeActionKind.RefactorRewrite
            yield _action(title, kind, commands.GENERATE, uri=at.uri, range=at.range)

    def _runs(self, at: _Place) -> Iterator[types.CodeAction]:
        document = at.document
        if not at.is_cursor:
            yield _action("Run selection", RUN_KIND, commands.RUN, uri=at.uri, range=at.range)
        has_cells = any(map(is_marker, document.lines))
        if has_cells and cell_at(document.text, at.start) is not None:
            cursor = types.Range(at.range.start, at.range.start)
            yield _action("Run cell", RUN_KIND, commands.RUN, uri=at.uri, range=cursor)
        if document.text.strip():
            yield _action("Run all cells" if has_cells else "Run file", RUN_KIND, commands.RUN, uri=at.uri)
            if self._failure(at) is None:
                yield _action("Run and fix", RUN_KIND, commands.FIX, uri=at.uri, range=_here(at, cell=has_cells))

    def _controls(self, at: _Place) -> Iterator[types.CodeAction]:
        services = self._services
        if services.work.of(at.uri):
            yield _action("Interrupt", RUN_KIND, commands.INTERRUPT, uri=at.uri)
        if services.kernels.live(at.uri) is not None:
            yield _action("Restart kernel", RUN_KIND, commands.RESTART, uri=at.uri)
        if services.results.diagnostics(at.uri):
            yield _action("Clear results", RUN_KIND, commands.CLEAR, uri=at.uri)

    def _takes_literals(self) -> bool:
        """Very old clients know commands only."""
        document = self._services.client.capabilities.text_document
        actions = document.code_action if document else None
        return actions is not None and actions.code_action_literal_support is not None


def _is_failure_of(diagnostic: types.Diagnostic, run_id: str) -> bool:
    data: dict[str, object] = diagnostic.data or {}
    return diagnostic.source == SOURCE and data.get("kind") == "failure" and data.get("runId") == run_id


def _here(at: _Place, *, cell: bool) -> types.Range | None:
    return at.range if cell or not at.is_cursor else None


def _refine(title: str, uri: str, conversation: str, wish: str) -> types.CodeAction:
    kind = types.CodeActionKind.RefactorRewrite
    return _action(title, kind, commands.REFINE, uri=uri, id=conversation, feedback=wish)


def _action(title: str, kind: types.CodeActionKind | str, command: str, **arguments: object) -> types.CodeAction:
    call = commands.call(title, command, **arguments)
    return types.CodeAction(title=title, kind=kind, command=call)


def _is_wanted(action: types.CodeAction, wanted: list[str]) -> bool:
    kind = str(getattr(action.kind, "value", action.kind))
    return not wanted or any(kind == want or kind.startswith(f"{want}.") or not want for want in wanted)
