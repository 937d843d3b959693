"""What else people say for an operation: questions, commands and things, by the operation's name.

Knows nothing of forms. ``{0}``, ``{1}`` stand for the parameters, as in the operations' own wording.
Each entry of the texts: an operation and, divided by `` | ``, what is said: questions end with a question mark,
commands begin with "to", all else names what comes out.
"""

from __future__ import annotations

import attrs

from opencodeinterpreter.data.tasks.phrasings import (
    about_collections,
    about_everyday_life,
    about_lists,
    about_measures,
    about_numbers,
    about_sentences,
    about_sequences,
    about_texts,
    about_words,
)

_TEXTS = (
    about_texts.TEXT,
    about_words.TEXT,
    about_sentences.TEXT,
    about_numbers.TEXT,
    about_measures.TEXT,
    about_everyday_life.TEXT,
    about_lists.TEXT,
    about_sequences.TEXT,
    about_collections.TEXT,
)


@attrs.frozen
class Phrasings:
    """Other words for one operation."""

    questions: tuple[str, ...]
    actions: tuple[str, ...]
    things: tuple[str, ...]


def _read(line: str) -> tuple[str, Phrasings]:
    name, *said = line.split(" | ")
    questions = tuple(phrase for phrase in said if phrase.endswith("?"))
    actions = tuple(phrase.removeprefix("to ") for phrase in said if phrase.startswith("to "))
    things = tuple(phrase for phrase in said if not phrase.endswith("?") and not phrase.startswith("to "))
    return name, Phrasings(questions, actions, things)


PHRASINGS: dict[str, Phrasings] = {
    name: phrasings for text in _TEXTS for name, phrasings in map(_read, text.strip().replace("\n   ", "").splitlines())
}
