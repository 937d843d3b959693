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
from opencodeinterpreter.evaluation.answering import Answerer, Ask
from opencodeinterpreter.evaluation.judging import changed_code
from opencodeinterpreter.kernel.sandbox import probe_sandbox
from opencodeinterpreter.loop.openings import branches
from opencodeinterpreter.model.checkpoint import bundled_folder

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
    assert (profile["lines"], profile["branches"], profile["reviews"]) == (7, 7, True)
    assert profile["feedback_form"] == "tried"
    assert profile["name"] == "bundled"
    assert re.match(r"[A-Z].*\.$", profile["note"])


STUB = 'def only_even(nums):\n    """Keep only the even numbers."""\n    pass'
FIZZBUZZ = "1\n2\nFizz\n4\nBuzz\nFizz\n7\n8\nFizz\nBuzz\n11\nFizz\n13\n14\nFizzBuzz\n16\n17\nFizz\n19\nBuzz\n"
INSTRUCTIONS = [
    ("print the largest number in readings", {"context": "readings = [4, 99, 23]"}, "99\n"),
    ("sort the list ages from high to low and print it", {"context": "ages = [31, 8, 47]"}, "[47, 31, 8]\n"),
    ("fizzbuzz from 1 to 20", {}, FIZZBUZZ),
    ("write a function factorial(n)", {"check": "print(factorial(5))"}, "120\n"),
    ("write a function gcd of two numbers a and b", {"check": "print(gcd(48, 36))"}, "12\n"),
    ("write a function that counts the vowels in a string", {"check": "print(count_vowels('education'))"}, "5\n"),
    (
        "write a function is_prime that checks if a number is prime",
        {"check": "print(is_prime(13), is_prime(15))"},
        "True False\n",
    ),
    ("", {"stub": STUB, "check": "print(only_even([1, 2, 3, 4]))"}, "[2, 4]\n"),
]


@pytest.mark.parametrize(("wording", "given", "expected"), INSTRUCTIONS)
def test_it_follows_instructions(answerer, runner, wording, given, expected):
    task = Task(kind="test", instruction=wording, answer="", **given)
    row = dialogue.instruction(task, expected)
    answer = next(answerer.answers([row.prompt]))
    code = changed_code(row, answer)
    assert code is not None, answer
    trial = runner.run(task.program(code))
    assert trial.printed(expected), f"{answer}\n{trial}"


BROKEN = [
    ("def greet(person)\n    return 'Hi ' + person\n\nprint(greet('Bo'))\n", "Hi Bo\n"),
    ("def add(a, b):\n    return a + b\n\n\nprint(add(1, 2)\n", "3\n"),
    ("for i in range(3):\nprint(i)\n", "0\n1\n2\n"),
    ("names = ['Ada', 'Bo']\nfor name in names:\n    print(nane)\n", "Ada\nBo\n"),
    ("age = 36\nprint('age: ' + age)\n", "age: 36\n"),
    ("print(round(statistics.mean([1, 2, 6])))\n", "3\n"),
    ("words = ['b', 'a']\nfor i in range(words):\n    print(words[i])\n", "b\na\n"),
    ("total = 0\nfor n in 5:\n    total += n\nprint(total)\n", "10\n"),
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


WISHED = [
    (
        "def average(numbers):\n    return sum(numbers) / len(numbers)\n",
        "return 0 for an empty list",
        "average([])",
        "0\n",
    ),
    ("def top(points):\n    return sorted(points)\n", "sort descending", "top([1, 3, 2])", "[3, 2, 1]\n"),
]


@pytest.mark.parametrize(("code", "wish", "call", "expected"), WISHED)
def test_it_fulfils_wishes(answerer, runner, code, wish, call, expected):
    row = dialogue.wish(code, code, wish, kind="test", expected=expected)
    answer = next(answerer.answers([row.prompt]))
    changed = changed_code(row, answer)
    assert changed is not None, answer
    assert runner.run(f"{changed}\nprint({call})\n").printed(expected), answer


def test_many_prompts_at_once_get_the_answers_that_each_gets_alone(answerer):
    prompts = [wording for wording, *_ in INSTRUCTIONS if wording]
    Random(1).shuffle(prompts)
    assert list(answerer.answers(prompts, rows=4)) == [next(answerer.answers([prompt])) for prompt in prompts]


def test_what_it_nearly_said_leads_elsewhere(answerer):
    prompt = "write a function factorial(n)"
    reply = next(answerer.answers([prompt]))
    choices = answerer.choices(prompt, reply)
    assert "".join(choice.text for choice in choices) == reply
    assert [choice for choice in choices if choice.logprob != choice.likely[0][1]] == []  # it is greedy
    begun = branches(choices)
    assert len(begun) >= len(choices)
    led = answerer.replies([Ask(prompt, one) for one in begun[:3]])
    assert [one for one in led if one == reply] == []
