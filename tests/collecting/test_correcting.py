from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from collecting_engine import Messages, collect, read_lines, start_engine, write_lines

from opencodeinterpreter.collecting.generated import generated_rows

SUM = "numbers = [3, 4]\ntotal = sum(numbers)\nprint(total)"
WRONG = "numbers = [3, 4]\ntotal = sum(number)\nprint(total)"
OTHER = "numbers = [3, 4]\ntotal = len(numbers)\nprint(total)"


def fenced(code: str) -> str:
    return f"Here:\n```python\n{code}\n```"


def pair(code: str, **fields: Any) -> dict[str, Any]:
    return {"id": "sum", "query": "print the sum of 3 and 4", "answer": f"```python\n{code}\n```", **fields}


def scripted(*repairs: str):
    """Breaks the code when asked to; gives repairs in the order of the turns of a conversation."""

    def answer(messages: Messages) -> str:
        if "Put exactly one mistake" in messages[-1]["content"]:
            return fenced(WRONG)
        asked = sum(message["role"] == "user" for message in messages)
        return repairs[min(asked - 2, len(repairs) - 1)]

    return answer


def test_known_repairs_need_no_model(tmp_path: Path) -> None:
    checked = {"extra": {"context": "numbers = [3, 4]", "check": "print(total)"}}
    rows = write_lines(tmp_path / "in.jsonl", pair(SUM), pair("total = sum(numbers)", **checked))
    out = tmp_path / "out.jsonl"
    assert collect("correct", rows, "--repair", "known", "--per-row", 2, "-o", out) == 0
    found = read_lines(out)
    assert {row["id"] for row in found} <= {"sum/1", "sum/2", "sum/1#2", "sum/2#2"}
    assert {"sum/1", "sum/1#2"} <= {row["id"] for row in found}
    for row in found:
        wrong, right = row["turns"]
        assert [message["role"] for message in row["messages"]] == ["user", "assistant", "user", "assistant"]
        assert (wrong["execution"]["status"], wrong["feedback_kind"]) == ("error", "execution")
        assert wrong["execution"]["traceback"].startswith("Traceback (most recent call last):\n")
        assert wrong["execution"]["traceback"] in row["messages"][2]["content"]
        assert (right["execution"]["output"], right["feedback_kind"]) == ("7\n", "")
        assert right["code"].strip() in row["messages"][3]["content"]
        assert (row["source"], row["outcome"], row["extra"]["of"]) == ("correct", "passed", "sum")


@pytest.mark.parametrize(
    ("repairs", "options", "outcome"),
    [
        ([fenced(SUM)], [], ("passed", ["error", "ok"])),
        ([fenced(WRONG + "  # mended"), fenced(SUM)], [], ("passed", ["error", "error", "ok"])),
        ([fenced(OTHER)], [], "the repaired code runs, but prints something else"),
        ([fenced(OTHER)], ["--keep-failures"], ("failed", ["error", "ok"])),
        ([fenced(WRONG)], [], "the model changed nothing"),
        (["I don't know."], [], "the model's reply held no code"),
        ([fenced("1 / 0")], ["--max-rounds", "1"], "still fails after the last round"),
        ([fenced("1 / 0")], ["--max-rounds", "1", "--keep-failures"], ("failed", ["error", "error"])),
    ],
)
def test_a_model_breaks_and_repairs(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], repairs: list[str], options: list[str], outcome: object
) -> None:
    rows, out = write_lines(tmp_path / "in.jsonl", pair(SUM)), tmp_path / "out.jsonl"
    with start_engine(scripted(*repairs)) as engine:
        engines = ("--engine", engine.url, "--breaker", "model", "--json")
        assert collect("correct", rows, "-o", out, *engines, *options) == 0
    dropped = json.loads(capsys.readouterr().out)["dropped"]
    found = [(row["outcome"], [turn["execution"]["status"] for turn in row["turns"]]) for row in read_lines(out)]
    assert (found or list(dropped)) == [outcome]
    for row in read_lines(out):
        assert [message["role"] for message in row["messages"]] == ["user", "assistant"] * len(row["turns"])
        assert row["messages"][-1]["content"] == repairs[-1]


def test_a_dialogue_goes_on_where_it_stood(tmp_path: Path) -> None:
    earlier = [{"role": "user", "content": "print 3"}, {"role": "assistant", "content": "```python\nprint(3)\n```"}]
    wish = [{"role": "user", "content": "their sum"}, {"role": "assistant", "content": f"```python\n{SUM}\n```"}]
    rows = write_lines(tmp_path / "in.jsonl", {"messages": [*earlier, *wish]})
    assert collect("correct", rows, "--repair", "known", "-o", tmp_path / "out.jsonl") == 0
    (row,) = read_lines(tmp_path / "out.jsonl")
    assert row["messages"][:3] == [*earlier, wish[0]]
    assert [turn["code"] for turn in row["turns"]][0::2] == ["print(3)\n", f"{SUM}\n"]


def test_rows_that_cannot_be_broken_are_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = write_lines(
        tmp_path / "in.jsonl",
        {"query": "talk to me", "answer": "Hello."},
        {"query": "broken", "answer": "```python\ndef (\n```"},
        {"query": "fails", "answer": "```python\n1 / 0\n```"},
        {"query": "nothing in it", "answer": "```python\npass\n```"},
    )
    assert collect("correct", rows, "--repair", "known", "-o", tmp_path / "out.jsonl", "--json") == 0
    assert json.loads(capsys.readouterr().out)["dropped"] == {
        "holds no code": 1,
        "its code is no Python": 1,
        "the code fails before it is broken": 1,
        "no attempt to break the code made it raise": 1,
    }


def test_generated_rows_are_the_same_under_a_seed() -> None:
    assert list(generated_rows(5, seed=1)) == list(generated_rows(9, seed=1))[:5]
    assert list(generated_rows(5, seed=1)) != list(generated_rows(5, seed=2))
    assert all(row.final_code for row in generated_rows(20, seed=3))
