"""The examples in what a person says: "area(2, 3) should give 6", "for [1, 2] it returns 3"; and a check of them."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

import attrs

from opencodeinterpreter.text.syntax import FUNCTIONS, parse_python

_CHECK = """\
def _check_said(examples):
    for call, value, wanted, places in examples:
        value = value.tolist() if hasattr(value, "tolist") else value
        near = isinstance(value, float) and isinstance(wanted, (int, float)) and round(value, places) == wanted
        if not near and value != wanted:
            raise AssertionError(call + " gives " + repr(value) + ", but " + repr(wanted) + " was asked for")
_check_said([{examples}])
"""
_STRAIGHT = str.maketrans("\u201c\u201d\u2018\u2019\u2192", "\"\"''>")
_WISH = r"(?:should|must|has to|ought to|is to|shall)\s+"
_VERB = r"(?:gives?(?:\s+back)?|returns?|be|is|equals?|yields?|produces?|results?\s+in)"
_SAYS = re.compile(rf"\s*,?\s*(?:(?P<wish>{_WISH})?{_VERB}\s+|(?:==?|[-=]?>)\s*)")
_FOR = re.compile(r"\b(?:for|given|with|e\.g\.|example:?)\s+")
_GIVEN = re.compile(
    r"(?P<values>[^\n]{1,120}?)(?:,?\s+(?:it|this|the function)(?=\s)|(?=\s*[-=]?>|\s+(?:is|gives|should|must)\s))"
)
# What may stand behind a value: anything else makes it part of something longer, as in "is 3 times 2".
_ENDS = re.compile(r"\s*(?:$|[.,;:)!?\n]|(?:and|or|but|instead|while|because|since|as|whereas)\b)")
# Then what was said before is what happens, not what is wanted.
_CONTRAST = re.compile(r"\s*[,;.]?\s*(?:but|instead|although|though|which is wrong)\b")
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?|True\b|False\b|None\b")
_OPENING = {"[": "]", "(": ")", "{": "}", "'": "'", '"': '"'}


@attrs.frozen
class Example:
    """A call in Python and the literal that it is to give."""

    call: str
    wanted: str

    @property
    def places(self) -> int:
        """To how many decimals a number is told."""
        return len(self.wanted.partition(".")[2])


def example_check(said: str, code: str, *, wishes_only: bool = False) -> str:
    """A program that tries, behind the code, what was said its functions give; "" when nothing was.

    ``wishes_only`` leaves out what is not worded as a wish: of code that is there people tell what it does wrong, too.
    """
    found = dict.fromkeys(_examples(said.translate(_STRAIGHT), code, wishes_only=wishes_only))
    told = [f"({one.call!r}, {one.call}, {one.wanted}, {one.places})" for one in found]
    return _CHECK.format(examples=", ".join(told)) if told else ""


def _examples(said: str, code: str, *, wishes_only: bool) -> Iterator[Example]:
    tree = parse_python(code)
    names = [node.name for node in tree.body if isinstance(node, FUNCTIONS)] if tree else []
    calls = [found for name in names for found in _calls_of(name, said)]
    if len(names) == 1:
        calls += _given(names[0], said)
    for call, end in calls:
        if wanted := _wanted(said, end, wishes_only=wishes_only):
            yield Example(call, wanted)


def _calls_of(name: str, said: str) -> Iterator[tuple[str, int]]:
    """The calls of a function with literals, and where each ends."""
    for start in re.finditer(rf"(?<![\w.]){name}\(", said):
        for end in re.finditer(r"\)", said[start.end() :]):
            stop = start.end() + end.end()
            if _is_call(said[start.start() : stop]):
                yield said[start.start() : stop], stop
                break


def _is_call(text: str) -> bool:
    try:
        call = ast.parse(text, mode="eval").body
    except (SyntaxError, ValueError):
        return False
    if not isinstance(call, ast.Call) or not (call.args or call.keywords):
        return False
    return all(map(_is_literal, [*call.args, *(keyword.value for keyword in call.keywords)]))


def _given(name: str, said: str) -> Iterator[tuple[str, int]]:
    """Calls of the only function, where just the values are told: "for 2 and 3 it gives"."""
    for start in _FOR.finditer(said):
        given = _GIVEN.match(said, start.end())
        values = re.sub(r",?\s+and\s+", ", ", given["values"].strip()) if given else ""
        if given and _is_call(f"{name}({values})"):
            yield f"{name}({values})", given.end()


def _wanted(said: str, start: int, *, wishes_only: bool) -> str:
    """The literal that is said to come out, "" when there is none."""
    says = _SAYS.match(said, start)
    if says is None or (wishes_only and not says["wish"]):
        return ""
    value, end = _literal(said, says.end())
    ends = _ENDS.match(said, end) and (says["wish"] or not _CONTRAST.match(said, end))
    return value if value and ends else ""


def _literal(said: str, start: int) -> tuple[str, int]:
    """The Python literal that begins here, and where it ends."""
    closing = _OPENING.get(said[start : start + 1])
    if closing is None:
        number = _NUMBER.match(said, start)
        return (number[0], number.end()) if number else ("", start)
    for place in range(start + 1, len(said)):
        if said[place] == closing and _is_literal_text(said[start : place + 1]):
            return said[start : place + 1], place + 1
    return "", start


def _is_literal_text(text: str) -> bool:
    try:
        return _is_literal(ast.parse(text, mode="eval").body)
    except (SyntaxError, ValueError):
        return False


def _is_literal(node: ast.expr) -> bool:
    try:
        ast.literal_eval(node)
    except (ValueError, TypeError, SyntaxError):
        return False
    return True
