"""What may not stand in any file of the repository."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

_OWN_FOLDERS = "|".join(
    re.escape(str(folder)) for folder in (ROOT, Path(sys.prefix), Path.home()) if len(folder.parts) > 1
)
_MACHINE_PATH = re.compile(rf"(?<![\w.~}}])(?:{_OWN_FOLDERS}|/root|/Users/\w+)/")
_GENERATED = {"package-lock.json"}


def tracked_texts() -> dict[str, str]:
    """Every tracked text file; those with a NUL byte are binary."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, check=True, capture_output=True).stdout
    contents = {name: (ROOT / name).read_bytes() for name in listed.decode().split("\0") if (ROOT / name).is_file()}
    return {name: data.decode() for name, data in contents.items() if b"\0" not in data and name not in _GENERATED}


def test_no_file_names_a_path_of_one_machine() -> None:
    found = [
        f"{name}:{number}"
        for name, text in tracked_texts().items()
        for number, line in enumerate(text.splitlines(), start=1)
        if _MACHINE_PATH.search(line)
    ]
    assert not found


def test_no_conflict_marks_and_no_carriage_returns() -> None:
    marks = ("<" * 7 + " ", ">" * 7 + " ", "\r\n")
    assert [name for name, text in tracked_texts().items() if any(mark in text for mark in marks)] == []
