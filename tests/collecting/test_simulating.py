from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from collecting_engine import Messages, collect, read_lines, start_engine, write_lines

from opencodeinterpreter.collecting.simulating import FEEDBACK_KINDS, read_feedback
from opencodeinterpreter.loop.prompts import Prompts

QUERY = "Print the mean of 1 and 2."
MISSPELT = "numbers = [1, 2]\nprint(sum(numbers) / len(nubmers))"
RIGHT = "numbers = [1, 2]\nprint(sum(numbers) / len(numbers))"
ASSERTED = f"{RIGHT}\nassert sum(numbers) == 3"
WISH = "An empty list would raise an error here; please check that first."


def fenced(code: str) -> str:
    return f"Sure.\n```python\n{code}\n```"


def is_person(messages: Messages) -> bool:
    return "Look at it in one respect only" in messages[-1]["content"]


def scripted(coder: list[str], person: list[str]) -> Callable[[Messages], str]:
    """Both models, each with its replies in the order of a conversation's turns."""
    said = iter(person)

    def answer(messages: Messages) -> str:
        if is_person(messages):
            return next(said)
        return coder[sum(message["role"] == "assistant" for message in messages)]

    return answer


def simulated(tmp_path: Path, answer: Callable[[Messages], str], *options: object, **fields: Any) -> list[Any]:
    rows = write_lines(tmp_path / "in.jsonl", {"id": "mean", "query": QUERY, **fields})
    out = tmp_path / "out.jsonl"
    with start_engine(answer) as engine:
        assert collect("simulate", rows, "-o", out, "--engine", engine.url, "--restart", *options) == 0
    return read_lines(out)


def test_a_failure_goes_back_as_the_product_tells_it_and_then_a_person_speaks(tmp_path: Path) -> None:
    answer = scripted([fenced(MISSPELT), fenced(RIGHT), fenced(ASSERTED)], [WISH])
    (row,) = simulated(tmp_path, answer)
    first, second, third = row["turns"]
    assert [message["role"] for message in row["messages"]] == ["user", "assistant"] * 3
    assert [turn["execution"]["status"] for turn in row["turns"]] == ["error", "ok", "ok"]
    assert (first["feedback_kind"], third["feedback_kind"]) == ("execution", "")
    assert second["feedback_kind"] in FEEDBACK_KINDS
    prompts = Prompts()
    result = first["execution"]["traceback"]
    assert "NameError: name 'nubmers' is not defined" in result
    asked, told, wished = (message["content"] for message in row["messages"][::2])
    assert asked == QUERY
    assert told == prompts.render("execution_feedback", result=result, failed=True)
    assert wished == prompts.render("human_feedback", feedback=WISH, result="1.5")
    assert row["messages"][1]["content"] == fenced(MISSPELT)
    assert (row["source"], row["outcome"], row["id"]) == ("simulate", "passed", "mean")
    assert row["extra"]["models"] == {"coder": "scripted", "user": "scripted"}
    assert row["extra"]["ended"] == "the rounds were used up"


@pytest.mark.parametrize(
    ("coder", "person", "rounds", "statuses", "ending"),
    [
        ([RIGHT], ["SATISFIED"], 3, ["ok"], ("unverified", "the user was satisfied")),
        ([MISSPELT, RIGHT], ["satisfied."], 3, ["error", "ok"], ("unverified", "the user was satisfied")),
        ([MISSPELT] * 2, [], 3, ["error"], ("failed", "the coder changed nothing")),
        ([MISSPELT, "1 / 0", MISSPELT], [], 4, ["error"] * 3, ("failed", "the same failure came back")),
        ([RIGHT, RIGHT], [WISH], 3, ["ok"], ("unverified", "the coder changed nothing")),
        ([MISSPELT], [], 1, ["error"], ("failed", "the rounds were used up")),
        ([RIGHT, None], [WISH], 3, ["ok"], ("unverified", "the coder's reply held no code")),
        ([RIGHT, ASSERTED, RIGHT], [WISH] * 2, 3, ["ok"] * 3, ("unverified", "the rounds were used up")),
    ],
)
def test_how_dialogues_end(
    tmp_path: Path,
    coder: list[str | None],
    person: list[str],
    rounds: int,
    statuses: list[str],
    ending: tuple[str, str],
) -> None:
    replies = ["I can't do that." if code is None else fenced(code) for code in coder]
    (row,) = simulated(tmp_path, scripted(replies, person), "--rounds", rounds)
    assert [turn["execution"]["status"] for turn in row["turns"]] == statuses
    assert (row["outcome"], row["extra"]["ended"]) == ending
    assert len(row["messages"]) == 2 * len(statuses)
    assert row["turns"][-1]["feedback_kind"] == ""


def test_a_reply_without_code_makes_no_dialogue(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert simulated(tmp_path, scripted(["I can't do that."], []), "--json") == []
    assert json.loads(capsys.readouterr().out)["dropped"] == {"the coder's reply held no code": 1}


def test_the_problems_own_check_is_run(tmp_path: Path) -> None:
    extra = {"context": "given = [1, 2]", "check": "assert mean == 1.5"}
    replies = [fenced("mean = sum(given)"), fenced("mean = sum(given) / len(given)")]
    (row,) = simulated(tmp_path, scripted(replies, []), "--rounds", 2, extra=extra)
    assert [turn["execution"]["status"] for turn in row["turns"]] == ["error", "ok"]
    assert "AssertionError" in row["messages"][2]["content"]
    assert (row["outcome"], row["extra"]["check"]) == ("passed", extra["check"])


def test_kinds_of_feedback_are_drawn_by_the_seed(tmp_path: Path) -> None:
    drawn: dict[int, list[str]] = {}
    for seed in (1, 2, 1):
        kinds: list[str] = []

        def answer(messages: Messages, kinds: list[str] = kinds) -> str:
            if not is_person(messages):
                return fenced(f"{RIGHT}\nprint({len(messages)})")
            kinds.extend(re.findall(r"one respect only, ([\w ]+):", messages[-1]["content"]))
            return WISH

        (row,) = simulated(tmp_path, answer, "--seed", seed, "--rounds", 3)
        assert [turn["feedback_kind"] for turn in row["turns"][:-1]] == kinds
        assert len(set(kinds)) == 2
        assert drawn.setdefault(seed, kinds) == kinds
    assert drawn[1] != drawn[2]


def test_a_second_engine_plays_the_person(tmp_path: Path) -> None:
    with start_engine(lambda _: "SATISFIED") as person:
        (row,) = simulated(tmp_path, lambda _: fenced(RIGHT), "--user-engine", f"{person.url}#critic")
    (asked,) = person.requests
    assert asked["model"] == "critic"
    assert RIGHT in asked["messages"][-1]["content"]
    assert row["extra"]["models"] == {"coder": "scripted", "user": "critic"}


@pytest.mark.parametrize(
    ("reply", "feedback"),
    [
        ("Please name it better.", "Please name it better."),
        ('"Please name it better."', "Please name it better."),
        ("Use a set:\n```python\nset(x)\n```\nThanks.", "Use a set:\n\nThanks."),
        ("SATISFIED", ""),
        ("**Satisfied**. All is well.", ""),
        ("```python\nx = 1\n```", ""),
        ("  ", ""),
    ],
)
def test_feedback_is_words(reply: str, feedback: str) -> None:
    assert read_feedback(reply) == feedback
