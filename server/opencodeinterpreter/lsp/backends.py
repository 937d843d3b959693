"""The seam through which the language server gets kernels, trials and models without naming a concrete class."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Protocol

from opencodeinterpreter.kernel.protocol import Kernel, Trials
from opencodeinterpreter.model.protocol import ChatModel
from opencodeinterpreter.settings import Settings

# Shows the person a question; True means "go ahead".
Ask = Callable[[str], Awaitable[bool]]
# Takes words for the person: what a model is doing ("loading …"), or what they should know once ("'bundled' answers").
Say = Callable[[str], None]


class Backends(Protocol):
    """Opens what the server needs, each at its first use; nothing is started before it is needed.

    ``document`` is None for a document that was never saved; ``workspace`` is None outside any folder.
    """

    async def open_kernel(self, *, document: Path | None, workspace: Path | None, settings: Settings) -> Kernel:
        """The kernel of a document (or of a workspace), in the interpreter that the settings or the workspace name.

        Raises KernelError; InterpreterLacksKernelError when ipykernel would have to be installed.
        """
        ...

    async def open_trials(
        self, kernel: Kernel, *, document: Path | None, workspace: Path | None, settings: Settings, ask: Ask
    ) -> tuple[Trials, str]:
        """How model-written code is tried beside ``kernel``, and a sentence for the person ("" when all is well)."""
        ...

    async def open_model(self, settings: Settings, *, on_status: Say, on_notice: Say) -> ChatModel:
        """The model that the settings name. Loading may wait until ``info`` or ``stream`` is called."""
        ...
