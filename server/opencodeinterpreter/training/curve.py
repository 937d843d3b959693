"""Draws the learning curve: loss, held-out loss and pass rate over the tokens. Knows nothing of models."""

# matplotlib is typed only in part.
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

Log = Sequence[Mapping[str, Any]]


def draw(log: Log, path: Path, *, title: str) -> None:
    """Write a PNG of what a training logged."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    figure = Figure(figsize=(8, 4.5), layout="constrained")
    FigureCanvasAgg(figure)
    losses = figure.add_subplot()
    losses.set(xlabel="tokens", ylabel="loss per learned token", title=title, yscale="log")
    for name, label in (("loss", "training loss"), ("eval_loss", "held-out loss")):
        _line(losses, log, name, label)
    if points(log, "eval_pass_rate"):
        rates = losses.twinx()
        rates.set(ylabel="held-out pass rate", ylim=(0, 1))
        _line(rates, log, "eval_pass_rate", "pass rate", color="tab:green")
        rates.legend(loc="upper right")
    losses.grid(alpha=0.3)
    losses.legend(loc="lower left")
    figure.savefig(path, dpi=120)


def points(log: Log, name: str) -> list[tuple[int, float]]:
    """The tokens and values of one figure."""
    return [(entry["tokens"], entry[name]) for entry in log if name in entry and "tokens" in entry]


def _line(axes: Any, log: Log, name: str, label: str, *, color: str | None = None) -> None:
    found = points(log, name)
    if found:
        marker = "o" if name.startswith("eval") or len(found) == 1 else None
        axes.plot(*zip(*found, strict=True), label=label, marker=marker, markersize=3, color=color)
