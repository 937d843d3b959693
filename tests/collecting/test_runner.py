from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from collecting_engine import Messages, collect, read_lines, start_engine, write_lines

from opencodeinterpreter.collecting.journal import Journal

TASKS = [
    {"id": f"t{n}", "query": f"print the sum of {n} and 4", "answer": f"```python\nprint(sum([{n}, 4]))\n```"}
    for n in range(6)
]


def score(messages: Messages) -> str:
    """A different score for each query and prompt, the same each time."""
    return f"Score: {sum(messages[-1]['content'].encode()) % 5 + 1}"


@pytest.fixture
def rows(tmp_path: Path) -> Path:
    return write_lines(tmp_path / "in.jsonl", *TASKS)


def test_the_number_of_workers_changes_nothing(tmp_path: Path, rows: Path) -> None:
    known = ("--repair", "known", "--seed", 5, "--limit", 3)
    for workers in (1, 3):
        assert collect("correct", rows, *known, "--workers", workers, "-o", tmp_path / f"{workers}.jsonl") == 0
    assert (tmp_path / "1.jsonl").read_bytes() == (tmp_path / "3.jsonl").read_bytes()
    assert [row["id"] for row in read_lines(tmp_path / "1.jsonl")] == [f"t{n}/1" for n in range(3)]


def test_sampling_gets_a_seed_of_the_unit(tmp_path: Path, rows: Path) -> None:
    sent = []
    for workers in (1, 4):
        with start_engine(score) as engine:
            warm = ("--engine", engine.url, "--temperature", 0.7, "--keep-at-least", 1)
            assert collect("filter", rows, "-o", tmp_path / f"{workers}.jsonl", "--workers", workers, *warm) == 0
        sent.append(sorted((request["messages"][-1]["content"], request["seed"]) for request in engine.requests))
    assert sent[0] == sent[1]
    assert len({seed for _, seed in sent[0]}) == 12


def test_a_killed_run_goes_on_and_ends_in_the_same_file(tmp_path: Path, rows: Path) -> None:
    """The engine stops answering in the middle; the whole process is killed then, kernels and all."""
    stuck, go_on = threading.Event(), threading.Event()

    def answer(messages: Messages) -> str:
        if len(engine.requests) > 1 and not go_on.is_set():
            # There are two workers: a third question means that the first one's unit is finished.
            if len(engine.requests) > 2:
                stuck.set()
            go_on.wait(170)
        code = messages[1]["content"] if len(messages) > 1 else ""
        task = next(task for task in TASKS if task["query"] == messages[0]["content"])
        return f"{task['answer']}\n{len(code)}"

    with start_engine(answer) as engine:
        out = tmp_path / "out.jsonl"
        argv = [
            "correct",
            str(rows),
            "--limit",
            "3",
            "--engine",
            engine.url,
            "--python",
            sys.executable,
            "-o",
            str(out),
        ]
        command = [sys.executable, "-m", "opencodeinterpreter", "collect", *argv]
        with subprocess.Popen(command, stderr=subprocess.DEVNULL, start_new_session=True) as process:
            assert stuck.wait(170)
            os.kill(process.pid, signal.SIGKILL)
        go_on.set()
        journal = tmp_path / "out.journal.jsonl"
        finished = [entry["unit"] for entry in read_lines(journal)[1:]]
        with journal.open("ab") as file:
            file.write(b'{"unit": "t2/1", "rows": [{"id')
        assert not out.exists()
        asked_before = len(engine.requests)
        assert collect(*argv[:-2], "-o", out) == 0
        repeated = {json.dumps(request) for request in engine.requests[asked_before:]}
        assert len(engine.requests) - asked_before == 3 - len(finished) == len(repeated)
        resumed = out.read_bytes()
        assert collect(*argv[:-2], "-o", out) == 0
        assert collect(*argv[:-2], "-o", tmp_path / "straight.jsonl") == 0
    assert len(finished) == 1
    assert resumed == out.read_bytes() == (tmp_path / "straight.jsonl").read_bytes()
    assert len(read_lines(out)) == 3


