"""One worker thread that loads models and generates, in the order in which it was asked. Knows no HTTP.

The only crossing between the event loop and the thread: jobs go in through a queue, events come back through
``call_soon_threadsafe``, and a job's ``cancelled`` flag is set whenever its consumer leaves.
"""

from __future__ import annotations

import asyncio
import gc
import importlib
import logging
import queue
import threading
import time
import traceback
from collections.abc import AsyncGenerator, Callable, Sequence
from contextlib import suppress
from typing import TypeAlias

import attrs

from opencodeinterpreter.errors import ModelError
from opencodeinterpreter.model.checkpoint import display_name
from opencodeinterpreter.model.host import devices
from opencodeinterpreter.model.host.generation import Reply, generate
from opencodeinterpreter.model.host.light.loading import import_libraries, may_be_light
from opencodeinterpreter.model.host.loading import LoadedModel, load
from opencodeinterpreter.model.host.resolve import folder_at_hand
from opencodeinterpreter.model.host.writer import Sampling
from opencodeinterpreter.model.options import LoadOptions
from opencodeinterpreter.model.protocol import Message, ModelInfo

_SIGN_OF_LIFE_S = 10.0
_logger = logging.getLogger(__name__)


@attrs.frozen
class Status:
    """What a request waits for; "" is only a sign of life."""

    text: str


@attrs.frozen
class Loaded:
    """The model is in memory."""

    info: ModelInfo


@attrs.frozen
class Text:
    """The next piece of the reply."""

    text: str


EngineEvent: TypeAlias = Status | Loaded | Text | Reply
EngineEvents: TypeAlias = AsyncGenerator[EngineEvent, None]


class _Job:
    """Work for the thread, with the way back to whoever waits for it."""

    def __init__(self, work: Callable[[_Job], None]) -> None:
        self.work = work
        self.cancelled = threading.Event()
        self.events: asyncio.Queue[EngineEvent | ModelError | None] = asyncio.Queue()
        self._loop = asyncio.get_running_loop()

    def emit(self, event: EngineEvent | ModelError | None) -> None:
        """Hand an event to the event loop; a loop that was closed wants none."""
        with suppress(RuntimeError):
            self._loop.call_soon_threadsafe(self.events.put_nowait, event)

    def report(self, text: str) -> None:
        """Tell what is being waited for."""
        self.emit(Status(text))


