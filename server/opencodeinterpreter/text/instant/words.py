"""Words that were nearly right: what the interpreter or the code itself has instead. Shared by the fixes for names."""

from __future__ import annotations

import builtins
import difflib
import importlib
import re

from opencodeinterpreter.text.lines import split_lines

_SUGGESTION = re.compile(r"[Dd]id you mean:? '?([\w.]+)'?\?")
_CLOSE = 0.7
# Only these are looked into for attributes: importing them does nothing else.
_PLAIN_MODULES_TEXT = """
base64 collections contextlib copy csv dataclasses datetime decimal enum fractions functools glob hashlib heapq io
itertools json math operator os os.path pathlib pprint random re shutil statistics string sys textwrap time typing uuid
"""
_PLAIN_MODULES = frozenset(_PLAIN_MODULES_TEXT.split())


def suggested(message: str) -> list[str]:
    """What the interpreter itself proposes in its message."""
    return [name.removeprefix("self.") for name in _SUGGESTION.findall(message)]


def close(name: str, known: set[str]) -> list[str]:
    """The known names that a misspelt one may mean, the closest first."""
    return difflib.get_close_matches(name, sorted(known), n=2, cutoff=_CLOSE)


def members(owner: str) -> set[str]:
    """What a built-in type or a plain module of the standard library offers."""
    kind = getattr(builtins, owner, None)
    if isinstance(kind, type):
        return {name for name in dir(kind) if not name.startswith("_")}
    if owner in _PLAIN_MODULES:
        return {name for name in dir(importlib.import_module(owner)) if not name.startswith("_")}
    return set()


def replace_word(code: str, word: str, better: str, line: int | None) -> str:
    """The word replaced in one line, or everywhere when the line is not known or does not hold it."""
    pattern = re.compile(rf"\b{re.escape(word)}\b")
    lines = split_lines(code)
    if line is not None and line < len(lines) and pattern.search(lines[line]):
        lines[line] = pattern.sub(better, lines[line])
        return "".join(lines)
    return pattern.sub(better, code)
