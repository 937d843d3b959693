"""Edits of a text: minimal ones between two versions, put onto a third, and spans of lines that move with them.

Lines and characters are 0-based; characters are code points.
"""

from __future__ import annotations

import difflib
from collections.abc import Sequence

import attrs

from opencodeinterpreter.text.lines import split_lines


@attrs.frozen
class Change:
    """The text between two positions of a document becomes ``text``."""

    start_line: int
    start_char: int
    end_line: int
    end_char: int
    text: str


@attrs.frozen
class Span:
    """Lines ``start_line`` to ``end_line``, end exclusive."""

    start_line: int
    end_line: int


def replace_lines(text: str, start_line: int, end_line: int, new: str) -> str:
    """The text with these lines (end exclusive) replaced by ``new``; line ends become the document's own."""
    lines = split_lines(text)
    above, below = "".join(lines[:start_line]), "".join(lines[end_line:])
    newline = "\r\n" if "\r\n" in text else "\n"
    if above and not above.endswith(("\n", "\r")) and new:
        above += newline
    body = "".join(line.rstrip("\r\n") + newline if line.endswith(("\n", "\r")) else line for line in split_lines(new))
    if body and below and not body.endswith("\n"):
        body += newline
    return above + body + below


def minimal(old: str, new: str) -> list[Change]:
    """The changes from ``old`` to ``new``, each as short as can be, in order and apart from each other."""
    before, after = split_lines(old), split_lines(new)
    changes: list[Change] = []
    for i1, i2, j1, j2 in _hunks(before, after):
        rows = [(i1 + k, i1 + k + 1, j1 + k, j1 + k + 1) for k in range(i2 - i1)]
        for a1, a2, b1, b2 in rows if i2 - i1 == j2 - j1 else [(i1, i2, j1, j2)]:
            changes.append(_shortest(before, a1, "".join(before[a1:a2]), "".join(after[b1:b2])))
    return changes


def apply(changes: Sequence[Change], text: str) -> str:
    """The text after the changes, whose positions all refer to it as it is now."""
    starts = _line_starts(text)
    for change in sorted(changes, key=lambda c: (c.start_line, c.start_char), reverse=True):
        start = _offset(starts, len(text), change.start_line, change.start_char)
        end = _offset(starts, len(text), change.end_line, change.end_char)
        text = text[:start] + change.text + text[end:]
    return text


def rebase(changes: Sequence[Change], old_text: str, new_text: str) -> list[Change] | None:
    """Changes made for ``old_text`` as changes of ``new_text``; None where both changed the same lines."""
    theirs = _hunks(split_lines(old_text), split_lines(new_text))
    moved: list[Change] = []
    for change in changes:
        start, end = _touched_lines(change)
        if any(_meet(start, end, hunk[0], hunk[1]) for hunk in theirs):
            return None
        delta = sum((j2 - j1) - (i2 - i1) for i1, i2, j1, j2 in theirs if i2 <= start)
        moved.append(attrs.evolve(change, start_line=change.start_line + delta, end_line=change.end_line + delta))
    return moved


def shift(span: Span, change: Change) -> tuple[Span, bool] | None:
    """Where the span lies after the change, and whether its own text was touched; None when the change removed it."""
    added = len(split_lines(change.text + "|")) - 1
    delta = added - (change.end_line - change.start_line)
    if change.start_line >= span.end_line:
        return span, False
    if change.end_line < span.start_line or _ends_just_above(span, change):
        return Span(span.start_line + delta, span.end_line + delta), False
    from_start = (change.start_line, change.start_char) <= (span.start_line, 0)
    if from_start and change.end_line >= span.end_line:
        return None
    start = change.start_line + added if change.start_line < span.start_line else span.start_line
    inside = (change.end_line, change.end_char) <= (span.end_line, 0)
    end = span.end_line + delta if inside else change.start_line + added + 1
    return Span(start, max(end, start + 1)), True


def _ends_just_above(span: Span, change: Change) -> bool:
    whole_lines = change.text.endswith(("\n", "\r")) or (not change.text and change.start_char == 0)
    return (change.end_line, change.end_char) == (span.start_line, 0) and whole_lines


def _hunks(before: list[str], after: list[str]) -> list[tuple[int, int, int, int]]:
    """Unequal runs of lines. Equal ends are cut off first: ``SequenceMatcher`` is slow on long texts."""
    head = 0
    while head < min(len(before), len(after)) and before[head] == after[head]:
        head += 1
    tail = 0
    while tail < min(len(before), len(after)) - head and before[-1 - tail] == after[-1 - tail]:
        tail += 1
    old, new = before[head : len(before) - tail], after[head : len(after) - tail]
    codes = difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    return [(head + i1, head + i2, head + j1, head + j2) for tag, i1, i2, j1, j2 in codes if tag != "equal"]


def _shortest(lines: list[str], line: int, old: str, new: str) -> Change:
    """The change of ``old``, which starts at ``line``, without the characters at both ends that stay."""
    head = 0
    while head < min(len(old), len(new)) and old[head] == new[head]:
        head += 1
    tail = 0
    while tail < min(len(old), len(new)) - head and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    start = _position(lines, line, old[:head])
    end = _position(lines, line, old[: len(old) - tail])
    return Change(*start, *end, new[head : len(new) - tail])


def _position(lines: list[str], line: int, passed: str) -> tuple[int, int]:
    """The place after ``passed``, counted from the start of ``line``; a text's end lies on its last line."""
    pieces = split_lines(passed)
    if pieces and not pieces[-1].endswith(("\n", "\r")):
        return line + len(pieces) - 1, len(pieces[-1])
    at = line + len(pieces)
    if at == len(lines) and lines and not lines[-1].endswith(("\n", "\r")):
        return at - 1, len(lines[-1])
    return at, 0


def _line_starts(text: str) -> list[int]:
    starts = [0]
    for line in split_lines(text):
        starts.append(starts[-1] + len(line))
    return starts


def _offset(starts: list[int], length: int, line: int, char: int) -> int:
    return min(starts[line] + char if line < len(starts) else length, length)


def _touched_lines(change: Change) -> tuple[int, int]:
    if change.end_char == 0 and (change.end_line > change.start_line or change.start_char == 0):
        return change.start_line, change.end_line
    return change.start_line, change.end_line + 1


def _meet(start: int, end: int, other_start: int, other_end: int) -> bool:
    """Whether two runs of lines overlap; an insertion meets what it lies within, and another at the same place."""
    if start == end and other_start == other_end:
        return start == other_start
    return start < other_end and other_start < end
