"""Computations with measures, units and time."""

from __future__ import annotations

from opencodeinterpreter.data.tasks.operation import Operation as Op

MEASURE_OPERATIONS: tuple[Op, ...] = ()
