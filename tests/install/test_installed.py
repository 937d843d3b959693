"""Installed as users install it: outside the checkout, with an empty HOME, the main job works."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from typing import Any

import pytest
from lsprotocol import types
from pygls.lsp.client import LanguageClient

from opencodeinterpreter import __version__

ROOT = Path(__file__).resolve().parents[2]

pytestmark = pytest.mark.timeout(1500)


def test_the_package_comes_from_the_installation(installation: Any) -> None:
    done = installation.call([str(installation.python), "-c", "import opencodeinterpreter as o; print(o.__file__)"])
    found = Path(done.stdout.strip())
    assert found.is_relative_to(installation.folder)
    assert not found.is_relative_to(ROOT)


def test_it_says_its_version(installation: Any) -> None:
    assert __version__ in installation.run("--version").stdout


def test_doctor_finds_what_the_wheel_carries(installation: Any) -> None:
    done = installation.run("doctor", "--json", "--python", str(installation.python))
    report = json.loads(done.stdout)
    assert done.returncode == 0, report
    assert report["status"] == "ok"
    assert "bundled" in done.stdout


def test_run_writes_and_tries_code(installation: Any) -> None:
    wish = "print the numbers from 1 to 5"
    done = installation.run("run", wish, "--json", "--model", "bundled", "--python", str(installation.python))
    answer = json.loads(done.stdout)
    assert done.returncode == 0, answer
    assert answer["rounds"] >= 1
    assert answer["isolation"] != "live"
    assert answer["code"]


async def test_a_session_runs_code(installation: Any) -> None:
    published: asyncio.Queue[types.PublishDiagnosticsParams] = asyncio.Queue()
    client = LanguageClient("installed", "1")

    @client.feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
    def keep(params: types.PublishDiagnosticsParams) -> None:
        published.put_nowait(params)

    uri = (installation.workspace / "session.py").as_uri()
    await client.start_io(
        str(installation.command), "lsp", env=installation.environment, cwd=str(installation.workspace)
    )
    try:
        settings = {"python": str(installation.python)}
        await client.initialize_async(
            types.InitializeParams(capabilities=types.ClientCapabilities(), initialization_options=settings)
        )
        client.initialized(types.InitializedParams())
        item = types.TextDocumentItem(uri=uri, language_id="python", version=1, text="40 + 2\n")
        client.text_document_did_open(types.DidOpenTextDocumentParams(item))
        answer = await client.workspace_execute_command_async(
            types.ExecuteCommandParams(command="opencodeinterpreter.run", arguments=[{"uri": uri}])
        )
        assert answer["status"] == "ok"
        while not any("42" in str(diagnostic.message) for diagnostic in (await published.get()).diagnostics):
            continue
        await client.shutdown_async(None)
        client.exit(None)
    finally:
        await client.stop()
