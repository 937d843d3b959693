"""Programs as beginners write them: everyday subjects, small data, plain loops, functions and classes."""

from opencodeinterpreter.data.newcomers.program import newcomer_program

__all__ = ["newcomer_program"]
