"""Further answers to one prompt, from models whose card says that they are worth trying."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import aclosing

import pytest
from loop_parts import InProcessTrials, ScriptedModel, collect, fenced, of_kind

from opencodeinterpreter.kernel.protocol import Isolation
from opencodeinterpreter.loop.conversation import Conversation
from opencodeinterpreter.loop.events import CandidateFound, Event, Finished, RoundStarted, Token
from opencodeinterpreter.loop.limits import Limits
from opencodeinterpreter.loop.session import Loop
from opencodeinterpreter.model.protocol import GenerationOptions, ModelInfo, TextDelta
from opencodeinterpreter.text.generation import generation_at

SAMPLES = 4
INFO = ModelInfo(name="small", samples=SAMPLES)
BAD, WORSE, WORST, GOOD = fenced("1 / 0"), fenced("2 / 0"), fenced("print(x)"), fenced("print(1)")
NOTHING = "I can't."


async def generate(
    model: ScriptedModel, trials: InProcessTrials, limits: Limits | None = None
) -> tuple[Conversation, list[Event], Finished]:
    generation = generation_at("# print 1\n", 0, 0)
    assert generation is not None
    conversation = Conversation(scope=generation.scope)
    events, finished = await collect(Loop(model, trials, limits or Limits()).generate(conversation, generation))
    return conversation, events, finished


# replies in order -> status, rounds, replies asked for, candidates tried
ANSWERED = [
    ([GOOD], ("ok", 1, 1, 1)),
    ([BAD, GOOD], ("ok", 1, 2, 2)),
    ([BAD, WORSE, WORST, GOOD], ("ok", 1, 4, 4)),
    ([BAD, BAD, fenced("1 / 0  \n"), GOOD], ("ok", 1, 4, 2)),
    ([BAD, NOTHING, GOOD], ("ok", 1, 3, 2)),
    ([NOTHING, GOOD], ("ok", 1, 2, 1)),
    ([NOTHING], ("failed", 1, 4, 0)),
    ([BAD, WORSE, WORST, BAD, GOOD], ("ok", 2, 5, 4)),
    ([BAD, WORSE, WORST, BAD, WORSE, GOOD], ("ok", 2, 6, 4)),
    ([BAD], ("failed", 2, 8, 1)),
]


@pytest.mark.parametrize(("replies", "expected"), ANSWERED)
async def test_other_answers_are_tried_before_anything_is_fed_back(
    replies: list[str], expected: tuple[str, int, int, int]
) -> None:
    model, trials = ScriptedModel(*replies, info=INFO), InProcessTrials()
    conversation, events, finished = await generate(model, trials)
    assert (finished.status, finished.rounds, len(model.asked), len(trials.tried)) == expected
    answers = [event.answer for event in events if isinstance(event, RoundStarted)]
    assert answers == [*range(1, SAMPLES + 1)] * (len(answers) // SAMPLES) + [*range(1, len(answers) % SAMPLES + 1)]
    for index in range(len(model.asked)):
        first = index - index % SAMPLES
        assert model.options[index].temperature == (0.0 if index == first else 0.7)
        assert model.asked[index] == model.asked[first]
    assert [message.role for message in conversation.messages] == ["user", "assistant"] * finished.rounds
    if finished.status == "ok":
        assert conversation.messages[-1].content == replies[-1]
    assert len(of_kind(events, CandidateFound)) == len(trials.tried)


async def test_when_none_works_it_is_as_if_there_had_been_only_the_first() -> None:
    replies = [BAD, WORSE, WORST, NOTHING, BAD]
    conversation, events, finished = await generate(ScriptedModel(*replies, info=INFO), InProcessTrials())
    assert (finished.status, finished.code, finished.rounds) == ("failed", "1 / 0\n", 2)
    assert [message.content for message in conversation.messages][1::2] == [BAD, BAD]
    assert "line 1, in <module>\n    1 / 0" in conversation.messages[2].content
    which = [event.which_answer for event in events if isinstance(event, RoundStarted)][:SAMPLES]
    assert which == ["", *(f"{number} of up to 4 answers" for number in ("2nd", "3rd", "4th"))]
    transcript = conversation.transcript()
    assert "**small, 2nd of up to 4 answers, answered" not in transcript  # the model that answered names itself
    assert "**scripted-1, 2nd of up to 4 answers, answered" in transcript
    assert "**scripted-1, 3rd of up to 4 answers: failed (isolation: fresh)" in transcript


# info, limits, isolation of trials -> replies asked for
SPARED = [
    (ModelInfo(name="big"), Limits(max_rounds=1), "fresh", 1),
    (INFO, Limits(max_rounds=1), "fresh", SAMPLES),
    (INFO, Limits(max_rounds=1, samples_s=0), "fresh", 1),
    (INFO, Limits(max_rounds=1), "fork", SAMPLES),
    (INFO, Limits(max_rounds=1), "live", 1),
]


@pytest.mark.parametrize(("info", "limits", "isolation", "asked"), SPARED)
async def test_whom_further_answers_are_spared(
    info: ModelInfo, limits: Limits, isolation: Isolation, asked: int
) -> None:
    model = ScriptedModel(BAD, WORSE, WORST, info=info)
    await generate(model, InProcessTrials(isolation=isolation), limits)
    assert len(model.asked) == asked


async def test_a_person_who_wants_more_randomness_gets_it() -> None:
    model = ScriptedModel(BAD, GOOD, info=INFO)
    await generate(model, InProcessTrials(), Limits(temperature=1.2))
    assert [options.temperature for options in model.options] == [1.2, 1.2]


async def test_further_answers_are_tried_in_the_time_that_is_left_for_them() -> None:
    trials = InProcessTrials()
    await generate(ScriptedModel(BAD, WORSE, GOOD, info=INFO), trials, Limits(timeout_s=60, samples_s=5))
    first, *others = trials.timeouts_s
    assert first == 60
    assert len(others) == 2
    assert 5 > others[0] > others[1] > 0


class TalkativeModel(ScriptedModel):
    """Its further answers never end."""

    async def stream(self, messages: object, options: GenerationOptions) -> AsyncIterator[object]:  # type: ignore[override]
        async with aclosing(super().stream(messages, options)) as pieces:  # type: ignore[arg-type, type-var]
            async for piece in pieces:
                yield piece
        while len(self.asked) > 1:
            yield TextDelta("and so on ")
            await asyncio.sleep(0)


async def test_an_answer_that_takes_too_long_is_given_up() -> None:
    model = TalkativeModel(BAD, GOOD, info=INFO)
    _, _, finished = await generate(model, InProcessTrials(), Limits(max_rounds=1, samples_s=0.05))
    assert (finished.status, finished.code, len(model.asked), model.open_streams) == ("failed", "1 / 0\n", 2, 0)


async def test_cancelling_stops_further_answers() -> None:
    generation = generation_at("# print 1\n", 0, 0)
    assert generation is not None
    model = TalkativeModel(BAD, info=INFO)
    events = Loop(model, InProcessTrials(), Limits()).generate(Conversation(scope=generation.scope), generation)
    async for event in events:
        if isinstance(event, Token) and len(model.asked) == 2:
            break
    await events.aclose()
    assert (len(model.asked), model.open_streams) == (2, 0)


@pytest.mark.parametrize(
    ("number", "said"), [(1, ""), (2, "2nd"), (3, "3rd"), (11, "11th"), (12, "12th"), (21, "21st"), (22, "22nd")]
)
def test_which_answer_it_is(number: int, said: str) -> None:
    told = RoundStarted(1, 3, answer=number, answers=32).which_answer
    assert told == (f"{said} of up to 32 answers" if said else "")
