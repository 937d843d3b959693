"""Names that people give: found in what they say, and given to what a model wrote under another name."""

from __future__ import annotations

import ast

import pytest

from opencodeinterpreter.text.asked_names import asked_name, named_as_asked


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("define how_many_digits(number), the answer for 4096 is 4", "how_many_digits"),
        ("write me a function area(width, height)", "area"),
        ("write a python function called area(w, h)", "area"),
        ("implement `area()`", "area"),
        ("a function named mean that takes a list", "mean"),
        ("a function called 'mean'", "mean"),
        ("a function for the mean of a list, call it avg", "avg"),
        ("function with a word as input that centers it to a width of 20 with *, named center_it", "center_it"),
        ("define a function center_with_stars which centers a text", "center_with_stars"),
        ("a function that calls itself", ""),
        ("a function that checks if a file named data exists", ""),
        ("a function for how often a word is called out", ""),
        ("a function that returns a list called result and prints it", ""),
        ("sum the numbers and call it total", ""),
        ("write print(x) in a loop", ""),
        ("make list(range(10))", ""),
        ("use helper(x) for each x", ""),
        ("write first(x) and define second(x)", ""),
        ("write total(numbers) to the console", ""),
        ("", ""),
    ],
)
def test_which_name_was_given_to_a_function(said: str, name: str) -> None:
    assert asked_name(said, ast.FunctionDef, above="total = sum") == name


@pytest.mark.parametrize(
    ("said", "name"),
    [("write a class Counter with a method add", "Counter"), ("a class for cats", ""), ("A Cat", "")],
)
def test_which_name_was_given_to_a_class(said: str, name: str) -> None:
    assert asked_name(said, ast.ClassDef) == name


@pytest.mark.parametrize(
    ("said", "code", "expected"),
    [
        (
            "write digits(n)",
            "def count(n):\n    return len(str(n))\n\n\nprint(count(12), 'count', x.count)\n",
            "def digits(n):\n    return len(str(n))\n\n\nprint(digits(12), 'count', x.count)\n",
        ),
        (
            "a class Counter",
            "class Count:\n    pass\n\n\nc = Count()\n",
            "class Counter:\n    pass\n\n\nc = Counter()\n",
        ),
        ("write digits(n)", "def digits(n):\n    return 1\n", None),
        ("write digits(n)", "def a():\n    pass\n\n\ndef b():\n    pass\n", None),
        ("write digits(n)", "print(1)\n", None),
        ("write digits(n)", "def count(n:\n", None),
        ("write digits(n)", "def count(digits):\n    return digits\n", None),
        ("a function for digits", "def count(n):\n    return 1\n", None),
        ("write digits(n)", "async def count(n):\n    await count(n)\n", "async def digits(n):\n    await digits(n)\n"),
    ],
)
def test_code_is_renamed(said: str, code: str, expected: str | None) -> None:
    assert named_as_asked(code, said) == (code if expected is None else expected)


@pytest.mark.parametrize(
    "code",
    [
        "def count(n):\n    return n\n\n\nprint(f'{count(2)} {count(3):>4}')\n",
        'def count(n):\n    return n\n\n\nprint(f"""\n  {count(2)}\n é {count(3)}""")\n',
        "print('é'); print(1)\n\n\ndef count(n):\n    return count(n - 1) if n else 'count'\n\n\ncount(2); count(1)\n",
        "def count(count):\n    return count\n\n\nprint(count(1))\n",
        "%time\n!echo it's\ndef count(n):\n    return n\nprint(count(1))\n",
    ],
)
def test_renamed_code_still_does_the_same(code: str, capsys: pytest.CaptureFixture[str]) -> None:
    printed: list[str] = []
    for text in (code, named_as_asked(code, "write digits(n)")):
        exec("\n".join(line for line in text.splitlines() if not line.startswith(("%", "!"))), {})
        printed.append(capsys.readouterr().out)
    assert printed[0] == printed[1]
