"""The results of every open document, at the lines where they belong. Positions are code points.

Follows edits by shifting; everything else (staleness, texts) is worked out when somebody asks. Knows nothing of
kernels, models or the wire.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, Literal
from urllib.parse import unquote, urlsplit

import attrs
from lsprotocol import types

from opencodeinterpreter.kernel.protocol import Execution, Isolation, Output
from opencodeinterpreter.lsp.results import frames, render
from opencodeinterpreter.lsp.results.images import INLINE_LIMIT_CHARS, TemporaryImages
from opencodeinterpreter.lsp.results.regions import Region, regions
from opencodeinterpreter.lsp.results.runs import Run, Spot
from opencodeinterpreter.text.cells import is_marker
from opencodeinterpreter.text.edits import Change, Span
from opencodeinterpreter.text.tracebacks import Failure, Frame

SOURCE = "opencodeinterpreter"
LinesOf = Callable[[str], "Sequence[str] | None"]
_KEPT_RUNS = 64


@attrs.frozen(kw_only=True)
class ShownRun:
    """A run as others need it: ``span`` is where its code lies now, ``line`` the failing document line if it failed."""

    run_id: str
    uri: str
    span: Span
    code: str
    trial: bool
    conversation: str | None
    execution: Execution | None
    stale: bool
    line: int | None = None

    @property
    def failure(self) -> Failure | None:
        """The exception that ended it."""
        return self.execution.error if self.execution else None


class ResultStore:
    """Takes what runs print and answers what an editor shows.

    ``lines_of`` gives the lines of an open document (without line ends), None for a closed one. ``folders`` are the
    workspace's: only frames in files below them are shown. ``inline_images`` is False for editors that draw none.
    """

    def __init__(self, lines_of: LinesOf, *, folders: Callable[[], Sequence[Path]] = tuple) -> None:
        self.on_change: Callable[[str], None] = lambda _uri: None
        self.results: Literal["all", "errors"] = "all"
        self.inline_images = True
        self._lines_of = lines_of
        self._folders = folders
        self._runs: dict[str, list[Run]] = {}
        self._by_id: dict[str, Run] = {}
        self._files = TemporaryImages()

    def begin(
        self, uri: str, *, run_id: str, span: Span, code: str, trial: bool = False, conversation: str | None = None
    ) -> None:
        """A run of ``code`` starts, the text from ``span``'s first line on; it replaces older results on its lines."""
        self._hide(uri, span)
        cells = regions(code, span.start_line, self._lines(uri))
        run = Run(run_id, uri, code, cells, trial=trial, conversation=conversation)
        self._by_id[run_id] = run
        self._runs.setdefault(uri, []).append(run)
        self._let_old_runs_go(uri)
        self.on_change(uri)

    def output(self, uri: str, run_id: str, output: Output) -> None:
        """The run printed or displayed something; unknown runs (closed, cleared) are passed over."""
        run = self._by_id.get(run_id)
        if run is not None and run.execution is None:
            run.add(output)
            self.on_change(uri)

    def finish(
        self, uri: str, run_id: str, execution: Execution, *, isolation: Isolation, grade: str | None = None
    ) -> None:
        """The run is over."""
        run = self._by_id.get(run_id)
        if run is not None:
            run.end(execution, isolation=isolation, grade=grade, region_of=self._region_of)
            run.forget_hidden()
            self.on_change(uri)

    def edited(self, uri: str, changes: Sequence[Change]) -> None:
        """The document changed; call this for every change, in order."""
        cells = [region for run in self._runs.get(uri, []) for region in run.regions]
        for change in changes:
            for region in cells:
                region.shift(change)

    def clear(self, uri: str, span: Span | None = None) -> None:
        """Show no results any more, in the whole document or on the lines of ``span``."""
        self._hide(uri, span)
        self.on_change(uri)

    def close(self, uri: str) -> None:
        """Forget a document."""
        for run in self._runs.pop(uri, []):
            del self._by_id[run.run_id]
        self.on_change(uri)

    def dispose(self) -> None:
        """Delete what was written for links to large figures."""
        self._files.close()

    def diagnostics(self, uri: str) -> list[types.Diagnostic]:
        """Every result of a document that is to be shown, from top to bottom."""
        lines = self._settled(uri)
        found = [self._failure_diagnostic(run, spot, lines) for run, spot in self._failures(uri, lines)]
        if self.results == "all":
            found += [self._output_diagnostic(*result, lines) for result in self._outputs(uri, lines)]
        return sorted(found, key=lambda diagnostic: diagnostic.range.start.line)

    def inlay_hints(self, uri: str, start_line: int, end_line: int) -> list[types.InlayHint]:
        """Short forms behind the lines from ``start_line`` up to and including ``end_line``."""
        lines = self._settled(uri)
        labels: dict[int, list[str]] = {}
        if self.results == "all":
            for run, spot, place, text in self._outputs(uri, lines):
                labels.setdefault(place, []).append(render.marks(run.about(spot)) + text)
        for place, text in self._states(uri, lines):
            labels.setdefault(place, [text])
        window = (place for place in sorted(labels) if start_line <= place <= end_line)
        return [_hint(place, lines[place], "  ".join(labels[place])) for place in window]

    def hover(self, uri: str, line: int) -> str | None:
        """All results of a line as markdown, None when it has none."""
        lines = self._settled(uri)
        texts = [self._failure_hover(run, spot) for run, spot in self._failures(uri, lines) if spot.place == line]
        if self.results == "all":
            texts += [
                self._output_hover(run, spot) for run, spot, place, _ in self._outputs(uri, lines) if place == line
            ]
        if not texts and 0 <= line < len(lines) and is_marker(lines[line]):
            texts = [text for place, text in self._states(uri, lines) if place == line]
        return "\n\n---\n\n".join(texts) or None

    def failure_at(self, uri: str, line: int) -> ShownRun | None:
        """The failed run whose failing line this is, else the one whose code holds the line."""
        failed = [(run, spot) for run, spot in self._failures(uri, self._settled(uri))]
        at_line = [pair for pair in failed if pair[1].place == line]
        around = [pair for pair in failed if pair[0].holds(line)]
        return next((self._shown(run, spot) for run, spot in reversed(around + at_line)), None)

    def failure_of(self, run_id: str) -> ShownRun | None:
        """The failed run of that id, as in the ``data`` of its diagnostic."""
        run = self._by_id.get(run_id)
        if run is None or run.failure is None:
            return None
        self._settled(run.uri)
        return self._shown(run, run.failure)

    def line_of(self, uri: str, frame: Frame) -> int | None:
        """The document's line where a frame of any run lies now; None when it lies elsewhere or its line is gone."""
        spot = self._spot_of(frame)
        return spot.place if spot and spot.run.uri == uri else None

    def _lines(self, uri: str) -> Sequence[str]:
        return self._lines_of(uri) or ()

    def _settled(self, uri: str) -> Sequence[str]:
        lines = self._lines(uri)
        for run in self._runs.get(uri, []):
            for region in run.regions:
                region.settle(lines)
        return lines

    def _hide(self, uri: str, span: Span | None) -> None:
        for run in self._runs.get(uri, []):
            for region in run.regions:
                region.hide(span.start_line if span else 0, span.end_line if span else region.end)
            if run.execution is not None:
                run.forget_hidden()

    def _let_old_runs_go(self, uri: str) -> None:
        runs = self._runs[uri]
        for run in runs[:-_KEPT_RUNS]:
            runs.remove(run)
            del self._by_id[run.run_id]

    def _region_of(self, run_id: str, line: int) -> tuple[Run, Region] | None:
        run = self._by_id.get(run_id)
        return (run, run.region_of(line)) if run else None

    def _failures(self, uri: str, lines: Sequence[str]) -> Iterator[tuple[Run, Spot]]:
        for run in self._runs.get(uri, []):
            spot = run.shown_failure()
            if spot is not None and spot.stands_in(lines):
                yield run, spot

    def _outputs(self, uri: str, lines: Sequence[str]) -> Iterator[tuple[Run, Spot, int, str]]:
        """Each line with outputs: its run, spot, place in the document and short form."""
        for run in self._runs.get(uri, []):
            for spot, outputs in run.shown_outputs():
                if spot.line not in run.hints:
                    run.hints[spot.line] = render.short(outputs)
                if run.hints[spot.line] and spot.place is not None and spot.stands_in(lines):
                    yield run, spot, spot.place, run.hints[spot.line]

    def _states(self, uri: str, lines: Sequence[str]) -> Iterator[tuple[int, str]]:
        """What is said behind the first line of a run: that it runs, or how it went."""
        for run in self._runs.get(uri, []):
            spot = run.head()
            if spot.place is None or not spot.shown or not spot.stands_in(lines):
                continue
            if run.execution is None:
                yield spot.place, "running…"
            elif self.results == "all":
                yield spot.place, render.state(run.execution, run.about(spot))

    def _failure_diagnostic(self, run: Run, spot: Spot, lines: Sequence[str]) -> types.Diagnostic:
        place, execution = spot.place, run.execution
        assert place is not None
        assert execution is not None
        about = run.about(spot)
        code, message = render.ending(execution)
        return types.Diagnostic(
            range=frames.frame_range(spot.frame, place, lines[place], spot.text),
            message=render.marks(about) + message,
            severity=_severity(execution, about),
            code=code,
            source=SOURCE,
            related_information=self._related(execution.error),
            data=_data(run, "failure"),
        )

    def _output_diagnostic(self, run: Run, spot: Spot, place: int, text: str, lines: Sequence[str]) -> types.Diagnostic:
        about = run.about(spot)
        return types.Diagnostic(
            range=frames.end_of_line(place, lines[place]),
            message=render.marks(about) + text,
            severity=_severity(None, about),
            source=SOURCE,
            data=_data(run, "result"),
        )

    def _related(self, failure: Failure | None) -> list[types.DiagnosticRelatedInformation] | None:
        found = [self._location(frame) for frame in (failure.frames if failure else ())]
        related = [
            types.DiagnosticRelatedInformation(location, _described(frame))
            for frame, location in zip(failure.frames if failure else (), found, strict=True)
            if location is not None
        ]
        return related or None

    def _location(self, frame: Frame) -> types.Location | None:
        """Where a frame lies now: in a run, in a file of the workspace, or nowhere that is shown."""
        if frame.run_id is None:
            path = frames.workspace_file(frame, self._folders())
            return types.Location(path.as_uri(), frames.file_range(frame)) if path else None
        spot = self._spot_of(frame)
        if spot is None or spot.place is None:
            return None
        line = self._lines(spot.run.uri)[spot.place]
        return types.Location(spot.run.uri, frames.frame_range(frame, spot.place, line, spot.text))

    def _spot_of(self, frame: Frame) -> Spot | None:
        """The line of a document that a frame of a run belongs to, None when it is gone."""
        found = self._region_of(frame.run_id, frame.line - 1) if frame.run_id else None
        if found is None:
            return None
        spot = Spot(*found, frame.line - 1, frame)
        return spot if spot.stands_in(self._settled(spot.run.uri)) else None

    def _document_and_line(self, frame: Frame) -> tuple[str, int] | None:
        spot = self._spot_of(frame)
        if spot is None or spot.place is None:
            return None
        return unquote(urlsplit(spot.run.uri).path).rpartition("/")[2], spot.place + 1

    def _failure_hover(self, run: Run, spot: Spot) -> str:
        execution = run.execution
        assert execution is not None
        body = render.ending(execution)[1]
        if execution.error:
            traceback = frames.traceback_for_people(execution.error, self._document_and_line)
            body = render.failure_markdown(execution.error.name, traceback)
        return render.framed(body, run.about(spot))

    def _output_hover(self, run: Run, spot: Spot) -> str:
        room = INLINE_LIMIT_CHARS if self.inline_images else 0
        body = render.long(run.outputs[spot.line], files=self._files, image_room_chars=room)
        return render.framed(body, run.about(spot))

    def _shown(self, run: Run, spot: Spot | None) -> ShownRun:
        return ShownRun(
            run_id=run.run_id,
            uri=run.uri,
            span=Span(run.start_line, run.end_line),
            code=run.code,
            trial=run.trial,
            conversation=run.conversation,
            execution=run.execution,
            stale=not all(region.fresh for region in run.regions),
            line=spot.place if spot else None,
        )


def _described(frame: Frame) -> str:
    source = frame.source.strip()
    return f"in {frame.function}: {source}" if source else f"in {frame.function}"


def _severity(failed: Execution | None, about: render.Circumstances) -> types.DiagnosticSeverity:
    if about.stale:
        return types.DiagnosticSeverity.Hint
    if failed is None:
        return types.DiagnosticSeverity.Information
    stopped = failed.status == "interrupted"
    return types.DiagnosticSeverity.Warning if stopped else types.DiagnosticSeverity.Error


def _data(run: Run, kind: str) -> dict[str, Any]:
    return {"kind": kind, "runId": run.run_id, "conversation": run.conversation}


def _hint(place: int, line: str, label: str) -> types.InlayHint:
    return types.InlayHint(types.Position(place, len(line)), label, padding_left=True)
