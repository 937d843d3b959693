from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from collecting_engine import Messages, collect, read_lines, start_engine, write_lines

from opencodeinterpreter.collecting.families import Similar
from opencodeinterpreter.collecting.following_up import FOLLOW_UPS
from opencodeinterpreter.collecting.method import Rejected
from opencodeinterpreter.data.rows import from_object
from opencodeinterpreter.loop.prompts import Prompts


def problem(name: str, **extra: Any) -> dict[str, Any]:
    return {"id": name, "query": f"Do {name}.", "answer": f"```python\nprint('{name}')\n```", **extra}


FAMILIES = [problem("a", family="x"), problem("b"), problem("c", family="y"), problem("d", family="x")]
NAMED = [
    problem("a", title="Two Sum", similar_to=["Three Sum", "unknown"]),
    problem("b"),
    problem("c", title="three sum", similar_questions=[{"title": "Four Sum"}]),
    problem("d", slug="four sum"),
]
TAGGED = [
    problem("a", tags=["array", "sorting", "hash"]),
    problem("b", tags=["graph"]),
    problem("c", tags=["Array", "Sorting"]),
    problem("d", tags=["array", "sorting", "hash", "greedy"]),
]
LONG = [problem(str(number), family="x") for number in range(7)]


@pytest.mark.parametrize(
    ("rows", "options", "chains"),
    [
        (FAMILIES, {}, ["ad"]),
        (NAMED, {}, ["acd"]),
        (NAMED, {"most": 2}, ["ac"]),
        (NAMED[::-1], {}, ["dca"]),
        (TAGGED, {}, ["adc"]),
        (TAGGED, {"shared_tags": 3}, ["ad"]),
        (TAGGED, {"relation": "family"}, []),
        (LONG, {}, ["0123", "456"]),
        (LONG, {"fewest": 3, "most": 3}, ["012", "345"]),
        ([problem("a", family="x")], {}, []),
        ([], {}, []),
    ],
)
def test_chains_of_related_problems(rows: list[dict[str, Any]], options: dict[str, Any], chains: list[str]) -> None:
    units = list(Similar(**options).units([from_object(row) for row in rows]))
    made = [unit for unit in units if not isinstance(unit, Rejected)]
    assert ["".join(row.id for row in unit.rows) for unit in made] == chains
    left = {row["id"] for row in rows} - set("".join(chains))
    assert {unit.id for unit in units if isinstance(unit, Rejected)} == left
    assert len({unit.id for unit in made}) == len(made)


def test_a_family_becomes_one_dialogue_and_needs_no_model(tmp_path: Path) -> None:
    rows = write_lines(tmp_path / "in.jsonl", *FAMILIES)
    assert collect("similar", rows, "-o", tmp_path / "out.jsonl") == 0
    (row,) = read_lines(tmp_path / "out.jsonl")
    asked = [message["content"] for message in row["messages"][::2]]
    assert asked == ["Do a.", Prompts().render("collect/similar_next", query="Do d.")]
    assert [turn["execution"]["output"] for turn in row["turns"]] == ["a\n", "d\n"]
    assert (row["source"], row["extra"]["of"]) == ("similar", ["a", "d"])


def test_what_has_no_solution_is_solved_with_the_earlier_ones_in_sight(tmp_path: Path) -> None:
    unsolved = {"id": "z", "query": "Do z.", "family": "x", "extra": {"check": "assert z == 1"}}
    rows = write_lines(tmp_path / "in.jsonl", *FAMILIES, unsolved)
    with start_engine(lambda _: "```python\nz = 1\n```") as engine:
        assert collect("similar", rows, "-o", tmp_path / "out.jsonl", "--engine", engine.url) == 0
    (row,) = read_lines(tmp_path / "out.jsonl")
    (request,) = engine.requests
    assert [message["content"] for message in request["messages"]] == [
        message["content"] for message in row["messages"][:-1]
    ]
    assert (len(row["turns"]), row["turns"][-1]["code"], row["outcome"]) == (3, "z = 1\n", "passed")


