"""Fixes that the error itself suggests, for any model and for none."""

from opencodeinterpreter.text.instant.proposing import proposals

__all__ = ["proposals"]
