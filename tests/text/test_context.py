from __future__ import annotations

import pytest

from opencodeinterpreter.text.context import trim
from opencodeinterpreter.text.syntax import parse_python

LONG = (
    "import math\nfrom os import path\n\n"
    "def far(a: int, b=1) -> int:\n" + "    a += 1\n" * 40 + "    return a\n\n"
    "class Shape(object):\n    def area(self):\n" + "        self.x = 1\n" * 30 + "\n"
    "data = [" + "1, " * 300 + "]\n"
    "near = 1\nnearer = 2\n"
)


@pytest.mark.parametrize("limit", [80, 200, 400, 1000])
def test_imports_signatures_and_what_is_near_stay(limit: int) -> None:
    kept = trim(LONG, limit)
    assert len(kept) <= limit
    assert kept.endswith("near = 1\nnearer = 2")
    assert parse_python(kept) is not None
    assert "import math\nfrom os import path" in kept
    assert ("def far(a: int, b=1) -> int:" in kept) == (limit >= 400)
    assert ("class Shape(object):\n    def area(self):" in kept) == (limit >= 200)


@pytest.mark.parametrize(
    ("code", "limit", "expected"),
    [("x = 1\n", 10, "x = 1"), ("", 10, ""), ("a (\nb (\nccc (\n", 9, "b (\nccc ("), ("x" * 50, 10, "")],
)
def test_short_and_broken_code(code: str, limit: int, expected: str) -> None:
    assert trim(code, limit) == expected
