"""Loads what only some methods need and not everybody has installed."""

from __future__ import annotations

import importlib
import sys
from types import ModuleType

from opencodeinterpreter.errors import CollectingError


def required(module: str, *, what: str, extra: str) -> ModuleType:
    """The module. Raises CollectingError, which says how to install it."""
    try:
        return importlib.import_module(module)
    except ModuleNotFoundError as error:
        if error.name is None or error.name.partition(".")[0] != module.partition(".")[0]:
            raise
        package = module.partition(".")[0]
        raise CollectingError(
            f"{what} needs {package}, which is not installed. "
            f"Install it with: {sys.executable} -m pip install 'opencodeinterpreter[{extra}]'"
        ) from None
