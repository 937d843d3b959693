"""A mistake really fails, and the edits of its dialogue really mend it."""

from __future__ import annotations

from random import Random

import pytest

from opencodeinterpreter.data.execution import run
from opencodeinterpreter.data.mistakes import MISTAKES, break_code
from opencodeinterpreter.data.programs import random_program
from opencodeinterpreter.data.sources import familiar_fix, library_fix, library_syntax_fix, unfamiliar_fix
from opencodeinterpreter.text import line_edits
from opencodeinterpreter.text.tracebacks import SHOWN_FILE


@pytest.mark.parametrize("source", [familiar_fix, unfamiliar_fix, library_fix], ids=lambda source: source.__name__)
def test_fixes_mend_what_fails(source):
    random = Random(11)
    rows = [row for row in (source(random) for _ in range(60)) if row]
    assert len(rows) > 15
    for row in rows:
        broken = run(row.code)
        assert broken.failure
        assert f'File "{SHOWN_FILE}", line ' in row.prompt
        assert f"\n{broken.failure.name}" in row.prompt
        mended = line_edits.apply(line_edits.parse(row.reply), row.code)
        assert mended is not None
        assert run(mended).clean


def test_library_functions_that_cannot_be_read_can_be_after_the_edits():
    random = Random(3)
    rows = [row for row in (library_syntax_fix(random) for _ in range(60)) if row]
    assert len(rows) > 10
    for row in rows:
        mended = line_edits.apply(line_edits.parse(row.reply), row.code)
        assert mended is not None
        compile(mended, SHOWN_FILE, "exec")


# Random programs import nothing, take no texts apart and recurse nowhere.
_NEEDS_OTHER_CODE = {
    *("missing_import", "wrong_import", "missing_qualifier", "missing_int", "missing_enumerate", "uneven_unpacking"),
    *("unguarded_key", "dropped_base_case", "foreign_else", "foreign_increment", "missing_map_str"),
    *("unchanged_argument", "whole_number_of_decimals", "wrong_separator"),
}


@pytest.mark.parametrize("name", sorted(MISTAKES))
def test_a_mistake_changes_code_or_says_that_it_has_no_place(name):
    made = {MISTAKES[name](random_program(Random(seed)), Random(seed)) for seed in range(40)}
    assert made - {None} or name in _NEEDS_OTHER_CODE


def test_breaking_is_the_same_for_the_same_seed():
    code = random_program(Random(1))
    assert break_code(code, Random(2)) == break_code(code, Random(2))


def test_code_without_any_place_is_left_alone():
    assert break_code("", Random(1)) is None


@pytest.mark.parametrize(
    ("code", "headline", "lines"),
    [
        ("print(1)\n", None, []),
        ("def f(:\n", "SyntaxError: invalid syntax", [1]),
        ("def f():\n    return xs\n\nf()\n", "NameError: name 'xs' is not defined", [4, 2]),
        ("total = 1\nprint(totl)\n", "NameError: name 'totl' is not defined. Did you mean: 'total'?", [2]),
        ("def f(n):\n    return f(n + 1)\n\nf(0)\n", "RecursionError: maximum recursion depth exceeded", [4, 2, 2, 2]),
        ("import json\njson.loads('{')\n", "json.decoder.JSONDecodeError: Expecting property name", [2]),
    ],
)
def test_failures_are_described_as_the_product_does(code, headline, lines):
    failure = run(code).failure
    if headline is None:
        assert failure is None
    else:
        assert failure
        assert failure.headline.startswith(headline)
        assert [frame.line for frame in failure.frames] == lines


def test_endless_programs_and_endless_output_end():
    assert run("while True:\n    pass\n", time_limit_s=0.1).timed_out
    assert run("while True:\n    print('x' * 100)\n", time_limit_s=5).timed_out
