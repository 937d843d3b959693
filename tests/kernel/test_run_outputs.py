# ruff: noqa: E501 - one row, one line
"""What a run leaves behind: outputs with their lines, values, figures, limits."""

from __future__ import annotations

import asyncio

import pytest

from opencodeinterpreter.kernel.live import LiveKernel
from opencodeinterpreter.kernel.protocol import Output

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("1 + 1", [("value", 1, "2")]),
        ("x = 1", []),
        ("", []),
        ("# nothing\n", []),
        ("print('a')\nprint(\n 'b'\n)\n7", [("stdout", 1, "a\n"), ("stdout", 4, "b\n"), ("value", 5, "7")]),
        ("\n\nprint('low')", [("stdout", 3, "low\n")]),
        ("import sys\nprint('e', file=sys.stderr)", [("stderr", 2, "e\n")]),
        ("def deco(f):\n    print('d')\n    return f\n@deco\ndef g():\n    pass", [("stdout", 6, "d\n")]),
        ("for i in range(2):\n    print(i)\n", [("stdout", 2, "0\n1\n")]),
        ("import asyncio\nawait asyncio.sleep(0)\nprint('late')", [("stdout", 3, "late\n")]),
        ("%%time\nx = 1\nprint('t')\npass", [("stdout", None, None)]),
        ("print('\\x1b[31mred\\x1b[0m')", [("stdout", 1, "red\n")]),
        ("for i in range(3):\n    print(f'\\r{i}', end='', flush=True)", [("stdout", 2, "2")]),
        ("print('ab\\b\\bxy')", [("stdout", 1, "xy\n")]),
        ("import os\n_ = os.system('echo shell')", [("stdout", 2, "shell\n")]),
        ("from IPython.display import clear_output\nprint('old')\nclear_output()\nprint('new')", [("stdout", 4, "new\n")]),
        (
            "from IPython.display import clear_output\nprint('old')\nclear_output(wait=True)\nprint('new')",
            [("stdout", 4, "new\n")],
        ),
        (
            "from IPython.display import display\nh = display('one', display_id=True)\nh.update('two')",
            [("display", 2, "'two'")],
        ),
        ("import warnings\nwarnings.warn('old')", [("stderr", 2, "main.py:2: UserWarning: old\n  warnings.warn('old')\n")]),
        ("import sys\nsys.exit()", []),
        ("exit(0)", []),
        ("def f():\n    get_ipython().run_cell('print(1)\\nprint(2)')\nf()\nprint(3)", None),
    ],
)  # fmt: skip
async def test_outputs(
    shared_kernel: LiveKernel, code: str, expected: list[tuple[str, int | None, str | None]] | None
) -> None:
    execution = await shared_kernel.run(code, run_id="r")
    assert execution.status == "ok", execution.error
    if expected is None:
        return
    assert [(o.kind, o.line) for o in execution.outputs] == [row[:2] for row in expected]
    for output, (_, _, text) in zip(execution.outputs, expected, strict=True):
        assert text is None or output.text == text


async def test_a_warning_about_syntax_is_given_once_and_names_the_document(shared_kernel: LiveKernel) -> None:
    execution = await shared_kernel.run("y = 1\nx = y is 1", run_id="r")
    warned = "".join(o.text for o in execution.outputs if o.kind == "stderr")
    assert warned.startswith("main.py:2: SyntaxWarning: ")
    assert warned.count("SyntaxWarning") == 1


async def test_a_table_is_kept_as_html(shared_kernel: LiveKernel) -> None:
    execution = await shared_kernel.run("import pandas\npandas.DataFrame({'a': [1]})", run_id="r", timeout_s=60)
    (value,) = execution.outputs
    assert "<table" in value.data["text/html"]
    assert "a" in value.text


async def test_a_figure_is_an_image(shared_kernel: LiveKernel) -> None:
    code = "import matplotlib.pyplot as plt\nplt.plot([1, 2])\nplt.show()"
    execution = await shared_kernel.run(code, run_id="r", timeout_s=60)
    assert [(o.kind, o.line, "image/png" in o.data) for o in execution.outputs] == [("display", 3, True)]


async def test_pieces_stream_while_the_code_runs(shared_kernel: LiveKernel) -> None:
    pieces: list[Output] = []
    code = "import time\nprint('first', flush=True)\nwhile True: time.sleep(0.01)"

    seen = asyncio.Event()

    def take(output: Output) -> None:
        pieces.append(output)
        seen.set()

    run = asyncio.create_task(shared_kernel.run(code, run_id="r", on_output=take))
    await seen.wait()
    await shared_kernel.interrupt()
    execution = await run
    assert execution.status == "interrupted"
    assert pieces[0].text == "first\n"


@pytest.mark.parametrize(
    ("code", "statuses"),
    [
        ("print('x' * 100_000_000)", {"ok", "interrupted"}),
        ("'x' * 100_000_000", {"ok", "interrupted"}),
        ("while True: print('y' * 1000)", {"interrupted"}),
        ("while True: print('y' * 100, flush=True)", {"interrupted"}),
        ("import subprocess\nsubprocess.run(['sh', '-c', 'yes >&2'])", {"interrupted", "error"}),
        ("from IPython.display import display\nwhile True: display('z' * 10_000)", {"interrupted"}),
    ],
)
async def test_too_much_output_is_cut_and_stopped(shared_kernel: LiveKernel, code: str, statuses: set[str]) -> None:
    execution = await shared_kernel.run(code, run_id="r", timeout_s=60)
    assert execution.truncated
    assert execution.status in statuses
    assert sum(len(o.text) for o in execution.outputs) <= 400_000
    assert (await shared_kernel.run("1", run_id="r")).ok


async def test_nothing_of_ours_shows_in_the_namespace(kernel: LiveKernel) -> None:
    listed = await kernel.run("%who_ls", run_id="r")
    assert listed.outputs[0].text == "[]"
    names = await kernel.run("[n for n in dir() if n in ('SHELL', 'SETTINGS', 'install', 'Attribution')]", run_id="r")
    assert names.outputs[0].text == "[]"


async def test_a_run_behaves_like_a_script(kernel: LiveKernel, tmp_path: object) -> None:
    code = "import os, sys\nprint(__name__, __file__, sys.argv, os.getcwd(), sys.path[0], sep='|')"
    execution = await kernel.run(code, run_id="r")
    script = f"{tmp_path}/script.py"
    assert execution.outputs[0].text == f"__main__|{script}|['{script}']|{tmp_path}|{tmp_path}\n"
