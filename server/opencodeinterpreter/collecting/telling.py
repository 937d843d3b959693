"""Words what executions brought, for the turns of a row and for the dialogue itself. Asks nobody, runs nothing."""

from __future__ import annotations

import re

import attrs

from opencodeinterpreter.data.rows import Turn, TurnExecution
from opencodeinterpreter.kernel.protocol import Execution, Output
from opencodeinterpreter.loop.feedback import output_and_traceback
from opencodeinterpreter.loop.prompts import Prompts
from opencodeinterpreter.loop.wording import Wording
from opencodeinterpreter.model.protocol import ModelInfo
from opencodeinterpreter.text.scopes import Scope

EXECUTION = "execution"
"""The feedback kind of a turn that was answered with the result of running it."""

_LIMIT_CHARS = 2000
_ADDRESS = re.compile(r"\b0x[0-9a-f]{6,}\b")
WHOLE = Scope(code="")
"""Collected code is a whole file, not a region of one."""


def without_addresses(execution: Execution) -> Execution:
    """The same execution with 0x… for addresses in memory, which differ each time and teach nothing."""
    error = execution.error
    if error is not None:
        error = attrs.evolve(error, message=_hidden(error.message), text=_hidden(error.text))
    return attrs.evolve(execution, outputs=tuple(map(_without_addresses, execution.outputs)), error=error)


def turn(code: str, execution: Execution | None, *, timeout_s: float, feedback_kind: str = "") -> Turn:
    """A turn as rows keep it; the traceback shows the lines of ``code`` alone."""
    ran = None if execution is None else _kept(execution, code, timeout_s)
    return Turn(code=code, execution=ran, feedback_kind=feedback_kind)


def printed(execution: Execution) -> str:
    """Everything that was printed or shown as text."""
    return "".join(output.text for output in execution.outputs)


def fenced(code: str) -> str:
    """Code as an assistant gives it."""
    return f"```python\n{code.strip()}\n```"


def result_message(prompts: Prompts, code: str, execution: Execution, *, timeout_s: float) -> str:
    """The user turn that hands the result of running ``code`` back, in the words that the product uses for it."""
    return Wording(ModelInfo(name=""), prompts, timeout_s).execution_feedback(WHOLE, code, code, execution, "")


def _kept(execution: Execution, code: str, timeout_s: float) -> TurnExecution:
    output, traceback = output_and_traceback(execution, WHOLE, code, timeout_s=timeout_s, limit_chars=_LIMIT_CHARS)
    return TurnExecution(status=execution.status, output=output, traceback=traceback)


def _without_addresses(output: Output) -> Output:
    if "text/plain" not in output.data:
        return output
    return attrs.evolve(output, data={**output.data, "text/plain": _hidden(output.text)})


def _hidden(text: str) -> str:
    return _ADDRESS.sub("0x…", text)
