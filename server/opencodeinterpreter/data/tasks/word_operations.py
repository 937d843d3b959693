"""Computations with words, names and lines."""

from __future__ import annotations

from opencodeinterpreter.data.tasks.operation import Operation as Op

WORD_OPERATIONS: tuple[Op, ...] = ()
