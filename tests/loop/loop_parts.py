"""A scripted model and trials that really run the code: parts for the loop's tests."""

from __future__ import annotations

import contextlib
import io
import traceback
from collections.abc import AsyncIterator, Callable, Mapping, Sequence

from opencodeinterpreter.errors import ModelError
from opencodeinterpreter.kernel.protocol import CANDIDATE, Execution, Isolation, Output, OutputSink, Trial
from opencodeinterpreter.loop.conversation import Conversation
from opencodeinterpreter.loop.events import Event, Finished
from opencodeinterpreter.loop.limits import Limits
from opencodeinterpreter.loop.session import Loop
from opencodeinterpreter.model.protocol import (
    ChatModel,
    Completion,
    GenerationOptions,
    Message,
    ModelInfo,
    TextDelta,
    TokenChoice,
)
from opencodeinterpreter.text.locating import document_lines, in_document
from opencodeinterpreter.text.repair import repair_scope
from opencodeinterpreter.text.tracebacks import Failure, Frame


class ScriptedModel(ChatModel):
    """Gives the scripted replies in order, the last one for ever; keeps what it was sent.

    Whoever asks for log probabilities gets the ``choices``. Whoever asks how likely a turn was is told that of the
    first of the ``likely`` words that stand in this turn or the one before, and nothing without any.
    """

    def __init__(
        self,
        *replies: str | ModelError,
        info: ModelInfo | None = None,
        choices: Sequence[TokenChoice] = (),
        likely: Mapping[str, float] | None = None,
    ) -> None:
        self.replies = list(replies)
        self.asked: list[list[Message]] = []
        self.options: list[GenerationOptions] = []
        self.open_streams = 0
        self._info = info or ModelInfo(name="scripted")
        self._choices = tuple(choices)
        self._likely = dict(likely or {})
        self.reviewed: list[list[Message]] = []

    async def info(self) -> ModelInfo:
        return self._info

    async def stream(
        self, messages: Sequence[Message], options: GenerationOptions
    ) -> AsyncIterator[TextDelta | Completion]:
        if options.last_turn_logprob:
            self.reviewed.append(list(messages))
            shown = "".join(message.content for message in messages[-2:])
            told = next((logprob for words, logprob in self._likely.items() if words in shown), None)
            yield Completion(model="scripted-1", last_turn_logprob=told)
            return
        self.asked.append(list(messages))
        self.options.append(options)
        reply = self.replies[min(len(self.asked), len(self.replies)) - 1]
        self.open_streams += 1
        try:
            if isinstance(reply, ModelError):
                raise reply
            for start in range(0, len(reply), 20):
                yield TextDelta(reply[start : start + 20])
            yield Completion(model="scripted-1", choices=self._choices if options.top_logprobs else ())
        finally:
            self.open_streams -= 1

    async def close(self) -> None:
        return


class InProcessTrials:
    """Runs trials with ``exec`` in this process: quick, for code that the tests wrote themselves."""

    def __init__(self, *, refused: bool = False, isolation: Isolation = "fresh") -> None:
        self.tried: list[str] = []
        self.timeouts_s: list[float] = []
        self._refused = refused
        self._isolation: Isolation = isolation

    def prepare(self, before: Sequence[str] = ()) -> None:
        pass

    async def attempt(
        self,
        code: str,
        *,
        before: Sequence[str] = (),
        after: Sequence[str] = (),
        timeout_s: float,
        on_output: OutputSink | None = None,
    ) -> Trial:
        self.tried.append(code)
        self.timeouts_s.append(timeout_s)
        if self._refused:
            return Trial(execution=Execution(code=code, status="refused"), isolation="none")
        names: dict[str, object] = {"__name__": "__main__"}
        for piece in before:
            execute(piece, names, "before")
        execution = execute(code, names, CANDIDATE)
        for output in execution.outputs:
            if on_output:
                on_output(output)
        below: list[Execution] = []
        for piece in after if execution.ok else ():
            below.append(execute(piece, names, "after"))
            if not below[-1].ok:
                break
        return Trial(execution=execution, isolation=self._isolation, after=tuple(below))

    async def close(self) -> None:
        return


def execute(code: str, names: dict[str, object], run_id: str) -> Execution:
    """One run, as a kernel reports it."""
    printed = io.StringIO()
    failure: Failure | None = None
    try:
        with contextlib.redirect_stdout(printed):
            exec(compile(code, f"<{run_id}>", "exec"), names)
    except SyntaxError as error:
        frame = Frame(path="main.py", line=error.lineno or 1, run_id=run_id, source=error.text or "")
        failure = Failure(name=type(error).__name__, message=error.msg, frames=(frame,))
    except Exception as error:  # noqa: BLE001 - failing user code is data
        failure = failure_of(error, code, run_id)
    outputs = (Output(kind="stdout", data={"text/plain": printed.getvalue()}),) if printed.getvalue() else ()
    return Execution(code=code, status="error" if failure else "ok", outputs=outputs, error=failure)


def failure_of(error: Exception, code: str, run_id: str) -> Failure:
    lines = code.splitlines()
    frames = [
        Frame(
            path="main.py",
            line=f.lineno or 1,
            function=f.name,
            run_id=f.filename.strip("<>"),
            source=source(f, lines) if f.filename == f"<{run_id}>" else "",
        )
        for f in traceback.extract_tb(error.__traceback__)
        if f.filename in (f"<{run_id}>", "<before>", f"<{CANDIDATE}>")
    ]
    return Failure(name=type(error).__name__, message=str(error), frames=tuple(frames))


def source(frame: traceback.FrameSummary, lines: list[str]) -> str:
    return lines[(frame.lineno or 1) - 1] if (frame.lineno or 1) <= len(lines) else ""


async def collect(events: AsyncIterator[Event]) -> tuple[list[Event], Finished]:
    """All events; there is exactly one Finished and it comes last."""
    seen = [event async for event in events]
    assert [event for event in seen if isinstance(event, Finished)] == seen[-1:]
    last = seen[-1]
    assert isinstance(last, Finished)
    return seen, last


def of_kind(events: list[Event], kind: type) -> list[Event]:
    return [event for event in events if isinstance(event, kind)]


def fenced(code: str) -> str:
    return f"Here it is:\n```python\n{code}\n```\nI hope this helps."


Script = Callable[..., ScriptedModel]


async def fix(
    text: str, model: ScriptedModel, *, limits: Limits | None = None, refused: bool = False, instruction: str = ""
) -> tuple[Conversation, list[Event], Finished]:
    """Run the whole text, and fix what fails."""
    failure = execute(text, {}, "run").error
    assert failure is not None
    failure = in_document(failure, lambda frame: frame.line - 1)
    scope = repair_scope(text, document_lines(failure))
    assert scope is not None
    conversation = Conversation(scope=scope)
    loop = Loop(model, InProcessTrials(refused=refused), limits or Limits())
    events, finished = await collect(loop.fix(conversation, failure, instruction=instruction))
    return conversation, events, finished
