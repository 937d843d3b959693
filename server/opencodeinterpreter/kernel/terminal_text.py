"""What a terminal would show of text that was written for one: no colour codes, progress bars in their last state."""

from __future__ import annotations

import re

_ANSI = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[@-Z\\^_])")
_ERASED = re.compile(r"[^\n\x08]\x08")
_CELL_FILE = re.compile(r"[^\s\"'<>]*ipykernel_\d+[/\\]run_\d+\.py")


def strip_ansi(text: str) -> str:
    """Without escape sequences."""
    return _ANSI.sub("", text) if "\x1b" in text else text


def name_cells(text: str, shown_file: str) -> str:
    """With the file names that stand for code we ran replaced by one that means something to a person."""
    return _CELL_FILE.sub(shown_file, text) if "ipykernel_" in text else text


def rewrite(line: str) -> str:
    """One line after its carriage returns and backspaces took effect; a trailing return waits for what follows."""
    while "\x08" in line and _ERASED.search(line):
        line = _ERASED.sub("", line)
    if "\r" not in line:
        return line
    kept = line.rstrip("\r")
    return kept[kept.rfind("\r") + 1 :] + ("\r" if kept != line else "")


class Screen:
    """Text that grows piece by piece; only its last line can still change."""

    def __init__(self) -> None:
        self._done: list[str] = []
        self._last = ""
        self._done_chars = 0

    def __len__(self) -> int:
        return self._done_chars + len(self._last)

    def write(self, piece: str) -> None:
        """Append ``piece`` as a terminal would."""
        *lines, last = (self._last + piece.replace("\r\n", "\n")).split("\n")
        for line in lines:
            self._keep(rewrite(line).rstrip("\r") + "\n")
        self._last = rewrite(last)

    def _keep(self, line: str) -> None:
        self._done.append(line)
        self._done_chars += len(line)

    def cut(self, length: int) -> None:
        """Drop all but the first ``length`` characters."""
        text = self.text[:length]
        self._done, self._last, self._done_chars = [text], "", len(text)

    @property
    def text(self) -> str:
        """All of it."""
        return "".join(self._done) + self._last.rstrip("\r")
