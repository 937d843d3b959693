"""Inside the user's interpreter: makes a fresh IPython kernel behave like ``python script.py``. Python 3.8 or newer.

Sent as text together with its neighbours and executed in a private namespace, where ``install`` is called once;
nothing of it shows in the user's namespace. The settings: ``folder``, ``document``, ``shown_file``,
``output_limit_chars``, ``memory_limit_bytes``, ``file_limit_bytes``, ``process_limit`` (0 or "" where a setting does
not apply).
"""

# ruff: noqa: PTH118, PTH120 - pathlib stays out of the user's interpreter until the user wants it

from __future__ import annotations

import contextlib
import os
import sys
import tempfile
import warnings
from typing import Any

PAYLOAD_SOURCE = "opencodeinterpreter"

Settings = Any
Cells = Any


def install(shell: Any, settings: Settings, report_class: Any, attribution_class: Any, bound_resources: Any) -> None:
    """Do all of it, in an order in which each part finds what it needs."""
    cells: Cells = {}
    report_failures(shell, report_class(cells, *machinery(), settings["shown_file"]))
    name_cells(shell, cells)
    keep_leading_lines(shell)
    compile_like_a_script(shell)
    behave_like_a_script(shell)
    bound_output(shell, settings["output_limit_chars"] + 1)
    attribution_class(shell, cells)
    enter_folder(shell, settings["folder"], settings["document"])
    bound_resources(settings)


def enter_folder(shell: Any, folder: str, document: str) -> None:
    """Working directory, ``sys.path[0]``, ``sys.argv`` and ``__file__`` as a script has them."""
    if folder:
        os.chdir(folder)
        sys.path[:] = [folder, *(entry for entry in sys.path if entry)]
    sys.argv[:] = [document]
    if document:
        shell.user_ns["__file__"] = document


def behave_like_a_script(shell: Any) -> None:
    """``exit()`` ends the run and not the kernel, ``input()`` says why it can't ask, stdout can't be lost."""

    def leave(code: Any = None) -> None:
        raise SystemExit(code)

    def ask(*_: Any, **__: Any) -> str:
        raise EOFError("input() has nobody to ask here: put the value into the code instead")

    for namespace in (shell.user_ns, shell.user_ns_hidden):
        namespace["exit"] = namespace["quit"] = leave
    shell.kernel.raw_input = shell.kernel.getpass = ask
    for stream in (sys.stdout, sys.stderr):
        setattr(stream, "close", stream.flush)  # noqa: B010 - a method is replaced on purpose


def bound_output(shell: Any, limit: int) -> None:
    """No single message grows beyond the limit: whatever is larger was not going to be shown."""
    streams = {name: (getattr(sys, name), bounded_write(getattr(sys, name), limit)) for name in ("stdout", "stderr")}

    def no_tee(*_: Any, **__: Any) -> Any:
        return contextlib.nullcontext()

    # IPython 9 keeps a copy of all that is printed, for its history, and has no setting for it.
    setattr(shell, "_tee", no_tee)  # noqa: B010 - a method is replaced on purpose

    def prepare(*_: Any) -> None:
        getattr(shell.history_manager, "outputs", {}).clear()
        for name, (stream, write) in streams.items():
            stream.write = write
            if getattr(getattr(sys, name), "closed", True):
                setattr(sys, name, stream)
                stream.set_parent(shell.get_parent())

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
    """Like ``stream.write``, but cuts what comes in one go, and sends what piled up before that exceeds ``limit``."""
    plain_write: Any = stream.__class__.write
    pending = 0

    def write(text: Any) -> int:
        nonlocal pending
        plain_write(stream, text[:limit] if isinstance(text, str) and len(text) > limit else text)
        pending += len(text)
        if pending > limit:
            pending = 0
            stream.flush()
        return len(text)

    return write


def name_cells(shell: Any, cells: Cells) -> None:
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
    names = [getattr(transform, "__name__", "") for transform in transforms]
    if "leading_empty_lines" not in names:
        return
    index = names.index("leading_empty_lines")
    drop = transforms[index]

    def drop_before_magics(lines: Any) -> Any:
        return drop(lines) if "".join(lines).lstrip().startswith("%%") else lines

    transforms[index] = drop_before_magics


def compile_like_a_script(shell: Any) -> None:
    """Code that breaks off gets Python's own message, and a warning about its syntax is given once."""
    # With codeop's flags all of it would be "incomplete input", placed where the code ends.
    shell.compile.reset_compiler_flags()
    # IPython first compiles each cell under this name, to see whether it awaits, and once more to run it.
    warnings.filterwarnings("ignore", module="<>")


def machinery() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Starts of the file names of what calls the user's code, and of what the user's code calls without knowing it."""
    import ipykernel
    import IPython

    packages: Any = (IPython, ipykernel)
    callers, callees = (os.path.dirname(package.__file__) + os.sep for package in packages)
    return (callers,), (callees, "<opencodeinterpreter")


def report_failures(shell: Any, report: Any) -> None:
    """Send failures as data with the reply, on the one channel that loses nothing, in place of coloured text."""
    plain_show = shell.showtraceback

    def show(exc_tuple: Any = None, *args: Any, **kwargs: Any) -> None:
        raised: Any = exc_tuple or sys.exc_info()
        sys.last_type, sys.last_value, sys.last_traceback = raised
        try:
            failure: Any = report.describe(raised[1])
        except BaseException:  # noqa: BLE001 - a failure that can't be described must still be shown
            plain_show(raised, *args, **kwargs)
            return
        shell.payload_manager.write_payload({"source": PAYLOAD_SOURCE, "failure": failure}, single=True)
        setattr(shell, "_last_traceback", [failure["text"]])  # noqa: B010 - ipykernel reads it for its reply

    def show_syntax_error(*_: Any, **__: Any) -> None:
        show()

    def store_nothing(*_: Any, **__: Any) -> Any:
        return {}

    # IPython 9 formats each exception once more, for its history: half a second for a deep recursion.
    setattr(shell, "_format_exception_for_storage", store_nothing)  # noqa: B010 - a method is replaced on purpose
    shell.events.register("post_run_cell", make_printable)
    shell.showtraceback = show
    shell.showsyntaxerror = shell.showindentationerror = show_syntax_error
    silence_exit_hint()


def make_printable(result: Any) -> None:
    """Replace an error that can't be printed: ipykernel would fail over it and never reply."""
    try:
        str(getattr(result, "error_in_exec", None))
    except BaseException:  # noqa: BLE001 - it runs the user's own __str__
        result.error_in_exec = RuntimeError("an exception whose str() fails")


def silence_exit_hint() -> None:
    """IPython warns that SystemExit does not end the kernel; a script's end is nothing to warn of."""
    from IPython.core import interactiveshell

    module: Any = interactiveshell
    plain_warn = module.warn

    def warn(message: Any, *args: Any, **kwargs: Any) -> None:
        if not str(message).startswith("To exit: use"):
            plain_warn(message, *args, **kwargs)

    module.warn = warn
