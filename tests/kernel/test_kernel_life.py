"""Kernels that hang, die, are interrupted, restarted or closed; and what stays of them: nothing."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
from pathlib import Path

import attrs
import psutil
import pytest

from opencodeinterpreter.errors import KernelError
from opencodeinterpreter.kernel import capabilities
from opencodeinterpreter.kernel.factory import live_kernel
from opencodeinterpreter.kernel.interpreters import Interpreter
from opencodeinterpreter.kernel.live import LiveKernel
from opencodeinterpreter.kernel.protocol import Output
from opencodeinterpreter.kernel.running import Launch, RunningKernel
from opencodeinterpreter.kernel.runtime_folder import runtime_base

pytestmark = pytest.mark.asyncio(loop_scope="module")


def sockets() -> list[Path]:
    return list(runtime_base().glob(f"oci-kernels-{os.getpid()}-*/k*/s-*"))


SWALLOWS_ALL = "import time\nwhile True:\n    try:\n        time.sleep(60)\n    except BaseException:\n        pass"


@pytest.mark.parametrize(
    ("code", "status", "survives"),
    [
        ("while True: pass", "timeout", True),
        ("import time\ntime.sleep(60)", "timeout", True),
        ("import asyncio\nawait asyncio.sleep(60)", "timeout", True),
        (SWALLOWS_ALL, "timeout", False),
        ("import os\nos._exit(3)", "died", False),
        ("import os, signal\nos.kill(os.getpid(), signal.SIGKILL)", "died", False),
        ("import ctypes\nctypes.string_at(0)", "died", False),
        ("import sys\nsys.exit(0)", "ok", True),
        ("import sys\nsys.stdout.close()\nsys.stderr.close()", "ok", True),
        ("import sys\nsys.stdout = None", "ok", True),
        ("quit()", "ok", True),
    ],
)
async def test_endings(kernel: LiveKernel, code: str, status: str, survives: bool) -> None:
    await kernel.run("kept = 1", run_id="before")
    execution = await kernel.run(code, run_id="r", timeout_s=1)
    assert execution.status == status
    if not survives:
        assert execution.error is not None
        assert "next run starts a fresh kernel" in execution.error.text
    after = await kernel.run("print('alive', 'kept' in dir())", run_id="after")
    assert after.outputs[0].text == f"alive {survives}\n"


async def test_a_time_out_shows_where_the_code_was(kernel: LiveKernel) -> None:
    execution = await kernel.run("x = 1\nwhile True:\n    x += 1", run_id="r", timeout_s=0.5)
    assert execution.error is not None
    assert execution.error.headline == "TimeoutError: the code ran longer than 0.5 s and was stopped"
    assert [f.run_id for f in execution.error.frames] == ["r"]


async def test_runs_queue_up(kernel: LiveKernel) -> None:
    runs = [kernel.run(f"n = {n}; n", run_id=str(n)) for n in range(5)]
    executions = await asyncio.gather(*runs)
    assert [e.outputs[0].text for e in executions] == ["0", "1", "2", "3", "4"]


@pytest.mark.parametrize(
    "code", ["import time\nprint('go', flush=True)\ntime.sleep(60)", f"print('go', flush=True)\n{SWALLOWS_ALL}"]
)
@pytest.mark.parametrize("action", ["interrupt", "restart", "close"])
async def test_stopping_ends_running_and_waiting_runs(kernel: LiveKernel, code: str, action: str) -> None:
    going = asyncio.Event()

    def started(_: Output) -> None:
        going.set()

    first = asyncio.create_task(kernel.run(code, run_id="first", on_output=started))
    second = asyncio.create_task(kernel.run("1", run_id="second"))
    await going.wait()
    await getattr(kernel, action)()
    assert [(await run).status for run in (first, second)] == ["interrupted", "interrupted"]
    assert (await kernel.run("1", run_id="third")).ok


async def test_a_cancelled_run_leaves_the_kernel_usable(kernel: LiveKernel) -> None:
    await kernel.run("kept = 1", run_id="before")
    going = asyncio.Event()
    run = asyncio.create_task(
        kernel.run("import time\nprint(1, flush=True)\ntime.sleep(60)", run_id="r", on_output=lambda _: going.set())
    )
    await going.wait()
    run.cancel()
    with pytest.raises(asyncio.CancelledError):
        await run
    assert (await kernel.run("kept", run_id="after")).ok


async def test_closing_while_starting_leaves_nothing(kernel: LiveKernel) -> None:
    run = asyncio.create_task(kernel.run("1", run_id="r"))
    await asyncio.sleep(0)
    await kernel.close()
    assert (await run).status == "interrupted"
    assert not kernel.is_alive


async def test_close_leaves_no_process_and_no_file(interpreter: Interpreter, tmp_path: Path) -> None:
    kernel = live_kernel(interpreter, folder=tmp_path)
    code = "import subprocess\nsubprocess.Popen(['sleep', '600'], start_new_session=True).pid"
    grandchild = int((await kernel.run(code, run_id="r")).outputs[0].text)
    pid = kernel.pid
    assert pid is not None
    assert list(sockets())
    await kernel.close()
    assert not psutil.pid_exists(pid)
    assert not psutil.pid_exists(grandchild) or psutil.Process(grandchild).status() == psutil.STATUS_ZOMBIE
    assert not list(sockets())


INHERITABLE = """
import os

