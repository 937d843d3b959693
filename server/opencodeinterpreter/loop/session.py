"""The loop as its callers see it: generate, fix, refine, each a stream of events that ends in one Finished."""

from __future__ import annotations

import logging
from collections.abc import AsyncGenerator, Callable
from contextlib import aclosing
from pathlib import Path

from opencodeinterpreter.errors import OpenCodeInterpreterError
from opencodeinterpreter.kernel.protocol import Trials
from opencodeinterpreter.loop.conversation import Conversation
from opencodeinterpreter.loop.events import Event, Notice
from opencodeinterpreter.loop.limits import Limits
from opencodeinterpreter.loop.recording import Recorder
from opencodeinterpreter.loop.request import Request
from opencodeinterpreter.model.protocol import ChatModel
from opencodeinterpreter.settings import Settings
from opencodeinterpreter.text.generation import Generation
from opencodeinterpreter.text.tracebacks import Failure

logger = logging.getLogger(__name__)


class Loop:
    """Asks a model, tries what it writes, and refines it from what happened.

    Errors fit for the user end a request as ``Finished(status="failed", reason=...)``; what was found until then is in
    its ``code``. Closing the stream, or cancelling the task that reads it, stops model and trial.
    """

    def __init__(
        self,
        model: ChatModel,
        trials: Trials,
        limits: Limits,
        *,
        prompts_dir: Path | None = None,
        recorder: Recorder | None = None,
    ) -> None:
        self._model = model
        self._trials = trials
        self._limits = limits
        self._prompts_dir = prompts_dir
        self._recorder = recorder

    @classmethod
    def from_settings(cls, settings: Settings, model: ChatModel, trials: Trials) -> Loop:
        """A loop with the limits, prompts and recording that a person has set."""
        prompts_dir = Path(settings.prompts_dir).expanduser() if settings.prompts_dir else None
        recorder = Recorder.from_settings(settings)
        return cls(model, trials, Limits.from_settings(settings), prompts_dir=prompts_dir, recorder=recorder)

    def generate(self, conversation: Conversation, generation: Generation) -> AsyncGenerator[Event, None]:
        """Write the code of ``generation``, whose scope is the conversation's."""
        return self._run(conversation, lambda request: request.generate(generation))

    def fix(
        self, conversation: Conversation, failure: Failure, *, instruction: str = ""
    ) -> AsyncGenerator[Event, None]:
        """Mend the region of the conversation's scope so that its program no longer fails.

        Frames of ``failure`` with a run id count lines from the first line of the document (``text.locating``).
        Instant fixes come first and cost no round; an ``instruction`` goes straight to the model.
        """
        return self._run(conversation, lambda request: request.fix(failure, instruction), mends=True)

    def refine(self, conversation: Conversation, feedback: str) -> AsyncGenerator[Event, None]:
        """Change the conversation's current code by a person's words."""
        return self._run(conversation, lambda request: request.refine(feedback))

    async def _run(
        self,
        conversation: Conversation,
        work: Callable[[Request], AsyncGenerator[Event, None]],
        *,
        mends: bool = False,
    ) -> AsyncGenerator[Event, None]:
        request = Request(
            self._model,
            self._trials,
            self._limits,
            prompts_dir=self._prompts_dir,
            conversation=conversation,
            mends=mends,
        )
        problem = ""
        try:
            async with aclosing(work(request)) as events:
                async for event in events:
                    yield event
        except OpenCodeInterpreterError as error:
            problem = str(error)
        finished = request.finished(problem)
        if self._recorder is not None:
            try:
                self._recorder.record(conversation, finished)
            except OSError as error:
                logger.warning("The conversation could not be recorded: %s", error)
                yield Notice(f"The conversation could not be recorded: {error}. Check conversationsDir.")
        yield finished
