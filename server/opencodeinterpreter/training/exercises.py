"""The bundled model's own exercises as rows, so that they are trained on like any other dialogues."""

from __future__ import annotations

from opencodeinterpreter.data.dialogue import Dialogue
from opencodeinterpreter.data.rows import Row, from_object


def as_row(exercise: Dialogue) -> Row:
    """The exercise as a row, with the check that ``held_out.py`` runs where the exercise says what it prints."""
    messages = [{"role": "user", "content": exercise.prompt}, {"role": "assistant", "content": exercise.reply}]
    check = {
        "code": exercise.code,
        "before": exercise.before,
        "after": exercise.check,
        "expected": exercise.expected,
    }
    extra = {"kind": exercise.kind} | ({"check": check} if exercise.expected else {})
    return from_object({"source": exercise.source, "messages": messages, "outcome": "passed", "extra": extra})
