"""Wishes that people write as comments into generated code: ``# refine: return 0 for an empty list``."""

from __future__ import annotations

import re

from opencodeinterpreter.lsp.documents import Document
from opencodeinterpreter.text.edits import Span

# What people most often want next; an editor that can only run code actions has no other way to say a thing.
READY = ("make it shorter", "add type hints", "add a docstring", "handle empty input", "make it faster")
_COMMENT = re.compile(r"^\s*#\s*refine\s*:\s*(?P<wish>.+)$", re.IGNORECASE)
_REACH_LINES = 3


def wishes(document: Document, span: Span) -> list[tuple[int, str]]:
    """The comments that say a wish, in the code of ``span`` or just below it: line and wish."""
    found: list[tuple[int, str]] = []
    for line in range(span.start_line, min(span.end_line + _REACH_LINES, len(document.lines))):
        match = _COMMENT.match(document.lines[line])
        if match:
            found.append((line, match["wish"].strip()))
    return found


def wish_lines(document: Document, span: Span, wish: str) -> set[int]:
    """The lines of the comments that say exactly this."""
    return {line for line, said in wishes(document, span) if said == wish.strip()}
