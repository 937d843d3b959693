"""The folder for sockets and logs of this process: private, with a short path, gone when the process is.

A server that was killed can't clean up; its kernels do when they notice, and whatever is left goes at the next start.
"""

from __future__ import annotations

import atexit
import contextlib
import functools
import os
import re
import shutil
import stat
import sys
import tempfile
from pathlib import Path

_NAME = re.compile(r"oci-kernels-(\d+)-")
# A Unix socket's path has at most 107 characters on Linux and 103 on macOS; ours add about 30 to this.
_LONGEST_BASE = 60


def kernel_folder() -> Path:
    """A new private folder for one kernel. The caller removes it with ``remove_folder``."""
    if not _process_folder(os.getpid()).is_dir():
        # Something that cleans up temporary files took it.
        _process_folder.cache_clear()
    return Path(tempfile.mkdtemp(prefix="k", dir=_process_folder(os.getpid())))


@functools.cache
def _process_folder(pid: int) -> Path:
    base = runtime_base()
    _sweep(base)
    folder = Path(tempfile.mkdtemp(prefix=f"oci-kernels-{pid}-", dir=base))
    atexit.register(remove_folder, folder)
    return folder


def runtime_base() -> Path:
    """The per-user runtime folder where there is one, else the folder for temporary files."""
    given = Path(os.environ.get("XDG_RUNTIME_DIR", "/nonexistent"))
    usable = given.is_dir() and os.access(given, os.W_OK) and len(str(given)) <= _LONGEST_BASE
    if usable and given.is_absolute():
        return given
    temporary = Path(tempfile.gettempdir())
    return temporary if sys.platform == "win32" or len(str(temporary)) <= _LONGEST_BASE else Path("/tmp")  # noqa: S108 - mkdtemp makes a private folder in it


def _sweep(base: Path) -> None:
    for folder in base.glob("oci-kernels-*-*"):
        match = _NAME.match(folder.name)
        if match and not _is_running(int(match[1])):
            remove_folder(folder)


def _is_running(pid: int) -> bool:
    if sys.platform == "win32":
        import psutil

        return psutil.pid_exists(pid)
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def remove_folder(folder: Path) -> None:
    """Remove a folder and all in it, also where an overlay left subfolders that their owner may not enter."""
    shutil.rmtree(folder, ignore_errors=True)
    if not folder.exists():
        return
    for parent, names, _ in os.walk(folder):
        for name in names:
            _make_enterable(Path(parent, name))
    shutil.rmtree(folder, ignore_errors=True)


def _make_enterable(folder: Path) -> None:
    with contextlib.suppress(OSError):
        if stat.S_ISDIR(folder.lstat().st_mode):
            folder.chmod(0o700)
