"""How messages reach the server, where pygls' own way falls short.

- Commands become tasks that ``$/cancelRequest`` can cancel, and see the document as it was when they were sent.
- Document notifications are handled at once, in order, by the server's own document store.
- A request that can't be understood is still answered; an answer to a question given up on does no harm.
"""

from __future__ import annotations

import logging
from functools import partial
from typing import TYPE_CHECKING, Any, Protocol, cast

from lsprotocol import types
from pygls.exceptions import JsonRpcException, JsonRpcInvalidParams
from pygls.protocol import LanguageServerProtocol
from pygls.protocol.json_rpc import JsonRPCNotification, MsgId
from pygls.protocol.language_server import lsp_method

if TYPE_CHECKING:
    import asyncio

logger = logging.getLogger(__name__)


class Handlers(Protocol):
    """What the dispatcher needs of the server."""

    def did_open(self, params: types.DidOpenTextDocumentParams) -> None: ...
    def did_change(self, params: types.DidChangeTextDocumentParams) -> None: ...
    def did_close(self, params: types.DidCloseTextDocumentParams) -> None: ...
    def execute(self, params: types.ExecuteCommandParams) -> asyncio.Task[Any]: ...
    def cancel_progress(self, params: types.WorkDoneProgressCancelParams) -> None: ...


class InterpreterProtocol(LanguageServerProtocol):
    """pygls' protocol with the changes named above."""

    @property
    def _handlers(self) -> Handlers:
        return cast("Handlers", self._server)

    @lsp_method(types.TEXT_DOCUMENT_DID_OPEN)
    def lsp_text_document__did_open(self, params: types.DidOpenTextDocumentParams) -> None:
        """A document was opened."""
        self._handlers.did_open(params)

    @lsp_method(types.TEXT_DOCUMENT_DID_CHANGE)
    def lsp_text_document__did_change(self, params: types.DidChangeTextDocumentParams) -> None:
        """A document was edited."""
        self._handlers.did_change(params)

    @lsp_method(types.TEXT_DOCUMENT_DID_CLOSE)
    def lsp_text_document__did_close(self, params: types.DidCloseTextDocumentParams) -> None:
        """A document was closed."""
        self._handlers.did_close(params)

    @lsp_method(types.WINDOW_WORK_DONE_PROGRESS_CANCEL)
    def lsp_work_done_progress_cancel(self, params: types.WorkDoneProgressCancelParams) -> None:
        """The cancel button of a progress bar was pressed."""
        self._handlers.cancel_progress(params)

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
        self._request_futures[msg_id] = cast("Any", task)
        task.add_done_callback(partial(self._send_handler_result, msg_id=msg_id))

    def _handle_cancel_notification(self, msg_id: MsgId) -> None:
        future = self._request_futures.get(msg_id)
        if future is not None:
            future.get_loop().call_soon(future.cancel) if hasattr(future, "get_loop") else future.cancel()

    def _handle_response(
        self, msg_id: MsgId, result: Any | None = None, error: types.ResponseError | None = None
    ) -> None:
        future = self._request_futures.get(msg_id)
        if future is not None and future.cancelled():
            del self._request_futures[msg_id]
            return
        super()._handle_response(msg_id, result, error)
