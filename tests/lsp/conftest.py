"""Fixtures of the language server's tests: a real server process, a real kernel, a scripted engine behind real HTTP."""

from __future__ import annotations

import sys
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from lsp_editor import Editor, start_editor
from lsp_endpoint import Engine, start_engine


@pytest.fixture
async def editor() -> AsyncIterator[Editor]:
    """A session that has not said ``initialize`` yet."""
    async with start_editor() as session:
        yield session


@pytest.fixture
def engine() -> Iterator[Engine]:
    """An engine without replies."""
    with start_engine() as scripted:
        yield scripted


@pytest.fixture
def options(engine: Engine) -> dict[str, object]:
    """Settings that use the scripted engine and this Python."""
    return {"endpoint": engine.url, "python": sys.executable}


@pytest.fixture
def uri(tmp_path: Path) -> str:
    """A document's, with what uris must escape."""
    return (tmp_path / "a b é.py").as_uri()
