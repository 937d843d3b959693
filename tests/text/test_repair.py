from __future__ import annotations

import pytest

from opencodeinterpreter.text.lines import split_lines
from opencodeinterpreter.text.repair import repair_scope

SHORT = "def f(x):\n    return x.y\n\nf(1)\n"
CELLS = f"# %% Setup\nimport math\n\n# %% Define\n{SHORT[:-6]}\n# %% Use\nprint(f(2))\n\n# %% Later\nz = 3\n"
FILLER = "".join(f"v{n} = {n}\n" for n in range(60))
METHOD = "class A:\n" + "".join(f"    def m{n}(self):\n        return {n}\n" for n in range(30)) + "A().m7()\n"
HUGE = "def f():\n" + "".join(f"    v{n} = {n}\n" for n in range(100)) + "f()\n"
# text, frames, lines that ran, region expected
ROWS = [
    (SHORT, [3, 1], None, (0, 4)),
    (SHORT, [], None, (0, 4)),
    (CELLS, [8, 5], None, (4, 6)),
    (CELLS, [8], None, (8, 9)),
    (CELLS, [8], (0, 13), (8, 9)),
    (f"{FILLER}{SHORT}", [63, 61], None, (60, 62)),
    (f"{FILLER}{SHORT}", [63], None, (37, 64)),
    (f"{SHORT}{FILLER}", [2, 0], None, (0, 2)),
    (METHOD, [61, 16], None, (15, 17)),
    (HUGE, [101, 50], None, (24, 64)),
    (f"{FILLER}x = (1,\n", [60], None, (21, 61)),
    (f"{FILLER}def f(:\n    pass\n{FILLER}", [60], None, (22, 62)),
    ("if x\n" + "    y = 1\n" * 90, [0], None, (0, 20)),
    ("# %%\n\n%matplotlib inline\nx\n", [3], None, (2, 4)),
    ("x", [7], None, (0, 1)),
]


@pytest.mark.parametrize(("text", "frames", "ran", "region"), ROWS)
def test_repair_scope(text: str, frames: list[int], ran: tuple[int, int] | None, region: tuple[int, int]) -> None:
    scope = repair_scope(text, frames, ran=ran)
    assert scope is not None
    assert (scope.start_line, scope.end_line) == region
    assert scope.code == "".join(split_lines(text)[slice(*region)])
    program = "".join([*scope.before, scope.assemble(scope.code), *scope.after])
    assert [line for line in split_lines(text) if line not in program] == []


def test_nothing_to_repair() -> None:
    assert repair_scope("\n\n", [0]) is None


def test_a_function_of_a_cell_above_is_tried_through_the_failing_cell() -> None:
    scope = repair_scope(CELLS, [8, 5])
    assert scope is not None
    assert scope.before == ("# %% Setup\nimport math\n\n",)
    assert scope.head == "# %% Define\n"
    assert scope.tail.endswith("# %% Use\nprint(f(2))\n\n")
    assert scope.after == ("# %% Later\nz = 3\n",)


def test_a_function_of_a_cell_below_runs_before_the_failing_cell() -> None:
    text = "# %%\nimport math\n# %%\nprint(f(2))\n# %%\ndef f(x):\n    return x.y"
    scope = repair_scope(text, [3, 6])
    assert scope is not None
    assert (scope.start_line, scope.end_line) == (5, 7)
    assert scope.assemble(scope.place(scope.shown)) == "# %%\ndef f(x):\n    return x.y\n# %%\nprint(f(2))\n"
    assert scope.before == ("# %%\nimport math\n",)
    assert scope.after == ()


def test_a_method_is_shown_without_its_indentation() -> None:
    scope = repair_scope(METHOD, [61, 16])
    assert scope is not None
    assert scope.shown == "def m7(self):\n    return 7\n"
    assert scope.place("def m7(self):\n    return 8") == "    def m7(self):\n        return 8\n"
