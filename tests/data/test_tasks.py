"""Every operation, script and program that the generators can make does run, and the same seed makes the same."""

from __future__ import annotations

from random import Random

import pytest

from opencodeinterpreter.data.dialogue import description
from opencodeinterpreter.data.execution import run
from opencodeinterpreter.data.programs import random_program
from opencodeinterpreter.data.sources import close_figures
from opencodeinterpreter.data.tasks.forms import FORMS, OPERATIONS
from opencodeinterpreter.data.tasks.loops import for_each, which_of
from opencodeinterpreter.data.tasks.phrasings import PHRASINGS
from opencodeinterpreter.data.tasks.pipelines import pipeline
from opencodeinterpreter.data.tasks.scripts import SCRIPTS
from opencodeinterpreter.data.tasks.tables.asking import FORMS as TABLE_FORMS
from opencodeinterpreter.data.tasks.tables.questions import QUESTIONS
from opencodeinterpreter.data.tasks.tables.shapes import SHAPES, Table
from opencodeinterpreter.data.tasks.task import Task
from opencodeinterpreter.data.tasks.wording import asked, third_person


@pytest.fixture(autouse=True)
def _quiet_figures(monkeypatch):
    monkeypatch.setenv("MPLBACKEND", "Agg")
    yield
    close_figures()


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.__name__)
def test_every_operation_runs_in_every_form(form):
    random = Random(7)
    for operation in OPERATIONS:
        task = form(operation, random)
        outcome = run(task.program())
        assert outcome.clean, f"{task.kind}: {outcome.failure}\n{task.program()}"
        assert outcome.stdout, f"{task.kind} shows nothing by which an answer could be judged"


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.__name__)
def test_every_script_runs(script):
    for seed in range(12):
        task = script(Random(seed))
        outcome = run(task.program(), time_limit_s=10)
        assert outcome.clean, f"{task.kind}: {outcome.failure}\n{task.program()}"


def test_names_of_operations_are_unique_and_each_is_said_in_other_words():
    names = [operation.name for operation in OPERATIONS]
    assert len(names) == len(set(names))
    assert set(names) == set(PHRASINGS)
    assert all(said.questions and said.actions and said.things for said in PHRASINGS.values())


@pytest.mark.parametrize("form", TABLE_FORMS, ids=lambda form: form.__name__.strip("_"))
@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.name)
def test_every_question_about_a_table_runs_in_every_shape_and_form(question, form):
    for seed, shape in enumerate(SHAPES):
        if question.shape in ("", shape.name):
            for free in (True, False):
                random = Random(seed)
                task = form(question, Table(shape, random, free=free), random)
                outcome = run(task.program())
                assert outcome.clean, f"{task.kind}: {outcome.failure}\n{task.program()}"
                assert outcome.stdout, f"{task.kind} shows nothing by which an answer could be judged"


@pytest.mark.parametrize("form", [for_each, which_of], ids=lambda form: form.__name__)
def test_operations_on_each_of_several_values_run(form):
    tasks = [form(Random(seed)) for seed in range(300)]
    for task in tasks:
        outcome = run(task.program())
        assert outcome.clean, f"{task.kind}: {outcome.failure}\n{task.program()}"
        assert outcome.stdout, f"{task.kind} shows nothing by which an answer could be judged"
    assert len({task.kind for task in tasks}) > 10


def test_a_description_leads_from_the_code_to_its_instruction():
    task = Task(kind="x", instruction="print x", context="x = 1", answer="print(x)")
    row = description(task)
    assert row.reply == "print x"
    assert "```python\nx = 1\n```" in row.prompt
    assert "```python\nprint(x)\n```" in row.prompt


def test_a_yes_or_no_question_is_asked_as_people_do():
    operation = next(operation for operation in OPERATIONS if operation.name == "is_even")
    wordings = {asked(operation, ["7"], Random(seed)) for seed in range(200)}
    assert "is 7 even?" in wordings
    assert not any("7 is even?" in wording for wording in wordings)


def test_pipelines_mostly_run():
    outcomes = [run(pipeline(Random(seed)).program(), time_limit_s=10) for seed in range(60)]
    failures = [outcome.failure for outcome in outcomes if not outcome.clean]
    assert all(failure and "empty" in failure.message for failure in failures)
    assert len(failures) < 6


def test_random_programs_mostly_run():
    outcomes = [run(random_program(Random(seed))) for seed in range(300)]
    assert sum(outcome.clean for outcome in outcomes) > 280


def test_random_programs_differ_and_are_the_same_for_the_same_seed():
    programs = {random_program(Random(seed)) for seed in range(100)}
    assert len(programs) == 100
    assert random_program(Random(5)) == random_program(Random(5))


@pytest.mark.parametrize(
    ("action", "described"),
    [
        ("count the vowels", "counts the vowels"),
        ("reverse it", "reverses it"),
        ("flatten it", "flattens it"),
        ("check if", "checks if"),
        ("multiply it", "multiplies it"),
        ("go through it", "goes through it"),
        ("loop over it and print each", "loops over it and prints each"),
    ],
)
def test_third_person(action, described):
    assert third_person(action) == described
