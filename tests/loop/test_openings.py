"""Answers that are led to likely lines before others are drawn by chance."""

from __future__ import annotations

import attrs
import pytest
from loop_parts import ScriptedModel, fix, of_kind

from opencodeinterpreter.loop.events import Token
from opencodeinterpreter.loop.openings import ANY, likely_lines, openings
from opencodeinterpreter.model.protocol import Message, ModelInfo

LED = ModelInfo(name="small", answer_form="line-edits", sends_history=False, samples=3, lines=4)
CODE = "def f(x):\n    return y\n\n\nz = 1\nprint(f(z))\n"
TRACE = '  File "main.py", line 6, in <module>\n    print(f(z))\n  File "main.py", line 2, in f\n    return y\n'
WRONG = "count = 0\nfor x in [1, 2]:\n    total += x\nprint(total)\n"


def test_lines_of_the_traceback_come_first():
    assert likely_lines(CODE, TRACE) == ["2", "6", "+2", "+1", "1", "5"]
    assert likely_lines("x\n", "no traceback") == []
    assert likely_lines("x\n", '  File "elsewhere.py", line 7, in f') == []


@pytest.mark.parametrize(
    ("info", "given", "prompt", "expected"),
    [
        (LED, CODE, TRACE, ["2", "6", "+2", "+1", ANY, ANY]),
        (LED, CODE, "no traceback", [ANY, ANY]),
        (LED, None, TRACE, [ANY, ANY]),
        (attrs.evolve(LED, answer_form="fenced"), CODE, TRACE, [ANY, ANY]),
        (ModelInfo(name="big"), CODE, TRACE, []),
    ],
)
def test_a_card_says_how_many_are_worth_it(info, given, prompt, expected):
    assert openings(info, given, prompt) == expected


async def test_a_model_goes_on_from_the_line_that_it_is_led_to() -> None:
    # The first reply changes nothing that helps, nor does the one that is led to line 3; a new line on top does.
    model = ScriptedModel("1|count = 1", "|    count += x", "|total = 0", info=LED)
    conversation, events, finished = await fix(WRONG, model, instruction="add all up")
    assert finished.status == "ok"
    assert finished.code == "total = 0\ncount = 0\nfor x in [1, 2]:\n    total += x\nprint(total)\n"
    begun = [messages[-1] for messages in model.asked[1:]]
    assert [messages[:-1] for messages in model.asked[1:]] == [model.asked[0]] * len(begun)
    assert (begun[0], begun[-1]) == (Message("assistant", "3"), Message("assistant", "+1"))
    assert [options.temperature for options in model.options] == [0.0] * len(model.options)
    assert "3|    count += x" in "".join(event.text for event in of_kind(events, Token))
    assert conversation.messages[-1].content == "+1|total = 0"
