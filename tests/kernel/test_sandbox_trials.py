"""Model-written code in a real sandbox: what it sees, what it can't reach, what stays of it."""

from __future__ import annotations

import asyncio
import os
import socket
import sys
import tempfile
from collections.abc import AsyncIterator, Sequence
from pathlib import Path
from typing import Any

import psutil
import pytest
import pytest_asyncio

from opencodeinterpreter.kernel import capabilities
from opencodeinterpreter.kernel.cages import Place
from opencodeinterpreter.kernel.factory import live_kernel
from opencodeinterpreter.kernel.interpreters import Interpreter
from opencodeinterpreter.kernel.outputs import OutputLimits
from opencodeinterpreter.kernel.protocol import Output, Trial, Trials
from opencodeinterpreter.kernel.runtime_folder import runtime_base
from opencodeinterpreter.kernel.sandbox import probe_sandbox, safe_environment
from opencodeinterpreter.kernel.sandbox_trials import SandboxTrials
from opencodeinterpreter.kernel.trials import Mode, OpenedTrials, open_trials

RAN = "ran = 1"
needs_sandbox = pytest.mark.skipif(not probe_sandbox().available, reason=probe_sandbox().reason or "no sandbox")
pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest_asyncio.fixture(scope="module", loop_scope="module", params=["copies", "new kernels", "live"])
async def trials(
    request: pytest.FixtureRequest, interpreter: Interpreter, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Trials]:
    """In each way in which a sandboxed kernel comes about."""
    workspace = tmp_path_factory.mktemp("workspace")
    (workspace / "data.txt").write_text("data")
    (workspace / "old.txt").write_text("old")
    live = live_kernel(interpreter, document=workspace / "script.py")
    place = Place(folder=workspace, document=workspace / "script.py")
    with pytest.MonkeyPatch.context() as patch:
        if request.param == "new kernels":
            patch.setenv(capabilities.SWITCH, "fork")
        # Before the live kernel starts, as in an editor that was started in a shell with secrets.
        patch.setenv("OPENCODEINTERPRETER_TEST_KEY", "secret")
        await live.run(RAN, run_id="before")
        opened = SandboxTrials(interpreter, place, live=live)
        yield OnLive(opened) if request.param == "live" else opened
        assert opened._cages._has_copies == (request.param != "new kernels")
    await opened.close()
    await live.close()
    assert sorted(path.name for path in workspace.iterdir()) == ["data.txt", "old.txt"]
    assert (workspace / "data.txt").read_text() == "data"


class OnLive:
    """Trials of code that builds on what ran in the live kernel."""

    def __init__(self, trials: SandboxTrials) -> None:
        self._trials = trials

    async def attempt(self, code: str, *, before: Sequence[str] = (), **more: Any) -> Trial:
        trial = await self._trials.attempt(code, before=[RAN, *before], **more)
        assert trial.isolation == "fork"
        return trial

    async def close(self) -> None:
        await self._trials.close()


async def value_of(trials: Trials, code: str, **more: object) -> str:
    trial = await trials.attempt(code, timeout_s=20, **more)  # pyright: ignore[reportArgumentType]
    assert trial.execution.ok, trial.execution.error
    return trial.execution.outputs[-1].text


@needs_sandbox
@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("open('data.txt').read()", "'data'"),
        ("import os; 'OPENCODEINTERPRETER_TEST_KEY' in os.environ", "False"),
        ("'OPENCODEINTERPRETER_TEST_KEY' in open('/proc/1/environ').read()", "False"),
        ("'secret' in open('/proc/self/environ').read()", "False"),
        ("import os; max(int(p) for p in os.listdir('/proc') if p.isdigit()) < 10", "True"),
        ("import socket; socket.socket(socket.AF_INET, socket.SOCK_DGRAM).connect_ex(('1.1.1.1', 53)) != 0", "True"),
        ("open('data.txt', 'w').write('changed') and open('data.txt').read()", "'changed'"),
        ("import os; [n for n in os.listdir('/tmp') if n.startswith(('pytest', 'oci-model'))]", None),
        ("__name__", "'__main__'"),
    ],
)
async def test_inside(trials: Trials, code: str, expected: str | None) -> None:
    value = await value_of(trials, code)
    assert expected is None or value == expected


