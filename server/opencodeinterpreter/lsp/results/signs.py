"""Signs that results are written with."""

from __future__ import annotations

TIMES = "\N{MULTIPLICATION SIGN}"
