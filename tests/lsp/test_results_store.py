"""Where results stand, how they follow edits, and when they go."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from lsprotocol.types import Diagnostic, DiagnosticSeverity

from opencodeinterpreter.kernel.protocol import Execution, Output, Status
from opencodeinterpreter.lsp.results.store import ResultStore, ShownRun
from opencodeinterpreter.text.edits import Change, Span, apply
from opencodeinterpreter.text.tracebacks import Failure, Frame

URI = "file:///project/a.py"


class Editor:
    """Documents and a store that is told of every change, as the server tells it."""

    def __init__(self, text: str, *, folders: tuple[Path, ...] = ()) -> None:
        self.texts = {URI: text}
        self.changed: list[str] = []
        self.store = ResultStore(self.lines, folders=lambda: folders)
        self.store.on_change = self.changed.append

    def lines(self, uri: str) -> list[str] | None:
        return self.texts[uri].split("\n") if uri in self.texts else None

    def edit(self, *change: int | str, uri: str = URI) -> None:
        edit = Change(*change)  # type: ignore[arg-type]
        self.texts[uri] = apply([edit], self.texts[uri])
        self.store.edited(uri, [edit])

    def run(
        self, run_id: str, start: int, end: int, *outputs: Output, failure: Failure | None = None, uri: str = URI,
        status: Status | None = None, trial: bool = False, grade: str | None = None, code: str | None = None,
    ) -> None:  # fmt: skip
        code = "\n".join((self.lines(uri) or [])[start:end]) if code is None else code
        self.store.begin(uri, run_id=run_id, span=Span(start, end), code=code, trial=trial, conversation="c1")
        ended = status or ("error" if failure else "ok")
        execution = Execution(code=code, status=ended, outputs=outputs, error=failure, duration_s=0.012)
        self.store.finish(uri, run_id, execution, isolation="fork" if trial else "live", grade=grade)

    def shown(self, uri: str = URI) -> list[tuple[int, str]]:
        return [(d.range.start.line, d.message) for d in self.store.diagnostics(uri)]

    def hints(self, uri: str = URI) -> list[tuple[int, str]]:
        return [(h.position.line, str(h.label)) for h in self.store.inlay_hints(uri, 0, 10_000)]


def value(text: str, line: int) -> Output:
    return Output(kind="value", data={"text/plain": text}, line=line)


def printed(text: str, line: int | None) -> Output:
    return Output(kind="stdout", data={"text/plain": text}, line=line)


def failure(*frames: tuple[str | None, int], name: str = "ValueError", column: int | None = None) -> Failure:
    made = [Frame(path=f"/run/{run}", line=line, run_id=run, column=column, source="boom()") for run, line in frames]
    return Failure(name=name, message="no", frames=tuple(made), text=f"Traceback…\n{name}: no")


def only(diagnostics: list[Diagnostic]) -> Diagnostic:
    assert len(diagnostics) == 1
    return diagnostics[0]


def test_results_stand_at_the_end_of_their_statement() -> None:
    editor = Editor("# %%\nx = 1\nprint(x)\nx + 41\n")
    editor.run("r1", 0, 4, printed("1", 3), printed("\n", 3), value("42", 4))
    assert editor.shown() == [(2, "1"), (3, "→ 42")]
    assert {d.severity for d in editor.store.diagnostics(URI)} == {DiagnosticSeverity.Information}
    assert {d.source for d in editor.store.diagnostics(URI)} == {"opencodeinterpreter"}
    assert editor.hints() == [(0, "✓ 12 ms"), (2, "1"), (3, "→ 42")]
    assert editor.store.inlay_hints(URI, 3, 3)[0].position.character == len("x + 41")
    assert editor.store.hover(URI, 3) == "```python\n42\n```\n\n_12 ms_"
    assert editor.store.hover(URI, 1) is None


def test_outputs_of_one_line_are_merged_and_unknown_lines_mean_the_last() -> None:
    editor = Editor("f()\n\n")
    editor.run("r1", 0, 2, printed("a", 1), printed("b\n", None), value("7", 1))
    assert editor.shown() == [(0, "ab · → 7")]


def test_error_stands_on_the_innermost_line_of_this_document() -> None:
    editor = Editor("def f(a):\n    return a / 0\nf(1)\n")
    editor.run("r1", 0, 3, failure=failure(("r1", 3), ("r1", 2), (None, 9), name="ZeroDivisionError", column=11))
    error = only(editor.store.diagnostics(URI))
    assert (error.severity, error.code, error.message) == (
        DiagnosticSeverity.Error,
        "ZeroDivisionError",
        "ZeroDivisionError: no",
    )
    assert (error.range.start.line, error.range.start.character, error.range.end.character) == (1, 11, 16)
    assert error.data == {"kind": "failure", "runId": "r1", "conversation": "c1"}
    related = error.related_information or []
    assert [(r.location.uri, r.location.range.start.line) for r in related] == [(URI, 2), (URI, 1)]
    assert "Traceback" in (editor.store.hover(URI, 1) or "")


def test_error_without_columns_marks_the_text_of_the_line() -> None:
    editor = Editor("if 1:\n    boom()  \n")
    editor.run("r1", 0, 2, failure=failure(("r1", 2)))
    range_ = only(editor.store.diagnostics(URI)).range
    assert (range_.start.character, range_.end.character) == (4, 10)


def test_columns_of_a_dedented_selection_are_moved() -> None:
    editor = Editor("if 1:\n    x = boom()\n")
    editor.run("r1", 1, 2, failure=failure(("r1", 1), column=4), code="x = boom()")
    assert only(editor.store.diagnostics(URI)).range.start.character == 8


def test_frames_lead_to_other_cells_documents_and_files_of_the_workspace(tmp_path: Path) -> None:
    module, library = tmp_path / "helper.py", tmp_path / ".venv" / "lib.py"
    library.parent.mkdir()
    for file in (module, library):
        file.write_text("def g():\n    boom()\n")
    editor = Editor("def f():\n    g()\n# %%\nf()\n", folders=(tmp_path,))
    other = "file:///project/b.py"
    editor.texts[other] = "\n\ndef h():\n    boom()\n"
    editor.run("other", 2, 4, uri=other)
    editor.run("r1", 0, 2)
    frames = (
        Frame(path="x", line=2, run_id="r2"),
        Frame(path="x", line=2, run_id="r1", function="f", source="g()"),
        Frame(path=str(module), line=2, function="g", column=4, end_column=10),
        Frame(path=str(library), line=2),
        Frame(path="/usr/lib/python3/json/__init__.py", line=9),
        Frame(path="x", line=2, run_id="other", function="h"),
        Frame(path="x", line=2, run_id="long gone"),
    )
    editor.run("r2", 2, 4, failure=Failure(name="E", message="", frames=frames))
    error = only([d for d in editor.store.diagnostics(URI) if d.severity == DiagnosticSeverity.Error])
    assert error.range.start.line == 1
    related = [(r.location.uri, r.location.range.start.line, r.message) for r in error.related_information or []]
    assert related == [(URI, 3, "in <module>"), (URI, 1, "in f: g()"), (module.as_uri(), 1, "in g"), (other, 3, "in h")]
    editor.run("r3", 2, 4)
    assert editor.shown() == []


@pytest.mark.parametrize(
    ("status", "code", "severity"),
    [
        ("timeout", "timeout", DiagnosticSeverity.Error),
        ("died", "died", DiagnosticSeverity.Error),
        ("interrupted", "interrupted", DiagnosticSeverity.Warning),
    ],
)
def test_runs_that_were_stopped_say_so_on_their_first_line_of_code(
    status: Status, code: str, severity: DiagnosticSeverity
) -> None:
    editor = Editor("# %%\nwhile True: pass\n")
    editor.run("r1", 0, 2, status=status)
    ended = only(editor.store.diagnostics(URI))
    assert (ended.range.start.line, ended.code, ended.severity) == (1, code, severity)
    assert editor.store.hover(URI, 1)


# Each row: one change (start line and character, end line and character, text) of a document whose lines
# 2 and 3 ("a", "b") were run, and where their results are then.
@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ((0, 0, 0, 0, "new\n"), [(3, "→ 1"), (4, "→ 2")]),
        ((0, 0, 1, 0, ""), [(1, "→ 1"), (2, "→ 2")]),
        ((2, 0, 2, 0, "new\n"), [(3, "→ 1"), (4, "→ 2")]),
        ((4, 0, 4, 0, "new\n"), [(2, "→ 1"), (3, "→ 2")]),
        ((3, 0, 3, 0, "new\n"), [(2, "[stale] → 1"), (4, "[stale] → 2")]),
        ((2, 3, 2, 3, "\nnew"), [(2, "[stale] → 1"), (4, "[stale] → 2")]),
        ((2, 0, 2, 0, "z"), [(2, "[stale] → 1"), (3, "[stale] → 2")]),
        ((1, 1, 2, 1, "y\n"), [(3, "[stale] → 2")]),
        ((2, 1, 2, 1, "z"), [(2, "[stale] → 1"), (3, "[stale] → 2")]),
        ((2, 0, 3, 0, ""), [(2, "[stale] → 2")]),
        ((3, 0, 4, 0, ""), [(2, "[stale] → 1")]),
        ((1, 2, 3, 0, ""), [(1, "[stale] → 2")]),
        ((2, 3, 3, 0, ""), [(2, "[stale] → 1  [stale] → 2")]),
        ((2, 0, 2, 3, ""), [(3, "[stale] → 2")]),
        ((1, 0, 5, 0, ""), []),
        ((0, 0, 5, 0, "other\nlines\n"), []),
        ((2, 0, 4, 0, "x\ny\n"), []),
        ((1, 0, 2, 0, "x\ny\nz\n"), [(4, "→ 1"), (5, "→ 2")]),
    ],
)
def test_results_follow_edits(change: tuple[int, int, int, int, str], expected: list[tuple[int, str]]) -> None:
    text = "l0\nl1\naaa\nbbb\nl4\nl5\n"
    editor = Editor(text)
    editor.run("r1", 2, 4, value("1", 1), value("2", 2))
    editor.edit(*change)
    assert [hint for hint in editor.hints() if "→" in hint[1]] == expected
    fixed = Change(0, 0, len(editor.texts[URI].split("\n")), 0, text)
    editor.texts[URI] = text
    editor.store.edited(URI, [fixed])
    assert editor.shown() == [(2, "→ 1"), (3, "→ 2")]


def test_stale_results_are_told_apart_and_undoing_makes_them_fresh() -> None:
    editor = Editor("x = 1\nx\n")
    editor.run("r1", 0, 2, value("1", 2))
    editor.edit(0, 5, 0, 5, "2")
    assert only(editor.store.diagnostics(URI)).severity == DiagnosticSeverity.Hint
    assert editor.hints()[0] == (0, "✓ stale")
    assert "Stale" in (editor.store.hover(URI, 1) or "")
    editor.edit(0, 5, 0, 6, "")
    assert editor.shown() == [(1, "→ 1")]


def test_white_space_behind_code_changes_nothing() -> None:
    editor = Editor("x = 1\nx\n")
    editor.run("r1", 0, 2, value("1", 2))
    editor.edit(1, 1, 1, 1, "  ")
    editor.edit(2, 0, 2, 0, "\n\n")
    assert editor.shown() == [(1, "→ 1")]


def test_cells_of_one_run_go_stale_on_their_own() -> None:
    editor = Editor("# %%\n1\n# %%\n2\n")
    editor.run("r1", 0, 4, value("1", 2), value("2", 4))
    editor.edit(3, 1, 3, 1, "2")
    assert editor.shown() == [(1, "→ 1"), (3, "[stale] → 2")]


def test_lines_above_the_first_marker_are_no_part_of_its_cell() -> None:
    editor = Editor("# %%\n1\n")
    editor.run("r1", 0, 2, value("1", 2))
    editor.edit(0, 0, 0, 0, "import os\n")
    assert editor.shown() == [(2, "→ 1")]


def test_lines_above_unmarked_code_are_part_of_it() -> None:
    editor = Editor("1\n")
    editor.run("r1", 0, 1, value("1", 1))
    editor.edit(0, 0, 0, 0, "import os\n")
    assert editor.shown() == [(1, "[stale] → 1")]


def test_part_of_a_line_is_fresh_until_its_line_changes() -> None:
    editor = Editor("y = 6 * 7\n")
    editor.run("r1", 0, 1, value("42", 1), code="6 * 7")
    editor.edit(0, 0, 0, 0, "")
    assert editor.shown() == [(0, "→ 42")]
    editor.edit(0, 9, 0, 9, "0")
    assert editor.shown() == [(0, "[stale] → 42")]


def test_newer_run_takes_its_lines_over() -> None:
    editor = Editor("1\n2\n3\n")
    editor.run("r1", 0, 3, value("1", 1), value("2", 2), value("3", 3))
    editor.run("r2", 1, 2, value("two", 1))
    assert editor.shown() == [(0, "→ 1"), (1, "→ two"), (2, "→ 3")]


def test_output_streams_in_while_the_code_runs_and_is_edited() -> None:
    editor = Editor("for n in (1, 2):\n    print(n)\n")
    editor.store.begin(URI, run_id="r1", span=Span(0, 2), code=editor.texts[URI])
    assert editor.hints() == [(0, "running…")]
    editor.store.output(URI, "r1", printed("1\n", 2))
    assert editor.hints() == [(0, "running…"), (1, "1")]
    editor.edit(0, 0, 0, 0, "import os\n")
    editor.store.output(URI, "r1", printed("2\n", 2))
    editor.store.output(URI, "unknown", printed("lost", 1))
    assert editor.hints() == [(1, "running…"), (2, "[stale] 1 …")]
    assert "1\n2" in (editor.store.hover(URI, 2) or "")
    assert editor.changed == [URI] * 3


def test_a_trials_results_are_marked() -> None:
    editor = Editor("1\n")
    editor.run("r1", 0, 1, value("1", 1), trial=True, grade="output")
    assert editor.shown() == [(0, "[tried in a sandbox] → 1")]
    hover = editor.store.hover(URI, 0) or ""
    assert "sandboxed copy of the kernel" in hover
    assert "grade: output" in hover


def test_only_errors_where_the_setting_says_so() -> None:
    editor = Editor("1\nboom()\n")
    editor.store.results = "errors"
    editor.run("r1", 0, 2, value("1", 1), failure=failure(("r1", 2)))
    assert editor.shown() == [(1, "ValueError: no")]
    assert editor.hints() == []
    assert editor.store.hover(URI, 0) is None


def test_failures_are_found_at_their_line_in_their_cell_and_by_id() -> None:
    editor = Editor("# %%\nok = 1\nboom()\n# %%\nok\n")
    editor.run("r1", 0, 3, failure=failure(("r1", 3)))
    editor.run("r2", 3, 5)
    editor.edit(0, 0, 0, 0, "\n")

    def seen(found: ShownRun | None) -> tuple[str, int | None, Span] | None:
        return (found.run_id, found.line, found.span) if found else None

    expected = ("r1", 3, Span(1, 4))
    assert [seen(editor.store.failure_at(URI, line)) for line in (3, 1, 5)] == [expected, expected, None]
    assert seen(editor.store.failure_of("r1")) == expected
    assert editor.store.failure_of("r2") is None
    assert editor.store.line_of(URI, Frame(path="x", line=3, run_id="r1")) == 3
    assert editor.store.line_of("file:///other.py", Frame(path="x", line=3, run_id="r1")) is None


def test_clearing_and_closing_take_results_away() -> None:
    editor = Editor("1\n2\n")
    editor.run("r1", 0, 2, value("1", 1), value("2", 2))
    editor.store.clear(URI, Span(0, 1))
    assert editor.shown() == [(1, "→ 2")]
    editor.store.clear(URI)
    assert (editor.shown(), editor.hints()) == ([], [])
    editor.run("r2", 0, 1, value("1", 1))
    editor.store.close(URI)
    editor.store.finish(URI, "r2", Execution(code="", status="ok"), isolation="live")
    assert (editor.shown(), editor.hints(), editor.store.hover(URI, 0)) == ([], [], None)


def test_a_run_may_end_beyond_the_document() -> None:
    editor = Editor("1")
    editor.run("r1", 0, 9, value("1", 1), value("2", 8), code="1")
    assert editor.shown() == [(0, "→ 1 · → 2")]


def test_text_that_was_joined_and_parted_again_takes_its_result_along() -> None:
    editor = Editor("# %%\naa\n# %%\nbb\ncc\n")
    editor.run("r1", 2, 5, value("b", 2), value("c", 3))
    editor.edit(1, 1, 3, 0, "")
    editor.edit(1, 1, 1, 1, "a\nnew\n")
    assert editor.lines(URI) == ["# %%", "aa", "new", "bb", "cc", ""]
    assert editor.shown() == [(3, "[stale] → b"), (4, "[stale] → c")]


@pytest.mark.parametrize("seed", range(20))
def test_no_result_is_ever_shown_at_a_wrong_line(seed: int) -> None:
    """Random edits: what isn't stale stands at the line that made it; what is stale never at another's line."""
    chance = random.Random(seed)
    editor = Editor("".join(f"v{n}\n" if n % 4 else f"# %% {n}\n" for n in range(20)))
    for start in range(0, 20, 4):
        editor.run(f"r{start}", start, start + 4, *(value(f"v{start + n}", n + 1) for n in range(1, 4)))
    for step in range(30):
        count = len(editor.lines(URI) or [])
        first = chance.randrange(count)
        last = min(count - 1, first + chance.choice([0, 0, 1, 2]))
        text = "".join(f"new{step}_{n}\n" for n in range(chance.choice([0, 1, 2])))
        editor.edit(first, 0, last, 0, text)
        for line, message in editor.shown():
            assert (editor.lines(URI) or [])[line] == message.removeprefix("[stale] ").removeprefix("→ ")
