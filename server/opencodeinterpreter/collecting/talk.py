"""A dialogue with the coder as it grows, in the words that the product uses; the code of each answer is run.

Rows keep the default wording. A model that changes code by line edits, or sees only the last turn, is asked in the
words that it was trained on, and its answer is kept as the whole code that it leads to.
"""

from __future__ import annotations

from collections.abc import Mapping
from random import Random
from typing import Any

import attrs

from opencodeinterpreter.collecting.method import Tools
from opencodeinterpreter.collecting.running import outcome_of, run
from opencodeinterpreter.collecting.telling import EXECUTION, WHOLE, fenced, turn
from opencodeinterpreter.data.rows import Row, Turn
from opencodeinterpreter.kernel.protocol import Execution
from opencodeinterpreter.loop.feedback import headline, result_text
from opencodeinterpreter.loop.prompts import Prompts
from opencodeinterpreter.loop.wording import Wording
from opencodeinterpreter.model.protocol import Message, ModelInfo
from opencodeinterpreter.text.answers import changed_code, written_code
from opencodeinterpreter.text.generation import Generation

NO_CODE = "the coder's reply held no code"
UNCHANGED = "the coder changed nothing"
_RESULT_CHARS = 2000


@attrs.define(kw_only=True)
class Talk:
    """What was said, and what running the answers brought.

    ``problem`` is the row that is talked about now: answers are run with its ``extra.context`` and ``extra.check``.
    """

    problem: Row
    tools: Tools
    random: Random
    messages: list[Message] = attrs.field(factory=list[Message])
    turns: list[Turn] = attrs.field(factory=list[Turn])
    code: str = ""
    execution: Execution | None = None
    _seen: set[tuple[str, str]] = attrs.field(factory=set[tuple[str, str]])

    @property
    def ran(self) -> bool:
        """Whether the last code ran to its end."""
        return self.execution is not None and self.execution.ok

    @property
    def repeats(self) -> bool:
        """Whether the last answer failed as an earlier one did, so that asking again leads nowhere."""
        return (self.code.strip(), self._headline()) in self._seen

    @property
    def result(self) -> str:
        """What a person would see of the last execution."""
        if self.execution is None:
            return ""
        timeout_s = self.tools.timeout_s
        return result_text(self.execution, WHOLE, self.code, timeout_s=timeout_s, limit_chars=_RESULT_CHARS)

    def turn_to(self, problem: Row) -> None:
        """Go on to another problem, whose code has nothing to do with that of the one before."""
        self.problem, self.code, self.execution = problem, "", None

    async def request(self, instruction: str) -> str:
        """Ask for the code that solves the problem. Like all that ask: says why the reply was of no use, "" if it was.

        A reply of no use leaves no trace, and neither does its question.
        """
        generation = Generation(kind="insert", instruction=instruction, scope=WHOLE)
        wording = await self.tools.wording("coder")
        return await self._ask(wording, plain(wording).generate(generation), wording.generate(generation))

    async def answered(self, question: str, answer: str) -> None:
        """Take over a question and its answer as they were given; the code in it is run."""
        self.messages += [Message("user", question), Message("assistant", answer)]
        if code := written_code(answer):
            await self._try(code, checked=True)

    async def feed_back(self) -> str:
        """Hand the result of the last run back."""
        self._seen.add((self.code.strip(), self._headline()))
        wording = await self.tools.wording("coder")
        said, worded = (self._result(words) for words in (plain(wording), wording))
        return await self._ask(wording, said, worded, kind=EXECUTION)

    async def comment(self, feedback: str, kind: str, *, needs_code: bool = True, checked: bool = True) -> str:
        """Say what a person thinks of the last code, or asks about it.

        ``checked`` says whether the problem's own check still holds for the answer.
        """
        wording = await self.tools.wording("coder")
        said, worded = self._wish(plain(wording), feedback), self._wish(wording, feedback)
        return await self._ask(wording, said, worded, kind=kind, needs_code=needs_code, checked=checked)

    def row(self, *, id: str, source: str, **extra: Any) -> Row:  # noqa: A002 - the field's name
        """The dialogue as it stands. What ``extra`` knows of the last problem is kept: it belongs to the last code."""
        known: Mapping[str, Any] = {**self.problem.extra, "of": self.problem.id, **extra}
        return Row(
            id=id,
            source=source,
            messages=tuple(self.messages),
            turns=tuple(self.turns),
            outcome=outcome_of(self.execution),
            extra=known,
        )

    def _result(self, wording: Wording) -> str:
        assert self.execution is not None, "feedback is about code that was run"
        return wording.execution_feedback(WHOLE, self.code, self.code, self.execution, self.problem.query)

    def _wish(self, wording: Wording, feedback: str) -> str:
        """As the product does it: a model that remembers nothing is shown the code that is to be changed."""
        if wording.info.answer_form == "fenced" and not wording.info.sends_history:
            return wording.change(self.code, feedback)
        return wording.human_feedback(WHOLE, self.code, self.code, self.execution, feedback)

    async def _ask(
        self,
        wording: Wording,
        said: str,
        worded: str,
        *,
        kind: str = "",
        needs_code: bool = True,
        checked: bool = True,
    ) -> str:
        """Ask in the model's words and keep the plain ones. ``kind`` is what the last code is answered with."""
        reply = await self.tools.ask([*self.messages, Message("user", worded)], random=self.random)
        edits = bool(self.code) and wording.info.answer_form == "line-edits"
        code = changed_code(reply, self.code) if edits else written_code(reply)
        is_new = code is not None and code.strip() != self.code.strip()
        if not reply.strip() or (code is None and (needs_code or edits)):
            return NO_CODE
        if not is_new and needs_code:
            return UNCHANGED
        if self.turns and self.code:
            self.turns[-1] = attrs.evolve(self.turns[-1], feedback_kind=kind)
        kept = fenced(code) if edits and code else reply.strip()
        self.messages += [Message("user", said), Message("assistant", kept)]
        if code is not None and is_new:
            await self._try(code, checked=checked)
        return ""

    async def _try(self, code: str, *, checked: bool) -> None:
        self.code = code
        self.execution = await run(code, self.problem, self.tools, checked=checked)
        self.turns.append(turn(code, self.execution, timeout_s=self.tools.timeout_s))

    def _headline(self) -> str:
        return "" if self.execution is None or self.ran else headline(self.execution, timeout_s=self.tools.timeout_s)


def plain(wording: Wording) -> Wording:
    """The words that rows keep: those of a model that remembers and writes whole code."""
    if wording.info.answer_form == "fenced" and wording.info.sends_history:
        return wording
    return Wording(ModelInfo(name=""), Prompts(), wording.timeout_s)
