"""Code of ours that runs in the user's interpreter, unseen: the files in ``inside/``, sent as text."""

from __future__ import annotations

import functools
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

_INSIDE = Path(__file__).resolve().parent / "inside"


def hidden_call(files: tuple[str, ...], call: str, settings: Mapping[str, Any]) -> str:
    """Code that executes these files and then the call in a namespace of their own, with SHELL and SETTINGS."""
    whole = f"{_source(files)}\n{call}\n"
    compiled = f'compile({whole!r}, "<opencodeinterpreter>", "exec")'
    loaded = f'__import__("json").loads({json.dumps(settings)!r})'
    names = f'{{"__name__": "opencodeinterpreter_inside", "SHELL": get_ipython(), "SETTINGS": {loaded}}}'
    return f'__import__("builtins").exec({compiled}, {names})'


@functools.cache
def _source(files: tuple[str, ...]) -> str:
    """These files as one text; each begins with the same future import, which only counts at the top."""
    future = "from __future__ import annotations\n"
    parts = [(_INSIDE / name).read_text("utf-8") for name in files]
    return future + "".join(part.replace(future, "") for part in parts)
