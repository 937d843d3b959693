"""Mistakes with names: variables, functions, methods, imports, self."""

from __future__ import annotations

import re
from random import Random

from opencodeinterpreter.data.mistakes.places import BUILTINS, misspell, names_in, replace_span, substitute

_FOREIGN_METHODS = {
    "append": ("push", "add", "apend", "push_back", "appendd", "insert_last"),
    "upper": ("toUpperCase", "uppercase", "to_upper", "uper"),
    "lower": ("toLowerCase", "lowercase", "to_lower"),
    "strip": ("trim", "stripp"),
    "split": ("splt", "spilt", "explode"),
    "items": ("item", "iteritems", "entries", "pairs"),
    "keys": ("key", "getKeys", "iterkeys"),
    "values": ("value", "vals", "itervalues"),
    "join": ("jion", "implode", "concat"),
    "startswith": ("startsWith", "starts_with", "startwith"),
    "endswith": ("endsWith", "ends_with"),
    "isdigit": ("isDigit", "is_digit", "isnumber"),
    "isalpha": ("isAlpha", "is_alpha", "isletter"),
    "replace": ("replaceAll", "repalce", "sub"),
    "get": ("fetch", "gett"),
    "sort": ("sorted", "order"),
    "count": ("cout", "counts"),
    "capitalize": ("capitalise", "capitalized"),
    "title": ("titlecase", "toTitle"),
    "pop": ("remove_last", "popp"),
    "index": ("indexOf", "find_index"),
    "randint": ("randInt", "random_int", "rand"),
    "sqrt": ("squareroot", "sqr", "root"),
    "most_common": ("mostcommon", "most_frequent"),
    "choice": ("choose", "chioce"),
    "find": ("indexOf", "search"),
    "extend": ("append_all", "addAll"),
    "remove": ("delete", "removee"),
    "setdefault": ("set_default", "default"),
    "isalnum": ("isAlnum", "isalphanum"),
    "swapcase": ("swap_case", "swapCase"),
    "dumps": ("dump_string", "stringify"),
    "mean": ("average", "avg"),
    "groupby": ("group_by", "groupBy"),
    "plot": ("polt", "line"),
    "show": ("display", "shwo"),
    "today": ("now_date", "Today"),
}
_FOREIGN_BUILTINS = {
    "len": ("length", "size", "count", "lenght", "Len"),
    "print": ("pritn", "prnt", "Print", "echo", "printf", "println", "prin", "puts"),
    "range": ("rang", "Range", "rnage"),
    "str": ("string", "String", "Str", "tostring"),
    "int": ("integer", "Int", "toInt"),
    "sum": ("total_of", "Sum", "summ"),
    "sorted": ("sort", "sortd", "order"),
    "max": ("maximum", "Max", "maxi"),
    "min": ("minimum", "Min"),
    "enumerate": ("enumarate", "enum", "enumrate"),
    "abs": ("absolute", "Abs"),
    "list": ("List", "array", "lst"),
    "dict": ("Dict", "map_of"),
    "set": ("Set", "unique"),
    "reversed": ("reverse", "reverssed"),
    "zip": ("Zip", "zipp"),
    "map": ("Map", "mapp"),
    "float": ("Float", "double", "flaot"),
    "round": ("Round", "rnd"),
    "True": ("true",),
    "ord": ("ascii_of", "orde"),
    "all": ("every", "al"),
    "any": ("some",),
}


def misspelled_use(code: str, random: Random) -> str | None:
    """A name is misspelt where it is used."""
    seen: set[str] = set()
    uses: list[tuple[int, int, str]] = []
    for start, end, name in names_in(code):
        if name in seen and code[start - 1 : start] != "." and name not in BUILTINS:
            uses.append((start, end, name))
        seen.add(name)
    if not uses:
        return None
    start, end, name = random.choice(uses)
    return replace_span(code, start, end, misspell(name, random))


def misspelled_definition(code: str, random: Random) -> str | None:
    """A name is misspelt where it is first bound, and right in all later uses."""
    names = [(s, e, n) for s, e, n in names_in(code) if re.match(r"\s*(?:=[^=]|\(|,)", code[e:]) and n not in BUILTINS]
    firsts = {n: (s, e) for s, e, n in reversed(names) if code[s - 1 : s] != "."}
    candidates = [n for n in firsts if len(re.findall(rf"\b{n}\b", code)) > 1]
    if not candidates:
        return None
    name = random.choice(candidates)
    return replace_span(code, *firsts[name], misspell(name, random))


