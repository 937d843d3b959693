"""One request of a conversation: asks, tries, grades, feeds back, and keeps the best candidate."""

from __future__ import annotations

import itertools
import time
from collections.abc import AsyncGenerator
from contextlib import aclosing
from pathlib import Path

import attrs

from opencodeinterpreter.kernel.protocol import Execution, Isolation, Trial, Trials
from opencodeinterpreter.loop.asking import Reply, ask
from opencodeinterpreter.loop.conversation import Conversation, Step
from opencodeinterpreter.loop.events import (
    CandidateFound,
    Event,
    Finished,
    Grade,
    Notice,
    RoundStarted,
    Tried,
)
from opencodeinterpreter.loop.feedback import headline, own_failure, result_text
from opencodeinterpreter.loop.grading import Verdict, better, judge
from opencodeinterpreter.loop.limits import Limits
from opencodeinterpreter.loop.prompts import Prompts
from opencodeinterpreter.loop.trying import attempt
from opencodeinterpreter.model.protocol import ChatModel, GenerationOptions, Message, ModelInfo
from opencodeinterpreter.text.answers import changed_code, written_code
from opencodeinterpreter.text.assertions import doctest_check, has_asserts
from opencodeinterpreter.text.context import trim
from opencodeinterpreter.text.generation import Generation
from opencodeinterpreter.text.indent import dedent
from opencodeinterpreter.text.instant import proposals
from opencodeinterpreter.text.line_edits import number_lines
from opencodeinterpreter.text.scopes import Scope
from opencodeinterpreter.text.tracebacks import Failure, relative, render

# How random the one other reply is that a greedy model is asked for when it repeats itself.
RESAMPLING_TEMPERATURE = 0.7
# An instant fix is worth a few quick trials, not a search.
INSTANT_TRIALS = 4
# Models that see only the last turn are small ones: they have room for little besides the task.
_CONTEXT_CHARS = {True: 6000, False: 900}
_RESULT_CHARS = {True: 3000, False: 1000}

NO_CODE = "The model's reply held no code."
SAME_AGAIN = "The same error came back on the same code"


@attrs.frozen(kw_only=True)
class _Candidate:
    code: str
    execution: Execution
    isolation: Isolation
    grade: Grade
    author: str


