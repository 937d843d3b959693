"""The seam between a chat model and everything above it. Importing this module loads nothing."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from typing import Literal, Protocol

import attrs

Role = Literal["system", "user", "assistant"]
AnswerForm = Literal["fenced", "line-edits"]
FeedbackForm = Literal["changed", "tried"]


@attrs.frozen
class Message:
    """One turn of a conversation."""

    role: Role
    content: str


@attrs.frozen(kw_only=True)
class GenerationOptions:
    """How to sample. Temperature 0 is greedy; a ``seed`` makes what is drawn the same again, where the engine can.

    ``top_logprobs`` is how many likely tokens the completion is to tell for each place in the reply;
    ``last_turn_logprob`` whether it is to tell how likely the assistant's turn was that the messages end with.
    """

    max_new_tokens: int = 1024
    temperature: float = 0.0
    seed: int | None = None
    top_logprobs: int = 0
    last_turn_logprob: bool = False


@attrs.frozen(kw_only=True)
class ModelInfo:
    """What is known of a model before it answers.

    ``answer_form`` says how it changes given code (``fenced``: whole code in a block; ``line-edits``: see
    text/line_edits.py); ``sends_history`` whether it was trained on conversations or wants only the last turn.
    ``feedback_form`` says what a model that wants only the last turn is told of an answer that failed: ``changed`` is
    the code that came of it, ``tried`` is what was tried on the code as it was (see loop/task.py).
    ``samples`` is how many answers to one prompt are worth trying: small models often know what they don't say first.
    ``lines`` is how many further answers to a failure are worth being led to a likely line by (line edits only), and
    ``branches`` how many that leave the first answer where it was least certain.
    ``reviews`` says that the model can tell how likely a request is, given the code (see loop/reviewing.py).
    """

    name: str
    answer_form: AnswerForm = "fenced"
    sends_history: bool = True
    feedback_form: FeedbackForm = "changed"
    samples: int = 1
    lines: int = 0
    branches: int = 0
    reviews: bool = False
    note: str = ""

    @property
    def answers(self) -> int:
        """How many answers to one prompt are worth trying, apart from those that are led to lines."""
        return self.samples + self.branches


@attrs.frozen
class TextDelta:
    """The next piece of a streamed reply."""

    text: str


@attrs.frozen
class TokenChoice:
    """A place in a reply: the token's text, its log probability, and those of the likeliest tokens there.

    What ends a reply or completes no character has no text.
    """

    text: str
    logprob: float
    likely: tuple[tuple[str, float], ...] = ()


@attrs.frozen(kw_only=True)
class Completion:
    """The end of a reply: who answered, why it stopped, and how many turns did not fit into its context.

    ``choices`` are its tokens and ``last_turn_logprob`` the log probability (natural) of the turn that it goes on
    with, if the options asked for them and the engine tells them.
    """

    model: str
    finish_reason: str = "stop"
    dropped_turns: int = 0
    prompt_tokens: int | None = None
    completion_tokens: int | None = None
    choices: tuple[TokenChoice, ...] = ()
    last_turn_logprob: float | None = None


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
