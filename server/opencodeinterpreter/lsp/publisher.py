"""Brings changed results to the editor: at once when something ended, at a bounded rate while output streams in."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import Protocol

import attrs
from lsprotocol import types

from opencodeinterpreter.lsp.client import Client
from opencodeinterpreter.lsp.documents import Document, Documents

_INTERVAL_S = 0.1


class Shown(Protocol):
    """What the publisher needs of the result store; positions in code points."""

    def diagnostics(self, uri: str) -> Sequence[types.Diagnostic]:
        """Everything to be shown in a document."""
        ...


class Publisher:
    """Publishes diagnostics and has hints and lenses asked for again."""

    def __init__(self, client: Client, documents: Documents, results: Shown) -> None:
        self._client = client
        self._documents = documents
        self._results = results
        self._due: dict[str, asyncio.TimerHandle] = {}
        self._showing: set[str] = set()
        self._refreshing: asyncio.Task[None] | None = None
        self._refresh_again = False

    def changed(self, uri: str) -> None:
        """Something visible changed; publish soon."""
        if uri not in self._due:
            self._due[uri] = asyncio.get_running_loop().call_later(_INTERVAL_S, self.publish, uri)

    def publish(self, uri: str) -> None:
        """Publish now."""
        due = self._due.pop(uri, None)
        if due is not None:
            due.cancel()
        document = self._documents.get(uri)
        found = self._results.diagnostics(uri) if document else ()
        if not found and uri not in self._showing:
            return
        self._showing = self._showing | {uri} if found else self._showing - {uri}
        diagnostics = [self._converted(diagnostic, document) for diagnostic in found] if document else []
        self._client.publish(uri, diagnostics, document.version if document else None)
        self.refresh()

    def refresh(self) -> None:
        """Hints and lenses anew; requests that come while one is under way become one more."""
        self._refresh_again = True
        if self._refreshing is None or self._refreshing.done():
            self._refreshing = asyncio.create_task(self._refresh())

    def close(self) -> None:
        """Publish nothing any more."""
        for due in self._due.values():
            due.cancel()
        if self._refreshing is not None:
            self._refreshing.cancel()

    async def _refresh(self) -> None:
        while self._refresh_again:
            self._refresh_again = False
            await self._client.refresh()

    def _converted(self, diagnostic: types.Diagnostic, document: Document) -> types.Diagnostic:
        related = [self._related(info) for info in diagnostic.related_information or ()]
        return attrs.evolve(
            diagnostic, range=document.range_to_client(diagnostic.range), related_information=related or None
        )

    def _related(self, info: types.DiagnosticRelatedInformation) -> types.DiagnosticRelatedInformation:
        document = self._documents.get(info.location.uri)
        if document is None:
            return info
        range_ = document.range_to_client(info.location.range)
        return attrs.evolve(info, location=attrs.evolve(info.location, range=range_))
