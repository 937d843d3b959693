from __future__ import annotations

import pytest

from opencodeinterpreter.text.assertions import doctest_check, has_asserts, taken_out

EXAMPLE = 'def two():\n    """\n    >>> two()\n    2\n    """\n    return {}\n'


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("assert 1", True),
        ("for x in [1]:\n    assert x", True),
        ("def test():\n    assert 1\ntest()", True),
        ("def test():\n    assert 1", False),
        ("x = 1", False),
        ("assert (", False),
    ],
)
def test_has_asserts(code: str, expected: bool) -> None:
    assert has_asserts(code) is expected


@pytest.mark.parametrize(
    ("old", "new", "lost"),
    [
        ("def f(): ...\nprint(f())", "def f(): ...\nprint(1)", {"f"}),
        ("def f(): ...\nprint(f())", "def f():\n    print(f())", {"f", "print"}),
        ("def f(): ...\nprint(f())", "def f(): ...\nx = f()\nprint(x)", set()),
        ("pritn(int('x'))", "print('x')", set()),
        ("print(", "x", set()),
    ],
)
def test_taken_out(old: str, new: str, lost: set[str]) -> None:
    assert taken_out(old, new) == lost


@pytest.mark.parametrize(
    ("code", "asked_for", "said"),
    [
        (EXAMPLE.format(2), "", None),
        (EXAMPLE.format(3), "", "Expected:\n    2\nGot:\n    3"),
        ("def two():\n    return 3\n", EXAMPLE.format("..."), "Got:\n    3"),
        ("def two():\n    return 2\n", EXAMPLE.format("..."), None),
    ],
)
def test_examples_are_run(code: str, asked_for: str, said: str | None) -> None:
    names: dict[str, object] = {}
    program = code + doctest_check(code, asked_for)
    if said is None:
        exec(program, names)
        return
    with pytest.raises(AssertionError, match="docstring of two fails") as raised:
        exec(program, names)
    assert said in str(raised.value)


@pytest.mark.parametrize("code", ["x = 1", 'def f():\n    """Says >>> and nothing else."""', "def f(", EXAMPLE[:30]])
def test_without_examples_there_is_nothing_to_run(code: str) -> None:
    assert doctest_check(code) == ""
