"""How long trials of candidates take, one after the other, beside kernels that are started for each."""

from __future__ import annotations

import asyncio
import os
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks.figures import Figure, Limit, medians
from opencodeinterpreter.kernel.cages import Place
from opencodeinterpreter.kernel.capabilities import SWITCH
from opencodeinterpreter.kernel.factory import live_kernel
from opencodeinterpreter.kernel.interpreters import find_interpreter
from opencodeinterpreter.kernel.sandbox_trials import SandboxTrials

_RUNS = 10
_LIMIT = Limit(of="ratio", at_most=0.5)
_CELL = "import pandas as pd\nframe = pd.DataFrame({'n': range(1_000_000)})"


def trials(_model: str) -> Iterator[Figure]:
    """A trial on its own, and one that builds on a cell that ran in the live kernel."""
    for name, code, before in (("trial of 1 + 1", "1 + 1", []), ("trial below pandas", "frame.n.sum()", [_CELL])):
        value, baseline = medians(asyncio.run(_both(code, before)))
        yield Figure(
            name=name,
            unit="ms",
            value=value * 1000,
            baseline=baseline * 1000,
            baseline_name="a new kernel for each",
            limit=_LIMIT,
        )


async def _both(code: str, before: list[str]) -> tuple[list[float], list[float]]:
    """Seconds of each trial: of copies, and of kernels that are started for it."""
    interpreter = await find_interpreter(sys.executable)
    with tempfile.TemporaryDirectory() as folder:
        place = Place(folder=Path(folder))
        live = live_kernel(interpreter, folder=place.folder)
        for cell in before:
            await live.run(cell, run_id="own")
        copies = await _series(SandboxTrials(interpreter, place, live=live), code, before)
        os.environ[SWITCH] = "fork"
        kernels = await _series(SandboxTrials(interpreter, place), code, before)
        del os.environ[SWITCH]
        await live.close()
    return copies, kernels


async def _series(trials: SandboxTrials, code: str, before: list[str]) -> list[float]:
    taken: list[float] = []
    for _ in range(_RUNS + 1):
        started = time.perf_counter()
        trial = await trials.attempt(code, before=before, timeout_s=60)
        taken.append(time.perf_counter() - started)
        if not trial.execution.ok:
            raise RuntimeError(f"the trial failed: {trial.execution.error}")
    await trials.close()
    # The first one waits for what is started once.
    return taken[1:]
