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
from opencodeinterpreter.loop.answers import SAMPLING_TEMPERATURE
from opencodeinterpreter.model.protocol import ModelInfo

BEGIN, END = "<!-- evaluation -->", "<!-- end of evaluation -->"
_BETWEEN = re.compile(f"{re.escape(BEGIN)}.*?{re.escape(END)}", re.DOTALL)
_HEAD = (
    *("set", "cases", "one answer", "after one round", "best of {answers}, tried"),
    *("all that the loop tries", "and in a second round"),
)
_FEEDBACK_HEAD = (
    *("set", "raised"),
    *("mended by one more trial", "gain, points", "lost"),
    *("mended by all that the loop tries", "gain, points", "lost"),
)
_LEGEND = """\
Shares of right answers with their 95 % intervals (Wilson), judged by running them. *One answer* is greedy. *After one
round*: where running it raised, the model was told so once, in the loop's own words, and one more answer was tried.
*Best of {answers}, tried*: the greedy answer, else the first of {others} more that the loop would accept because it
runs cleanly; what is expected is not looked at. {drawn} {reviewed}*All that the loop tries* in a round: for a fix,
first what the error itself suggests, then the greedy answer and what its own error suggests, those {others} more, and
up to {lines} replies that are made to begin with the number of a likely line. *And in a second round*: the same once
more on the greedy answer's failure where nothing of that ran. That is what a person gets in two rounds, as far as the
6 s allow that the loop has for further answers. Where an instruction gives no name, or asks for an example without its
values, any will do.
"""
_REVIEWED_LEGEND = """\
Where new code was asked for in words, close calls are tried even if the greedy answer runs; of all that run, the one is
taken whose likelihood, and that of the words given its code, are together the highest.
"""
_FEEDBACK_LEGEND = """\
A round of execution feedback on the greedy answers that raised. {repeated} of the {raised} greedy replies to it brought
the code that had just failed. The loop doesn't try known code again, so the first of the further answers that brings
other code is the one that is tried then. Gains count each case of a set before and after it,
with an interval for pairs (Agresti and Min). Only what raised is sent back, so nothing that was right can get lost;
{test}{tried}
"""


# Begins on a line of its own.
_TRIED_LEGEND = """
The model is asked about the code as it was, and told what it tried: so what all tries of this round mend is mostly what
those of the first round mend as well, and only the column *and in a second round* above shows what comes on top.
"""


def measured(evaluation: Evaluation, *, command: str, weights_sha256: str, failures_shown: int) -> str:
    """The tables, how to get them again, and examples of failures on what was written by hand."""
    spent = evaluation.spent
    made = (
        f"Made by `{command}` in {evaluation.seconds:.0f} s: {spent.tokens:,} tokens at "
        f"{spent.tokens_per_second:.0f} a second in batches, fp32. Weights (SHA-256): `{weights_sha256}`"
    )
    parts = [table(evaluation), _legend(evaluation.info), *_feedback(evaluation), made]
    return "\n".join(f"{part.strip()}\n" for part in [*parts, *_failures(evaluation.results, failures_shown)])


def table(evaluation: Evaluation) -> str:
    """All suites as a markdown table, without the columns that were not measured."""
    head = tuple(cell.format(answers=evaluation.info.answers) for cell in _HEAD)
    rows = [head, *map(_cells, evaluation.results)]
    used = [place for place in range(len(_HEAD)) if any(row[place] for row in rows[1:])]
    return _markdown([tuple(row[place] for place in used) for row in rows])


def _legend(info: ModelInfo) -> str:
    kinds = {
        "{} leave the greedy answer where another token was nearly as likely": info.branches,
        f"{{}} are drawn at temperature {SAMPLING_TEMPERATURE}": info.samples - 1,
    }
    drawn = " and ".join(kind.format(count) for kind, count in kinds.items() if count)
    return _LEGEND.format(
        answers=info.answers,
        others=info.answers - 1,
        drawn=f"Of these {drawn}." if drawn else "",
        reviewed=_REVIEWED_LEGEND if info.reviews else "",
        lines=info.lines,
    )


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
    columns = (result.first, result.second, result.best, result.searched, result.after_two_rounds)
    return (result.suite.name, str(len(result.first)), *map(_share, columns))


def _share(column: Column) -> str:
    return str(share(right(column), len(column))) if column else ""


@attrs.frozen(kw_only=True)
class _Round:
    """What a round of feedback did to some cases: ``mended`` of those that raised, and ``lost`` what was right."""

    mended: int
    lost: int

    @classmethod
    def of(cls, result: Result, second: Column) -> _Round:
        return cls(mended=result.mended(second), lost=result.lost(second))

    def __add__(self, other: _Round) -> _Round:
        return _Round(mended=self.mended + other.mended, lost=self.lost + other.lost)

    def cells(self, raised: int, cases: int) -> tuple[str, ...]:
        mended = f"{self.mended}: {share(self.mended, raised)}" if raised else "0"
        return mended, paired_gain(self.mended, self.lost, cases).in_points, str(self.lost)


def _feedback(evaluation: Evaluation) -> list[str]:
    sent_back = [result for result in evaluation.results if result.second]
    if not sent_back:
        return []
    rows: list[tuple[str, ...]] = []
    answered = searched = _Round(mended=0, lost=0)
    for result in sent_back:
        one, all_ = _Round.of(result, result.second), _Round.of(result, result.second_searched)
        rows.append(_round_row(result.suite.name, result.raised, len(result.first), one, all_))
        answered, searched = answered + one, searched + all_
    raised, cases = sum(result.raised for result in sent_back), sum(len(result.first) for result in sent_back)
    rows.append(_round_row("**all**", raised, cases, answered, searched))
    chance = chance_of_gain(answered.mended, answered.lost)
    test = (
        f"the chance of the gain by one trial over all sets if feedback did nothing is {chance:.1g} (McNemar's exact "
        "test)."
    )
    repeated = sum(result.repeated for result in sent_back)
    tried = _TRIED_LEGEND if evaluation.info.feedback_form == "tried" else ""
    return [
        _markdown([_FEEDBACK_HEAD, *rows]),
        _FEEDBACK_LEGEND.format(repeated=repeated, raised=raised, test=test, tried=tried),
    ]


def _round_row(name: str, raised: int, cases: int, *rounds: _Round) -> tuple[str, ...]:
    return name, str(raised), *(cell for one in rounds for cell in one.cells(raised, cases))


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
        "best_of_several": result.best,
        "all": result.searched,
        "after_two_rounds": result.after_two_rounds,
    }
    return {
        "name": result.suite.name,
        "cases": len(result.first),
        "right": {name: right(column) for name, column in columns.items() if column},
        "raised": result.raised,
        "repeated": result.repeated,
        **({"second_round": _rounds(result)} if result.second else {}),
        "failures": [_failed(result, place) for place in result.failures()],
    }


def _rounds(result: Result) -> dict[str, dict[str, int]]:
    columns = {"one_trial": result.second, "all": result.second_searched}
    return {name: attrs.asdict(_Round.of(result, column)) for name, column in columns.items()}


def _failed(result: Result, place: int) -> dict[str, Any]:
    case, candidate = result.suite.cases[place], result.first[place]
    later = {
        "after_one_round": result.second,
        "best_of_several": result.best,
        "all": result.searched,
        "all_in_second_round": result.second_searched,
    }
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
