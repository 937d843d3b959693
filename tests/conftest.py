"""What the whole suite shares: the order in which workers get its files, and a place of its own for model hosts."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from hosts import end_hosts

TESTS = Path(__file__).resolve().parent

# Files that take a minute or more. They begin first, so that no worker is left alone with one at the end.
LONGEST = ("install/test_installed.py", "demo/test_demo.py", "install/test_vsix.py")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the longest files first; the others keep their order."""
    rank = {TESTS / name: place for place, name in enumerate(LONGEST)}
    items.sort(key=lambda item: rank.get(item.path, len(rank)))


@pytest.fixture(scope="session", autouse=True)
def host_folder() -> Iterator[Path]:
    """Tests share no model host with the person's editors, and none outlives them. Socket paths must be short."""
    folder = Path(tempfile.mkdtemp(prefix="oci-tests-"))
    os.environ["OPENCODEINTERPRETER_RUNTIME_DIR"] = str(folder)
    yield folder
    end_hosts(folder)
    shutil.rmtree(folder, ignore_errors=True)
