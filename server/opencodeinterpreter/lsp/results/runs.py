"""One run of code, its outputs by line, and where its failure is shown. Knows nothing of LSP."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import attrs

from opencodeinterpreter.kernel.protocol import Execution, Isolation, Output
from opencodeinterpreter.lsp.results.regions import Region
from opencodeinterpreter.lsp.results.render import Circumstances
from opencodeinterpreter.text.tracebacks import Frame

RegionOf = Callable[[str, int], "tuple[Run, Region] | None"]


@attrs.frozen
class Spot:
    """A line of a run: ``line`` is 0-based and counts from the run's first line; ``frame`` if a traceback led here."""

    run: Run
    region: Region
    line: int
    frame: Frame | None = None

    @property
    def place(self) -> int | None:
        """The document line now, None when it was deleted."""
        position = self.region.position_of(self.line)
        return position[0] if position else None

    def stands_in(self, lines: Sequence[str]) -> bool:
        """Whether the document still has text there; a line that was emptied has lost what its results belonged to."""
        position = self.region.position_of(self.line)
        return position is not None and position[0] < len(lines) and bool(lines[position[0]][position[1] :].strip())

    @property
    def text(self) -> str:
        """The line as it was run, "" for one past the end."""
        index = self.line - self.region.offset
        return self.region.code[index] if index < len(self.region.code) else ""

    @property
    def shown(self) -> bool:
        """Whether results may stand here: no newer run has taken the line over, and nobody cleared it."""
        return self.place is not None and self.region.shows(self.line)


@attrs.define(eq=False)
class Run:
    """A run and what is known of it so far; ``execution`` is None while it runs."""

    run_id: str
    uri: str
    code: str
    regions: list[Region]
    trial: bool = False
    conversation: str | None = None
    outputs: dict[int, list[Output]] = attrs.Factory(dict[int, list[Output]])
    execution: Execution | None = None
    isolation: Isolation = "live"
    grade: str | None = None
    failure: Spot | None = None
    hints: dict[int, str] = attrs.Factory(dict[int, str])

    def add(self, output: Output) -> None:
        """Keep an output at its line, or at the last line when it isn't known."""
        last = self._last_line()
        line = last if output.line is None else min(output.line - 1, last)
        self.outputs.setdefault(line, []).append(output)
        self.hints.pop(line, None)

    def end(self, execution: Execution, *, isolation: Isolation, grade: str | None, region_of: RegionOf) -> None:
        """Take what the run left behind; its outputs replace those that streamed in."""
        self.outputs.clear()
        self.hints.clear()
        for output in execution.outputs:
            self.add(output)
        self.execution, self.isolation, self.grade = execution, isolation, grade
        self.failure = None if execution.status in {"ok", "refused"} else self._failing_spot(execution, region_of)

    def _failing_spot(self, execution: Execution, region_of: RegionOf) -> Spot:
        """The innermost frame that lies in this document; without one the first line of the run."""
        for frame in reversed(execution.error.frames if execution.error else ()):
            found = region_of(frame.run_id, frame.line - 1) if frame.run_id else None
            if found and found[0].uri == self.uri:
                return Spot(*found, frame.line - 1, frame)
        return self.spot(self._first_line())

    def _first_line(self) -> int:
        lines = self.code.split("\n")
        holding = (n for n, line in enumerate(lines) if line.strip() and not line.lstrip().startswith("#"))
        return next(holding, 0)

    def head(self) -> Spot:
        """The first line with any text: the marker of a cell, where it has one."""
        return self.spot(next((n for n, line in enumerate(self.code.split("\n")) if line.strip()), 0))

    def _last_line(self) -> int:
        return max(0, len(self.code.rstrip().split("\n")) - 1)

    def region_of(self, line: int) -> Region:
        """The cell that holds the run's 0-based ``line``; the last one for a line past the end."""
        return next((region for region in reversed(self.regions) if region.offset <= line), self.regions[0])

    def spot(self, line: int) -> Spot:
        """The run's 0-based ``line``, or its last one for a line past the end."""
        return Spot(self, self.region_of(line), min(line, self._last_line()))

    def shown_outputs(self) -> Iterator[tuple[Spot, list[Output]]]:
        """The outputs that are to be shown, by line."""
        for line, outputs in self.outputs.items():
            spot = self.spot(line)
            if spot.shown:
                yield spot, outputs

    def shown_failure(self) -> Spot | None:
        """The failing line, unless it or the line that led there was taken over by a newer run."""
        spot = self.failure
        if spot is None or not spot.shown or not self._caller_shows():
            return None
        return spot

    def _caller_shows(self) -> bool:
        frames = self.execution.error.frames if self.execution and self.execution.error else ()
        own = next((frame.line - 1 for frame in frames if frame.run_id == self.run_id), self._first_line())
        return self.region_of(own).shows(own)

    def forget_hidden(self) -> None:
        """Let go of outputs that will never be shown again."""
        for line in [line for line in self.outputs if not self.region_of(line).shows(line)]:
            del self.outputs[line]

    @property
    def start_line(self) -> int:
        """The first document line."""
        return min(region.start for region in self.regions)

    @property
    def end_line(self) -> int:
        """The document line after the last one."""
        return max(region.end for region in self.regions)

    def holds(self, line: int) -> bool:
        """Whether the document's ``line`` lies in a cell of this run whose results are shown."""
        return any(region.holds(line) and len(region.hidden) < len(region.code) for region in self.regions)

    def about(self, spot: Spot) -> Circumstances:
        """What is to be said beside the results at ``spot``."""
        execution = self.execution
        return Circumstances(
            trial=self.trial,
            isolation=self.isolation,
            grade=self.grade,
            duration_s=execution.duration_s if execution else None,
            truncated=execution.truncated if execution else False,
            stale=not (spot.region.fresh and (spot.frame is None or self._is_fresh())),
        )

    def _is_fresh(self) -> bool:
        return all(region.fresh for region in self.regions)
