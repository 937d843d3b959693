"""Fixes for code that does not parse. A proposal is only made when it parses."""

from __future__ import annotations

import builtins
import difflib
import keyword
import re
from collections.abc import Callable, Iterator

from opencodeinterpreter.text.indent import dedent
from opencodeinterpreter.text.lines import indent_of, is_blank, is_comment, split_lines
from opencodeinterpreter.text.syntax import parse_python

_CLOSERS = {"(": ")", "[": "]", "{": "}"}
_HEADER = re.compile(
    r"^\s*(?:async\s+)?(?:if|elif|else|for|while|def|class|with|try|except|finally|match|case)\b(?!.*:\s*(?:#.*)?$)"
)
_PRINT = re.compile(r"^(\s*)(print|exec)[ \t]+(?!=|\()(.+?)[ \t]*$")
_SINGLE_EQUALS = re.compile(r"(?<![=!<>:+\-*/%&|^])=(?!=)")
_QUOTES = {
    **dict.fromkeys((0x2018, 0x2019, 0x201A, 0x2032), "'"),
    **dict.fromkeys((0x201C, 0x201D, 0x201E, 0x2033), '"'),
    **dict.fromkeys((0x2013, 0x2014, 0x2212), "-"),
    0xA0: " ",
}
_OTHER_LANGUAGES = (
    (re.compile(r"\s*&&\s*"), " and "),
    (re.compile(r"\s*\|\|\s*"), " or "),
    (re.compile(r"\belse\s+if\b"), "elif"),
    (re.compile(r"\b(?:elsif|elseif)\b"), "elif"),
    (re.compile(r"(?<![=!<>])!(?!=)\s*"), "not "),
    (re.compile(r"\b(\w+)\+\+"), r"\1 += 1"),
    (re.compile(r"\b(\w+)--(?!\w)"), r"\1 -= 1"),
    (re.compile(r";\s*$"), ""),
    (re.compile(r"=([<>!])"), r"\1="),
    (re.compile(r"<>"), "!="),
)
_COUNTING = re.compile(r"\bfor ?\((?:\w+ )?(\w+) ?= ?(\w+); ?\1 ?< ?([^;]+?); ?(?:\1\+\+|\+\+\1|\1 ?\+= ?1)\) ?[:{]?")
_TYPES = r"(?:int|float|double|str|string|String|bool|boolean|char|long|list|dict)"
# One change to all of a line each.
_SLIPS = (
    (re.compile(r"\bfor (\w+(?:, *\w+)*) of\b"), r"for \1 in"),
    (re.compile(r"\bfor (\w+(?:, *\w+)*) (?!in\b)(?=\w)"), r"for \1 in "),
    (re.compile(r"(?<=\w)\[\]"), "()"),
    (re.compile(r"(\.\w+)\[(.*)\]"), r"\1(\2)"),
    (re.compile(r"::+(?=\s*$)"), ":"),
    (re.compile(r"\breturn \w+ = "), "return "),
    (re.compile(r"^(\s*)else (?=[^:]+:)"), r"\1elif "),
    (re.compile(r"(\blambda [^:]*:) return "), r"\1 "),
    (re.compile(r"\braise (\w+) (['\"].*['\"])(?=\s*$)"), r"raise \1(\2)"),
    (re.compile(r"\bis (not )?in\b"), r"\1in"),
    (re.compile(r" not (?=\d|['\"])"), " != "),
    (re.compile(r"([\w.]+) ?(==|!=|<=?|>=?) ?([^:]+?) (and|or) (?===|!=|<|>)"), r"\1 \2 \3 \4 \1 "),
    (re.compile(r" (?:then|do) ?:?(?=\s*$)"), ":"),
    (re.compile(r"^(\s*)(?:function|func|fn|define|sub) (?=\w+ ?\()"), r"\1def "),
    (re.compile(rf"(?<=[(,])( ?){_TYPES} (?=\w)"), r"\1"),
    (re.compile(rf"^(\s*)(?:{_TYPES}|var|let|const|auto) (?=\w+ ?=)"), r"\1"),
    (re.compile(r"^(\s*\w+) := "), r"\1 = "),
    (re.compile(r" \. (?=['\"\w])"), " + "),
    (_COUNTING, r"for \1 in range(\2, \3):"),
)
_PAIR_GAP = re.compile(r"(?<=['\"\w]) *[;=,]? *(?=['\"\w\[{(])")
_BLOCK_LINES = 12
# A text in quotes that hold the same quotes again, and how it is written then.
_QUOTED_INSIDE = (
    (re.compile(r"""'([^'"\n]*\w)'(\w[^'"\n]*)'"""), '"\\1\'\\2"'),
    (re.compile(r"""\"([^'"\n]*)"(\w[^'"\n]*)"([^'"\n]*)\""""), "'\\1\"\\2\"\\3'"),
)


