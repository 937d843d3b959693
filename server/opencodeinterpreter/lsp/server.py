"""The language server: routes what the editor sends to those who do the work.

Only what ``initialize`` needs is imported before its answer; the parts come together right after it.
"""

from __future__ import annotations

import logging
import uuid
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lsprotocol import types
from pygls.exceptions import JsonRpcInvalidParams
from pygls.lsp.server import LanguageServer
from pygls.uris import to_fs_path

from opencodeinterpreter import __version__
from opencodeinterpreter.errors import RequestError
from opencodeinterpreter.lsp import commands, features
from opencodeinterpreter.lsp.dispatch import InterpreterProtocol
from opencodeinterpreter.lsp.work import Work

if TYPE_CHECKING:
    import asyncio

    from opencodeinterpreter.lsp.assembly import Parts
    from opencodeinterpreter.lsp.backends import Backends
    from opencodeinterpreter.lsp.documents import Document
    from opencodeinterpreter.lsp.executor import Executor
    from opencodeinterpreter.lsp.services import Services

logger = logging.getLogger(__name__)


class InterpreterServer(LanguageServer):
    """One editor's server. ``shutdown_requested`` is what decides the exit code."""

    def __init__(self, backends: Backends) -> None:
        super().__init__(  # pyright: ignore[reportUnknownMemberType] - pygls leaves *args untyped
            "opencodeinterpreter", __version__, protocol_cls=InterpreterProtocol
        )
        self._backends = backends
        self.initialize_params: types.InitializeParams | None = None
        self.shutdown_requested = False
        features.register(self)

    @cached_property
    def _parts(self) -> Parts:
        from opencodeinterpreter.lsp.assembly import assemble

        return assemble(self, self._backends)

    @property
    def services(self) -> Services:
        """What the commands share."""
        return self._parts.services

    @property
    def executor(self) -> Executor:
        """Who carries out commands."""
        return self._parts.executor

    def did_open(self, params: types.DidOpenTextDocumentParams) -> None:
        """A document was opened."""
        document = self.services.documents.open(params.text_document)
        self.services.sessions.of(document.uri).opened(document)

    def did_change(self, params: types.DidChangeTextDocumentParams) -> None:
        """A document was edited: results and generated code move along."""
        services, uri = self.services, params.text_document.uri
        changes, document = services.documents.change(params), services.documents.get(uri)
        if document is None:
            return
        services.results.edited(uri, changes)
        services.sessions.of(uri).edited(changes, document)
        services.edits.changed(uri)
        services.publisher.changed(uri)

    def did_close(self, params: types.DidCloseTextDocumentParams) -> None:
        """A document was closed: what runs for it goes on, its kernel waits a while for it to come back."""
        uri = params.text_document.uri
        self.services.documents.close(uri)
        self.services.results.close(uri)
        self.services.sessions.of(uri).closed()
        self.services.edits.changed(uri)
        self.services.kernels.document_closed(uri)
        self.services.publisher.publish(uri)

    def execute(self, params: types.ExecuteCommandParams) -> asyncio.Task[dict[str, Any]]:
        """Start a command on the document as it is now. Raises JsonRpcInvalidParams naming what is at fault."""
        try:
            arguments = commands.parse(params.command, params.arguments)
        except RequestError as error:
            raise JsonRpcInvalidParams(str(error)) from error
        given = params.work_done_token is not None
        token = params.work_done_token if params.work_done_token is not None else uuid.uuid4().hex
        work = Work(uri=arguments.uri, command=params.command, token=token)
        document = self.services.documents.get(arguments.uri)
        job = self.executor.execute(work, document, arguments, given_token=given)
        return self.services.work.start(work, job)

    def cancel_progress(self, params: types.WorkDoneProgressCancelParams) -> None:
        """The cancel button of a progress bar was pressed."""
        if not self.services.work.cancel_token(params.token):
            logger.info("Nothing runs under progress token %s any more.", params.token)

    def folders(self) -> Sequence[Path]:
        """The workspace's folders that lie on this machine."""
        uris = [folder.uri for folder in self.workspace.folders.values()] or [self.workspace.root_uri or ""]
        return [Path(path) for uri in uris if (path := to_fs_path(uri))]

    def workspace_of(self, document: Document) -> Path | None:
        """The innermost folder that holds a document, else the first; None without any."""
        folders = self.folders()
        around = [folder for folder in folders if document.path and document.path.is_relative_to(folder)]
        return max(around, key=lambda folder: len(folder.parts), default=folders[0] if folders else None)

    async def reconfigure(self, given: object) -> None:
        """Take changed settings in."""
        before = self.services.configuration.change(given)
        if before.python != self.services.settings.python and not await self.services.kernels.renew():
            self.services.client.info("The other interpreter is used after “Restart kernel”.")
        self.services.results.results = self.services.settings.results
        self.services.configuration.tell()
        for uri in self.services.documents.uris():
            self.services.publisher.changed(uri)

    async def close(self) -> None:
        """End everything that runs for this editor; once is enough."""
        if "_parts" not in self.__dict__:
            return
        await self.services.work.close()
        self.services.publisher.close()
        await self.executor.close()
        await self.services.kernels.close()
        self.services.results.dispose()
