"""How long a hover takes while the model writes on all cores: the editor must not notice that it does."""

from __future__ import annotations

import itertools
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.figures import Figure, Limit, percentile
from benchmarks.lsp_session import LspSession, require_ok
from benchmarks.private_host import private_host
from benchmarks.startup import OWN_PYTHON, SERVER

_SAMPLES = 400
_BETWEEN_S = 0.01
_DEADLINE_S = 120.0
_RESULT = "sum(range(10))\n"
_WISHES = (
    "# a function that returns the most common word of a text\n",
    "# a function that checks whether a number is prime, and print the primes below 50\n",
    "# a class Stack with push, pop and peek\n",
)


def hover(model: str) -> Iterator[Figure]:
    """Hovers over a result in one document while code is generated in another and no core is left."""
    with (
        private_host(),
        tempfile.TemporaryDirectory(prefix="oci-bench-") as folder,
        LspSession(SERVER, settings={**OWN_PYTHON, "model": model}) as session,
    ):
        session.initialize()
        over = _Hovers(session, Path(folder) / "result.py")
        idle = [over.latency_s() for _ in range(_SAMPLES)]
        with _other_cores_busy():
            busy = list(_while_generating(session, over, Path(folder) / "wish.py"))
    for percent, limit in ((50, None), (99, Limit(of="value", at_most=30))):
        yield Figure(
            name=f"hover while the model generates, p{percent}",
            unit="ms",
            value=percentile(busy, percent) * 1e3,
            baseline=percentile(idle, percent) * 1e3,
            baseline_name="hover while it is idle",
            limit=limit,
        )


@contextmanager
def _other_cores_busy() -> Iterator[None]:
    """Keep all cores but one at work: a small model is generated from on a single one."""
    burn = [sys.executable, "-c", "while True: pass"]
    burners = [subprocess.Popen(burn) for _ in range((os.cpu_count() or 1) - 1)]
    try:
        yield
    finally:
        for burner in burners:
            burner.kill()
            burner.wait()


def _while_generating(session: LspSession, over: _Hovers, path: Path) -> Iterator[float]:
    uri = path.as_uri()
    session.open(uri, "")
    deadline, taken = time.monotonic() + _DEADLINE_S, 0
    warm = False
    for version, wish in enumerate(itertools.cycle(_WISHES), start=2):
        session.replace(uri, wish, version=version)
        start = {"line": 0, "character": 0}
        work = session.command("generateAndRun", {"uri": uri, "range": {"start": start, "end": start}})
        if not warm:  # the first request loads the model, which is not what is measured
            work.result(_DEADLINE_S)
            warm = True
        while not work.done():
            yield over.latency_s()
            taken += 1
            time.sleep(_BETWEEN_S)
        _, answer = work.result()
        if "error" in answer or not answer["result"].get("rounds"):
            raise RuntimeError(f"The model was not asked: {answer}")
        if taken >= _SAMPLES:
            return
        if time.monotonic() > deadline:
            raise RuntimeError(f"Only {taken} hovers fell into a generation within {_DEADLINE_S:g} s.")


class _Hovers:
    """Hovers over one result that is there."""

    def __init__(self, session: LspSession, path: Path) -> None:
        self._session = session
        uri = path.as_uri()
        self._place = {"textDocument": {"uri": uri}, "position": {"line": 0, "character": 1}}
        session.open(uri, _RESULT)
        require_ok(session.command("run", {"uri": uri}).result(_DEADLINE_S)[1])

    def latency_s(self) -> float:
        """One hover, from asking to the reply. Raises RuntimeError when it doesn't show the result."""
        asked = time.perf_counter()
        arrived, answer = self._session.request("textDocument/hover", self._place).result(_DEADLINE_S)
        if "45" not in str(answer.get("result")):
            raise RuntimeError(f"The hover does not show the result: {answer}")
        return arrived - asked
