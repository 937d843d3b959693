"""The packed VS Code extension carries its one script and its manifest, and nothing of the repository around it."""

from __future__ import annotations

import json
import os
import re
import subprocess
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

pytestmark = [
    pytest.mark.timeout(300),
    pytest.mark.skipif(os.name != "posix", reason="the extension is packed with sh and make"),
]


@pytest.fixture(scope="module")
def vsix(tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    """What `make vsix` packs; sets Node up first, which costs nothing when it has been done."""
    packed = tmp_path_factory.mktemp("vsix") / "extension.vsix"
    path = f"{ROOT / '.venv/node/bin'}{os.pathsep}{os.environ['PATH']}"
    for argv in (
        ["sh", "scripts/bootstrap-node.sh"],
        ["npm", "run", "--silent", "package", "--", "--out", str(packed)],
    ):
        done = subprocess.run(
            argv, cwd=ROOT, env={**os.environ, "PATH": path}, capture_output=True, text=True, timeout=240, check=False
        )
        assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
    return zipfile.ZipFile(packed)


def test_only_what_is_needed_is_inside(vsix: zipfile.ZipFile) -> None:
    inside = {name.removeprefix("extension/").lower() for name in vsix.namelist() if name.startswith("extension/")}
    script = "vscode-client/dist/extension.js"
    assert inside == {"package.json", "readme.md", "changelog.md", "license.txt", script}


def test_the_manifest_leads_to_the_script(vsix: zipfile.ZipFile) -> None:
    manifest = json.loads(vsix.read("extension/package.json"))
    script = vsix.read(f"extension/{manifest['main'].removeprefix('./')}").decode()
    assert "opencodeinterpreter/status" in script
    assert 'require("vscode")' in script


def test_the_script_needs_no_package_that_is_not_inside(vsix: zipfile.ZipFile) -> None:
    script = vsix.read("extension/vscode-client/dist/extension.js").decode()
    wanted = set(re.findall(r'require\("([\w@/.:-]+)"\)', script)) - {"vscode"}
    node = [str(ROOT / ".venv/node/bin/node"), "-p", "JSON.stringify(require('node:module').builtinModules)"]
    builtin = json.loads(subprocess.run(node, capture_output=True, text=True, timeout=60, check=True).stdout)
    assert {name.removeprefix("node:") for name in wanted} <= set(builtin)
