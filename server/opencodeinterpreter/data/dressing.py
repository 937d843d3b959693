"""Dresses generated code as people write it: comments, blank lines, a docstring on top, double quotes, code above."""

from __future__ import annotations

import ast
import re
from random import Random

import attrs

from opencodeinterpreter.data import words
from opencodeinterpreter.data.tasks.kinds import literal
from opencodeinterpreter.data.tasks.task import Task

_KINDS = ("number", "word", "words", "numbers", "scores", "sentence")
_OWN_LINE = re.compile(r"^(?=[a-z])(?!else|elif|except|finally)")


def dress(code: str, random: Random) -> str:
    """The same program with comments and blank lines between its outer statements, perhaps a docstring on top."""
    lines: list[str] = []
    for line in code.splitlines():
        if lines and _OWN_LINE.match(line) and random.random() < 0.3:
            lines.append("")
        if _OWN_LINE.match(line) and random.random() < 0.12:
            lines.append(comment(random))
        lines.append(line)
    if random.random() < 0.2:
        lines = [f'"""{words.sentence(random).capitalize()}."""', "", *lines]
    return "\n".join(lines) + "\n"


def comment(random: Random) -> str:
    """A comment line that says nothing about the code."""
    return f"# {random.choice(('', '', '', '%% '))}{words.sentence(random)}"


def in_double_quotes(*codes: str) -> tuple[str, ...]:
    """All codes with double quotes for single ones, or as they are where that is not so simple."""
    if any('"' in code.replace('"""', "") or "\\" in code for code in codes):
        return codes
    turned = tuple(code.replace("'", '"') for code in codes)
    return turned if all(map(_same, codes, turned)) else codes


def _same(code: str, turned: str) -> bool:
    try:
        before = ast.dump(ast.parse(code))
    except SyntaxError:
        return "'" not in re.sub(r"'[^'\n]*'", "", code)
    try:
        return before == ast.dump(ast.parse(turned))
    except SyntaxError:
        return False


def code_above(random: Random, taken: set[str]) -> str:
    """A few assignments that have nothing to do with the task."""
    lines = [
        f"{words.identifier(random, taken)} = {literal(random.choice(_KINDS), random)}"
        for _ in range(random.randint(1, 3))
    ]
    return dress("\n".join(lines), random).rstrip("\n")


def surrounded(task: Task, random: Random) -> Task:
    """The task in a document: below other code, below its own wording as a comment, perhaps in double quotes."""
    context = task.context
    if not context and random.random() < 0.3:
        context = code_above(random, set(re.findall(r"\w+", f"{task.answer} {task.instruction}")))
    if context and not task.stub and random.random() < 0.5:
        context = f"{context}\n\n# {task.instruction}"
    stub, answer = task.stub, task.answer
    if random.random() < 0.4:
        context, stub, answer = in_double_quotes(context, stub, answer)
    return attrs.evolve(task, context=context, stub=stub, answer=answer)
