"""The chat model of this server: opened at first use, opened anew when the settings name another."""

from __future__ import annotations

import asyncio

from opencodeinterpreter.lsp.backends import Backends, Say
from opencodeinterpreter.model.protocol import ChatModel
from opencodeinterpreter.settings import Settings


class Models:
    """One model at a time. ``on_status`` and ``on_notice`` get words for the person."""

    def __init__(self, backends: Backends, *, on_status: Say, on_notice: Say) -> None:
        self._backends = backends
        self._on_status = on_status
        self._on_notice = on_notice
        self._lock = asyncio.Lock()
        self._model: ChatModel | None = None
        self._opened_for: tuple[str, ...] = ()

    async def get(self, settings: Settings) -> ChatModel:
        """The model that the settings name. Raises ModelError."""
        wanted = _identity(settings)
        async with self._lock:
            if self._model is not None and self._opened_for != wanted:
                await self._close()
            if self._model is None:
                self._model = await self._backends.open_model(
                    settings, on_status=self._on_status, on_notice=self._on_notice
                )
                self._opened_for = wanted
            return self._model

    async def close(self) -> None:
        """Let go of it."""
        async with self._lock:
            await self._close()

    async def _close(self) -> None:
        model, self._model = self._model, None
        if model is not None:
            await model.close()


def _identity(settings: Settings) -> tuple[str, ...]:
    return (
        settings.model,
        settings.endpoint,
        settings.api_key,
        settings.device,
        settings.dtype,
        settings.quantization,
    )
