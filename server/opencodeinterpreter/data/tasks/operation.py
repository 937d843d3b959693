"""What one small computation is: its wording, its parameters and its code, free of any particular form of task."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

import attrs

from opencodeinterpreter.data import words

# How a parameter of each kind is called in an instruction, and which variable names suit it.
PHRASES: dict[str, tuple[str, ...]] = {
    "text": ("a string", "a text", "a given string", "a string", "some text"),
    "word": ("a word", "a string", "a given word"),
    "sentence": ("a sentence", "a string", "a text"),
    "numbers": ("a list of numbers", "a list", "a list of integers", "a given list of numbers", "numbers"),
    "items": ("a list", "a given list", "a list of items"),
    "words": ("a list of words", "a list of strings", "a list"),
    "number": ("a number", "an integer", "a given number", "n"),
    "small": ("a number", "n", "a given number"),
    "letter": ("a letter", "a character", "a given letter"),
    "scores": ("a dictionary", "a dict", "a dictionary of scores"),
    "matrix": ("a matrix", "a list of lists", "a 2d list"),
    "year": ("a year", "a given year"),
    "degrees": ("a temperature", "degrees"),
    "target": ("a target", "a value", "a given value"),
    "pairs": ("a list of pairs", "a list of tuples"),
    "step": ("n", "a number", "k"),
}
NAMES: dict[str, tuple[str, ...]] = {
    "text": ("text", "text", "string", "s", "message"),
    "word": ("word", "word", "text", "s"),
    "sentence": ("sentence", "text", "sentence", "s"),
    "numbers": ("numbers", "numbers", "values", "nums", "data"),
    "items": ("items", "items", "values", "data"),
    "words": ("words", "words", "names", "items"),
    "number": ("n", "number", "n", "num", "x"),
    "small": ("n", "n", "number"),
    "letter": ("letter", "char", "letter", "c"),
    "scores": ("scores", "scores", "prices", "data", "ages"),
    "matrix": ("matrix", "rows", "grid"),
    "year": ("year",),
    "degrees": ("degrees", "temperature", "value"),
    "target": ("target", "value", "x"),
    "pairs": ("pairs", "items"),
    "step": ("k", "size", "step"),
}


@attrs.frozen
class Operation:
    """A computation on its parameters.

    ``action`` is an imperative ("count the vowels in {0}"), ``thing`` what comes out ("the number of vowels in {0}"),
    with ``{0}``, ``{1}`` for the parameters; ``body`` is the code of a function, ``$0``, ``$1`` its parameters.
    ``imports`` go above. ``kinds`` name the parameters' kinds (see PHRASES); ``returns`` is a type annotation.
    """

    name: str
    action: str
    thing: str
    kinds: tuple[str, ...]
    body: str
    returns: str = "int"
    imports: str = ""

    def code(self, names: list[str]) -> str:
        """The function's body with these parameter names."""
        text = self.body
        for place, name in enumerate(names):
            text = text.replace(f"${place}", name)
        return text


def literal(kind: str, random: Random) -> str:
    """A Python literal that suits a parameter of this kind."""
    return repr(_VALUES[kind](random))


def _scores(random: Random) -> dict[str, int]:
    return {name: random.randint(1, 99) for name in random.sample(words.NAMES, random.randint(2, 4))}


def _matrix(random: Random) -> list[list[int]]:
    width = random.randint(2, 3)
    return [[random.randint(1, 9) for _ in range(width)] for _ in range(random.randint(2, 3))]


_VALUES: dict[str, Callable[[Random], object]] = {
    "text": words.sentence,
    "sentence": words.sentence,
    "word": lambda r: r.choice(("level", "racecar", "hello", "python", words.thing(r), words.thing(r))),
    "numbers": words.numbers,
    "items": words.numbers,
    "words": lambda r: [words.thing(r) for _ in range(r.randint(3, 6))],
    "number": lambda r: r.choice((r.randint(2, 30), r.randint(10, 999))),
    "small": lambda r: r.randint(2, 12),
    "step": lambda r: r.randint(2, 4),
    "letter": lambda r: r.choice("aeiorstln"),
    "scores": _scores,
    "matrix": _matrix,
    "year": lambda r: r.randint(1890, 2040),
    "degrees": lambda r: r.randint(-20, 110),
    "target": lambda r: r.randint(1, 50),
    "pairs": lambda r: [(words.thing(r), r.randint(1, 20)) for _ in range(r.randint(2, 4))],
}
