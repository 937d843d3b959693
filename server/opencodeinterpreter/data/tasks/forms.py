"""The forms in which a person asks for one operation: a function, a script, a line below given code, a stub."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable
from random import Random

from opencodeinterpreter.data import words
from opencodeinterpreter.data.execution import run
from opencodeinterpreter.data.tasks.collection_operations import COLLECTION_OPERATIONS
from opencodeinterpreter.data.tasks.everyday_operations import EVERYDAY_OPERATIONS
from opencodeinterpreter.data.tasks.kinds import KINDS, literal
from opencodeinterpreter.data.tasks.list_operations import LIST_OPERATIONS
from opencodeinterpreter.data.tasks.measure_operations import MEASURE_OPERATIONS
from opencodeinterpreter.data.tasks.number_operations import NUMBER_OPERATIONS
from opencodeinterpreter.data.tasks.operation import Operation
from opencodeinterpreter.data.tasks.sentence_operations import SENTENCE_OPERATIONS
from opencodeinterpreter.data.tasks.sequence_operations import SEQUENCE_OPERATIONS
from opencodeinterpreter.data.tasks.task import Task
from opencodeinterpreter.data.tasks.text_operations import TEXT_OPERATIONS
from opencodeinterpreter.data.tasks.word_operations import WORD_OPERATIONS
from opencodeinterpreter.data.tasks.wording import (
    about_given,
    action_of,
    asked,
    of_function,
    parameter_phrases,
    said_value,
    thing_of,
)

OPERATIONS: tuple[Operation, ...] = (
    *TEXT_OPERATIONS,
    *WORD_OPERATIONS,
    *SENTENCE_OPERATIONS,
    *NUMBER_OPERATIONS,
    *MEASURE_OPERATIONS,
    *EVERYDAY_OPERATIONS,
    *LIST_OPERATIONS,
    *SEQUENCE_OPERATIONS,
    *COLLECTION_OPERATIONS,
)


def parameters(operation: Operation, random: Random, *, free: bool) -> list[str]:
    """Parameter names for an operation: the usual ones, or ``free`` ones that must be read from the prompt."""
    taken: set[str] = {operation.name, *re.findall(r"\w+", operation.body)}
    names: list[str] = []
    for kind in operation.kinds:
        choices = [name for name in KINDS[kind].names[:1] if name not in taken]
        name = words.identifier(random, taken) if free or not choices else choices[0]
        taken.add(name)
        names.append(name)
    if len(set(operation.kinds)) < len(operation.kinds) and not free:
        names = [chr(ord("a") + place) for place in range(len(names))]
    return names


def function_code(
    operation: Operation, name: str, names: list[str], *, docstring: str = "", hints: bool = False, default: str = ""
) -> str:
    """The whole function, its imports above it; ``default`` is that of the last parameter."""
    body = operation.code(names).replace("$self", name)
    lead = f'"""{docstring}"""\n' if docstring else ""
    shown = [f"{n}: {KINDS[kind].hint}" for n, kind in zip(names, operation.kinds, strict=True)] if hints else names
    shown = [*shown[:-1], f"{shown[-1]}={default}"] if default else shown
    arrow = f" -> {operation.returns}" if hints else ""
    head = f"{operation.imports}\n\n\n" if operation.imports else ""
    return f"{head}def {name}({', '.join(shown)}){arrow}:\n{textwrap.indent(lead + body, '    ')}"


_MOST_EXAMPLE_CHARS = 70
_GIVEN_FIRST_SHARE = 0.2


def _calls(operation: Operation, name: str, random: Random, *, count: int) -> str:
    calls = [", ".join(literal(kind, random) for kind in operation.kinds) for _ in range(count)]
    return "\n".join(f"print({name}({arguments}))" for arguments in calls)


def as_function(operation: Operation, random: Random) -> Task:
    """Write a function that counts the vowels in a string."""
    free = random.random() < 0.35
    names = parameters(operation, random, free=free)
    name = (
        words.identifier(random, {*names, *re.findall(r"\w+", operation.body)})
        if random.random() < 0.25
        else operation.name
    )
    wording = of_function(operation, name, names, random, free=free)
    default = _default(operation, random)
    answer = function_code(operation, name, names, default=default)
    wording += random.choice(_DEFAULTS).format(default) if default else ""
    draw = random.random()
    if draw < 0.25:
        wording += random.choice(_CALLED)
        answer += f"\n\n\n{_calls(operation, name, random, count=1)}"
    elif draw < 0.4:
        wording += _example(operation, name, answer, random)
    check = _calls(operation, name, random, count=2)
    if default:
        check += f"\nprint({name}({literal(operation.kinds[0], random)}))"
    return Task(kind=f"function/{operation.name}", instruction=wording, answer=answer, check=check)


def _default(operation: Operation, random: Random) -> str:
    """A default for the second parameter, for some of the functions that have one."""
    if len(operation.kinds) < 2 or KINDS[operation.kinds[1]].hint != "int":
        return ""
    return literal(operation.kinds[1], random) if random.random() < 0.2 else ""


def _example(operation: Operation, name: str, answer: str, random: Random) -> str:
    """What the function gives for some values, said behind its description; nothing where that is long."""
    given = ", ".join(literal(kind, random) for kind in operation.kinds)
    value = run(f"{answer}\nprint(repr({name}({given})))\n").stdout.strip()
    if not value or len(value) + len(given) > _MOST_EXAMPLE_CHARS:
        return ""
    return random.choice(_EXAMPLES).format(f"{name}({given})", given, value)


_CALLED = (
    " and call it",
    " with an example call",
    " and print an example",
    ", then try it",
    " and show how it is used",
    ". call it once",
)
_DEFAULTS = (
    ", with a default of {} for the second",
    ", the second one is {} by default",
    " ({} if the second is not given)",
    ". the second argument should default to {}",
    ", by default the second parameter is {}",
)
_EXAMPLES = (
    ", for example {0} should give {2}",
    ", for example for {1} it returns {2}",
    ". {0} should return {2}",
    ", e.g. {0} -> {2}",
    " (so {0} is {2})",
    ". for {1} it should give {2}",
    ". example: {0} == {2}",
    ", like {0} gives {2}",
    ", so that {0} returns {2}",
)


def as_stub(operation: Operation, random: Random) -> Task:
    """A function whose body the person left empty."""
    free = random.random() < 0.6
    names = parameters(operation, random, free=free)
    name = (
        words.identifier(random, {*names, *re.findall(r"\w+", operation.body)})
        if random.random() < 0.3
        else operation.name
    )
    phrases = names if random.random() < 0.4 else parameter_phrases(operation, random)
    wording = random.choice((action_of(operation, random), f"return {thing_of(operation, random)}")).format(*phrases)
    docstring = wording[0].upper() + wording[1:] + "."
    hints = random.random() < 0.3
    whole = function_code(operation, name, names, docstring=docstring, hints=hints)
    head = whole[: whole.index('"""') + len(docstring) + 6]
    stub = head[head.index("def ") :]
    stub += random.choice(("", "", "\n    pass", "\n    ..."))
    instruction = wording if random.random() < 0.15 else ""
    check = _calls(operation, name, random, count=2)
    return Task(kind=f"stub/{operation.name}", instruction=instruction, stub=stub, answer=whole, check=check)


