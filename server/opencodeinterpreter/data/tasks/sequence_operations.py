"""Computations with places and neighbours in lists."""

from __future__ import annotations

from opencodeinterpreter.data.tasks.operation import Operation as Op

SEQUENCE_OPERATIONS: tuple[Op, ...] = ()
