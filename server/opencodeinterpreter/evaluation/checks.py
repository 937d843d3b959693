"""What shows that an answer is right: the program that is run for it, and what that program must print.

An instruction leaves some things open: a function's name where it gives none, the values of an example where it only
asks for one. No answer is judged by those.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Sequence

from opencodeinterpreter.data.trying import Trial
from opencodeinterpreter.evaluation.cases import Case
from opencodeinterpreter.evaluation.trials import TrialPool, program_of

_MARK = "=== the check begins ==="
# Prints what the open figures show.
_FIGURE_PROBE = """
import matplotlib.pyplot as _plt
for _figure in map(_plt.figure, _plt.get_fignums()):
    for _axes in _figure.axes:
        print(_axes.get_title(), [_line.get_xydata().tolist() for _line in _axes.lines])
        print([[round(_side, 6) for _side in _patch.get_bbox().bounds] for _patch in _axes.patches])
"""


def checked(case: Case, code: str) -> str:
    """The program that judges this code as the case's answer."""
    row = case.row
    if _is_marked(case):
        return program_of([row.before, code, _named_as_checked(case, code), f"print({_MARK!r})", row.check])
    return program_of([row.before, code, row.check, _FIGURE_PROBE if _draws(case) else ""])


def examples(cases: Sequence[Case], pool: TrialPool) -> list[Trial | None]:
    """The trials of the cases' own answers, where an answer is compared with that and not with the row's text."""
    programs = [checked(case, case.target) if _is_marked(case) or _draws(case) else None for case in cases]
    trials = iter(pool.run_all([program for program in programs if program is not None]))
    return [None if program is None else next(trials) for program in programs]


def is_right(case: Case, trial: Trial, example: Trial | None) -> bool:
    """Whether a checked program did what the case wants."""
    if example is None:
        return trial.printed(case.row.expected)
    if not _is_marked(case):
        return trial.printed(example.stdout)
    own, _, result = trial.stdout.partition(f"{_MARK}\n")
    wanted_own, _, wanted = example.stdout.partition(f"{_MARK}\n")
    clean = trial.failure is None and not trial.timed_out
    return clean and result == wanted and (bool(own) or not wanted_own)


def _is_marked(case: Case) -> bool:
    """Whether what new code prints by itself is kept apart from what its check prints."""
    return not case.row.code and bool(case.row.check.strip())


def _draws(case: Case) -> bool:
    return case.kind == "instruction" and "plt." in case.row.reply


def _named_as_checked(case: Case, code: str) -> str:
    """The last definition by the name that the check calls, where the prompt didn't say that name."""
    said, called = set(re.findall(r"\w+", case.row.prompt)), set(re.findall(r"\w+", case.row.check))
    made, meant = _definitions(code), _definitions(case.target)
    missing = [name for name in meant if name in called and name not in said and name not in made]
    return f"{missing[0]} = {made[-1]}" if made and len(missing) == 1 else ""


def _definitions(code: str) -> list[str]:
    try:
        tree = ast.parse(code)
    except (SyntaxError, ValueError):
        return []
    return [node.name for node in tree.body if isinstance(node, (ast.FunctionDef, ast.ClassDef))]
