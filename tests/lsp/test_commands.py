"""Arguments of commands: what is wrong is named."""

from __future__ import annotations

import pytest

from opencodeinterpreter.errors import RequestError
from opencodeinterpreter.lsp import commands

SPOT = {"start": {"line": 1, "character": 0}, "end": {"line": 0, "character": 2.0}}


@pytest.mark.parametrize(
    ("command", "arguments", "complaint"),
    [
        ("opencodeinterpreter.nope", [{"uri": "u"}], "There is no command opencodeinterpreter.nope"),
        (commands.RUN, None, "takes one object"),
        (commands.RUN, ["u"], "takes one object"),
        (commands.RUN, [{}], "'uri' is missing"),
        (commands.RUN, [{"uri": 1}], "'uri' must be a string"),
        (commands.RUN, [{"uri": "u", "range": [1, 2]}], "'range' must be"),
        (commands.RUN, [{"uri": "u", "range": {**SPOT, "end": {"line": -1, "character": 0}}}], "'range' must be"),
        (commands.RUN, [{"uri": "u", "range": {**SPOT, "end": {"line": True, "character": 0}}}], "'range' must be"),
        (commands.GENERATE, [{"uri": "u"}], "'range' is missing"),
        (commands.GENERATE, [{"uri": "u", "range": SPOT, "instruction": 3}], "'instruction' must be a string"),
        (commands.FIX, [{"uri": "u", "traceback": ["x"]}], "'traceback' must be a string"),
        (commands.REFINE, [{"uri": "u", "id": "x"}], "'feedback' is missing"),
        (commands.REFINE, [{"uri": "u", "id": "", "feedback": "x"}], "'id' is missing"),
        (commands.SHOW, [{"uri": "u", "id": None}], "'id' is missing"),
    ],
)
def test_complaints(command: str, arguments: list[object] | None, complaint: str) -> None:
    with pytest.raises(RequestError, match=complaint.replace("(", r"\(")):
        commands.parse(command, arguments)


def test_good_arguments() -> None:
    parsed = commands.parse(commands.RUN, [{"uri": "u", "range": SPOT, "instruction": None, "unknown": 1}])
    assert parsed.range is not None
    assert (parsed.range.start.line, parsed.range.end.line) == (0, 1)


def test_a_result_leaves_out_what_is_not_there() -> None:
    assert commands.CommandResult(status="ok", id="x").to_json() == {
        "status": "ok",
        "id": "x",
        "rounds": 0,
        "grade": "unverified",
        "isolation": "none",
    }
