"""The editor's requests and notifications, each: parse, call, convert."""

from __future__ import annotations

import gc
import logging
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import attrs
from lsprotocol import types

from opencodeinterpreter.lsp.commands import ACTION_KINDS, COMMANDS

if TYPE_CHECKING:
    from opencodeinterpreter.lsp.server import InterpreterServer
    from opencodeinterpreter.lsp.services import Services

logger = logging.getLogger(__name__)

Handler = Callable[..., Any]


def register(server: InterpreterServer) -> None:
    """Register every handler, and with that the capabilities."""
    handlers = Features(server)
    ours: dict[str, Handler] = {
        types.INITIALIZE: handlers.initialize,
        types.INITIALIZED: handlers.initialized,
        types.SHUTDOWN: handlers.shutdown,
        types.WORKSPACE_DID_CHANGE_CONFIGURATION: handlers.did_change_configuration,
        types.TEXT_DOCUMENT_DID_OPEN: _handled,
        types.TEXT_DOCUMENT_DID_CLOSE: _handled,
        types.TEXT_DOCUMENT_HOVER: handlers.hover,
        types.TEXT_DOCUMENT_INLAY_HINT: handlers.inlay_hints,
        types.TEXT_DOCUMENT_CODE_ACTION: handlers.code_actions,
        types.TEXT_DOCUMENT_CODE_LENS: handlers.code_lenses,
    }
    # pygls' decorators put attributes on what they register, which bound methods don't take.
    manager: Any = server.protocol.fm
    manager.features.update(ours)
    manager.feature_options[types.TEXT_DOCUMENT_CODE_ACTION] = types.CodeActionOptions(code_action_kinds=ACTION_KINDS)
    manager.commands.update(dict.fromkeys(COMMANDS, _handled))


def _handled(*_: object) -> None:
    """Never called: dispatch.py routes these messages. Registered, they make pygls advertise what we do."""


class Features:
    """The handlers of one server."""

    def __init__(self, server: InterpreterServer) -> None:
        self._server = server

    @property
    def _services(self) -> Services:
        return self._server.services

    def initialize(self, params: types.InitializeParams) -> None:
        """Remember who asks; what has to be done about it is done once they have their answer."""
        self._server.initialize_params = params

    async def initialized(self, _: types.InitializedParams) -> None:
        """The editor takes messages now: report bad settings, and ask it for the settings it keeps itself."""
        await self._server.reconfigure(await self._services.client.configuration())
        await self._services.client.watch_configuration()
        self._prepare()
        # What start-up left behind goes now, when nobody waits, and what stays needs no looking at again.
        gc.collect()
        gc.freeze()

    async def did_change_configuration(self, params: types.DidChangeConfigurationParams) -> None:
        """The settings changed; an editor that sends none wants to be asked."""
        given = params.settings or await self._services.client.configuration()
        await self._server.reconfigure(given)

    async def shutdown(self, _: None) -> None:
        """The editor is about to leave: nothing may be left running when it has its answer."""
        self._server.shutdown_requested = True
        await self._server.close()

    def hover(self, params: types.HoverParams) -> types.Hover | None:
        """The long form of the results at a line."""
        text = self._services.results.hover(params.text_document.uri, params.position.line)
        return types.Hover(types.MarkupContent(types.MarkupKind.Markdown, text)) if text else None

    def inlay_hints(self, params: types.InlayHintParams) -> list[types.InlayHint] | None:
        """The short form of the results within a range."""
        document = self._services.documents.get(params.text_document.uri)
        if document is None:
            return None
        hints = self._services.results.inlay_hints(document.uri, params.range.start.line, params.range.end.line)
        return [attrs.evolve(h, position=document.to_client(h.position.line, h.position.character)) for h in hints]

    def code_actions(self, params: types.CodeActionParams) -> list[types.CodeAction | types.Command]:
        """What can be done at a place."""
        from opencodeinterpreter.lsp.actions import Actions

        return Actions(self._services).at(params)

    def code_lenses(self, params: types.CodeLensParams) -> list[types.CodeLens]:
        """What can be done with each cell and with generated code."""
        from opencodeinterpreter.lsp.lenses import Lenses

        return Lenses(self._services).of(params.text_document.uri)

    def _prepare(self) -> None:
        """Import what the first request will need, now that the editor has its answer to ``initialize``."""
        from opencodeinterpreter.lsp import actions, lenses
        from opencodeinterpreter.text import generation

        logger.debug("Ready with %s.", [module.__name__ for module in (actions, lenses, generation)])
        self._server.executor.prepare()
