"""What the server asks of and tells the editor, each only as far as the editor says that it can."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from typing import Any

from lsprotocol import types
from pygls.exceptions import JsonRpcException
from pygls.lsp.server import LanguageServer

logger = logging.getLogger(__name__)

STATUS = "opencodeinterpreter/status"


class Client:
    """The editor at the other end of the wire."""

    def __init__(self, server: LanguageServer) -> None:
        self._server = server
        self._told: set[str] = set()
        self._status = {"model": "", "state": "idle", "kernel": "none", "isolation": ""}

    @property
    def capabilities(self) -> types.ClientCapabilities:
        """What the editor said of itself."""
        return self._server.client_capabilities

    def info(self, text: str, *, once: bool = False) -> None:
        """Something that the person should know; with ``once`` the same text is shown a single time."""
        self._show(types.MessageType.Info, text, once=once)

    def warn(self, text: str, *, once: bool = False) -> None:
        """Something that the person should look into."""
        self._show(types.MessageType.Warning, text, once=once)

    def fail(self, text: str) -> None:
        """What was asked for could not be done."""
        self._show(types.MessageType.Error, text, once=False)

    def log(self, text: str) -> None:
        """For the editor's log of this server."""
        self._server.window_log_message(types.LogMessageParams(types.MessageType.Info, text))

    async def ask(self, question: str, *answers: str) -> str | None:
        """The answer that the person chose; None when the question was closed or can't be shown."""
        actions = [types.MessageActionItem(title=answer) for answer in answers]
        params = types.ShowMessageRequestParams(type=types.MessageType.Warning, message=question, actions=actions)
        try:
            chosen = await self._server.window_show_message_request_async(params)
        except JsonRpcException as error:
            logger.info("The editor could not ask: %s", error)
            return None
        return chosen.title if chosen else None

    async def apply(self, edit: types.WorkspaceEdit, label: str) -> str | None:
        """Apply an edit; None when it is done, else why the editor refused (eglot refuses with an error)."""
        try:
            result = await self._server.workspace_apply_edit_async(types.ApplyWorkspaceEditParams(edit, label=label))
        except JsonRpcException as error:
            return error.message or "refused"
        return None if result.applied else result.failure_reason or "refused"

    async def show_document(self, uri: str) -> bool:
        """Open a document beside the code; False when the editor can't."""
        window = self.capabilities.window
        if window is None or window.show_document is None or not window.show_document.support:
            return False
        try:
            return (await self._server.window_show_document_async(types.ShowDocumentParams(uri=uri))).success
        except JsonRpcException:
            return False

    async def configuration(self) -> object:
        """Section ``opencodeinterpreter`` of the editor's settings; None when it can't say."""
        workspace = self.capabilities.workspace
        if workspace is None or not workspace.configuration:
            return None
        items = [types.ConfigurationItem(section="opencodeinterpreter")]
        try:
            answer: Sequence[Any] = await self._server.workspace_configuration_async(types.ConfigurationParams(items))
        except JsonRpcException:
            return None
        return answer[0] if answer else None

    async def watch_configuration(self) -> None:
        """Ask to be told when the settings change, where the editor wants to be asked."""
        workspace = self.capabilities.workspace
        wanted = workspace and workspace.did_change_configuration
        if not wanted or not wanted.dynamic_registration:
            return
        options = types.DidChangeConfigurationRegistrationOptions(section="opencodeinterpreter")
        registration = types.Registration("configuration", types.WORKSPACE_DID_CHANGE_CONFIGURATION, options)
        try:
            await self._server.client_register_capability_async(types.RegistrationParams([registration]))
        except JsonRpcException as error:
            logger.info("The editor does not announce changed settings: %s", error)

    def publish(self, uri: str, diagnostics: Sequence[types.Diagnostic], version: int | None) -> None:
        """Show these and no other diagnostics in a document."""
        self._server.text_document_publish_diagnostics(
            types.PublishDiagnosticsParams(uri=uri, diagnostics=diagnostics, version=version)
        )

    async def refresh(self) -> None:
        """Have the editor ask again for inlay hints and lenses."""
        workspace = self.capabilities.workspace
        hints, lenses = workspace and workspace.inlay_hint, workspace and workspace.code_lens
        try:
            if hints and hints.refresh_support:
                await self._server.workspace_inlay_hint_refresh_async(None)
            if lenses and lenses.refresh_support:
                await self._server.workspace_code_lens_refresh_async(None)
        except JsonRpcException as error:
            logger.info("The editor did not refresh: %s", error)

    def status(self, **changed: str) -> None:
        """Tell those who show it: ``model``, ``state``, ``kernel``, ``isolation``."""
        updated = {**self._status, **changed}
        if updated != self._status:
            self._status = updated
            self._server.protocol.notify(STATUS, updated)

    def _show(self, kind: types.MessageType, text: str, *, once: bool) -> None:
        if once and text in self._told:
            return
        self._told.add(text)
        self._server.window_show_message(types.ShowMessageParams(kind, text))
