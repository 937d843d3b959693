"""Finds the user's Python and says whether it can run a kernel: asks it, and remembers the answer."""

from __future__ import annotations

import asyncio
import contextlib
import functools
import importlib.util
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import attrs

from opencodeinterpreter.errors import InterpreterLacksKernelError, KernelError

_PROBE_LIMIT_S = 30.0
_VIRTUAL_ENVIRONMENTS = (".venv", "venv", "env", ".conda")
_PROBE = """
import importlib.util, json, sys
print(json.dumps({
    "executable": sys.executable, "version": list(sys.version_info[:3]),
    "prefixes": [sys.prefix, sys.base_prefix, *sys.path],
    "has_kernel": importlib.util.find_spec("ipykernel") is not None,
    "has_pip": importlib.util.find_spec("pip") is not None,
}))
"""
_KERNEL_ARGUMENTS = ("-m", "ipykernel_launcher", "-f", "{connection_file}")


@attrs.frozen(kw_only=True)
class Interpreter:
    """A Python that can run kernels. ``argv`` starts one, with ``{connection_file}`` to be filled in.

    ``folders`` are those that it loads code from; ``env`` is what its kernelspec adds to the environment.
    """

    executable: Path
    version: tuple[int, ...]
    argv: tuple[str, ...]
    folders: tuple[Path, ...] = ()
    env: Mapping[str, str] = attrs.field(factory=dict[str, str])


async def find_interpreter(python: str = "", *, workspace: Path | None = None) -> Interpreter:
    """The interpreter that the setting ``python`` names (a path, a kernelspec or a command), else the workspace's own.

    Without either: ``python3`` on PATH. Raises KernelError when it can't be started, and InterpreterLacksKernelError
    when it has no ipykernel.
    """
    return await asyncio.to_thread(_find, python.strip(), workspace)


def _find(python: str, workspace: Path | None) -> Interpreter:
    if python:
        return _named(python, workspace)
    path = _of_workspace(workspace) if workspace else None
    return _usable(path or _on_path())


def _named(python: str, workspace: Path | None) -> Interpreter:
    path = Path(python).expanduser()
    if path.is_absolute() or path.name != python:
        return _usable(path if path.is_absolute() else (workspace or Path.cwd()) / path)
    spec = _kernelspec(python)
    if spec is not None:
        return spec
    command = shutil.which(python)
    if command is None:
        raise KernelError(
            f"There is no interpreter, command or kernelspec named {python!r}. "
            f"Set opencodeinterpreter.python to the path of a Python interpreter{_or_kernelspecs()}."
        )
    return _usable(Path(command))


def _of_workspace(workspace: Path) -> Path | None:
    folders = [workspace / name for name in _VIRTUAL_ENVIRONMENTS]
    active = [Path(os.environ[name]) for name in ("VIRTUAL_ENV", "CONDA_PREFIX") if os.environ.get(name)]
    folders += [folder for folder in active if workspace in folder.parents]
    candidates = (folder / name for folder in folders for name in ("bin/python", "Scripts/python.exe", "python.exe"))
    return next((path for path in candidates if path.is_file()), None)


def _on_path() -> Path:
    for command in ("python3", "python"):
        found = shutil.which(command)
        if found:
            return Path(found)
    raise KernelError("There is no python3 on PATH. Set opencodeinterpreter.python to a Python interpreter.")


def _usable(path: Path) -> Interpreter:
    probe = _probe(path)
    executable = Path(probe["executable"] or path)
    if not probe["has_kernel"]:
        raise InterpreterLacksKernelError(str(executable), install_command(executable, has_pip=probe["has_pip"]))
    return Interpreter(
        executable=executable,
        version=tuple(probe["version"]),
        argv=(str(executable), *_KERNEL_ARGUMENTS),
        folders=_folders(probe, executable),
    )


def _folders(probe: Mapping[str, Any], executable: Path) -> tuple[Path, ...]:
    entries: list[str] = probe["prefixes"]
    paths = [Path(entry) for entry in [*entries, str(executable.parent)] if entry]
    return tuple(dict.fromkeys(path for path in paths if path.is_dir()))


