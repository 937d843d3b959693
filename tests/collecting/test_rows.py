from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from opencodeinterpreter.data.rows import (
    BadRow,
    Row,
    RowError,
    Turn,
    TurnExecution,
    from_object,
    read_rows,
    to_json,
    write_rows,
)
from opencodeinterpreter.errors import DataError
from opencodeinterpreter.model.protocol import Message

ASKED = {"role": "user", "content": "print 1"}
ANSWERED = {"role": "assistant", "content": "```python\nprint(1)\n```"}


@pytest.mark.parametrize(
    ("given", "roles", "extra"),
    [
        ({"messages": [ASKED, ANSWERED]}, ["user", "assistant"], {}),
        ({"id": 7, "messages": [ASKED], "lang": "en"}, ["user"], {"lang": "en"}),
        ({"query": "print 1", "answer": "x"}, ["user", "assistant"], {}),
        ({"instruction": "print 1", "response": "x"}, ["user", "assistant"], {}),
        ({"instruction": "print 1", "output": "x", "input": ""}, ["user", "assistant"], {"input": ""}),
        ({"query": "print 1", "answer": None}, ["user"], {"answer": None}),
        ({"query": "print 1", "extra": {"a": 1}, "b": 2}, ["user"], {"a": 1, "b": 2}),
    ],
)
def test_every_form_of_input_becomes_a_row(given: dict[str, Any], roles: list[str], extra: dict[str, Any]) -> None:
    row = from_object(given, "file")
    assert [message.role for message in row.messages] == roles
    assert (row.query, row.source, row.extra) == ("print 1", "file", extra)
    assert row.id == str(given.get("id", from_object(given).id))


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ([], "must be a JSON object"),
        ({}, "messages: is missing"),
        ({"messages": "hi"}, "messages: must be a list"),
        ({"messages": []}, "messages: hold no user message"),
        ({"messages": [ANSWERED]}, "messages: hold no user message"),
        ({"messages": ["hi"]}, "messages[0].role: must be an object"),
        ({"messages": [ASKED, {"role": "robot", "content": ""}]}, "messages[1].role: must be one of system, user"),
        ({"messages": [{"role": "user"}]}, "messages[0].content: is missing"),
        ({"messages": [{"role": "user", "content": 3}]}, "messages[0].content: must be text, not 3"),
        ({"query": "x", "turns": [{}]}, "turns[0].code: is missing"),
        ({"query": "x", "turns": [{"code": "", "execution": {}}]}, "turns[0].execution.status: is missing"),
        ({"query": "x", "outcome": "great"}, 'outcome: must be one of passed, failed, unverified, not "great"'),
        ({"query": "x", "id": 1.5}, "id: must be text, not 1.5"),
        ({"query": "x", "extra": []}, "extra: must be an object"),
        ({"query": "\ud800"}, "half of a surrogate pair"),
    ],
)
def test_what_is_no_row_is_told_by_its_field(given: object, said: str) -> None:
    with pytest.raises(RowError) as caught:
        from_object(given)
    assert said in str(caught.value)


def test_a_row_survives_writing_and_reading() -> None:
    row = Row(
        id="a/1",
        source="correct",
        messages=(Message("system", "Be kind."), Message("user", "prïnt"), Message("assistant", "```python\n1\n```")),
        turns=(Turn(code="1\n", execution=TurnExecution(status="ok", output="1"), feedback_kind="execution"),),
        outcome="passed",
        extra={"scores": [4, 5]},
    )
    assert from_object(json.loads(to_json(row))) == row
    assert list(json.loads(to_json(row))) == ["id", "source", "messages", "turns", "outcome", "extra"]
    assert "\n" not in to_json(row)


@pytest.mark.parametrize(
    ("messages", "first", "final"),
    [
        ([ASKED], "", ""),
        ([ASKED, {"role": "assistant", "content": "I can't."}], "", ""),
        ([ASKED, ANSWERED], "print(1)\n", "print(1)\n"),
        (
            [ASKED, ANSWERED, ASKED, {"role": "assistant", "content": "```python\nprint(2)\n```"}],
            "print(1)\n",
            "print(2)\n",
        ),
    ],
)
def test_first_and_final_code(messages: list[dict[str, str]], first: str, final: str) -> None:
    row = from_object({"messages": messages})
    assert (row.first_code, row.final_code) == (first, final)


@pytest.mark.parametrize("name", ["rows.jsonl", "rows.jsonl.gz"])
def test_bad_lines_are_told_apart_and_stop_nothing(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    lines = [b"\xef\xbb\xbf" + json.dumps({"query": "a"}).encode(), b"", b"{", b"\xff", b"7", b'{"query": "b"}']
    path.write_bytes(gzip.compress(b"\n".join(lines)) if name.endswith("gz") else b"\n".join(lines))
    found = list(read_rows(path))
    assert [row.query for row in found if isinstance(row, Row)] == ["a", "b"]
    bad = [(row.line, row.reason.partition(":")[0]) for row in found if isinstance(row, BadRow)]
    assert bad == [(3, "is not JSON"), (4, "is not UTF-8 text"), (5, "must be a JSON object")]
    assert {row.source for row in found if isinstance(row, Row)} == {"rows"}


@pytest.mark.parametrize("name", ["out.jsonl", "out.jsonl.gz"])
def test_the_same_rows_make_the_same_file(tmp_path: Path, name: str) -> None:
    rows = [from_object({"query": "é"}), from_object({"query": "b"})]
    written = []
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        assert write_rows(tmp_path / folder / name, rows) == 2
        written.append((tmp_path / folder / name).read_bytes())
        assert list(read_rows(tmp_path / folder / name)) == rows
    assert written[0] == written[1]
    assert not list(tmp_path.rglob("*.partial"))


def test_files_that_cannot_be_read_are_named(tmp_path: Path) -> None:
    torn = tmp_path / "torn.jsonl.gz"
    torn.write_bytes(gzip.compress(b'{"query": "a"}\n' * 1000)[:40])
    for path, reason in ((tmp_path / "none.jsonl", "No such file"), (tmp_path, "Is a directory"), (torn, "ended")):
        with pytest.raises(DataError, match=rf"(?s){path}.*{reason}"):
            list(read_rows(path))
