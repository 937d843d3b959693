"""Fixes for lists, texts and dictionaries: one step too far, wrong indexes, what can't be changed in place.

No rule hides an error: what is divided by zero, missing or empty is for people, or a model, to decide.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from opencodeinterpreter.text.instant.rules import (
    Rules,
    above,
    arguments,
    in_line,
    nodes,
    replaced,
    same,
    source,
    values_of,
    wrapped,
    wrapped_arguments,
)
from opencodeinterpreter.text.lines import split_lines
from opencodeinterpreter.text.syntax import parse_python

_VIEWS = (
    r"dict_keys|dict_values|dict_items|map|filter|zip|range|generator|enumerate|reversed|list_reverseiterator|set"
    r"|frozenset|_csv\.reader|DictReader|itertools\.\w+"
)
_MAKERS = {"0": "int", "0.0": "float", "[]": "list", "{}": "dict", "''": "str", '""': "str"}
_DRAWS = r"(?:random\.)?(?:choice|choices|sample)"
_DECIMAL_COMMA = re.compile(r"-?\d+,\d{1,2}")
_GROUPED = re.compile(r"-?\d{1,3}(?:,\d{3})+(?:\.\d*)?")
_MARKED = re.compile(r"([$€£%\s]*)-?\d+(?:\.\d+)?([$€£%\s]*)")


def _text_with_letter(_told: re.Match[str], code: str, line: int) -> Iterator[str]:
    """``s[i] = x`` for a text: a new text of what stands before, x, and what stands behind."""
    for node in nodes(code, line, ast.Assign):
        target = node.targets[0]
        if isinstance(target, ast.Subscript) and not isinstance(target.slice, ast.Slice):
            text, at, letter = (source(code, part) for part in (target.value, target.slice, node.value))
            behind = str(int(at) + 1) if at.isdecimal() else f"{at} + 1"
            yield replaced(code, node, f"{text} = {text}[:{at}] + {letter} + {text}[{behind}:]")


def _made_list(told: re.Match[str], code: str, line: int) -> Iterator[str]:
    """What the line works on is a list from where it gets its value; an expression becomes one on the spot."""
    makes = "sorted({})" if "set" in told[1] else "list({})"
    for owner in _owners(code, line):
        if not isinstance(owner, ast.Name):
            yield wrapped(code, owner, makes)
            continue
        for value in values_of(code, owner, line):
            if isinstance(value, ast.Tuple):
                yield replaced(code, value, f"[{', '.join(source(code, one) for one in value.elts)}]")
            else:
                yield wrapped(code, value, makes)


def _owners(code: str, line: int) -> list[ast.expr]:
    """Of what the line takes an item or a method."""
    subscripts = [node.value for node in nodes(code, line, ast.Subscript)]
    return subscripts + [node.value for node in nodes(code, line, ast.Attribute)]


def _item_of_loop(_told: re.Match[str], code: str, line: int) -> Iterator[str]:
    """In ``for x in xs``, x is an item already: no ``xs[x]``, but ``x["name"]``."""
    for node in nodes(code, line, ast.Subscript):
        for loop in nodes(code, line, ast.For):
            if same(loop.iter, node.value):
                is_item = same(loop.target, node.slice)
                yield replaced(code, node if is_item else node.value, source(code, loop.target))


def _whole_index(_told: re.Match[str], code: str, line: int) -> Iterator[str]:
    """An index that is a text or a float; a text of the code itself is rather a key of the first item."""
    for node in nodes(code, line, ast.Subscript):
        if isinstance(node.slice, ast.Constant):
            yield wrapped(code, node.value, "{}[0]")
        elif not isinstance(node.slice, ast.Slice):
            yield wrapped(code, node.slice, "int({})")


def _grown(_told: re.Match[str], code: str, line: int) -> Iterator[str]:
    """A loop that fills a list from its end on appends."""
    for node in nodes(code, line, ast.Assign):
        target = node.targets[0]
        if isinstance(target, ast.Subscript) and isinstance(target.slice, ast.Name) and nodes(code, line, ast.For):
            yield replaced(code, node, f"{source(code, target.value)}.append({source(code, node.value)})")


def _first_values(_told: re.Match[str], code: str, line: int) -> Iterator[str]:
    """``defaultdict(0)`` wants to know what makes the 0."""
    for argument in arguments(code, line, r"(?:collections\.)?defaultdict"):
        if maker := _MAKERS.get(source(code, argument)):
            yield replaced(code, argument, maker)


def _one_index_each(_told: re.Match[str], code: str, line: int) -> Iterator[str]:
    """``xs[0, 1]`` of a list of lists is ``xs[0][1]``; of a plain list it was to be a slice."""
    for node in nodes(code, line, ast.Subscript):
        if isinstance(node.slice, ast.Tuple) and not any(isinstance(part, ast.Slice) for part in node.slice.elts):
            parts = [source(code, part) for part in node.slice.elts]
            yield replaced(code, node, source(code, node.value) + "".join(f"[{part}]" for part in parts))
            yield replaced(code, node.slice, ":".join(parts))


def _digits(_told: re.Match[str], code: str, line: int) -> Iterator[str]:
    """A loop over a number that takes each item as a text works on its digits."""
    for loop in nodes(code, line, ast.For):
        calls = [node for node in ast.walk(loop) if isinstance(node, ast.Call) and source(code, node.func) == "int"]
        if any(same(call.args[0], loop.target) for call in calls if call.args):
            yield wrapped(code, loop.iter, "str({})")


def _commas_between_rows(_told: re.Match[str], code: str, line: int) -> Iterator[str]:
    lines = split_lines(code)
    start = next((at for at in range(line, -1, -1) if "= [" in lines[at]), line)
    end = max([line, *(node.end_lineno or 0 for node in nodes(code, line, ast.Assign))])
    changed = re.sub(r"\](\s*)\[", r"],\1[", "".join(lines[start:end]))
    yield "".join([*lines[:start], changed, *lines[end:]])


def _key_of_loop(_told: re.Match[str], code: str, line: int) -> Iterator[str]:
    """In ``for k in d``, k is a key: ``d[k]["name"]``."""
    for node in nodes(code, line, ast.Subscript):
        for loop in nodes(code, line, ast.For):
            if same(loop.target, node.value):
                yield replaced(code, node.value, f"{source(code, loop.iter)}[{source(code, node.value)}]")


def _enumerated(_told: re.Match[str], code: str, line: int) -> Iterator[str]:
    """``for i, x in range(len(xs))``."""
    for call in nodes(code, line, ast.Call):
        if source(code, call.func) == "range" and len(call.args) == 1 and isinstance(call.args[0], ast.Call):
            for measured in _measured(code, call.args[0]):
                yield replaced(code, call, f"enumerate({source(code, measured)})")


def _up_to_last_but_one(told: re.Match[str], code: str, line: int) -> Iterator[str]:
    """A loop that looks at ``xs[i + 1]`` ends one earlier."""
    if re.search(r"\[\w+ ?\+ ?1\]", split_lines(code)[line]):
        yield from above(r"(range\(len\([^()]*\))\)", r"\1 - 1)")(told, code, line)


def _measured(code: str, call: ast.Call) -> list[ast.expr]:
    return call.args[:1] if source(code, call.func) == "len" else []


def _while_any_left(_told: re.Match[str], code: str, line: int) -> Iterator[str]:
    """``while True`` ends where nothing is left."""
    for loop in nodes(code, line, ast.While):
        for owner in _popped(code, line):
            if isinstance(loop.test, ast.Constant):
                yield replaced(code, loop.test, owner)


def _popped(code: str, line: int) -> list[str]:
    functions = [call.func for call in nodes(code, line, ast.Call)]
    return [source(code, func.value) for func in functions if isinstance(func, ast.Attribute) and func.attr == "pop"]


def _hashable(_told: re.Match[str], code: str, line: int) -> Iterator[str]:
    """Tuples for lists where they have to be hashed."""
    for node in nodes(code, line, ast.Call):
        name = source(code, node.func)
        if node.args and name in ("set", "Counter", "frozenset", "dict.fromkeys"):
            yield wrapped(code, node.args[0], "map(tuple, {})")
        elif node.args and name.endswith((".add", ".count")):
            yield wrapped(code, node.args[0], "tuple({})")
    for subscript in nodes(code, line, ast.Subscript):
        yield wrapped(code, subscript.slice, "tuple({})")


def _plain_number(told: re.Match[str], code: str, line: int) -> Iterator[str]:
    """A text such as "1,5", "1,000" or "$12" without what is no number in it."""
    marked = _MARKED.fullmatch(told[1])
    for argument in arguments(code, line, r"int|float"):
        if _DECIMAL_COMMA.fullmatch(told[1]):
            yield wrapped(code, argument, "{}.replace(',', '.')")
        elif _GROUPED.fullmatch(told[1]):
            yield wrapped(code, argument, "{}.replace(',', '')")
        elif marked and (signs := "".join(dict.fromkeys(marked[1] + marked[2]))):
            yield wrapped(code, argument, f"{{}}.strip({signs!r})")


def _date_format(told: re.Match[str], code: str, _line: int) -> Iterator[str]:
    """The format of a date with the signs between its parts that the date has."""
    parts, signs = re.findall(r"%-?\w", told[2]), re.findall(r"[^\w%]+", told[1])
    if len(signs) == len(parts) - 1:
        yield code.replace(told[2], "".join(map("".join, zip(parts, [*signs, ""], strict=True))))


def pairs_for_sets(code: str) -> Iterator[str]:
    """Each set of alternating texts and other values in turn as the dictionary that was meant: commas for colons."""
    tree = parse_python(code)
    for node in ast.walk(tree) if tree else ():
        if isinstance(node, ast.Set) and len(node.elts) % 2 == 0 and all(map(_is_text, node.elts[::2])):
            parts = [source(code, element) for element in node.elts]
            pairs = (f"{key}: {value}" for key, value in zip(parts[::2], parts[1::2], strict=True))
            yield replaced(code, node, f"{{{', '.join(pairs)}}}")


def _is_text(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


CONTAINER_RULES: Rules = (
    (r"'int' object is not iterable", _digits),
    (r"'int' object is not iterable", in_line(r"\bin ([\w.]+|\d+|len\([^()]*\))(?=:|\])", r"in range(\1)")),
    (r"'int' object is not iterable", in_line(r"\bin ([\w.]+|\d+)(?=:|\])", r"in str(\1)")),
    (r"'(?:int|float)' object is not iterable", in_line(r"([\w.]+) \+= ([\w.]+)", r"\1.append(\2)")),
    (r"'(?:list|str|tuple)' object cannot be interpreted as an integer", wrapped_arguments("range", "len({})")),
    (
        r"'float' object cannot be interpreted as an integer|must be integers or slices, not float",
        above(r" /(=?) ", r" //\1 "),
    ),
    (r"'float' object cannot be interpreted as an integer", wrapped_arguments("range", "int({})")),
    (r"IndexError", above(r"(range\(.*len\([^()]*\)) \+ 1\)", r"\1)")),
    (r"list assignment index out of range", _grown),
    (r"IndexError", above(r"<= len\(", "< len(")),
    (r"IndexError", _up_to_last_but_one),
    (r"IndexError", in_line(r"(\b[\w.]+)\[len\(\1\)\]", r"\1[-1]")),
    (r"KeyError", in_line(r"([\w.]+)\[(\w+)\] \+= ", r"\1[\2] = \1.get(\2, 0) + ")),
    (r"KeyError", in_line(r"([\w.]+)\[(\w+)\] = \1\[\2\]", r"\1[\2] = \1.get(\2, 0)")),
    (r"KeyError", in_line(r"([\w.]+)\[(\w+)\]\.(append|extend)\(", r"\1.setdefault(\2, []).\3(")),
    (r"KeyError", in_line(r"([\w.]+)\[(\w+)\]\.add\(", r"\1.setdefault(\2, set()).add(")),
    (
        r"changed size during iteration|dictionary keys changed",
        in_line(r"\bin ([\w.]+(?:\(\))?):", r"in list(\1):"),
    ),
    (r"cannot unpack non-iterable int", _enumerated),
    (
        r"too many values to unpack|not enough values to unpack|cannot unpack",
        in_line(r"^(\s*for \w+, \w+ in [\w.]+):", r"\1.items():"),
    ),
    (
        r"too many values to unpack|not enough values to unpack|cannot unpack",
        in_line(r"^(\s*for \w+, \w+ in )([\w.]+):", r"\1enumerate(\2):"),
    ),
    (r"'str' object does not support item assignment", _text_with_letter),
    (rf"'(tuple|{_VIEWS})' object does not support item (?:assignment|deletion)", _made_list),
    (r"'set' object is not subscriptable", lambda _told, code, _line: pairs_for_sets(code)),
    (r"'set' object is not subscriptable|must be a sequence", wrapped_arguments(_DRAWS, "sorted({})")),
    (rf"'({_VIEWS})' object is not subscriptable", _made_list),
    (rf"'(tuple|{_VIEWS})' object has no attribute '(?:append|extend|remove|insert|pop|sort|reverse)'", _made_list),
    (rf"object of type '(?:{_VIEWS})' has no len", wrapped_arguments("len", "list({})")),
    (r"list indices must be integers or slices, not tuple", _commas_between_rows),
    (r"list indices must be integers or slices, not tuple", _one_index_each),
    (r"(?:list|tuple) indices must be integers or slices, not (?:str|float|dict)", _item_of_loop),
    (r"(?:list|tuple) indices must be integers or slices, not (?:str|float)", _whole_index),
    (r"list index out of range", _item_of_loop),
    (r"string indices must be integers", _key_of_loop),
    (r"string indices must be integers", _item_of_loop),
    (r"tuple indices must be integers", above(r"\bfor (\w+) in (.+\.iterrows\(\))", r"for _, \1 in \2")),
    (r"first argument must be callable or None", _first_values),
    (r"pop from empty", _while_any_left),
    (r"unhashable type: 'list'", _hashable),
    (r"(?:could not convert string to float|invalid literal for int\(\) with base 10): '(.+)'", _plain_number),
    (r"time data '(.+)' does not match format '(.+)'", _date_format),
    (r"invalid literal for int\(\) with base 10: '[\d.]+'", in_line(r"\bint\(", "float(")),
)