def test_another_run_to_the_same_file_is_refused(
    tmp_path: Path, rows: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out.jsonl"
    with start_engine(score) as engine:
        common = ("filter", rows, "-o", out, "--engine", engine.url)
        assert collect(*common) == 0
        assert collect(*common, "--seed", 1) == 1
        assert "(seed was 0, now 1)" in capsys.readouterr().err
        assert collect(*common, "--seed", 1, "--restart") == 0
        assert len(engine.requests) == 4 * len(TASKS)


def test_two_runs_to_one_file_at_the_same_time_are_refused(
    tmp_path: Path, rows: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with Journal(tmp_path / "out.journal.jsonl", {}):
        assert collect("filter", rows, "-o", tmp_path / "out.jsonl") == 1
    assert "Another collect is writing to" in capsys.readouterr().err


def test_more_rows_and_changed_rows_are_worked_off(tmp_path: Path, rows: Path) -> None:
    with start_engine(score) as engine:
        common = ("filter", rows, "-o", tmp_path / "out.jsonl", "--engine", engine.url, "--keep-at-least", 1)
        assert collect(*common, "--limit", 4) == 0
        assert len(engine.requests) == 8
        write_lines(rows, {**TASKS[0], "query": "something else"}, *TASKS[1:])
        assert collect(*common) == 0
        assert len(engine.requests) == 8 + 2 * 3
    assert [row["id"] for row in read_lines(tmp_path / "out.jsonl")] == [task["id"] for task in TASKS]


def test_rejects_duplicates_and_benchmarks(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    hidden = "count how many of the guests at the party have not eaten any cake yet"
    rows = write_lines(
        tmp_path / "in.jsonl",
        {"query": "fold a paper crane"},
        "{not json}",
        {"query": "Fold a paper crane!"},
        {"id": "x", "messages": [{"role": "robot", "content": "?"}]},
        {"id": "same", "query": "fly a kite"},
        {"id": "same", "query": "fly two kites"},
        {"query": f"Write code to {hidden}."},
    )
    benchmark = write_lines(tmp_path / "own.jsonl", {"task_id": "Own/1", "prompt": f"Write a function to {hidden}."})
    out = tmp_path / "out.jsonl"
    with start_engine(lambda _: "5") as engine:
        assert collect("filter", rows, "-o", out, "--engine", engine.url, "--benchmarks", benchmark, "--json") == 0
    report = json.loads(capsys.readouterr().out)
    assert report["dropped"] == {"duplicate of an earlier row": 1, "overlaps with a benchmark": 1}
    assert (report["read"], report["units"], report["rejected"]) == (5, 3, 2)
    assert [row["id"] for row in read_lines(out)][1:] == ["same", "same#2"]
    rejects = read_lines(tmp_path / "out.rejects.jsonl")
    assert [(reject["line"], reject["text"][:5]) for reject in rejects] == [(2, "{not "), (4, '{"id"')]
    assert "messages[0].role: must be one of" in rejects[1]["reason"]


def test_dialogues_that_come_out_the_same_are_dropped(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_lines(tmp_path / "a.jsonl", {"query": "say hello"})
    rows = write_lines(tmp_path / "b.jsonl", {"query": "Say: hello"}, {"query": "say bye"})
    with start_engine(lambda _: "5") as engine:
        files = (tmp_path / "a.jsonl", rows, "-o", tmp_path / "out.jsonl.gz")
        assert collect("filter", *files, "--engine", engine.url) == 0
    assert "2 dialogues in" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("argv", "status", "said"),
    [
        ([], 2, "the following arguments are required: METHOD"),
        (["bake"], 2, "invalid choice: 'bake'"),
        (["filter", "in.jsonl"], 2, "required: --out/-o"),
        (["filter", "-o", "out.jsonl"], 2, "filter needs a file of dialogues"),
        (["filter", "in.jsonl", "-o", "out.jsonl", "--workers", "0"], 2, "must be at least 1"),
        (["filter", "none.jsonl", "-o", "out.jsonl"], 1, "none.jsonl can't be read: No such file"),
        (["filter", "in.jsonl", "-o", "in.jsonl"], 1, "in.jsonl is the input, and would be written over"),
        (["filter", "in.jsonl", "-o", "out.jsonl", "--benchmarks", "none"], 1, "benchmark file none can't be read"),
        (["filter", "in.jsonl", "-o", "in.jsonl/out.jsonl"], 1, "can't be written"),
        (["filter", "in.jsonl", "-o", "o.jsonl", "--engine", "http://127.0.0.1:9/v1"], 1, "can't be reached"),
        (["filter", "in.jsonl", "-o", "o.jsonl", "--prompts-dir", "none"], 1, "promptsDir none is not a folder"),
        (
            ["correct", "in.jsonl", "-o", "o.jsonl", "--repair", "known"],
            1,
            "there is none: the sandbox is switched off",
        ),
    ],
)
def test_what_cannot_be_done_is_one_clear_error(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    argv: list[str],
    status: int,
    said: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("OPENCODEINTERPRETER_DISABLE", "sandbox")
    write_lines(tmp_path / "in.jsonl", *TASKS)
    assert collect(*argv) == status
    err = capsys.readouterr().err
    assert said in err
    assert status == 2 or len(err.splitlines()) == 1


def test_an_engine_that_breaks_down_stops_the_run_and_loses_nothing(
    tmp_path: Path, rows: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with start_engine(lambda messages: score(messages) if len(engine.requests) <= 4 else None) as engine:
        command = ("filter", rows, "-o", tmp_path / "out.jsonl", "--workers", 1, "--engine", engine.url)
        assert collect(*command) == 1
        err = capsys.readouterr().err
        assert "answered 500" in err
        assert "2 of 6 units are finished; the same command goes on from there." in err
        engine.answer = score
        assert collect(*command) == 0
        # Two of the first run, three that failed, and four that were left.
        assert len(engine.requests) == 2 * 2 + 3 + 2 * 4


def test_a_unit_that_fails_alone_is_tried_again_by_the_next_run(
    tmp_path: Path, rows: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def moody(messages: Messages) -> str | None:
        return None if "sum of 2" in messages[-1]["content"] else "5"

    with start_engine(moody) as engine:
        command = ("filter", rows, "-o", tmp_path / "out.jsonl", "--engine", engine.url)
        assert collect(*command) == 1
        assert "failed 1: " in capsys.readouterr().err
        assert len(read_lines(tmp_path / "out.jsonl")) == 5
        engine.answer = lambda _: "5"
        assert collect(*command) == 0
    assert [row["id"] for row in read_lines(tmp_path / "out.jsonl")] == [task["id"] for task in TASKS]
