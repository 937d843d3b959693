"""One training or test example in the very words that the product sends, rendered through the product's own prompts."""

from __future__ import annotations

import functools

import attrs

from opencodeinterpreter.data.tasks.task import Task
from opencodeinterpreter.loop.prompts import Prompts
from opencodeinterpreter.text import line_edits
from opencodeinterpreter.text.tracebacks import Failure, render


@attrs.frozen(kw_only=True)
class Dialogue:
    """A prompt and its reply. ``kind`` is the unit of splits; ``code`` and ``check`` serve evaluation.

    ``code`` is what a reply of line edits changes ("" for an instruction), ``before`` and ``check`` what is run
    before and behind the resulting code, ``expected`` what all of it then prints.
    """

    source: str
    kind: str
    prompt: str
    reply: str
    code: str = ""
    before: str = ""
    check: str = ""
    expected: str = ""


@functools.cache
def _prompts() -> Prompts:
    return Prompts(answer_form="line-edits")


def instruction(task: Task, expected: str) -> Dialogue:
    """A task as the prompt ``generate`` and a fenced block."""
    prompt = _prompts().render("generate", instruction=task.instruction, context=task.context, stub=task.stub)
    return Dialogue(
        source="instruction",
        kind=task.kind,
        prompt=prompt,
        reply=f"```python\n{task.answer.strip()}\n```",
        before=task.context,
        check=task.check,
        expected=expected,
    )


def description(task: Task) -> Dialogue:
    """The code of a task as the prompt ``describe``, and the instruction that it answers."""
    prompt = _prompts().render("describe", context=task.context, code=task.answer)
    return Dialogue(source="description", kind=task.kind, prompt=prompt, reply=task.instruction)


def fix(wrong: str, right: str, failure: Failure, *, kind: str, expected: str = "") -> Dialogue:
    """Failing code and its traceback as the prompt ``fix``, and the edits that mend it."""
    shown, numbered = render(failure), line_edits.number_lines(wrong)
    return Dialogue(
        source=kind.partition("/")[0],
        kind=kind,
        prompt=_prompts().render("fix", failure=shown, instruction="", numbered_code=numbered, code=wrong),
        reply=line_edits.between(wrong, right),
        code=wrong,
        expected=expected,
    )


def feedback(task: Task, wrong: str, failure: Failure, *, kind: str, expected: str) -> Dialogue:
    """A wrong answer to a task and its traceback as the prompt ``execution_feedback``, and the edits that mend it."""
    prompt = _prompts().render(
        "execution_feedback",
        instruction=task.instruction,
        numbered_code=line_edits.number_lines(wrong),
        result=render(failure),
        failed=True,
    )
    return Dialogue(
        source="feedback",
        kind=kind,
        prompt=prompt,
        reply=line_edits.between(wrong, task.answer),
        code=wrong,
        before=task.context,
        check=task.check,
        expected=expected,
    )


def wish(code: str, changed: str, wording: str, *, kind: str, expected: str = "") -> Dialogue:
    """A person's wish about code as the prompt ``human_feedback``, and the edits that fulfil it."""
    prompt = _prompts().render(
        "human_feedback", feedback=wording, result="", numbered_code=line_edits.number_lines(code)
    )
    return Dialogue(
        source="wish", kind=kind, prompt=prompt, reply=line_edits.between(code, changed), code=code, expected=expected
    )
