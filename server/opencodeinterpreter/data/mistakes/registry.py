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


def _named(names: str) -> tuple[Mistake, ...]:
    return tuple(MISTAKES[name] for name in names.split())


# What code seldom has a place for: drawn like the others, these would hardly ever occur, and people do make them.
_SELDOM = _named("""
    length_as_method missing_qualifier missing_self_parameter missing_self_access wrong_initialiser missing_start
    assignment_for_comparison foreign_operator equals_in_dictionary missing_str joined_number missing_return kept_none
    pairs_without_items plus_for_append set_for_dictionary uncalled_method
""")
_RARELY = _named("""
    missing_map_str missing_int index_past_end index_of_length sorted_in_place true_division missing_enumerate
    uneven_unpacking range_of_list loop_over_number unguarded_key text_method_on_list tuple_for_list dropped_base_case
    unchanged_argument whole_number_of_decimals wrong_separator foreign_else foreign_increment
""")
_FAMILIES = (_RARELY, _SELDOM, NAME_MISTAKES, SYNTAX_MISTAKES, VALUE_MISTAKES)
_FAMILY_WEIGHTS = (28, 20, 20, 14, 18)


def break_code(code: str, random: Random) -> tuple[str, str] | None:
    """The name of a mistake and the code with it; it need not fail: try it. None when there is no place for any.

    The family is drawn first, so that mistakes which rarely find a place are not crowded out by those that always do.
    """
    family = random.choices(_FAMILIES, _FAMILY_WEIGHTS)[0]
    for mistake in (*random.sample(family, len(family)), *random.sample(VALUE_MISTAKES, len(VALUE_MISTAKES))):
        broken = mistake(code, random)
        if broken is not None and broken != code:
            return mistake.__name__, broken
    return None
