"""Servers that are killed while their kernels start, before anything but the pipe can tell a kernel of it."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest

from opencodeinterpreter.kernel.runtime_folder import runtime_base
from opencodeinterpreter.kernel.sandbox import probe_sandbox

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL")
needs_sandbox = pytest.mark.skipif(not probe_sandbox().available, reason=probe_sandbox().reason or "no sandbox")

LIMIT_S = 60.0
# Without the variable that jupyter_client sets, ipykernel does not look after its parent either.
UNTIL_IT_IS_GONE = 'unset JPY_PARENT_PID; while kill -0 "$0"; do sleep 0.02; done; exec "$@"'

SERVER = """
import asyncio, os, sys
from pathlib import Path

import attrs

from opencodeinterpreter.kernel.cages import Cages, Place
from opencodeinterpreter.kernel.factory import live_launch
from opencodeinterpreter.kernel.idle_sandbox import IdleSandbox
from opencodeinterpreter.kernel.interpreters import find_interpreter
from opencodeinterpreter.kernel.outputs import OutputLimits
from opencodeinterpreter.kernel.running import RunningKernel
from opencodeinterpreter.kernel.sandbox import Sandbox, probe_sandbox

async def main(kind, folder, before):
    interpreter, folder = await find_interpreter(sys.executable), Path(folder)
    waits = ("sh", "-c", before, str(os.getpid()))

    def later(runtime_folder):
        cages = Cages(interpreter, Place(folder=folder), OutputLimits())
        launch = cages._launch(runtime_folder) if kind == "sandboxed" else live_launch(interpreter, folder)
        return attrs.evolve(launch, argv=(*waits, *launch.argv))

    if kind != "empty sandbox":
        await RunningKernel.start(later)
    sandbox, plain_argv = Sandbox(program=probe_sandbox().program, workspace=folder), Sandbox.argv
    Sandbox.argv = lambda *arguments, **options: (*waits, *plain_argv(*arguments, **options))
    await IdleSandbox.start(sandbox)

asyncio.run(main(*sys.argv[1:]))
"""


def kernels_of(server: int) -> list[psutil.Process]:
    """The processes that name its run-time folder: kernels, and the sandboxes around them."""
    mark = f"oci-kernels-{server}-"
    return [p for p in psutil.process_iter(["cmdline"]) if mark in " ".join(p.info["cmdline"] or ())]


def wait_until(holds: Callable[[], object]) -> None:
    deadline = time.monotonic() + LIMIT_S
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.05)


@pytest.mark.parametrize(
    "kind",
    [pytest.param("sandboxed", marks=needs_sandbox), pytest.param("empty sandbox", marks=needs_sandbox), "live"],
)
def test_a_kernel_whose_server_is_gone_before_it_is_up_ends(tmp_path: Path, kind: str) -> None:
    command = [sys.executable, "-c", SERVER, kind, str(tmp_path), UNTIL_IT_IS_GONE]
    with subprocess.Popen(command) as server:
        wait_until(lambda: kernels_of(server.pid))
        os.kill(server.pid, signal.SIGKILL)
    try:
        wait_until(lambda: not kernels_of(server.pid))
        # The kernel did come up, and cleared away behind itself what the server could not.
        assert not list(runtime_base().glob(f"oci-kernels-{server.pid}-*/k*/kernel.json"))
    finally:
        for process in kernels_of(server.pid):
            with contextlib.suppress(psutil.NoSuchProcess):
                process.kill()
