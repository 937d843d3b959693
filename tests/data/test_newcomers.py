"""Beginners' programs run, differ and are the same for the same seed."""

from __future__ import annotations

import re
from random import Random

import pytest

from opencodeinterpreter.data.execution import run
from opencodeinterpreter.data.newcomers import newcomer_program
from opencodeinterpreter.data.newcomers.renaming import renamed
from opencodeinterpreter.data.sources import newcomer_fix
from opencodeinterpreter.text import line_edits

_SEEDS = range(60)


def test_programs_end_cleanly_and_print():
    for seed in _SEEDS:
        code = newcomer_program(Random(seed))
        outcome = run(code, time_limit_s=5)
        assert outcome.clean, code
        assert outcome.stdout.strip(), code
        assert 2 <= sum(bool(line.strip()) for line in code.splitlines()) <= 24, code


def test_structures_differ():
    shapes = {
        re.sub(r"'[^']*'|\b(?!for|in|if|def|class|while|print)\w+", "_", newcomer_program(Random(s))) for s in _SEEDS
    }
    assert len(shapes) > 55


def test_the_same_seed_gives_the_same_program():
    assert newcomer_program(Random(4)) == newcomer_program(Random(4))


@pytest.mark.parametrize("seed", range(8))
def test_another_name_changes_nothing_that_is_printed(seed):
    code = newcomer_program(Random(seed))
    assert run(renamed(code, Random(1)), time_limit_s=5).stdout == run(code, time_limit_s=5).stdout


def test_mistakes_in_them_are_mended_by_the_reply():
    random = Random(5)
    rows = [row for row in (newcomer_fix(random) for _ in range(40)) if row]
    assert len(rows) > 15
    for row in rows:
        assert run(row.code, time_limit_s=5).failure
        mended = line_edits.apply(line_edits.parse(row.reply), row.code)
        assert mended is not None
        assert run(mended, time_limit_s=5).clean
