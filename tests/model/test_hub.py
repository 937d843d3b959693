"""Fetching from a Hub that is a small HTTP server of our own, speaking just enough of its protocol."""

from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import huggingface_hub
import pytest

from opencodeinterpreter.errors import ModelError
from opencodeinterpreter.model.checkpoint import is_complete
from opencodeinterpreter.model.host import resolve as resolving
from opencodeinterpreter.model.host.resolve import resolve

NAME = "somebody/a-model"
COMMIT = "a" * 40


@contextmanager
def hub(reply: Callable[[BaseHTTPRequestHandler], None], monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let huggingface_hub talk to ``reply`` instead of the real Hub."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            reply(self)

        do_HEAD = do_GET  # noqa: N815 - the name that http.server looks for

        def log_message(self, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    url = f"http://127.0.0.1:{server.server_port}"
    monkeypatch.setattr(huggingface_hub.constants, "ENDPOINT", url)
    monkeypatch.setattr(
        huggingface_hub.constants, "HUGGINGFACE_CO_URL_TEMPLATE", url + "/{repo_id}/resolve/{revision}/{filename}"
    )
    try:
        yield
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("HF_HUB_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(huggingface_hub.constants, "HF_HUB_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(huggingface_hub.constants, "HF_HUB_OFFLINE", False)
    return tmp_path / "cache"


def answer(handler: BaseHTTPRequestHandler, status: int, body: bytes = b"{}", **headers: str) -> None:
    handler.send_response(status)
    for name, value in ({"Content-Length": str(len(body))} | headers).items():
        handler.send_header(name.replace("_", "-"), value)
    handler.end_headers()
    if handler.command == "GET":
        handler.wfile.write(body)


def refusing(status: int, code: str = "", body: bytes = b"{}") -> Callable[[BaseHTTPRequestHandler], None]:
    return lambda handler: answer(handler, status, body, **({"X_Error_Code": code} if code else {}))


@pytest.mark.parametrize(
    ("reply", "message"),
    [
        (refusing(404, "RepoNotFound"), "There is no model somebody/a-model on the Hub, or it is private"),
        (refusing(401, "RepoNotFound"), "There is no model somebody/a-model on the Hub, or it is private"),
        (refusing(403, "GatedRepo"), "somebody/a-model is gated: accept its terms"),
        (refusing(500), "could not be fetched from the Hub .*Check the network"),
        (refusing(200, body=b"<html>Sign in to the network</html>"), "could not be fetched from the Hub"),
        (
            refusing(200, body=json.dumps({"id": NAME, "siblings": [{"rfilename": "pytorch_model.bin"}]}).encode()),
            "has no safetensors",
        ),
    ],
    ids=["unknown", "private", "gated", "failing", "a captive portal", "only pickles"],
)
def test_hubs_that_do_not_help(
    reply: Callable[[BaseHTTPRequestHandler], None], message: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with hub(reply, monkeypatch), pytest.raises(ModelError, match=message) as failure:
        resolve(NAME, lambda _: None)
    assert "bundled" in str(failure.value)


def test_no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(huggingface_hub.constants, "ENDPOINT", "http://127.0.0.1:9")
    with pytest.raises(ModelError, match="is not in the local cache and could not be fetched from the Hub"):
        resolve(NAME, lambda _: None)


def test_offline_by_decision(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(huggingface_hub.constants, "HF_HUB_OFFLINE", True)
    with pytest.raises(ModelError, match=r"could not be fetched from the Hub \(OfflineModeIsEnabled"):
        resolve(NAME, lambda _: None)


def test_a_named_model_is_fetched_once(tiny_model: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = {file.name: file.read_bytes() for file in tiny_model.iterdir()} | {"pickle.bin": b"never fetched"}
    asked: list[str] = []

    def reply(handler: BaseHTTPRequestHandler) -> None:
        asked.append(handler.path)
        name = handler.path.rpartition("/")[2].partition("?")[0]
        if "/resolve/" in handler.path and name in files:
            etag = f'"{hashlib.sha256(files[name]).hexdigest()[:40]}"'
            answer(handler, 200, files[name], X_Repo_Commit=COMMIT, ETag=etag)
        elif "/api/models/" in handler.path and "/tree/" in handler.path:
            listing = [{"type": "file", "path": name, "size": len(data), "oid": "0"} for name, data in files.items()]
            answer(handler, 200, json.dumps(listing).encode(), Content_Type="application/json")
        else:
            siblings = [{"rfilename": name, "size": len(data)} for name, data in files.items()]
            answer(handler, 200, json.dumps({"id": NAME, "sha": COMMIT, "siblings": siblings}).encode())

    statuses: list[str] = []
    monkeypatch.setattr(resolving, "_REPORT_INTERVAL_S", 0.0)
    with hub(reply, monkeypatch):
        folder = resolve(NAME, statuses.append)
    assert folder.is_relative_to(cache)
    assert is_complete(folder)
    assert not (folder / "pickle.bin").exists()
    assert statuses[0] == f"Looking for {NAME} on the Hub"
    assert any(status.startswith(f"Fetching {NAME}: ") for status in statuses)
    asked.clear()
    assert resolve(NAME, statuses.append) == folder
    assert asked == []
