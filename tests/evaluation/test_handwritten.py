"""The suite written by hand: each item can be solved, nothing solves itself, and training never sees it."""

from __future__ import annotations

from random import Random

import pytest

from opencodeinterpreter.data import corpus, dialogue
from opencodeinterpreter.data.handwritten import BROKEN_PROGRAMS, EVERYDAY_INSTRUCTIONS, INSTRUCTIONS, WISHED_CHANGES
from opencodeinterpreter.data.handwritten.overlap import as_task, is_in_suite
from opencodeinterpreter.data.trying import TrialRunner
from opencodeinterpreter.kernel.sandbox import probe_sandbox
from opencodeinterpreter.text import line_edits

ALL_INSTRUCTIONS = (*INSTRUCTIONS, *EVERYDAY_INSTRUCTIONS)

needs_sandbox = pytest.mark.skipif(not probe_sandbox().available, reason="no sandbox on this machine")


@pytest.fixture(scope="module")
def runner():
    with TrialRunner() as running:
        yield running


def edited(item) -> str:
    code = line_edits.apply(line_edits.parse(item.edits), item.code)
    assert code is not None
    return code


def checked(code: str, item) -> str:
    return f"{code}\n{item.check}\n"


@needs_sandbox
@pytest.mark.parametrize("item", ALL_INSTRUCTIONS, ids=lambda item: item.text or item.stub.split("(")[0])
def test_an_instruction_has_an_answer_and_needs_one(runner, item):
    task = as_task(item)
    assert runner.run(task.program()).printed(item.expected)
    assert not runner.run(task.program(item.stub)).printed(item.expected)


@needs_sandbox
@pytest.mark.parametrize("item", BROKEN_PROGRAMS, ids=lambda item: item.edits.splitlines()[0])
def test_a_broken_program_raises_and_can_be_mended(runner, item):
    failure = runner.run(item.code).failure
    assert failure
    assert failure.frames
    assert runner.run(edited(item)).printed(item.expected)


@needs_sandbox
@pytest.mark.parametrize("item", WISHED_CHANGES, ids=lambda item: item.wish)
def test_a_wish_can_be_fulfilled_and_is_not_yet(runner, item):
    assert runner.run(item.code).failure is None
    assert not runner.run(checked(item.code, item)).printed(item.expected)
    assert runner.run(checked(edited(item), item)).printed(item.expected)


def test_there_is_enough_of_each_and_nothing_twice():
    assert len(INSTRUCTIONS) >= 50
    assert len(EVERYDAY_INSTRUCTIONS) >= 44
    assert len(BROKEN_PROGRAMS) >= 60
    assert len(WISHED_CHANGES) >= 30
    assert len([item for item in BROKEN_PROGRAMS if item.code.count("\n") >= 5]) >= 40
    assert len({(i.text, i.stub) for i in ALL_INSTRUCTIONS}) == len(ALL_INSTRUCTIONS)
    assert len({i.code for i in BROKEN_PROGRAMS}) == len(BROKEN_PROGRAMS)
    assert len({(i.code, i.wish) for i in WISHED_CHANGES}) == len(WISHED_CHANGES)


def test_no_generated_dialogue_is_one_of_the_suite():
    assert not [row for row in corpus.shard(77, 0, rows=250) if is_in_suite(row)]


def test_the_suite_recognises_itself_in_other_quotes_and_spaces():
    code = BROKEN_PROGRAMS[0].code.replace("\n", "\n\n", 1)
    assert is_in_suite(dialogue.wish(code, code, "anything", kind="test"))
    for items in (INSTRUCTIONS, EVERYDAY_INSTRUCTIONS):
        item = Random(1).choice([item for item in items if item.text])
        assert is_in_suite(dialogue.instruction(as_task(item), ""))
    assert not is_in_suite(dialogue.wish("print(1)\n", "print(2)\n", "use 2", kind="test"))
