"""The wire: nothing but frames on it, a clean end however the editor leaves, an answer to every request."""

from __future__ import annotations

import asyncio
import os
import signal
from pathlib import Path

import psutil
import pytest
from lsp_editor import WAIT_S, Editor, ResponseError, cursor


def kernels_of(editor: Editor) -> list[psutil.Process]:
    return psutil.Process(editor.process.pid).children(recursive=True)


async def run_something(editor: Editor, root: Path, options: dict[str, object], uri: str) -> list[psutil.Process]:
    await editor.initialize(root, options)
    editor.open(uri, "print('to the kernel')\n")
    assert (await editor.command("run", uri=uri))["text"] == "to the kernel\n"
    return kernels_of(editor)


@pytest.mark.parametrize("leave", ["exit", "close stdin", "terminate"])
async def test_leaving_ends_every_kernel(
    editor: Editor, tmp_path: Path, options: dict[str, object], uri: str, leave: str
) -> None:
    children = await run_something(editor, tmp_path, options, uri)
    assert children
    if leave == "exit":
        assert await editor.shut_down() == 0
    elif leave == "close stdin":
        assert editor.process.stdin is not None
        editor.process.stdin.close()
    else:
        editor.process.send_signal(signal.SIGTERM)
    assert await asyncio.wait_for(editor.process.wait(), WAIT_S) == (0 if leave == "exit" else 1)
    _, alive = psutil.wait_procs(children, timeout=WAIT_S)
    assert not alive


async def test_nothing_but_frames_on_stdout(
    editor: Editor, tmp_path: Path, options: dict[str, object], uri: str
) -> None:
    """The editor fails on any other byte; code that writes to fd 1 and to its terminal tries hard."""
    await editor.initialize(tmp_path, options)
    editor.open(uri, "import os\nos.write(1, b'one')\nos.system('echo two')\nos.write(2, b'three')\n")
    assert (await editor.command("run", uri=uri))["status"] == "ok"
    assert await editor.shut_down() == 0


async def test_every_request_is_answered(editor: Editor, tmp_path: Path) -> None:
    await editor.initialize(tmp_path)
    for method, params, code in [
        ("workspace/executeCommand", {"arguments": []}, -32602),
        ("workspace/executeCommand", {"command": "opencodeinterpreter.nope", "arguments": [{}]}, -32602),
        ("textDocument/hover", {"position": 1}, -32602),
        ("no/suchMethod", {}, -32601),
    ]:
        with pytest.raises(ResponseError) as caught:
            await editor.request(method, params)
        assert caught.value.code == code
    hover = {"textDocument": {"uri": "file:///nowhere.py"}, "position": cursor(3)["start"]}
    assert await editor.request("textDocument/hover", hover) is None


async def test_the_server_does_not_import_what_it_does_not_need(editor: Editor, tmp_path: Path) -> None:
    await editor.initialize(tmp_path)
    server = psutil.Process(editor.process.pid)
    loaded = " ".join(area.path for area in server.memory_maps())
    assert "zmq" not in loaded
    assert "torch" not in loaded
    assert server.memory_info().rss < 70e6


async def test_unread_requests_do_not_block_the_server(
    editor: Editor, tmp_path: Path, options: dict[str, object], uri: str
) -> None:
    """An editor that never answers a question still gets everything else."""
    never = asyncio.get_running_loop().create_future()
    editor.answers["window/workDoneProgress/create"] = lambda _: never
    editor.answers["workspace/applyEdit"] = lambda _: never
    await run_something(editor, tmp_path, options, uri)
    assert os.getpid() != editor.process.pid
