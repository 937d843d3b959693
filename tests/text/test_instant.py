from __future__ import annotations

import itertools
import traceback

import pytest
from instant_rows import ROWS

from opencodeinterpreter.text.instant import proposals
from opencodeinterpreter.text.tracebacks import Failure, Frame

# Each message is tried on one in so many codes, the next one on others.
EVERY = 6


def failure_of(code: str) -> Failure:
    """What this interpreter says of the code."""
    try:
        exec(compile(code, "main.py", "exec"), {})
    except SyntaxError as error:
        frame = Frame(path="main.py", line=error.lineno or 1)
        return Failure(name=type(error).__name__, message=error.msg, frames=(frame,))
    except Exception as error:  # noqa: BLE001 - any failure is what is wanted here
        frames = [f for f in traceback.extract_tb(error.__traceback__) if f.filename == "main.py"]
        places = tuple(Frame(path="main.py", line=f.lineno or 1) for f in frames)
        return Failure(name=type(error).__name__, message=str(error), frames=places)
    raise AssertionError("the code does not fail")


@pytest.mark.parametrize(("code", "expected"), ROWS)
def test_proposals(code: str, expected: str) -> None:
    found = list(proposals(failure_of(code), code))
    assert expected in found[:4], found


@pytest.mark.parametrize(
    ("code", "first"),
    [
        ("names = ['Ada', idd]\n", "names = ['Ada', 'idd']\n"),  # id is a function of Python's, which nobody lists
        ("name = 'Bo'\nnames = ['Ada', nmae]\n", "name = 'Bo'\nnames = ['Ada', name]\n"),
    ],
)
def test_a_name_among_texts_is_one_of_the_codes_own_or_a_text(code: str, first: str) -> None:
    assert next(proposals(failure_of(code), code)) == first


@pytest.mark.parametrize(
    ("code", "message", "expected"),
    [
        ("print(xx)\n", "name 'xx' is not defined. Did you mean: 'zz'?", "print(zz)\n"),
        ("a.xx\n", "'A' object has no attribute 'xx'. Did you mean: 'yy'?", "a.yy\n"),
        ("print(xx)\n", "name 'xx' is not defined. Did you mean: 'self.xx'?", None),
    ],
)
def test_the_interpreters_own_suggestion(code: str, message: str, expected: str | None) -> None:
    name = "AttributeError" if "attribute" in message else "NameError"
    failure = Failure(name=name, message=message, frames=(Frame(path="main.py", line=1),))
    assert next(proposals(failure, code), None) == expected


def test_an_import_for_a_lone_method_goes_into_its_body() -> None:
    code = 'def area(self):\n    """The area."""\n    return math.pi\n'
    failure = Failure(name="NameError", message="name 'math' is not defined", frames=(Frame(path="x", line=3),))
    assert (
        next(proposals(failure, code)) == 'def area(self):\n    """The area."""\n    import math\n    return math.pi\n'
    )


@pytest.mark.parametrize(
    "code",
    [
        "xs = []\nsum(xs) / len(xs)\n",
        "max([])\n",
        "[].pop()\n",
        "{1}.remove(2)\n",
        "d = {}\nprint(d.name)\n",
        "print(None + 'x')\n",
        "print('x' + None)\n",
        "print(reversed('ab') + 'x')\n",
        "def low_and_high():\n    return 1, 2\nprint(low_and_high() + 1)\n",
    ],
)
def test_no_proposal_only_hides_a_failure(code: str) -> None:
    assert list(proposals(failure_of(code), code)) == []


@pytest.mark.parametrize(
    "code", ["1 / 0\n", "x.y.z\n", "{}[1]\n", "(\n", "this is no code at all, sorry\n", "int('x')\n"]
)
def test_unknown_failures_give_only_code_that_parses(code: str) -> None:
    for proposal in proposals(failure_of(code), code):
        compile(proposal, "main.py", "exec")


def test_no_rule_breaks_on_code_that_it_was_not_made_for() -> None:
    codes = [code for code, _ in ROWS] + [
        "x = {'a': 1}['a'] < y\n",
        "",
        "\n",
        "%time x\nx[0] = '{}'\n",
        "s = 'é'; t['{é}'] = s\r\n",
    ]
    told = {(failure.name, failure.message) for failure in (failure_of(code) for code, _ in ROWS)}
    for number, (name, message) in enumerate(sorted(told)):
        for code in codes[number % EVERY :: EVERY]:
            for line in range(1, code.count("\n") + 2):
                failure = Failure(name=name, message=message, frames=(Frame(path="main.py", line=line),))
                for _ in itertools.islice(proposals(failure, code), 6):
                    pass


def test_without_a_place_nothing_breaks() -> None:
    for name in ("SyntaxError", "NameError", "KeyError", "AttributeError", "ImportError"):
        assert list(proposals(Failure(name=name, message="?"), "x = 1\n")) == []
