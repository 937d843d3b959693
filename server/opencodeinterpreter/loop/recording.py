"""Keeps finished conversations for people who want to train on their own: only when they ask for it, only here."""

from __future__ import annotations

import json
import os
from datetime import datetime, timezone
from pathlib import Path

from opencodeinterpreter.loop.conversation import Conversation
from opencodeinterpreter.loop.events import Finished
from opencodeinterpreter.settings import Settings

FILE_NAME = "conversations.jsonl"


class Recorder:
    """Appends to one file in ``folder``, a conversation a line, in the form of Code-Feedback: messages and outcome."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @classmethod
    def from_settings(cls, settings: Settings) -> Recorder | None:
        """The recorder that a person has asked for; None when they have not."""
        if not settings.record_conversations:
            return None
        import platformdirs

        folder = settings.conversations_dir or platformdirs.user_data_dir("opencodeinterpreter", appauthor=False)
        return cls(Path(folder).expanduser())

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
