"""The seam of collecting: what a method is, and what it may use. Knows no method, no engine and no kernel.

A run goes ``rows → Method.units → Method.make for each unit → rows``. The runner (runner.py) does everything else:
order, resuming, seeds, duplicates, contamination, reports. So a method keeps nothing between units, and one that is an
attrs class of plain values can be sent to another process (``--workers ray``).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from random import Random
from typing import Any, Literal, Protocol, cast

import attrs

from opencodeinterpreter.data.rows import Row
from opencodeinterpreter.kernel.protocol import Execution
from opencodeinterpreter.loop.wording import Wording
from opencodeinterpreter.model.protocol import Message

Part = Literal["coder", "user"]
"""Which model is meant: the one that writes code, or the one that plays the person (``--user-engine``; the same model
unless that is given)."""


@attrs.frozen(kw_only=True)
class Unit:
    """One independent piece of work: the rows that one dialogue (or a few) are made of.

    ``id`` is stable, because resuming and seeds hang on it: the id of its row, or one made from the ids of its rows.
    Never a running number of what a method happened to keep. The runner tells units with equal ids apart.
    """

    id: str
    rows: tuple[Row, ...]


@attrs.frozen(kw_only=True)
class Rejected:
    """A row, or a group of rows, that a method leaves out when it plans; ``reason`` is counted in the report."""

    id: str
    reason: str


class DroppedError(Exception):
    """A unit gives no dialogue, for ``reason``: short and the same for like cases, for the report counts reasons.

    This is a result like any other, remembered and not tried again. What is wrong with the machinery (an engine that
    went away, a kernel that can't start) stays an ``OpenCodeInterpreterError``; methods let those pass.
    """

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Tools(Protocol):
    """What a method may use while it makes a unit. Models and kernels are started when they are first needed.

    Every method of it raises OpenCodeInterpreterError when the machinery fails; let that pass.
    """

    @property
    def timeout_s(self) -> float:
        """How long one execution may take."""
        ...

    def prompt(self, name: str, **values: object) -> str:
        """A prompt of collecting, ``prompts/collect/NAME.j2``, filled in. A missing value is an error."""
        ...

    def result_message(self, code: str, execution: Execution) -> str:
        """The user turn that hands the result of running ``code`` back, as the product words it (see telling.py)."""
        ...

    async def wording(self, part: Part = "coder") -> Wording:
        """The product's own prompts (generate, fix, execution_feedback …) for this model; ``.info`` says what it is."""
        ...

    async def ask(
        self,
        messages: Sequence[Message],
        *,
        random: Random,
        part: Part = "coder",
        temperature: float | None = None,
        max_new_tokens: int | None = None,
    ) -> str:
        """A whole reply. None takes what the person has set. At a temperature above 0 ``random`` gives the seed.

        A model that was not trained on conversations is sent the last user turn only.
        """
        ...

    async def execute(self, code: str, *, before: Sequence[str] = ()) -> Execution:
        """Run code in a fresh sandboxed kernel, after ``before``. Its failing is a result, and not an error.

        Generators of random numbers are seeded and hashes fixed, so that the same code prints the same.
        """
        ...


class Method(Protocol):
    """One way to make dialogues. Implement it as a frozen attrs class whose fields are its options, plain values."""

    @property
    def name(self) -> str:
        """The subcommand; it becomes the ``source`` of the rows."""
        ...

    def units(self, rows: Sequence[Row]) -> Iterable[Unit | Rejected]:
        """Plan the work, in an order that depends on nothing but ``rows`` and the options. Runs once, in one process.

        Cheap, as far as the method allows: what asks a model or runs code belongs into ``make``.
        """
        ...

    async def make(self, unit: Unit, tools: Tools, random: Random) -> Sequence[Row]:
        """The dialogues of one unit. Raises DroppedError.

        ``random`` depends on the seed, the method and the unit alone: draw from it and from nothing else. Ids of the
        rows must be unique: ``unit.id``, or ``f"{unit.id}/{n}"`` when there are several.
        """
        ...


def options_of(method: Method) -> Mapping[str, Any]:
    """The options that a method was made with, to tell whether an earlier run can be continued.

    Fields with ``eq=False`` don't count: they change where and how fast the work is done, and nothing that comes of it.
    """
    return attrs.asdict(cast("Any", method), filter=lambda field, _: bool(field.eq))
