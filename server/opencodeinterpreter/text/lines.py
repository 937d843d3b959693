"""Lines as editors and Python count them: ``str.splitlines`` also splits at form feeds and the like."""

from __future__ import annotations

import re
from collections.abc import Sequence

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+\Z")
_BLANK_OR_COMMENT = re.compile(r"^\s*(#.*)?$")


def split_lines(text: str) -> list[str]:
    """The lines with their ends; ``"".join`` of them is the text again."""
    return _LINE.findall(text)


def indent_of(line: str) -> str:
    """The white space that a line starts with."""
    return line[: len(line) - len(line.lstrip(" \t"))]


def is_blank(line: str) -> bool:
    """Whether there is nothing but white space."""
    return not line.strip()


def is_comment(line: str) -> bool:
    """Whether a line holds a comment and nothing else."""
    return line.lstrip().startswith("#")


def holds_code(lines: list[str]) -> bool:
    """Whether any line holds more than a comment."""
    return not all(_BLANK_OR_COMMENT.match(line.rstrip("\r\n")) for line in lines)


def with_line(lines: Sequence[str], place: int, text: str) -> str:
    """All lines as one text, the one at this place (from 0) replaced."""
    return "".join([*lines[:place], text, *lines[place + 1 :]])
