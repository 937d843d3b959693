"""What can be computed from a variable of some type: a table of expressions, by wanted type and given type."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from opencodeinterpreter.data import words

# The expressions of one wanted type from a variable ``v``; ``n`` is a small number, ``x`` an unused name.
_Writer = Callable[[str, int, str, Random], list[str]]

_TO_INT: dict[str, _Writer] = {
    "int": lambda v, n, _x, _r: [f"{v} + {n}", f"{v} * {n}", f"{v} - {n}", f"{v} % {n}", f"{v} // {n}", f"abs({v})"],
    "str": lambda v, _n, _x, r: [f"len({v})", f"{v}.count({r.choice('aeio')!r})"],
    "ints": lambda v, _n, _x, r: [
        *(f"{name}({v})" for name in ("sum", "len", "max", "min")),
        *(f"{v}[{index}]" for index in (0, -1, r.randint(0, 2))),
    ],
    "strs": lambda v, _n, _x, _r: [f"len({v})", f"len({v}[0])"],
    "counts": lambda v, _n, _x, _r: [f"sum({v}.values())", f"len({v})", f"max({v}.values())"],
}
_TO_STR: dict[str, _Writer] = {
    "str": lambda v, _n, _x, r: [
        *(f"{v}.{call}" for call in ("upper()", "title()", "strip()")),
        f"{v}[::-1]",
        f"{v}.replace('a', 'o')",
        f"{v} + '{words.thing(r)}'",
    ],
    "int": lambda v, _n, _x, r: [f"str({v})", f"f'{words.word(r)} {{{v}}}'", f"'{words.word(r)} ' + str({v})"],
    "strs": lambda v, _n, _x, _r: [f"', '.join({v})", f"{v}[0]", f"{v}[-1]", f"max({v}, key=len)"],
    "ints": lambda v, _n, x, _r: [f"', '.join(str({x}) for {x} in {v})", f"'-'.join(map(str, {v}))"],
    "counts": lambda v, _n, _x, _r: [f"max({v}, key={v}.get)"],
}
_TO_INTS: dict[str, _Writer] = {
    "ints": lambda v, n, x, _r: [
        f"sorted({v})",
        f"{v}[::-1]",
        f"[{x} * {n} for {x} in {v}]",
        f"[{x} for {x} in {v} if {x} > {n}]",
        f"{v}[:{n}]",
        f"{v} + [{n}]",
    ],
    "str": lambda v, _n, x, _r: [f"[ord({x}) for {x} in {v}]"],
    "strs": lambda v, _n, x, _r: [f"[len({x}) for {x} in {v}]"],
    "counts": lambda v, _n, _x, _r: [f"list({v}.values())"],
    "": lambda _v, n, x, _r: [f"[{x} ** 2 for {x} in range({n})]", f"list(range({n}))"],
}
_TO_STRS: dict[str, _Writer] = {
    "strs": lambda v, n, x, _r: [
        f"sorted({v})",
        f"[{x}.upper() for {x} in {v}]",
        f"[{x} for {x} in {v} if len({x}) > {n}]",
    ],
    "str": lambda v, _n, _x, _r: [f"{v}.split()", f"list({v})"],
    "ints": lambda v, _n, x, _r: [f"[str({x}) for {x} in {v}]"],
    "counts": lambda v, _n, _x, _r: [f"sorted({v})", f"list({v}.keys())"],
}
_TO_COUNTS: dict[str, _Writer] = {
    "strs": lambda v, _n, x, _r: [f"{{{x}: len({x}) for {x} in {v}}}"],
    "counts": lambda v, _n, _x, _r: [f"dict(sorted({v}.items()))"],
    "str": lambda v, _n, x, _r: [f"{{{x}: {v}.count({x}) for {x} in {v}}}"],
}
_WRITERS = {"int": _TO_INT, "str": _TO_STR, "ints": _TO_INTS, "strs": _TO_STRS, "counts": _TO_COUNTS}


def expressions(wanted: str, variables: dict[str, str | None], *, number: int, name: str, random: Random) -> list[str]:
    """All expressions of the wanted type; ``variables`` holds a variable for each type that there is one of."""
    found: list[str] = []
    for given, writer in _WRITERS[wanted].items():
        variable = variables.get(given) if given else ""
        if variable is not None:
            found += writer(variable, number, name, random)
    return found
