"""Answers that run are compared where the model can tell which suits the request best."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import attrs
import pytest
from loop_parts import InProcessTrials, ScriptedModel, collect, fenced, of_kind

from opencodeinterpreter.kernel.protocol import Isolation
from opencodeinterpreter.loop.conversation import Conversation
from opencodeinterpreter.loop.events import Event, Finished, RoundStarted
from opencodeinterpreter.loop.limits import Limits
from opencodeinterpreter.loop.reviewing import Reviewed, worth_comparing
from opencodeinterpreter.loop.session import Loop
from opencodeinterpreter.model.protocol import Message, ModelInfo, TokenChoice
from opencodeinterpreter.text.generation import generation_at

REVIEWS = ModelInfo(name="small", sends_history=False, branches=2, reviews=True)
# What may stand for the 1 in the first answer, the closest call first.
CHOICES = (
    TokenChoice("```python\nprint(", -0.01, (("```python\nprint(", -0.01),)),
    TokenChoice("1", -0.5, (("1", -0.5), ("2", -1.5), ("3", -2.5))),
)
OPENINGS = ["```python\nprint(2", "```python\nprint(3"]
REST = ")\n```"
ASKED = "# print two\n"


async def generate(
    model: ScriptedModel, text: str = ASKED, *, isolation: Isolation = "fresh", limits: Limits | None = None
) -> tuple[Conversation, list[Event], Finished]:
    generation = generation_at(text, 0, 0)
    assert generation is not None
    conversation = Conversation(scope=generation.scope)
    loop = Loop(model, InProcessTrials(isolation=isolation), limits or Limits())
    return conversation, *await collect(loop.generate(conversation, generation))


def reviewer(
    first: str, likely: Mapping[str, float], *, rest: Sequence[str] = (REST, REST), info: ModelInfo = REVIEWS
) -> ScriptedModel:
    return ScriptedModel(first, *rest, info=info, choices=CHOICES, likely=likely)


# The words of a turn, or of the code before it -> how likely it is: answers in a fence, code where it is described.
SUITS_TWO = {
    "print(1)\n```": -0.5,
    "print(2)\n```": -1.5,
    "print(3)\n```": -2.5,
}


@pytest.mark.parametrize(
    ("described", "expected"),
    [
        ({"1": -20.0, "2": -2.0, "3": -20.0}, "print(2)\n"),
        ({"1": -3.0, "2": -2.0, "3": -2.0}, "print(1)\n"),
        ({"1": -20.0, "2": -20.0, "3": -1.0}, "print(3)\n"),
    ],
)
async def test_the_answer_that_suits_the_request_is_taken(described: dict[str, float], expected: str) -> None:
    asked = {f"What is asked for here?\n```python\nprint({number})": told for number, told in described.items()}
    model = reviewer(fenced("print(1)"), asked | SUITS_TWO)
    conversation, events, finished = await generate(model)
    assert (finished.status, finished.code, finished.rounds) == ("ok", expected, 1)
    assert [messages[-1].content for messages in model.asked[1:]] == OPENINGS
    assert [event.answer for event in of_kind(events, RoundStarted)] == [1, 2, 3]
    assert conversation.messages[-1].content.endswith(f"{expected}```" if expected != "print(1)\n" else "helps.")
    assert conversation.said_code == expected
    assert conversation.code == expected
    assert "3 different answers work. The one that suits the request best" in conversation.transcript()
    assert model.reviewed[1] == [
        Message("user", "What is asked for here?\n```python\nprint(1)\n```"),
        Message("assistant", "print two"),
    ]


async def test_what_was_tried_behind_one_that_works_does_no_harm() -> None:
    model = reviewer(fenced("print(1)"), SUITS_TWO, rest=("/0" + REST, "xx" + REST))
    conversation, _, finished = await generate(model)
    assert (finished.status, finished.code, model.reviewed) == ("ok", "print(1)\n", [])
    assert conversation.messages[-1].content == fenced("print(1)")


async def test_all_are_tried_where_the_first_fails_and_the_best_of_those_that_work_is_taken() -> None:
    likely = {"asked for here?\n```python\nprint(2)": -9.0, "asked for here?\n```python\nprint(3)": -1.0} | SUITS_TWO
    model = reviewer(fenced("1 / 0"), likely)
    _, _, finished = await generate(model)
    assert (finished.code, len(model.reviewed)) == ("print(3)\n", 4)


# Whom comparing is spared: info, text, first answer, isolation, time
SPARED = [
    (attrs.evolve(REVIEWS, reviews=False), ASKED, "print(1)", "fresh", 6.0),
    (REVIEWS, ASKED, "print(1)\nassert 1", "fresh", 6.0),
    (REVIEWS, ASKED, "print(1)", "live", 6.0),
    (REVIEWS, ASKED, "print(1)", "fresh", 0.0),
    (REVIEWS, "def one():\n    pass\n", "def one():\n    return 1", "fresh", 6.0),
]


@pytest.mark.parametrize(("info", "text", "first", "isolation", "samples_s"), SPARED)
async def test_whom_comparing_is_spared(
    info: ModelInfo, text: str, first: str, isolation: Isolation, samples_s: float
) -> None:
    model = reviewer(fenced(first), {}, info=info)
    _, _, finished = await generate(model, text, isolation=isolation, limits=Limits(samples_s=samples_s))
    assert (finished.status, len(model.asked), model.reviewed) == ("ok", 1, [])


async def test_code_that_the_code_below_runs_with_comes_first() -> None:
    text = f"{ASKED}print(x)\n"
    choices = [TokenChoice("```python\ny", -0.5, (("```python\ny", -0.5), ("```python\nx", -1.5)))]
    model = ScriptedModel(fenced("y = 2"), " = 2\n```", info=REVIEWS, choices=choices)
    _, _, finished = await generate(model, text)
    assert (finished.code, finished.grade, model.reviewed) == ("x = 2\n", "downstream", [])


async def test_an_engine_that_tells_nothing_is_named() -> None:
    _, events, finished = await generate(reviewer(fenced("print(1)"), {}))
    assert finished.status == "failed"
    assert (
        "small doesn't tell how likely a text is; take reviews out of its opencodeinterpreter.json" in finished.reason
    )
    assert events


def test_only_close_calls_are_worth_comparing() -> None:
    far = (TokenChoice("a", -0.01, (("a", -0.01), ("b", -2.5), ("c", -1.9))),)
    assert worth_comparing(REVIEWS, far) == ["c"]
    assert worth_comparing(attrs.evolve(REVIEWS, branches=1), CHOICES) == OPENINGS[:1]
    assert Reviewed(-1.0, -10.0).score < Reviewed(-3.0, -1.0).score < Reviewed(-1.0, -1.0).score
