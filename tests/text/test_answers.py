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

ASKED = '@cache\ndef area(r):  # of a circle\n    """Its area."""\n    # in cm\n    pass'
HEAD = '@cache\ndef area(r):  # of a circle\n    """Its area."""\n    # in cm\n'
DOCUMENTED = 'def area(r):\n    """Its area."""\n'
LINES = "def area(\n    r,  # the radius\n):\n"
# the code of a reply, stub -> the code
COMPLETED = [
    (
        'def area(r: int) -> int:\n  """Its aera."""\n\n  if r:\n    return r\n',
        ASKED,
        HEAD + "\n    if r:\n      return r\n",
    ),
    ('def area(r):\n    "Its"\n    # in cm\n    return r\n', ASKED, HEAD[:-12] + "    # in cm\n    return r\n"),
    (
        "import math\nPI = 3\n\n@x\ndef area(r):\n    # so\n    return r\n\ndef b(): ...\n",
        DOCUMENTED,
        f"import math\nPI = 3\n\n{DOCUMENTED}    # so\n    return r\n\ndef b(): ...\n",
    ),
    ('def area(x):\n    """Aera."""\n    return x\n', DOCUMENTED, 'def area(x):\n    """Its area."""\n    return x\n'),
    ("def area(x):\n    return 1\n", DOCUMENTED, f"{DOCUMENTED}    return 1\n"),
    ("def area(s, r, k=2):\n    return r\n", DOCUMENTED, f"{DOCUMENTED}    return r\n"),
    ("async def area(r):\n    return r\n", DOCUMENTED, f"async {DOCUMENTED}    return r\n"),
    ("async def area(q=1):\n    return 1\n", f"async {DOCUMENTED}", f"async {DOCUMENTED}    return 1\n"),
    ("def area(r): return r\n", f"async {DOCUMENTED}", f"async {DOCUMENTED}    return r\n"),
    ("def area(r=2):\n    return r\n", "def area(r): pass", DEFINED + "\n"),
    ("def area(r=2):\n    return r\n", "def area(r):", DEFINED + "\n"),
    ("def area(r):\n    return r\n", "def area(r):\n    # in cm", "def area(r):\n    # in cm\n    return r\n"),
    (
        'def area(r):\n    """New."""\n    return r\n',
        "def area(r=1): ...",
        'def area(r=1):\n    """New."""\n    return r\n',
    ),
    (
        "def area(r):\n    return r\n",
        f"{LINES}\t'Area.'\r\n\traise NotImplementedError",
        f"{LINES}\t'Area.'\n\treturn r\n",
    ),
    (
        "class C:\n    def area(self):\n        @x\n        def f(): ...\n        return self.r\n",
        'def area(self):\n    """It."""',
        'def area(self):\n    """It."""\n    @x\n    def f(): ...\n    return self.r\n',
    ),
    ("def area(r: int):\n    return r\n", "def area(r):\n    return 0", "def area(r: int):\n    return r\n"),
    ("def area(r: int):\n    pass\n", DOCUMENTED, "def area(r: int):\n    pass\n"),
    ("def area(r): 'It'; return r\n", DOCUMENTED, "def area(r): 'It'; return r\n"),
    ("class area:\n    r = 1\n", "class area:\n    'It.'", "class area:\n    r = 1\n"),
]


@pytest.mark.parametrize(("code", "stub", "completed"), COMPLETED)
def test_the_stub_keeps_its_header_and_docstring(code: str, stub: str, completed: str) -> None:
    assert written_code(block(code), stub=stub) == completed


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


HEADER, TALL = 'def f(x):\n    """D."""\n', 'def f(x):\n    """D.\n    """\n'
INSERTED = [
    (f"{HEADER}    return x\n", "+2|    y = 1", f"{HEADER}    y = 1\n    return x\n"),
    (f"{TALL}    return x\n", "+2|    y = 1", f"{TALL}    y = 1\n    return x\n"),
    ('class C:\n    """D."""\n    a = 1\n', "+2|    b = 2", 'class C:\n    """D."""\n    b = 2\n    a = 1\n'),
    ('def f(x): "D."\n', "+1|y = 1", 'y = 1\ndef f(x): "D."\n'),
    (HEADER, '2|    """E."""', 'def f(x):\n    """E."""\n'),
]


@pytest.mark.parametrize(("given", "reply", "code"), INSERTED)
def test_an_insertion_leaves_the_docstring_first(given: str, reply: str, code: str) -> None:
    assert changed_code(reply, given) == code
