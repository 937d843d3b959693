"""Runs one trial and hands on what it prints. Leaving early stops the trial."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Sequence

from opencodeinterpreter.kernel.protocol import Output, Trial, Trials
from opencodeinterpreter.loop.events import TrialOutput


async def attempt(
    trials: Trials, code: str, *, before: Sequence[str], after: Sequence[str], timeout_s: float
) -> AsyncGenerator[TrialOutput | Trial, None]:
    """The outputs of a trial as they come; the last item is the Trial."""
    printed: asyncio.Queue[Output | None] = asyncio.Queue()
    task = asyncio.ensure_future(
        trials.attempt(code, before=before, after=after, timeout_s=timeout_s, on_output=printed.put_nowait)
    )
    task.add_done_callback(lambda _: printed.put_nowait(None))
    try:
        while (output := await printed.get()) is not None:
            yield TrialOutput(output)
        yield task.result()
    finally:
        if not task.done():
            task.cancel()
            await asyncio.wait([task])
