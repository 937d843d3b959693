"""The seam between running code and everything above it. Importing this module starts and loads nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Literal, Protocol

import attrs

from opencodeinterpreter.text.tracebacks import Failure

OutputKind = Literal["stdout", "stderr", "value", "display"]
Status = Literal["ok", "error", "timeout", "interrupted", "died", "refused"]
Isolation = Literal["fork", "fresh", "live", "none"]

# The run id under which tried code appears in frames.
CANDIDATE = "candidate"


@attrs.frozen(kw_only=True)
class Output:
    """One piece of output.

    ``data`` maps MIME types to text (images as base64). ``line`` is the 1-based last line of the top-level statement
    that was running, counted from the first line of the code that was run; None when it isn't known.
    """

    kind: OutputKind
    data: Mapping[str, str]
    line: int | None = None

    @property
    def text(self) -> str:
        """The plain-text form, "" when there is none."""
        return self.data.get("text/plain", "")


@attrs.frozen(kw_only=True)
class Execution:
    """What one run of code left behind. Text is already free of ANSI codes and cut to the output limit."""

    code: str
    status: Status
    outputs: tuple[Output, ...] = ()
    error: Failure | None = None
    truncated: bool = False
    duration_s: float = 0.0

    @property
    def ok(self) -> bool:
        """Whether the code ran to its end."""
        return self.status == "ok"


OutputSink = Callable[[Output], None]


class Kernel(Protocol):
    """Runs code in one live interpreter; never raises for the user's own errors.

    Starts its process on the first run. Raises KernelError when no interpreter can be started.
    """

    @property
    def is_alive(self) -> bool:
        """Whether a process is up now, and with it what ran before."""
        ...

    async def run(
        self, code: str, *, run_id: str, timeout_s: float | None = None, on_output: OutputSink | None = None
    ) -> Execution:
        """Run ``code``; runs queue up. Frames of this code in later tracebacks carry ``run_id``."""
        ...

    async def interrupt(self) -> None:
        """Stop the running code: interrupt first, kill when that is ignored."""
        ...

    async def restart(self) -> None:
        """Begin again with an empty namespace; a pending run ends as interrupted."""
        ...

    async def close(self) -> None:
        """Kill the process and everything it left in the run-time directory."""
        ...


@attrs.frozen(kw_only=True)
class Trial:
    """How a candidate fared. ``after`` are the runs of the code below it, in order, up to the first that failed.

    ``isolation`` says where it was tried: "none" means that it was not run (then ``execution.status`` is "refused").
    ``written_files`` are workspace files that the candidate changed inside the sandbox, relative paths.
    """

    execution: Execution
    isolation: Isolation
    after: tuple[Execution, ...] = ()
    written_files: tuple[str, ...] = ()


class Trials(Protocol):
    """Tries model-written code before the user has accepted it."""

    def prepare(self, before: Sequence[str] = ()) -> None:
        """Start, in the background, what an attempt below this code will need."""
        ...

    async def attempt(
        self,
        code: str,
        *,
        before: Sequence[str] = (),
        after: Sequence[str] = (),
        timeout_s: float,
        on_output: OutputSink | None = None,
    ) -> Trial:
        """Run ``before`` (its failures are ignored), then ``code``, then, if that went well, ``after``."""
        ...

    async def close(self) -> None:
        """Stop whatever waits for the next attempt."""
        ...


def not_tried(code: str, why: str) -> Trial:
    """Of code that was not run, and why."""
    message = f"the code was not run: {why}"
    failure = Failure(name="NotTried", message=message, text=f"NotTried: {message}")
    return Trial(execution=Execution(code=code, status="refused", error=failure), isolation="none")
