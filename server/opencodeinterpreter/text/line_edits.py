"""Line edits: the short answer form in which a small model changes code without writing all of it again.

The code is shown with numbered lines (``3|    return x``). A reply names only what changes, one operation a line, all
numbers counting the lines of the code as shown::

    3|    return y       line 3 becomes this text
    +3|    y = x + 1     a new line goes in before line 3 (one past the last line appends)
    -3|                  line 3 goes

Several insertions before one line keep their order.
"""

from __future__ import annotations

import difflib
import re

import attrs

_OPERATION = re.compile(r"^([+-]?)(\d+)\|(.*)$")


@attrs.frozen
class LineEdit:
    """One operation on the 1-based ``line``; ``kind`` is "=" (replace), "+" (insert before it) or "-" (delete)."""

    kind: str
    line: int
    text: str = ""


def number_lines(code: str) -> str:
    """The code with each line behind its number and a bar."""
    return "\n".join(f"{number}|{line}" for number, line in enumerate(code.splitlines(), start=1))


def parse(reply: str) -> list[LineEdit]:
    """The operations in a reply; lines of any other form are passed over."""
    matches = (_OPERATION.match(line) for line in reply.splitlines())
    return [LineEdit(m[1] or "=", int(m[2]), m[3] if m[1] != "-" else "") for m in matches if m]


def apply(edits: list[LineEdit], code: str) -> str | None:
    """The changed code, or None when there is nothing to apply or an operation names a line that isn't there."""
    lines = code.splitlines()
    limits = {"+": len(lines) + 1}
    if not edits or any(not 1 <= edit.line <= limits.get(edit.kind, len(lines)) for edit in edits):
        return None
    inserted: dict[int, list[str]] = {}
    replaced = {edit.line: edit.text for edit in edits if edit.kind == "="}
    deleted = {edit.line for edit in edits if edit.kind == "-"}
    for edit in edits:
        if edit.kind == "+":
            inserted.setdefault(edit.line, []).append(edit.text)
    result: list[str] = []
    for number, line in enumerate(lines, start=1):
        result += inserted.get(number, [])
        if number not in deleted:
            result.append(replaced.get(number, line))
    result += inserted.get(len(lines) + 1, [])
    return "\n".join(result) + ("\n" if code.endswith("\n") else "")


def between(old: str, new: str) -> str:
    """The reply that turns ``old`` into ``new``: the inverse of ``apply(parse(reply), old)``."""
    before, after = old.splitlines(), new.splitlines()
    reply: list[str] = []
    for tag, i1, i2, j1, j2 in difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        paired = min(i2 - i1, j2 - j1)
        reply += [f"{i1 + k + 1}|{after[j1 + k]}" for k in range(paired)]
        reply += [f"-{i + 1}|" for i in range(i1 + paired, i2)]
        reply += [f"+{i2 + 1}|{line}" for line in after[j1 + paired : j2]]
    return "\n".join(reply)
