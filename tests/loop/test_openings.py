"""Answers that are led to likely lines before others are drawn by chance."""

from __future__ import annotations

import attrs
import pytest
from loop_parts import ScriptedModel, fix, of_kind

from opencodeinterpreter.loop.events import Token
from opencodeinterpreter.loop.openings import ANY, branches, likely_lines, openings
from opencodeinterpreter.model.protocol import Message, ModelInfo, TokenChoice

LED = ModelInfo(name="small", answer_form="line-edits", sends_history=False, samples=3, lines=4)
CODE = "def f(x):\n    return y\n\n\nz = 1\nprint(f(z))\n"
TRACE = '  File "main.py", line 6, in <module>\n    print(f(z))\n  File "main.py", line 2, in f\n    return y\n'
WRONG = "count = 0\nfor x in [1, 2]:\n    count += x * weight\nprint(count)\n"


# Half way through "print(x)" this model nearly said "y"; at the start it nearly said nothing printable.
CHOICES = (
    TokenChoice("print", -0.1, (("print", -0.1), ("\n", -0.3), ("show", -5.0))),
    TokenChoice("(x", -0.6, (("(x", -0.6), ("(y", -0.8), ("", -0.7))),
    TokenChoice(")", -0.01, ((")", -0.01), ("", -4.6), (" + 1)", -4.7))),
    TokenChoice("", -0.02, (("", -0.02), ("\nmore", -4.0))),
)


def test_branches_leave_a_reply_where_it_was_least_certain():
    assert branches(CHOICES) == ["print(y", "print(x)\nmore", "print(x + 1)", "show"]
    assert branches(()) == []


def test_lines_of_the_traceback_come_first():
    assert likely_lines(CODE, TRACE) == ["2", "6", "+2", "+1", "1", "5"]
    assert likely_lines("x\n", "no traceback") == []
    setting = "limit = '15'\nn = 0\nfor time in [9, 20]:\n    n += 1\n    print(time < limit)\n"
    assert likely_lines(setting, '  File "main.py", line 5, in <module>') == ["5", "3", "+5", "+1", "1", "4", "2"]
    assert likely_lines("x\n", '  File "elsewhere.py", line 7, in f') == []


@pytest.mark.parametrize(
    ("info", "given", "prompt", "expected"),
    [
        (LED, CODE, TRACE, ["2", "6", "+2", "+1", ANY, ANY]),
        (LED, CODE, "no traceback", [ANY, ANY]),
        (LED, None, TRACE, [ANY, ANY]),
        (attrs.evolve(LED, branches=2), CODE, TRACE, ["print(y", "print(x)\nmore", "2", "6", "+2", "+1", ANY, ANY]),
        (attrs.evolve(LED, samples=1, branches=9), None, "", ["print(y", "print(x)\nmore", "print(x + 1)", "show"]),
        (attrs.evolve(LED, answer_form="fenced"), CODE, TRACE, [ANY, ANY]),
        (ModelInfo(name="big"), CODE, TRACE, []),
    ],
)
def test_a_card_says_how_many_are_worth_it(info, given, prompt, expected):
    assert openings(info, given, prompt, CHOICES) == expected


async def test_a_model_goes_on_from_the_line_that_it_is_led_to() -> None:
    # The first reply changes nothing that helps, nor does the one that is led to line 3; a new line on top does.
    model = ScriptedModel("1|count = 1", "|    count -= weight", "|weight = 2", info=LED)
    conversation, events, finished = await fix(WRONG, model, instruction="add all up")
    assert finished.status == "ok"
    assert finished.code == "weight = 2\ncount = 0\nfor x in [1, 2]:\n    count += x * weight\nprint(count)\n"
    begun = [messages[-1] for messages in model.asked[1:]]
    assert [messages[:-1] for messages in model.asked[1:]] == [model.asked[0]] * len(begun)
    assert (begun[0], begun[-1]) == (Message("assistant", "3"), Message("assistant", "+1"))
    assert [options.temperature for options in model.options] == [0.0] * len(model.options)
    assert "3|    count -= weight" in "".join(event.text for event in of_kind(events, Token))
    assert conversation.messages[-1].content == "+1|weight = 2"


async def test_a_model_goes_on_where_it_nearly_said_something_else() -> None:
    info = ModelInfo(name="small", answer_form="line-edits", branches=2)
    choices = [
        TokenChoice("3|    total +=", -0.1, (("3|    total +=", -0.1),)),
        TokenChoice(" z", -0.7, ((" z", -0.7), (" y", -0.8), (" count", -0.9))),
    ]
    model = ScriptedModel("3|    total += z", " - 1", " + x", info=info, choices=choices)
    code = "total = count = 0\nfor x in [1, 2]:\n    total += xx.x\nprint(total)\n"
    _, _, finished = await fix(code, model, instruction="add all up")
    assert finished.code == "total = count = 0\nfor x in [1, 2]:\n    total += count + x\nprint(total)\n"
    assert [messages[-1].content for messages in model.asked[1:]] == ["3|    total += y", "3|    total += count"]
    assert [options.top_logprobs for options in model.options] == [3, 0, 0]