class Request:
    """Each of ``generate``, ``fix`` and ``refine`` is run once; then ``finished`` sums up."""

    def __init__(
        self, model: ChatModel, trials: Trials, limits: Limits, *, prompts_dir: Path | None, conversation: Conversation
    ) -> None:
        self._model = model
        self._trials = trials
        self._limits = limits
        self._prompts_dir = prompts_dir
        self._conversation = conversation
        self._best: _Candidate | None = None
        self._last: _Candidate | None = None
        self._rounds = 0
        self._seen: set[tuple[str, str]] = set()
        self._resampled = False
        self._stub = ""
        self._examples_must_pass = True
        self.stopped_because = ""

    @property
    def _scope(self) -> Scope:
        return self._conversation.scope

    async def generate(self, generation: Generation) -> AsyncGenerator[Event, None]:
        """Write new code, or change the code of the region."""
        self._conversation.title = generation.instruction.split("\n", maxsplit=1)[0] or "Complete the function"
        self._stub = generation.stub
        info, prompts = await self._prepare()
        context = trim(generation.context, _CONTEXT_CHARS[info.sends_history])
        given = self._scope.shown if generation.kind == "change" else None
        if given is None:
            prompt = prompts.render(
                "generate", context=context, stub=generation.stub, instruction=generation.instruction
            )
        else:
            prompt = self._change(prompts, generation.instruction, given)
        async with aclosing(self._converse(info, prompts, prompt, given)) as events:
            async for event in events:
                yield event

    async def fix(self, failure: Failure, instruction: str) -> AsyncGenerator[Event, None]:
        """Make a failure go away; its frames are placed by ``text.locating``."""
        self._conversation.title = f"Fix {failure.headline.splitlines()[0]}"
        self._examples_must_pass = False
        scope = self._scope
        own = relative(failure, first_line=scope.start_line + 1, line_count=scope.end_line - scope.start_line)
        self._seen.add(_key(scope.code, failure.headline))
        if not instruction:
            yield RoundStarted(0, self._limits.max_rounds)
            async with aclosing(self._mend_instantly(scope.code, own)) as events:
                async for event in events:
                    yield event
            if self._done:
                return
        info, prompts = await self._prepare()
        context = trim("\n".join([*scope.before, scope.head]), _CONTEXT_CHARS[info.sends_history])
        shown_failure = render(own) if own.frames or own.name == "SyntaxError" else own.headline
        prompt = prompts.render(
            "fix",
            code=scope.shown.rstrip(),
            numbered_code=number_lines(scope.shown),
            failure=shown_failure,
            result=shown_failure,
            failed=True,
            instruction=instruction,
            feedback=instruction,
            context=context,
        )
        async with aclosing(self._converse(info, prompts, prompt, scope.shown)) as events:
            async for event in events:
                yield event

    async def refine(self, feedback: str) -> AsyncGenerator[Event, None]:
        """Change what was offered last by a person's words."""
        conversation = self._conversation
        info, prompts = await self._prepare()
        given = dedent(conversation.current, self._scope.indent)
        if not given.strip():
            prompt = prompts.render("generate", context="", stub="", instruction=feedback)
        elif info.answer_form == "fenced" and (conversation.said_code != given or not info.sends_history):
            prompt = self._change(prompts, feedback, given)
        else:
            prompt = self._feedback(info, prompts, "human_feedback", given, feedback)
        async with aclosing(self._converse(info, prompts, prompt, given if given.strip() else None)) as events:
            async for event in events:
                yield event

    def finished(self, error: str = "") -> Finished:
        """How it all ended. The best candidate stays the conversation's current code."""
        best = self._best
        ok = not error and best is not None and best.grade != "failed"
        conversation = self._conversation
        if best is not None:
            conversation.code, conversation.execution = best.code, best.execution
            conversation.grade, conversation.isolation = best.grade, best.isolation
        reason = error or ("" if ok else self._reason())
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

    @property
    def _done(self) -> bool:
        return self._best is not None and self._best.grade != "failed"

    def _reason(self) -> str:
        if self.stopped_because:
            return self.stopped_because
        if self._best is None:
            return NO_CODE
        failure = headline(self._best.execution, timeout_s=self._limits.timeout_s)
        return f"After {self._rounds} rounds the code still fails: {failure}"

    async def _prepare(self) -> tuple[ModelInfo, Prompts]:
        info = await self._model.info()
        self._conversation.model = info.name
        return info, Prompts(override=self._prompts_dir, answer_form=info.answer_form)

    def _change(self, prompts: Prompts, instruction: str, given: str) -> str:
        return prompts.render(
            "change",
            instruction=instruction,
            feedback=instruction,
            code=given.rstrip(),
            numbered_code=number_lines(given),
        )

    def _feedback(self, info: ModelInfo, prompts: Prompts, name: str, given: str, feedback: str = "") -> str:
        execution = self._last.execution if self._last else self._conversation.execution
        placed = self._last.code if self._last else self._conversation.current
        result = failure = ""
        if execution is not None:
            limit = _RESULT_CHARS[info.sends_history]
            seconds = self._limits.timeout_s
            result = result_text(execution, self._scope, placed, timeout_s=seconds, limit_chars=limit)
            failure = render(own_failure(execution.error, self._scope, placed)) if execution.error else ""
        return prompts.render(
            name,
            code=given.rstrip(),
            numbered_code=number_lines(given),
            result=result,
            failed=execution is not None and not execution.ok,
            failure=failure,
            feedback=feedback,
        )

    async def _converse(
        self, info: ModelInfo, prompts: Prompts, prompt: str, given: str | None
    ) -> AsyncGenerator[Event, None]:
        """The rounds. ``given`` is the code that the model is asked to change, None when it writes new code."""
        temperature = self._limits.temperature
        self._say("user", prompt)
        while self._rounds < self._limits.max_rounds:
            self._rounds += 1
            yield RoundStarted(self._rounds, self._limits.max_rounds)
            async with aclosing(self._round(info, given, temperature)) as events:
                async for event in events:
                    yield event
            if self._done:
                return
            key = _key(self._last.code, self._headline(self._last)) if self._last else ("", NO_CODE)
            if self._last is not None and key not in self._seen:
                self._seen.add(key)
                given = dedent(self._last.code, self._scope.indent)
                temperature = self._limits.temperature
                self._say("user", self._feedback(info, prompts, "execution_feedback", given))
                continue
            if not self._may_resample():
                self.stopped_because = self._why_stop()
                yield Notice(self.stopped_because)
                return
            temperature = max(self._limits.temperature, RESAMPLING_TEMPERATURE)
            self._conversation.messages.pop()
            yield Notice(
                "Asking once more, with some randomness."
                if self._last is None
                else f"{SAME_AGAIN}; trying another way."
            )

    def _may_resample(self) -> bool:
        """A greedy model that repeats itself gets one other chance; one that samples has had it."""
        repeats = self._last is not None and self._limits.temperature > 0
        if self._resampled or repeats or self._rounds >= self._limits.max_rounds:
            return False
        self._resampled = True
        return True

    def _why_stop(self) -> str:
        if self._last is None:
            return NO_CODE
        return f"{SAME_AGAIN}, so the model is not asked again: {self._headline(self._last)}"

    def _headline(self, candidate: _Candidate) -> str:
        return headline(candidate.execution, timeout_s=self._limits.timeout_s)

    async def _round(self, info: ModelInfo, given: str | None, temperature: float) -> AsyncGenerator[Event, None]:
        """One reply and what comes of it: ``_last`` is its candidate, None when it held none."""
        self._last = None
        options = GenerationOptions(max_new_tokens=self._limits.max_new_tokens, temperature=temperature)
        reply: Reply | None = None
        async with aclosing(ask(self._model, info, self._conversation.messages, options)) as pieces:
            async for piece in pieces:
                if isinstance(piece, Reply):
                    reply = piece
                else:
                    yield piece
        if reply is None:
            return
        self._conversation.model = reply.model
        self._say("assistant", reply.text, reply.model, reply.duration_s)
        code = self._code_in(reply.text, info, given)
        if code is None:
            return
        self._conversation.said_code = code
        async with aclosing(self._try(self._scope.place(code), reply.model)) as events:
            async for event in events:
                yield event
        candidate = self._last
        if candidate is None or self._done or candidate.execution.error is None:
            return
        own = own_failure(candidate.execution.error, self._scope, candidate.code)
        async with aclosing(self._mend_instantly(candidate.code, own)) as events:
            async for event in events:
                yield event
        self._last = candidate

    def _code_in(self, reply: str, info: ModelInfo, given: str | None) -> str | None:
        if given is None or info.answer_form == "fenced":
            return written_code(reply, stub=self._stub)
        return changed_code(reply, given)

    def _say(self, role: str, text: str, model: str = "", duration_s: float = 0.0) -> None:
        conversation = self._conversation
        if role == "user":
            conversation.messages.append(Message("user", text))
            conversation.note(Step(kind="request", text=text))
        else:
            conversation.messages.append(Message("assistant", text))
            conversation.note(Step(kind="reply", text=text, author=model, duration_s=duration_s))

    async def _mend_instantly(self, placed: str, own: Failure) -> AsyncGenerator[Event, None]:
        """Try what the error itself suggests; a fix that uncovers the next mistake is mended in turn."""
        left = INSTANT_TRIALS
        waiting = [(placed, own)]
        while waiting and left > 0:
            code, failure = waiting.pop(0)
            for proposal in itertools.islice(proposals(failure, dedent(code, self._scope.indent)), left):
                left -= 1
                candidate = self._scope.place(proposal)
                async with aclosing(self._try(candidate, "Instant fix")) as events:
                    async for event in events:
                        yield event
                if self._done or self._last is None:
                    return
                error = self._last.execution.error
                if error is not None and error.headline != failure.headline:
                    waiting.append((candidate, own_failure(error, self._scope, candidate)))

    async def _try(self, placed: str, author: str) -> AsyncGenerator[Event, None]:
        scope = self._scope
        yield CandidateFound(placed)
        check = doctest_check(dedent(placed, scope.indent), asked_for=scope.shown)
        after = [check, *scope.after] if check else list(scope.after)
        unit = scope.assemble(placed)
        started = time.monotonic()
        trial: Trial | None = None
        run = attempt(self._trials, unit, before=scope.before, after=after, timeout_s=self._limits.timeout_s)
        async with aclosing(run) as outputs:
            async for output in outputs:
                if isinstance(output, Trial):
                    trial = output
                else:
                    yield output
        if trial is None:
            return
        verdict = judge(
            trial,
            has_asserts=has_asserts(unit),
            has_examples=bool(check),
            examples_must_pass=self._examples_must_pass,
            cells_below=len(scope.after),
        )
        self._keep(placed, trial, verdict, author, time.monotonic() - started)
        yield Tried(placed, verdict.execution, trial.isolation, verdict.grade)
        if verdict.grade == "unverified" and verdict.execution.error is not None:
            yield Notice(f"Not verified: {verdict.execution.error.message}.")
        if verdict.below is not None:
            text = headline(verdict.below, timeout_s=self._limits.timeout_s)
            yield Notice(f"The code below does not run with it: {text}")

    def _keep(self, placed: str, trial: Trial, verdict: Verdict, author: str, duration_s: float) -> None:
        candidate = _Candidate(
            code=placed,
            execution=verdict.execution,
            isolation=trial.isolation,
            grade=verdict.grade,
            author=author,
        )
        self._last = candidate
        if self._best is None or better(candidate.grade, self._best.grade):
            self._best = candidate
        text = result_text(
            verdict.execution, self._scope, placed, timeout_s=self._limits.timeout_s, limit_chars=_RESULT_CHARS[True]
        )
        shown = f"```python\n{dedent(placed, self._scope.indent).rstrip()}\n```\n\n```\n{text}\n```"
        self._conversation.note(
            Step(
                kind="trial",
                text=shown,
                author=author,
                duration_s=duration_s,
                grade=verdict.grade,
                isolation=trial.isolation,
            )
        )


def _key(code: str, failure: str) -> tuple[str, str]:
    return "\n".join(line.rstrip() for line in code.strip().splitlines()), failure.splitlines()[0]
