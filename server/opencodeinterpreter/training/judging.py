"""Judges a model's answers by running them: held-out dialogues and the suite written by hand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import attrs

from opencodeinterpreter.data import dialogue, handwritten
from opencodeinterpreter.data.dialogue import Dialogue
from opencodeinterpreter.data.tasks.task import Task
from opencodeinterpreter.data.trying import TrialRunner
from opencodeinterpreter.text import blocks, line_edits
from opencodeinterpreter.training.answering import Answerer


@attrs.frozen
class Verdict:
    """One judged answer."""

    row: Dialogue
    answer: str
    right: bool


@attrs.frozen
class Score:
    """How many answers of a set were right."""

    name: str
    verdicts: tuple[Verdict, ...]

    @property
    def right(self) -> int:
        """The number of right answers."""
        return sum(verdict.right for verdict in self.verdicts)


def changed_code(row: Dialogue, answer: str) -> str | None:
    """The program that an answer leads to; None when it is no answer at all."""
    if row.code:
        return line_edits.apply(line_edits.parse(answer), row.code)
    found = blocks.code_blocks(answer)
    return found[0] if found else None


def judge(answerer: Answerer, name: str, rows: Sequence[Dialogue]) -> Score:
    """Answer and run each row."""
    with TrialRunner() as runner:
        answers = answerer.answers([row.prompt for row in rows])
        return Score(
            name,
            tuple(
                Verdict(row, answer, is_right(row, answer, runner)) for row, answer in zip(rows, answers, strict=True)
            ),
        )


def is_right(row: Dialogue, answer: str, runner: TrialRunner) -> bool:
    """Whether the answer's program prints what is expected; without that, it must be the very change."""
    code = changed_code(row, answer)
    if code is None:
        return False
    if not row.expected:
        return code == line_edits.apply(line_edits.parse(row.reply), row.code) if row.code else bool(answer)
    parts = [part.strip("\n") for part in (row.before, code, row.check) if part.strip()]
    return runner.run("\n".join(parts) + "\n").printed(row.expected)


def handwritten_rows() -> Iterator[tuple[str, list[Dialogue]]]:
    """The suite written by hand, as dialogues without a reply."""
    yield "instructions, written by hand", [_instruction(item) for item in handwritten.INSTRUCTIONS]
    with TrialRunner() as runner:
        yield "fixes, written by hand", [_broken(item, runner) for item in handwritten.BROKEN_PROGRAMS]
    yield "wishes, written by hand", [_wished(item) for item in handwritten.WISHED_CHANGES]


def _instruction(item: handwritten.Instruction) -> Dialogue:
    task = Task(
        kind="handwritten", instruction=item.text, context=item.context, stub=item.stub, answer="", check=item.check
    )
    return dialogue.instruction(task, item.expected)


def _broken(item: handwritten.BrokenProgram, runner: TrialRunner) -> Dialogue:
    failure = runner.run(item.code).failure
    assert failure, f"does not fail: {item.code}"
    return dialogue.fix(item.code, item.code, failure, kind="handwritten", expected=item.expected)


def _wished(item: handwritten.WishedChange) -> Dialogue:
    row = dialogue.wish(item.code, item.code, item.wish, kind="handwritten", expected=item.expected)
    return attrs.evolve(row, check=item.check)
