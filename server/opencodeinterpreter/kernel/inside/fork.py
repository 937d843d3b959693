"""Inside a live kernel: forks it, and has the copy run code in a sandbox that the server has made. Python 3.8 or newer.

The copy sees all variables; nothing that it does to memory or files reaches the kernel. Linux only. Sent as text
together with its neighbours and executed in a private namespace, where ``fork`` is called.
"""

# ruff: noqa: PTH109, PTH115, PTH123, PTH208 - pathlib stays out of the user's interpreter until the user wants it

from __future__ import annotations

import contextlib
import ctypes
import os
import random
import signal
import stat
import sys
import threading
import warnings
from typing import Any

# Not all of them have names in Python 3.8: user, mount, network, IPC, host name, processes.
_NAMESPACES = 0x10000000 | 0x00020000 | 0x40000000 | 0x08000000 | 0x04000000 | 0x20000000
_SYS_PIDFD_OPEN = 434
_PR_CAPBSET_DROP = 24
_PR_SET_NO_NEW_PRIVS = 38
_CAPABILITY_VERSION = 0x20080522
_HIGHEST_CAPABILITY = 63
# These start threads of their own, or use a GPU, and don't work in a copy.
_NOT_FOR_COPIES = ("jax", "tensorflow", "cupy")
# Whose threads are not missed in a copy.
_KNOWN_THREADS = ("threading", "ipykernel", "IPython", "tornado", "debugpy", "_pydevd_bundle", "tqdm")
# GNU's OpenMP and Intel's MKL, and what tells them how many threads to use.
_SETTERS = {"libgomp": "omp_set_num_threads", "libmkl_rt": "MKL_Set_Num_Threads"}

libc: Any = ctypes.CDLL(None, use_errno=True)


def fork(shell: Any, settings: Any, bound_resources: Any, wire_class: Any, serve: Any) -> None:
    """Make the copy; it ends by itself and never returns. Raises RuntimeError when a copy would not be apart.

    The settings: ``address`` of the server's socket, ``sandbox_pid`` of a process in the sandbox, the ``folder`` to
    work in where the kernel's own can't be entered, ``hidden_variables`` of the environment, and the limits.
    """
    reason = what_does_not_fork()
    if reason:
        raise RuntimeError(reason)
    state, folder = random.getstate(), os.getcwd()
    for stream in (sys.stdout, sys.stderr):
        # Else the copy would print it, too.
        stream.flush()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        pid = os.fork()
    if pid:
        threading.Thread(target=_reap, args=(pid,), daemon=True).start()
        return
    try:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        signal.set_wakeup_fd(-1)
        os.setsid()
        wire = wire_class(settings["address"])
        try:
            copy_into_sandbox(wire, settings, folder)
            bound_resources(settings)
            random.setstate(state)
            serve(shell, wire)
        except BaseException as error:  # noqa: BLE001 - whatever it is, the server is told
            wire.send({"failed": type(error).__name__ + ": " + str(error)})
    finally:
        os._exit(1)


def copy_into_sandbox(wire: Any, settings: Any, folder: str) -> None:
    """Go on in the sandbox, as one more copy; the process between tells the server of it."""
    # This process sees the sandbox's /proc from now on, but is not in it.
    descriptors, files = own_descriptors(), open_files()
    enter(settings["sandbox_pid"])
    pid = os.fork()
    if pid:
        close_all(set(descriptors) - {wire.fileno()})
        watch(pid, wire)
        os._exit(0)
    drop_privileges()
    for place in (folder, settings["folder"], "/"):
        with contextlib.suppress(OSError):
            os.chdir(place)
            break
    replace_files(files, keep=wire.fileno())
    hide_variables(settings["hidden_variables"])
    use_one_thread()


def what_does_not_fork() -> str:
    """Why no copy should be made of this process; "" when nothing speaks against it."""
    for name in _NOT_FOR_COPIES:
        if name in sys.modules:
            return name + " is loaded, which can't be used in a copy of its process"
    for thread in threading.enumerate():
        if _maker(thread).split(".")[0] not in (*_KNOWN_THREADS, __name__):
            return "the thread " + thread.name + " would be missing"
    with open("/proc/self/maps") as maps:
        for line in maps:
            _, access, _, _, inode, *path = line.split(None, 5)
            if access.startswith("rw") and access.endswith("s"):
                return "memory is shared with " + "".join(path or [inode]).strip()
    return ""


