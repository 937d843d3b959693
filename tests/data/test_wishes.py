"""A wish changes code, and the changed code still runs."""

from __future__ import annotations

from random import Random

import pytest

from opencodeinterpreter.data import sources
from opencodeinterpreter.data.execution import run
from opencodeinterpreter.data.wishes import WISHES
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


@pytest.mark.parametrize(
    ("source", "begins"), [(sources.hinted, "Change this code:"), (sources.copying, "Change this code:")]
)
def test_further_changes_are_exact(source, begins):
    rows = [row for row in (source(Random(seed)) for seed in range(40)) if row]
    assert rows
    for row in rows:
        assert row.prompt.startswith(begins)
        assert line_edits.apply(line_edits.parse(row.reply), row.code) is not None
