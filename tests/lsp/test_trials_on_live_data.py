"""Code is tried on what the cells above left in the live kernel, which notices nothing of it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from lsp_editor import Editor, cursor
from lsp_endpoint import Engine

from opencodeinterpreter.kernel.capabilities import switched_off
from opencodeinterpreter.kernel.sandbox import probe_sandbox

pytestmark = pytest.mark.skipif(
    not probe_sandbox().available or switched_off("fork"), reason=probe_sandbox().reason or "no copies"
)

Options = dict[str, object]
LOAD = "# %% load\nopen('loads', 'a').write('x')\ndata = [1, 2, 3]\n"
SUM = "# %% sum\n# add up the data\n"
LATER = "# %% later\ndata\n"


def fenced(code: str) -> str:
    return f"```python\n{code}```\n"


def texts(editor: Editor, uri: str) -> str:
    return "\n".join(diagnostic["message"] for diagnostic in editor.diagnostics.get(uri, []))


async def hovered(editor: Editor, uri: str, line: int) -> str:
    where: dict[str, Any] = {"textDocument": {"uri": uri}, "position": {"line": line, "character": 0}}
    return (await editor.request("textDocument/hover", where))["contents"]["value"]


async def test_new_code_sees_the_data_and_leaves_them_alone(
    editor: Editor, engine: Engine, options: Options, tmp_path: Path, uri: str
) -> None:
    engine.replies.append(fenced("data.append(4)\nprint('sum', sum(data))\n"))
    await editor.initialize(tmp_path, options)
    editor.open(uri, LOAD + SUM)
    await editor.command("run", uri=uri, range=cursor(0))
    result = await editor.command("generateAndRun", uri=uri, range=cursor(4))
    assert (result["status"], result["grade"], result["isolation"]) == ("ok", "output", "fork")
    assert "sum 10" in texts(editor, uri)
    assert "tried in a sandboxed copy of the kernel" in await hovered(editor, uri, 6)
    assert (tmp_path / "loads").read_text() == "x"
    end = editor.texts[uri].count("\n")
    editor.change(uri, (end, 0), (end, 0), LATER)
    await editor.command("run", uri=uri, range=cursor(end + 1))
    assert "[1, 2, 3]" in texts(editor, uri)


async def test_a_fix_sees_the_data(editor: Editor, engine: Engine, options: Options, tmp_path: Path, uri: str) -> None:
    engine.replies.append(fenced("# %% mean\nprint(sum(data) / len(data))\n"))
    await editor.initialize(tmp_path, options)
    editor.open(uri, LOAD + "# %% mean\nprint(sum(data) / 0)\n")
    await editor.command("run", uri=uri)
    result = await editor.command("fixFromTraceback", uri=uri, range=cursor(4))
    assert (result["status"], result["isolation"]) == ("ok", "fork")
    assert "2.0" in texts(editor, uri)
    assert (tmp_path / "loads").read_text() == "x"


async def test_what_was_changed_since_runs_again_in_the_sandbox(
    editor: Editor, engine: Engine, options: Options, tmp_path: Path, uri: str
) -> None:
    engine.replies.append(fenced("print('sum', sum(data))\n"))
    await editor.initialize(tmp_path, options)
    editor.open(uri, LOAD + SUM)
    await editor.command("run", uri=uri, range=cursor(0))
    editor.change(uri, (2, 8), (2, 9), "7")
    result = await editor.command("generateAndRun", uri=uri, range=cursor(4))
    assert (result["status"], result["isolation"]) == ("ok", "fresh")
    assert "sum 12" in texts(editor, uri)
    assert (tmp_path / "loads").read_text() == "x"
