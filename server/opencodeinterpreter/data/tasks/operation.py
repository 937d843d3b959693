"""What one small computation is: its wording, its parameters and its code, free of any particular form of task."""

from __future__ import annotations

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


def literal(kind: str, random: Random) -> str:  # noqa: C901 - one row for each kind
    """A Python literal that suits a parameter of this kind."""
    match kind:
        case "text" | "sentence":
            return repr(words.sentence(random))
        case "word":
            return repr(
                random.choice(("level", "racecar", "hello", "python", words.thing(random), words.thing(random)))
            )
        case "numbers" | "items":
            return repr(words.numbers(random))
        case "words":
            return repr([words.thing(random) for _ in range(random.randint(3, 6))])
        case "number":
            return str(random.choice((random.randint(2, 30), random.randint(10, 999))))
        case "small" | "step":
            return str(random.randint(2, 12) if kind == "small" else random.randint(2, 4))
        case "letter":
            return repr(random.choice("aeiorstln"))
        case "scores":
            return repr({name: random.randint(1, 99) for name in random.sample(words.NAMES, random.randint(2, 4))})
        case "matrix":
            width = random.randint(2, 3)
            return repr([[random.randint(1, 9) for _ in range(width)] for _ in range(random.randint(2, 3))])
        case "year":
            return str(random.randint(1890, 2040))
        case "degrees":
            return str(random.randint(-20, 110))
        case "target":
            return str(random.randint(1, 50))
        case "pairs":
            return repr([(words.thing(random), random.randint(1, 20)) for _ in range(random.randint(2, 4))])
        case _:
            raise ValueError(kind)
