"""The steps of the demonstration: each does something in the editor, shows it, and checks what it claims."""

from __future__ import annotations

import re
import time
from collections.abc import Awaitable
from pathlib import Path
from typing import Any, TypeVar

import attrs
from lsprotocol import types

from demo.checks import Checks
from demo.editor import Editor, span
from demo.screen import Screen
from opencodeinterpreter.text.edits import Change

T = TypeVar("T")
ERROR = types.DiagnosticSeverity.Error
_LIMIT_DIFF_LINES = 2
_ANSWERED = re.compile(r"^\*\*(.+?),? answered", re.MULTILINE)


@attrs.frozen
class Stage:
    """What every step works with: an editor on a workspace, a screen, and its checks."""

    editor: Editor
    screen: Screen
    checks: Checks
    workspace: Path

    def open(self, name: str, title: str) -> str:
        """Begin a step by opening a file."""
        self.screen.step(title, name)
        return self.editor.open(self.workspace / name)

    async def do(self, what: str, work: Awaitable[T]) -> T:
        """Do something, show how long it took and what the progress bar said meanwhile."""
        begun = time.perf_counter()
        with self.screen.busy(what) as tell_progress:
            self.editor.on_progress = tell_progress
            result = await work
        self.screen.did(what, time.perf_counter() - begun)
        self.screen.progress(self.editor.progress)
        return result

    async def show(self, uri: str, lines: tuple[int, int] | None = None) -> list[types.Diagnostic]:
        """Draw a document with its results; returns its diagnostics."""
        diagnostics = await self.editor.settled(uri)
        hints = await self.editor.inlay_hints(uri)
        self.screen.source(self.editor.texts[uri], hints=hints, diagnostics=diagnostics, lines=lines)
        return diagnostics

    def line_of(self, uri: str, text: str) -> int:
        """The 0-based line that holds a text."""
        return next(n for n, line in enumerate(self.editor.texts[uri].split("\n")) if text in line)


def messages(diagnostics: list[types.Diagnostic]) -> dict[int, str]:
    """What stands at each line."""
    return {diagnostic.range.start.line: diagnostic.message for diagnostic in diagnostics}


def errors(diagnostics: list[types.Diagnostic]) -> list[types.Diagnostic]:
    """The failures among the diagnostics."""
    return [diagnostic for diagnostic in diagnostics if diagnostic.severity == ERROR]


async def run_cells(stage: Stage) -> None:
    """Run a file with cells: a table, printed text, a value and a figure appear at their lines."""
    uri = stage.open("coffee.py", "Run a file with cells")
    result = await stage.do("run the file", stage.editor.command("run", uri=uri))
    shown = messages(await stage.show(uri))
    printed, value, figure = (stage.line_of(uri, text) for text in ('print("earned', "earned / len", "plt.show"))
    table = stage.editor.texts[uri].split("\n").index("week")
    stage.checks.equal(result["status"], "ok", "status")
    stage.checks.that("DataFrame 5×2" in shown.get(table, ""), "the table stands at its line", shown)  # noqa: RUF001
    stage.checks.that("earned 497.5 euros" in shown.get(printed, ""), "printed text stands at its line", shown)
    stage.checks.that("99.5" in shown.get(value, ""), "the value stands at its line", shown)
    stage.checks.that("figure" in shown.get(figure, ""), "the figure stands at its line", shown)
    hover = await stage.editor.hover(uri, table)
    stage.screen.hover(hover, over=f"line {table + 1}")
    stage.checks.that("| 4 | Fri | 58 |" in hover, "the hover holds the table as markdown", hover)
    hover = await stage.editor.hover(uri, figure)
    stage.screen.hover(hover, over=f"line {figure + 1}")
    stage.checks.that("](data:image/png;base64," in hover, "the hover holds the figure", hover[:200])


async def results_follow_edits(stage: Stage) -> None:
    """Type above and inside a cell: results move along, and go stale with their own cell only."""
    uri = (stage.workspace / "coffee.py").as_uri()
    stage.screen.step("Edit: results move, and say when they are stale", "coffee.py")
    price = stage.line_of(uri, "PRICE =")
    stage.editor.type_in(uri, Change(price, 8, price, 11, "3.0"))
    stage.editor.type_in(uri, Change(0, 0, 0, 0, "# Prices in euros\n"))
    shown = messages(await stage.show(uri, (0, stage.line_of(uri, "earned / len") + 1)))
    value = stage.line_of(uri, "earned / len")
    stage.checks.that("stale" in shown.get(value, ""), "results of the changed cell are marked stale", shown)
    figure = shown.get(stage.line_of(uri, "plt.show"), "")
    stage.checks.that("figure" in figure and "stale" not in figure, "those of the cells below are not", shown)
    result = await stage.do("run the changed cell", stage.editor.command("run", uri=uri, range=span(value, value)))
    shown = messages(await stage.editor.settled(uri))
    stage.checks.equal(result["status"], "ok", "status")
    stage.checks.that("119.4" in shown.get(value, ""), "the value is fresh again: 119.4", shown)


