"""One request of a conversation: asks the model, tries what it writes, feeds back what happened, at most N rounds."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import aclosing
from pathlib import Path

from opencodeinterpreter.kernel.protocol import Trials
from opencodeinterpreter.loop.answers import SAMPLING_TEMPERATURE, Answers
from opencodeinterpreter.loop.attempts import Attempt, Attempts
from opencodeinterpreter.loop.conversation import Conversation, FeedbackKind, Step
from opencodeinterpreter.loop.events import Event, Finished, Notice, RoundStarted
from opencodeinterpreter.loop.limits import Limits
from opencodeinterpreter.loop.task import Task
from opencodeinterpreter.loop.wording import Wording
from opencodeinterpreter.model.protocol import ChatModel, Message
from opencodeinterpreter.text.generation import Generation
from opencodeinterpreter.text.indent import dedent
from opencodeinterpreter.text.scopes import Scope
from opencodeinterpreter.text.tracebacks import Failure, relative

SAME_AGAIN = "The same error came back on the same code"


class Request:
    """One of ``generate``, ``fix`` and ``refine`` is run, once; then ``finished`` sums up."""

    def __init__(
        self,
        model: ChatModel,
        trials: Trials,
        limits: Limits,
        *,
        prompts_dir: Path | None,
        conversation: Conversation,
        mends: bool,
    ) -> None:
        self._model = model
        self._limits = limits
        self._prompts_dir = prompts_dir
        self._conversation = conversation
        self._attempts = Attempts(trials, conversation, timeout_s=limits.timeout_s, mends=mends)
        self._answers = Answers(model, conversation, self._attempts, limits)
        self._rounds = 0
        self._seen: set[tuple[str, str]] = set()
        self._resampled = False
        self._stopped_because = ""

    @property
    def _scope(self) -> Scope:
        return self._conversation.scope

    async def generate(self, generation: Generation) -> AsyncGenerator[Event, None]:
        """Write new code, or change the code of the region."""
        self._conversation.title = generation.instruction.split("\n", maxsplit=1)[0] or "Complete the function"
        self._attempts.expect(generation.instruction, wishes_only=generation.kind == "change")
        wording = await self._wording()
        if generation.kind == "change":
            prompt, given = wording.change(self._scope.shown, generation.instruction), self._scope.shown
        else:
            prompt, given = wording.generate(generation), None
        task = Task(
            wording=wording,
            prompt=prompt,
            given=given,
            stub=generation.stub,
            instruction=generation.instruction,
            context=generation.context,
        )
        async with aclosing(self._converse(task)) as events:
            async for event in events:
                yield event

    async def fix(self, failure: Failure, instruction: str) -> AsyncGenerator[Event, None]:
        """Make a failure go away; its frames are placed by ``text.locating``."""
        self._conversation.title = f"Fix {failure.headline.splitlines()[0]}"
        scope = self._scope
        own = relative(failure, first_line=scope.start_line + 1, line_count=scope.end_line - scope.start_line)
        if not instruction:
            yield RoundStarted(0, self._limits.max_rounds)
            async with aclosing(self._attempts.mend_instantly(scope.code, own)) as events:
                async for event in events:
                    yield event
            if self._attempts.succeeded:
                return
        wording = await self._wording()
        if wording.info.feedback_form == "changed":
            # Code that came back as it was makes the same prompt, and that the same answer.
            self._seen.add(_key(scope.code, failure.headline))
        prompt = wording.fix(scope, own, instruction)
        task = Task(wording=wording, prompt=prompt, given=scope.shown, instruction=instruction, failure=own)
        async with aclosing(self._converse(task)) as events:
            async for event in events:
                yield event

    async def refine(self, feedback: str) -> AsyncGenerator[Event, None]:
        """Change what was offered last by a person's words."""
        conversation = self._conversation
        self._attempts.expect(feedback, wishes_only=True)
        wording = await self._wording()
        given = dedent(conversation.current, self._scope.indent)
        # A model that remembers the code as it stands needs only the words.
        remembers = wording.info.sends_history and conversation.said_code == given
        if not given.strip():
            generation = Generation(kind="insert", instruction=feedback, scope=self._scope)
            prompt = wording.generate(generation)
        elif wording.info.answer_form == "fenced" and not remembers:
            prompt = wording.change(given, feedback)
        else:
            execution = conversation.execution
            prompt = wording.human_feedback(self._scope, given, conversation.current, execution, feedback)
        task = Task(wording=wording, prompt=prompt, given=given if given.strip() else None, instruction=feedback)
        async with aclosing(self._converse(task, feedback_kind="human")) as events:
            async for event in events:
                yield event

    def finished(self, error: str = "") -> Finished:
        """How it all ended. The best candidate becomes the conversation's current code."""
        best, conversation = self._attempts.best, self._conversation
        ok = not error and self._attempts.succeeded
        if best is not None:
            conversation.code, conversation.execution = best.code, best.execution
            conversation.grade, conversation.isolation = best.grade, best.isolation
        reason = error or ("" if ok else self._reason(best))
        if reason:
            conversation.note(Step(kind="notice", text=reason))
        return Finished(
            status="ok" if ok else "failed",
            code=best.code if best else None,
            grade=best.grade if best else "failed",
            isolation=best.isolation if best else "none",
            rounds=self._rounds,
            execution=best.execution if best else None,
            reason=reason,
            model=conversation.model if self._rounds else "",
        )

    def _reason(self, best: Attempt | None) -> str:
        if self._stopped_because:
            return self._stopped_because
        if best is None:
            return self._answers.no_candidate
        return f"After {self._rounds} rounds the code still fails: {self._attempts.headline(best)}"

    async def _wording(self) -> Wording:
        info = await self._model.info()
        self._conversation.model = info.name
        return Wording.for_model(info, prompts_dir=self._prompts_dir, timeout_s=self._limits.timeout_s)

    async def _converse(self, task: Task, *, feedback_kind: FeedbackKind = "") -> AsyncGenerator[Event, None]:
        """The rounds: each asks, tries, and either ends it all or words the next turn."""
        temperature = self._limits.temperature
        self._attempts.prepare()
        self._ask_for(task.prompt, feedback_kind)
        while self._rounds < self._limits.max_rounds:
            self._rounds += 1
            yield RoundStarted(self._rounds, self._limits.max_rounds)
            async with aclosing(self._answers.first(task, temperature)) as events:
                async for event in events:
                    yield event
            async with aclosing(self._answers.further(task, self._rounds)) as events:
                async for event in events:
                    yield event
            candidate = self._attempts.last
            if self._attempts.succeeded:
                return
            if candidate is not None and self._is_new(candidate):
                temperature = self._limits.temperature
                task = self._feed_back(task, candidate)
            elif task.wording.info.answers == 1 and self._may_resample(candidate):
                temperature = max(temperature, SAMPLING_TEMPERATURE)
                self._conversation.messages.pop()
                why = f"{SAME_AGAIN}; asking for another answer." if candidate else None
                yield Notice(why or f"{self._answers.no_candidate} Asking again.")
            else:
                again = f"{SAME_AGAIN}, so the model is not asked again: "
                why = again + self._attempts.headline(candidate) if candidate else self._answers.no_candidate
                self._stopped_because = why
                yield Notice(why)
                return

    def _is_new(self, candidate: Attempt) -> bool:
        key = _key(candidate.code, self._attempts.headline(candidate))
        known = key in self._seen
        self._seen.add(key)
        return not known

    def _may_resample(self, candidate: Attempt | None) -> bool:
        """A greedy model that repeats itself gets one other chance; one that tries others has had it."""
        repeats = candidate is not None and self._limits.temperature > 0
        if self._resampled or repeats or self._rounds >= self._limits.max_rounds:
            return False
        self._resampled = True
        return True

    def _feed_back(self, task: Task, candidate: Attempt) -> Task:
        """Say what came of the last reply, if it may be answered at all."""
        if self._rounds == self._limits.max_rounds:
            return task
        reply = self._conversation.messages[-1].content
        further = task.after(self._scope, candidate.code, reply, candidate.execution)
        self._ask_for(further.prompt, "execution")
        return further

    def _ask_for(self, prompt: str, feedback_kind: FeedbackKind) -> None:
        self._conversation.messages.append(Message("user", prompt))
        self._conversation.note(Step(kind="request", text=prompt, feedback_kind=feedback_kind))


def _key(code: str, failure: str) -> tuple[str, str]:
    return "\n".join(line.rstrip() for line in code.strip().splitlines()), failure.splitlines()[0]
