"""Says what is asked of an operation: as a function's description, as a command, as a question.

Knows nothing of the code that answers.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from random import Random

from opencodeinterpreter.data.tasks.kinds import KINDS
from opencodeinterpreter.data.tasks.operation import Operation
from opencodeinterpreter.data.tasks.phrasings import PHRASINGS

# How often the operation's own wording is used, so that the plain words stay the best known ones.
_OWN_SHARE = 0.5
_SIGNATURE_STARTS = (
    "write a function {} that",
    "define {} which",
    "function {} that",
    "write {} that",
    "def {} which",
    "create the function {} that",
    "i need {} that",
    "{} is a function that",
)
_NAMED_STARTS = (
    "write a function {} that",
    "a function called {} that",
    "define a function {} which",
    "create a function named {} that",
    "a function {} that",
    "implement {} that",
    "write {}, a function that",
    "make me a function called {} that",
)
_NAMED_ENDS = (
    ", name it {}",
    ", call it {}",
    " (call it {})",
    ", named {}",
    " and name it {}",
    "; the name should be {}",
    ". it should be called {}",
    ", the function is called {}",
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
    "i need a function that",
    "i'd like a function that",
    "give me a function which",
    "we need a function that",
)
# {0} is a start such as "write a function".
_QUESTIONS = (
    "{0} that answers: {1}",
    "{0} for this: {1}",
    "{0} that tells me: {1}",
    "{0} for the question: {1}",
    "{0}: {1}",
)
# {0} is a start, {1} what is given, {2} what a function does with it, {3} what comes out.
_GIVEN = (
    "{0} that takes {1} and {2}",
    "{0} that takes {1} and returns {3}",
    "{0} which gets {1} and {2}",
    "{0} that is given {1} and gives back {3}",
    "{0} with {1} as input that {2}",
    "{0} which receives {1} and returns {3}",
    "given {1}, return {3}; {0}",
    "given {1}, {0} that {2}",
    "i have {1}. {0} that {2}",
    "{0}. it gets {1} and returns {3}",
    "{0}: input {1}, output {3}",
)
_ASKED = ("{action}", "{action} and print it", "{action} and print the result", "{action} and show what you get")
_SHOWN = (
    "print {thing}",
    "show {thing}",
    "display {thing}",
    "show me {thing}",
    "i want to see {thing}",
    "i'd like to know {thing}",
    "tell me {thing}",
    "the program should print {thing}",
    "it should print {thing}",
    "let the computer print {thing}",
    "let python tell me {thing}",
)
_PASSIVE = (
    "{thing} should be printed",
    "the output should be {thing}",
    "compute {thing}",
    "work out {thing}",
    "get me {thing}",
)
_QUESTIONED = ("{}", "{}", "{} print it", "print the answer: {}", "i want to know: {}", "tell me, {}", "{} show me")
_HAVING = ("i have {}. ", "here is {}: ", "given {}, ", "there is {}. ", "take {}. ", "i have got {}, ", "with {}: ")
_SECOND_VERBS = "print|show|list|keep|put|return|count|add|round|join|sort|give|tell|pick|divide|multiply|subtract"
_CLAUSE = re.compile(r"(?:whether|how|which|what|who)\b|'|1 ")


def third_person(action: str) -> str:
    """An imperative as what a function does: "count the vowels" -> "counts the vowels"."""
    verb, _, rest = action.partition(" ")
    rest = re.sub(rf"\band ({_SECOND_VERBS})\b", lambda second: f"and {_of_it(second[1])}", rest)
    return f"{_of_it(verb)} {rest}"


def _of_it(verb: str) -> str:
    if re.search(r"[^aeiou]y$", verb):
        return f"{verb[:-1]}ies"
    return f"{verb}es" if verb.endswith(("s", "sh", "ch", "x", "o")) else f"{verb}s"


def parameter_phrases(operation: Operation, random: Random) -> list[str]:
    """How each parameter is called: "a list", "a number"."""
    phrases = [random.choice(KINDS[kind].phrases) for kind in operation.kinds]
    if operation.measured:
        phrases[0] = random.choice(("n", "n", "x"))
    if operation.counted:
        phrases[-1] = random.choice(("n", "n", "k"))
    return _numbered(phrases) if len(set(map(_noun, phrases))) < len(phrases) else phrases


def _numbered(phrases: list[str]) -> list[str]:
    return [phrases[0], "another " + phrases[1].removeprefix("a ").removeprefix("an "), *phrases[2:]]


def action_of(operation: Operation, random: Random) -> str:
    """A command for the operation, its own or another."""
    others = PHRASINGS[operation.name].actions
    return operation.action if random.random() < _OWN_SHARE else random.choice(others)


def thing_of(operation: Operation, random: Random) -> str:
    """What comes out of the operation, in its own words or others."""
    others = PHRASINGS[operation.name].things
    return operation.thing if random.random() < _OWN_SHARE else random.choice(others)


def _question_of(operation: Operation, random: Random) -> str:
    return random.choice(PHRASINGS[operation.name].questions)


def of_function(operation: Operation, name: str, names: list[str], random: Random, *, free: bool) -> str:
    """What a person says to get a function; ``free`` names of parameters stand in the wording."""
    phrases = parameter_phrases(operation, random)
    signature = f"{name}({', '.join(names)})"
    if free:
        phrases = names if random.random() < _OWN_SHARE else phrases
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
    start = random.choice(starts)
    clause = start.removesuffix(" that").removesuffix(" which").removesuffix(" is a function")
    named = bool(re.search(r"\w\(|\b(?:called|named|the function \w+|function \w+_\w+)\b", clause))
    draw = random.random()
    if draw < 0.15:
        return random.choice(_QUESTIONS).format(clause, _question_of(operation, random).format(*phrases))
    if draw < (0.4 if len(phrases) == 1 else 0.55):
        return _with_given(operation, phrases, random, clause=clause, frames=_GIVEN[: 6 if named else None])
    action, thing = action_of(operation, random).format(*phrases), thing_of(operation, random).format(*phrases)
    return random.choice(
        (
            f"{start} {third_person(action)}",
            f"{start} returns {thing}",
            f"{clause} to {action}",
            f"{clause} to tell {thing}" if _CLAUSE.match(thing) else f"{clause} for {thing}",
        )
    )


def _with_given(operation: Operation, phrases: list[str], random: Random, *, clause: str, frames: Sequence[str]) -> str:
    """First what goes in, then what is done with it: "takes a list and a number and returns the items above it"."""
    given, meant = " and ".join(phrases), _meant(operation, phrases, random)
    if phrases[-1].startswith("another "):
        given = f"two {_plural(phrases[0])}"
    done = third_person(action_of(operation, random).format(*meant))
    return random.choice(frames).format(clause, given, done, thing_of(operation, random).format(*meant))


def _plural(phrase: str) -> str:
    words = re.sub(r"^(?:a|an|some|given)\s|^a given ", "", phrase).removeprefix("given ").split(" ")
    return " ".join([words[0] if words[0].endswith("s") else f"{words[0]}s", *words[1:]])


def _meant(operation: Operation, phrases: list[str], random: Random) -> list[str]:
    """How the parameters are called once they are known: it, the list, the first number."""
    if len(phrases) == 1 and (random.random() < _OWN_SHARE or operation.measured):
        return [_it(operation)]
    if phrases[-1].startswith("another "):
        noun = random.choice((_noun(phrases[0]), "one"))
        return [f"the first {noun}", f"the second {noun}"]
    return [f"the {_noun(phrase)}" if _is_described(phrase) else phrase for phrase in phrases]


def _it(operation: Operation) -> str:
    return "that many" if operation.measured else "it"


def _is_described(phrase: str) -> bool:
    return " " in phrase or phrase in ("numbers", "degrees")


def _noun(phrase: str) -> str:
    return re.sub(r"^(?:a|an|some) (?:given )?", "", phrase).split(" of ")[0]


def said_value(kind: str, text: str, random: Random) -> str:
    """A value as it stands in an instruction, perhaps with what it is."""
    if KINDS[kind].noun and random.random() < 0.4:
        return f"the {KINDS[kind].noun} {text}"
    if KINDS[kind].hint == "str" and "\\" not in text and random.random() < 0.3:
        return f'"{text[1:-1]}"'
    return text


def asked(operation: Operation, phrases: list[str], random: Random) -> str:
    """A command or question about given values or names."""
    if random.random() < 0.3:
        return random.choice(_QUESTIONED).format(_question_of(operation, random).format(*phrases))
    thing, action = thing_of(operation, random).format(*phrases), action_of(operation, random).format(*phrases)
    if random.random() < _OWN_SHARE:
        frames = (*_ASKED, *_SHOWN) if _CLAUSE.match(thing) else (*_ASKED, *_SHOWN, *_PASSIVE)
        return random.choice(frames).format(thing=thing, action=action)
    return random.choice(_plainly(operation, thing, action))


def _plainly(operation: Operation, thing: str, action: str) -> tuple[str, ...]:
    if operation.returns == "bool":
        asked = (
            re.sub(r"^check if (.*?) is (.*)$", r"is \1 \2?", action) if _is_plain_check(action) else f"print {thing}"
        )
        return (f"print {thing}", f"{action} and print the result", action, asked)
    question = f"print {thing}" if _CLAUSE.match(thing) else f"what is {thing}?"
    return (
        f"print {thing}",
        f"print {thing}",
        f"show {thing}",
        f"compute and print {thing}",
        question,
        f"{action} and print the result",
        action,
        f"{action} and print it",
        f"calculate {thing}",
        f"display {thing}",
    )


def _is_plain_check(action: str) -> bool:
    return action.startswith("check if ") and " is " in action


def _counted_from_given(operation: Operation, literals: list[str], random: Random) -> str:
    """Only what is counted from is said before: "i have the list [3, 1, 2]. print the first 2 items of it"."""
    *before, count = literals
    if len(before) != 1:
        return asked(operation, literals, random)
    noun = KINDS[operation.kinds[0]].noun or "number"
    return random.choice(_HAVING).format(f"the {noun} {before[0]}") + asked(operation, ["it", count], random)


def about_given(operation: Operation, literals: list[str], random: Random) -> str:
    """First the values, then the question about them: "i have the list [3, 1]. what is the sum of it?"."""
    if operation.counted:
        return _counted_from_given(operation, literals, random)
    if len(literals) == 1:
        noun = KINDS[operation.kinds[0]].noun or "number"
        return random.choice(_HAVING).format(f"the {noun} {literals[0]}") + asked(operation, [_it(operation)], random)
    nouns = [KINDS[kind].noun or ("letter" if kind == "letter" else "number") for kind in operation.kinds]
    given = " and ".join(f"the {noun} {text}" for noun, text in zip(nouns, literals, strict=True))
    meant = ["the first", "the second"] if len(set(nouns)) < len(nouns) else [f"the {noun}" for noun in nouns]
    return random.choice(_HAVING).format(given) + asked(operation, meant, random)
