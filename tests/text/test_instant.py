from __future__ import annotations

import traceback

import pytest

from opencodeinterpreter.text.instant import proposals
from opencodeinterpreter.text.tracebacks import Failure, Frame

# Broken code, and what has to be among the first proposals.
ROWS = [
    ("print(math.pi)\n", "import math\nprint(math.pi)\n"),
    ('"""Doc."""\nimport os\n\nx = np.zeros(3)\n', '"""Doc."""\nimport os\nimport numpy as np\n\nx = np.zeros(3)\n'),
    ("# hi\nprint(Path('x'))\n", "# hi\nfrom pathlib import Path\nprint(Path('x'))\n"),
    ("d = defaultdict(list)\n", "from collections import defaultdict\nd = defaultdict(list)\n"),
    ("print(datetime.now().year)\n", "from datetime import datetime\nprint(datetime.now().year)\n"),
    ("print(datetime.date(2020, 1, 1))\n", "import datetime\nprint(datetime.date(2020, 1, 1))\n"),
    ("total = 1\nprint(totl)\n", "total = 1\nprint(total)\n"),
    ("pritn('x')\n", "print('x')\n"),
    ("x = true\n", "x = True\n"),
    ("def f(values):\n    return sum(vales)\nf([1])\n", "def f(values):\n    return sum(values)\nf([1])\n"),
    ("[].apend(1)\n", "[].append(1)\n"),
    ("'x'.uper()\n", "'x'.upper()\n"),
    ("colors = ['red']\ncolors.push('blue')\n", "colors = ['red']\ncolors.append('blue')\n"),
    ("seen = set()\nseen.append(1)\n", "seen = set()\nseen.add(1)\n"),
    ("print('x'.toUpperCase())\n", "print('x'.upper())\n"),
    ("xs = [1]\nprint(xs.length())\n", "xs = [1]\nprint(len(xs))\n"),
    ("xs = [[1]]\nprint(1 + xs[0].length)\n", "xs = [[1]]\nprint(1 + len(xs[0]))\n"),
    ("xs = [1]\nprint(length(xs))\n", "xs = [1]\nprint(len(xs))\n"),
    ("echo('x')\n", "print('x')\n"),
    (
        "def tip(x):\n    x * 2\nprint(tip(1) + 1)\n",
        "def tip(x):\n    return x * 2\nprint(tip(1) + 1)\n",
    ),
    ("for i in range('3'):\n    print(i)\n", "for i in range(3):\n    print(i)\n"),
    (
        "lives = 3\ndef hit():\n    lives -= 1\nhit()\n",
        "lives = 3\ndef hit():\n    global lives\n    lives -= 1\nhit()\n",
    ),
    (
        "class A:\n    def bark():\n        return 1\nA().bark()\n",
        "class A:\n    def bark(self):\n        return 1\nA().bark()\n",
    ),
    (
        "class A:\n    def add(n):\n        return n\nA().add(1)\n",
        "class A:\n    def add(self, n):\n        return n\nA().add(1)\n",
    ),
    ("names = ['Ada', ids]\n", "names = ['Ada', 'ids']\n"),
    ("ages = {'Ada': 1, Bo: 2}\n", "ages = {'Ada': 1, 'Bo': 2}\n"),
    ("ages = {'Ada': 1}\nprint(ages[Ada])\n", "ages = {'Ada': 1}\nprint(ages['Ada'])\n"),
    ("answer = 'yes'\nif answer == yes:\n    print(1)\n", "answer = 'yes'\nif answer == 'yes':\n    print(1)\n"),
    ("n = 3\nprint('n: ' + n)\n", "n = 3\nprint('n: ' + str(n))\n"),
    ("n = 3\nprint('n: ' + n + '!')\n", "n = 3\nprint('n: ' + str(n) + '!')\n"),
    ("a, b = 1, 'x'\nprint('a' + b + a)\n", "a, b = 1, 'x'\nprint('a' + b + str(a))\n"),
    ("xs = [1, 2]\nprint(', '.join(xs))\n", "xs = [1, 2]\nprint(', '.join(map(str, xs)))\n"),
    ("xs = [2, 1]\nxs = xs.sort()\nprint(xs[0])\n", "xs = [2, 1]\nxs.sort()\nprint(xs[0])\n"),
    ("d = {'a': 1}\nfor k in d:\n    print(d(k))\n", "d = {'a': 1}\nfor k in d:\n    print(d[k])\n"),
    ("print(len['x'])\n", "print(len('x'))\n"),
    ("for c in 'aB'.lower:\n    print(c)\n", "for c in 'aB'.lower():\n    print(c)\n"),
    ("for i in 3:\n    print(i)\n", "for i in range(3):\n    print(i)\n"),
    ("xs = [1]\nfor i in range(xs):\n    print(i)\n", "xs = [1]\nfor i in range(len(xs)):\n    print(i)\n"),
    ("half = 4 / 2\nfor i in range(half):\n    print(i)\n", "half = 4 // 2\nfor i in range(half):\n    print(i)\n"),
    (
        "xs = [1]\nfor i in range(len(xs) + 1):\n    print(xs[i])\n",
        "xs = [1]\nfor i in range(len(xs)):\n    print(xs[i])\n",
    ),
    (
        "xs, i = [1], 0\nwhile i <= len(xs):\n    print(xs[i])\n    i += 1\n",
        "xs, i = [1], 0\nwhile i < len(xs):\n    print(xs[i])\n    i += 1\n",
    ),
    ("xs = [1]\nprint(xs[len(xs)])\n", "xs = [1]\nprint(xs[-1])\n"),
    (
        "seen = {}\nfor w in 'ab':\n    seen[w] += 1\n",
        "seen = {}\nfor w in 'ab':\n    seen[w] = seen.get(w, 0) + 1\n",
    ),
    (
        "d = {1: 0}\nfor k in d:\n    del d[k]\n    d[2] = 1\n",
        "d = {1: 0}\nfor k in list(d):\n    del d[k]\n    d[2] = 1\n",
    ),
    ("d = {'ab1': 1}\nfor k, v in d:\n    print(k)\n", "d = {'ab1': 1}\nfor k, v in d.items():\n    print(k)\n"),
    ("print(int('1.5') + 1)\n", "print(float('1.5') + 1)\n"),
    (
        "class A:\n    def cost(self): return 1\n    def say(self): print(f'cost {cost()}')\nA().say()\n",
        "class A:\n    def cost(self): return 1\n    def say(self): print(f'cost {self.cost()}')\nA().say()\n",
    ),
    (
        "class A:\n    def __init__(self):\n        self.n = 0\n    def up(self):\n        n += 1\nA().up()\n",
        "class A:\n    def __init__(self):\n        self.n = 0\n    def up(self):\n        self.n += 1\nA().up()\n",
    ),
    ("import math\nmath.squrt(2)\n", "import math\nmath.sqrt(2)\n"),
    ("class A:\n    def area(self): return 1\nA().aera()\n", "class A:\n    def area(self): return 1\nA().area()\n"),
    ("from collections import OrderedDic\n", "from collections import OrderedDict\n"),
    ("from itertools import reduce\n", "from functools import reduce\n"),
    ("import jsn\n", "import json\n"),
    ("d = {'name': 1}\nprint(d['nmae'])\n", "d = {'name': 1}\nprint(d['name'])\n"),
    ("if True\n    x = 1\n", "if True:\n    x = 1\n"),
    ("for x in [1]  # go\n    x\n", "for x in [1]:  # go\n    x\n"),
    ("def f(x)\n    return x\n", "def f(x):\n    return x\n"),
    ("class A\n    pass\n", "class A:\n    pass\n"),
    ("print('x'\n", "print('x')\n"),
    ("x = [1, 2\ny = 3\n", "x = [1, 2]\ny = 3\n"),
    ("x = f(g(1)\nprint(x)\n", "x = f(g(1))\nprint(x)\n"),
    ("if f(1:\n    x\n", "if f(1):\n    x\n"),
    ("print('hello)\n", "print('hello')\n"),
    ("x = 'hello\n", "x = 'hello'\n"),
    ('x = {"a: 1}\n', 'x = {"a": 1}\n'),
    ("print 'x'\n", "print('x')\n"),
    ("x = 1\nif x = 1:\n    pass\n", "x = 1\nif x == 1:\n    pass\n"),
    ("x = (1))\n", "x = (1)\n"),
    ("x = (1]\n", "x = (1)\n"),
    ("x = [1 2]\n", "x = [1, 2]\n"),
    ("for x in [1]:\nprint(x)\n", "for x in [1]:\n    print(x)\n"),
    ("def f():\nf()\n", "def f():\n    pass\nf()\n"),
    ("x = 1\n  y = 2\n", "x = 1\ny = 2\n"),
    ("if 1:\n        x = 1\n    y = 1\n", "if 1:\n        x = 1\ny = 1\n"),
    ("if 1:\n\tx = 1\n        y = 2\n", "if 1:\n        x = 1\n        y = 2\n"),
    ("print(“hi”)\n", 'print("hi")\n'),
    ("if 1 && 2:\n    pass\n", "if 1 and 2:\n    pass\n"),
    ("i = 0\ni++\n", "i = 0\ni += 1\n"),
    ("if 0:\n    x\nelse if 1:\n    y\n", "if 0:\n    x\nelif 1:\n    y\n"),
]


