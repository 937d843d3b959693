"""The progress bar of ``collect``: units, rows a second, and what the model host is doing."""

from __future__ import annotations

import time
from types import TracebackType
from typing import Any

from typing_extensions import Self


class Bar:
    """Implements ``collecting.runner.Progress`` on stderr. A context manager."""

    def __init__(self, *, hidden: bool) -> None:
        self._hidden = hidden
        self._bar: Any = None
        self._rows = 0
        self._started = time.monotonic()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bar is not None:
            self._bar.close()

    def begin(self, units: int, finished: int) -> None:
        """See ``Progress.begin``."""
        from tqdm import tqdm

        self._started = time.monotonic()
        self._bar = tqdm(total=units, initial=finished, unit="unit", disable=self._hidden, dynamic_ncols=True)

    def step(self, rows: int) -> None:
        """See ``Progress.step``."""
        self._rows += rows
        rate = self._rows / max(time.monotonic() - self._started, 1e-3)
        self._bar.set_postfix_str(f"{self._rows} rows, {rate:.1f} rows/s", refresh=False)
        self._bar.update()

    def say(self, text: str) -> None:
        """What is being waited for, before the bar."""
        if self._bar is not None:
            self._bar.set_description_str(text)
