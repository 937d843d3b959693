"""Draws a wish that has a place in given code, in a person's everyday manner of asking.

Knows nothing of what is wished.
"""

from __future__ import annotations

from random import Random

from opencodeinterpreter.data.wishes.registry import WISHES
from opencodeinterpreter.data.wishes.sayings import in_free_words

# Imperatives with which a wording may begin, so that "please" and "can you" fit before it.
_IMPERATIVE_TEXT = (
    "add append ask begin call catch change check comment convert count delete define display do drop format get give "
    "go handle ignore implement include join keep label leave let limit loop lowercase make move number order pass "
    "print put raise remove rename replace return reverse round set show skip sort start stop strip sum swap take trim "
    "turn uppercase use wrap write"
)
_IMPERATIVES = frozenset(_IMPERATIVE_TEXT.split())
_BEFORE_TEXT = (
    "please |please |can you |could you |now |i want you to |i'd like you to |would you |just |next, |also, |let's |"
    "you should |it would be nice to |i need to |we have to |ok, now |can we |could you please "
)
_BEFORE = tuple(_BEFORE_TEXT.split("|"))
_ASKING = ("can ", "could ", "would ")
# How eagerly each wish is tried, so that rare places are not missed and common ones don't crowd them out: set
# so that each kind makes up about as much of the verified draws.
_SHARE_OF_TRIES: dict[str, float] = {
    "as_f_string": 1.4,
    "as_function": 0.39,
    "as_loop": 0.71,
    "as_main": 0.21,
    "as_while": 2.8,
    "ascending": 34.0,
    "backwards": 5.2,
    "bounds": 4.0,
    "by_field": 16.0,
    "by_length": 2.9,
    "call_it": 0.75,
    "caught": 0.77,
    "commas_to_f_string": 0.41,
    "comment": 0.16,
    "compared": 0.64,
    "count_too": 10.0,
    "counted": 60.0,
    "debug_print": 0.19,
    "default_value": 0.15,
    "descending": 1.2,
    "docstring": 0.18,
    "empty_value": 0.4,
    "first_few": 4.7,
    "flag": 1.2,
    "guard_negative": 1.2,
    "ignore_case": 3.4,
    "ignore_spaces": 7.2,
    "in_one_line": 0.74,
    "in_order": 13.0,
    "inlined": 0.35,
    "joined": 51.0,
    "key_and_value": 2.8,
    "label": 0.17,
    "length_of": 0.77,
    "lower_case": 0.68,
    "new_parameter": 0.19,
    "number_as_constant": 0.37,
    "number_as_parameter": 0.74,
    "numbered_lines": 4.4,
    "on_one_line": 1.7,
    "one_less_item": 1.5,
    "one_more_attribute": 0.97,
    "one_more_item": 1.3,
    "one_more_method": 0.91,
    "one_more_test": 17.0,
    "only_some": 1.3,
    "other_branch": 1.0,
    "other_number": 0.17,
    "other_text": 0.22,
    "printed": 0.15,
    "printed_too": 0.19,
    "refused": 0.25,
    "rename": 0.15,
    "returned": 4.5,
    "returned_in_order": 1.7,
    "rounded": 4.2,
    "separator_line": 0.085,
    "shown_as": 0.88,
    "skip_items": 4.7,
    "skip_some": 1.6,
    "store_result": 0.47,
    "strip_first": 4.9,
    "stripped": 1.2,
    "swapped": 0.62,
    "total_at_end": 1.0,
    "two_decimals": 1.2,
    "typed": 0.35,
    "unique": 12.0,
    "unit": 1.4,
    "upper_case": 0.56,
    "with_enumerate": 46.0,
    "with_get": 2.8,
    "without_argument": 20.0,
    "without_attribute": 1.0,
    "without_default": 20.0,
    "without_field": 5.0,
    "without_function": 2.0,
    "without_key": 1.5,
    "without_line": 0.42,
    "without_method": 2.0,
    "without_parameter": 5.6,
    "without_variable": 1.0,
}


def drawn(code: str, random: Random) -> tuple[str, str, str] | None:
    """Name of the wish, its wording, and the changed code; None when no wish has a place."""
    for wish in sorted(WISHES, key=lambda wish: random.expovariate(_SHARE_OF_TRIES.get(wish.__name__, 1.0))):
        wished = wish(code, random)
        if wished is not None and wished[1] != code:
            wording = in_free_words(wish.__name__, wished[0], random)
            return wish.__name__, asked(wording, random), wished[1]
    return None


def asked(wording: str, random: Random) -> str:
    """A wording with please, as a question, with a capital letter or a final dot, or just as it is."""
    imperative = wording.split(" ", maxsplit=1)[0] in _IMPERATIVES
    before = random.choice(_BEFORE) if imperative and random.random() < 0.22 else ""
    # What a person quotes ends where the wording ends, and a sign behind it would belong to it.
    plain = wording[-1].isalnum() and not any(sign in wording for sign in (" saying ", "#", "docstring", ": "))
    after = "?" if before.startswith(_ASKING) and plain else "." if plain and random.random() < 0.15 else ""
    after = " please" if not before and not after and plain and imperative and random.random() < 0.04 else after
    whole = before + wording + after
    # A wording that begins with a name from the code must keep its letters.
    return (
        whole[0].upper() + whole[1:]
        if (before or imperative or wording.startswith("it ")) and random.random() < 0.25
        else whole
    )
