"""What a failure looks like: its frames, and its text as shown to people and models."""

from __future__ import annotations

import attrs

# The name under which tried code appears in the tracebacks that a model reads.
SHOWN_FILE = "main.py"


@attrs.frozen(kw_only=True)
class Frame:
    """One level of a traceback.

    ``line`` is 1-based. When ``run_id`` is set, the frame lies in code that a kernel ran under that id and ``line``
    counts from the first line of that code; otherwise ``path`` names a file. Columns are 0-based characters.
    """

    path: str
    line: int
    function: str = "<module>"
    run_id: str | None = None
    column: int | None = None
    end_column: int | None = None
    source: str = ""


@attrs.frozen(kw_only=True)
class Failure:
    """An exception that ended user code: ``frames`` outermost first, ``text`` the plain traceback, no ANSI codes."""

    name: str
    message: str
    frames: tuple[Frame, ...] = ()
    text: str = ""

    @property
    def headline(self) -> str:
        """The last line of a traceback: ``NameError: name 'x' is not defined``."""
        return f"{self.name}: {self.message}" if self.message else self.name


def render(failure: Failure) -> str:
    """The traceback in the interpreter's own form, short: frame lines, their source and the headline."""
    lines = ["Traceback (most recent call last):"]
    for frame in failure.frames:
        lines.append(f'  File "{frame.path}", line {frame.line}, in {frame.function}')
        if frame.source.strip():
            lines.append(f"    {frame.source.strip()}")
    return "\n".join([*lines, failure.headline])


def relative(failure: Failure, *, first_line: int, line_count: int, limit: int = 4) -> Failure:
    """The failure as a model reads it that wrote ``line_count`` lines from ``first_line`` (1-based) of what was run.

    Only frames inside those lines stay, counted from their first line and shown in ``SHOWN_FILE``; of more than
    ``limit`` the outermost and the innermost ones. Frames of other code that the kernel ran are told by their run id.
    """
    run_id = next((frame.run_id for frame in failure.frames if frame.run_id is not None), None)
    inside = [
        attrs.evolve(
            frame, path=SHOWN_FILE, line=frame.line - first_line + 1, run_id=None, column=None, end_column=None
        )
        for frame in failure.frames
        if frame.run_id == run_id is not None and first_line <= frame.line < first_line + line_count
    ]
    kept = inside if len(inside) <= limit else [inside[0], *inside[1 - limit :]]
    return attrs.evolve(failure, frames=tuple(kept), text="")