class Engine:
    """Holds at most one model. Requests for another one swap it; ``unload`` really frees its memory."""

    def __init__(self, defaults: LoadOptions, *, trust_remote_code: bool = False) -> None:
        self.defaults = defaults
        self.generated_tokens = 0
        self._trust_remote_code = trust_remote_code
        self._loaded: LoadedModel | None = None
        self._loading = ""
        self._waiting: list[_Job] = []
        self._jobs: queue.SimpleQueue[_Job | None] = queue.SimpleQueue()
        self._used_at_s = time.monotonic()
        self._thread = threading.Thread(target=self._work, name="model", daemon=True)
        self._thread.start()

    @property
    def loaded(self) -> LoadedModel | None:
        """The model in memory."""
        return self._loaded

    @property
    def idle_s(self) -> float:
        """How long nobody has asked for anything."""
        return 0.0 if self._waiting else time.monotonic() - self._used_at_s

    @property
    def requests(self) -> int:
        """How many requests are being worked on or wait."""
        return len(self._waiting)

    @property
    def state(self) -> str:
        """``loading``, ``ready`` (a model is in memory) or ``idle`` (none is)."""
        return "loading" if self._loading else "ready" if self._loaded else "idle"

    def load(self, options: LoadOptions) -> EngineEvents:
        """Status events, then Loaded. Raises ModelError."""

        def work(job: _Job) -> None:
            job.emit(Loaded(self._ensure(options, job.report).info))

        return self._events(work)

    def chat(self, options: LoadOptions, messages: Sequence[Message], sampling: Sampling) -> EngineEvents:
        """Status events, Loaded, Text events, then the Reply. Raises ModelError. Closing it stops the generation."""

        def work(job: _Job) -> None:
            loaded = self._ensure(options, job.report)
            job.emit(Loaded(loaded.info))
            reply = generate(loaded, messages, sampling, lambda text: job.emit(Text(text)), job.cancelled)
            self.generated_tokens += reply.completion_tokens
            job.emit(reply)

        return self._events(work)

    def unload(self) -> None:
        """Drop the model once the work before it is done, and give its memory back. Doesn't count as use."""
        self._jobs.put(_Job(lambda _: self._drop()))

    def warm_up(self, expected: LoadOptions) -> None:
        """Import what the ``expected`` model needs while nobody waits yet."""
        self._jobs.put(_Job(lambda _: _import_libraries(expected)))

    def stop(self) -> None:
        """End whatever runs at its next token and let the thread finish."""
        for job in self._waiting:
            job.cancelled.set()
        self._jobs.put(None)

    async def _events(self, work: Callable[[_Job], None]) -> EngineEvents:
        job = _Job(work)
        ahead = len(self._waiting)
        self._waiting.append(job)
        self._jobs.put(job)
        try:
            if ahead:
                yield Status(f"Waiting for {ahead} other request{'s' if ahead > 1 else ''} to the model")
            while (event := await _next_event(job)) is not None:
                yield event
        finally:
            job.cancelled.set()
            self._waiting.remove(job)
            self._used_at_s = time.monotonic()

    def _work(self) -> None:
        while (job := self._jobs.get()) is not None:
            if not job.cancelled.is_set():
                self._run(job)

    def _run(self, job: _Job) -> None:
        try:
            job.work(job)
        except ModelError as error:
            job.emit(error)
        except Exception as error:  # noqa: BLE001 - one failed request must not end the host
            place = _last_place(error)
            _logger.error("A request failed: %s in %s", type(error).__name__, place)  # noqa: TRY400 - no values
            job.emit(ModelError(f"The model failed while it answered: {type(error).__name__} in {place}."))
        finally:
            job.emit(None)

    def _ensure(self, options: LoadOptions, report: Callable[[str], None]) -> LoadedModel:
        if self._loaded is not None and self._loaded.options == options:
            return self._loaded
        if self._loaded is not None:
            report(f"Making room for {display_name(options.model)}: another window's {self._loaded.name} is unloaded")
            self._drop()
        self._loading = options.model
        try:
            self._loaded = load(options, report, trust_remote_code=self._trust_remote_code)
        finally:
            self._loading = ""
        return self._loaded

    def _drop(self) -> None:
        self._loaded = None
        devices.give_memory_back()


async def _next_event(job: _Job) -> EngineEvent | None:
    """The job's next event, None at its end. A long silence gives an empty status, so that nobody thinks we hang."""
    try:
        event = await asyncio.wait_for(job.events.get(), _SIGN_OF_LIFE_S)
    except asyncio.TimeoutError:
        return Status("")
    if isinstance(event, ModelError):
        raise event
    return event


def _import_libraries(expected: LoadOptions) -> None:
    """Import what a checkpoint needs. Without the collector looking at each new object it takes a sixth less."""
    folder = folder_at_hand(expected.model)
    gc.disable()
    try:
        if folder is not None and may_be_light(folder, expected):
            import_libraries()
            return
        for name in ("torch", "transformers.models.auto.modeling_auto", "transformers.models.llama.modeling_llama"):
            importlib.import_module(name)
    finally:
        gc.freeze()
        gc.enable()


def _last_place(error: Exception) -> str:
    """File and line of the innermost frame; never values, which might be somebody's code."""
    frames = traceback.extract_tb(error.__traceback__)
    return f"{frames[-1].filename}:{frames[-1].lineno}" if frames else "an unknown place"
