"""Frames of tracebacks as places in documents and files of the workspace."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from lsprotocol import types

from opencodeinterpreter.text.lines import indent_of
from opencodeinterpreter.text.tracebacks import Failure, Frame, render

_LIBRARY_FOLDERS = {"site-packages", "dist-packages", ".venv", "venv", "__pypackages__", "node_modules"}


def workspace_file(frame: Frame, folders: Sequence[Path]) -> Path | None:
    """The file of a frame if it belongs to the workspace and is no installed library."""
    path = Path(frame.path)
    if frame.run_id is not None or not path.is_absolute():
        return None
    inside = next((path.relative_to(folder) for folder in folders if path.is_relative_to(folder)), None)
    if inside is None or _LIBRARY_FOLDERS & set(inside.parts) or not path.is_file():
        return None
    return path


def file_range(frame: Frame) -> types.Range:
    """The frame's columns in its file; without them the start of its line."""
    start = frame.column or 0
    end = frame.end_column if frame.end_column is not None and frame.end_column > start else start
    return types.Range(types.Position(frame.line - 1, start), types.Position(frame.line - 1, end))


def line_range(number: int, line: str) -> types.Range:
    """The text of a line without its indentation and the white space behind it."""
    start, end = len(indent_of(line)), len(line.rstrip())
    return types.Range(types.Position(number, min(start, end)), types.Position(number, end))


def frame_range(frame: Frame | None, number: int, line: str, code_line: str) -> types.Range:
    """The frame's columns on document line ``number``; the whole line once it isn't what was run any more."""
    whole = line_range(number, line)
    if frame is None or frame.column is None or line.strip() != code_line.strip():
        return whole
    moved = len(indent_of(line)) - len(indent_of(code_line))
    start = frame.column + moved
    end = whole.end.character if frame.end_column is None else frame.end_column + moved
    if not 0 <= start < end <= len(line):
        return whole
    return types.Range(types.Position(number, start), types.Position(number, end))


def end_of_line(number: int, line: str) -> types.Range:
    """The last character of a line's text, so that a result marks its line without underlining all of it."""
    end = len(line.rstrip())
    return types.Range(types.Position(number, max(0, end - 1)), types.Position(number, end))


def traceback_for_people(failure: Failure, locate: Callable[[Frame], tuple[str, int] | None]) -> str:
    """The traceback with the document and line where each frame of a run lies now, instead of the cell's own lines.

    ``locate`` gives a frame's document and 1-based line; None leaves the frame as it is.
    """
    text = failure.text or render(failure)
    end = len(text)
    for frame in reversed(failure.frames):
        said = f'File "{frame.path}", line {frame.line}'
        start = text.rfind(said, 0, end)
        located = locate(frame) if start >= 0 else None
        if located is not None:
            text = f'{text[:start]}File "{located[0]}", line {located[1]}{text[start + len(said) :]}'
        end = start if start >= 0 else end
    return text
