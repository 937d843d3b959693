"""The language server answers `initialize` before anything heavy is imported."""

from __future__ import annotations

import json
import re
import subprocess
import sys

import pytest

HEAVY = [
    "torch",
    "transformers",
    "accelerate",
    "jupyter_client",
    "zmq",
    "jinja2",
    "httpx",
    "rich",
    "IPython",
    "starlette",
]
_IMPORTED = re.compile(r"^import time:[ \d|]*\| +([\w.]+)$", re.MULTILINE)


def frame(**message: object) -> bytes:
    body = json.dumps({"jsonrpc": "2.0", **message}).encode()
    return b"Content-Length: %d\r\n\r\n%b" % (len(body), body)


@pytest.fixture(scope="module")
def imported() -> set[str]:
    """Everything that a real server process had imported when it said goodbye after `initialize`."""
    session = b"".join(
        [
            frame(id=1, method="initialize", params={"processId": None, "rootUri": None, "capabilities": {}}),
            frame(method="initialized", params={}),
            frame(id=2, method="shutdown"),
            frame(method="exit"),
        ]
    )
    argv = [sys.executable, "-X", "importtime", "-m", "opencodeinterpreter", "lsp"]
    done = subprocess.run(argv, input=session, capture_output=True, timeout=120, check=False)
    assert b'"capabilities"' in done.stdout, done.stderr.decode()[-2000:]
    return set(_IMPORTED.findall(done.stderr.decode()))


def test_the_server_is_there(imported: set[str]) -> None:
    assert {"opencodeinterpreter.lsp.server", "pygls"} <= imported


@pytest.mark.parametrize("heavy", HEAVY)
def test_heavy_packages_wait(imported: set[str], heavy: str) -> None:
    assert heavy not in imported
