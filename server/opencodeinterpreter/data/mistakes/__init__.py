"""Breaks working code in the ways in which people do."""

from opencodeinterpreter.data.mistakes.registry import MISTAKES, Mistake, break_code

__all__ = ["MISTAKES", "Mistake", "break_code"]
