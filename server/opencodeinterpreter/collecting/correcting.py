"""``correct``: working code is broken, really run, and repaired with the real traceback.

After the code correction dialogues of OpenCodeInterpreter (arXiv 2402.14658, section 3), where a model writes the wrong
code; our own mutators (data/mistakes) imitate people's slips instead, unless a model is asked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from random import Random
from typing import Literal

import attrs

from opencodeinterpreter.collecting.method import DroppedError, Rejected, Tools, Unit
from opencodeinterpreter.collecting.telling import EXECUTION, fenced, printed, turn
from opencodeinterpreter.data.mistakes import break_code
from opencodeinterpreter.data.rows import Outcome, Row, Turn
from opencodeinterpreter.kernel.protocol import Execution
from opencodeinterpreter.loop.wording import Wording
from opencodeinterpreter.model.protocol import Message
from opencodeinterpreter.text.answers import changed_code, written_code
from opencodeinterpreter.text.assertions import has_asserts
from opencodeinterpreter.text.scopes import Scope
from opencodeinterpreter.text.syntax import parse_python

Breaker = Literal["mutators", "model"]
Repairer = Literal["model", "known"]

BUG_KINDS = (
    "a misspelt name",
    "a missing import",
    "a wrong type in an operation",
    "an index that is out of range",
    "a wrong key",
    "a wrong number of arguments",
    "a method that the object doesn't have",
    "a syntax error",
    "a value that is None where it is used",
)
"""What a model is asked for when it breaks code; one is drawn for each attempt."""


@attrs.frozen(kw_only=True)
class Correcting:
    """Implements ``Method``. A row gives ``per_row`` dialogues, each with a mistake of its own.

    The code of a row is the last that its assistant wrote. Where a row has them, ``extra.context`` runs before it and
    ``extra.check`` behind it, and ``extra.instruction`` is what the code should do (its query otherwise). With
    ``repair="known"`` the row's own code is the answer; a model has ``rounds`` replies, and its code has to print what
    the row's code prints. ``breaking_attempts`` bounds the tries to make code fail.
    """

    breaker: Breaker = "mutators"
    repair: Repairer = "model"
    per_row: int = 1
    rounds: int = 3
    breaking_attempts: int = 6
    keep_failures: bool = False

    @property
    def name(self) -> str:
        """See ``Method.name``."""
        return "correct"

    def units(self, rows: Sequence[Row]) -> Iterable[Unit | Rejected]:
        """Each row with Python code, ``per_row`` times."""
        for row in rows:
            _, code = _last_code(row)
            if not code:
                yield Rejected(id=row.id, reason="holds no code")
            elif parse_python(code) is None:
                yield Rejected(id=row.id, reason="its code is no Python")
            else:
                yield from (Unit(id=f"{row.id}/{number}", rows=(row,)) for number in range(1, self.per_row + 1))

    async def make(self, unit: Unit, tools: Tools, random: Random) -> Sequence[Row]:
        """See ``Method.make``."""
        program = _Program.of(unit.rows[0])
        right = await program.run(program.right, tools)
        if not right.ok:
            raise DroppedError("the code fails before it is broken")
        wrong, failed, mistake = await self._broken(program, tools, random)
        started = _Dialogue.begun(program, tools, mistake)
        started.wrong(wrong, failed)
        if self.repair == "known":
            started.right(program.right, right, "passed")
        else:
            await self._repaired(started, right, random)
        return [started.row(unit, self.name)]

    async def _broken(self, program: _Program, tools: Tools, random: Random) -> tuple[str, Execution, str]:
        """Broken code, how it failed, and the mistake's name."""
        for _ in range(self.breaking_attempts):
            drawn = await self._mistake(program, tools, random)
            if drawn is None:
                continue
            mistake, wrong = drawn
            failed = await program.run(wrong, tools)
            if failed.status == "error":
                return wrong, failed, mistake
        raise DroppedError("no attempt to break the code made it raise")

    async def _mistake(self, program: _Program, tools: Tools, random: Random) -> tuple[str, str] | None:
        if self.breaker == "mutators":
            return break_code(program.right, random)
        kind = random.choice(BUG_KINDS)
        prompt = tools.prompt("correct_break", code=program.right.rstrip(), kind=kind)
        wrong = written_code(await tools.ask([Message("user", prompt)], random=random))
        return None if wrong is None or wrong.strip() == program.right.strip() else (kind, wrong)

    async def _repaired(self, dialogue: _Dialogue, right: Execution, random: Random) -> None:
        """Let the coder repair the code until it runs and prints what it should."""
        wording = await dialogue.tools.wording("coder")
        for _ in range(self.rounds):
            given = dialogue.turns[-1].code
            reply = await dialogue.tools.ask(dialogue.asking(wording), random=random)
            is_edit = wording.info.answer_form == "line-edits"
            code = changed_code(reply, given) if is_edit else written_code(reply)
            if code is None:
                raise DroppedError("the model's reply held no code")
            if code.strip() == given.strip():
                raise DroppedError("the model changed nothing")
            execution = await dialogue.program.run(code, dialogue.tools)
            said = fenced(code) if is_edit else reply.strip()
            if execution.ok:
                dialogue.right(code, execution, self._judged(dialogue.program, code, execution, right), said)
                return
            dialogue.wrong(code, execution, said)
        if not self.keep_failures:
            raise DroppedError("still fails after the last round")
        dialogue.given_up()

    def _judged(self, program: _Program, code: str, execution: Execution, right: Execution) -> Outcome:
        if printed(execution) != printed(right):
            if self.keep_failures:
                return "failed"
            raise DroppedError("the repaired code runs, but prints something else")
        return "passed" if printed(right).strip() or has_asserts(f"{code}\n{program.check}") else "unverified"


