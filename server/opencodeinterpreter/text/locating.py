"""Finds the lines of a document in a failure's frames, so that it can be mended where it is written."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import PurePath

import attrs

from opencodeinterpreter.text.tracebacks import SHOWN_FILE, Failure, Frame

# The run id of frames whose lines count from the first line of the document.
DOCUMENT = "document"


def in_document(failure: Failure, line_of: Callable[[Frame], int | None]) -> Failure:
    """The failure with each frame for which ``line_of`` knows a 0-based document line moved there, the rest outside."""
    frames = [_moved(frame, line_of(frame)) for frame in failure.frames]
    return attrs.evolve(failure, frames=tuple(frames))


def document_lines(failure: Failure) -> list[int]:
    """The 0-based document lines of a failure that ``in_document`` has placed, outermost first."""
    return [frame.line - 1 for frame in failure.frames if frame.run_id == DOCUMENT]


def locate_pasted(failure: Failure, text: str, path: str) -> Failure:
    """Places the frames of a pasted traceback: by file name and line, by the text of the line where that disagrees."""
    lines = [line.strip() for line in text.splitlines()]

    def line_of(frame: Frame) -> int | None:
        if not _could_be(frame.path, path):
            return None
        source = frame.source.strip()
        places = [number for number, line in enumerate(lines) if source and line == source]
        if places:
            return min(places, key=lambda number: abs(number - (frame.line - 1)))
        return frame.line - 1 if not source and frame.line <= len(lines) else None

    return in_document(failure, line_of)


def _moved(frame: Frame, line: int | None) -> Frame:
    if line is None:
        return attrs.evolve(frame, run_id=None)
    return attrs.evolve(frame, run_id=DOCUMENT, line=line + 1)


def _could_be(shown: str, path: str) -> bool:
    """Whether a frame's file may be this document: the same name, or a cell, or a made-up name."""
    name = PurePath(shown.replace("\\", "/")).name
    return (
        name in {PurePath(path.replace("\\", "/")).name, SHOWN_FILE}
        or "In[" in shown
        or "In [" in shown
        or shown[:1] == "<"
    )
