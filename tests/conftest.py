"""What the whole suite shares: the order in which workers get its files."""

from __future__ import annotations

from pathlib import Path

import pytest

TESTS = Path(__file__).resolve().parent

# Files that take a minute or more. They begin first, so that no worker is left alone with one at the end.
LONGEST = ("install/test_installed.py", "demo/test_demo.py", "install/test_vsix.py")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the longest files first; the others keep their order."""
    rank = {TESTS / name: place for place, name in enumerate(LONGEST)}
    items.sort(key=lambda item: rank.get(item.path, len(rank)))