def syntax_proposals(message: str, code: str, line: int | None) -> Iterator[str]:
    """Versions of ``code`` that parse, for the interpreter's ``message`` about the 0-based ``line``."""
    lines = split_lines(code)
    if line is None or not lines:
        return
    at = min(line, len(lines) - 1)
    for changed in _changes(message, lines, at):
        text = "".join(changed)
        if parse_python(text) is not None:
            yield text


def _changes(message: str, lines: list[str], at: int) -> Iterator[list[str]]:
    """Everything that might help, the message's own hint first; few enough to try each."""
    for hints, changes in _HINTED:
        if any(hint in message for hint in hints):
            yield from changes(message, lines, at)
    yield from _colon(lines, at)
    yield from _close_bracket("", lines, at)
    for pattern, replacement in _OTHER_LANGUAGES:
        yield _with(lines, at, pattern.sub(replacement, lines[at]))
    yield from _keywords(lines, at)
    for pattern, replacement in _SLIPS:
        yield _with(lines, at, pattern.sub(replacement, lines[at]))
    for equals in _SINGLE_EQUALS.finditer(lines[at]):
        yield _with(lines, at, f"{lines[at][: equals.start()]}=={lines[at][equals.end() :]}")


def _keywords(lines: list[str], at: int) -> Iterator[list[str]]:
    """Misspelt keywords: words that stand nowhere else and are nearly one."""
    words = re.findall(r"[A-Za-z]\w+", "".join(lines))
    for word in (match[0] for match in re.finditer(r"[A-Za-z]\w+", lines[at])):
        if words.count(word) == 1 and not keyword.iskeyword(word) and not hasattr(builtins, word):
            for meant in difflib.get_close_matches(word, keyword.kwlist, n=2, cutoff=0.6):
                yield _with(lines, at, re.sub(rf"\b{word}\b", meant, lines[at]))


def _with(lines: list[str], at: int, text: str) -> list[str]:
    end = "" if text.endswith("\n") or not lines[at].endswith("\n") else "\n"
    return [*lines[:at], text + end, *lines[at + 1 :]]


def _split_comment(text: str) -> tuple[str, str]:
    """The line's code and its trailing comment; a ``#`` in a string that isn't closed on the line is taken for one."""
    quote = ""
    for index, char in enumerate(text):
        if quote:
            quote = "" if char == quote else quote
        elif char in "'\"":
            quote = char
        elif char == "#":
            code = text[:index].rstrip()
            return code, text[len(code) :].rstrip("\r\n")
    return text.rstrip(), ""


def _colon(lines: list[str], at: int) -> Iterator[list[str]]:
    """The interpreter may name the line after the header."""
    for number in (at, at - 1):
        if number >= 0 and _HEADER.match(lines[number].rstrip()):
            code, comment = _split_comment(lines[number])
            yield _with(lines, number, f"{code}:{comment}")
            yield _with(lines, number, re.sub(r"[;,.{]\s*$", "", code) + f":{comment}")


