"""Runs one method over rows: order, resuming, duplicates, benchmarks and the report. Knows no method and no engine.

The output is written when all units are finished, in the order of the units, so it is the same for the same rows,
options and seed, however many workers there were and however often the run was cut off. Until then everything lies in
the journal beside it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import aclosing
from pathlib import Path
from typing import Any, Protocol

import attrs

from opencodeinterpreter.collecting.decontamination import Benchmarks
from opencodeinterpreter.collecting.deduplication import DUPLICATE, Duplicates
from opencodeinterpreter.collecting.journal import Journal
from opencodeinterpreter.collecting.method import Rejected, Unit, options_of
from opencodeinterpreter.collecting.workers import Result, Work, Workers
from opencodeinterpreter.data.rows import Row, write_rows
from opencodeinterpreter.errors import CollectingError, DataError

CONTAMINATED = "overlaps with a benchmark"
_PATIENCE = 3


class Progress(Protocol):
    """Shows how far a run is."""

    def begin(self, units: int, finished: int) -> None:
        """There are so many units, of which an earlier run finished some."""
        ...

    def step(self, rows: int) -> None:
        """One more unit is finished, with so many rows."""
        ...


@attrs.define(kw_only=True)
class Report:
    """What a run brought. ``dropped`` counts reasons; ``failed`` are units that the next run tries again."""

    method: str
    out: Path
    read: int = 0
    units: int = 0
    resumed: int = 0
    written: int = 0
    outcomes: Counter[str] = attrs.field(factory=Counter[str])
    dropped: Counter[str] = attrs.field(factory=Counter[str])
    failed: Counter[str] = attrs.field(factory=Counter[str])

    def as_json(self) -> dict[str, Any]:
        """The report as ``--json`` prints it."""
        fields = attrs.asdict(self, recurse=False)
        counts = {"outcomes": self.outcomes, "dropped": self.dropped, "failed": self.failed}
        counted = {name: dict(counter.most_common()) for name, counter in counts.items()}
        return {"status": "failed" if self.failed else "ok", **fields, "out": str(self.out), **counted}


@attrs.frozen(kw_only=True)
class Run:
    """One run: what is done to which rows, and where its dialogues go.

    ``engine`` describes the models and limits, for a run that was cut off is only continued with the same ones.
    """

    work: Work
    rows: Sequence[Row]
    out: Path
    benchmarks: Benchmarks
    engine: Mapping[str, Any]

    async def collect(self, workers: Workers, progress: Progress) -> Report:
        """Do what is left to do and write the output. Raises OpenCodeInterpreterError; what is finished is kept."""
        report = Report(method=self.work.method.name, out=self.out, read=len(self.rows))
        units = list(self._planned(report))
        report.units = len(units)
        with Journal(journal_path(self.out), self._description()) as journal:
            left = [unit for unit in units if not journal.holds(unit)]
            report.resumed = len(units) - len(left)
            progress.begin(len(units), report.resumed)
            await self._work_off(left, workers, journal, progress, report)
            self._write(units, journal, report)
        return report

    def _planned(self, report: Report) -> Iterator[Unit]:
        """The units, each with an id of its own; rows that come to nothing are counted."""
        known: Counter[str] = Counter()
        for planned in self.work.method.units(list(self._fresh(report))):
            if isinstance(planned, Rejected):
                report.dropped[planned.reason] += 1
                continue
            known[planned.id] += 1
            count = known[planned.id]
            yield planned if count == 1 else attrs.evolve(planned, id=f"{planned.id}#{count}")

    def _fresh(self, report: Report) -> Iterator[Row]:
        duplicates = Duplicates()
        for row in self.rows:
            if not duplicates.is_new(row):
                report.dropped[DUPLICATE] += 1
            elif self.benchmarks.overlap(row):
                report.dropped[CONTAMINATED] += 1
            else:
                yield row

    async def _work_off(
        self, left: Sequence[Unit], workers: Workers, journal: Journal, progress: Progress, report: Report
    ) -> None:
        by_id = {unit.id: unit for unit in left}
        failures_in_a_row = 0
        async with aclosing(workers.results(left)) as results:
            async for result in results:
                if result.failed:
                    report.failed[result.failed] += 1
                    failures_in_a_row += 1
                    if failures_in_a_row >= min(_PATIENCE, len(left)):
                        raise self._stopped(result, journal, report)
                else:
                    journal.add(by_id[result.unit_id], rows=result.rows, dropped=result.dropped)
                    failures_in_a_row = 0
                progress.step(len(result.rows))

    def _stopped(self, result: Result, journal: Journal, report: Report) -> CollectingError:
        done = len(journal)
        kept = f" {done} of {report.units} units are finished; the same command goes on from there." if done else ""
        return CollectingError(f"{result.failed}{kept}")

    def _write(self, units: Sequence[Unit], journal: Journal, report: Report) -> None:
        try:
            report.written = write_rows(self.out, self._finished_rows(units, journal, report))
        except OSError as error:
            raise DataError(f"{self.out} can't be written: {error.strerror or error}.") from error

    def _finished_rows(self, units: Sequence[Unit], journal: Journal, report: Report) -> Iterator[Row]:
        duplicates = Duplicates()
        for unit in units:
            if not journal.holds(unit):
                continue
            rows, dropped = journal.rows(unit)
            if dropped:
                report.dropped[dropped] += 1
            for row in rows:
                if not duplicates.is_new(row):
                    report.dropped[DUPLICATE] += 1
                elif self.benchmarks.overlap(row):
                    report.dropped[CONTAMINATED] += 1
                else:
                    report.outcomes[row.outcome] += 1
                    yield row

    def _description(self) -> dict[str, Any]:
        method = self.work.method
        return {"method": method.name, "options": options_of(method), "seed": self.work.seed, "engine": self.engine}


def journal_path(out: Path) -> Path:
    """Where a run remembers what it has finished."""
    return _beside(out, "journal")


def rejects_path(out: Path) -> Path:
    """Where bad lines of the input go."""
    return _beside(out, "rejects")


def _beside(out: Path, what: str) -> Path:
    return out.with_name(f"{out.name.removesuffix('.gz').removesuffix('.jsonl')}.{what}.jsonl")
