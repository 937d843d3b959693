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


def break_code(code: str, random: Random, *, attempts: int = 6) -> tuple[str, str] | None:
    """The name of a mistake and the code with it; it need not fail: try it. None when no attempt found a place."""
    for _ in range(attempts):
        family = random.choices((NAME_MISTAKES, SYNTAX_MISTAKES, VALUE_MISTAKES), (40, 25, 35))[0]
        mistake = random.choice(family)
        broken = mistake(code, random)
        if broken is not None and broken != code:
            return mistake.__name__, broken
    return None
