"""Cuts long texts to a budget, keeping both ends: the start says what it is, the end how it went."""

from __future__ import annotations

_MARK = "[... {count} {unit} left out ...]"


def cut(text: str, limit_chars: int) -> str:
    """At most about ``limit_chars``: whole lines from both ends, a mark that says how much is missing between them."""
    if len(text) <= limit_chars:
        return text
    lines = text.splitlines()
    head = _fitting(lines, limit_chars * 2 // 5)
    tail = _fitting(lines[head:][::-1], limit_chars * 3 // 5)
    if head and tail:
        mark = _MARK.format(count=len(lines) - head - tail, unit="lines")
        return "\n".join([*lines[:head], mark, *lines[len(lines) - tail :]])
    return _cut_characters(text, limit_chars)


def _fitting(lines: list[str], room: int) -> int:
    """How many of the lines fit into the room."""
    for count, line in enumerate(lines):
        room -= len(line) + 1
        if room < 0:
            return count
    return len(lines)


def _cut_characters(text: str, limit_chars: int) -> str:
    head, tail = limit_chars * 2 // 5, limit_chars * 3 // 5
    mark = _MARK.format(count=len(text) - head - tail, unit="characters")
    return f"{text[:head]}{mark}{text[len(text) - tail :]}"
