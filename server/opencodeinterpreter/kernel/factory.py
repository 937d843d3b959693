"""Puts a live kernel together: which interpreter, in which folder, with which environment."""

from __future__ import annotations

import os
from pathlib import Path

import attrs

from opencodeinterpreter.kernel.interpreters import Interpreter
from opencodeinterpreter.kernel.live import LiveKernel
from opencodeinterpreter.kernel.outputs import OutputLimits
from opencodeinterpreter.kernel.running import Launch, RunningKernel
from opencodeinterpreter.text.tracebacks import SHOWN_FILE

# Figures come as images; nothing is written to the user's IPython history; the debugger keeps its warnings to itself.
KERNEL_ENVIRONMENT = {
    "MPLBACKEND": "module://matplotlib_inline.backend_inline",
    "PYDEVD_DISABLE_FILE_VALIDATION": "1",
}
# ipykernel captures no output of subprocesses when it finds this; the code that it runs is not under test.
_NOT_FOR_KERNELS = ("PYTEST_CURRENT_TEST",)
KERNEL_OPTIONS = ("--HistoryManager.hist_file=:memory:",)


def live_kernel(
    interpreter: Interpreter,
    *,
    folder: Path | None = None,
    document: Path | None = None,
    shown_file: str = SHOWN_FILE,
    limits: OutputLimits | None = None,
) -> LiveKernel:
    """A kernel that starts at its first run, in ``folder`` (the document's by default).

    ``shown_file`` is what tracebacks and warnings call the code that was run.
    """
    folder = folder or (document.parent if document else None)
    bounds = limits or OutputLimits()
    launch = attrs.evolve(
        live_launch(interpreter, folder if folder and folder.is_dir() else Path.home()),
        document=document,
        shown_file=shown_file,
        output_limit_chars=bounds.chars,
    )
    return LiveKernel(lambda: RunningKernel.start(lambda _: launch), limits=bounds, shown_file=shown_file)


def live_launch(interpreter: Interpreter, folder: Path) -> Launch:
    """How to start one, with all that is in our environment."""
    inherited = {name: value for name, value in os.environ.items() if name not in _NOT_FOR_KERNELS}
    env = {**inherited, **KERNEL_ENVIRONMENT, **interpreter.env}
    return Launch(argv=(*interpreter.argv, *KERNEL_OPTIONS), env=env, folder=folder)