def _close_bracket(_message: str, lines: list[str], at: int) -> Iterator[list[str]]:
    """The missing brackets at the end of the line that opened them, or of a line below."""
    for number in range(at, min(at + _BLOCK_LINES, len(lines))):
        code, comment = _split_comment(lines[number])
        missing = _unclosed("".join(lines[at : number + 1]))
        if not missing:
            return
        trailing = code[len(code.rstrip(":,")) :]
        core = code[: len(code) - len(trailing)]
        yield _with(lines, number, f"{code}{missing}{comment}")
        if trailing:
            yield _with(lines, number, f"{core}{missing}{trailing}{comment}")
        for place in (match.start() for match in re.finditer(r"[\])}]", code)):
            yield _with(lines, number, f"{code[:place]}{missing}{code[place:]}{comment}")


def _unclosed(text: str) -> str:
    """The closing brackets that a text lacks, innermost first."""
    stack: list[str] = []
    quote = ""
    for char in re.sub(r"\\.|#[^'\"\n]*$", "", text, flags=re.MULTILINE):
        if quote:
            quote = "" if char == quote else quote
        elif char in "'\"":
            quote = char
        elif char in _CLOSERS:
            stack.append(_CLOSERS[char])
        elif stack and char == stack[-1]:
            stack.pop()
    return "".join(reversed(stack))


def _close_quote(_message: str, lines: list[str], at: int) -> Iterator[list[str]]:
    code = lines[at].rstrip()
    colons = [match.end() for match in re.finditer(r"\w(?=:)", code)] if "{" in code else []
    for quote in ("'", '"'):
        if code.count(quote) % 2 == 0:
            continue
        tail = re.search(r"[\])}:,]*$", code)
        place = tail.start() if tail else len(code)
        for end in dict.fromkeys((*colons, place, place + 1, len(code))):
            yield _with(lines, at, f"{code[:end]}{quote}{code[end:]}")


def _other_quotes(_message: str, lines: list[str], at: int) -> Iterator[list[str]]:
    """The other quotes around a text that has its own inside: ``'It's'``, ``"He said "hi""``."""
    for inside, around in _QUOTED_INSIDE:
        yield _with(lines, at, inside.sub(around, lines[at]))


def _quotes_in_format(_message: str, lines: list[str], at: int) -> Iterator[list[str]]:
    """``f"{d["name"]}"``, which Python takes from 3.12 on: the other quotes inside the braces."""
    for outer, inner in (('"', "'"), ("'", '"')):
        if f"f{outer}" in lines[at]:
            parts = re.split(r"(\{[^{}]*\})", lines[at])
            yield _with(lines, at, "".join(part.replace(outer, inner) if part[:1] == "{" else part for part in parts))


def _brackets(message: str, lines: list[str], at: int) -> Iterator[list[str]]:
    """A closing bracket too many, or the wrong kind."""
    match = re.search(r"'([\])}])'(?: does not match opening parenthesis '([(\[{])')?", message)
    if match is None:
        return
    for place in reversed([m.start() for m in re.finditer(re.escape(match[1]), lines[at])]):
        wanted = _CLOSERS[match[2]] if match[2] else ""
        yield _with(lines, at, lines[at][:place] + wanted + lines[at][place + 1 :])


def _open_bracket(message: str, lines: list[str], at: int) -> Iterator[list[str]]:
    """The parenthesis that a closing one lacks: behind a known function, before a text, between two words."""
    if "unmatched ')'" not in message:
        return
    line, known = lines[at], {*dir(builtins), *re.findall(r"(?<=def )\w+", "".join(lines))}
    for word in re.finditer(r"\w+", line):
        for name in sorted((name for name in known if word[0].startswith(name) and word[0] != name), key=len)[-1:]:
            end = word.start() + len(name)
            yield _with(lines, at, f"{line[:end]}({line[end:]}")
    for gap in re.finditer(r"(?<=\w) (?=[\w'\"\[{(])|(?<=\w)(?=['\"\[)])", line):
        yield _with(lines, at, f"{line[: gap.start()]}({line[gap.end() :]}")


