"""Inside the user's interpreter: makes a fresh IPython kernel behave like ``python script.py``. Python 3.8 or newer.

Loaded as text after its neighbours ``failures`` and ``attribution`` and executed with them in one private namespace
that also holds ``SETTINGS``; nothing of it shows in the user's namespace. The settings: ``folder``, ``document``,
``shown_file``, ``parent_pid``, ``runtime_folder``, ``output_limit_chars``, ``memory_limit_bytes``,
``file_limit_bytes``, ``process_limit`` (0 or "" where a setting does not apply).
"""

from __future__ import annotations

import contextlib
import os
import sys
import tempfile
import threading
import time
from typing import Any

SETTINGS: dict[str, Any]
PAYLOAD_SOURCE = "opencodeinterpreter"


def enter_folder(shell: Any) -> None:
    """Working directory, ``sys.path[0]``, ``sys.argv`` and ``__file__`` as a script has them."""
    if SETTINGS["folder"]:
        os.chdir(SETTINGS["folder"])
        sys.path[:] = [SETTINGS["folder"], *(entry for entry in sys.path if entry)]
    sys.argv[:] = [SETTINGS["document"] or ""]
    if SETTINGS["document"]:
        shell.user_ns["__file__"] = SETTINGS["document"]


def behave_like_a_script(shell: Any) -> None:
    """``exit()`` ends the run and not the kernel, ``input()`` says why it can't ask, stdout can't be lost."""

    def leave(code: Any = None) -> None:
        raise SystemExit(code)

    def ask(*_: Any, **__: Any) -> str:
        raise EOFError("input() has nobody to ask here: put the value into the code instead")

    shell.user_ns["exit"] = shell.user_ns["quit"] = leave
    shell.kernel.raw_input = shell.kernel.getpass = ask
    sys.stdout.close = sys.stdout.flush  # pyright: ignore[reportAttributeAccessIssue]
    sys.stderr.close = sys.stderr.flush  # pyright: ignore[reportAttributeAccessIssue]


def bound_output(shell: Any) -> None:
    """No single message grows beyond the limit: whatever is larger was not going to be shown."""
    limit = SETTINGS["output_limit_chars"] + 1
    streams = {name: (getattr(sys, name), bounded_write(getattr(sys, name), limit)) for name in ("stdout", "stderr")}
    # IPython 9 keeps a copy of all that is printed in memory, for its history.
    shell._tee = lambda *_, **__: contextlib.nullcontext()  # noqa: SLF001 - there is no setting for it

    def prepare(*_: Any) -> None:
        getattr(shell.history_manager, "outputs", {}).clear()
        for name, (stream, write) in streams.items():
            stream.write = write
            if getattr(getattr(sys, name), "closed", True):
                setattr(sys, name, stream)

    shell.events.register("pre_execute", prepare)
    bound_values(shell, limit)


def bound_values(shell: Any, limit: int) -> None:
    """Cut the plain text of values."""
    plain_format = shell.display_formatter.format

    def bounded_format(*args: Any, **kwargs: Any) -> Any:
        data, metadata = plain_format(*args, **kwargs)
        if isinstance(data.get("text/plain"), str):
            data["text/plain"] = data["text/plain"][:limit]
        return data, metadata

    shell.display_formatter.format = bounded_format


def bounded_write(stream: Any, limit: int) -> Any:
    """Like ``stream.write``, but cuts what comes in one go, and sends what piled up before it is more than ``limit``."""
    plain_write = type(stream).write
    pending = 0

    def write(text: str) -> int:
        nonlocal pending
        plain_write(stream, text if not isinstance(text, str) or len(text) <= limit else text[:limit])
        pending += len(text)
        if pending > limit:
            pending = 0
            stream.flush()
        return len(text)

    return write


