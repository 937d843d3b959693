"""A person's wishes about working code, each with the code changed as wished."""

from __future__ import annotations

from opencodeinterpreter.data.wishes.drawing import drawn
from opencodeinterpreter.data.wishes.registry import WISHES
from opencodeinterpreter.data.wishes.wish import Wish

__all__ = ["WISHES", "Wish", "drawn"]
