"""The live kernels of open documents, and the trials beside them: opened at first use, shared as the settings say."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path

import attrs

from opencodeinterpreter.kernel.protocol import Kernel, Trials
from opencodeinterpreter.lsp.backends import Ask, Backends
from opencodeinterpreter.lsp.documents import Document
from opencodeinterpreter.settings import Settings

# A document is often closed and opened again (tabs, previews): its variables wait this long.
_KEEP_CLOSED_S = 600.0


@attrs.define(eq=False)
class _Bench:
    """One kernel, the settings that it was opened with, its trials and who uses it."""

    document: Path | None
    workspace: Path | None
    lock: asyncio.Lock = attrs.Factory(asyncio.Lock)
    kernel: Kernel | None = None
    trials: Trials | None = None
    trial_mode: str = ""
    why: str = ""
    used: bool = False
    users: set[str] = attrs.Factory(set[str])
    expiry: asyncio.TimerHandle | None = None


class Kernels:
    """Kernels by document. ``workspace_of`` finds the folder that a document belongs to."""

    def __init__(
        self,
        backends: Backends,
        *,
        settings: Callable[[], Settings],
        workspace_of: Callable[[Document], Path | None],
        ask: Ask,
    ) -> None:
        self._backends = backends
        self._settings = settings
        self._workspace_of = workspace_of
        self._ask = ask
        self._benches: dict[str, _Bench] = {}
        self._keys: dict[str, str] = {}
        self._closing: set[asyncio.Task[None]] = set()

    async def kernel(self, document: Document) -> Kernel:
        """The document's kernel. Raises KernelError when none can be had."""
        bench = self._bench(document)
        async with bench.lock:
            kernel = await self._open(bench)
            bench.used = True
            return kernel

    async def trials(self, document: Document) -> tuple[Trials, str]:
        """How code is tried beside the document's kernel, and what the person should know of that."""
        bench, mode = self._bench(document), self._settings().trial
        async with bench.lock:
            kernel = await self._open(bench)
            if bench.trials is not None and bench.trial_mode != mode:
                await bench.trials.close()
                bench.trials = None
            if bench.trials is None:
                bench.trials, bench.why = await self._backends.open_trials(
                    kernel,
                    document=bench.document,
                    workspace=bench.workspace,
                    settings=self._settings(),
                    ask=self._ask,
                )
                bench.trial_mode = mode
            return bench.trials, bench.why

    def live(self, uri: str) -> Kernel | None:
        """The document's kernel if it was ever needed."""
        bench = self._benches.get(self._keys.get(uri, ""))
        return bench.kernel if bench else None

    async def renew(self) -> bool:
        """The settings name another interpreter: let go of kernels that hold nothing yet. False when one does."""
        idle = [key for key, bench in self._benches.items() if not bench.used]
        for key in idle:
            await self._close(self._benches.pop(key))
        return not self._benches

    async def drop(self, uri: str) -> None:
        """Close the document's kernel; the next use opens another."""
        bench = self._benches.pop(self._keys.get(uri, ""), None)
        if bench is not None:
            await self._close(bench)

    def document_closed(self, uri: str) -> None:
        """Keep the kernel for a while in case the document comes back."""
        bench = self._benches.get(self._keys.get(uri, ""))
        if bench is None:
            return
        bench.users.discard(uri)
        if not bench.users:
            bench.expiry = asyncio.get_running_loop().call_later(_KEEP_CLOSED_S, self._expire, uri)

    async def close(self) -> None:
        """Close every kernel."""
        benches = list(self._benches.values())
        self._benches.clear()
        await asyncio.gather(*(self._close(bench) for bench in benches), *self._closing, return_exceptions=True)

    def _bench(self, document: Document) -> _Bench:
        workspace = self._workspace_of(document)
        shared = self._settings().kernel_per == "workspace" and workspace is not None
        key = self._keys[document.uri] = f"{workspace}" if shared else document.uri
        bench = self._benches.setdefault(key, _Bench(document.path, workspace))
        bench.users.add(document.uri)
        if bench.expiry is not None:
            bench.expiry.cancel()
        return bench

    async def _open(self, bench: _Bench) -> Kernel:
        if bench.kernel is None:
            bench.kernel = await self._backends.open_kernel(
                document=bench.document, workspace=bench.workspace, settings=self._settings()
            )
        return bench.kernel

    def _expire(self, uri: str) -> None:
        task = asyncio.create_task(self.drop(uri))
        self._closing.add(task)
        task.add_done_callback(self._closing.discard)

    async def _close(self, bench: _Bench) -> None:
        if bench.expiry is not None:
            bench.expiry.cancel()
        if bench.trials is not None:
            await bench.trials.close()
        if bench.kernel is not None:
            await bench.kernel.close()