def as_script(operation: Operation, random: Random) -> Task:
    """Print the number of vowels in 'hello': the value stands in the instruction."""
    literals = [literal(kind, random) for kind in operation.kinds]
    phrases = [said_value(kind, text, random) for kind, text in zip(operation.kinds, literals, strict=True)]
    given_first = random.random() < _GIVEN_FIRST_SHARE
    wording = about_given(operation, literals, random) if given_first else asked(operation, phrases, random)
    if "\n" in operation.body:
        names = parameters(operation, random, free=False)
        answer = (
            f"{function_code(operation, operation.name, names)}\n\n\nprint({operation.name}({', '.join(literals)}))"
        )
    else:
        names = parameters(operation, random, free=False)
        lines = [f"{name} = {text}" for name, text in zip(names, literals, strict=True)]
        head = f"{operation.imports}\n\n" if operation.imports else ""
        answer = head + "\n".join([*lines, f"print({expression(operation, names)})"])
    return Task(kind=f"script/{operation.name}", instruction=wording, answer=answer)


def with_variable(operation: Operation, random: Random) -> Task:
    """Make a list ages with [3, 1] and print the sum of ages: names and values stand in the instruction."""
    taken: set[str] = {operation.name, *re.findall(r"\w+", operation.body)}
    names = [words.identifier(random, taken) for _ in operation.kinds]
    literals = [literal(kind, random) for kind in operation.kinds]
    given = [
        random.choice(_GIVEN).format(noun=KINDS[kind].noun or "variable", name=name, value=text)
        for kind, name, text in zip(operation.kinds, names, literals, strict=True)
    ]
    usual = parameters(operation, random, free=False)
    lines = [f"{name} = {text}" for name, text in zip(names, literals, strict=True)]
    if "\n" in operation.body:
        function = function_code(operation, operation.name, usual)
        answer = "\n".join([f"{function}\n\n", *lines, f"print({operation.name}({', '.join(names)}))"])
    else:
        answer = with_imports(operation, "\n".join([*lines, f"print({expression(operation, names)})"]))
    wording = f"{' and '.join(given)}, {random.choice(('then ', 'and ', ''))}{asked(operation, names, random)}"
    return Task(kind=f"variable/{operation.name}", instruction=wording, answer=answer)


