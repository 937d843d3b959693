"""What was written for each document: its conversations, where their code lies now, what could not be inserted yet.

Code is followed through edits for as long as the document is open; conversations and offers outlive a closed document.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import attrs

from opencodeinterpreter.errors import RequestError
from opencodeinterpreter.lsp.documents import Document
from opencodeinterpreter.lsp.wishes import wishes
from opencodeinterpreter.text.edits import Change, Span, shift

if TYPE_CHECKING:
    from opencodeinterpreter.loop.conversation import Conversation

_KEPT_CONVERSATIONS = 50


@attrs.define(eq=False)
class Written:
    """A conversation and its code: ``span`` is where it lies, None when it isn't in the document.

    ``base`` is the document for which ``code`` was written in place of ``region``; ``offered`` says that the code
    waits to be inserted.
    """

    conversation: Conversation
    base: Document
    region: Span
    code: str = ""
    span: Span | None = None
    offered: bool = False
    fixed_run: str | None = None


class Session:
    """One document's."""

    def __init__(self) -> None:
        self._written: dict[str, Written] = {}

    def add(self, written: Written) -> None:
        """Keep a conversation; very old ones go."""
        self._written.pop(written.conversation.id, None)
        self._written[written.conversation.id] = written
        for old in list(self._written)[:-_KEPT_CONVERSATIONS]:
            del self._written[old]

    def get(self, conversation_id: str) -> Written:
        """The conversation of that id. Raises RequestError when there is none."""
        written = self._written.get(conversation_id)
        if written is None:
            raise RequestError(f"There is no conversation {conversation_id!r} about this document.")
        return written

    def at(self, line: int, document: Document) -> Written | None:
        """The smallest code that holds the line, or that the wish on the line is about; of equal ones the newest."""
        around = (
            written for written in self.newest_first() if written.span and _is_about(written.span, line, document)
        )
        return min(around, key=_length, default=None)

    def newest_first(self) -> list[Written]:
        """Every conversation."""
        return list(self._written.values())[::-1]

    def offers(self) -> list[Written]:
        """What waits to be inserted, newest first."""
        return [written for written in self.newest_first() if written.offered]

    def edited(self, changes: Sequence[Change], document: Document) -> None:
        """Follow the code through edits; code that was deleted has no place, code that comes back has one again."""
        for written in self._written.values():
            for change in changes:
                moved = shift(written.span, change) if written.span else None
                written.span = moved[0] if moved else None
            if written.span is None:
                self.find(written, document)

    def find(self, written: Written, document: Document) -> None:
        """See whether the code stands in the document by now."""
        if written.span is None and written.code.strip():
            written.span = find_block(document, written.code, near=written.region.start_line)
            written.offered = written.offered and written.span is None

    def opened(self, document: Document) -> None:
        """The document is open (again): find the code that stands in it."""
        for written in self._written.values():
            self.find(written, document)

    def closed(self) -> None:
        """The document is no longer open."""
        for written in self._written.values():
            written.span = None


class Sessions:
    """By document."""

    def __init__(self) -> None:
        self._sessions: dict[str, Session] = {}

    def of(self, uri: str) -> Session:
        """The document's session."""
        return self._sessions.setdefault(uri, Session())


def _is_about(span: Span, line: int, document: Document) -> bool:
    return span.start_line <= line < span.end_line or line in {place for place, _ in wishes(document, span)}


def _length(written: Written) -> int:
    return written.span.end_line - written.span.start_line if written.span else 0


def find_block(document: Document, code: str, *, near: int) -> Span | None:
    """Where the code stands as whole lines, if it does; of several places the one nearest to line ``near``."""
    wanted = [line.rstrip() for line in code.strip("\n").split("\n")]
    lines = [line.rstrip() for line in document.lines]
    starts = [n for n, line in enumerate(lines) if line == wanted[0] and lines[n : n + len(wanted)] == wanted]
    start = min(starts, key=lambda n: abs(n - near), default=None)
    return None if start is None else Span(start, start + len(wanted))
