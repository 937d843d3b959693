"""From asking for a run to seeing its result: through the language server, and straight through jupyter_client."""

from __future__ import annotations

import itertools
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from jupyter_client.manager import KernelManager
from typing_extensions import Self

from benchmarks.figures import Figure, Limit, alternate, medians
from benchmarks.lsp_session import LspSession
from benchmarks.startup import SERVER

_RUNS = 60
_TIMEOUT_S = 60.0


def run() -> Iterator[Figure]:
    """A warm `run` of one addition. Each has another result, so that no earlier diagnostic is taken for it."""
    numbers = itertools.count(1000)
    with tempfile.TemporaryDirectory(prefix="oci-bench-") as folder, LspSession(SERVER) as session:
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
        arrived = self._session.wait_for(lambda message: _shows(message, str(number + 1)))
        done.result(_TIMEOUT_S)
        return arrived - asked


def _shows(message: dict[str, Any], value: str) -> bool:
    if message["method"] != "textDocument/publishDiagnostics":
        return False
    return any(value in diagnostic["message"] for diagnostic in message["params"]["diagnostics"])


class _RawKernel:
    """ipykernel over ipc as jupyter_client runs it: the same transport as ours, and nothing in between."""

    def __init__(self, folder: Path) -> None:
        connection = str(folder / "kernel.json")
        self._manager = KernelManager(transport="ipc", ip=str(folder / "k"), connection_file=connection)

    def __enter__(self) -> Self:
        self._manager.start_kernel()
        self._client = self._manager.blocking_client()
        self._client.start_channels()
        self._client.wait_for_ready(timeout=_TIMEOUT_S)
        return self

    def __exit__(self, *_: object) -> None:
        self._client.stop_channels()
        self._manager.shutdown_kernel(now=True)

    def run_s(self, number: int) -> float:
        asked = time.perf_counter()
        request = self._client.execute(f"{number}+1")
        self._client.get_shell_msg(timeout=_TIMEOUT_S)
        shown = asked
        while True:
            message: dict[str, Any] = self._client.get_iopub_msg(timeout=_TIMEOUT_S)
            if message["parent_header"].get("msg_id") != request:
                continue
            if message["msg_type"] == "execute_result":
                shown = time.perf_counter()
            if message["msg_type"] == "status" and message["content"]["execution_state"] == "idle":
                return shown - asked
