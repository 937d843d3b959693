"""Measures what matters to the person who types, each figure beside its baseline, both measured in the same run.

Shows a table, or with --json one object. Exit 1 when a limit is missed.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterator

from benchmarks import choosing, cold_start, generation, hover, round_trip, startup, trials
from benchmarks.figures import Figure

BENCHMARKS: dict[str, Callable[[str], Iterator[Figure]]] = {
    "start": lambda _model: startup.start(),
    "memory": lambda _model: startup.memory(),
    "run": lambda _model: round_trip.run(),
    "hover": hover.hover,
    "tokens": generation.tokens,
    "cold": cold_start.cold_start,
    "choosing": choosing.choosing,
    "trials": trials.trials,
}


def main() -> int:
    """Measure what was asked for and show it."""
    arguments = _arguments()
    figures: list[Figure] = []
    for name in arguments.only or BENCHMARKS:
        print(f"measuring: {name}", file=sys.stderr, flush=True)
        figures += BENCHMARKS[name](arguments.model)
    print(as_json(figures) if arguments.json else as_table(figures))
    return int(any(figure.verdict == "miss" for figure in figures))


def as_json(figures: list[Figure]) -> str:
    """All figures as one JSON array."""
    return json.dumps(
        [
            {
                "name": figure.name,
                "unit": figure.unit,
                "value": figure.value,
                "baseline": figure.baseline,
                "baseline_name": figure.baseline_name,
                "ratio": figure.ratio,
                "limit": str(figure.limit or ""),
                "verdict": figure.verdict,
            }
            for figure in figures
        ],
        ensure_ascii=False,
        indent=2,
    )


def as_table(figures: list[Figure]) -> str:
    """A table for people."""
    head = ("figure", "value", "baseline", "", "ratio", "limit", "")
    rows = [head, *map(_cells, figures)]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]
    return "\n".join([lines[0], "-" * max(map(len, lines)), *lines[1:]])


def _cells(figure: Figure) -> tuple[str, ...]:
    marks = {"pass": "✓", "miss": "✗ missed", "": ""}
    return (
        figure.name,
        f"{figure.value:.4g} {figure.unit}",
        "" if figure.baseline is None else f"{figure.baseline:.4g} {figure.unit}",
        figure.baseline_name,
        "" if figure.ratio is None else f"{figure.ratio:.2f}x",
        str(figure.limit or ""),
        marks[figure.verdict],
    )


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", action="append", choices=BENCHMARKS, help="measure this one (may be repeated)")
    parser.add_argument("--model", default="bundled", help="the setting model (default: bundled)")
    parser.add_argument("--json", action="store_true", help="JSON on stdout instead of a table")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
