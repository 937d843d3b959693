"""A wish changes code, and the changed code still runs."""

from __future__ import annotations

from random import Random

import pytest

from opencodeinterpreter.data import sources
from opencodeinterpreter.data.execution import run
from opencodeinterpreter.data.wishes import WISHES, drawn
from opencodeinterpreter.data.wishes.drawing import asked
from opencodeinterpreter.text import line_edits


def test_wishes_lead_from_the_code_to_the_changed_code():
    random = Random(4)
    rows = [row for row in (sources.wish(random) for _ in range(200)) if row]
    assert len(rows) > 50
    for row in rows:
        changed = line_edits.apply(line_edits.parse(row.reply), row.code)
        assert changed is not None
        assert changed != row.code
        assert run(changed).clean
    assert len({row.kind.split("/")[1] for row in rows}) > 12


@pytest.mark.parametrize("wish", sorted(set(WISHES), key=lambda wish: wish.__name__), ids=lambda wish: wish.__name__)
def test_a_wish_has_no_place_in_nothing(wish):
    assert wish("", Random(1)) is None


SHOW = "items = [3, 1, 3, 2]\nfor item in items:\n    print(item)\n"
MEAN = "def mean(values):\n    return sum(values) / len(values)\n\n\nprint(mean([1, 2]))\n"
PETS = "pets = [('Rex', 3), ('Ivy', 1)]\nfor name, age in pets:\n    print(name, age)\n"
EVENS = """def evens(values):
    found = []
    for value in values:
        if value % 2 == 0:
            found.append(value)
    return found


print(evens([4, 5, 6]))
"""
NEW = """def new(values):
    seen = []
    for v in values:
        if v not in seen:
            seen.append(v)
    return seen
"""
DOG = """class Dog:
    def __init__(self, name, tricks):
        self.name = name
        self.tricks = tricks


dog = Dog('Rex', ['sit', 'roll'])
print(dog.name)
"""


@pytest.mark.parametrize(
    ("name", "code", "behind", "printed"),
    [
        ("numbered_lines", SHOW, "", {"1 3\n2 1\n3 3\n4 2\n"}),
        ("on_one_line", SHOW, "", {"3 1 3 2 ", "3, 1, 3, 2, ", "3; 1; 3; 2; "}),
        ("in_order", SHOW, "", {"1\n2\n3\n3\n", "3\n3\n2\n1\n"}),
        ("backwards", SHOW, "", {"2\n3\n1\n3\n"}),
        ("unique", SHOW, "", {"3\n1\n2\n", "1\n2\n3\n"}),
        ("by_field", PETS, "", {"Ivy 1\nRex 3\n", "Rex 3\nIvy 1\n"}),
        ("empty_value", MEAN, "mean([])", {"1.5\n"}),
        ("swapped", "def d(a, b):\n    return a - b\n\n\nprint(d(5, 3))\n", "print(d(3, 5))", {"2\n2\n"}),
        ("in_one_line", EVENS, "", {"[4, 6]\n"}),
        ("counted", EVENS, "", {"2\n"}),
        ("as_main", EVENS, "", {"[4, 6]\n"}),
        ("as_while", "for i in range(3):\n    print(i)\n", "", {"0\n1\n2\n"}),
        ("with_enumerate", "a = [5]\nfor i in range(len(a)):\n    print(i, a[i])\n", "", {"0 5\n"}),
        ("as_loop", "a = [x * 2 for x in [1, 2] if x > 1]\nprint(a)\n", "", {"[4]\n"}),
        ("ascending", "print(sorted([2, 1], reverse=True))\n", "", {"[1, 2]\n"}),
        ("commas_to_f_string", "a = 1\nprint('a is', a, 'now')\n", "", {"a is 1 now\n"}),
        ("number_as_parameter", "def f(x):\n    return x * 7\n\n\nprint(f(2))\n", "", {"14\n"}),
    ],
    ids=lambda value: value if isinstance(value, str) and value.isidentifier() else "",
)
def test_the_changed_code_does_what_is_wished(name, code, behind, printed):
    wish = next(wish for wish in WISHES if wish.__name__ == name)
    for seed in range(12):
        wished = wish(code, Random(seed))
        assert wished is not None
        outcome = run(wished[1] + behind)
        assert outcome.clean
        assert outcome.stdout in printed


@pytest.mark.parametrize("name", ["shown_as", "length_of", "one_more_attribute", "one_more_method"])
def test_a_class_keeps_working_with_what_is_added(name):
    wish = next(wish for wish in WISHES if wish.__name__ == name)
    for seed in range(12):
        wished = wish(DOG, Random(seed))
        assert wished is not None
        assert run(wished[1]).stdout == "Rex\n"


def test_a_loop_that_reads_what_it_gathers_becomes_no_comprehension():
    wish = next(wish for wish in WISHES if wish.__name__ == "in_one_line")
    assert wish(NEW, Random(1)) is None


def test_a_drawn_wish_names_itself_and_words_vary():
    rows = [drawn(SHOW, Random(seed)) for seed in range(80)]
    assert all(row and row[2] != SHOW for row in rows)
    assert len({row[0] for row in rows if row}) > 12
    assert len({asked("sort items", Random(seed)) for seed in range(60)}) > 4


def test_a_quoted_text_stays_last():
    assert {asked("add a docstring saying Hi", Random(seed))[-2:] for seed in range(60)} == {"Hi"}


@pytest.mark.parametrize(
    ("source", "begins"), [(sources.hinted, "Change this code:"), (sources.copying, "Change this code:")]
)
def test_further_changes_are_exact(source, begins):
    rows = [row for row in (source(Random(seed)) for seed in range(40)) if row]
    assert rows
    for row in rows:
        assert row.prompt.startswith(begins)
        assert line_edits.apply(line_edits.parse(row.reply), row.code) is not None
