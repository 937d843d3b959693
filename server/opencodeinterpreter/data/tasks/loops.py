"""The forms in which a person asks for one operation on several values: all its results, or the values that pass."""

from __future__ import annotations

import re
import textwrap
from random import Random

from opencodeinterpreter.data import words
from opencodeinterpreter.data.execution import run
from opencodeinterpreter.data.tasks.forms import OPERATIONS, expression, function_code, parameters, with_imports
from opencodeinterpreter.data.tasks.kinds import KINDS
from opencodeinterpreter.data.tasks.operation import Operation
from opencodeinterpreter.data.tasks.task import Task
from opencodeinterpreter.data.tasks.wording import thing_of

_EACH = (
    "for each {noun} in {given} print {of_it}",
    "for every {noun} in {given}, show {of_it}",
    "loop over {given} and print {of_each}",
    "go through {given} and print {of_each}, one per line",
    "print {of_each} in {given}, each on its own line",
    "for all {noun}s in {given}: print {of_it}",
    "use a loop to print {of_each} in {given}",
)
_WHICH = (
    "print every {noun} in {given} if {it}",
    "loop over {given} and print the {noun} when {it}",
    "go through {given} and print only where {it}",
    "for each {noun} in {given}, print it if {it}",
    "show just those of {given} for which this is true: {it}",
    "print each {noun} from {given}, one per line, but only if {it}",
)
_CONDITION = "whether "
# How often values are drawn until at least one of them passes.
_MOST_DRAWS = 6


def _takes_one(operation: Operation) -> bool:
    return len(operation.kinds) == 1 and bool(KINDS[operation.kinds[0]].each)


EACH_OPERATIONS = tuple(operation for operation in OPERATIONS if _takes_one(operation))
WHICH_OPERATIONS = tuple(
    operation for operation in EACH_OPERATIONS if operation.returns == "bool" and operation.thing.startswith(_CONDITION)
)


def for_each(random: Random) -> Task:
    """For each word in a list print the number of its vowels."""
    operation = random.choice(EACH_OPERATIONS)
    thing, noun = thing_of(operation, random), KINDS[operation.kinds[0]].each
    said = {"of_it": thing.format("it"), "of_each": thing.format(f"each {noun}")}
    return _task("each", operation, random, wording=random.choice(_EACH), said=said, shown="print({result})")


def which_of(random: Random) -> Task:
    """Print the numbers of a list that are prime."""
    operation = random.choice(WHICH_OPERATIONS)
    said = {"it": operation.thing.format("it").removeprefix(_CONDITION)}
    shown = "if {result}:\n    print({value})"
    for _ in range(_MOST_DRAWS):
        task = _task("which", operation, random, wording=random.choice(_WHICH), said=said, shown=shown)
        if run(task.program()).stdout:
            return task
    return for_each(random)


def _task(form: str, operation: Operation, random: Random, *, wording: str, said: dict[str, str], shown: str) -> Task:
    kind = operation.kinds[0]
    noun = KINDS[kind].each
    values = repr([KINDS[kind].draw(random) for _ in range(random.randint(3, 5))])
    taken = {operation.name, *re.findall(r"\w+", operation.body)}
    named = random.random() < 0.6
    name = words.identifier(random, taken) if named and random.random() < 0.5 else f"{noun}s"
    value = next(v for v in (noun, *KINDS[kind].names, "item") if v not in {*taken, *words.RESERVED, name})
    lines = operation.body.count("\n")
    result = f"{operation.name}({value})" if lines else expression(operation, [value])
    head = (
        f"{function_code(operation, operation.name, parameters(operation, random, free=False))}\n\n\n" if lines else ""
    )
    given = f"{name} = {values}"
    inside = textwrap.indent(shown.format(result=result, value=value), "    ")
    loop = f"for {value} in {name if named else values}:\n{inside}"
    return Task(
        kind=f"{form}/{operation.name}",
        instruction=wording.format(noun=noun, given=name if named else values, **said),
        context=given if named else "",
        answer=head + loop if lines else with_imports(operation, loop),
    )
