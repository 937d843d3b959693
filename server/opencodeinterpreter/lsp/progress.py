"""Progress bars. A bar never delays the work that it reports: until the editor has made it, reports wait."""

from __future__ import annotations

import asyncio
import time
from types import TracebackType

from lsprotocol import types
from pygls.exceptions import JsonRpcException
from pygls.lsp.server import LanguageServer
from typing_extensions import Self

# Editors redraw for each report; ten a second look smooth and cost little.
_INTERVAL_S = 0.1


class Progress:
    """One bar, from ``async with`` to its end. ``given`` says that the editor made the token with its request."""

    def __init__(self, server: LanguageServer, token: int | str, title: str, *, given: bool) -> None:
        self._server = server
        self._token = token
        self._title = title
        self._given = given
        self._shown = False
        self._over = False
        self._message = ""
        self._last_report_s = 0.0
        self._late: asyncio.TimerHandle | None = None
        self._creation: asyncio.Task[None] | None = None

    async def __aenter__(self) -> Self:
        window = self._server.client_capabilities.window
        if self._given:
            self._begin()
        elif window is not None and window.work_done_progress:
            self._creation = asyncio.create_task(self._create())
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._over = True
        self._hush()
        if self._shown:
            self._send(types.WorkDoneProgressEnd(message=self._message or None))

    def report(self, message: str, *, often: bool = False) -> None:
        """Say what is being done; of reports that come too ``often``, the last one of an interval is shown."""
        self._message = message
        wait_s = self._last_report_s + _INTERVAL_S - time.monotonic() if often else 0.0
        if wait_s <= 0:
            self._report()
        elif self._late is None:
            self._late = asyncio.get_running_loop().call_later(wait_s, self._report)

    def _report(self) -> None:
        self._hush()
        self._last_report_s = time.monotonic()
        if self._shown and not self._over:
            self._send(types.WorkDoneProgressReport(message=self._message, cancellable=True))

    def _hush(self) -> None:
        if self._late is not None:
            self._late.cancel()
            self._late = None

    async def _create(self) -> None:
        params = types.WorkDoneProgressCreateParams(token=self._token)
        try:
            await self._server.window_work_done_progress_create_async(params)
        except JsonRpcException:
            return
        if not self._over:
            self._begin()

    def _begin(self) -> None:
        self._shown = True
        self._send(types.WorkDoneProgressBegin(title=self._title, message=self._message or None, cancellable=True))

    def _send(
        self, value: types.WorkDoneProgressBegin | types.WorkDoneProgressReport | types.WorkDoneProgressEnd
    ) -> None:
        self._server.progress(types.ProgressParams(token=self._token, value=value))
