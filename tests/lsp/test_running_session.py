"""Run, interrupt, restart and clear, from a real editor session to a real kernel."""

from __future__ import annotations

import sys
import sysconfig
import venv
from pathlib import Path
from typing import Any

import pytest
from lsp_editor import Editor, cursor, span

PYTHON = {"python": sys.executable}
CELLS = "# %% one\nx = 20\nprint('one')\n# %% two\nx + 1\n# %% three\n1 / 0\n# %% four\nprint('never')\n"


def shown(editor: Editor, uri: str) -> list[tuple[int, int, str]]:
    """Line, severity and message of each diagnostic."""
    return [(d["range"]["start"]["line"], d["severity"], d["message"]) for d in editor.diagnostics.get(uri, [])]


@pytest.mark.parametrize(
    ("where", "status", "error", "lines"),
    [
        (None, "failed", "ZeroDivisionError: division by zero", {2, 4, 6}),
        (cursor(2), "ok", None, {2}),
        (span(1, 0, 3, 0), "ok", None, {2}),
        (span(2, 6, 2, 11), "ok", None, {2}),
        (cursor(6), "failed", "ZeroDivisionError: division by zero", {6}),
    ],
)
async def test_what_is_run(
    *,
    editor: Editor,
    tmp_path: Path,
    uri: str,
    where: dict[str, Any] | None,
    status: str,
    error: str | None,
    lines: set[int],
) -> None:
    await editor.initialize(tmp_path, PYTHON)
    editor.open(uri, CELLS)
    result = await editor.command("run", uri=uri, **({"range": where} if where else {}))
    assert (result["status"], result.get("error"), result["isolation"]) == (status, error, "live")
    assert {line for line, _, _ in shown(editor, uri)} == lines


@pytest.mark.parametrize(
    ("name", "language", "text", "where", "complaint"),
    [
        ("a.md", "markdown", "# hello\n", None, "a.md is markdown; only Python documents can be run"),
        ("a.py", "python", "", None, "There is no code to run in a.py"),
        ("a.py", "python", "\n\n", cursor(1), "There is no code to run there"),
        ("a.py", "python", "x = 1\n\n\n", span(1, 0, 3, 0), "There is no code to run there"),
    ],
)
async def test_nothing_to_run(
    *, editor: Editor, tmp_path: Path, name: str, language: str, text: str, where: dict[str, Any] | None, complaint: str
) -> None:
    await editor.initialize(tmp_path, PYTHON)
    uri = (tmp_path / name).as_uri()
    editor.open(uri, text, language)
    result = await editor.command("run", uri=uri, **({"range": where} if where else {}))
    assert result["status"] == "failed"
    assert complaint in result["error"]
    assert any(complaint in message for message in editor.messages())


async def test_a_document_that_is_not_open(editor: Editor, tmp_path: Path, uri: str) -> None:
    await editor.initialize(tmp_path, PYTHON)
    assert "isn't open" in (await editor.command("run", uri=uri))["error"]


async def test_the_kernel_lives_on_until_it_is_restarted(editor: Editor, tmp_path: Path, uri: str) -> None:
    await editor.initialize(tmp_path, PYTHON)
    editor.open(uri, "x = 41\n# %%\nprint(x + 1)\n")
    assert (await editor.command("run", uri=uri))["text"] == "42\n"
    assert (await editor.command("run", uri=uri, range=cursor(2)))["text"] == "42\n"
    assert (await editor.command("restartKernel", uri=uri))["status"] == "ok"
    assert "NameError" in (await editor.command("run", uri=uri, range=cursor(2)))["error"]
    assert (await editor.command("clearResults", uri=uri))["status"] == "ok"
    assert shown(editor, uri) == []


async def test_code_that_kills_its_kernel_or_never_ends(editor: Editor, tmp_path: Path, uri: str) -> None:
    await editor.initialize(tmp_path, {**PYTHON, "timeout": 1})
    editor.open(uri, "import os; os._exit(3)\n# %%\nwhile True: pass\n# %%\nprint('well')\n")
    died = await editor.command("run", uri=uri, range=cursor(0))
    endless = await editor.command("run", uri=uri, range=cursor(2))
    well = await editor.command("run", uri=uri, range=cursor(4))
    assert (died["status"], endless["status"], well["status"]) == ("failed", "failed", "ok")
    assert {0, 2, 4} == {line for line, _, _ in shown(editor, uri)}


@pytest.mark.parametrize("how", ["interrupt", "progress bar", "its own token", "$/cancelRequest"])
async def test_stopping_a_run_keeps_what_it_printed(editor: Editor, tmp_path: Path, uri: str, how: str) -> None:
    await editor.initialize(tmp_path, PYTHON)
    editor.open(uri, "print('begun', flush=True)\nwhile True: pass\n")
    token = {"workDoneToken": 7} if how == "its own token" else {}
    request, result = editor.send(
        "workspace/executeCommand", {"command": "opencodeinterpreter.run", "arguments": [{"uri": uri}], **token}
    )
    await editor.until(lambda: any("begun" in message for _, _, message in shown(editor, uri)))
    progress = await editor.received("$/progress")
    if how == "interrupt":
        assert (await editor.command("interrupt", uri=uri))["status"] == "ok"
    elif how == "$/cancelRequest":
        editor.notify("$/cancelRequest", {"id": request})
    else:
        editor.notify("window/workDoneProgress/cancel", {"token": progress["token"]})
    assert (await result)["status"] == "cancelled"
    assert any("begun" in message for _, _, message in shown(editor, uri))
    assert progress["value"]["cancellable"] is True
    ends = [m["params"]["value"]["kind"] for m in editor.notifications if m["method"] == "$/progress"]
    assert ends.count("begin") == ends.count("end") == 1


