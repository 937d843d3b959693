"""Follows the loop's events: what the person sees while a request is under way."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import aclosing

from typing_extensions import assert_never

from opencodeinterpreter.loop.events import (
    CandidateFound,
    Event,
    Finished,
    Notice,
    RoundStarted,
    Token,
    TrialOutput,
    Tried,
)
from opencodeinterpreter.lsp.client import Client
from opencodeinterpreter.lsp.progress import Progress

_TAIL_CHARS = 60


class Follower:
    """Turns events into progress and messages."""

    def __init__(self, client: Client, progress: Progress) -> None:
        self._client = client
        self._progress = progress
        self._round = ""
        self._reply = ""
        self._notice: str | None = None

    async def follow(self, events: AsyncGenerator[Event, None]) -> Finished:
        """Read to the end; returns how it ended. Being cancelled stops model and trial."""
        finished: Finished | None = None
        async with aclosing(events):
            async for event in events:
                finished = self._take(event) or finished
        assert finished is not None
        return finished

    def _take(self, event: Event) -> Finished | None:
        self._tell(unless=event.reason if isinstance(event, Finished) else None)
        match event:
            case RoundStarted():
                self._begin_round(event)
            case Token():
                self._client.status(state="working")
                self._reply += event.text
                self._progress.report(f"{self._round}: {_tail(self._reply)}", often=True)
            case CandidateFound():
                self._progress.report(f"{self._round}: trying the code")
            case TrialOutput():
                self._progress.report(f"{self._round}: {_tail(event.output.text)}", often=True)
            case Tried():
                self._progress.report(f"{self._round}: {event.grade}")
            case Notice():
                self._notice = event.text
            case Finished():
                return event
            case _:
                assert_never(event)
        return None

    def _tell(self, *, unless: str | None) -> None:
        """Show the last notice, unless it is about to be shown as the reason of the end."""
        if self._notice is not None and self._notice != unless:
            self._client.info(self._notice, once=True)
        self._notice = None

    def _begin_round(self, event: RoundStarted) -> None:
        self._reply = ""
        self._round = f"round {event.number} of {event.limit}" if event.number else "instant fix"
        self._round += f", {event.which_answer}" if event.which_answer else ""
        self._progress.report(self._round)


def _tail(text: str) -> str:
    """The end of what is being written, on one line."""
    last = text.rstrip().rpartition("\n")[2].strip() or text.strip().replace("\n", " ")
    return last if len(last) <= _TAIL_CHARS else f"…{last[-_TAIL_CHARS:]}"