async def generate_below_comment(stage: Stage, name: str, *, shows: str) -> None:
    """Write a comment, get code below it that was run before it was inserted; then run it for good."""
    uri = stage.open(name, "Generate and run: a comment")
    lines = stage.editor.texts[uri].split("\n")
    comment = max(n for n, line in enumerate(lines) if line.startswith("#"))
    await generate(stage, uri, comment)
    await stage.do("run the file with the new code", stage.editor.command("run", uri=uri))
    below = {line: text for line, text in messages(await stage.show(uri)).items() if line > comment}
    stage.checks.that(any(shows in text for text in below.values()), f"below the comment stands: {shows}", below)
    if "figure" in shows:
        stage.screen.hover(await stage.editor.hover(uri, max(below)), over=f"line {max(below) + 1}")


async def generate(stage: Stage, uri: str, line: int) -> dict[str, Any]:
    """Generate at a line and show edit, grade and where it was tried."""
    before = stage.editor.texts[uri]
    stage.screen.source(before, lines=(max(0, line - 3), line + 2))
    result = await stage.do(
        f"generate and run at line {line + 1}", stage.editor.command("generateAndRun", uri=uri, range=span(line, line))
    )
    stage.screen.diff(before, stage.editor.texts[uri])
    stage.checks.equal(result["status"], "ok", "status")
    await tell(stage, uri, result)
    stage.checks.that(stage.editor.texts[uri] != before, "code was inserted")
    if result["isolation"] != "live" and result["grade"] == "output":
        shown = messages(await stage.editor.settled(uri))
        tried = any("tried in a sandbox" in message for message in shown.values())
        stage.checks.that(tried, "the trial's result is shown, marked as such", shown)
    return result


async def tell(stage: Stage, uri: str, result: dict[str, Any]) -> None:
    """Grade, isolation, rounds, and which model answered."""
    transcript = (await stage.editor.command("showConversation", uri=uri, id=result["id"])).get("text", "")
    answered = _ANSWERED.findall(transcript)
    stage.screen.facts(
        grade=result["grade"],
        tried=result["isolation"],
        rounds=result["rounds"],
        model=answered[-1] if answered else "none was asked",
    )
    stage.checks.that(result["isolation"] in {"fork", "fresh", "live"}, "it was tried before it was offered", result)
    stage.checks.that(result["grade"] not in {"failed", "unverified"}, "its grade says that it ran", result)
    stage.checks.that(bool(answered) == bool(result["rounds"]), "the transcript names who answered", transcript)


async def generate_stub_and_refine(stage: Stage) -> None:
    """Complete a function from its docstring, then say what is missing in the same conversation."""
    uri = stage.open("grades.py", "Generate and run: a function with a docstring")
    result = await generate(stage, uri, stage.line_of(uri, "def average"))
    await run_and_expect(stage, uri, "2.0")

    stage.screen.step("Refine: “return 0 for an empty list”", "grades.py")
    before = stage.editor.texts[uri]
    refined = await stage.do(
        "refine: return 0 for an empty list",
        stage.editor.command("refine", uri=uri, id=result["id"], feedback="return 0 for an empty list"),
    )
    stage.screen.diff(before, stage.editor.texts[uri])
    stage.checks.equal(refined["status"], "ok", "status")
    stage.checks.that(refined["id"] == result["id"], "it is the same conversation", refined)
    await tell(stage, uri, refined)
    grades = stage.line_of(uri, "grades = ")
    stage.editor.type_in(uri, Change(grades, len("grades = ["), grades, len("grades = [2, 1, 3"), ""))
    await run_and_expect(stage, uri, "0")


async def run_and_expect(stage: Stage, uri: str, printed: str) -> None:
    """Run the whole file in the live kernel; its last line prints what was expected."""
    await stage.do("run the file", stage.editor.command("run", uri=uri))
    shown = messages(await stage.show(uri))
    stage.checks.equal(shown.get(stage.line_of(uri, "print(")), printed, "the last line prints")


async def fix(stage: Stage, name: str, *, error: str, prints: str, asks_model: bool) -> None:
    """Run a file that fails, take the quick fix, and see that it now prints what it should."""
    uri = stage.open(name, "Fix from traceback")
    await stage.do("run the file", stage.editor.command("run", uri=uri))
    failing = errors(await stage.show(uri))
    stage.checks.that([f.code for f in failing] == [error], f"one {error} is shown, at the failing line", failing)
    actions = await stage.editor.code_actions(uri, failing[0])
    fixes = [action for action in actions if action.kind == types.CodeActionKind.QuickFix]
    stage.screen.offers([action.title for action in fixes])
    stage.checks.that(fixes and fixes[0].command, "the editor offers a quick fix", [a.title for a in actions])
    before = stage.editor.texts[uri]
    assert fixes[0].command is not None
    result = await stage.do(fixes[0].title, stage.editor.execute(fixes[0].command))
    after = stage.editor.texts[uri]
    stage.screen.diff(before, after)
    stage.checks.equal(result["status"], "ok", "status")
    await tell(stage, uri, result)
    claim = "the model wrote it" if asks_model else "the interpreter's own hint was enough, no model was asked"
    stage.checks.that(bool(result["rounds"]) == asks_model, claim, result)
    changed = sum(old != new for old, new in zip(before.split("\n"), after.split("\n"), strict=False))
    stage.checks.that(changed <= _LIMIT_DIFF_LINES, "the edit is small", f"{changed} lines changed")
    await stage.do("run the file again", stage.editor.command("run", uri=uri))
    diagnostics = await stage.show(uri)
    stage.checks.that(not errors(diagnostics), "no error is left", errors(diagnostics))
    stage.checks.that(any(prints in d.message for d in diagnostics), f"it prints {prints}", messages(diagnostics))
