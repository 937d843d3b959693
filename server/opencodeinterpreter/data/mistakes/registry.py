"""The list of mistakes, and the function that makes one of them."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from opencodeinterpreter.data.mistakes.names import NAME_MISTAKES
from opencodeinterpreter.data.mistakes.syntax import SYNTAX_MISTAKES
from opencodeinterpreter.data.mistakes.values import VALUE_MISTAKES

# Takes working code and returns broken code, or None when it has no place for this mistake.
Mistake = Callable[[str, Random], str | None]

MISTAKES: dict[str, Mistake] = {
    mistake.__name__: mistake for mistake in (*NAME_MISTAKES, *SYNTAX_MISTAKES, *VALUE_MISTAKES)
}


def break_code(code: str, random: Random) -> tuple[str, str] | None:
    """The name of a mistake and the code with it; it need not fail: try it. None when there is no place for any.

    The family is drawn first, so that mistakes which rarely find a place are not crowded out by those that always do.
    """
    family = random.choices((NAME_MISTAKES, SYNTAX_MISTAKES, VALUE_MISTAKES), (38, 24, 38))[0]
    for mistake in random.sample(family, len(family)):
        broken = mistake(code, random)
        if broken is not None and broken != code:
            return mistake.__name__, broken
    return None
