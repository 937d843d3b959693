"""A model host that this run alone uses, so that no window of the person's disturbs the figures or is disturbed."""

from __future__ import annotations

import asyncio
import os
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import psutil

from opencodeinterpreter.model.client import OpenAIChatModel
from opencodeinterpreter.model.rendezvous import RUNTIME_VARIABLE, STATE_VARIABLE, meeting_point


@contextmanager
def private_host() -> Iterator[None]:
    """Everything started inside meets in a folder of its own; the host that it left is stopped."""
    before = {name: os.environ.get(name) for name in (RUNTIME_VARIABLE, STATE_VARIABLE)}
    with tempfile.TemporaryDirectory(prefix="oci-bench-") as folder:
        os.environ[RUNTIME_VARIABLE] = str(Path(folder) / "run")
        os.environ[STATE_VARIABLE] = str(Path(folder) / "state")
        try:
            yield
        finally:
            asyncio.run(_stop_host())
            for name, value in before.items():
                os.environ.pop(name)
                if value is not None:
                    os.environ[name] = value


async def health() -> Mapping[str, Any] | None:
    """What the private host says of itself; None when none runs."""
    address = meeting_point().address()
    if address is None:
        return None
    client = OpenAIChatModel(address.base_url, socket=address.socket, api_key=address.token)
    try:
        return await client.health()
    finally:
        await client.close()


async def _stop_host() -> None:
    running = await health()
    if running is None:
        return
    with suppress(psutil.NoSuchProcess):
        host = psutil.Process(int(running["pid"]))
        host.terminate()
        psutil.wait_procs([host], timeout=10)
