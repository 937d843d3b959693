"""Names and values for generated programs: familiar words, words of the standard library, and invented ones.

Everything is drawn from the given ``random.Random``, so a seed fixes it.
"""

from __future__ import annotations

import builtins
import functools
import keyword
import re
import sysconfig
from pathlib import Path
from random import Random

_CONSONANTS = "bcdfghjklmnprstvwxz"
_VOWELS = "aeiou"
_FAMILIAR_TEXT = (
    "value item result total count number index name text word line data list row key price amount score grade "
    "age city user order product sum size length width height weight speed time day month year date start end "
    "first last left right limit step rate factor level point line color shape table group part piece node path "
    "file message letter sentence phrase title page book author student teacher class course team player game "
    "match round winner animal cat dog bird fish tree flower fruit apple banana cherry orange lemon grape bread "
    "milk sugar salt coffee temperature pressure degree minute second hour week balance account deposit budget "
    "cost tax discount salary bonus customer seller shop stock quantity unit box bag cart ticket seat train car "
    "road map country population average measure sample signal sensor reading entry record field column matrix "
    "vector angle radius area volume mass force"
)
_FAMILIAR = tuple(_FAMILIAR_TEXT.split())
_NAMES_TEXT = (
    "Anna Ben Carla David Eva Felix Grace Hugo Ines Jonas Kim Lena Marco Nina Omar Paula Rosa Sam Tina Uwe Vera "
    "Zoe Ada Alan Linus Mia Noah Ali Bob Alice Tom"
)
NAMES = tuple(_NAMES_TEXT.split())
_THINGS_TEXT = (
    "apple banana cherry pear plum grape lemon melon kiwi peach red green blue yellow black white cat dog bird "
    "fish horse cow sheep mouse pen book paper desk chair lamp cup plate spoon knife bread milk tea coffee sugar "
    "rice paris london rome berlin tokyo oslo madrid vienna python java rust code data loop list river mountain "
    "sea sun moon"
)
_THINGS = tuple(_THINGS_TEXT.split())
_SENTENCES = (
    "the quick brown fox jumps over the lazy dog",
    "hello world",
    "to be or not to be",
    "practice makes perfect",
    "the cat sat on the mat",
    "a rose is a rose is a rose",
    "Python is easy to learn",
    "never odd or even",
    "it was the best of times it was the worst of times",
    "she sells sea shells by the sea shore",
    "good morning everyone",
    "the rain in Spain stays mainly in the plain",
)


@functools.cache
def library_words() -> tuple[str, ...]:
    """Lower-case words out of which the standard library's identifiers are made, sorted; about ten thousand."""
    folder = Path(sysconfig.get_paths()["stdlib"])
    words: set[str] = set()
    for path in sorted(folder.glob("*.py")):
        for name in re.findall(r"[A-Za-z_]{3,}", path.read_text(encoding="utf-8", errors="replace")):
            words.update(part.lower() for part in re.findall(r"[A-Z]?[a-z]{2,11}", name))
    return tuple(sorted(word for word in words if not keyword.iskeyword(word)))


def invented_word(random: Random) -> str:
    """A pronounceable word that nobody has seen before."""
    parts = [random.choice(_CONSONANTS) + random.choice(_VOWELS) for _ in range(random.randint(1, 3))]
    return "".join(parts) + random.choice(("", "n", "r", "s", "t", "l", "x"))


def word(random: Random) -> str:
    """A word for an identifier: familiar, from the library, or invented."""
    draw = random.random()
    if draw < 0.5:
        return random.choice(_FAMILIAR)
    return random.choice(library_words()) if draw < 0.85 else invented_word(random)


RESERVED = frozenset([*keyword.kwlist, *dir(builtins)])


def identifier(random: Random, taken: set[str]) -> str:
    """A snake_case variable name that is neither reserved nor in ``taken``; it is added to ``taken``."""
    while True:
        draw = random.random()
        if draw < 0.12:
            name = random.choice("abcdfghjkmnpqrstuvwxyz")
        elif draw < 0.65:
            name = word(random)
        else:
            name = f"{word(random)}_{word(random)}"
        name += str(random.randint(1, 3)) if random.random() < 0.04 else ""
        if name not in taken and name not in RESERVED and name.isidentifier():
            taken.add(name)
            return name


def class_name(random: Random, taken: set[str]) -> str:
    """A CamelCase class name that is not in ``taken``; it is added to ``taken``."""
    while True:
        name = "".join(word(random).capitalize() for _ in range(random.randint(1, 2)))
        if name not in taken and name not in RESERVED:
            taken.add(name)
            return name


def ordinal(number: int) -> str:
    """A number as a place in an order: 3rd."""
    ending = "th" if number // 10 % 10 == 1 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def person(random: Random) -> str:
    """A given name."""
    return random.choice(NAMES)


def thing(random: Random) -> str:
    """A common lower-case noun for data."""
    return random.choice(_THINGS) if random.random() < 0.8 else word(random)


def sentence(random: Random) -> str:
    """A short line of text for data."""
    if random.random() < 0.5:
        return random.choice(_SENTENCES)
    return " ".join(thing(random) for _ in range(random.randint(2, 6)))


def numbers(random: Random, *, least: int = 4, most: int = 8) -> list[int]:
    """Small whole numbers for data."""
    top = random.choice((10, 20, 50, 100))
    return [random.randint(1, top) for _ in range(random.randint(least, most))]
