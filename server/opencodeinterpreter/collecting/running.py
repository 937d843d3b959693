"""Runs the code of a row with what belongs to its problem, and says what is known of it then."""

from __future__ import annotations

from opencodeinterpreter.collecting.method import Tools
from opencodeinterpreter.data.rows import Outcome, Row
from opencodeinterpreter.kernel.protocol import Execution
from opencodeinterpreter.text.assertions import has_asserts


async def run(code: str, problem: Row, tools: Tools, *, checked: bool = True) -> Execution:
    """Run ``code`` after the problem's ``extra.context`` and, if ``checked``, together with its ``extra.check``."""
    context, check = str(problem.extra.get("context", "")), str(problem.extra.get("check", ""))
    program = f"{code.rstrip()}\n{check}\n" if checked and check.strip() else code
    return await tools.execute(program, before=[context] if context.strip() else [])


def outcome_of(execution: Execution | None) -> Outcome:
    """``passed`` only where asserts held: code that merely ran to its end is ``unverified``."""
    if execution is None:
        return "unverified"
    if not execution.ok:
        return "failed"
    return "passed" if has_asserts(execution.code) else "unverified"