def name_cells(shell: Any, cells: dict[str, dict[str, Any]]) -> None:
    """Give every run a file name of its own, even when it runs the same text again, and remember what was run there."""
    compiler = shell.compile
    plain_name = compiler.get_code_name
    # The form of the path is ipykernel's: numba and debuggers know it.
    folder = os.path.join(tempfile.gettempdir(), "ipykernel_" + str(os.getpid()))

    def get_code_name(raw_code: str, code: str, number: int) -> str:
        request = shell.get_parent()
        if request.get("content", {}).get("code") != raw_code:
            return plain_name(raw_code, code, number)
        name = os.path.join(folder, "run_" + str(len(cells)) + ".py")
        cells[name] = {
            "run_id": request.get("metadata", {}).get("run_id"),
            "indent": indent_of(raw_code) - indent_of(code),
            "has_lines": not raw_code.lstrip().startswith("%%"),
        }
        return name

    compiler.get_code_name = get_code_name


def indent_of(code: str) -> int:
    """Width of the white space before the first line that isn't blank."""
    line = next((line for line in code.splitlines() if line.strip()), "")
    return len(line) - len(line.lstrip())


def keep_leading_lines(shell: Any) -> None:
    """IPython drops blank lines at the top, which would shift all the line numbers; only ``%%`` magics need that."""
    transforms = shell.input_transformer_manager.cleanup_transforms
    for index, transform in enumerate(transforms):
        if getattr(transform, "__name__", "") == "leading_empty_lines":
            transforms[index] = lambda lines, plain=transform: (
                plain(lines) if "".join(lines).lstrip().startswith("%%") else lines
            )


def report_failures(shell: Any, cells: dict[str, dict[str, Any]]) -> None:
    """Send failures as data with the reply, on the one channel that loses nothing, in place of coloured text."""
    import IPython
    import ipykernel
    from IPython.core import interactiveshell

    folders = tuple(os.path.dirname(package.__file__) + os.sep for package in (IPython, ipykernel))
    report = FailureReport(cells, (*folders, "<opencodeinterpreter"), SETTINGS["shown_file"])  # noqa: F821 # pyright: ignore
    plain_show = shell.showtraceback

    def show(exc_tuple: Any = None, *args: Any, **kwargs: Any) -> None:
        if not isinstance(exc_tuple, tuple):
            exc_tuple = sys.exc_info()
        kind, value, level = sys.last_type, sys.last_value, sys.last_traceback = exc_tuple
        try:
            failure = report.describe(value)
        except BaseException:  # noqa: BLE001 - a failure that can't be described must still be shown
            return plain_show((kind, value, level), *args, **kwargs)
        shell.payload_manager.write_payload({"source": PAYLOAD_SOURCE, "failure": failure}, single=True)
        shell._last_traceback = [failure["text"]]  # noqa: SLF001 - ipykernel reads it for its reply
        return None

    shell.showtraceback = show
    shell.showsyntaxerror = shell.showindentationerror = lambda *_, **__: show()
    plain_warn = interactiveshell.warn

    def warn(message: Any, *args: Any, **kwargs: Any) -> None:
        if not str(message).startswith("To exit: use"):
            plain_warn(message, *args, **kwargs)

    interactiveshell.warn = warn


def die_with_parent() -> None:
    """When the server is gone, remove the sockets it can't remove any more, and end."""
    parent, folder = SETTINGS["parent_pid"], SETTINGS["runtime_folder"]

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(0.5)
        import shutil

        shutil.rmtree(folder, ignore_errors=True)
        os._exit(1)

    if parent and os.getppid() == parent:
        threading.Thread(target=watch, name="opencodeinterpreter", daemon=True).start()


def bound_resources() -> None:
    """Limits on memory, file size and processes, where the settings ask for them."""
    limits = {"DATA": "memory_limit_bytes", "FSIZE": "file_limit_bytes", "NPROC": "process_limit"}
    if not any(SETTINGS[name] for name in limits.values()):
        return
    import resource

    for kind, name in limits.items():
        if SETTINGS[name]:
            resource.setrlimit(getattr(resource, "RLIMIT_" + kind), (SETTINGS[name], SETTINGS[name]))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def install(shell: Any) -> None:
    """Do all of it, in an order in which each part finds what it needs."""
    cells: dict[str, dict[str, Any]] = {}
    report_failures(shell, cells)
    name_cells(shell, cells)
    keep_leading_lines(shell)
    behave_like_a_script(shell)
    bound_output(shell)
    Attribution(shell, cells)  # noqa: F821 # pyright: ignore
    die_with_parent()
    enter_folder(shell)
    bound_resources()


install(get_ipython())  # noqa: F821 # pyright: ignore
