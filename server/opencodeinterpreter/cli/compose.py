"""The one place that picks concrete classes: kernels, trials and models for the language server and the terminal."""

from __future__ import annotations

import os
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TYPE_CHECKING

import attrs

from opencodeinterpreter.errors import KernelError

if TYPE_CHECKING:
    from opencodeinterpreter.kernel.protocol import Kernel, Trials
    from opencodeinterpreter.model.protocol import ChatModel
    from opencodeinterpreter.settings import Settings

API_KEY_VARIABLE = "OPENCODEINTERPRETER_API_KEY"

Ask = Callable[[str], Awaitable[bool]]
Say = Callable[[str], None]


class Composition:
    """Implements ``lsp.backends.Backends`` with what this machine has. Each import waits until it is needed."""

    async def open_kernel(self, *, document: Path | None, workspace: Path | None, settings: Settings) -> Kernel:
        """See ``Backends.open_kernel``. The kernel works in the document's folder."""
        from opencodeinterpreter.kernel.factory import live_kernel
        from opencodeinterpreter.kernel.interpreters import find_interpreter

        interpreter = await find_interpreter(settings.python, workspace=_project(document, workspace))
        return live_kernel(interpreter, folder=_folder(document, workspace), document=document)

    async def open_trials(
        self, kernel: Kernel, *, document: Path | None, workspace: Path | None, settings: Settings, ask: Ask
    ) -> tuple[Trials, str]:
        """See ``Backends.open_trials``."""
        from opencodeinterpreter.kernel.cages import Place
        from opencodeinterpreter.kernel.interpreters import find_interpreter
        from opencodeinterpreter.kernel.trials import open_trials

        interpreter = await find_interpreter(settings.python, workspace=_project(document, workspace))
        place = Place(folder=_folder(document, workspace), workspace=workspace, document=document)
        opened = open_trials(settings.trial, place, interpreter=interpreter, kernel=kernel, ask=ask)
        return opened.trials, opened.why

    async def open_sandbox(self, settings: Settings, *, folder: Path) -> Trials:
        """See ``collecting.tools.Parts``. Hashes are fixed, so that sets of texts print in the same order each time."""
        from opencodeinterpreter.kernel.cages import Place
        from opencodeinterpreter.kernel.interpreters import find_interpreter
        from opencodeinterpreter.kernel.sandbox import probe_sandbox
        from opencodeinterpreter.kernel.sandbox_trials import SandboxTrials

        report = probe_sandbox()
        if not report.available:
            raise KernelError(f"Code is only run in a sandbox here, and there is none: {report.reason}.")
        interpreter = await find_interpreter(settings.python or sys.executable)
        argv = ("/usr/bin/env", "PYTHONHASHSEED=0", *interpreter.argv)
        return SandboxTrials(attrs.evolve(interpreter, argv=argv), Place(folder=folder, workspace=folder))

    async def open_model(self, settings: Settings, *, on_status: Say, on_notice: Say) -> ChatModel:
        """See ``Backends.open_model``. An endpoint comes before a model of our own."""
        if settings.endpoint:
            from opencodeinterpreter.model.client import OpenAIChatModel

            api_key = settings.api_key or os.environ.get(API_KEY_VARIABLE)
            return OpenAIChatModel(settings.endpoint, api_key=api_key, model=settings.model, on_status=on_status)
        from opencodeinterpreter.model.hosted import HostedChatModel

        return HostedChatModel(
            model=settings.model,
            device=settings.device,
            dtype=settings.dtype,
            quantization=settings.quantization,
            on_status=on_status,
            on_notice=on_notice,
        )


def _project(document: Path | None, workspace: Path | None) -> Path | None:
    """Where a virtual environment is looked for."""
    return workspace or (document.parent if document else None)


def _folder(document: Path | None, workspace: Path | None) -> Path:
    return document.parent if document else workspace or Path.cwd()
