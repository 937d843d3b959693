from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from cli_engine import engine, fenced

from opencodeinterpreter import __version__
from opencodeinterpreter.__main__ import main
from opencodeinterpreter.settings import SETTINGS

DIVIDES = "def ratio(a, b):\n    return a / b\n\n\nprint(ratio(1, 0))\n"
MENDED = "def ratio(a, b):\n    return a / b if b else 0\n\n\nprint(ratio(1, 0))\n"
FIGURE = "import matplotlib.pyplot as plt\nplt.plot([1, 2])\nplt.show()"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("OPENCODEINTERPRETER_RUNTIME_DIR", str(tmp_path / "r"))
    monkeypatch.setenv("OPENCODEINTERPRETER_STATE_DIR", str(tmp_path / "s"))
    return tmp_path


def call(capsys: pytest.CaptureFixture[str], *argv: str, url: str = "") -> tuple[int, str, str]:
    """Exit status, stdout and stderr of the command, run with this interpreter's kernel."""
    options = ["--python", sys.executable] if argv[0] in ("run", "fix", "doctor") else []
    status = main([*argv, *options, *(["--endpoint", url] if url else [])])
    out, err = capsys.readouterr()
    return status, out, err


@pytest.mark.parametrize(
    ("argv", "status", "said"),
    [
        (["--version"], 0, __version__),
        (["--help"], 0, "serve-model"),
        ([], 0, "doctor"),
        (["evaluate"], 2, "invalid choice: 'evaluate'"),
        (["--bogus"], 2, "usage:"),
        (["run"], 2, "the following arguments are required: instruction"),
        (["run", "--help"], 0, "--max-rounds"),
        (["run", "  "], 2, "the instruction is empty"),
        (["run", "x", "--max-rounds", "0"], 2, "argument --max-rounds: must be at least 1"),
        (["run", "x", "--max-rounds", "many"], 2, "invalid int value"),
        (["run", "x", "--trial", "perhaps"], 2, "invalid choice"),
        (["run", "x", "nowhere.py"], 2, "there is no file nowhere.py"),
        (["fix", "nowhere.py"], 2, "there is no file nowhere.py"),
        (["fix", "."], 2, ". is not a file"),
        (["fix", "notes.txt"], 2, "notes.txt is not a Python file"),
        (["fix", "empty.py"], 2, "empty.py is empty"),
        (["fix", "latin.py"], 2, "latin.py can't be read as Python text"),
        (["fix", "nulls.py"], 2, "nulls.py is not a Python file: it holds null bytes"),
        (["fix", "good.py", "--python", "nowhere/python"], 1, "There is no interpreter"),
        (["fix", "good.py", "--prompts-dir", "nowhere", "--python", sys.executable], 0, "Nothing fails"),
        (["doctor", "--api-key", "x"], 2, "unrecognized arguments"),
    ],
)
def test_arguments(folder: Path, capsys: pytest.CaptureFixture[str], argv: list[str], status: int, said: str) -> None:
    (folder / "notes.txt").write_text("x")
    (folder / "empty.py").write_text("\n")
    (folder / "latin.py").write_bytes("é = 1".encode("latin-1"))
    (folder / "nulls.py").write_bytes(b"x = 1\0")
    (folder / "good.py").write_text("x = 1\n")
    assert main(argv) == status
    assert said in "".join(capsys.readouterr())


def test_every_setting_is_an_option_or_an_environment_variable(capsys: pytest.CaptureFixture[str]) -> None:
    main(["chat", "--help"])
    shown = capsys.readouterr().out
    flags = {"--" + "".join(f"-{c.lower()}" if c.isupper() else c for c in s.name) for s in SETTINGS}
    assert {flag for flag in flags if flag not in shown} == {"--api-key", "--kernel-per", "--results"}
    assert "OPENCODEINTERPRETER_API_KEY" in shown


@pytest.mark.parametrize(
    ("replies", "status", "expected"),
    [
        ([fenced("print(6 * 7)")], 0, {"status": "ok", "rounds": 1, "grade": "output", "text": "42\n"}),
        ([fenced("print(1 / 0)"), fenced("print(1)")], 0, {"rounds": 2, "grade": "output", "code": "print(1)\n"}),
        ([fenced("1 / 0")], 1, {"status": "failed", "grade": "failed", "isolation": "fresh"}),
        (["No."], 1, {"status": "failed", "code": None, "error": "The model's reply held no code."}),
    ],
)
def test_run_as_json(
    capsys: pytest.CaptureFixture[str], replies: list[str], status: int, expected: dict[str, Any]
) -> None:
    with engine(*replies) as script:
        code, out, _ = call(capsys, "run", "print something", "--json", url=script.url)
    result = json.loads(out)
    assert code == status
    assert {key: result[key] for key in expected} == expected
    assert result["id"]
    assert result["model"] == "scripted"


