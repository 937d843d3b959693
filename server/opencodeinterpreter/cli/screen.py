"""Shows in a terminal what the loop does and what came of it. Results go to stdout, progress to stderr."""

from __future__ import annotations

import base64
import difflib
import json
import sys
from collections.abc import AsyncGenerator, Generator
from contextlib import aclosing, contextmanager
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.status import Status
from rich.syntax import Syntax
from rich.text import Text
from typing_extensions import assert_never

from opencodeinterpreter.kernel.protocol import Execution
from opencodeinterpreter.loop.conversation import Conversation
from opencodeinterpreter.loop.events import (
    CandidateFound,
    Event,
    Finished,
    Notice,
    RoundStarted,
    Token,
    TrialOutput,
    Tried,
)

GRADE_TEXT = {
    "unverified": "not run",
    "failed": "fails",
    "ran": "runs",
    "output": "runs and prints",
    "asserts": "passes its own checks",
    "downstream": "the code below still runs",
}
ISOLATION_TEXT = {
    "fork": "in a sandboxed copy of the kernel",
    "fresh": "in a fresh sandboxed kernel",
    "live": "in the live kernel",
    "none": "nowhere",
}
_THEME = "ansi_dark"


class Screen:
    """One command's terminal. With ``json_only`` nothing but the final object is printed on stdout."""

    def __init__(self, *, json_only: bool = False) -> None:
        self.json_only = json_only
        self.out = Console(highlight=False, soft_wrap=True)
        self.err = Console(stderr=True, highlight=False, soft_wrap=True)
        self._status: Status | None = None
        self._characters = 0

    def say(self, text: str) -> None:
        """Something for the person, on stderr."""
        self.err.print(escape(text), style="dim")

    def fail(self, text: str) -> None:
        """Why it did not work."""
        self.err.print(escape(text), style="red")

    def working(self, text: str) -> None:
        """What is being done now."""
        if self._status is not None:
            self._status.update(escape(text))

    async def ask(self, question: str) -> bool:
        """Ask at the terminal; where nobody can be asked the answer is no, with a hint."""
        if not sys.stdin.isatty():
            self.say("Nobody can be asked here, so the code was not run. --trial auto uses a sandbox if it can.")
            return False
        if self._status is not None:
            self._status.stop()
        self.err.print(escape(question))
        answer = self.err.input("Run it? [y/N] ")
        if self._status is not None:
            self._status.start()
        return answer.strip().lower() in ("y", "yes")

    @contextmanager
    def progress(self, text: str) -> Generator[None, None, None]:
        """Say what is being done for as long as it takes."""
        self._status = self.err.status(escape(text))
        try:
            with self._status:
                yield
        finally:
            self._status = None

    async def follow(self, events: AsyncGenerator[Event, None]) -> Finished:
        """Show events as they come; returns the last."""
        finished: Finished | None = None
        with self.progress("Starting"):
            async with aclosing(events) as stream:
                async for event in stream:
                    if isinstance(event, Finished):
                        finished = event
                    self._show(event)
        assert finished is not None
        return finished

    def _show(self, event: Event) -> None:
        match event:
            case RoundStarted(number=0):
                self.working("Looking for an instant fix")
            case RoundStarted(number=number, limit=limit, which_answer=which):
                self._characters = 0
                self.working(f"Round {number} of {limit}{f', {which}' if which else ''}: waiting for the model")
            case Token(text=text):
                self._characters += len(text)
                self.working(f"The model writes ({self._characters} characters)")
            case CandidateFound():
                self.working("Trying the code")
            case Tried(grade=grade, isolation=isolation):
                self.working(f"Tried {ISOLATION_TEXT[isolation]}: {GRADE_TEXT[grade]}")
            case Notice(text=text):
                self.say(text)
            case TrialOutput() | Finished():
                pass
            case _:
                assert_never(event)

    def code(self, code: str) -> None:
        """Python, in colour."""
        self.out.print(Syntax(code.rstrip("\n"), "python", theme=_THEME, background_color="default"))

    def difference(self, old: str, new: str, path: str) -> None:
        """A unified diff, in colour; on a pipe it can be applied with ``patch``."""
        shown = path.lstrip("/")
        lines = difflib.unified_diff(
            old.splitlines(keepends=True), new.splitlines(keepends=True), fromfile=f"a/{shown}", tofile=f"b/{shown}"
        )
        text = "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)
        self.out.print(Syntax(text.rstrip("\n"), "diff", theme=_THEME, background_color="default"))

    def execution(self, execution: Execution, figures: Path | None = None) -> None:
        """What code printed, showed and how it failed."""
        for output in execution.outputs:
            if output.text.strip() and "image/png" not in output.data:
                style = "red" if output.kind == "stderr" else ""
                self.out.print(Text(output.text.rstrip("\n"), style=style))
        pictures = [output.data["image/png"] for output in execution.outputs if "image/png" in output.data]
        if pictures and figures is None:
            self.say(f"{len(pictures)} figure(s); --figures FOLDER saves them.")
        elif figures is not None:
            for path in save_figures(pictures, figures):
                self.out.print(escape(f"Figure: {path}"))
        if execution.error is not None:
            self.out.print(Text(execution.error.text or execution.error.headline, style="red"))

    def offer(self, finished: Finished, *, figures: Path | None, duration_s: float) -> None:
        """The code, what it did when it was tried, and what that is worth."""
        if finished.code:
            self.code(finished.code)
        if finished.execution and finished.execution.status != "refused":
            self.execution(finished.execution, figures)
        self.verdict(finished, duration_s)

    def verdict(self, finished: Finished, duration_s: float) -> None:
        """One line: what it is worth, where it was tried, who wrote it and how long that took."""
        mark, style = ("✓", "green") if finished.status == "ok" else ("✗", "red")
        author = f"{finished.model}, {finished.rounds} round(s)" if finished.rounds else "instant fix, no model asked"
        parts = [GRADE_TEXT[finished.grade], f"tried {ISOLATION_TEXT[finished.isolation]}", author]
        if finished.code is not None:
            self.err.print(f"[{style}]{mark}[/] {escape(' · '.join(parts))} · {duration_s:.1f} s")
        if finished.reason:
            self.fail(finished.reason)

    def result(self, content: dict[str, Any]) -> None:
        """The one JSON object of ``--json``."""
        sys.stdout.write(json.dumps(content, ensure_ascii=False) + "\n")
        sys.stdout.flush()


def save_figures(pictures: list[str], folder: Path) -> list[Path]:
    """Write base64 PNG images as ``figure-1.png`` and so on."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = [folder / f"figure-{number}.png" for number in range(1, len(pictures) + 1)]
    for path, picture in zip(paths, pictures, strict=True):
        path.write_bytes(base64.b64decode(picture))
    return paths


def as_json(conversation: Conversation, finished: Finished) -> dict[str, Any]:
    """The result of a request, named as in the language server's commands."""
    printed = "".join(output.text for output in finished.execution.outputs) if finished.execution else ""
    return {
        "status": finished.status,
        "id": conversation.id,
        "rounds": finished.rounds,
        "grade": finished.grade,
        "isolation": finished.isolation,
        "error": finished.reason or None,
        "text": printed,
        "code": finished.code,
        "model": finished.model,
    }


def failure_json(text: str) -> dict[str, Any]:
    """The result of a request that did not get as far as a conversation."""
    return {
        "status": "failed",
        "id": None,
        "rounds": 0,
        "grade": "unverified",
        "isolation": "none",
        "error": text,
        "text": "",
        "code": None,
        "model": "",
    }
