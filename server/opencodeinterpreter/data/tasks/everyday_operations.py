"""Computations with money and other everyday sums."""

from __future__ import annotations

from opencodeinterpreter.data.tasks.operation import Operation as Op

EVERYDAY_OPERATIONS: tuple[Op, ...] = ()