def is_inheritable(fd):
    try:
        return os.get_inheritable(fd)
    except OSError:
        return False

[fd for fd in range(3, 256) if is_inheritable(fd)]
"""


@pytest.mark.skipif(sys.platform == "win32", reason="file descriptors")
async def test_what_the_code_starts_inherits_nothing_of_the_kernel(kernel: LiveKernel) -> None:
    assert (await kernel.run(INHERITABLE, run_id="r")).outputs[0].text == "[]"


# As a kernelspec may have one, before the command that it starts.
LAUNCHER = """
import os, sys
for fd in range(3, 64):
    os.dup2(os.open(os.devnull, os.O_RDONLY), fd)
os.execv(sys.argv[1], sys.argv[1:])
"""


@pytest.mark.skipif(sys.platform == "win32", reason="file descriptors")
async def test_a_launcher_may_keep_our_files_from_a_kernel(interpreter: Interpreter, tmp_path: Path) -> None:
    argv = (sys.executable, "-c", LAUNCHER, *interpreter.argv)
    kernel = live_kernel(attrs.evolve(interpreter, argv=argv), folder=tmp_path)
    try:
        assert (await kernel.run("1", run_id="r")).ok
    finally:
        await kernel.close()


SERVER = """
import asyncio, sys
from opencodeinterpreter.kernel.factory import live_kernel
from opencodeinterpreter.kernel.interpreters import find_interpreter

async def main():
    kernel = live_kernel(await find_interpreter(sys.executable))
    await kernel.run("1", run_id="r")
    print(kernel.pid, flush=True)
    await kernel.run("while True: pass", run_id="r")

asyncio.run(main())
"""


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL")
async def test_kernels_die_with_a_killed_server() -> None:
    server = subprocess.Popen([sys.executable, "-c", SERVER], stdout=subprocess.PIPE, text=True)  # noqa: ASYNC220 - it starts at once
    assert server.stdout is not None
    with server.stdout:
        kernel = psutil.Process(int(await asyncio.to_thread(server.stdout.readline)))
        os.kill(server.pid, signal.SIGKILL)
        server.wait()
    await asyncio.to_thread(kernel.wait, 20)
    assert not list(runtime_base().glob(f"oci-kernels-{server.pid}-*/k*/s-*"))


@pytest.mark.parametrize("missing", ["ipc", "pidfd", "ipc,pidfd,pass_fds"])
async def test_without(interpreter: Interpreter, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, missing: str) -> None:
    monkeypatch.setenv(capabilities.SWITCH, missing)
    kernel = live_kernel(interpreter, folder=tmp_path)
    try:
        assert (await kernel.run("print('here')", run_id="r")).outputs[0].text == "here\n"
        assert (await kernel.run("import os; os._exit(1)", run_id="r", timeout_s=30)).status == "died"
        assert (await kernel.run("1", run_id="r")).ok
    finally:
        await kernel.close()


@pytest.mark.parametrize(
    ("argv", "message"),
    [
        (("/nonexistent/python",), "Could not start /nonexistent/python"),
        ((sys.executable, "-c", "import sys; sys.exit('no such thing')"), "no such thing"),
    ],
)
async def test_a_kernel_that_does_not_start_says_why(argv: tuple[str, ...], message: str) -> None:
    kernel = LiveKernel(lambda: RunningKernel.start(lambda _: Launch(argv=argv, env=dict(os.environ))))
    with pytest.raises(KernelError, match=message):
        await kernel.run("1", run_id="r")
    await kernel.close()


async def test_files_in_the_folder_do_not_stand_in_for_what_a_kernel_needs(
    interpreter: Interpreter, tmp_path: Path
) -> None:
    for name in ("random.py", "logging.py", "zmq.py"):
        (tmp_path / name).write_text("raise RuntimeError('the wrong file')\n")
    kernel = live_kernel(interpreter, folder=tmp_path)
    try:
        assert (await kernel.run("1", run_id="r")).ok
    finally:
        await kernel.close()
