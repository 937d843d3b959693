"""Tells dialogues that say the same apart from new ones. Pure."""

from __future__ import annotations

import ast
import hashlib
import re

from opencodeinterpreter.data.rows import Row
from opencodeinterpreter.text.syntax import parse_python

DUPLICATE = "duplicate of an earlier row"
_NOT_WORDS = re.compile(r"\W+")


class Duplicates:
    """Remembers what was seen: the first user turn, the first and the final code, all normalised.

    Turns are compared by their words in lower case, code by its syntax tree, so that punctuation, comments and layout
    make no difference. The first code counts because two mistakes in one program are two dialogues.
    """

    def __init__(self) -> None:
        self._seen: set[bytes] = set()

    def is_new(self, row: Row) -> bool:
        """Whether nothing like this row came before; it counts as seen from now on."""
        parts = (normalised_text(row.query), normalised_code(row.first_code), normalised_code(row.final_code))
        key = hashlib.sha256("\0".join(parts).encode()).digest()
        if key in self._seen:
            return False
        self._seen.add(key)
        return True


def normalised_text(text: str) -> str:
    """The words of a text in lower case, one blank between them."""
    return _NOT_WORDS.sub(" ", text.casefold()).strip()


def normalised_code(code: str) -> str:
    """Code without comments and layout; what is no Python by its words."""
    tree = parse_python(code)
    return normalised_text(code) if tree is None else ast.dump(tree)
