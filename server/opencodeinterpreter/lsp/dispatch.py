"""How messages reach the server, where pygls' own way falls short.

- Commands become tasks that ``$/cancelRequest`` can cancel, and see the document as it was when they were sent.
- Document notifications are handled at once, in order, by the server's own document store.
- A request that can't be understood is still answered; an answer to a question given up on does no harm.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from concurrent.futures import Future
from functools import partial
from typing import Any, Protocol, cast

from cattrs import Converter
from lsprotocol import types
from pygls.exceptions import JsonRpcException, JsonRpcInvalidParams
from pygls.lsp.server import LanguageServer
from pygls.protocol import LanguageServerProtocol
from pygls.protocol.json_rpc import JsonRPCNotification, MsgId

from opencodeinterpreter.lsp.work import cancel_soon

logger = logging.getLogger(__name__)


class Handlers(Protocol):
    """What the dispatcher needs of the server."""

    def did_open(self, params: types.DidOpenTextDocumentParams) -> None:
        """A document was opened."""
        ...

    def did_change(self, params: types.DidChangeTextDocumentParams) -> None:
        """A document was edited."""
        ...

    def did_close(self, params: types.DidCloseTextDocumentParams) -> None:
        """A document was closed."""
        ...

    def execute(self, params: types.ExecuteCommandParams) -> asyncio.Task[dict[str, Any]]:
        """Start a command. Raises JsonRpcException when it can't be understood."""
        ...

    def cancel_progress(self, params: types.WorkDoneProgressCancelParams) -> None:
        """The cancel button of a progress bar was pressed."""
        ...


class InterpreterProtocol(LanguageServerProtocol):
    """pygls' protocol with the changes named above."""

    def __init__(self, server: LanguageServer, converter: Converter) -> None:
        super().__init__(server, converter)
        self._commands: dict[MsgId, asyncio.Task[dict[str, Any]]] = {}

    @property
    def _handlers(self) -> Handlers:
        return cast("Handlers", self._server)

    def _register_builtin_features(self) -> None:
        super()._register_builtin_features()
        handlers = self._handlers
        ours: dict[str, Callable[..., object]] = {
            types.TEXT_DOCUMENT_DID_OPEN: handlers.did_open,
            types.TEXT_DOCUMENT_DID_CHANGE: handlers.did_change,
            types.TEXT_DOCUMENT_DID_CLOSE: handlers.did_close,
            types.WINDOW_WORK_DONE_PROGRESS_CANCEL: handlers.cancel_progress,
        }
        for name, handler in ours.items():
            self.fm.add_builtin_feature(name, handler)  # pyright: ignore[reportUnknownMemberType] - a bare Callable

    def structure_message(self, data: dict[str, Any]) -> Any:
        """The typed message. One that has no sense is answered here, because pygls would drop it unanswered."""
        try:
            return super().structure_message(data)
        except JsonRpcException as error:
            if "id" in data and "method" in data:
                text = f"The parameters of {data['method']} don't have the form that LSP prescribes."
                self._send_response(data["id"], error=JsonRpcInvalidParams(text).to_response_error())
            logger.warning("Passed over a message that could not be read: %s", error)
            return JsonRPCNotification(method="$/unreadable", jsonrpc=self.VERSION, params=None)

    def _handle_request(self, msg_id: MsgId, method_name: str, params: Any) -> None:
        if method_name != types.WORKSPACE_EXECUTE_COMMAND:
            super()._handle_request(msg_id, method_name, params)
            return
        try:
            task = self._handlers.execute(params)
        except JsonRpcException as error:
            self._send_response(msg_id, error=error.to_response_error())
            return
        self._commands[msg_id] = task
        task.add_done_callback(partial(self._command_done, msg_id))

    def _command_done(self, msg_id: MsgId, task: asyncio.Task[dict[str, Any]]) -> None:
        del self._commands[msg_id]
        self._send_handler_result(cast("Future[Any]", task), msg_id=msg_id)

    def _handle_cancel_notification(self, msg_id: MsgId) -> None:
        task = self._commands.get(msg_id)
        if task is None:
            super()._handle_cancel_notification(msg_id)
        else:
            cancel_soon(task)

    def _handle_response(
        self, msg_id: MsgId, result: Any | None = None, error: types.ResponseError | None = None
    ) -> None:
        future = self._request_futures.get(msg_id)
        if future is not None and future.cancelled():
            del self._request_futures[msg_id]
            return
        super()._handle_response(msg_id, result, error)
