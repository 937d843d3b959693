from __future__ import annotations

import pytest

from opencodeinterpreter.text.generation import generation_at
from opencodeinterpreter.text.lines import split_lines

STUB = "def add(a, b):\n    ..."
FULL = "def f(xs):\n    total = 0\n    # add up the squares\n    return total\n"
WRONG = 'def f():\n    """Four."""\n    return 5'
CLASS = (
    "import math\n\n\nclass Circle:\n    def __init__(self, r):\n        self.r = r\n\n"
    '    def area(self):\n        """The area."""\n\nc = Circle(2)\nprint(c.area())\n'
)
# text, first line, past-last line, instruction given -> kind, instruction, region's lines, stub
ROWS = [
    ("# print the sum of 1 to 10\n", 0, 0, "", ("insert", "print the sum of 1 to 10", (1, 1), "")),
    ("x = 1\n# one\n# two\ny = 2\n", 2, 2, "", ("insert", "one\ntwo", (3, 3), "")),
    ("x = 1\n# one\n# two\ny = 2\n", 1, 3, "", ("insert", "one\ntwo", (3, 3), "")),
    ("# %% Load\n# read it\nx\n# other\n", 3, 3, "", ("insert", "other", (4, 4), "")),
    ("# %% Plot the data\n\n# %% More\n", 0, 0, "", ("insert", "Plot the data", (1, 1), "")),
    ("# %% Plot\n# a red line\n", 0, 0, "", ("insert", "a red line", (2, 2), "")),
    ("# %%\n# a red line\n", 1, 1, "", ("insert", "a red line", (2, 2), "")),
    ("# %% Plot\nx = 1\n", 0, 0, "", None),
    (f"{STUB}\n", 0, 0, "", ("stub", "", (0, 2), STUB)),
    (f"{STUB}\n", 1, 1, "for floats too", ("stub", "for floats too", (0, 2), STUB)),
    (f"{STUB}\n", 0, 2, "", ("stub", "", (0, 2), STUB)),
    (f"# add numbers\n{STUB}\n", 0, 0, "", ("stub", "add numbers", (1, 3), STUB)),
    (f"# add numbers\n{STUB}\n", 0, 3, "", ("stub", "add numbers", (1, 3), STUB)),
    (f"# add numbers\n{STUB}\n", 2, 2, "", ("stub", "add numbers", (1, 3), STUB)),
    ("def f(x):\n", 0, 0, "", ("stub", "", (0, 1), "def f(x):")),
    ("def f(x):\n    # double it\n", 1, 1, "", ("stub", "double it", (0, 2), "def f(x):\n    # double it")),
    ("@cache\ndef f(x): pass\n", 1, 1, "", ("stub", "", (0, 2), "@cache\ndef f(x): pass")),
    ("def f(:\n\ndef g(x):\n    pass\n", 2, 2, "", ("stub", "", (2, 4), "def g(x):\n    pass")),
    (FULL, 2, 2, "", ("stub", "add up the squares", (0, 4), FULL.rstrip())),
    (FULL, 1, 1, "use a generator", ("stub", "use a generator", (0, 4), FULL.rstrip())),
    (FULL, 1, 1, "", None),
    (
        'def f():\n    """Four."""\n    return 5\n',
        1,
        1,
        "",
        ("stub", "", (0, 3), 'def f():\n    """Four."""\n    return 5'),
    ),
    (CLASS, 8, 8, "", ("stub", "", (7, 9), 'def area(self):\n    """The area."""')),
    ('"""Print pi."""\nx = 1\n', 0, 0, "", ("insert", "Print pi.", (1, 1), "")),
    ("x = load()  # then print it\ny = 1\n", 0, 0, "", ("insert", "then print it", (1, 1), "")),
    ("x = '# no comment'\n", 0, 0, "", None),
    ("x = 1\ny = x\n", 0, 2, "use z", ("change", "use z", (0, 2), "")),
    ("# use z\nx = 1\n\ny = x\n\n", 0, 5, "", ("change", "use z", (1, 4), "")),
    ("x = 1\ny = x\n", 0, 2, "", None),
    ("x = 1\n", 0, 0, "print it", ("insert", "print it", (1, 1), "")),
    ("x = (1,\n2)\n", 0, 0, "print it", ("insert", "print it", (2, 2), "")),
    ("x = 1\n\ny = 1\n", 1, 1, "print it", ("insert", "print it", (1, 1), "")),
    ("", 0, 0, "print it", ("insert", "print it", (0, 0), "")),
    ("x = 1", 9, 9, "print it", ("insert", "print it", (1, 1), "")),
    ("", 0, 0, "", None),
    ("#!/usr/bin/env python\n", 0, 0, "", None),
    ("no python, here!\n# print 1\n", 1, 1, "", ("insert", "print 1", (2, 2), "")),
]


@pytest.mark.parametrize(("text", "start", "end", "instruction", "expected"), ROWS)
def test_generation_at(text: str, start: int, end: int, instruction: str, expected: tuple[object, ...] | None) -> None:
    found = generation_at(text, start, end, instruction=instruction)
    if found is None:
        assert expected is None
        return
    scope = found.scope
    assert (found.kind, found.instruction, (scope.start_line, scope.end_line), found.stub) == expected
    assert scope.code == "".join(split_lines(text)[scope.start_line : scope.end_line])


def test_a_method_is_tried_within_its_class_and_the_code_around_it() -> None:
    found = generation_at(CLASS, 7, 7)
    assert found is not None
    scope = found.scope
    placed = scope.place('def area(self):\n    """The area."""\n    return math.pi * self.r ** 2')
    assert scope.before == ("import math\n\n\n",)
    assert scope.head.startswith("class Circle:")
    assert scope.after == ("\nc = Circle(2)\nprint(c.area())\n",)
    assert scope.unit_start_line == 3
    assert placed == '    def area(self):\n        """The area."""\n        return math.pi * self.r ** 2\n'
    names: dict[str, object] = {}
    exec("\n".join([*scope.before, scope.assemble(placed)]), names)  # the pieces are whole programs
    assert found.context.endswith("self.r = r")


def test_code_below_an_inserted_candidate_is_run_cell_by_cell() -> None:
    found = generation_at("# %%\na = 1\n# %%\n# add one\nb = a\n# %%\nc = b\n", 3, 3)
    assert found is not None
    assert found.scope.before == ("# %%\na = 1\n",)
    assert (found.scope.head, found.scope.tail) == ("", "")
    assert found.scope.after == ("b = a\n", "# %%\nc = b\n")
