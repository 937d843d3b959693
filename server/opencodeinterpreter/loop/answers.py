"""Gets answers to the last prompt of a conversation and tries what they hold: one, and others while none works."""

from __future__ import annotations

import time
from collections.abc import AsyncGenerator
from contextlib import aclosing

import attrs

from opencodeinterpreter.loop.asking import Reply, ask
from opencodeinterpreter.loop.attempts import Attempt, Attempts
from opencodeinterpreter.loop.conversation import Conversation, Step
from opencodeinterpreter.loop.events import Event, Grade, Notice, RoundStarted, Token
from opencodeinterpreter.loop.feedback import own_failure
from opencodeinterpreter.loop.limits import Limits
from opencodeinterpreter.loop.openings import LED_TOKENS, TOP_LOGPROBS, openings
from opencodeinterpreter.loop.reviewing import review, worth_comparing
from opencodeinterpreter.loop.task import Task
from opencodeinterpreter.model.protocol import ChatModel, GenerationOptions, Message, TokenChoice
from opencodeinterpreter.text.answers import changed_code, written_code
from opencodeinterpreter.text.asked_names import named_as_asked
from opencodeinterpreter.text.indent import dedent
from opencodeinterpreter.text.scopes import Scope

# How random the other replies are that a greedy model is asked for.
SAMPLING_TEMPERATURE = 0.7
NO_CODE = "The model's reply held no code."
_COMPARED = "{count} different answers work. The one that suits the request best, as the model sees it, is taken."
_SANDBOXED = ("fork", "fresh")
# Grades of code that passed its examples, or that the code below runs with.
_VERIFIED = ("asserts", "downstream")


@attrs.frozen(kw_only=True)
class _Snapshot:
    """Where a round stands after one of its answers."""

    messages: tuple[Message, ...]
    said_code: str | None
    no_candidate: str
    best: Attempt | None
    last: Attempt | None

    @property
    def code(self) -> str:
        """That of the best attempt."""
        return self.best.code if self.best else ""

    @property
    def grade(self) -> Grade:
        """That of the best attempt."""
        return self.best.grade if self.best else "failed"


