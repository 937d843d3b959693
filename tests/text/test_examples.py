from __future__ import annotations

import pytest

from opencodeinterpreter.text.examples import example_check

AREA = "def area(width, height):\n    return width * height\n"
MEAN = "def mean(values):\n    return sum(values) / len(values)\n"
FLIP = "def flip(text):\n    return text[::-1]\n"


def _run(said: str, code: str, *, wishes_only: bool = False) -> str:
    """What the check says of the code: "" when there is none, else "passes" or its complaint."""
    check = example_check(said, code, wishes_only=wishes_only)
    if not check:
        return ""
    try:
        exec(code + check, {})
    except AssertionError as error:
        return str(error)
    return "passes"


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("a function area(width, height), area(2, 3) should give 6", AREA),
        ("write area, so that area(2, 3) returns 6.", AREA),
        ("area of a rectangle, e.g. area(2, 3) -> 6", AREA),
        ("area of a rectangle (area(2, 3) == 6)", AREA),
        ("area(width=2, height=3) must be 6 and area(1, 1) is 1", AREA),
        ("a function area. for 2 and 3 it should return 6", AREA),
        ("the area of a rectangle, for example for 2, 3 it returns 6", AREA),
        ("the mean of a list, for example for [1, 2, 3] it returns 2.0", MEAN),
        ("write area(a, b), the answer for 2, 3 is 6", AREA),
        ("the area of a rectangle, the result for 2 and 3 should be 6", AREA),
        ("the mean of a list, mean([1, 2, 2]) \u2192 1.67", MEAN),
        ("turn a text around, like flip('ab (c)') gives ')c( ba'", FLIP),
        ("turn a text around: flip(\u201cab\u201d) should be \u201cba\u201d", FLIP),
    ],
)
def test_what_was_said_is_tried(said, code):
    assert _run(said, code) == "passes"
    wrong = code.replace("return", "return 2 *").replace("2 * text", "text + text")
    assert " was asked for" in _run(said, wrong)


def test_the_complaint_names_call_value_and_what_was_asked_for():
    assert _run("area(2, 3) should be 5", AREA) == "area(2, 3) gives 6, but 5 was asked for"


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("write a function area", AREA),
        ("area(width, height) returns 6", AREA),
        ("write area(2, 3)", AREA),
        ("area(2, 3) is 3 times area(2, 1)", AREA),
        ("area(2, 3) returns 5, but that is wrong", AREA),
        ("area(2, 3) returns an int", AREA),
        ("area(2, 3) is not 5", AREA),
        ("x.area(2, 3) should give 5", AREA),
        ("volume(2, 3) should give 5", AREA),
        ("print the sum, for 2 and 3 it is 6", "print(5)\n"),
        ("for each word it returns 3", FLIP),
        ("the area for 2, 3 is half of that for 4, 3", AREA),
        ("area(2, 3) should give 5", "def area(:\n"),
    ],
)
def test_what_is_no_example_makes_no_check(said, code):
    assert _run(said, code) == ""


def test_of_given_code_only_wishes_are_tried():
    assert _run("area(2, 3) returns 7", AREA, wishes_only=True) == ""
    assert _run("area(2, 3) should return 6 but returns 7", AREA, wishes_only=True) == "passes"


def test_arrays_are_compared_by_their_values():
    code = "class Array:\n    def tolist(self):\n        return [1, 2]\ndef made(n):\n    return Array()\n"
    assert _run("made(2) should give [1, 2]", code) == "passes"