def test_run_in_a_terminal(folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENCODEINTERPRETER_API_KEY", "sk-1")
    (folder / "start.py").write_text("base = 41\n")
    with engine(fenced(f"{FIGURE}\nprint(base + 1)")) as script:
        code, out, err = call(capsys, "run", "add one", "start.py", "--figures", "shown", url=script.url)
    assert code == 0
    assert "base = 41" in script.requests[0]["messages"][0]["content"]
    assert script.keys == ["Bearer sk-1"]
    assert "print(base + 1)" in out
    assert "\n42\n" in out
    assert (folder / "shown" / "figure-1.png").read_bytes().startswith(b"\x89PNG")
    for part in ("runs and prints", "fresh sandboxed kernel", "scripted, 1 round(s)"):
        assert part in " ".join(err.split())
    assert "sk-1" not in out + err


def test_an_endpoint_that_is_down_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = call(capsys, "run", "x", "--json", url="http://127.0.0.1:9")
    assert code == 1
    assert "127.0.0.1:9" in json.loads(out)["error"]


@pytest.mark.parametrize("write", [False, True])
def test_fix_shows_a_difference_that_applies(folder: Path, capsys: pytest.CaptureFixture[str], write: bool) -> None:
    file = folder / "broken.py"
    file.write_bytes(b"\xef\xbb\xbf" + DIVIDES.replace("\n", "\r\n").encode())
    file.chmod(0o754)
    with engine(fenced(MENDED)) as script:
        code, out, err = call(capsys, "fix", "broken.py", *(["--write"] if write else []), url=script.url)
    assert code == 0, err
    assert "ZeroDivisionError" in out
    assert "+    return a / b if b else 0" in out
    assert file.read_bytes().startswith(b"\xef\xbb\xbf")
    expected = MENDED if write else DIVIDES
    assert file.read_bytes().decode("utf-8-sig") == expected.replace("\n", "\r\n")
    assert file.stat().st_mode & 0o777 == 0o754
    assert [path.name for path in folder.iterdir() if path.is_file()] == ["broken.py"]


@pytest.mark.parametrize(
    ("text", "status", "expected"),
    [
        ("print(2)\n", 0, {"status": "ok", "grade": "output", "code": None}),
        ("import math\nprint(maths.pi)\n", 0, {"rounds": 0, "text": "import math\nprint(math.pi)\n"}),
        ("print('x'\n", 0, {"rounds": 0, "text": "print('x')\n"}),
        (DIVIDES, 1, {"status": "failed", "text": DIVIDES, "written": False}),
    ],
)
def test_fix_as_json(
    folder: Path, capsys: pytest.CaptureFixture[str], text: str, status: int, expected: dict[str, Any]
) -> None:
    (folder / "file.py").write_text(text)
    with engine(fenced("1 / 0")) as script:
        code, out, _ = call(capsys, "fix", "file.py", "--write", "--json", url=script.url)
    result = json.loads(out)
    assert code == status
    assert {key: result[key] for key in expected} == expected


def test_trials_that_need_asking_are_not_made_where_nobody_can_be_asked(capsys: pytest.CaptureFixture[str]) -> None:
    with engine(fenced("print(1)")) as script:
        code, out, err = call(capsys, "run", "print 1", "--trial", "ask", url=script.url)
    assert code == 0
    assert "Nobody can be asked here" in " ".join(err.split())
    assert "not run" in err
    assert "print(1)" in out


@pytest.mark.parametrize("options", [[], ["--json"]])
def test_doctor(capsys: pytest.CaptureFixture[str], options: list[str]) -> None:
    with engine("x") as script:
        code, out, err = call(capsys, "doctor", *options, url=script.url)
    assert code == 0, out + err
    if options:
        checks = {check["name"]: check["state"] for check in json.loads(out)["checks"]}
        assert checks["kernel"] == checks["model"] == checks["prompts"] == "ok"
    else:
        assert "answers with scripted" in out


def test_doctor_says_what_is_broken_and_how_to_mend_it(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "generate.j2").write_text("{% if %}")
    code, out, _ = call(capsys, "doctor", "--json", "--prompts-dir", ".", url="http://127.0.0.1:9")
    checks = {check["name"]: check for check in json.loads(out)["checks"]}
    assert code == 1
    assert {name for name, check in checks.items() if check["state"] == "broken"} == {"prompts", "model"}
    assert "opencodeinterpreter.endpoint" in checks["model"]["mend"]


CHAT = """\
print one
make it two
/code
/run
/bogus
print x
/fix
/run
/fix
/run
/transcript
/save kept.py
/quit
"""


def test_chat(folder: Path) -> None:
    replies = [fenced("x = 1\nprint(x)"), fenced("x = 2\nprint(x)"), fenced("import os\nprint(x if os else 3)")]
    with engine(*replies) as script:
        argv = [sys.executable, "-m", "opencodeinterpreter", "chat", "--python", sys.executable]
        done = subprocess.run(
            [*argv, "--endpoint", script.url], input=CHAT, capture_output=True, text=True, timeout=120, check=False
        )
        requests = [request["messages"] for request in script.requests]
    assert done.returncode == 0, done.stderr
    assert [len(messages) for messages in requests] == [1, 3, 1]
    assert requests[1][-1]["content"].startswith("make it two")
    assert "x = 2" in requests[2][0]["content"]  # what was accepted is the context of what comes next
    assert "There is no command /bogus" in done.stderr
    kept = (folder / "kept.py").read_text()
    assert kept == "# %%\nx = 2\nprint(x)\n# %%\nimport os\nprint(x if os else 3)\n"


@pytest.fixture
def _heeded_interrupts() -> Iterator[None]:
    """A shell lets what it runs in the background ignore SIGINT, and a new process would inherit that."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGINT for one process")
@pytest.mark.usefixtures("_heeded_interrupts")
def test_ctrl_c_ends_cleanly() -> None:
    with engine(fenced("print(1)")) as script:
        script.flowing.clear()
        argv = [sys.executable, "-m", "opencodeinterpreter", "run", "print 1", "--python", sys.executable]
        process = subprocess.Popen(
            [*argv, "--endpoint", script.url],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        assert script.asked.wait(60)
        os.kill(process.pid, signal.SIGINT)
        out, err = process.communicate(timeout=60)
    assert process.returncode == 130
    assert out == ""
    assert "Interrupted." in err
    assert "Traceback" not in err
