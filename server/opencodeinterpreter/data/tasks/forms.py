"""The forms in which a person asks for one operation: a function, a script, a line below given code, a stub."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable, Sequence
from random import Random

from opencodeinterpreter.data import words
from opencodeinterpreter.data.tasks.collection_operations import COLLECTION_OPERATIONS
from opencodeinterpreter.data.tasks.list_operations import LIST_OPERATIONS
from opencodeinterpreter.data.tasks.number_operations import NUMBER_OPERATIONS
from opencodeinterpreter.data.tasks.operation import NAMES, PHRASES, Operation, literal
from opencodeinterpreter.data.tasks.task import Task
from opencodeinterpreter.data.tasks.text_operations import TEXT_OPERATIONS

OPERATIONS: tuple[Operation, ...] = (*TEXT_OPERATIONS, *NUMBER_OPERATIONS, *LIST_OPERATIONS, *COLLECTION_OPERATIONS)
_KIND_NOUNS = {
    "text": "string",
    "sentence": "sentence",
    "word": "word",
    "numbers": "list",
    "items": "list",
    "words": "list",
    "scores": "dictionary",
    "matrix": "matrix",
    "pairs": "list",
}


def third_person(action: str) -> str:
    """An imperative as what a function does: "count the vowels" -> "counts the vowels"."""
    verb, _, rest = action.partition(" ")
    ending = "es" if verb.endswith(("s", "sh", "ch", "x")) else "s"
    return f"{verb}{ending} {rest}"


def parameters(operation: Operation, random: Random, *, free: bool) -> list[str]:
    """Parameter names for an operation: the usual ones, or ``free`` ones that must be read from the prompt."""
    taken: set[str] = {operation.name, *re.findall(r"\w+", operation.body)}
    names: list[str] = []
    for kind in operation.kinds:
        choices = [name for name in NAMES[kind][:1] if name not in taken]
        name = words.identifier(random, taken) if free or not choices else choices[0]
        taken.add(name)
        names.append(name)
    if len(set(operation.kinds)) < len(operation.kinds) and not free:
        names = [chr(ord("a") + place) for place in range(len(names))]
    return names


def function_code(
    operation: Operation, name: str, names: list[str], *, docstring: str = "", hints: bool = False
) -> str:
    """The whole function, its imports above it."""
    body = operation.code(names).replace("$self", name)
    lead = f'"""{docstring}"""\n' if docstring else ""
    shown = [f"{n}: {_HINTS[kind]}" for n, kind in zip(names, operation.kinds, strict=True)] if hints else names
    arrow = f" -> {operation.returns}" if hints else ""
    head = f"{operation.imports}\n\n\n" if operation.imports else ""
    return f"{head}def {name}({', '.join(shown)}){arrow}:\n{textwrap.indent(lead + body, '    ')}"


_HINTS = {
    "text": "str",
    "word": "str",
    "sentence": "str",
    "letter": "str",
    "numbers": "list",
    "items": "list",
    "words": "list",
    "number": "int",
    "small": "int",
    "step": "int",
    "target": "int",
    "year": "int",
    "degrees": "float",
    "scores": "dict",
    "matrix": "list",
    "pairs": "list",
}


def _phrases(operation: Operation, random: Random) -> list[str]:
    phrases = [random.choice(PHRASES[kind]) for kind in operation.kinds]
    return _numbered(phrases) if len(set(phrases)) < len(phrases) else phrases


def _numbered(phrases: list[str]) -> list[str]:
    return [phrases[0], "another " + phrases[1].removeprefix("a ").removeprefix("an "), *phrases[2:]]


def _calls(operation: Operation, name: str, random: Random, *, count: int) -> str:
    calls = [", ".join(literal(kind, random) for kind in operation.kinds) for _ in range(count)]
    return "\n".join(f"print({name}({arguments}))" for arguments in calls)


def _function_wording(operation: Operation, name: str, names: list[str], random: Random, *, free: bool) -> str:
    phrases = _phrases(operation, random)
    signature = f"{name}({', '.join(names)})"
    if free:
        return _described(operation, phrases, random, starts=[start.format(signature) for start in _SIGNATURE_STARTS])
    if name == operation.name and random.random() < 0.08:
        return random.choice(_NAME_ALONE).format(name, signature)
    plain = random.choice(_PLAIN_STARTS)
    if name == operation.name and random.random() >= 0.2:
        return _described(operation, phrases, random, starts=[plain])
    if random.random() < 0.6:
        return _described(operation, phrases, random, starts=[start.format(name) for start in _NAMED_STARTS])
    return _described(operation, phrases, random, starts=[plain]) + random.choice(_NAMED_ENDS).format(name)


def _described(operation: Operation, phrases: list[str], random: Random, *, starts: Sequence[str]) -> str:
    action, thing = operation.action.format(*phrases), operation.thing.format(*phrases)
    start = random.choice(starts)
    clause = start.removesuffix(" that").removesuffix(" which")
    if len(phrases) == 1 and random.random() < 0.2:
        given = f"{start} takes {phrases[0]} and "
        return given + random.choice(
            (f"returns {operation.thing.format('it')}", third_person(operation.action).format("it"))
        )
    return random.choice(
        (
            f"{start} {third_person(action)}",
            f"{start} returns {thing}",
            f"{clause} to {action}",
            f"{clause} for {thing}",
        )
    )


_SIGNATURE_STARTS = (
    "write a function {} that",
    "define {} which",
    "function {} that",
    "write {} that",
    "def {} which",
    "create the function {} that",
)
_NAMED_STARTS = (
    "write a function {} that",
    "a function called {} that",
    "define a function {} which",
    "create a function named {} that",
    "a function {} that",
    "implement {} that",
    "write {}, a function that",
)
_NAMED_ENDS = (
    ", name it {}",
    ", call it {}",
    " (call it {})",
    ", named {}",
    " and name it {}",
    "; the name should be {}",
)
_NAME_ALONE = (
    "write a function {0}",
    "function {1}",
    "write {1}",
    "implement {1}",
    "define a function {0}",
    "create {0}()",
)
_PLAIN_STARTS = (
    "write a function that",
    "create a function that",
    "define a function that",
    "a function that",
    "make a function which",
    "function that",
    "write a python function that",
    "implement a function that",
    "make a method that",
)


def as_function(operation: Operation, random: Random) -> Task:
    """Write a function that counts the vowels in a string."""
    free = random.random() < 0.35
    names = parameters(operation, random, free=free)
    name = (
        words.identifier(random, {*names, *re.findall(r"\w+", operation.body)})
        if random.random() < 0.25
        else operation.name
    )
    wording = _function_wording(operation, name, names, random, free=free)
    answer = function_code(operation, name, names)
    if random.random() < 0.25:
        wording += random.choice((" and call it", " with an example call", " and print an example", ", then try it"))
        answer += f"\n\n\n{_calls(operation, name, random, count=1)}"
    check = _calls(operation, name, random, count=2)
    return Task(kind=f"function/{operation.name}", instruction=wording, answer=answer, check=check)


def as_stub(operation: Operation, random: Random) -> Task:
    """A function whose body the person left empty."""
    free = random.random() < 0.6
    names = parameters(operation, random, free=free)
    name = (
        words.identifier(random, {*names, *re.findall(r"\w+", operation.body)})
        if random.random() < 0.3
        else operation.name
    )
    phrases = names if random.random() < 0.4 else _phrases(operation, random)
    wording = (operation.action if random.random() < 0.5 else "return " + operation.thing).format(*phrases)
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
    phrases = [_said(kind, text, random) for kind, text in zip(operation.kinds, literals, strict=True)]
    wording = _asked(operation, phrases, random)
    if "\n" in operation.body:
        names = parameters(operation, random, free=False)
        answer = (
            f"{function_code(operation, operation.name, names)}\n\n\nprint({operation.name}({', '.join(literals)}))"
        )
    else:
        names = parameters(operation, random, free=False)
        lines = [f"{name} = {text}" for name, text in zip(names, literals, strict=True)]
        head = f"{operation.imports}\n\n" if operation.imports else ""
        answer = head + "\n".join([*lines, f"print({_expression(operation, names)})"])
    return Task(kind=f"script/{operation.name}", instruction=wording, answer=answer)


def with_variable(operation: Operation, random: Random) -> Task:
    """Make a list ages with [3, 1] and print the sum of ages: names and values stand in the instruction."""
    taken: set[str] = {operation.name, *re.findall(r"\w+", operation.body)}
    names = [words.identifier(random, taken) for _ in operation.kinds]
    literals = [literal(kind, random) for kind in operation.kinds]
    given = [
        random.choice(_GIVEN).format(noun=_KIND_NOUNS.get(kind, "variable"), name=name, value=text)
        for kind, name, text in zip(operation.kinds, names, literals, strict=True)
    ]
    usual = parameters(operation, random, free=False)
    lines = [f"{name} = {text}" for name, text in zip(names, literals, strict=True)]
    if "\n" in operation.body:
        function = function_code(operation, operation.name, usual)
        answer = "\n".join([f"{function}\n\n", *lines, f"print({operation.name}({', '.join(names)}))"])
    else:
        answer = _with_imports(operation, "\n".join([*lines, f"print({_expression(operation, names)})"]))
    wording = f"{' and '.join(given)}, {random.choice(('then ', 'and ', ''))}{_asked(operation, names, random)}"
    return Task(kind=f"variable/{operation.name}", instruction=wording, answer=answer)


_GIVEN = (
    "make a {noun} {name} with {value}",
    "create a {noun} {name} = {value}",
    "set {name} to {value}",
    "let {name} be {value}",
    "{name} is {value}",
    "{name} = {value}",
    "define {name} as {value}",
)


def below_context(operation: Operation, random: Random) -> Task:
    """A line below given code, whose names the answer must use."""
    taken: set[str] = {operation.name, *re.findall(r"\w+", operation.body)}
    names = [words.identifier(random, taken) for _ in operation.kinds]
    lines = [f"{name} = {literal(kind, random)}" for name, kind in zip(names, operation.kinds, strict=True)]
    extra = words.identifier(random, taken)
    if random.random() < 0.5:
        lines.insert(
            random.randint(0, len(lines)), f"{extra} = {literal(random.choice(('number', 'word', 'words')), random)}"
        )
    wording = _asked(operation, names, random)
    if "\n" in operation.body:
        usual = parameters(operation, random, free=False)
        function = function_code(operation, operation.name, usual)
        answer = f"{function}\n\n\nprint({operation.name}({', '.join(names)}))"
    elif random.random() < 0.3:
        target = words.identifier(random, taken)
        thing = operation.thing.format(*names)
        wording = random.choice((f"store {thing} in {target}", f"set {target} to {thing}", f"save {thing} as {target}"))
        answer = _with_imports(operation, f"{target} = {_expression(operation, names)}")
        return Task(
            kind=f"context/{operation.name}",
            instruction=wording,
            context="\n".join(lines),
            answer=answer,
            check=f"print({target})",
        )
    else:
        answer = _with_imports(operation, f"print({_expression(operation, names)})")
    return Task(kind=f"context/{operation.name}", instruction=wording, context="\n".join(lines), answer=answer)


def _with_imports(operation: Operation, code: str) -> str:
    return f"{operation.imports}\n\n{code}" if operation.imports else code


def _expression(operation: Operation, names: list[str]) -> str:
    return operation.code(names).removeprefix("return ")


def _said(kind: str, text: str, random: Random) -> str:
    if kind in _KIND_NOUNS and random.random() < 0.4:
        return f"the {_KIND_NOUNS[kind]} {text}"
    if kind in ("text", "sentence", "word", "letter") and random.random() < 0.3:
        return f'"{text[1:-1]}"'
    return text


def _asked(operation: Operation, phrases: list[str], random: Random) -> str:
    thing, action = operation.thing.format(*phrases), operation.action.format(*phrases)
    return random.choice(
        (
            f"print {thing}",
            f"print {thing}",
            f"show {thing}",
            f"compute and print {thing}",
            f"what is {thing}?",
            f"{action} and print the result",
            action,
            f"{action} and print it",
            f"calculate {thing}",
            f"display {thing}",
        )
        if operation.returns != "bool"
        else (
            f"print {thing}",
            f"{action} and print the result",
            action,
            f"{action.replace('check if', 'is', 1)}?" if action.startswith("check if") else f"print {thing}",
        )
    )


FORMS: tuple[Callable[[Operation, Random], Task], ...] = (as_function, as_stub, as_script, below_context, with_variable)