def _kernelspec(name: str) -> Interpreter | None:
    from jupyter_client.kernelspec import KernelSpecManager, NoSuchKernel

    manager: Any = KernelSpecManager()
    try:
        spec: Any = manager.get_kernel_spec(name)
    except (NoSuchKernel, ValueError):
        return None
    argv: tuple[str, ...] = tuple(spec.argv)
    if spec.language.lower() != "python":
        raise KernelError(f"The kernelspec {name!r} runs {spec.language}. Choose one that runs Python.")
    probe = _probe(Path(shutil.which(argv[0]) or argv[0]))
    executable = Path(probe["executable"])
    return Interpreter(
        executable=executable,
        version=tuple(probe["version"]),
        argv=argv,
        folders=_folders(probe, executable),
        env=spec.env,
    )


def _or_kernelspecs() -> str:
    from jupyter_client.kernelspec import KernelSpecManager

    manager: Any = KernelSpecManager()
    specs: dict[str, str] = manager.find_kernel_specs()
    names = sorted(specs)
    return f" or to one of the kernelspecs {', '.join(names)}" if names else ""


def _probe(path: Path) -> dict[str, Any]:
    if not path.is_file():
        raise KernelError(f"There is no interpreter at {path}. Set opencodeinterpreter.python to one that exists.")
    if not os.access(path, os.X_OK):
        raise KernelError(f"{path} can't be executed. Set opencodeinterpreter.python to a Python interpreter.")
    probe = _probe_once(path, path.stat().st_mtime_ns)
    if not probe["has_kernel"]:
        # It may be installed at any moment: only good news are remembered.
        _probe_once.cache_clear()
    return probe


@functools.lru_cache(maxsize=64)
def _probe_once(path: Path, _changed_ns: int) -> dict[str, Any]:
    try:
        # The answer is looked for from the end: an interpreter's start-up files may print too.
        done = subprocess.run(
            [str(path), "-c", _PROBE], capture_output=True, timeout=_PROBE_LIMIT_S, check=True, cwd=path.parent
        )
        return json.loads(done.stdout.decode().strip().splitlines()[-1])
    except subprocess.CalledProcessError as error:
        why = error.stderr.decode(errors="replace").strip()[-500:]
    except (OSError, subprocess.TimeoutExpired, ValueError, IndexError) as error:
        why = str(error)
    raise KernelError(f"{path} does not work as a Python interpreter: {why}. Check opencodeinterpreter.python.")


def install_command(executable: Path, *, has_pip: bool) -> tuple[str, ...]:
    """What installs ipykernel for ``executable``: its own pip, else uv, else the pip of the server's interpreter."""
    if has_pip:
        return (str(executable), "-m", "pip", "install", "ipykernel")
    uv = shutil.which("uv")
    if uv:
        return (uv, "pip", "install", "--python", str(executable), "ipykernel")
    if importlib.util.find_spec("pip") is not None:
        return (sys.executable, "-m", "pip", "--python", str(executable), "install", "ipykernel")
    return (str(executable), "-m", "ensurepip", "--upgrade")


async def install_ipykernel(error: InterpreterLacksKernelError, on_line: Callable[[str], None]) -> None:
    """Run the error's install command and pass on what it prints. Raises KernelError when that fails."""
    environment = {**os.environ, "PIP_DISABLE_PIP_VERSION_CHECK": "1"}
    try:
        process = await asyncio.create_subprocess_exec(
            *error.install_command,
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
            env=environment,
        )
    except OSError as reason:
        raise KernelError(f"Could not start {error.install_command[0]}: {reason}.") from reason
    last = await _pass_on(process, on_line)
    if process.returncode != 0:
        raise KernelError(f"{' '.join(error.install_command)} failed: {last}")


async def _pass_on(process: asyncio.subprocess.Process, on_line: Callable[[str], None]) -> str:
    last = ""
    try:
        assert process.stdout is not None
        async for raw in process.stdout:
            line = raw.decode(errors="replace").rstrip()
            on_line(line)
            last = line or last
        await process.wait()
    finally:
        if process.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                process.kill()
            await process.wait()
    return last
