"""Brings code into a document as it is now: minimal, versioned, one undo step, rebased onto what was typed."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

import attrs
from lsprotocol import types

from opencodeinterpreter.lsp.client import Client
from opencodeinterpreter.lsp.documents import Document, Documents
from opencodeinterpreter.text.edits import Change, Span, apply, minimal, rebase, replace_lines

# The title under which code that could not be inserted is offered again.
INSERT = "Insert the generated code"
# A refusal after which nothing changed will be repeated; one more try is for an editor that was only busy.
_QUIET_REFUSALS = 2
# eglot tells of the person's typing only when Emacs is idle, and of our edit as late.
_NEWS_TIMEOUT_S = 1.5


@attrs.frozen
class Placement:
    """What would bring the code into a document: the changes and the text that they lead to."""

    document: Document
    changes: tuple[Change, ...]
    text: str

    @property
    def is_nothing(self) -> bool:
        """Whether the document already says so."""
        return not self.changes


class Edits:
    """Applies edits through the editor and waits until the document says so."""

    def __init__(self, client: Client, documents: Documents) -> None:
        self._client = client
        self._documents = documents
        self._news: dict[str, asyncio.Event] = {}

    def changed(self, uri: str) -> None:
        """The document changed or was closed."""
        event = self._news.get(uri)
        if event is not None:
            event.set()

    async def put(self, base: Document, region: Span, code: str, label: str) -> str | None:
        """Replace ``region`` of ``base`` by ``code`` in the document as it is now; None when done, else why not."""
        event = self._news.setdefault(base.uri, asyncio.Event())
        reason, quiet = "The editor refused the edit.", 0
        while quiet < _QUIET_REFUSALS:
            document = self._documents.get(base.uri)
            if document is None:
                return f"{base.name} was closed meanwhile."
            placement = place(base, region, code, document)
            if placement is None:
                return "The text there was changed meanwhile."
            if placement.is_nothing:
                return None
            event.clear()
            refused = await self._client.apply(self.workspace_edit(placement), label)
            if refused is None:
                await self._arrival(placement, event)
                return None
            reason = f"The editor refused the edit: {refused}"
            if self._documents.get(base.uri) is document and not await _within(event, _NEWS_TIMEOUT_S):
                quiet += 1
        return reason

    def workspace_edit(self, placement: Placement) -> types.WorkspaceEdit:
        """The edit in the form that the editor understands, for exactly this version."""
        document = placement.document
        edits = [text_edit(document, change) for change in placement.changes]
        workspace = self._client.capabilities.workspace
        supported = workspace and workspace.workspace_edit and workspace.workspace_edit.document_changes
        if not supported:
            return types.WorkspaceEdit(changes={document.uri: edits})
        versioned = types.OptionalVersionedTextDocumentIdentifier(uri=document.uri, version=document.version)
        return types.WorkspaceEdit(document_changes=[types.TextDocumentEdit(versioned, edits)])

    async def _arrival(self, placement: Placement, event: asyncio.Event) -> None:
        """Wait for the editor to tell of the edit; what is shown beside the code needs it to be there."""
        uri = placement.document.uri
        while (document := self._documents.get(uri)) is not None and document.version == placement.document.version:
            if not await _within(event, _NEWS_TIMEOUT_S):
                return
            event.clear()


def place(base: Document, region: Span, code: str, document: Document) -> Placement | None:
    """How ``code`` comes into ``document``, written for ``region`` of ``base``; None where both changed the same."""
    wanted = minimal(base.text, replace_lines(base.text, region.start_line, region.end_line, code))
    changes: Sequence[Change] | None = wanted
    if document.text != base.text:
        changes = rebase(wanted, base.text, document.text)
    if changes is None:
        return None
    return Placement(document, tuple(changes), apply(changes, document.text))


def text_edit(document: Document, change: Change) -> types.TextEdit:
    """A change in the editor's units and with the document's line ends."""
    start = document.to_client(change.start_line, change.start_char)
    end = document.to_client(change.end_line, change.end_char)
    return types.TextEdit(types.Range(start, end), change.text.replace("\n", document.eol))


async def _within(event: asyncio.Event, timeout_s: float) -> bool:
    try:
        await asyncio.wait_for(event.wait(), timeout_s)
    except asyncio.TimeoutError:
        return False
    return True