SOLVED = {
    "id": "sum",
    "query": "Write total(numbers), the sum of a list.",
    "answer": "```python\ndef total(numbers):\n    return sum(numbers)\n```",
    "extra": {"check": "assert total([1, 2]) == 3"},
}
COMPLEXITY = "It takes O(n) time and O(1) memory."
FASTER = "```python\ndef total(numbers):\n    return sum(numbers, 0)\n```"
SAME = f"This is more efficient:\n{SOLVED['answer']}"
SLOPPY = "```python\ndef total(numbers):\n    return 0\n```"
VARIANT = "```python\ndef total(numbers):\n    return sum(n for n in numbers if n > 0)\nprint(total([-1, 5]))\n```"


def asked_about(messages: Messages) -> str:
    prompts, said = Prompts(), messages[-1]["content"]
    worded = {kind: [prompts.render(f"collect/followup_{kind}", wording=n) for n in range(3)] for kind in FOLLOW_UPS}
    return next(kind for kind, wordings in worded.items() if said.partition("\nFor reference")[0] in wordings)


@pytest.mark.parametrize(
    ("options", "replies", "kinds", "outcome"),
    [
        (["--kinds", "efficiency"], {"efficiency": FASTER}, ["efficiency", ""], "passed"),
        (["--kinds", "efficiency"], {"efficiency": SLOPPY}, ["efficiency", ""], "failed"),
        (["--kinds", "variant"], {"variant": VARIANT}, ["variant", ""], "unverified"),
        (["--kinds", "complexity"], {"complexity": COMPLEXITY}, ["complexity"], "passed"),
        (
            ["--questions", "3"],
            {"complexity": COMPLEXITY, "efficiency": FASTER, "variant": VARIANT},
            ["efficiency", "variant", ""],
            "unverified",
        ),
        (
            ["--questions", "3"],
            {"complexity": COMPLEXITY, "efficiency": "No.", "variant": ""},
            ["complexity"],
            "passed",
        ),
        (["--questions", "3"], {"complexity": COMPLEXITY, "efficiency": SAME, "variant": ""}, ["complexity"], "passed"),
    ],
)
def test_further_questions_about_a_solved_problem(
    tmp_path: Path, options: list[str], replies: dict[str, str], kinds: list[str], outcome: str
) -> None:
    rows = write_lines(tmp_path / "in.jsonl", SOLVED)
    with start_engine(lambda messages: replies[asked_about(messages)]) as engine:
        assert collect("followup", rows, "-o", tmp_path / "out.jsonl", "--engine", engine.url, *options) == 0
    (row,) = read_lines(tmp_path / "out.jsonl")
    assert [turn["feedback_kind"] for turn in row["turns"]] == kinds
    assert all(turn["execution"] for turn in row["turns"])
    assert (row["source"], row["outcome"]) == ("followup", outcome)
    answers = [message["content"] for message in row["messages"][1::2]]
    assert answers == [SOLVED["answer"], *(replies[kind] for kind in row["extra"]["followups"])]


def test_a_model_asks_the_questions(tmp_path: Path) -> None:
    def answer(messages: Messages) -> str:
        said = messages[-1]["content"]
        return "How does it cope with floats?" if "one further question" in said else FASTER

    rows = write_lines(tmp_path / "in.jsonl", SOLVED)
    options = ("--asker", "model", "--kinds", "efficiency")
    with start_engine(answer) as engine:
        assert collect("followup", rows, "-o", tmp_path / "out.jsonl", "--engine", engine.url, *options) == 0
    (row,) = read_lines(tmp_path / "out.jsonl")
    assert row["messages"][2]["content"].startswith("How does it cope with floats?")


def test_problems_that_are_not_solved_are_left_out(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = write_lines(
        tmp_path / "in.jsonl",
        {"id": "a", "query": "Divide by zero.", "answer": "```python\n1 / 0\n```"},
        {"id": "b", "query": "Explain zero.", "answer": "It is a number."},
        {"id": "c", "messages": [{"role": "user", "content": text} for text in ("Hello.", "Anybody there?")]},
        {"id": "d", "query": "Say nothing."},
    )
    with start_engine(lambda _: "...") as engine:
        assert collect("followup", rows, "-o", tmp_path / "out.jsonl", "--engine", engine.url, "--json") == 0
    assert json.loads(capsys.readouterr().out)["dropped"] == {
        "the solution does not run": 1,
        "its solution holds no code": 1,
        "is more than a problem and its solution": 1,
        "the coder's reply held no code": 1,
    }