def _maker(thread: threading.Thread) -> str:
    """The module that a thread is from."""
    if type(thread) is threading.Thread:
        return getattr(vars(thread).get("_target"), "__module__", None) or "threading"
    return type(thread).__module__


def _reap(pid: int) -> None:
    with contextlib.suppress(OSError):
        os.waitpid(pid, 0)


def watch(pid: int, wire: Any) -> None:
    """In the process between: tell the server which process runs its code, and how that ended."""
    wire.send({"pid": pid})
    _, status = os.waitpid(pid, 0)
    wire.send({"ended": -os.WTERMSIG(status) if os.WIFSIGNALED(status) else os.WEXITSTATUS(status)})


def enter(pid: int) -> None:
    """Join the namespaces of this process: what this one starts from now on is in the sandbox. Raises OSError."""
    target = libc.syscall(_SYS_PIDFD_OPEN, pid, 0)
    if target < 0 or libc.setns(target, _NAMESPACES) != 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))
    os.close(target)


def drop_privileges() -> None:
    """Joining a sandbox makes its master of whoever joins: give that up, for all that is started from here, too."""
    for capability in range(_HIGHEST_CAPABILITY + 1):
        libc.prctl(_PR_CAPBSET_DROP, capability, 0, 0, 0)
    header, none = (ctypes.c_uint32 * 2)(_CAPABILITY_VERSION, 0), (ctypes.c_uint32 * 6)()
    if libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0 or libc.capset(header, none) != 0:
        raise OSError(ctypes.get_errno(), "privileges can't be dropped")


def own_descriptors() -> list[int]:
    """Of all files that are open."""
    return [int(name) for name in os.listdir("/proc/self/fd")]


def close_all(descriptors: set[int]) -> None:
    """So that what is waited for elsewhere, such as the end of a pipe, isn't held up by this process."""
    for descriptor in descriptors:
        with contextlib.suppress(OSError):
            os.close(descriptor)


def open_files() -> dict[int, tuple[str, int, int]]:
    """The path, the flags and the offset of each regular file that is open."""
    import fcntl

    files: dict[int, tuple[str, int, int]] = {}
    for descriptor in own_descriptors():
        with contextlib.suppress(OSError):
            if stat.S_ISREG(os.fstat(descriptor).st_mode):
                flags = fcntl.fcntl(descriptor, fcntl.F_GETFL)
                path = os.readlink("/proc/self/fd/" + str(descriptor))
                files[descriptor] = (path, flags, os.lseek(descriptor, 0, os.SEEK_CUR))
    return files


def replace_files(files: dict[int, tuple[str, int, int]], keep: int) -> None:
    """Open the same files in the sandbox, each at its offset; all else (sockets, pipes) is cut off."""
    nowhere = os.open(os.devnull, os.O_RDWR)
    for descriptor in own_descriptors():
        if descriptor in (keep, nowhere):
            continue
        with contextlib.suppress(OSError):
            os.dup2(nowhere, descriptor, descriptor <= 2)
        if descriptor in files:
            with contextlib.suppress(OSError):
                _reopen(descriptor, *files[descriptor])
    os.close(nowhere)


def _reopen(descriptor: int, path: str, flags: int, offset: int) -> None:
    again = os.open(path, flags & ~(os.O_CREAT | os.O_EXCL | os.O_TRUNC))
    os.lseek(again, offset, os.SEEK_SET)
    os.dup2(again, descriptor, False)  # noqa: FBT003 - it has no name
    os.close(again)


def hide_variables(names: list[str]) -> None:
    """Take them out of the environment, and out of the memory that the system shows it from."""
    libc.getenv.restype = ctypes.c_void_p
    for name in names:
        place = libc.getenv(name.encode())
        if place:
            ctypes.memset(place, 0, len(ctypes.string_at(place)))
        os.environ.pop(name, None)


def use_one_thread() -> None:
    """Libraries for numbers would wait for threads that were not copied."""
    with open("/proc/self/maps") as maps:
        paths = {line.split(None, 5)[-1].strip() for line in maps if any(name in line for name in _SETTERS)}
    for path in paths:
        for name, setter in _SETTERS.items():
            if name in path:
                with contextlib.suppress(OSError, AttributeError):
                    getattr(ctypes.CDLL(path), setter)(1)
    if "torch" in sys.modules:
        # It has its own MKL inside.
        sys.modules["torch"].set_num_threads(1)
