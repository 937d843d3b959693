from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest
from collecting_engine import Messages, collect, read_lines, start_engine, write_lines

from opencodeinterpreter.__main__ import main

ASKED = {"role": "user", "content": "print 1"}
ANSWERED = {"role": "assistant", "content": "```python\nprint(1)\n```"}


def recording(name: str = "a", grade: str = "output", **fields: Any) -> dict[str, Any]:
    outcome = {"status": "ok", "grade": grade, "isolation": "fresh", "rounds": 1, "model": "m", "reason": ""}
    return {"id": name, "messages": [ASKED, ANSWERED], "code": "print(1)\n", "outcome": outcome, **fields}


def turn(status: str) -> dict[str, Any]:
    execution = {"status": status, "output": "", "traceback": ""}
    return {"code": "print(1)\n", "execution": execution, "feedback_kind": ""}


@pytest.mark.parametrize(
    ("entry", "outcome", "roles"),
    [
        (recording(grade="failed"), "failed", 2),
        (recording(grade="ran"), "unverified", 2),
        (recording(grade="output", turns=[turn("ok")]), "unverified", 2),
        (recording(grade="asserts"), "passed", 2),
        (recording(grade="downstream"), "passed", 2),
        # An instant fix mended what the model's last code left broken.
        (recording(grade="asserts", turns=[turn("error")]), "failed", 2),
        # The person stopped the model before it answered the last turn.
        (recording(grade="output", messages=[ASKED, ANSWERED, ASKED]), "unverified", 2),
        # What is a row already.
        ({"id": "a", "messages": [ASKED, ANSWERED], "outcome": "passed"}, "passed", 2),
    ],
)
def test_grades_become_outcomes(tmp_path: Path, entry: dict[str, Any], outcome: str, roles: int) -> None:
    recorded = write_lines(tmp_path / "conversations.jsonl", entry)
    assert collect("recorded", recorded, "-o", tmp_path / "out.jsonl") == 0
    (row,) = read_lines(tmp_path / "out.jsonl")
    assert (row["source"], row["outcome"], len(row["messages"])) == ("recorded", outcome, roles)


def test_what_makes_no_dialogue_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    later = recording("a", messages=[ASKED, ANSWERED, ASKED, ANSWERED])
    recorded = write_lines(
        tmp_path / "conversations.jsonl",
        recording("a"),
        later | {"turns": [turn("ok"), {**turn("ok"), "code": "print(2)\n"}]},
        recording("b", messages=[]),
        recording("c", messages=[ASKED]),
        recording("d", grade="failed", messages=[{**ASKED, "content": "print 2"}, ANSWERED]),
        "{",
    )
    assert collect("recorded", recorded, "-o", tmp_path / "out.jsonl", "--only-working", "--json") == 0
    report = json.loads(capsys.readouterr().out)
    assert (report["rejected"], report["written"]) == (2, 1)
    assert report["dropped"] == {
        "went on later: only its last state is kept": 1,
        "nobody answered": 1,
        "ended with code that fails": 1,
    }
    (row,) = read_lines(tmp_path / "out.jsonl")
    assert (row["id"], len(row["messages"]), row["extra"]["model"]) == ("a", 4, "m")
    assert [reject["line"] for reject in read_lines(tmp_path / "out.rejects.jsonl")] == [3, 6]


def test_line_edits_can_become_whole_code(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edits = {"role": "assistant", "content": "1|print(2)"}
    talk = {"messages": [ASKED, ANSWERED, ASKED, edits], "turns": [turn("ok"), {**turn("ok"), "code": "print(2)\n"}]}
    unsure = recording("b", messages=[{**ASKED, "content": "print 3"}, {**ANSWERED, "content": "?"}])
    recorded = write_lines(tmp_path / "conversations.jsonl", recording(**talk), unsure)
    assert collect("recorded", recorded, "-o", tmp_path / "out.jsonl", "--whole-code", "--json") == 0
    assert json.loads(capsys.readouterr().out)["dropped"] == {"a reply in it held no code": 1}
    (row,) = read_lines(tmp_path / "out.jsonl")
    assert row["messages"][1::2] == [ANSWERED, {**ANSWERED, "content": "```python\nprint(2)\n```"}]


def test_a_real_session_becomes_a_dialogue(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def answer(messages: Messages) -> str:
        return "```python\nprint(1 / 0)\n```" if len(messages) == 1 else "```python\nassert 1\nprint(1)\n```"

    monkeypatch.chdir(tmp_path)
    with start_engine(answer) as engine:
        session = ["--endpoint", engine.url, "--record-conversations", "--conversations-dir", "kept"]
        assert main(["run", "print 1 / 0", *session, "--python", sys.executable]) == 0
    assert collect("recorded", "--conversations-dir", "kept", "-o", "out.jsonl") == 0
    (row,) = read_lines(tmp_path / "out.jsonl")
    assert [message["role"] for message in row["messages"]] == ["user", "assistant", "user", "assistant"]
    assert [(turn["execution"]["status"], turn["feedback_kind"]) for turn in row["turns"]] == [
        ("error", "execution"),
        ("ok", ""),
    ]
    assert row["turns"][0]["execution"]["traceback"].endswith("ZeroDivisionError: division by zero")
    assert row["outcome"] == "passed"


def test_nothing_was_recorded_yet(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert collect("recorded", "--conversations-dir", tmp_path, "-o", tmp_path / "out.jsonl") == 1
    assert f"{tmp_path / 'conversations.jsonl'} can't be read: No such file" in capsys.readouterr().err
