from __future__ import annotations

import pytest

from opencodeinterpreter.text.locating import document_lines, locate_pasted
from opencodeinterpreter.text.tracebacks import Failure, Frame

TEXT = "import os\n\ndef f(x):\n    return x.y\n\nf(1)\nf(1)\n"


@pytest.mark.parametrize(
    ("path", "line", "source", "expected"),
    [
        ("/home/me/work.py", 4, "return x.y", [3]),
        ("work.py", 9, "return x.y", [3]),
        ("C:\\me\\work.py", 4, "", [3]),
        ("Cell In[3]", 2, "f(1)", [5]),
        ("main.py", 7, "f(1)", [6]),
        ("<stdin>", 1, "f(1)", [5]),
        ("main.py", 2, "not here", []),
        ("work.py", 99, "", []),
        ("other.py", 4, "return x.y", []),
    ],
)
def test_locate_pasted(path: str, line: int, source: str, expected: list[int]) -> None:
    failure = Failure(name="E", message="", frames=(Frame(path=path, line=line, source=source),))
    assert document_lines(locate_pasted(failure, TEXT, "/elsewhere/work.py")) == expected
