"""Keeps finished conversations for people who want to train on their own: only when they ask for it, only here."""

from __future__ import annotations

import itertools
import json
import os
from collections.abc import Iterator
from datetime import datetime, timezone
from pathlib import Path

from opencodeinterpreter.loop.attempts import INSTANT_FIX
from opencodeinterpreter.loop.conversation import Conversation
from opencodeinterpreter.loop.events import Finished
from opencodeinterpreter.settings import Settings

FILE_NAME = "conversations.jsonl"


def recordings_folder(settings: Settings) -> Path:
    """Where conversations are kept: the person's choice, else their data folder."""
    import platformdirs

    folder = settings.conversations_dir or platformdirs.user_data_dir("opencodeinterpreter", appauthor=False)
    return Path(folder).expanduser()


class Recorder:
    """Appends to one file in ``folder``, a conversation a line: messages and turns as in data/rows.py, and the outcome.

    A conversation that goes on after a request is written again, whole, under the same id.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @classmethod
    def from_settings(cls, settings: Settings) -> Recorder | None:
        """The recorder that a person has asked for; None when they have not."""
        return cls(recordings_folder(settings)) if settings.record_conversations else None

    def record(self, conversation: Conversation, finished: Finished) -> None:
        """Write the conversation as it stands. Raises OSError when the folder can't be written."""
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        line = json.dumps(_entry(conversation, finished), ensure_ascii=False) + "\n"
        # One write to a descriptor in append mode: windows that finish together don't mix their lines.
        descriptor = os.open(self._folder / FILE_NAME, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        try:
            os.write(descriptor, line.encode())
        finally:
            os.close(descriptor)


def _entry(conversation: Conversation, finished: Finished) -> dict[str, object]:
    return {
        "id": conversation.id,
        "time": datetime.now(timezone.utc).isoformat(timespec="seconds"),
        "messages": [{"role": message.role, "content": message.content} for message in conversation.messages],
        "turns": list(_turns(conversation)),
        "code": finished.code,
        "outcome": {
            "status": finished.status,
            "grade": finished.grade,
            "isolation": finished.isolation,
            "rounds": finished.rounds,
            "model": finished.model,
            "reason": finished.reason,
        },
    }


def _turns(conversation: Conversation) -> Iterator[dict[str, object]]:
    """The candidates of the replies that stand in the messages, in order. Instant fixes are no part of the dialogue."""
    steps = conversation.steps
    said = [message.content for message in conversation.messages if message.role == "assistant"]
    for place, step in enumerate(steps):
        # A reply that was taken back, because the model repeated itself, is in the steps only.
        if step.kind != "reply" or not said or step.text != said[0]:
            continue
        said.pop(0)
        following = list(itertools.takewhile(lambda later: later.kind != "reply", steps[place + 1 :]))
        ran = next((later.ran for later in following if later.ran and later.author != INSTANT_FIX), None)
        if ran is not None:
            kind = next((later.feedback_kind for later in following if later.kind == "request"), "")
            result = {"status": ran.status, "output": ran.output, "traceback": ran.traceback}
            yield {"code": ran.code, "execution": result, "feedback_kind": kind}
