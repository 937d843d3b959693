from __future__ import annotations

import pytest

from opencodeinterpreter.text.truncate import cut


@pytest.mark.parametrize(
    ("text", "limit", "expected"),
    [
        ("short", 10, "short"),
        ("a\n" * 3, 6, "a\n" * 3),
        ("\n".join("abcdefghij"), 10, "a\nb\n[... 5 lines left out ...]\nh\ni\nj"),
        ("x" * 100, 10, "xxxx[... 90 characters left out ...]xxxxxx"),
        ("x" * 50 + "\n" + "y" * 50, 10, "xxxx[... 91 characters left out ...]yyyyyy"),
    ],
)
def test_cut(text: str, limit: int, expected: str) -> None:
    assert cut(text, limit) == expected
