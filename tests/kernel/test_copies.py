"""Trials on a copy of the live kernel: they see all that is there, and nothing that they do gets back."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import attrs
import psutil
import pytest
import pytest_asyncio

from opencodeinterpreter.kernel.cages import Place
from opencodeinterpreter.kernel.factory import live_kernel
from opencodeinterpreter.kernel.interpreters import Interpreter
from opencodeinterpreter.kernel.live import LiveKernel
from opencodeinterpreter.kernel.protocol import Trial
from opencodeinterpreter.kernel.sandbox import probe_sandbox
from opencodeinterpreter.kernel.sandbox_trials import SandboxTrials

pytestmark = [
    pytest.mark.asyncio(loop_scope="module"),
    pytest.mark.skipif(not probe_sandbox().available, reason=probe_sandbox().reason or "no sandbox"),
]


@pytest_asyncio.fixture(loop_scope="module")
async def live(interpreter: Interpreter, tmp_path: Path) -> AsyncIterator[LiveKernel]:
    kernel = live_kernel(interpreter, document=tmp_path / "script.py")
    yield kernel
    await kernel.close()


@pytest_asyncio.fixture(loop_scope="module")
async def trials(interpreter: Interpreter, live: LiveKernel, tmp_path: Path) -> AsyncIterator[SandboxTrials]:
    opened = SandboxTrials(interpreter, Place(folder=tmp_path), live=live)
    yield opened
    await opened.close()


async def on_top_of(ran: str, code: str, live: LiveKernel, trials: SandboxTrials, *more: str) -> Trial:
    """The trial of code below what ran in the live kernel, and below code that did not."""
    assert (await live.run(ran, run_id="own", timeout_s=60)).ok
    return await trials.attempt(code, before=[ran, *more], timeout_s=20)


def shown(trial: Trial) -> str:
    assert trial.execution.ok, trial.execution.error
    return "".join(output.text for output in trial.execution.outputs)


@pytest.mark.parametrize(
    ("ran", "tried", "seen", "afterwards", "expected"),
    [
        ("x = [1]", "x.append(2); x", "[1, 2]", "x", "[1]"),
        ("f = open('log.txt', 'w'); _ = f.write('own')", "f.write('tried'); f.close(); open('log.txt').read()",
         "'owntried'", "f.close(); open('log.txt').read()", "'own'"),
        ("open('a', 'w').write('abc'); f = open('a'); _ = f.read(1)", "f.read()", "'bc'", "f.read()", "'bc'"),
        ("import random; random.seed(7)", "random.random() == random.Random(7).random()", "True",
         "random.random() == random.Random(7).random()", "True"),
        ("import os; os.makedirs('sub'); os.chdir('sub')", "open('f', 'w').write('x'); os.getcwd()[-3:]", "'sub'",
         "os.listdir()", "[]"),
        ("import os; os.environ['MINE'] = '1'", "os.environ.pop('MINE')", "'1'", "os.environ['MINE']", "'1'"),
        ("1 + 1", "_ + 1", "3", "1", "1"),
        ("from sys import stdout", "_ = stdout.write('text')", "text", "1", "1"),
    ],
    ids=["memory", "open file", "place in a file", "random numbers", "folder", "environment", "last value", "stream"],
)  # fmt: skip
async def test_apart(  # noqa: PLR0917 - one argument for each column
    live: LiveKernel, trials: SandboxTrials, ran: str, tried: str, seen: str, afterwards: str, expected: str
) -> None:
    trial = await on_top_of(ran, tried, live, trials)
    assert (trial.isolation, shown(trial)) == ("fork", seen)
    after = await live.run(afterwards, run_id="own", timeout_s=20)
    assert after.outputs[-1].text == expected


@pytest.mark.parametrize(
    ("ran", "before", "isolation", "seen"),
    [
        ("x = 1", ["x = 1", "x += 1"], "fork", "2"),
        ("x = 1", ["x = 5"], "fresh", "5"),
        ("x = 1\ny = 2\n", ["x = 1\n"], "fork", "1"),
        ("x = 1", [], "fresh", None),
    ],
    ids=["the rest runs", "another text", "the first lines", "nothing before"],
)
async def test_what_ran_does_not_run_again(
    live: LiveKernel, trials: SandboxTrials, ran: str, before: list[str], isolation: str, seen: str | None
) -> None:
    assert (await live.run(ran, run_id="own", timeout_s=20)).ok
    trial = await trials.attempt("x", before=before, timeout_s=20)
    assert (trial.isolation, trial.execution.ok) == (isolation, seen is not None)
    assert seen is None or shown(trial) == seen


@pytest.mark.parametrize(
    "ran",
    [
        "import mmap; m = mmap.mmap(-1, 4096)",
        "import sys, types; sys.modules['jax'] = types.ModuleType('jax')",
        "import multiprocessing; pool = multiprocessing.Pool(1)",
        "import concurrent.futures as c; e = c.ThreadPoolExecutor(1); e.submit(print).result()",
    ],
    ids=["shared memory", "a library that can't be copied", "processes", "threads"],
)
async def test_what_can_not_be_copied_is_tried_in_a_new_kernel(
    live: LiveKernel, trials: SandboxTrials, ran: str
) -> None:
    trial = await on_top_of(ran, "1", live, trials)
    assert (trial.isolation, shown(trial)) == ("fresh", "1")


async def test_secrets_of_the_kernel_s_environment_are_hidden(
    interpreter: Interpreter, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Those of the shell that the server was started in, and those of a kernelspec; what a cell has set is data."""
    monkeypatch.setenv("TOKEN_OF_SHELL", "1")
    monkeypatch.setenv("MPLBACKEND", "agg")
    interpreter = attrs.evolve(interpreter, env={"TOKEN_OF_SPEC": "1"})
    live = live_kernel(interpreter, folder=tmp_path)
    trials = SandboxTrials(interpreter, Place(folder=tmp_path), live=live)
    names = "sorted(name for name in os.environ if name.startswith(('TOKEN', 'MPLBACKEND')))"
    try:
        trial = await on_top_of("import os; os.environ['TOKEN_OF_CELL'] = '1'", names, live, trials)
        assert shown(trial) == "['MPLBACKEND', 'TOKEN_OF_CELL']"
        seen = await live.run(f"len({names})", run_id="own", timeout_s=20)
        assert seen.outputs[0].text == "4"
    finally:
        await trials.close()
        await live.close()


