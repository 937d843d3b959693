"""Mistakes with values: types, indices, keys, calls, results."""

from __future__ import annotations

from random import Random

from opencodeinterpreter.data.mistakes.places import misspell, substitute


def missing_str(code: str, random: Random) -> str | None:
    """A number joined to a text without ``str``."""
    return substitute(code, random, r"(?<=\+ )str\(([^()]*(?:\([^()]*\))?)\)", r"\1")


def joined_number(code: str, random: Random) -> str | None:
    """``print('total: ' + total)``: a comma or an f-string became a plus."""
    if random.random() < 0.5:
        return substitute(code, random, r"print\('([^'{}\n]*)', ", r"print('\1' + ")
    return substitute(code, random, r"f'([^'{}\n]*)\{(\w+)\}'", r"'\1' + \2")


def missing_map_str(code: str, random: Random) -> str | None:
    """Numbers joined as if they were texts."""
    return substitute(
        code,
        random,
        r"\.join\((?:str\((\w+)\) for \1 in ([\w.]+)|map\(str, ([\w.]+)\))\)",
        lambda m: f".join({m[2] or m[3]})",
    )


def number_as_text(code: str, random: Random) -> str | None:
    """A number in quotes, as ``input`` would give it."""
    return substitute(
        code, random, r"(?<=[=(,+*<>] )(\d+)(?=[\n),\]])|(?<=\()(\d+)(?=\))", lambda m: f"'{m[1] or m[2]}'"
    )


def missing_int(code: str, random: Random) -> str | None:
    """A text that was never turned into a number."""
    return substitute(code, random, r"\bint\((\w+)\)", r"\1")


def index_past_end(code: str, random: Random) -> str | None:
    """One step too far through a list."""
    if random.random() < 0.6:
        return substitute(
            code, random, r"range\(len\(([\w.]+)\)(?: - 1)?(?: - \w+)?\)", lambda m: f"range(len({m[1]}) + 1)"
        )
    return substitute(code, random, r"< len\(", "<= len(")


def index_of_length(code: str, random: Random) -> str | None:
    """``items[len(items)]`` for ``items[-1]``."""
    return substitute(code, random, r"\b([\w.]+)\[-1\]", r"\1[len(\1)]")


def wrong_key(code: str, random: Random) -> str | None:
    """A misspelt key."""
    return substitute(code, random, r"(?<=\[['\"])(\w+)(?=['\"]\](?! = ))", lambda m: misspell(m[1], random))


def missing_return(code: str, random: Random) -> str | None:
    """The result is computed and not returned."""
    return substitute(code, random, r"\breturn (?=.)", "")


def printed_not_returned(code: str, random: Random) -> str | None:
    """``print`` where ``return`` was meant."""
    return substitute(code, random, r"\breturn (.+)$", r"print(\1)")


def kept_none(code: str, random: Random) -> str | None:
    """The None of ``append`` or ``sort`` is kept."""
    return substitute(code, random, r"^([ ]*)([\w]+)\.(append|sort|extend|shuffle)\(", r"\1\2 = \2.\3(")


def sorted_in_place(code: str, random: Random) -> str | None:
    """``items.sort()`` where a value is needed."""
    return substitute(code, random, r"\bsorted\(([\w.]+)\)", random.choice((r"\1.sort()", r"\1.sorted()", r"\1.sort")))


def extra_argument(code: str, random: Random) -> str | None:
    """A call with too many arguments."""
    return substitute(
        code,
        random,
        r"(?<!def )(?<=\w)(\((?:[^()\n]+)?)\)",
        lambda m: f"{m[1]}{', ' if len(m[1]) > 1 else ''}{random.randint(1, 9)})",
    )


def dropped_parameter(code: str, random: Random) -> str | None:
    """A function that lacks a parameter."""
    return substitute(code, random, r"(?<=def )(\w+\([^()\n]*), \w+\)", r"\1)")


def true_division(code: str, random: Random) -> str | None:
    """A float where a whole number is needed."""
    return substitute(code, random, r" //(=?) ", r" /\1 ")


def called_list(code: str, random: Random) -> str | None:
    """Round brackets for an index."""
    return substitute(code, random, r"\b(\w+)\[([^\[\]\n:]+)\]", r"\1(\2)")


def indexed_call(code: str, random: Random) -> str | None:
    """Square brackets for a call."""
    return substitute(code, random, r"(?<=\w)\(([^()\n]*)\)(?=[\n)])", r"[\1]")


def uncalled_method(code: str, random: Random) -> str | None:
    """A method that is named and not called."""
    return substitute(code, random, r"(?<=\.)(\w+)\(\)", r"\1")


def pairs_without_items(code: str, random: Random) -> str | None:
    """``for key, value in data``."""
    return substitute(code, random, r"\.items\(\)", "")


def missing_enumerate(code: str, random: Random) -> str | None:
    """``for i, item in items``."""
    return substitute(code, random, r"enumerate\(([\w.]+)(?:, start=1)?\)", r"\1")


