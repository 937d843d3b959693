"""Code blocks in a model's reply."""

from __future__ import annotations

import re

_FENCE = re.compile(r"^[ \t]*```[ \t]*([\w+-]*)[^\n]*\n(.*?)(?:^[ \t]*```[ \t]*$|\Z)", re.MULTILINE | re.DOTALL)
_PYTHON = {"", "python", "py", "python3", "ipython"}


def code_blocks(reply: str) -> list[str]:
    """The fenced Python blocks of a reply in order, an unclosed last one included; [] when it holds none."""
    return [body for language, body in _FENCE.findall(reply) if language.lower() in _PYTHON and body.strip()]
