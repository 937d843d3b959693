"""The seam between a chat model and everything above it. Importing this module loads nothing."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from typing import Literal, Protocol

import attrs

Role = Literal["system", "user", "assistant"]
AnswerForm = Literal["fenced", "line-edits"]


@attrs.frozen
class Message:
    """One turn of a conversation."""

    role: Role
    content: str


@attrs.frozen(kw_only=True)
class GenerationOptions:
    """How to sample. Temperature 0 is greedy; a ``seed`` makes what is drawn the same again, where the engine can."""

    max_new_tokens: int = 1024
    temperature: float = 0.0
    seed: int | None = None


@attrs.frozen(kw_only=True)
class ModelInfo:
    """What is known of a model before it answers.

    ``answer_form`` says how it changes given code (``fenced``: whole code in a block; ``line-edits``: see
    text/line_edits.py); ``sends_history`` whether it was trained on conversations or wants only the last turn.
    ``samples`` is how many answers to one prompt are worth trying: small models often know what they don't say first.
    ``lines`` is how many further answers to a failure are worth being led to a likely line by (line edits only).
    """

    name: str
    answer_form: AnswerForm = "fenced"
    sends_history: bool = True
    samples: int = 1
    lines: int = 0
    note: str = ""


@attrs.frozen
class TextDelta:
    """The next piece of a streamed reply."""

    text: str


@attrs.frozen(kw_only=True)
class Completion:
    """The end of a reply: who answered, why it stopped, and how many turns did not fit into its context."""

    model: str
    finish_reason: str = "stop"
    dropped_turns: int = 0
    prompt_tokens: int | None = None
    completion_tokens: int | None = None


class ChatModel(Protocol):
    """Answers conversations. Raises ModelError with a text fit for the user."""

    async def info(self) -> ModelInfo:
        """Load or reach the model if need be and say what it is."""
        ...

    def stream(self, messages: Sequence[Message], options: GenerationOptions) -> AsyncIterator[TextDelta | Completion]:
        """The reply piece by piece, closed by one Completion. Closing the iterator stops the generation."""
        ...

    async def close(self) -> None:
        """Release connections; a shared host lives on until it is idle."""
        ...
