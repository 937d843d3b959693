"""The figures of an evaluation: what is counted, honest intervals, and where they are written."""

from __future__ import annotations

import json
import math

import pytest
from evaluation_parts import Script, needs_sandbox, scripted, three_fixes

from opencodeinterpreter.evaluation.evaluate import evaluate
from opencodeinterpreter.evaluation.intervals import chance_of_gain, paired_gain, share
from opencodeinterpreter.evaluation.report import as_data, marked, measured, table, write_between


@needs_sandbox
def test_feedback_samples_and_lines_each_win_what_they_can():
    evaluation = evaluate(Script(scripted), [three_fixes()], seed=5)
    result = evaluation.results[0]
    shown = [[candidate.right for candidate in c] for c in (result.first, result.second, result.best, result.searched)]
    assert shown == [[True, False, False], [True, True, False], [True, True, False], [True, True, True]]
    assert (result.raised, result.mended(result.second), result.lost(result.second)) == (1, 1, 0)
    data = as_data(evaluation, weights_sha256="ab")
    right = {"first": 1, "after_one_round": 2, "best_of_several": 2, "all": 3, "after_two_rounds": 3}
    assert data["sets"][0]["right"] == right
    assert data["sets"][0]["second_round"] == {key: {"mended": 1, "lost": 0} for key in ("one_trial", "all")}
    assert [failure["raised"] for failure in json.loads(json.dumps(data))["sets"][0]["failures"]] == [True, False]


@needs_sandbox
def test_a_report_shows_what_was_measured_and_nothing_else(tmp_path):
    evaluation = evaluate(Script(scripted), [three_fixes()], seed=5)
    text = measured(evaluation, command="do it", weights_sha256="ab", failures_shown=1)
    assert (
        "| fixes, written by hand | 3 | 33% (6-79) | 67% (21-94) | 67% (21-94) | 100% (44-100) | 100% (44-100) |"
        in text
    )
    assert "| **all** | 1 | 1: 100% (21-100) |" in text
    assert "`do it`" in text
    assert text.count("Asked:") == 1
    short = evaluate(Script(scripted), [three_fixes()], only_first=True)
    assert table(short).splitlines()[0] == "| set | cases | one answer |"

    page = tmp_path / "page.md"
    page.write_text(f"above\n{marked('old')}\nbelow\n")
    write_between(page, text)
    write_between(page, text)
    assert page.read_text() == f"above\n{marked(text)}\nbelow\n"
    page.write_text("no markers")
    with pytest.raises(ValueError, match="has no <!-- evaluation -->"):
        write_between(page, text)


@pytest.mark.parametrize(
    ("count", "total", "low", "high"), [(0, 10, 0.0, 0.2775), (5, 10, 0.2366, 0.7634), (10, 10, 0.7225, 1.0)]
)
def test_shares_have_wilson_intervals(count, total, low, high):
    found = share(count, total)
    assert (found.value, round(found.low, 4), round(found.high, 4)) == (count / total, low, high)


@pytest.mark.parametrize(
    ("won", "lost", "total", "above_0", "chance"),
    [(0, 0, 50, False, 1.0), (4, 0, 50, False, 0.125), (6, 0, 50, True, 0.03125), (6, 5, 50, False, 1.0)],
)
def test_gains_are_judged_in_pairs(won, lost, total, above_0, chance):
    gain = paired_gain(won, lost, total)
    assert gain.value == (won - lost) / total
    assert gain.low < gain.value < gain.high
    assert (gain.low > 0) is above_0
    assert math.isclose(chance_of_gain(won, lost), chance)
