"""The settings as they are now, from wherever the editor gives them; what can't be used is reported once."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from typing import cast

from opencodeinterpreter.settings import Settings, parse

SECTION = "opencodeinterpreter"
_PATIENCE_S = 2.0


class Configuration:
    """Merges what came with ``initialize`` with what the editor said since."""

    def __init__(self, report: Callable[[str], None]) -> None:
        self._report = report
        self._reported: set[str] = set()
        self._initial: Mapping[str, object] = {}
        self._problems: list[str] = []
        self._known = asyncio.Event()
        self.settings = Settings()

    def begin(self, options: object, *, more_to_come: bool) -> None:
        """Take ``initializationOptions``: the section's content, or an object that holds the section.

        ``more_to_come`` says that the editor keeps settings itself and will be asked for them.
        """
        self._initial = self._section(options)
        self._apply(self._initial)
        if not more_to_come:
            self._known.set()

    async def settled(self) -> None:
        """Wait until the editor said what it keeps, but not for long: it may never say."""
        if not self._known.is_set():
            await asyncio.wait({asyncio.ensure_future(self._known.wait())}, timeout=_PATIENCE_S)
            self._known.set()

    def change(self, given: object) -> Settings:
        """Take what the editor says now, over what it said at the start; returns the settings as they were."""
        before = self.settings
        self._known.set()
        now = {name: value for name, value in self._section(given).items() if _is_ours(value)}
        self._apply({**self._initial, **now})
        return before

    def tell(self) -> None:
        """Report every problem that the person has not been told of."""
        for problem in self._problems:
            if problem not in self._reported:
                self._reported.add(problem)
                self._report(problem)

    def _apply(self, values: Mapping[str, object]) -> None:
        self.settings, problems = parse(values)
        self._problems += [str(problem) for problem in problems]

    def _section(self, given: object) -> Mapping[str, object]:
        if given is None:
            return {}
        if not isinstance(given, Mapping):
            self._problems.append(f"The settings must be an object, not {type(given).__name__}; the defaults are used.")
            return {}
        options = cast("Mapping[str, object]", given)
        inner = options.get(SECTION)
        return self._section(inner) if inner is not None else options


def _is_ours(value: object) -> bool:
    """Null means "not set", and an object is another server's section: all of our settings are plain values."""
    return value is not None and not isinstance(value, Mapping)
