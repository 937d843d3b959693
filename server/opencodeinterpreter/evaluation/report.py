"""Shows an evaluation: as markdown for the README and the model card, and as data for programs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import starmap
from pathlib import Path
from typing import Any

import attrs

from opencodeinterpreter.evaluation.evaluate import Column, Evaluation, Result, right
from opencodeinterpreter.evaluation.feedback_rounds import raised
from opencodeinterpreter.evaluation.intervals import chance_of_gain, paired_gain, share

BEGIN, END = "<!-- evaluation -->", "<!-- end of evaluation -->"
_BETWEEN = re.compile(f"{re.escape(BEGIN)}.*?{re.escape(END)}", re.DOTALL)
_HEAD = ("set", "cases", "one answer", "after one round", "best of 8, tried", "all that the loop tries")
_FEEDBACK_HEAD = ("set", "raised", "mended", "share of them", "gain on all its cases, points", "lost")
_LEGEND = """\
Shares of right answers with their 95 % intervals (Wilson), judged by running them. *One answer* is greedy. *After one
round*: where running it raised, code and traceback went back to the model once, in the loop's own words. *Best of 8,
tried*: the greedy answer, else the first of 7 more (temperature 0.7) that the loop would accept because it runs
cleanly; what is expected is not looked at. *All that the loop tries* in a round, which is what a person gets: for a
fix, first what the error itself suggests, then the greedy answer, up to 7 replies that are made to begin with the
number of a likely line, and those 7 samples. Where an instruction gives no name, or asks for an example without its
values, any will do.
"""
_FEEDBACK_LEGEND = """\
Gains count each case before and after its round, with an interval for pairs (Agresti and Min). Only what raised is sent
back, so nothing that was right can get lost; {test}
"""


def measured(evaluation: Evaluation, *, command: str, weights_sha256: str, failures_shown: int) -> str:
    """The tables, how to get them again, and examples of failures on what was written by hand."""
    spent = evaluation.spent
    made = (
        f"Made by `{command}` in {evaluation.seconds:.0f} s: {spent.tokens:,} tokens at "
        f"{spent.tokens_per_second:.0f} a second in batches, fp32. Weights (SHA-256): `{weights_sha256}`"
    )
    parts = [table(evaluation.results), _LEGEND, *_feedback(evaluation.results), made]
    return "\n".join(f"{part.strip()}\n" for part in [*parts, *_failures(evaluation.results, failures_shown)])


def table(results: Sequence[Result]) -> str:
    """All suites as a markdown table, without the columns that were not measured."""
    rows = [_HEAD, *map(_cells, results)]
    used = [place for place in range(len(_HEAD)) if any(row[place] for row in rows[1:])]
    return _markdown([tuple(row[place] for place in used) for row in rows])


def as_data(evaluation: Evaluation, *, weights_sha256: str) -> dict[str, Any]:
    """All counts, and each wrong first answer, as JSON has them."""
    return {
        "weights_sha256": weights_sha256,
        "seconds": round(evaluation.seconds, 1),
        "tokens_per_second": round(evaluation.spent.tokens_per_second, 1),
        "sets": [_set(result) for result in evaluation.results],
    }


def write_between(path: Path, text: str) -> None:
    """Put the text between the markers of a file; they stay. Raises ValueError when the file has none."""
    old = path.read_text(encoding="utf-8")
    new, count = _BETWEEN.subn(lambda _: marked(text), old)
    if not count:
        raise ValueError(f"{path} has no {BEGIN} … {END}")
    path.write_text(new, encoding="utf-8")


def marked(text: str) -> str:
    """The text with the markers around it."""
    return f"{BEGIN}\n{text.strip()}\n{END}"


def _cells(result: Result) -> tuple[str, ...]:
    columns = (result.first, result.second, result.best, result.searched)
    return (result.suite.name, str(len(result.first)), *map(_share, columns))


def _share(column: Column) -> str:
    return str(share(right(column), len(column))) if column else ""


@attrs.frozen(kw_only=True)
class _Round:
    """What a round of feedback did to a set: ``mended`` of those that ``raised``, and ``lost`` what was right."""

    name: str
    raised: int
    mended: int
    lost: int
    cases: int

    @property
    def cells(self) -> tuple[str, ...]:
        mended = str(share(self.mended, self.raised)) if self.raised else ""
        gain = paired_gain(self.mended, self.lost, self.cases).in_points
        return self.name, str(self.raised), str(self.mended), mended, gain, str(self.lost)


def _feedback(results: Sequence[Result]) -> list[str]:
    rounds = [
        _Round(name=r.suite.name, raised=r.raised, mended=r.mended, lost=r.lost, cases=len(r.first))
        for r in results
        if r.second
    ]
    if not rounds:
        return []
    total = _Round(
        name="**all**",
        raised=sum(one.raised for one in rounds),
        mended=sum(one.mended for one in rounds),
        lost=sum(one.lost for one in rounds),
        cases=sum(one.cases for one in rounds),
    )
    chance = chance_of_gain(total.mended, total.lost)
    test = f"the chance of such a gain over all sets if feedback did nothing is {chance:.1g} (McNemar's exact test)."
    return [_markdown([_FEEDBACK_HEAD, *(one.cells for one in [*rounds, total])]), _FEEDBACK_LEGEND.format(test=test)]


def _markdown(rows: Sequence[tuple[str, ...]]) -> str:
    lines = [f"| {' | '.join(row)} |" for row in rows]
    return "\n".join([lines[0], f"|{' --- |' * len(rows[0])}", *lines[1:]])


def _failures(results: Sequence[Result], count: int) -> list[str]:
    """Wrong answers to what was written by hand, spread evenly over it."""
    found = [(result, place) for result in results if result.suite.by_hand for place in result.failures()]
    chosen = found[:: max(1, len(found) // max(1, count))][:count]
    examples = "\n\n".join(starmap(_failure, chosen))
    return [f"<details><summary>Examples of failures</summary>\n\n{examples}\n\n</details>"] if chosen else []


def _failure(result: Result, place: int) -> str:
    case, candidate = result.suite.cases[place], result.first[place]
    happened = candidate.failure.headline if candidate.failure else "it ran, but did something else"
    said = happened if candidate.code is not None else "that is no answer"
    shown = f"Asked:\n\n````\n{case.row.prompt}\n````\n\nAnswered:\n\n````\n{candidate.reply}\n````"
    return f"*{result.suite.name}* ({said}). {shown}"


def _set(result: Result) -> dict[str, Any]:
    columns = {
        "first": result.first,
        "after_one_round": result.second,
        "best_of_8": result.best,
        "all": result.searched,
    }
    return {
        "name": result.suite.name,
        "cases": len(result.first),
        "right": {name: right(column) for name, column in columns.items() if column},
        "raised": result.raised,
        **({"mended": result.mended, "lost": result.lost} if result.second else {}),
        "failures": [_failed(result, place) for place in result.failures()],
    }


def _failed(result: Result, place: int) -> dict[str, Any]:
    case, candidate = result.suite.cases[place], result.first[place]
    later = {"after_one_round": result.second, "best_of_8": result.best, "all": result.searched}
    return {
        "kind": case.row.kind,
        "prompt": case.row.prompt,
        "reply": candidate.reply,
        "failure": candidate.failure.headline if candidate.failure else "",
        "raised": raised(candidate),
        "then": {
            name: {"reply": column[place].reply, "right": column[place].right}
            for name, column in later.items()
            if column and column[place] is not candidate
        },
        "expected": case.row.expected,
        "target": case.row.reply,
    }
