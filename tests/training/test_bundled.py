"""The checkpoint in the repository loads as any other and really does the basic things: its answers are run."""

from __future__ import annotations

import hashlib
import json
import re
from random import Random

import pytest

from opencodeinterpreter.data import dialogue
from opencodeinterpreter.data.tasks.task import Task
from opencodeinterpreter.data.trying import TrialRunner
from opencodeinterpreter.kernel.sandbox import probe_sandbox
from opencodeinterpreter.model.checkpoint import bundled_folder
from opencodeinterpreter.training.answering import Answerer
from opencodeinterpreter.training.judging import changed_code

FOLDER = bundled_folder()
pytestmark = [
    pytest.mark.skipif(not probe_sandbox().available, reason="no sandbox on this machine"),
    pytest.mark.xdist_group("bundled"),
]


@pytest.fixture(scope="module")
def answerer():
    return Answerer(FOLDER)


@pytest.fixture(scope="module")
def runner():
    with TrialRunner() as running:
        yield running


def test_it_is_small_and_its_card_tells_its_hash():
    weights = (FOLDER / "model.safetensors").read_bytes()
    assert len(weights) <= 20 * 2**20
    assert hashlib.sha256(weights).hexdigest() in (FOLDER / "README.md").read_text(encoding="utf-8")


def test_its_profile():
    profile = json.loads((FOLDER / "opencodeinterpreter.json").read_text(encoding="utf-8"))
    assert profile["answer_form"] == "line-edits"
    assert profile["sends_history"] is False
    assert profile["name"] == "bundled"
    assert re.match(r"[A-Z].*\.$", profile["note"])


STUB = 'def is_palindrome(word):\n    """Check if the word is a palindrome."""'
INSTRUCTIONS = [
    ({"instruction": "print the first 10 square numbers"}, "[1, 4, 9, 16, 25, 36, 49, 64, 81, 100]\n"),
    ({"instruction": "print the numbers from 10 down to 1"}, "".join(f"{n}\n" for n in range(10, 0, -1))),
    (
        {
            "instruction": "write a function is_prime that checks if a number is prime",
            "check": "print(is_prime(13), is_prime(15))",
        },
        "True False\n",
    ),
    (
        {
            "instruction": "write a function that counts the vowels in a string",
            "check": "print(count_vowels('education'))",
        },
        "5\n",
    ),
    ({"instruction": "print the second largest number in laps", "context": "laps = [72, 68, 75, 66, 71]"}, "72\n"),
    ({"instruction": "", "stub": STUB, "check": "print(is_palindrome('level'))"}, "True\n"),
]


@pytest.mark.parametrize(("asked", "expected"), INSTRUCTIONS)
def test_it_follows_instructions(answerer, runner, asked, expected):
    task = Task(kind="test", answer="", **asked)
    row = dialogue.instruction(task, expected)
    answer = next(answerer.answers([row.prompt]))
    code = changed_code(row, answer)
    assert code is not None, answer
    trial = runner.run(task.program(code))
    assert trial.printed(expected), f"{answer}\n{trial}"


BROKEN = [
    ("prices = [3, 5, 8]\ntotal = 0\nfor price in prices:\n    total += prise\nprint(total)\n", "16\n"),
    ("def greet(person)\n    return 'Hi ' + person\n\nprint(greet('Bo'))\n", "Hi Bo\n"),
]


@pytest.mark.parametrize(("code", "expected"), BROKEN)
def test_it_mends(answerer, runner, code, expected):
    failure = runner.run(code).failure
    assert failure
    row = dialogue.fix(code, code, failure, kind="test", expected=expected)
    answer = next(answerer.answers([row.prompt]))
    changed = changed_code(row, answer)
    assert changed is not None, answer
    assert runner.run(changed).printed(expected), answer


def test_many_prompts_at_once_get_the_answers_that_each_gets_alone(answerer):
    prompts = [asked["instruction"] for asked, _ in INSTRUCTIONS if asked["instruction"]]
    Random(1).shuffle(prompts)
    assert list(answerer.answers(prompts, rows=4)) == [next(answerer.answers([prompt])) for prompt in prompts]
