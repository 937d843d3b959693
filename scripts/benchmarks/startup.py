"""How long the server takes to its `initialize` reply, what it then weighs, and that torch is no part of it."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import psutil

from benchmarks.figures import Figure, Limit, alternate, medians
from benchmarks.lsp_session import LspSession

SERVER = (sys.executable, "-m", "opencodeinterpreter", "lsp")
TRIVIAL = (sys.executable, str(Path(__file__).with_name("trivial_server.py")))
OWN_PYTHON = {"python": sys.executable}
"""The setting that runs code in this interpreter, which is known to have ipykernel."""
MIB = 1 << 20


def start() -> Iterator[Figure]:
    """Process start to the reply."""
    for argv in (SERVER, TRIVIAL):
        _start_s(argv)
    server, trivial = medians(alternate(15, lambda: _start_s(SERVER), lambda: _start_s(TRIVIAL)))
    yield Figure(
        name="process start → initialize reply",
        unit="ms",
        value=server * 1e3,
        baseline=trivial * 1e3,
        baseline_name="trivial pygls server",
        limit=Limit(of="ratio", at_most=1.15),
    )


def memory() -> Iterator[Figure]:
    """Resident memory of an idle server with one open document."""
    server, trivial = medians(alternate(3, lambda: _idle_mib(SERVER), lambda: _idle_mib(TRIVIAL)))
    yield Figure(
        name="server memory, idle (RSS)",
        unit="MB",
        value=server,
        baseline=trivial,
        baseline_name="trivial pygls server",
        limit=Limit(of="value", at_most=70),
    )
    with LspSession(SERVER) as session:
        session.initialize()
        maps = psutil.Process(session.process.pid).memory_maps()
        torch_libraries = sum("libtorch" in Path(region.path).name for region in maps)
    yield Figure(
        name="torch libraries in the server", unit="", value=torch_libraries, limit=Limit(of="value", at_most=0)
    )


def _start_s(argv: Sequence[str]) -> float:
    started = time.perf_counter()
    with LspSession(argv) as session:
        return session.initialize() - started


def _idle_mib(argv: Sequence[str]) -> float:
    with LspSession(argv) as session:
        session.initialize()
        uri = "file:///bench/idle.py"
        session.open(uri, "x = 1\n")
        place = {"textDocument": {"uri": uri}, "position": {"line": 0, "character": 0}}
        session.request("textDocument/hover", place).result()
        return psutil.Process(session.process.pid).memory_info().rss / MIB