@needs_sandbox
@pytest.mark.parametrize(
    "target", ["{home}/oci-test-{pid}", "oci-test-{pid}", "/tmp/oci-test-{pid}", "/etc/oci-test-{pid}"]
)
async def test_no_write_gets_out(trials: Trials, target: str) -> None:
    path = target.format(home=Path.home(), pid=os.getpid())
    await trials.attempt(f"open({path!r}, 'w').write('x')", timeout_s=20)
    # What is written to the workspace is looked for when all tests are through.
    assert not os.path.lexists(path)  # noqa: ASYNC240 - a look


@needs_sandbox
async def test_files_that_were_written_are_listed(trials: Trials) -> None:
    code = "import os\nos.makedirs('sub')\nopen('sub/new.txt', 'w').write('x')\nos.remove('old.txt')"
    trial = await trials.attempt(code, before=["open('earlier.txt', 'w').write('x')"], timeout_s=20)
    assert trial.written_files == ("old.txt", "sub/new.txt")


@needs_sandbox
async def test_sockets_outside_are_out_of_reach(trials: Trials) -> None:
    with tempfile.TemporaryDirectory(dir=runtime_base()) as folder, socket.socket(socket.AF_UNIX) as listener:
        path = f"{folder}/s"
        listener.bind(path)
        listener.listen()
        with socket.socket() as local:
            local.bind(("127.0.0.1", 0))
            local.listen()
            code = (
                "import socket\n"
                f"unix = socket.socket(socket.AF_UNIX).connect_ex({path!r})\n"
                f"tcp = socket.socket().connect_ex(('127.0.0.1', {local.getsockname()[1]}))\n"
                "unix != 0 and tcp != 0"
            )
            assert await value_of(trials, code) == "True"


