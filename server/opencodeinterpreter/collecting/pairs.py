"""Single-turn pairs: a query and its answer, as rows hold them. Knows no method."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from opencodeinterpreter.data.rows import Row


def answer_of(row: Row) -> str | None:
    """The answer of a row that is one question and one answer; None for every other row."""
    if [message.role for message in row.messages] != ["user", "assistant"]:
        return None
    return row.messages[1].content


def group_id(rows: Sequence[Row]) -> str:
    """A stable name for rows that make one dialogue together."""
    return hashlib.sha256("\0".join(row.id for row in rows).encode()).hexdigest()[:16]
