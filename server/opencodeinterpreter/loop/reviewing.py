"""Chooses among answers to one request that all run: by how likely each is, and how likely it makes the request.

Coder-Reviewer reranking (arXiv 2211.16490): whoever reads code that forgets a part of what was asked for would ask for
something else.
"""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from opencodeinterpreter.loop.asking import logprob
from opencodeinterpreter.loop.openings import branches
from opencodeinterpreter.loop.task import Task
from opencodeinterpreter.model.protocol import ChatModel, Message, ModelInfo, TokenChoice

# What the request counts beside the answer. Measured on the bundled model, weights from 0.1 to 0.7 do about as well.
_REQUEST_WEIGHT = 0.3
# By how much (in natural logarithms) another token may be less likely than the one that was said. Measured on the same
# model, more distant ones double the time and bring nothing.
_WORTH_COMPARING = 2.0


def worth_comparing(info: ModelInfo, choices: Sequence[TokenChoice]) -> list[str]:
    """How answers begin that are to be compared with one that runs, of which these are the tokens."""
    return branches(choices, within=_WORTH_COMPARING)[: info.branches]


@attrs.frozen
class Reviewed:
    """The log probabilities (natural) of an answer behind its prompt and of the request behind the code of it."""

    answer: float
    request: float

    @property
    def score(self) -> float:
        """Comparable among answers to the same prompt."""
        return self.answer + _REQUEST_WEIGHT * self.request


async def review(model: ChatModel, task: Task, messages: Sequence[Message], code: str) -> Reviewed:
    """How likely the last of the messages, an answer with this code, is, and what was asked for. Raises ModelError."""
    info = task.wording.info
    described = [Message("user", task.description_of(code)), Message("assistant", task.instruction)]
    return Reviewed(await logprob(model, info, messages), await logprob(model, info, described))