def _last_code(row: Row) -> tuple[int, str]:
    """The place of the last assistant message that writes code, and its code; "" when none does."""
    for place in reversed(range(len(row.messages))):
        if row.messages[place].role == "assistant" and (code := written_code(row.messages[place].content)):
            return place, code
    return 0, ""


@attrs.frozen(kw_only=True)
class _Program:
    """A row's code and what runs around it."""

    asked: tuple[Message, ...]
    earlier: tuple[Turn, ...]
    right: str
    instruction: str
    context: str
    check: str

    @classmethod
    def of(cls, row: Row) -> _Program:
        place, code = _last_code(row)
        asked = row.messages[:place]
        codes = [written_code(message.content) for message in asked if message.role == "assistant"]
        return cls(
            asked=asked,
            earlier=row.turns[:-1] or tuple(Turn(code=code) for code in codes if code),
            right=code.rstrip() + "\n",
            instruction=str(row.extra.get("instruction", row.query)),
            context=str(row.extra.get("context", "")),
            check=str(row.extra.get("check", "")),
        )

    async def run(self, code: str, tools: Tools) -> Execution:
        program = f"{code.rstrip()}\n{self.check}\n" if self.check.strip() else code
        return await tools.execute(program, before=[self.context] if self.context.strip() else [])


@attrs.define(kw_only=True)
class _Dialogue:
    """The dialogue as it grows: what was asked, wrong code and its result, and at last the right code."""

    program: _Program
    tools: Tools
    mistake: str
    messages: list[Message]
    turns: list[Turn]
    last: Execution | None = None
    outcome: Outcome = "failed"

    @classmethod
    def begun(cls, program: _Program, tools: Tools, mistake: str) -> _Dialogue:
        messages, turns = list(program.asked), list(program.earlier)
        return cls(program=program, tools=tools, mistake=mistake, messages=messages, turns=turns)

    def wrong(self, code: str, execution: Execution, said: str = "") -> None:
        """Code that fails, and the user's turn that says how."""
        self._say(code, execution, said, feedback_kind=EXECUTION)
        self.messages.append(Message("user", self.tools.result_message(code, execution)))
        self.last = execution

    def right(self, code: str, execution: Execution, outcome: Outcome, said: str = "") -> None:
        """The code that ends the dialogue."""
        self._say(code, execution, said)
        self.outcome = outcome

    def given_up(self) -> None:
        """End with the last wrong code: nobody answers its result any more."""
        self.messages.pop()
        self.turns[-1] = attrs.evolve(self.turns[-1], feedback_kind="")

    def asking(self, wording: Wording) -> list[Message]:
        """The dialogue so far, its last turn in the words that this model knows."""
        assert self.last is not None, "a repair is asked for after a failure"
        code, scope = self.turns[-1].code, Scope(code="")
        prompt = wording.execution_feedback(scope, code, code, self.last, self.program.instruction)
        return [*self.messages[:-1], Message("user", prompt)]

    def row(self, unit: Unit, source: str) -> Row:
        origin = unit.rows[0]
        extra = {**origin.extra, "mistake": self.mistake, "of": origin.id}
        return Row(
            id=unit.id,
            source=source,
            messages=tuple(self.messages),
            turns=tuple(self.turns),
            outcome=self.outcome,
            extra=extra,
        )

    def _say(self, code: str, execution: Execution, said: str, feedback_kind: str = "") -> None:
        self.messages.append(Message("assistant", said or fenced(code)))
        self.turns.append(turn(code, execution, timeout_s=self.tools.timeout_s, feedback_kind=feedback_kind))
