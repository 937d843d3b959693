from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest
from collecting_engine import write_lines

from opencodeinterpreter.collecting.decontamination import Benchmarks
from opencodeinterpreter.collecting.deduplication import Duplicates
from opencodeinterpreter.data.rows import from_object
from opencodeinterpreter.errors import DataError

# Our own tasks in the forms of HumanEval and MBPP.
LIKE_HUMANEVAL = {
    "task_id": "Own/1",
    "prompt": 'def busiest(hours):\n    """ Return the hour of the day in which most of the customers came to the'
    ' shop,\n    the earliest one if there are several.\n    >>> busiest([9, 9, 10])\n    9\n    """\n',
    "canonical_solution": "    counted = {hour: hours.count(hour) for hour in hours}\n"
    "    most = max(counted.values())\n    return min(hour for hour, count in counted.items() if count == most)\n",
}
LIKE_MBPP = {"task_id": 2, "text": "Write a function to fold paper cranes.", "code": "def fold(n):\n    return n + 1\n"}
SAID = "Which is the hour of the day in which MOST of the customers came to the shop?"


@pytest.fixture(params=["own.jsonl", "own.jsonl.gz"])
def benchmarks(tmp_path: Path, request: pytest.FixtureRequest) -> Benchmarks:
    path = tmp_path / request.param
    text = "".join(f"{json.dumps(task)}\n" for task in (LIKE_HUMANEVAL, LIKE_MBPP))
    path.write_bytes(gzip.compress(text.encode()) if path.suffix == ".gz" else text.encode())
    return Benchmarks.read([path])


@pytest.mark.parametrize(
    ("query", "answer", "task"),
    [
        (SAID, "x", "Own/1"),
        ("Which hour is the busiest one of the day?", "x", ""),
        ("Please write a function to fold paper cranes, quickly.", "x", "2"),
        ("Write a function to fold paper hats.", "x", ""),
        ("help", f"```python\ndef f(hours):\n{LIKE_HUMANEVAL['canonical_solution']}```", "Own/1"),
        ("help", "```python\ndef fold(n):\n    return n + 1\n```", ""),
        ("busiest([9, 9, 10])", ">>> busiest([9, 9, 10])\n9", ""),
    ],
)
def test_overlap(benchmarks: Benchmarks, query: str, answer: str, task: str) -> None:
    assert benchmarks.overlap(from_object({"query": query, "answer": answer})) == task


def test_later_messages_count_too(benchmarks: Benchmarks) -> None:
    messages = [{"role": "user", "content": "hi"}, {"role": "assistant", "content": "?"}]
    assert benchmarks.overlap(from_object({"messages": [*messages, {"role": "user", "content": SAID}]})) == "Own/1"


def test_without_benchmarks_nothing_overlaps() -> None:
    assert not Benchmarks.read([]).overlap(from_object({"query": SAID}))


@pytest.mark.parametrize(
    ("line", "said"),
    [("{", "line 1, is not JSON"), ('{"task_id": 1}', "line 1, holds no task"), (None, "No such file")],
)
def test_a_benchmark_file_that_makes_no_sense_is_named(tmp_path: Path, line: str | None, said: str) -> None:
    path = tmp_path / "own.jsonl"
    if line is not None:
        write_lines(path, line)
    with pytest.raises(DataError, match=f"{path}.*{said}"):
        Benchmarks.read([path])


@pytest.mark.parametrize(
    ("query", "code", "new"),
    [
        ("Print ONE, please!", "print( 1 )  # one\n", False),
        ("print one please", "print(2)\n", True),
        ("print two please", "print(1)\n", True),
        ("print one please", "no python (\n", True),
    ],
)
def test_duplicates_are_the_same_words_and_the_same_tree(query: str, code: str, new: bool) -> None:
    duplicates = Duplicates()
    assert duplicates.is_new(from_object({"query": "print one please", "answer": "```python\nprint(1)\n```"}))
    assert duplicates.is_new(from_object({"query": query, "answer": f"```python\n{code}```"})) is new
