"""ARCHITECTURE.md and README.md name only what exists."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "server" / "opencodeinterpreter"

_PATH = re.compile(r"`((?:[\w.-]+/)+[\w.-]*|[\w-]+\.(?:py|j2|md|toml|sh))`")
_LINK = re.compile(r"\]\((?!https?:|#|mailto:)([^)#]+)")
_METHODS = ("$/", "client/", "opencodeinterpreter/status", "textDocument/", "window/", "workspace/", "m-a-p/")


def named_paths(page: str) -> set[str]:
    """What stands between backticks and looks like a file or folder of ours; LSP methods and Hub ids look alike."""
    found = _PATH.findall((ROOT / page).read_text(encoding="utf-8"))
    return {path for path in found if not path.startswith(_METHODS)}


@pytest.mark.parametrize("page", ["ARCHITECTURE.md", "CONTRIBUTING.md"])
def test_pages_name_only_what_exists(page: str) -> None:
    missing = {path for path in named_paths(page) if not (ROOT / path).exists() and not (PACKAGE / path).exists()}
    assert not missing


@pytest.mark.parametrize("page", ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md"])
def test_links_lead_somewhere(page: str) -> None:
    targets = _LINK.findall((ROOT / page).read_text(encoding="utf-8"))
    assert [target for target in targets if not (ROOT / target).exists()] == []


def test_architecture_has_paths_to_check_and_stays_short() -> None:
    assert len(named_paths("ARCHITECTURE.md")) > 10
    assert len((ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8").splitlines()) <= 200