@needs_sandbox
async def test_secrets_in_the_home_folder_are_hidden(
    interpreter: Interpreter, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    home, workspace = tmp_path / "home", tmp_path / "workspace"
    for name in (".ssh/id", ".netrc", ".cache/huggingface/token", "plain.txt"):
        (home / name).parent.mkdir(parents=True, exist_ok=True)
        (home / name).write_text("secret" if name != "plain.txt" else "plain")
    workspace.mkdir()
    monkeypatch.setenv("HOME", str(home))
    trials = SandboxTrials(interpreter, Place(folder=workspace))
    code = (
        "import pathlib\nseen = []\nfor path in pathlib.Path.home().rglob('*'):\n"
        "    try:\n        seen.append(path.read_text()) if path.is_file() else None\n"
        "    except OSError:\n        pass\n'secret' in seen"
    )
    try:
        assert await value_of(trials, code) == "False"
    finally:
        await trials.close()


@needs_sandbox
async def test_code_before_and_after(trials: Trials) -> None:
    trial = await trials.attempt("y = x + 1", before=["x = 1", "1/0"], after=["y", "1/0", "y"], timeout_s=20)
    assert [e.status for e in (trial.execution, *trial.after)] == ["ok", "ok", "error"]
    assert trial.after[0].outputs[0].text == "2"
    failed = trial.after[1].error
    assert failed is not None
    assert [f.run_id for f in failed.frames] == ["after-1"]


@needs_sandbox
@pytest.mark.parametrize(
    ("code", "status"),
    [
        ("while True: pass", "timeout"),
        (
            "import time\nwhile True:\n    try:\n        time.sleep(60)\n    except BaseException:\n        pass",
            "timeout",
        ),
        ("import os\nos._exit(1)", "died"),
        ("hog = bytearray(10**15)", "error"),
        ("with open('/tmp/big', 'wb') as f:\n    f.truncate(1 << 40)", "error"),
        ("while True: print('x' * 1000)", "interrupted"),
        ("while True: display('x' * 1000)", "interrupted"),
    ],
)
async def test_runaways_are_stopped(trials: Trials, code: str, status: str) -> None:
    trial = await trials.attempt(code, timeout_s=1)
    assert trial.execution.status == status


@needs_sandbox
async def test_background_processes_end_with_the_attempt(interpreter: Interpreter, tmp_path: Path) -> None:
    trials = SandboxTrials(interpreter, Place(folder=tmp_path))
    marker = f"{os.getpid()}{tmp_path.name}"
    command = f"['sh', '-c', 'sleep 600; : {marker}']"
    code = f"import subprocess\nfor _ in range(20): subprocess.Popen({command}, start_new_session=True)"
    assert (await trials.attempt(code, timeout_s=20)).execution.ok
    await trials.close()
    assert not [p for p in psutil.process_iter(["cmdline"]) if marker in " ".join(p.info["cmdline"] or ())]


@needs_sandbox
async def test_a_replay_that_takes_too_long_is_given_up(interpreter: Interpreter, tmp_path: Path) -> None:
    trials = SandboxTrials(interpreter, Place(folder=tmp_path), replay_limit_s=0.2)
    try:
        trial = await trials.attempt("1", before=["import time; time.sleep(60)"], timeout_s=20)
    finally:
        await trials.close()
    assert (trial.execution.status, trial.isolation) == ("refused", "none")


@needs_sandbox
async def test_output_streams_and_is_limited(interpreter: Interpreter, tmp_path: Path) -> None:
    trials = SandboxTrials(interpreter, Place(folder=tmp_path), limits=OutputLimits(chars=100))
    pieces: list[Output] = []
    try:
        trial = await trials.attempt("print('x' * 1000)", timeout_s=20, on_output=pieces.append)
    finally:
        await trials.close()
    assert trial.execution.truncated
    assert "".join(piece.text for piece in pieces) == "x" * 100


@needs_sandbox
async def test_attempts_may_run_at_once(trials: Trials) -> None:
    values = await asyncio.gather(*(value_of(trials, f"{n} * 2") for n in range(3)))
    assert values == ["0", "2", "4"]


@pytest.mark.parametrize(
    ("mode", "switched_off", "agrees", "picked", "isolation", "status"),
    [
        ("off", "", True, "off", "none", "refused"),
        ("ask", "", True, "ask", "live", "ok"),
        ("ask", "", False, "ask", "none", "refused"),
        ("auto", "sandbox", True, "ask", "live", "ok"),
        ("fresh", "sandbox", False, "ask", "none", "refused"),
        pytest.param("auto", "", False, "fork", "fresh", "ok", marks=needs_sandbox),
        pytest.param("fresh", "", False, "fresh", "fresh", "ok", marks=needs_sandbox),
    ],
)
async def test_which_way_is_picked(  # noqa: PLR0917 - one argument for each column
    interpreter: Interpreter,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    mode: Mode,
    switched_off: str,
    agrees: bool,
    picked: str,
    isolation: str,
    status: str,
) -> None:
    monkeypatch.setenv(capabilities.SWITCH, switched_off)
    asked: list[str] = []

    async def ask(text: str) -> bool:
        asked.append(text)
        return agrees

    kernel = live_kernel(interpreter, folder=tmp_path)
    opened: OpenedTrials = open_trials(mode, Place(folder=tmp_path), interpreter=interpreter, kernel=kernel, ask=ask)
    try:
        trial = await opened.trials.attempt("unlikely = 1", timeout_s=20)
    finally:
        await opened.trials.close()
        await kernel.close()
    assert (opened.picked, trial.isolation, trial.execution.status) == (picked, isolation, status)
    assert bool(opened.why) == (picked == "off" or bool(switched_off))
    assert bool(asked) == (picked == "ask")
    assert all("unlikely = 1" in text for text in asked)


@pytest.mark.parametrize(("ran", "seen"), [(None, "1"), ("x = 2", "2")])
async def test_in_the_live_kernel_the_code_above_runs_first_only_if_nothing_ran_yet(
    interpreter: Interpreter, tmp_path: Path, ran: str | None, seen: str
) -> None:
    async def ask(text: str) -> bool:
        return ("runs first" in text) == (ran is None)

    kernel = live_kernel(interpreter, folder=tmp_path)
    place = Place(folder=tmp_path)
    try:
        if ran is not None:
            await kernel.run(ran, run_id="own", timeout_s=20)
        opened = open_trials("ask", place, interpreter=interpreter, kernel=kernel, ask=ask)
        trial = await opened.trials.attempt("x", before=["x = 1"], timeout_s=20)
    finally:
        await kernel.close()
    assert [output.text for output in trial.execution.outputs] == [seen]


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("PATH", True),
        ("LC_ALL", True),
        ("HF_TOKEN", False),
        ("OPENAI_API_KEY", False),
        ("PATHETIC", False),
        ("SSH_AUTH_SOCK", False),
    ],
)
async def test_only_harmless_variables_are_passed_on(name: str, kept: bool) -> None:
    assert (safe_environment({name: "value"}).get(name) == "value") == kept


@pytest.mark.skipif(sys.platform == "linux", reason="says why there is no sandbox elsewhere")
async def test_elsewhere_the_reason_is_told() -> None:
    assert probe_sandbox().reason