def _colon_in_pair(_message: str, lines: list[str], at: int) -> Iterator[list[str]]:
    """The colon between a key and its value, where there is a gap, or another sign."""
    for gap in _PAIR_GAP.finditer(lines[at]):
        before = "".join(lines[max(0, at - _BLOCK_LINES) : at]) + lines[at][: gap.start()]
        if _unclosed(before).startswith("}"):
            yield _with(lines, at, f"{lines[at][: gap.start()]}: {lines[at][gap.end() :]}")


def _indentation(message: str, lines: list[str], at: int) -> Iterator[list[str]]:
    if "expected an indented block" in message:
        for last in range(at + 1, min(at + _BLOCK_LINES, len(lines)) + 1):
            yield [
                *lines[:at],
                *(f"    {text}" if not is_blank(text) else text for text in lines[at:last]),
                *lines[last:],
            ]
        yield [*lines[:at], f"{indent_of(lines[at])}    pass\n", *lines[at:]]
        yield [*(text if text.endswith("\n") else f"{text}\n" for text in lines), f"{indent_of(lines[at])}    pass\n"]
        return
    above = [text for text in lines[:at] if not is_blank(text) and not is_comment(text)]
    for indent in dict.fromkeys(indent_of(text) for text in reversed(above)):
        yield _with(lines, at, indent + lines[at].lstrip())
    if not above:
        yield _with(lines, at, dedent(lines[at], indent_of(lines[at])))


def _spaces(text: str, width: int) -> str:
    indent = indent_of(text)
    return indent.replace("\t", " " * width) + text[len(indent) :]


def _commas(_message: str, lines: list[str], at: int) -> Iterator[list[str]]:
    """A comma between two values that stand side by side, on the line or at the end of one nearby."""
    for number in (at, at - 1):
        if number < 0:
            continue
        for gap in re.finditer(r"(?<=[\w\])}'\"])\s+(?=[\w(\[{'\"])", lines[number].rstrip()):
            yield _with(lines, number, lines[number][: gap.start()] + "," + lines[number][gap.start() :])
        code, comment = _split_comment(lines[number])
        yield _with(lines, number, f"{code},{comment}")


def _tabs(_message: str, lines: list[str], _at: int) -> Iterator[list[str]]:
    yield from ([_spaces(text, width) for text in lines] for width in (4, 8))


def _characters(_message: str, lines: list[str], at: int) -> Iterator[list[str]]:
    yield _with(lines, at, lines[at].translate(_QUOTES))


def _statements(_message: str, lines: list[str], _at: int) -> Iterator[list[str]]:
    yield [_PRINT.sub(r"\1\2(\3)", text.rstrip("\r\n")) + "\n" for text in lines]


def _comparison(_message: str, lines: list[str], at: int) -> Iterator[list[str]]:
    compared = _with(lines, at, _SINGLE_EQUALS.sub("==", lines[at]))
    yield compared
    yield from _colon(compared, at)


_HINTED: tuple[tuple[tuple[str, ...], Callable[[str, list[str], int], Iterator[list[str]]]], ...] = (
    (("was never closed", "unexpected EOF"), _close_bracket),
    (("f-string", "comma", "invalid syntax"), _quotes_in_format),
    (("unterminated", "EOL while scanning", "comma", "invalid syntax"), _other_quotes),
    (("unterminated", "EOL while scanning"), _close_quote),
    (("unmatched",), _open_bracket),
    (("unmatched", "does not match"), _brackets),
    (("inconsistent use of tabs",), _tabs),
    (("indent",), _indentation),
    (("invalid character", "non-printable"), _characters),
    (("print", "exec"), _statements),
    (("dictionary key", "comma", "invalid syntax", "=="), _colon_in_pair),
    (("==",), _comparison),
    (("comma", "invalid syntax"), _commas),
)