def uneven_unpacking(code: str, random: Random) -> str | None:
    """More or fewer names than values."""
    return substitute(code, random, r"^([ ]*)(\w+), (\w+) = ", random.choice((r"\1\2, \3, rest = ", r"\1\2, \3, c = ")))


def range_of_list(code: str, random: Random) -> str | None:
    """``range(items)`` for ``range(len(items))``."""
    return substitute(code, random, r"range\(len\(([\w.]+)\)", r"range(\1")


def loop_over_number(code: str, random: Random) -> str | None:
    """``for i in n`` for ``for i in range(n)``."""
    return substitute(code, random, r"in range\(([^(),\n]+(?:\([^()\n]*\))?)\)", r"in \1")


def length_of_number(code: str, random: Random) -> str | None:
    """``len(5)``: the text form was forgotten."""
    return substitute(code, random, r"str\((\w+)\)", r"\1")


def plus_for_append(code: str, random: Random) -> str | None:
    """``items += 1`` for ``items.append(1)``."""
    return substitute(
        code, random, r"^([ ]*)([\w.]+)\.append\((.*)\)$", random.choice((r"\1\2 += \3", r"\1\2 = \2 + \3"))
    )


def start_of_wrong_type(code: str, random: Random) -> str | None:
    """An accumulator that starts as something else."""
    return substitute(
        code,
        random,
        r"(?<= = )(0|\[\]|\{\}|''|1)$",
        lambda m: random.choice([v for v in ("0", "[]", "{}", "''", "None") if v != m[1]]),
    )


def unguarded_key(code: str, random: Random) -> str | None:
    """``counts[key] + 1`` for ``counts.get(key, 0) + 1``."""
    return substitute(code, random, r"(\w+)\.get\((\w+), \w+\)", r"\1[\2]")


def swapped_arguments(code: str, random: Random) -> str | None:
    """Two arguments the wrong way round."""
    return substitute(code, random, r"(?<=\w\()([^(),\n\[\]{}]+), ([^(),\n\[\]{}]+)(?=\))", r"\2, \1")


def text_method_on_list(code: str, random: Random) -> str | None:
    """``items.join(', ')`` for ``', '.join(items)``."""
    return substitute(code, random, r"('[^'\n]*')\.join\(([\w.]+)\)", r"\2.join(\1)")


def tuple_for_list(code: str, random: Random) -> str | None:
    """A tuple that is then changed."""
    return substitute(code, random, r"(?<== )\[([^\[\]\n]+,[^\[\]\n]+)\]$", r"(\1)")


def set_for_dictionary(code: str, random: Random) -> str | None:
    """Commas for the colons of a dictionary."""
    return substitute(code, random, r"\{('\w+': \d+(?:, '\w+': \d+)*)\}", lambda m: "{" + m[1].replace(":", ",") + "}")


def dropped_base_case(code: str, random: Random) -> str | None:
    """A recursion that never ends."""
    return substitute(code, random, r"^[ ]+if [^\n]*:\n[ ]+return [^\n]*\n(?=[ ]+return )", "")


def unchanged_argument(code: str, random: Random) -> str | None:
    """``count_down(n)`` for ``count_down(n - 1)``: a recursion that gets no further."""
    return substitute(code, random, r"(?<=\w\()(\w+) - \d+(?=\))", r"\1")


def called_attribute(code: str, random: Random) -> str | None:
    """``day.year()``: an attribute that is no method."""
    return substitute(code, random, r"(?<=[\w\])]\.)([a-z_]\w*)(?=[ ,)\]:}]|$)", r"\1()")


def whole_number_of_decimals(code: str, random: Random) -> str | None:
    """``int('1.5')``."""
    return substitute(code, random, r"\bfloat\((?=\w)", "int(")


def wrong_separator(code: str, random: Random) -> str | None:
    """A text is split where it has nothing to be split at."""
    return substitute(
        code,
        random,
        r"(?<=\.split\(['\"])([^'\"\n]{1,2})(?=['\"]\))",
        lambda m: random.choice([text for text in (",", ";", ":", "-", " ", "=") if text != m[1].strip()]),
    )


VALUE_MISTAKES = (
    missing_str,
    missing_str,
    joined_number,
    joined_number,
    missing_map_str,
    number_as_text,
    missing_int,
    index_past_end,
    index_past_end,
    index_of_length,
    wrong_key,
    wrong_key,
    wrong_key,
    missing_return,
    printed_not_returned,
    kept_none,
    kept_none,
    sorted_in_place,
    extra_argument,
    dropped_parameter,
    true_division,
    called_list,
    indexed_call,
    uncalled_method,
    pairs_without_items,
    missing_enumerate,
    uneven_unpacking,
    range_of_list,
    loop_over_number,
    length_of_number,
    plus_for_append,
    start_of_wrong_type,
    unguarded_key,
    swapped_arguments,
    text_method_on_list,
    tuple_for_list,
    set_for_dictionary,
    dropped_base_case,
    unchanged_argument,
    called_attribute,
    whole_number_of_decimals,
    wrong_separator,
)
