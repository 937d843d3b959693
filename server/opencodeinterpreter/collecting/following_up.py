"""``followup``: a solved problem is asked further questions, about its complexity, a better version or a variant.

After the LeetCode follow-up questions of OpenCodeInterpreter (arXiv 2402.14658, section 3). The questions come from our
prompts or from a second model; the code of each answer is run, and the row says what came of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from random import Random
from types import MappingProxyType
from typing import Literal

import attrs

from opencodeinterpreter.collecting.method import DroppedError, Rejected, Tools, Unit
from opencodeinterpreter.collecting.pairs import answer_of
from opencodeinterpreter.collecting.simulating import read_feedback
from opencodeinterpreter.collecting.talk import Talk
from opencodeinterpreter.data.rows import Row
from opencodeinterpreter.model.protocol import Message
from opencodeinterpreter.text.answers import written_code

Asker = Literal["prompt", "model"]


@attrs.frozen(kw_only=True)
class FollowUp:
    """One kind of question. ``checked`` says whether an answer still has to pass the problem's own check."""

    about: str
    needs_code: bool = True
    checked: bool = True


FOLLOW_UPS = MappingProxyType(
    {
        "complexity": FollowUp(about="the time and space complexity of this solution, and why", needs_code=False),
        "efficiency": FollowUp(about="a version that needs less time or less memory and does the same"),
        "variant": FollowUp(about="a variant of the problem in which one constraint is changed", checked=False),
    }
)
"""In the order in which they are asked: what a variant changes, no later question could take back."""

# Each prompt file words its question in this many ways.
_WORDINGS = 3


@attrs.frozen(kw_only=True)
class FollowingUp:
    """Implements ``Method``. ``questions`` of the ``kinds`` are drawn for each problem and asked in their order."""

    kinds: tuple[str, ...] = tuple(FOLLOW_UPS)
    questions: int = 2
    asker: Asker = "prompt"

    @property
    def name(self) -> str:
        """See ``Method.name``."""
        return "followup"

    def units(self, rows: Sequence[Row]) -> Iterable[Unit | Rejected]:
        """Each row that holds a problem and its solution, or a problem that the coder is to solve first."""
        for row in rows:
            answer = answer_of(row)
            if answer is None and len(row.messages) > 1:
                yield Rejected(id=row.id, reason="is more than a problem and its solution")
            elif answer is not None and written_code(answer) is None:
                yield Rejected(id=row.id, reason="its solution holds no code")
            else:
                yield Unit(id=row.id, rows=(row,))

    async def make(self, unit: Unit, tools: Tools, random: Random) -> Sequence[Row]:
        """See ``Method.make``."""
        problem = unit.rows[0]
        talk = Talk(problem=problem, tools=tools, random=random)
        await _solve(talk)
        drawn = random.sample(self.kinds, k=min(self.questions, len(self.kinds)))
        asked = [kind for kind in FOLLOW_UPS if kind in drawn and await self._ask(talk, kind)]
        if not asked:
            raise DroppedError("no follow-up was answered")
        return [talk.row(id=unit.id, source=self.name, followups=asked)]

    async def _ask(self, talk: Talk, kind: str) -> bool:
        follow_up = FOLLOW_UPS[kind]
        question = await self._question(talk, kind)
        if not question:
            return False
        return not await talk.comment(question, kind, needs_code=follow_up.needs_code, checked=follow_up.checked)

    async def _question(self, talk: Talk, kind: str) -> str:
        if self.asker == "prompt":
            return talk.tools.prompt(f"followup_{kind}", wording=talk.random.randrange(_WORDINGS))
        prompt = talk.tools.prompt(
            "followup_ask", task=talk.problem.query, code=talk.code.rstrip(), about=FOLLOW_UPS[kind].about
        )
        return read_feedback(await talk.tools.ask([Message("user", prompt)], random=talk.random, part="user"))


async def _solve(talk: Talk) -> None:
    """Begin with the problem and a solution that runs."""
    problem = talk.problem
    if (answer := answer_of(problem)) is not None:
        await talk.answered(problem.query, answer)
    elif reason := await talk.request(problem.query):
        raise DroppedError(reason)
    if not talk.ran:
        raise DroppedError("the solution does not run")
