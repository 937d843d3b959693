"""Ways to try model-written code before the user has accepted it, and the choice among them.

Code runs in a sandbox, or in the live kernel after the user agreed, or not at all.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from typing import Literal

import attrs
from typing_extensions import assert_never

from opencodeinterpreter.kernel.cages import Place
from opencodeinterpreter.kernel.interpreters import Interpreter
from opencodeinterpreter.kernel.live import LiveKernel
from opencodeinterpreter.kernel.protocol import CANDIDATE, Kernel, OutputSink, Trial, Trials, not_tried
from opencodeinterpreter.kernel.sandbox import probe_sandbox
from opencodeinterpreter.kernel.sandbox_trials import SandboxTrials

Mode = Literal["auto", "fresh", "ask", "off"]
Ask = Callable[[str], Awaitable[bool]]


@attrs.frozen(kw_only=True)
class OpenedTrials:
    """The way that was picked, and why it was not a better one ("" when all is well)."""

    trials: Trials
    picked: Literal["fork", "fresh", "ask", "off"]
    why: str = ""


def open_trials(mode: Mode, place: Place, *, interpreter: Interpreter, kernel: Kernel, ask: Ask) -> OpenedTrials:
    """The best way to try code that ``mode`` allows and this machine has."""
    match mode:
        case "off":
            return OpenedTrials(trials=OffTrials(), picked="off", why="Trials are off: code is offered untried.")
        case "ask":
            return OpenedTrials(trials=AskTrials(ask, kernel), picked="ask")
        case "auto" | "fresh":
            report = probe_sandbox()
            if not report.available:
                why = f"There is no sandbox here ({report.reason}), so you are asked before each trial."
                return OpenedTrials(trials=AskTrials(ask, kernel), picked="ask", why=why)
            live = kernel if mode == "auto" and isinstance(kernel, LiveKernel) else None
            return OpenedTrials(trials=SandboxTrials(interpreter, place, live=live), picked="fork" if live else "fresh")
        case _:
            assert_never(mode)


class AskTrials:
    """Implements ``Trials`` where there is no sandbox: the live kernel runs the code if the user agrees each time.

    In a kernel that has not run anything yet, the person's own code before it runs first; what stands after it does not
    run.
    """

    def __init__(self, ask: Ask, kernel: Kernel) -> None:
        self._ask = ask
        self._kernel = kernel

    def prepare(self, before: Sequence[str] = ()) -> None:
        """Nothing to prepare."""

    async def attempt(
        self,
        code: str,
        *,
        before: Sequence[str] = (),
        after: Sequence[str] = (),  # noqa: ARG002 - part of the protocol
        timeout_s: float,
        on_output: OutputSink | None = None,
    ) -> Trial:
        """See ``Trials.attempt``."""
        missing = () if self._kernel.is_alive else before
        first = " The code above it has not run yet and runs first." if missing else ""
        if not await self._ask(f"Run this code in your live kernel? There is no sandbox around it.{first}\n\n{code}"):
            return not_tried(code, "you declined")
        for number, above in enumerate(missing):
            await self._kernel.run(above, run_id=f"before-{number}", timeout_s=timeout_s)
        execution = await self._kernel.run(code, run_id=CANDIDATE, timeout_s=timeout_s, on_output=on_output)
        return Trial(execution=execution, isolation="live")

    async def close(self) -> None:
        """Nothing to close: the kernel belongs to the document."""


class OffTrials:
    """Implements ``Trials`` by never running anything."""

    def prepare(self, before: Sequence[str] = ()) -> None:
        """Nothing to prepare."""

    async def attempt(
        self,
        code: str,
        *,
        before: Sequence[str] = (),  # noqa: ARG002 - part of the protocol
        after: Sequence[str] = (),  # noqa: ARG002 - part of the protocol
        timeout_s: float,  # noqa: ARG002 - part of the protocol
        on_output: OutputSink | None = None,  # noqa: ARG002 - part of the protocol
    ) -> Trial:
        """See ``Trials.attempt``."""
        return not_tried(code, "trials are off")

    async def close(self) -> None:
        """Nothing to close."""