async def test_a_busy_kernel_is_not_waited_for(live: LiveKernel, trials: SandboxTrials) -> None:
    assert (await live.run("x = 1", run_id="own", timeout_s=20)).ok
    busy = asyncio.create_task(live.run("import time; time.sleep(60)", run_id="own"))
    await asyncio.sleep(0)
    assert live.is_busy
    trial = await trials.attempt("x", before=["x = 1"], timeout_s=20)
    await live.interrupt()
    assert (await busy).status == "interrupted"
    assert (trial.isolation, shown(trial)) == ("fresh", "1")


async def test_a_kernel_that_is_lost_before_it_is_copied(
    live: LiveKernel, trials: SandboxTrials, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its successor is copied, and knows nothing yet."""
    copy_of = trials._cages.copy_of

    async def after_a_restart(kernel: LiveKernel) -> LiveKernel:
        await kernel.restart()
        return await copy_of(kernel)

    monkeypatch.setattr(trials._cages, "copy_of", after_a_restart)
    assert shown(await on_top_of("x = 1", "x", live, trials)) == "1"


async def test_nothing_may_be_done_in_the_sandbox_that_others_may_not(live: LiveKernel, trials: SandboxTrials) -> None:
    code = (
        "import subprocess\n"
        "status = open('/proc/self/status').read()\n"
        "print(int(status.split('CapEff:')[1].split()[0], 16), status.split('NoNewPrivs:')[1].split()[0])\n"
        "for command in ('mount -t tmpfs none /mnt', 'umount /tmp', 'mount -o remount,rw /'):\n"
        "    print(subprocess.run(command.split(), capture_output=True).returncode != 0)"
    )
    assert shown(await on_top_of("x = 1", code, live, trials)) == "0 1\nTrue\nTrue\nTrue\n"


async def test_what_other_processes_print_is_shown(live: LiveKernel, trials: SandboxTrials) -> None:
    code = (
        "import multiprocessing, subprocess\n"
        "subprocess.run(['echo', 'a program'])\n"
        "context = multiprocessing.get_context('fork')\n"
        "process = context.Process(target=print, args=('a copy',))\n"
        "process.start()\n"
        "process.join()"
    )
    assert shown(await on_top_of("x = 1", code, live, trials)) == "a program\na copy\n"


async def test_libraries_with_threads_don_t_wait_for_them(live: LiveKernel, trials: SandboxTrials) -> None:
    ran = "import torch\ntorch.set_num_threads(2)\na = torch.ones(800, 800)\nb = (a @ a).relu().sum()"
    trial = await on_top_of(ran, "float((a @ a).relu().sum() - b)", live, trials)
    assert (trial.isolation, shown(trial)) == ("fork", "0.0")


async def test_top_level_await_and_figures(live: LiveKernel, trials: SandboxTrials) -> None:
    code = (
        "import asyncio\nawait asyncio.sleep(0.01)\nimport matplotlib.pyplot as plt\nplt.plot([1, 2])\nprint('drawn')"
    )
    trial = await on_top_of("x = 1", code, live, trials)
    assert trial.execution.ok, trial.execution.error
    assert [(one.kind, one.line, "image/png" in one.data) for one in trial.execution.outputs] == [
        ("stdout", 5, False),
        ("display", 5, True),
    ]


async def test_frames_of_what_ran_before_keep_their_names(live: LiveKernel, trials: SandboxTrials) -> None:
    trial = await on_top_of("def f():\n    return 1 / 0", "f()", live, trials)
    assert trial.execution.error is not None
    assert [(frame.run_id, frame.line) for frame in trial.execution.error.frames] == [("candidate", 1), ("own", 2)]


async def test_a_copy_that_dies_leaves_the_kernel_as_it_was(live: LiveKernel, trials: SandboxTrials) -> None:
    trial = await on_top_of("import os", "os.kill(os.getpid(), 9)", live, trials)
    assert (trial.isolation, trial.execution.status) == ("fork", "died")
    assert trial.execution.error is not None
    assert "SIGKILL" in trial.execution.error.message
    assert (await live.run("os.getpid() > 0", run_id="own", timeout_s=20)).outputs[0].text == "True"


async def test_nothing_is_left_of_a_copy(live: LiveKernel, trials: SandboxTrials) -> None:
    for _ in range(3):
        assert shown(await on_top_of("x = 1", "x", live, trials)) == "1"
    await trials.close()
    assert live.pid is not None
    for _ in range(50):
        if not (left := psutil.Process(live.pid).children(recursive=True)):
            break
        await asyncio.sleep(0.05)
    assert not left


async def test_nonsense_over_the_socket_only_ends_the_copy(live: LiveKernel, trials: SandboxTrials) -> None:
    code = (
        "import os, socket, struct\n"
        "for number in range(3, 200):\n"
        "    try:\n"
        "        found = socket.socket(fileno=os.dup(number))\n"
        "        for text in (b'[1]', b'{\"kind\": \"stream\", \"content\": 5}', b'nonsense'):\n"
        "            found.sendall(struct.pack('>I', len(text)) + text)\n"
        "    except OSError:\n"
        "        pass"
    )
    trial = await on_top_of("x = 1", code, live, trials)
    assert (trial.isolation, trial.execution.status) == ("fork", "died")
    assert shown(await trials.attempt("x", before=["x = 1"], timeout_s=20)) == "1"


@pytest.mark.parametrize("before", [["x = 1"], []], ids=["fork", "fresh"])
async def test_cancelling_leaves_nothing_behind(
    interpreter: Interpreter, live: LiveKernel, tmp_path: Path, before: list[str]
) -> None:
    """At moments that are spread over all that happens; what is left open makes the test run fail."""
    assert (await live.run("x = 1", run_id="own", timeout_s=20)).ok
    trials = SandboxTrials(interpreter, Place(folder=tmp_path), live=live)
    for moment in range(10):
        attempt = asyncio.create_task(trials.attempt("x = 1", before=before, timeout_s=20))
        await asyncio.wait({attempt}, timeout=moment * 0.02)
        attempt.cancel()
        await asyncio.gather(attempt, return_exceptions=True)
    assert (await trials.attempt("x = 1", before=before, timeout_s=20)).execution.ok
    await trials.close()
    own = psutil.Process().children(recursive=True)
    assert [process for process in own if "bwrap" in process.name()] == []
