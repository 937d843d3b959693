"""What a model is told of an execution: its output and its traceback, cleaned and cut."""

from __future__ import annotations

from opencodeinterpreter.kernel.protocol import Execution
from opencodeinterpreter.text.lines import split_lines
from opencodeinterpreter.text.scopes import Scope
from opencodeinterpreter.text.tracebacks import Failure, relative, render
from opencodeinterpreter.text.truncate import cut

_STATUS_TEXT = {
    "timeout": "The code was stopped: it did not end within {timeout_s:g} seconds.",
    "interrupted": "The code was interrupted.",
    "died": "The interpreter died while the code was running.",
    "refused": "The code was not run.",
}


def own_failure(failure: Failure, scope: Scope, candidate: str) -> Failure:
    """The failure of a trial, as seen from the candidate's own lines."""
    return relative(failure, first_line=scope.head_lines + 1, line_count=len(split_lines(candidate)))


def result_text(execution: Execution, scope: Scope, candidate: str, *, timeout_s: float, limit_chars: int) -> str:
    """Output and failure of a trial in at most about ``limit_chars``, two thirds of them for the failure."""
    printed = "".join(_ended(output.text) for output in execution.outputs if output.text.strip())
    parts = [cut(printed.rstrip("\n"), limit_chars // 3)]
    if execution.error:
        parts.append(cut(render(own_failure(execution.error, scope, candidate)), limit_chars * 2 // 3))
    elif not execution.ok:
        parts.append(_STATUS_TEXT.get(execution.status, execution.status).format(timeout_s=timeout_s))
    return "\n".join(part for part in parts if part) or "(no output)"


def output_and_traceback(
    execution: Execution, scope: Scope, candidate: str, *, timeout_s: float, limit_chars: int
) -> tuple[str, str]:
    """What a trial printed, and how it failed ("" when it did not), each in at most about ``limit_chars``."""
    output = cut("".join(output.text for output in execution.outputs), limit_chars)
    if execution.error is not None:
        return output, cut(render(own_failure(execution.error, scope, candidate)), limit_chars)
    return output, "" if execution.ok else headline(execution, timeout_s=timeout_s)


def headline(execution: Execution, *, timeout_s: float) -> str:
    """Why an execution failed, in one line."""
    if execution.error:
        return execution.error.headline.splitlines()[0]
    return _STATUS_TEXT.get(execution.status, execution.status).format(timeout_s=timeout_s)


def _ended(text: str) -> str:
    return text if text.endswith("\n") else text + "\n"
