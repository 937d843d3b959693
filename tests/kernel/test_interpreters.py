"""Finding the user's Python: real virtual environments, kernelspecs, and what goes wrong with them."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from opencodeinterpreter.errors import InterpreterLacksKernelError, KernelError
from opencodeinterpreter.kernel.interpreters import find_interpreter, install_command, install_ipykernel

posix_only = pytest.mark.skipif(sys.platform == "win32", reason="file modes and shell scripts")


def bare_environment(folder: Path) -> Path:
    """A virtual environment with nothing in it."""
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(folder)], check=True)
    return folder / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")


async def test_a_path_is_taken_as_it_stands() -> None:
    found = await find_interpreter(sys.executable)
    assert found.executable == Path(sys.executable)
    assert found.version[:2] == sys.version_info[:2]


@pytest.mark.parametrize("name", [".venv", "venv", "env"])
async def test_the_environment_of_the_workspace_comes_first(tmp_path: Path, name: str) -> None:
    python = bare_environment(tmp_path / name)
    with pytest.raises(InterpreterLacksKernelError) as raised:
        await find_interpreter(workspace=tmp_path)
    assert raised.value.interpreter == str(python)
    assert "ipykernel" in raised.value.install_command
    assert " ".join(raised.value.install_command) in str(raised.value)


async def test_an_active_environment_counts_inside_the_workspace_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    inside, outside = tmp_path / "workspace", tmp_path / "elsewhere"
    python = bare_environment(inside / "odd-name")
    monkeypatch.setenv("VIRTUAL_ENV", str(inside / "odd-name"))
    with pytest.raises(InterpreterLacksKernelError) as raised:
        await find_interpreter(workspace=inside)
    assert raised.value.interpreter == str(python)
    outside.mkdir()
    monkeypatch.setenv("PATH", str(Path(sys.executable).parent))
    assert (await find_interpreter(workspace=outside)).executable.parent == Path(sys.executable).parent


async def test_a_kernelspec_is_found_by_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, language in (("mine", "python"), ("other", "R")):
        folder = tmp_path / "kernels" / name
        folder.mkdir(parents=True)
        argv = [sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"]
        spec = {"argv": argv, "display_name": name, "language": language, "env": {"MINE": "1"}}
        (folder / "kernel.json").write_text(json.dumps(spec))
    monkeypatch.setenv("JUPYTER_PATH", str(tmp_path))
    found = await find_interpreter("mine")
    assert found.argv[0] == sys.executable
    assert found.env["MINE"] == "1"
    with pytest.raises(KernelError, match="runs R"):
        await find_interpreter("other")


@posix_only
@pytest.mark.parametrize(
    ("content", "mode", "message"),
    [
        (None, 0o700, "There is no interpreter at"),
        ("#!/bin/sh\n", 0o600, "can't be executed"),
        ("#!/bin/sh\necho broken >&2\nexit 3\n", 0o700, "broken"),
        ("#!/bin/sh\necho hello\n", 0o700, "does not work as a Python interpreter"),
    ],
)
async def test_what_is_no_interpreter_is_named(tmp_path: Path, content: str | None, mode: int, message: str) -> None:
    path = tmp_path / "python"
    if content is not None:
        path.write_text(content)
        path.chmod(mode)
    with pytest.raises(KernelError, match=message) as raised:
        await find_interpreter(str(path))
    assert str(path) in str(raised.value)


async def test_an_unknown_name_lists_what_there_is() -> None:
    with pytest.raises(KernelError, match="no-such-python"):
        await find_interpreter("no-such-python")


async def test_no_python_on_path(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(KernelError, match="no python3 on PATH"):
        await find_interpreter(workspace=tmp_path)


@posix_only
async def test_installing_runs_the_command_and_passes_on_its_lines(tmp_path: Path) -> None:
    lines: list[str] = []
    fine = InterpreterLacksKernelError("python", ("sh", "-c", "echo one; echo two >&2"))
    await install_ipykernel(fine, lines.append)
    assert sorted(lines) == ["one", "two"]
    for command, message in (
        (("sh", "-c", "echo no network; exit 1"), "no network"),
        ((str(tmp_path / "no"),), "Could not start"),
    ):
        with pytest.raises(KernelError, match=message):
            await install_ipykernel(InterpreterLacksKernelError("python", command), lines.append)


@posix_only
async def test_the_install_command_uses_what_there_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    python = Path("/some/python")
    assert install_command(python, has_pip=True) == ("/some/python", "-m", "pip", "install", "ipykernel")
    monkeypatch.setenv("PATH", str(tmp_path))
    assert install_command(python, has_pip=False)[:2] == (sys.executable, "-m")
    uv = tmp_path / "uv"
    uv.write_text("#!/bin/sh\n")
    uv.chmod(0o700)
    assert install_command(python, has_pip=False) == (
        str(uv),
        "pip",
        "install",
        "--python",
        "/some/python",
        "ipykernel",
    )


@posix_only
async def test_an_installation_is_noticed(tmp_path: Path) -> None:
    python = bare_environment(tmp_path / ".venv")
    with pytest.raises(InterpreterLacksKernelError):
        await find_interpreter(workspace=tmp_path)
    (packages,) = (tmp_path / ".venv" / "lib").glob("python*/site-packages")
    site = next(p for p in map(Path, sys.path) if (p / "ipykernel").is_dir())
    (packages / "here.pth").write_text(f"{site}\n")
    assert (await find_interpreter(workspace=tmp_path)).executable == python