@pytest.mark.parametrize(
    ("per", "shared"), [("document", False), ("workspace", True)], ids=["per document", "per workspace"]
)
async def test_who_shares_a_kernel(editor: Editor, tmp_path: Path, per: str, shared: bool) -> None:
    await editor.initialize(tmp_path, {**PYTHON, "kernelPer": per})
    one, two = ((tmp_path / name).as_uri() for name in ("one.py", "two.py"))
    editor.open(one, "secret = 7\n")
    editor.open(two, "print('secret' in globals())\n")
    await editor.command("run", uri=one)
    assert (await editor.command("run", uri=two))["text"] == f"{shared}\n"


async def test_a_document_that_was_never_saved_runs_in_the_workspace(editor: Editor, tmp_path: Path) -> None:
    await editor.initialize(tmp_path, PYTHON)
    editor.open("untitled:Untitled-1", "import os\nprint(os.getcwd())\n")
    assert (await editor.command("run", uri="untitled:Untitled-1"))["text"] == f"{tmp_path}\n"


@pytest.mark.parametrize(("encoding", "start", "end"), [("utf-8", 9, 12), ("utf-16", 7, 10), ("utf-32", 6, 9)])
async def test_positions_in_the_editors_encoding(
    editor: Editor, tmp_path: Path, uri: str, encoding: str, start: int, end: int
) -> None:
    await editor.initialize(tmp_path, PYTHON, general={"positionEncodings": [encoding]})
    assert editor.encoding == encoding
    editor.open(uri, "'😋'\n'😋' + 1/0\n")
    await editor.command("run", uri=uri)
    error = next(d for d in editor.diagnostics[uri] if d["severity"] == 1)
    assert error["range"] == span(1, start, 1, end)
    hint = await editor.request("textDocument/inlayHint", {"textDocument": {"uri": uri}, "range": span(0, 0, 1, 0)})
    assert all(h["position"]["line"] in (0, 1) for h in hint)


FAKE_PIP = """
import pathlib, sys, sysconfig
if sys.argv[1] == "--version":
    print("pip 99")
elif "fail" in pathlib.Path(__file__).with_name("mode").read_text():
    sys.exit("no network here")
else:
    pathlib.Path(sysconfig.get_path("purelib"), "kernel.pth").write_text({site!r})
"""


async def test_an_interpreter_without_ipykernel_gets_it_if_the_person_agrees(
    editor: Editor, tmp_path: Path, uri: str
) -> None:
    """A real virtual environment whose pip is ours: it fails first, then it "installs" by pointing to our packages."""
    home = tmp_path / "bare"
    venv.create(home, with_pip=False)
    site = Path(sysconfig.get_path("purelib", vars={"base": str(home), "platbase": str(home)}))
    (site / "pip").mkdir()
    (site / "pip" / "__init__.py").write_text("")
    (site / "pip" / "__main__.py").write_text(FAKE_PIP.format(site=sysconfig.get_path("purelib")))
    mode = site / "pip" / "mode"
    mode.write_text("fail")
    agrees = False

    def answer(params: dict[str, Any]) -> dict[str, str] | None:
        assert "has no ipykernel" in params["message"]
        return {"title": params["actions"][0]["title"]} if agrees else None

    editor.answers["window/showMessageRequest"] = answer
    await editor.initialize(tmp_path, {"python": str(home / "bin" / "python")})
    editor.open(uri, "print('at last')\n")
    refused = await editor.command("run", uri=uri)
    assert "Install it with" in refused["error"]
    agrees = True
    assert "no network here" in (await editor.command("run", uri=uri))["error"]
    mode.write_text("work")
    assert (await editor.command("run", uri=uri))["text"] == "at last\n"


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        ({"maxRound": 2}, "opencodeinterpreter.maxRound: there is no such setting; did you mean maxRounds?"),
        ({"opencodeinterpreter": {"timeout": "long"}}, "opencodeinterpreter.timeout: must be a number"),
        ([1], "The settings must be an object"),
    ],
)
async def test_bad_settings_are_told_once_and_stop_nothing(
    editor: Editor, tmp_path: Path, uri: str, settings: object, told: str
) -> None:
    await editor.initialize(tmp_path, settings)
    editor.open(uri, "print(1)\n")
    await editor.received("window/showMessage")
    editor.notify("workspace/didChangeConfiguration", {"settings": settings})
    editor.notify(
        "workspace/didChangeConfiguration", {"settings": {"opencodeinterpreter": {**PYTHON, "temperature": 9}}}
    )
    await editor.until(lambda: any("temperature" in message for message in editor.messages()))
    assert len([message for message in editor.messages() if told in message]) == 1
    assert (await editor.command("run", uri=uri))["status"] == "ok"


async def test_settings_that_the_editor_keeps_itself(editor: Editor, tmp_path: Path, uri: str) -> None:
    editor.answers["workspace/configuration"] = lambda _: [{"results": "errors", **PYTHON}]
    editor.answers["client/registerCapability"] = lambda _: None
    workspace = {"configuration": True, "didChangeConfiguration": {"dynamicRegistration": True}}
    await editor.initialize(tmp_path, None, workspace=workspace)
    editor.open(uri, "print(1)\n1/0\n")
    await editor.until(lambda: any(r["method"] == "client/registerCapability" for r in editor.requests))
    await editor.command("run", uri=uri)
    assert [severity for _, severity, _ in shown(editor, uri)] == [1]
    editor.answers["workspace/configuration"] = lambda _: [{"results": "all", **PYTHON}]
    editor.notify("workspace/didChangeConfiguration", {"settings": None})
    await editor.until(lambda: [severity for _, severity, _ in shown(editor, uri)] == [3, 1])
