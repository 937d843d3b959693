"""``recorded``: a person's own conversations, kept by loop/recording.py because they asked for it, as dialogues."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from random import Random
from typing import Any, cast

import attrs

from opencodeinterpreter.collecting.method import DroppedError, Rejected, Tools, Unit
from opencodeinterpreter.collecting.telling import fenced
from opencodeinterpreter.data.rows import Outcome, Row, RowError, from_object
from opencodeinterpreter.loop.recording import FILE_NAME, recordings_folder
from opencodeinterpreter.model.protocol import Message
from opencodeinterpreter.settings import Settings
from opencodeinterpreter.text.answers import written_code

# What a grade of loop/grading.py says of the code: that it ran, or printed something, does not make it right.
_OUTCOMES: dict[object, Outcome] = {"failed": "failed", "asserts": "passed", "downstream": "passed"}
_KEPT_FACTS = ("grade", "isolation", "rounds", "model", "reason")


def recordings_file(settings: Settings) -> Path:
    """Where the recorder keeps conversations under these settings."""
    return recordings_folder(settings) / FILE_NAME


def parse_recording(entry: object, source: str) -> Row:
    """The row of a recorded conversation; rows that already have our form pass as they are. Raises RowError."""
    fields = _mapping(entry)
    facts = _mapping(fields.get("outcome"))
    if not facts:
        return from_object(entry, source)
    if not fields.get("messages"):
        raise RowError("messages: are empty: an instant fix ended the conversation before a model was asked")
    row = from_object({**fields, "outcome": _OUTCOMES.get(facts.get("grade"), "unverified")}, source)
    return attrs.evolve(row, extra={**row.extra, **{name: facts[name] for name in _KEPT_FACTS if facts.get(name)}})


@attrs.frozen(kw_only=True)
class Recorded:
    """Implements ``Method``. Of a conversation that went on the last state is kept; nothing is asked or run again.

    With ``only_working`` those whose last code failed, or whose request came to nothing, are left out. With
    ``whole_code`` replies in line edits become the whole code that they led to, for models that don't know that form.
    """

    only_working: bool = False
    whole_code: bool = False

    @property
    def name(self) -> str:
        """See ``Method.name``."""
        return "recorded"

    def units(self, rows: Sequence[Row]) -> Iterable[Unit | Rejected]:
        """One for each conversation."""
        last = {row.id: place for place, row in enumerate(rows)}
        for place, row in enumerate(rows):
            if last[row.id] == place:
                yield Unit(id=row.id, rows=(row,))
            else:
                yield Rejected(id=row.id, reason="went on later: only its last state is kept")

    async def make(self, unit: Unit, tools: Tools, random: Random) -> Sequence[Row]:  # noqa: ARG002 - the protocol's
        """See ``Method.make``."""
        row = _whole(unit.rows[0])
        if self.only_working and row.outcome == "failed":
            raise DroppedError("ended with code that fails")
        messages = _without_edits(row) if self.whole_code else row.messages
        return [attrs.evolve(row, id=unit.id, source=self.name, messages=messages)]


def _without_edits(row: Row) -> tuple[Message, ...]:
    codes = iter([turn.code for turn in row.turns])
    if sum(message.role == "assistant" for message in row.messages) != len(row.turns):
        raise DroppedError("a reply in it held no code")
    whole = (message if message.role != "assistant" else _in_full(message, next(codes)) for message in row.messages)
    return tuple(whole)


def _in_full(reply: Message, code: str) -> Message:
    return reply if written_code(reply.content) else Message("assistant", fenced(code))


def _mapping(value: object) -> Mapping[str, Any]:
    return cast("Mapping[str, Any]", value) if isinstance(value, dict) else {}


def _whole(row: Row) -> Row:
    """The row as far as somebody answered, its outcome that of the last code which stands in it.

    What an instant fix made of a model's code is in the document, but in no message.
    """
    messages = row.messages
    while messages and messages[-1].role != "assistant":
        messages = messages[:-1]
    if not messages:
        raise DroppedError("nobody answered")
    ran = row.turns[-1].execution if row.turns else None
    outcome: Outcome = "failed" if ran is not None and ran.status in {"error", "timeout", "died"} else row.outcome
    return attrs.evolve(row, messages=messages, outcome=outcome)
