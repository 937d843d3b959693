"""Keeps benchmarks out of collected dialogues by overlapping n-grams of words. Ships no benchmark: files are named.

The usual measure since GPT-3 (arXiv 2005.14165, appendix C), with shorter n-grams, for the tasks of HumanEval and MBPP
are short. A question of fewer words than an n-gram counts as a whole. Solutions are compared by longer n-grams: code
repeats itself more than prose does.
"""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, cast

from opencodeinterpreter.data.rows import Row
from opencodeinterpreter.errors import DataError

WORDS = 10
"""Length of the n-grams: of ten words that two texts share in a row, one was nearly always copied from the other."""

_QUESTION_FIELDS = ("prompt", "text", "instruction", "question")
_SOLUTION_FIELDS = ("canonical_solution", "code", "solution")
_WORD = re.compile(r"\w+")
_EXAMPLE = re.compile(r"^\s*(?:>>>|assert\b).*$", re.MULTILINE)
_CODE_FACTOR = 2
_FEWEST_WORDS = 6
_FEWEST_CODE_WORDS = 10


class Benchmarks:
    """Tasks that must not be trained on. Empty without files: then nothing overlaps."""

    def __init__(self, *, words: int = WORDS) -> None:
        self._words = words
        self._grams: dict[tuple[str, ...], str] = {}
        self._lengths: set[int] = set()
        self.tasks = 0

    @classmethod
    def read(cls, paths: Sequence[Path], *, words: int = WORDS) -> Benchmarks:
        """The tasks of JSON lines files (``.gz`` too) in the forms of HumanEval(+) and MBPP(+). Raises DataError."""
        benchmarks = cls(words=words)
        for path in paths:
            for number, entry in enumerate(_entries(path), 1):
                benchmarks._add(entry, f"{entry.get('task_id', f'{path.name}:{number}')}")
        return benchmarks

    def overlap(self, row: Row) -> str:
        """The name of a task that the row shares an n-gram with, "" when there is none."""
        return next((task for message in row.messages if (task := self._overlap(message.content))), "")

    def _overlap(self, text: str) -> str:
        words = _words(text)
        found = (self._grams.get(gram) for length in self._lengths for gram in _grams(words, length))
        return next((task for task in found if task), "")

    def _add(self, entry: dict[str, Any], task: str) -> None:
        self.tasks += 1
        for name in _QUESTION_FIELDS:
            words = _words(_EXAMPLE.sub("", _text(entry, name)))
            self._remember(words, self._words, task, fewest=_FEWEST_WORDS)
        for name in _SOLUTION_FIELDS:
            words = _words(_text(entry, name))
            self._remember(words, self._words * _CODE_FACTOR, task, fewest=_FEWEST_CODE_WORDS)

    def _remember(self, words: list[str], length: int, task: str, *, fewest: int) -> None:
        if len(words) < fewest:
            return
        length = min(length, len(words))
        self._lengths.add(length)
        for gram in _grams(words, length):
            self._grams.setdefault(gram, task)


def _entries(path: Path) -> Iterator[dict[str, Any]]:
    try:
        with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as file:
            for number, line in enumerate(file, 1):
                if line.strip():
                    yield _entry(line, path, number)
    except (OSError, EOFError, UnicodeDecodeError) as error:
        raise DataError(f"The benchmark file {path} can't be read: {error}.") from error


def _entry(line: str, path: Path, number: int) -> dict[str, Any]:
    try:
        entry = json.loads(line)
    except ValueError as error:
        raise DataError(f"The benchmark file {path}, line {number}, is not JSON: {error}.") from error
    fields = cast("dict[str, Any]", entry) if isinstance(entry, dict) else {}
    if not any(_text(fields, name) for name in _QUESTION_FIELDS):
        names = ", ".join(_QUESTION_FIELDS)
        raise DataError(f"The benchmark file {path}, line {number}, holds no task: none of {names} is there.")
    return fields


def _text(fields: dict[str, Any], name: str) -> str:
    value = fields.get(name)
    return value if isinstance(value, str) else ""


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def _grams(words: list[str], length: int) -> Iterator[tuple[str, ...]]:
    return (tuple(words[start : start + length]) for start in range(len(words) - length + 1))