def failure_of(code: str) -> Failure:
    """What this interpreter says of the code."""
    try:
        exec(compile(code, "main.py", "exec"), {})
    except SyntaxError as error:
        frame = Frame(path="main.py", line=error.lineno or 1)
        return Failure(name=type(error).__name__, message=error.msg, frames=(frame,))
    except Exception as error:  # noqa: BLE001 - any failure is what is wanted here
        frames = [f for f in traceback.extract_tb(error.__traceback__) if f.filename == "main.py"]
        places = tuple(Frame(path="main.py", line=f.lineno or 1) for f in frames)
        return Failure(name=type(error).__name__, message=str(error), frames=places)
    raise AssertionError("the code does not fail")


@pytest.mark.parametrize(("code", "expected"), ROWS)
def test_proposals(code: str, expected: str) -> None:
    found = list(proposals(failure_of(code), code))
    assert expected in found[:3], found


@pytest.mark.parametrize(
    ("code", "first"),
    [
        ("names = ['Ada', idd]\n", "names = ['Ada', 'idd']\n"),  # id is a function of Python's, which nobody lists
        ("name = 'Bo'\nnames = ['Ada', nmae]\n", "name = 'Bo'\nnames = ['Ada', name]\n"),
    ],
)
def test_a_name_among_texts_is_one_of_the_codes_own_or_a_text(code: str, first: str) -> None:
    assert next(proposals(failure_of(code), code)) == first


