from __future__ import annotations

import json
from pathlib import Path

import pytest
from collecting_engine import Messages, collect, read_lines, start_engine, write_lines

from opencodeinterpreter.collecting.filtering import read_score

SCORES = {"sort a list": ("2", "Score: 3"), "write a compiler": ("It is hard.\nScore: 5", "**Score: 4/5**")}


@pytest.mark.parametrize(
    ("reply", "score"),
    [
        ("4", 4),
        (" 4.5 ", 4.5),
        ("**Score: 5**", 5),
        ("Score: 4/5", 4),
        ("I think it deserves 3 out of 5.", 3),
        ("The rating is 2, I'd say", 2),
        ("First I thought score: 2, but no.\nScore: 4", 4),
        ("Score: 10", None),
        ("Score: 0", None),
        ("Score: 5.5", None),
        ("Score: N", None),
        ("7", None),
        ("", None),
        ("def f():\n    return 4", None),
        ("On a scale of 1 to 5 that is hard to say.", None),
    ],
)
def test_scores_are_read_from_what_models_say(reply: str, score: float | None) -> None:
    assert read_score(reply) == score


def scorer(messages: Messages) -> str:
    asked = messages[-1]["content"]
    number = 0 if "scale from 1 to 5" in asked else 1
    return next((scores[number] for query, scores in SCORES.items() if query in asked), "Who knows?")


def test_complex_queries_stay_as_they_are(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = write_lines(
        tmp_path / "in.jsonl",
        {"id": "a", "query": "sort a list", "answer": "x"},
        {"id": "b", "source": "mine", "query": "write a compiler", "answer": "y", "extra": {"kept": 1}},
        {"id": "c", "query": "?", "answer": "z"},
    )
    with start_engine(scorer) as engine:
        assert collect("filter", rows, "-o", tmp_path / "out.jsonl", "--engine", engine.url, "--json") == 0
    report = json.loads(capsys.readouterr().out)
    assert report["dropped"] == {
        "complexity below 4": 1,
        "a score could not be read from the model's reply": 1,
    }
    (kept,) = read_lines(tmp_path / "out.jsonl")
    assert (kept["id"], kept["source"]) == ("b", "mine")
    assert [message["content"] for message in kept["messages"]] == ["write a compiler", "y"]
    assert kept["extra"] == {"kept": 1, "complexity": {"scores": [5.0, 4.0], "mean": 4.5}}


def test_the_threshold_and_the_prompts_are_the_persons(tmp_path: Path) -> None:
    (tmp_path / "prompts" / "collect").mkdir(parents=True)
    (tmp_path / "prompts" / "collect" / "filter_complexity.j2").write_text("Rate: {{ query }}")
    rows = write_lines(tmp_path / "in.jsonl", {"query": "sort a list"})
    out = tmp_path / "out.jsonl"
    with start_engine(scorer) as engine:
        own = ("--prompts-dir", tmp_path / "prompts", "--engine", engine.url)
        assert collect("filter", rows, "-o", out, *own, "--keep-at-least", 3) == 0
    assert [row["extra"]["complexity"]["mean"] for row in read_lines(out)] == [3.0]
    assert engine.requests[0]["messages"] == [{"role": "user", "content": "Rate: sort a list"}]