_GIVEN = (
    "make a {noun} {name} with {value}",
    "create a {noun} {name} = {value}",
    "set {name} to {value}",
    "let {name} be {value}",
    "{name} is {value}",
    "{name} = {value}",
    "define {name} as {value}",
    "i have a {noun} {name} = {value}",
    "my {noun} {name} is {value}",
    "there is a {noun} {name} = {value}",
    "given the {noun} {name} = {value}",
    "we have {name} = {value}",
    "the {noun} {name} holds {value}",
)


_STORED = (
    "store {0} in {1}",
    "set {1} to {0}",
    "save {0} as {1}",
    "put {0} into {1}",
    "make a variable {1} with {0}",
    "{1} should be {0}",
    "i want {0} in {1}",
    "keep {0} in a variable called {1}",
)


def below_context(operation: Operation, random: Random) -> Task:
    """A line below given code, whose names the answer must use."""
    taken: set[str] = {operation.name, *re.findall(r"\w+", operation.body)}
    names = [words.identifier(random, taken) for _ in operation.kinds]
    lines = [f"{name} = {literal(kind, random)}" for name, kind in zip(names, operation.kinds, strict=True)]
    extra = words.identifier(random, taken)
    if random.random() < 0.5:
        unused = literal(random.choice(("number", "word", "words")), random)
        lines.insert(random.randint(0, len(lines)), f"{extra} = {unused}")
    wording = asked(operation, names, random)
    if "\n" in operation.body:
        usual = parameters(operation, random, free=False)
        function = function_code(operation, operation.name, usual)
        answer = f"{function}\n\n\nprint({operation.name}({', '.join(names)}))"
    elif random.random() < 0.3:
        target = words.identifier(random, taken)
        thing = thing_of(operation, random).format(*names)
        wording = random.choice(_STORED).format(thing, target)
        answer = with_imports(operation, f"{target} = {expression(operation, names)}")
        return Task(
            kind=f"context/{operation.name}",
            instruction=wording,
            context="\n".join(lines),
            answer=answer,
            check=f"print({target})",
        )
    else:
        answer = with_imports(operation, f"print({expression(operation, names)})")
    return Task(kind=f"context/{operation.name}", instruction=wording, context="\n".join(lines), answer=answer)


def with_imports(operation: Operation, code: str) -> str:
    """Code that uses the operation, below what it imports."""
    return f"{operation.imports}\n\n{code}" if operation.imports else code


def expression(operation: Operation, names: list[str]) -> str:
    """The operation as one expression of these names; only for bodies of one line."""
    return operation.code(names).removeprefix("return ")


FORMS: tuple[Callable[[Operation, Random], Task], ...] = (as_function, as_stub, as_script, below_context, with_variable)
