from __future__ import annotations

import pytest

from opencodeinterpreter.text.answers import changed_code, written_code

STUB = "def area(r):\n    ..."


def block(code: str, language: str = "python") -> str:
    return f"```{language}\n{code}\n```\n"


DEFINED = "def area(r):\n    return r"
BLOCK, LONGER = block("x = 1"), block("x = 1\ny = 2")
USED = block("a = area(1)\nb = area(2)\nprint(a, b)")
WRITTEN = [
    (BLOCK, "", "x = 1\n"),
    (f"First:\n{BLOCK}Then:\n{block('y = 2')}", "", "y = 2\n"),
    (f"{BLOCK}{block('pip install x', 'bash')}", "", "x = 1\n"),
    (f"{LONGER}Example:\n{BLOCK}", "", "x = 1\ny = 2\n"),
    ("```python\nx = 1\n", "", "x = 1\n"),
    (block("    x = 1\n    y = 2"), "", "x = 1\ny = 2\n"),
    ("x = 1\nprint(x)", "", "x = 1\nprint(x)\n"),
    ("print(1)<|EOT|>and more", "", "print(1)\n"),
    ("Sure", "", None),
    ("1.", "", None),
    ("I can't do that.", "", None),
    ("", "", None),
    (block(f"import math\n{DEFINED}\n\nprint(area(1))"), STUB, f"import math\n{DEFINED}\n"),
    (block("class C:\n    def area(r):\n        return r\n"), STUB, f"{DEFINED}\n"),
    (block(DEFINED) + USED, STUB, f"{DEFINED}\n"),
    (block("return r"), STUB, "return r\n"),
    (block(f"{DEFINED}\nassert area(1)\ndef other(): ..."), STUB, f"{DEFINED}\ndef other(): ...\n"),
]


@pytest.mark.parametrize(("reply", "stub", "code"), WRITTEN)
def test_written_code(reply: str, stub: str, code: str | None) -> None:
    assert written_code(reply, stub=stub) == code


@pytest.mark.parametrize(
    ("reply", "code"),
    [
        ("2|y = 3", "x = 1\ny = 3\n"),
        ("+1|import os\n-2|<|EOT|>3|z", "import os\nx = 1\n"),
        (block("x = 5"), "x = 5\n"),
        ("9|y = 3", None),
        ("no idea", None),
    ],
)
def test_changed_code(reply: str, code: str | None) -> None:
    assert changed_code(reply, "x = 1\ny = 2\n") == code
