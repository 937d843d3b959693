"""From asking for a run to seeing its result: through the language server, and straight through jupyter_client."""

from __future__ import annotations

import asyncio
import itertools
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from jupyter_client.manager import AsyncKernelManager
from typing_extensions import Self

from benchmarks.figures import Figure, Limit, alternate, medians
from benchmarks.lsp_session import TIMEOUT_S, LspSession, require_ok
from benchmarks.startup import OWN_PYTHON, SERVER

_RUNS = 60


def run() -> Iterator[Figure]:
    """A warm `run` of one addition. Each has another result, so that no earlier diagnostic is taken for it."""
    numbers = itertools.count(1000)
    with tempfile.TemporaryDirectory(prefix="oci-bench-") as folder, LspSession(SERVER, settings=OWN_PYTHON) as session:
        session.initialize()
        document = _Document(session, Path(folder) / "sum.py")
        with _RawKernel(Path(folder)) as raw:
            for _ in range(5):
                document.run_s(next(numbers))
                raw.run_s(next(numbers))
            server, direct = medians(
                alternate(_RUNS, lambda: document.run_s(next(numbers)), lambda: raw.run_s(next(numbers)))
            )
    yield Figure(
        name="run of 1+1 → diagnostic published",
        unit="ms",
        value=server * 1e3,
        baseline=direct * 1e3,
        baseline_name="raw jupyter_client",
        limit=Limit(of="ratio", at_most=2),
    )


class _Document:
    def __init__(self, session: LspSession, path: Path) -> None:
        self._session = session
        self._uri = path.as_uri()
        self._version = 1
        session.open(self._uri, "")

    def run_s(self, number: int) -> float:
        self._version += 1
        self._session.replace(self._uri, f"{number}+1\n", version=self._version)
        asked = time.perf_counter()
        done = self._session.command("run", {"uri": self._uri})
        require_ok(done.result(TIMEOUT_S)[1])
        return self._session.wait_for(lambda message: _shows(message, str(number + 1))) - asked


def _shows(message: dict[str, Any], value: str) -> bool:
    if message["method"] != "textDocument/publishDiagnostics":
        return False
    return any(value in diagnostic["message"] for diagnostic in message["params"]["diagnostics"])


class _RawKernel:
    """ipykernel over ipc as jupyter_client runs it: the same transport as ours, and nothing in between."""

    def __init__(self, folder: Path) -> None:
        connection = str(folder / "kernel.json")
        self._loop = asyncio.new_event_loop()
        self._manager = AsyncKernelManager(transport="ipc", ip=str(folder / "k"), connection_file=connection)

    def __enter__(self) -> Self:
        self._loop.run_until_complete(self._start())
        return self

    def __exit__(self, *_: object) -> None:
        self._client.stop_channels()
        self._loop.run_until_complete(self._manager.shutdown_kernel(now=True))
        self._loop.close()

    def run_s(self, number: int) -> float:
        return self._loop.run_until_complete(self._run_s(number))

    async def _start(self) -> None:
        await self._manager.start_kernel()
        self._client = self._manager.client()
        self._client.start_channels()
        await self._client.wait_for_ready(timeout=TIMEOUT_S)

    async def _run_s(self, number: int) -> float:
        """Until both the reply and the value are there; what else the kernel says is read outside the time."""
        asked = time.perf_counter()
        request = self._client.execute(f"{number}+1")
        await asyncio.gather(self._client.get_shell_msg(timeout=TIMEOUT_S), self._heard(request, "execute_result"))
        took = time.perf_counter() - asked
        await self._heard(request, "status", execution_state="idle")
        return took

    async def _heard(self, request: str, kind: str, **content: str) -> None:
        while True:
            message: dict[str, Any] = await self._client.get_iopub_msg(timeout=TIMEOUT_S)
            ours = message["parent_header"].get("msg_id") == request and message["msg_type"] == kind
            if ours and content.items() <= message["content"].items():
                return
