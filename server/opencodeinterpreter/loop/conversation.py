"""One conversation about one place of a document: what was said, tried and offered, from the first request on."""

from __future__ import annotations

import secrets
from typing import Literal

import attrs

from opencodeinterpreter.kernel.protocol import Execution, Isolation, Status
from opencodeinterpreter.loop.events import Grade
from opencodeinterpreter.model.protocol import Message
from opencodeinterpreter.text.scopes import Scope

FeedbackKind = Literal["", "execution", "human"]


@attrs.frozen(kw_only=True)
class Ran:
    """What trying ``code``, as the model wrote it, brought: texts that were cut to a size for people and models."""

    code: str
    status: Status
    output: str = ""
    traceback: str = ""


@attrs.frozen(kw_only=True)
class Step:
    """Something that happened, and who did it; ``grade``, ``isolation`` and ``ran`` are those of a trial.

    A request that answers a candidate says with what: the result of running it, or a person's words.
    """

    kind: Literal["request", "reply", "trial", "notice"]
    text: str
    author: str = ""
    duration_s: float = 0.0
    grade: Grade | None = None
    isolation: Isolation | None = None
    ran: Ran | None = None
    feedback_kind: FeedbackKind = ""


def _new_id() -> str:
    return secrets.token_hex(6)


@attrs.define(kw_only=True)
class Conversation:
    """What a request leaves behind for the next one.

    ``code`` is the region's text as last offered, in the document's form; None before the first candidate.
    ``messages`` are all turns as they were sent, ``said_code`` is the code that the model believes to be current.
    Before a further request the caller may set ``scope`` to where the region lies by then, and ``code`` to what a
    person made of it.
    """

    scope: Scope
    id: str = attrs.field(factory=_new_id)
    title: str = ""
    code: str | None = None
    said_code: str | None = None
    execution: Execution | None = None
    grade: Grade = "unverified"
    isolation: Isolation = "none"
    model: str = ""
    messages: list[Message] = attrs.field(factory=list[Message])
    steps: list[Step] = attrs.field(factory=list[Step])

    @property
    def current(self) -> str:
        """The region's text as it would stand in the document now."""
        return self.scope.code if self.code is None else self.code

    def note(self, step: Step) -> None:
        """Remember a step for the transcript."""
        self.steps.append(step)

    def transcript(self) -> str:
        """The conversation as markdown: who said what, where it was tried, what came out and how long it took."""
        lines = [f"# {self.title or 'Conversation'}", ""]
        for step in self.steps:
            lines += [f"**{_heading(step)}**", "", step.text.strip() or "(nothing)", ""]
        return "\n".join(lines)


def _heading(step: Step) -> str:
    took = f" · {step.duration_s:.1f} s" if step.duration_s else ""
    match step.kind:
        case "request":
            return "You asked"
        case "reply":
            return f"{step.author or 'The model'} answered{took}"
        case "trial":
            return f"{step.author or 'Tried'}: {step.grade} (isolation: {step.isolation}){took}"
        case "notice":
            return "Notice"
