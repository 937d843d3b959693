"""OpenCodeInterpreter for editors: generate code, run it, refine it from what happened, where people write code."""

__version__ = "0.1.0"
