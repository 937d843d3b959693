"""What a wish is: it takes code and says what is wanted and what fulfils it."""

from __future__ import annotations

import re
from collections.abc import Callable
from random import Random

# The wording and the code changed as wished, or None where the code has no place for it.
Wished = tuple[str, str] | None
Wish = Callable[[str, Random], Wished]
FUNCTION = re.compile(r"^def (\w+)\((\w+)([^()\n]*)\)([^\n]*):\n((?:    \"\"\".*\"\"\"\n)?)", re.MULTILINE)


def changed(wording: str, new: str | None) -> Wished:
    """The wish, if there was a place for it."""
    return None if new is None else (wording, new)