class Answers:
    """Those of one request. The candidate of an answer is the last attempt, None when it held none.

    ``no_candidate`` says why the last answer held none.
    """

    def __init__(self, model: ChatModel, conversation: Conversation, attempts: Attempts, limits: Limits) -> None:
        self._model = model
        self._conversation = conversation
        self._attempts = attempts
        self._limits = limits
        self._samples_left_s = limits.samples_s
        self._first_choices: tuple[TokenChoice, ...] = ()
        self.no_candidate = NO_CODE

    @property
    def _scope(self) -> Scope:
        return self._conversation.scope

    async def first(self, task: Task, temperature: float) -> AsyncGenerator[Event, None]:
        """One reply and what comes of it; code that is known is not tried again."""
        self._attempts.last = None
        async with aclosing(self._ask(task, temperature)) as pieces:
            async for piece in pieces:
                if not isinstance(piece, Reply):
                    yield piece
                    continue
                self._first_choices = piece.choices
                placed = self._placed(self._take(task, piece))
                if placed is None or self._attempts.recall(placed):
                    continue
                async with aclosing(self._try(placed, piece.model)) as events:
                    async for event in events:
                        yield event

    def _placed(self, code: str | None) -> str | None:
        return None if code is None else self._scope.place(code)

    def _ask(self, task: Task, temperature: float, opening: str = "") -> AsyncGenerator[Token | Notice | Reply, None]:
        info, limit = task.wording.info, self._limits.max_new_tokens
        edits = task.given is not None and info.answer_form == "line-edits"
        options = GenerationOptions(
            max_new_tokens=min(limit, LED_TOKENS) if opening and edits else limit,
            temperature=temperature,
            top_logprobs=TOP_LOGPROBS if info.branches and not opening else 0,
        )
        return ask(self._model, info, self._conversation.messages, options, opening)

    async def further(self, task: Task, round_number: int) -> AsyncGenerator[Event, None]:
        """Other answers to the same prompt, begun in likely ways or drawn by chance, until one works or time is up.

        Small models often know what they don't say first. When no answer works, it is as if there had been only the
        first: that one is fed back. Where the model can review its answers, all are tried, even behind a first one that
        works, and the best is taken. A person who is asked before each trial is spared them.
        """
        first = self._attempts.last
        if first is not None and first.isolation not in _SANDBOXED:
            return
        before = self._snapshot()
        working = [before] if self._attempts.succeeded else []
        beginnings = self._beginnings(task)
        for number, opening in enumerate(beginnings, 2):
            if self._samples_left_s <= 0:
                break
            started = RoundStarted(round_number, self._limits.max_rounds, answer=number, answers=len(beginnings) + 1)
            yield started
            self._conversation.messages.pop()
            self._attempts.last = None
            began = time.monotonic()
            async with aclosing(self._further_answer(task, opening, started.which_answer)) as events:
                async for event in events:
                    yield event
            self._samples_left_s -= time.monotonic() - began
            if self._attempts.take_last():
                working.append(self._snapshot())
                if not task.can_be_reviewed:
                    return
        self._restore(await self._best(task, working) if working else before)

    def _beginnings(self, task: Task) -> list[str]:
        """Of the further answers; none where the first works and no other is worth comparing with it."""
        info, best = task.wording.info, self._attempts.best
        if best is None or best.grade == "failed":
            return openings(info, task.given, self._conversation.messages[-2].content, self._first_choices)
        if not task.can_be_reviewed or best.grade == "asserts":
            return []
        return worth_comparing(info, self._first_choices)

    async def _best(self, task: Task, working: list[_Snapshot]) -> _Snapshot:
        """Of answers that run, the one that suits the request best; those that other code speaks for come first."""
        found = [one for one in working if one.grade in _VERIFIED] or working
        if len(found) == 1:
            return found[0]
        indent = self._scope.indent
        self._conversation.note(Step(kind="notice", text=_COMPARED.format(count=len(found))))
        reviews = [await review(self._model, task, one.messages, dedent(one.code, indent)) for one in found]
        return found[max(range(len(found)), key=lambda place: reviews[place].score)]

    async def _further_answer(self, task: Task, opening: str, which: str) -> AsyncGenerator[Event, None]:
        """One more reply; its candidate is tried unless it is known, or its time is up before the reply ends."""
        chance = 0.0 if opening else SAMPLING_TEMPERATURE
        temperature = max(self._limits.temperature, chance)
        deadline = time.monotonic() + self._samples_left_s
        reply = Reply(text="", model=self._conversation.model, duration_s=self._samples_left_s)
        async with aclosing(self._ask(task, temperature, opening)) as pieces:
            async for piece in pieces:
                if isinstance(piece, Reply):
                    reply = piece
                elif time.monotonic() > deadline:
                    break
                elif isinstance(piece, Token):
                    yield piece
        placed = self._placed(self._take(task, reply, which))
        left_s = deadline - time.monotonic()
        if placed is None or left_s <= 0 or not self._attempts.is_new(placed):
            return
        author = f"{reply.model}, {which}"
        async with aclosing(
            self._attempts.run(placed, author, timeout_s=min(left_s, self._limits.timeout_s))
        ) as events:
            async for event in events:
                yield event

    def _snapshot(self) -> _Snapshot:
        conversation = self._conversation
        return _Snapshot(
            messages=tuple(conversation.messages),
            said_code=conversation.said_code,
            no_candidate=self.no_candidate,
            best=self._attempts.best,
            last=self._attempts.last,
        )

    def _restore(self, snapshot: _Snapshot) -> None:
        self._conversation.messages[:] = snapshot.messages
        self._conversation.said_code = snapshot.said_code
        self.no_candidate = snapshot.no_candidate
        self._attempts.best, self._attempts.last = snapshot.best, snapshot.last

    async def _try(self, placed: str, author: str) -> AsyncGenerator[Event, None]:
        """Try a model's candidate, and what its error suggests; feedback is about the model's own code."""
        async with aclosing(self._attempts.run(placed, author)) as events:
            async for event in events:
                yield event
        candidate = self._attempts.last
        if self._attempts.succeeded or candidate is None or candidate.execution.error is None:
            return
        own = own_failure(candidate.execution.error, self._scope, candidate.code)
        async with aclosing(self._attempts.mend_instantly(candidate.code, own)) as events:
            async for event in events:
                yield event
        self._attempts.last = candidate

    def _take(self, task: Task, reply: Reply, which: str = "") -> str | None:
        """Remember the reply, and find the code in it."""
        conversation = self._conversation
        conversation.model = reply.model
        conversation.messages.append(Message("assistant", reply.text))
        author = f"{reply.model}, {which}," if which else reply.model
        conversation.note(Step(kind="reply", text=reply.text, author=author, duration_s=reply.duration_s))
        if task.given is None or task.wording.info.answer_form == "fenced":
            written = written_code(reply.text, stub=task.stub)
            code = written and named_as_asked(written, task.instruction, above=task.context)
        else:
            code = changed_code(reply.text, task.given)
        conversation.said_code = code
        hidden = self._attempts.hides_failure(self._scope.place(code)) if code is not None else NO_CODE
        self.no_candidate = hidden or NO_CODE
        return None if hidden else code
