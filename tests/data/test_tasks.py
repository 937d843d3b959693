"""Every operation, script and program that the generators can make does run, and the same seed makes the same."""

from __future__ import annotations

from random import Random

import pytest

from opencodeinterpreter.data.execution import run
from opencodeinterpreter.data.programs import random_program
from opencodeinterpreter.data.sources import close_figures
from opencodeinterpreter.data.tasks.forms import FORMS, OPERATIONS
from opencodeinterpreter.data.tasks.pipelines import pipeline
from opencodeinterpreter.data.tasks.scripts import SCRIPTS
from opencodeinterpreter.data.tasks.wording import third_person


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


def test_names_of_operations_are_unique():
    names = [operation.name for operation in OPERATIONS]
    assert len(names) == len(set(names))


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
    ],
)
def test_third_person(action, described):
    assert third_person(action) == described