@pytest.mark.parametrize(
    ("code", "message", "expected"),
    [
        ("print(xx)\n", "name 'xx' is not defined. Did you mean: 'zz'?", "print(zz)\n"),
        ("a.xx\n", "'A' object has no attribute 'xx'. Did you mean: 'yy'?", "a.yy\n"),
        ("print(xx)\n", "name 'xx' is not defined. Did you mean: 'self.xx'?", None),
    ],
)
def test_the_interpreters_own_suggestion(code: str, message: str, expected: str | None) -> None:
    name = "AttributeError" if "attribute" in message else "NameError"
    failure = Failure(name=name, message=message, frames=(Frame(path="main.py", line=1),))
    assert next(proposals(failure, code), None) == expected


def test_an_import_for_a_lone_method_goes_into_its_body() -> None:
    code = 'def area(self):\n    """The area."""\n    return math.pi\n'
    failure = Failure(name="NameError", message="name 'math' is not defined", frames=(Frame(path="x", line=3),))
    assert (
        next(proposals(failure, code)) == 'def area(self):\n    """The area."""\n    import math\n    return math.pi\n'
    )


@pytest.mark.parametrize(
    "code", ["1 / 0\n", "x.y.z\n", "{}[1]\n", "(\n", "this is no code at all, sorry\n", "int('x')\n"]
)
def test_unknown_failures_give_only_code_that_parses(code: str) -> None:
    for proposal in proposals(failure_of(code), code):
        compile(proposal, "main.py", "exec")


def test_without_a_place_nothing_breaks() -> None:
    for name in ("SyntaxError", "NameError", "KeyError", "AttributeError", "ImportError"):
        assert list(proposals(Failure(name=name, message="?"), "x = 1\n")) == []
