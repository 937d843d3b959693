# ruff: noqa: E501 - one row, one line
"""How failures are described: place, text, and the interpreter's own suggestions."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from opencodeinterpreter.kernel.live import LiveKernel

pytestmark = pytest.mark.asyncio(loop_scope="module")

needs_columns = pytest.mark.skipif(sys.version_info < (3, 11), reason="columns came with Python 3.11")
needs_groups = pytest.mark.skipif(sys.version_info < (3, 11), reason="exception groups came with Python 3.11")


@pytest.mark.parametrize(
    ("code", "headline", "places"),
    [
        ("1/0", "ZeroDivisionError: division by zero", [(1, "<module>")]),
        ("\n\nx = [\n 1,\n 1/0]", "ZeroDivisionError: division by zero", [(5, "<module>")]),
        ("def f():\n    return {}['k']\nf()", "KeyError: 'k'", [(3, "<module>"), (2, "f")]),
        ("lenth = 3\nprint(lenght)", "NameError: name 'lenght' is not defined. Did you mean: 'lenth'?", [(2, "<module>")]),
        ("'a'.uper()", "AttributeError: 'str' object has no attribute 'uper'. Did you mean: 'upper'?", [(1, "<module>")]),
        ("import no_such_module", "ModuleNotFoundError: No module named 'no_such_module'", [(1, "<module>")]),
        ("x = 1\ndef g(:\n    pass", "SyntaxError: invalid syntax", [(2, "<module>")]),
        ("if True:\nx = 1", "IndentationError: expected an indented block after 'if' statement on line 1", [(2, "<module>")]),
        ("pass\nreturn 5", "SyntaxError: 'return' outside function", [(2, "<module>")]),
        ("import sys\nsys.exit('bad')", "SystemExit: bad", [(2, "<module>")]),
        ("exit(3)", "SystemExit: 3", [(1, "<module>")]),
        ("  y = 1\n  z(y)", "NameError: name 'z' is not defined", [(2, "<module>")]),
        ("await qqqqq()", "NameError: name 'qqqqq' is not defined", [(1, "<module>")]),
        ("raise KeyboardInterrupt", "KeyboardInterrupt", [(1, "<module>")]),
        ("input('?')", "EOFError: input() has nobody to ask here: put the value into the code instead", [(1, "<module>")]),
        ("import json\njson.loads('{')", None, [(2, "<module>")]),
        ("class Odd(Exception):\n    def __str__(self): raise ValueError\nraise Odd", "Odd: <exception str() failed>", [(3, "<module>")]),
        ("raise ValueError('two\\nlines')", "ValueError: two\nlines", [(1, "<module>")]),
    ],
)  # fmt: skip
async def test_headline_and_places(
    shared_kernel: LiveKernel, code: str, headline: str | None, places: list[tuple[int, str]]
) -> None:
    failure = (await shared_kernel.run(code, run_id="mine")).error
    assert failure is not None
    if headline is not None:
        assert failure.headline == headline
    assert [(f.line, f.function) for f in failure.frames if f.run_id == "mine"] == places
    assert failure.text.endswith(failure.headline)
    assert "ipykernel" not in failure.text
    assert "IPython" not in failure.text


@needs_columns
@pytest.mark.parametrize(
    ("code", "columns"),
    [("a = 1 + nope", (8, 12)), ("'ä€' + nope", (7, 11)), ("  b = nope", (6, 10)), ("def g(:\n  pass", (6, 7))],
)
async def test_columns_are_characters(shared_kernel: LiveKernel, code: str, columns: tuple[int, int]) -> None:
    failure = (await shared_kernel.run(code, run_id="r")).error
    assert failure is not None
    frame = failure.frames[-1]
    assert (frame.column, frame.end_column) == columns
    assert frame.source == code.splitlines()[0]


@pytest.mark.parametrize("lines_above", ["", "\n\n", "x = 1\n\n"])
@pytest.mark.parametrize(
    "code", ["print((1,\n2", "x = [1,\n", "d = {1: 2", "x = '''abc\n\n", "def f(", "if True:\n", "try:\n  1\n"]
)
async def test_code_that_breaks_off_is_described_as_python_does(
    shared_kernel: LiveKernel, lines_above: str, code: str
) -> None:
    with pytest.raises(SyntaxError) as plain:
        compile(lines_above + code, "main.py", "exec")
    failure = (await shared_kernel.run(lines_above + code, run_id="r")).error
    assert failure is not None
    assert (failure.name, failure.message) == (plain.type.__name__, plain.value.msg)
    assert [(f.line, f.run_id) for f in failure.frames] == [(plain.value.lineno, "r")]
    if "never closed" in failure.message:
        assert failure.frames[0].column == (plain.value.offset or 0) - 1


async def test_frames_in_an_earlier_run_carry_its_id(shared_kernel: LiveKernel) -> None:
    code = "def divide(a):\n    return 1 / a"
    await shared_kernel.run(code, run_id="first")
    await shared_kernel.run(code.replace("divide", "other"), run_id="second")
    failure = (await shared_kernel.run("divide(0)", run_id="third")).error
    assert failure is not None
    assert [(f.run_id, f.line, f.function) for f in failure.frames] == [
        ("third", 1, "<module>"),
        ("first", 2, "divide"),
    ]
    assert failure.text.startswith('Traceback (most recent call last):\n  File "main.py", line 1, in <module>')


async def test_frames_in_files_name_them(kernel: LiveKernel, tmp_path: Path) -> None:
    (tmp_path / "helper.py").write_text("def work():\n    return missing\n")
    failure = (await kernel.run("import helper\nhelper.work()", run_id="r")).error
    assert failure is not None
    assert [(f.path, f.line, f.run_id) for f in failure.frames] == [
        ("main.py", 2, "r"),
        (str(tmp_path / "helper.py"), 2, None),
    ]


async def test_a_syntax_error_in_a_file_is_found_there(kernel: LiveKernel, tmp_path: Path) -> None:
    (tmp_path / "broken.py").write_text("x = (\n")
    failure = (await kernel.run("import broken", run_id="r")).error
    assert failure is not None
    assert [(f.path, f.line) for f in (failure.frames[0], failure.frames[-1])] == [
        ("main.py", 1),
        (str(tmp_path / "broken.py"), 1),
    ]


async def test_chained_exceptions_are_all_in_the_text(shared_kernel: LiveKernel) -> None:
    code = "try:\n    1/0\nexcept Exception as e:\n    raise ValueError('no') from e"
    failure = (await shared_kernel.run(code, run_id="r")).error
    assert failure is not None
    assert [f.line for f in failure.frames] == [4]
    assert "ZeroDivisionError" in failure.text
    assert "direct cause" in failure.text


@needs_groups
async def test_groups_are_all_in_the_text(shared_kernel: LiveKernel) -> None:
    failure = (await shared_kernel.run("raise ExceptionGroup('g', [ValueError('a'), KeyError('b')])", run_id="r")).error
    assert failure is not None
    assert failure.name == "ExceptionGroup"
    assert "ValueError: a" in failure.text


@pytest.mark.parametrize("code", ["def r(): return r()\nr()", "def p():\n  q()\ndef q():\n  p()\np()"])
async def test_deep_recursion_is_told_shortly(shared_kernel: LiveKernel, code: str) -> None:
    failure = (await shared_kernel.run(code, run_id="r")).error
    assert failure is not None
    assert failure.name == "RecursionError"
    assert len(failure.frames) <= 30
    assert "more" in failure.text
    assert len(failure.text) < 5_000


async def test_a_failure_that_did_not_end_the_run_is_shown(kernel: LiveKernel, tmp_path: Path) -> None:
    (tmp_path / "other.py").write_text("1/0\n")
    execution = await kernel.run("%run other.py", run_id="r")
    assert "ZeroDivisionError" in "".join(o.text for o in execution.outputs) + (
        execution.error.text if execution.error else ""
    )
