"""Kernels in sandboxes, for trials: copies of one that runs, else new ones."""

from __future__ import annotations

import os
from collections.abc import Awaitable, Callable, Iterable
from pathlib import Path

import attrs

from opencodeinterpreter.errors import KernelError
from opencodeinterpreter.kernel.capabilities import switched_off
from opencodeinterpreter.kernel.copies import copy
from opencodeinterpreter.kernel.factory import KERNEL_ENVIRONMENT, KERNEL_OPTIONS
from opencodeinterpreter.kernel.idle_sandbox import IdleSandbox
from opencodeinterpreter.kernel.interpreters import Interpreter
from opencodeinterpreter.kernel.live import LiveKernel
from opencodeinterpreter.kernel.outputs import OutputLimits
from opencodeinterpreter.kernel.running import Launch, RunningKernel
from opencodeinterpreter.kernel.sandbox import Sandbox, probe_sandbox, safe_environment, sandbox_resources

_INTERRUPT_GRACE_S = 0.5


@attrs.frozen(kw_only=True)
class Place:
    """Where tried code works: its ``folder``, and the ``workspace`` that it may write to if it lies in one."""

    folder: Path
    workspace: Path | None = None
    document: Path | None = None

    @property
    def writable(self) -> Path:
        """The folder whose files the code seems to be able to change."""
        folder = self.folder.resolve()
        top = self.workspace.resolve() if self.workspace else folder
        return top if top == folder or top in folder.parents else folder


class Cages:
    """Makes sandboxed kernels, which belong to whoever asked for them. All of them work in the same place.

    A new one is a copy of a template, in which nothing else ever runs: that takes a tenth of the time.
    """

    def __init__(self, interpreter: Interpreter, place: Place, limits: OutputLimits) -> None:
        self._interpreter = interpreter
        self._place = place
        self._limits = limits
        self._template = LiveKernel(lambda: RunningKernel.start(self._template_launch), limits=limits)
        self._has_copies = not switched_off("fork")

    async def new(self) -> LiveKernel:
        """One that has run nothing. Raises KernelError."""
        if self._has_copies:
            try:
                return await self._up(self._caged(lambda: self._copy(self._template)))
            except KernelError:
                # Namespaces can't be entered here, or Python starts with something that can't be copied.
                self._has_copies = False
                await self._template.close()
        return await self._up(self._caged(lambda: RunningKernel.start(self._launch)))

    async def copy_of(self, kernel: LiveKernel) -> LiveKernel:
        """One that stands where this one stands, but for secrets in the environment. Raises KernelError."""
        if switched_off("fork"):
            raise KernelError("Copies of kernels are switched off.")
        known = {**os.environ, **self._interpreter.env}
        hidden = set(known) - set(safe_environment(known)) - set(KERNEL_ENVIRONMENT)
        return await self._up(self._caged(lambda: self._copy(kernel, hidden)))

    async def close(self) -> None:
        """Stop the template."""
        await self._template.close()

    def _caged(self, start: Callable[[], Awaitable[RunningKernel]]) -> LiveKernel:
        return LiveKernel(start, limits=self._limits, interrupt_grace_s=_INTERRUPT_GRACE_S)

    @staticmethod
    async def _up(kernel: LiveKernel) -> LiveKernel:
        try:
            await kernel.prestart()
        except BaseException:
            await kernel.close()
            raise
        return kernel

    async def _copy(self, kernel: LiveKernel, hidden_variables: Iterable[str] = ()) -> RunningKernel:
        await kernel.prestart()
        sandbox = await IdleSandbox.start(self._sandbox())
        return await copy(kernel, sandbox, folder=self._place.folder.resolve(), hidden_variables=hidden_variables)

    def _sandbox(self) -> Sandbox:
        return Sandbox(
            program=probe_sandbox().program, workspace=self._place.writable, readable=self._interpreter.folders
        )

    def _template_launch(self, runtime_folder: Path) -> Launch:
        """Outside of any sandbox, but with no more in its environment than what comes into one."""
        return Launch(
            argv=(*self._interpreter.argv, *KERNEL_OPTIONS),
            env={
                **safe_environment(os.environ),
                **KERNEL_ENVIRONMENT,
                "IPYTHONDIR": str(runtime_folder / "ipython"),
            },
            folder=self._place.folder.resolve(),
            document=self._place.document,
            output_limit_chars=self._limits.chars,
        )

    def _launch(self, runtime_folder: Path) -> Launch:
        plain = self._template_launch(runtime_folder)
        return attrs.evolve(
            plain,
            argv=self._sandbox().argv(plain.argv, runtime_folder=runtime_folder),
            env={**safe_environment(os.environ), **KERNEL_ENVIRONMENT},
            interrupt_by_message=True,
            resources=sandbox_resources(),
        )