def swapped_name(code: str, random: Random) -> str | None:
    """Another name's shortened or lengthened form: ``total_price`` for ``total``."""
    uses = [(s, e, n) for s, e, n in names_in(code) if "_" in n and code[s - 1 : s] != "." and not n.startswith("__")]
    if not uses:
        return None
    start, end, name = random.choice(uses)
    parts = name.split("_")
    return replace_span(
        code, start, end, random.choice((parts[0], parts[-1], "".join(parts), "_".join(reversed(parts)))) or name
    )


def wrong_builtin(code: str, random: Random) -> str | None:
    """A built-in function is misspelt or taken from another language."""
    uses = [
        (s, e, n) for s, e, n in names_in(code) if n in BUILTINS and code[s - 1 : s] != "." and code[e : e + 1] == "("
    ]
    if not uses:
        return None
    start, end, name = random.choice(uses)
    options = _FOREIGN_BUILTINS.get(name, ())
    return replace_span(
        code, start, end, random.choice(options) if options and random.random() < 0.6 else misspell(name, random)
    )


def wrong_method(code: str, random: Random) -> str | None:
    """A method or attribute is misspelt or taken from another language."""
    uses = [(s, e, n) for s, e, n in names_in(code) if code[s - 1 : s] == "."]
    if not uses:
        return None
    start, end, name = random.choice(uses)
    options = _FOREIGN_METHODS.get(name, ())
    return replace_span(
        code, start, end, random.choice(options) if options and random.random() < 0.7 else misspell(name, random)
    )


def length_as_method(code: str, random: Random) -> str | None:
    """``items.length()`` for ``len(items)``."""
    return substitute(
        code,
        random,
        r"\blen\(([\w.]+)\)",
        random.choice((r"\1.length()", r"\1.length", r"\1.size()", r"\1.len()", r"\1.count")),
    )


def missing_import(code: str, random: Random) -> str | None:
    """An import is forgotten."""
    return substitute(code, random, r"^(?:import|from) .*\n+", "")


def wrong_import(code: str, random: Random) -> str | None:
    """A module's name is misspelt."""
    return substitute(code, random, r"(?<=^import )\w+|(?<=^from )\w+", lambda m: misspell(m[0], random))


def missing_qualifier(code: str, random: Random) -> str | None:
    """``sqrt(x)`` for ``math.sqrt(x)``."""
    return substitute(code, random, r"\b(?:math|random|string|statistics|datetime|json|plt|pd)\.(?=\w+)", "")


def missing_self_parameter(code: str, random: Random) -> str | None:
    """A method without ``self``."""
    return substitute(code, random, r"(?<=\()self(?:, )?(?=[^\n]*\):)", "")


def missing_self_access(code: str, random: Random) -> str | None:
    """``count`` for ``self.count``."""
    return substitute(code, random, r"\bself\.(?=\w+)", "")


def wrong_initialiser(code: str, random: Random) -> str | None:
    """A misspelt ``__init__``."""
    return substitute(code, random, r"__init__", random.choice(("_init_", "__int__", "init", "__init", "__inti__")))


def missing_start(code: str, random: Random) -> str | None:
    """An accumulator that was never given its start."""
    return substitute(code, random, r"^[ ]*\w+ = (?:0|1|\[\]|\{\}|''|\"\")\n", "")


def unquoted_text(code: str, random: Random) -> str | None:
    """Quotes around a word are missing."""
    return substitute(code, random, r"'([a-z]{2,})'", r"\1")


def quoted_name(code: str, random: Random) -> str | None:
    """A variable in quotes where its value is meant."""
    return substitute(code, random, r"(?<=\()([a-z_]{3,})(?=\))", r"'\1'")


NAME_MISTAKES = (
    misspelled_use,
    misspelled_use,
    misspelled_use,
    misspelled_definition,
    swapped_name,
    wrong_builtin,
    wrong_builtin,
    wrong_method,
    wrong_method,
    length_as_method,
    missing_import,
    missing_import,
    wrong_import,
    missing_qualifier,
    missing_self_parameter,
    missing_self_access,
    wrong_initialiser,
    missing_start,
    unquoted_text,
    quoted_name,
)
