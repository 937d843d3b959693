from __future__ import annotations

import subprocess
import sys
import traceback

import pytest

from opencodeinterpreter.text.pasted import parse
from opencodeinterpreter.text.tracebacks import Failure, Frame, relative, render

CLASSIC = """Traceback (most recent call last):
  File "main.py", line 4, in <module>
    f(1)
    ~^^^
  File "/home/me/lib.py", line 2, in f
    return x.y
           ^^^
AttributeError: 'int' object has no attribute 'y'
"""
CHAINED = f"""{CLASSIC}
During handling of the above exception, another exception occurred:

Traceback (most recent call last):
  File "main.py", line 6, in <module>
    raise ValueError("no\\nway")
ValueError: no
way
"""
SYNTAX = """  File "main.py", line 3
    foo(
       ^
SyntaxError: '(' was never closed
"""
IPYTHON = """\x1b[31m---------------------------------------------------------------------------\x1b[39m
\x1b[31mNameError\x1b[39m                                 Traceback (most recent call last)
\x1b[36mCell\x1b[39m\x1b[36m \x1b[39m\x1b[32mIn[3]\x1b[39m\x1b[32m, line 2\x1b[39m
      1 x = 1
----> 2 g(x)

Cell In[2], line 3, in g(a)
      1 def g(a):
      2     # why
----> 3     return b

File ~/lib.py:12, in h(a, b)
     11 def h(a, b):
---> 12     return c

NameError: name 'c' is not defined
"""
OLD = """---------------------------------------------------------------------------
KeyError                                  Traceback (most recent call last)
<ipython-input-3-1a2b> in <module>
      1 d = {}
----> 2 d['a']

KeyError: 'a'
"""
CLASSIC_FRAMES = [("main.py", 4, "<module>"), ("/home/me/lib.py", 2, "f")]
# text -> name, message, [(path, line, function)]
ROWS = [
    (CLASSIC, ("AttributeError", CLASSIC_FRAMES)),
    (CLASSIC.replace("\n", "\r\n"), ("AttributeError", CLASSIC_FRAMES)),
    ("# " + CLASSIC.strip().replace("\n", "\n# "), ("AttributeError", CLASSIC_FRAMES)),
    (f"some output\n{CLASSIC}", ("AttributeError", CLASSIC_FRAMES)),
    (CHAINED, ("ValueError", [("main.py", 6, "<module>")])),
    (SYNTAX, ("SyntaxError", [("main.py", 3, "<module>")])),
    (IPYTHON, ("NameError", [("Cell In[3]", 2, "<module>"), ("Cell In[2]", 3, "g"), ("~/lib.py", 12, "h")])),
    (OLD, ("KeyError", [("<ipython-input-3-1a2b>", 2, "<module>")])),
    ("NameError: name 'x' is not defined", ("NameError", [])),
    ("KeyboardInterrupt", ("KeyboardInterrupt", [])),
    ("json.decoder.JSONDecodeError: Expecting value", ("json.decoder.JSONDecodeError", [])),
    ("hello", None),
    ("", None),
    ("Traceback (most recent call last):\n  File \"x.py\", line 1, in <module>\n", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), ROWS)
def test_parse(text: str, expected: tuple[str, list[tuple[str, int, str]]] | None) -> None:
    failure = parse(text)
    if failure is None:
        assert expected is None
        return
    assert (failure.name, [(f.path, f.line, f.function) for f in failure.frames]) == expected
    assert "\x1b" not in failure.text


def test_messages_of_several_lines_are_kept() -> None:
    failure = parse(CHAINED)
    assert failure is not None
    assert failure.message == "no\nway"


@pytest.mark.parametrize(
    ("text", "sources"), [(CLASSIC, ["f(1)", "return x.y"]), (IPYTHON, ["g(x)", "return b", "return c"])]
)
def test_sources(text: str, sources: list[str]) -> None:
    failure = parse(text)
    assert failure is not None
    assert [frame.source for frame in failure.frames] == sources


@pytest.mark.parametrize("code", ["def f():\n    return y\nf()\n", "x = (1\n", "raise KeyError", "import nothing_here"])
def test_what_this_interpreter_prints_is_read(code: str) -> None:
    printed = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False).stderr
    failure = parse(printed)
    assert failure is not None
    assert failure.headline == printed.strip().splitlines()[-1]
    assert failure.frames[-1].path == "<string>"


def test_what_the_traceback_module_prints_is_read() -> None:
    try:
        int("x")
    except ValueError as error:
        failure = parse("".join(traceback.format_exception(error)))
    assert failure is not None
    assert failure.message == "invalid literal for int() with base 10: 'x'"


def test_relative_keeps_the_candidates_own_frames() -> None:
    lines = [(1, "r"), (5, "r"), (3, "q"), (6, "r"), (9, "r")]
    frames = tuple(Frame(path="x", line=line, run_id=run_id, source=f"s{line}") for line, run_id in lines)
    library = Frame(path="/lib/x.py", line=6)
    failure = relative(Failure(name="E", message="m", frames=(*frames, library)), first_line=5, line_count=3)
    assert render(failure) == (
        'Traceback (most recent call last):\n  File "main.py", line 1, in <module>\n    s5\n'
        '  File "main.py", line 2, in <module>\n    s6\nE: m'
    )


def test_relative_cuts_deep_recursion() -> None:
    frames = tuple(Frame(path="x", line=line, run_id="r") for line in range(1, 900))
    failure = relative(Failure(name="RecursionError", message="", frames=frames), first_line=1, line_count=1000)
    assert [frame.line for frame in failure.frames] == [1, 897, 898, 899]
