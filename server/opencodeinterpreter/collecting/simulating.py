"""``simulate``: a coder writes, the kernel executes, the result goes back, and a second model plays the person.

After the interaction simulation of OpenCodeInterpreter (arXiv 2402.14658, section 3). The dialogue goes the way of the
product's loop and in its words. Code that fails is answered with its execution; of code that runs, the second model
says what it misses, in one of ten respects that the seed draws.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from random import Random
from types import MappingProxyType

import attrs

from opencodeinterpreter.collecting.method import DroppedError, Rejected, Tools, Unit
from opencodeinterpreter.collecting.talk import Talk
from opencodeinterpreter.data.rows import Row
from opencodeinterpreter.model.protocol import Message
from opencodeinterpreter.text.truncate import cut

FEEDBACK_KINDS = MappingProxyType(
    {
        "syntax and formatting": "syntax, naming, layout and the conventions of Python",
        "efficiency": "needless work, and a faster algorithm or data structure",
        "functionality": "whether it does all that was asked for, edge cases included",
        "clarity": "names, structure, comments and how easily it can be followed",
        "bugs": "mistakes that show only for some inputs",
        "security": "trust in input, injection, unsafe calls and secrets",
        "compatibility": "versions of Python, operating systems, and how others call it",
        "resource use": "memory, open files and other things that are held or left behind",
        "scalability": "what happens when there is a hundred times as much to do",
        "best practices": "what an experienced engineer would do otherwise",
    }
)
"""The paper's ten kinds of human feedback, and what each one looks at."""

SATISFIED = "SATISFIED"
"""What the model that plays the person says when it misses nothing."""

_FEEDBACK_CHARS = 800
_FENCES = re.compile(r"^[ \t]*```.*?(^[ \t]*```[ \t]*$|\Z)", re.MULTILINE | re.DOTALL)


@attrs.frozen(kw_only=True)
class Simulating:
    """Implements ``Method``. ``rounds`` are the answers of the coder at most, as in the product's loop."""

    rounds: int = 3

    @property
    def name(self) -> str:
        """See ``Method.name``."""
        return "simulate"

    def units(self, rows: Sequence[Row]) -> Iterable[Unit | Rejected]:
        """Each row's query; what else a row says is left aside."""
        return (Unit(id=row.id, rows=(row,)) for row in rows)

    async def make(self, unit: Unit, tools: Tools, random: Random) -> Sequence[Row]:
        """See ``Method.make``."""
        problem = unit.rows[0]
        talk = Talk(problem=problem, tools=tools, random=random)
        kinds = random.sample(list(FEEDBACK_KINDS), k=len(FEEDBACK_KINDS))
        if reason := await talk.request(problem.query):
            raise DroppedError(reason)
        ended = await self._converse(talk, kinds)
        return [talk.row(id=unit.id, source=self.name, ended=ended, models=await _models(tools))]

    async def _converse(self, talk: Talk, kinds: Sequence[str]) -> str:
        """The further rounds; returns why there are no more."""
        for number in range(1, self.rounds):
            if not talk.ran:
                if talk.repeats:
                    return "the same failure came back"
                unfit = await talk.feed_back()
            else:
                kind = kinds[number % len(kinds)]
                feedback = await _feedback(talk, kind)
                if not feedback:
                    return "the user was satisfied"
                unfit = await talk.comment(feedback, kind)
            if unfit:
                return unfit
        return "the rounds were used up"


async def _feedback(talk: Talk, kind: str) -> str:
    """What the model that plays the person says of the last code; "" when it is satisfied."""
    prompt = talk.tools.prompt(
        "simulate_user",
        task=talk.problem.query,
        code=talk.code.rstrip(),
        result=talk.result,
        kind=kind,
        about=FEEDBACK_KINDS[kind],
        satisfied=SATISFIED,
    )
    return read_feedback(await talk.tools.ask([Message("user", prompt)], random=talk.random, part="user"))


def read_feedback(reply: str) -> str:
    """The words of a person in a reply: code is taken out, for people describe what they miss; "" for none."""
    words = _FENCES.sub("", reply).strip().strip('"').strip()
    if words.upper().lstrip("*_ ").startswith(SATISFIED):
        return ""
    return cut(words, _FEEDBACK_CHARS)


async def _models(tools: Tools) -> dict[str, str]:
    return {part: (await tools.wording(part)).info.name for part in ("coder", "user")}
