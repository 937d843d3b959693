"""Real kernels in the interpreter that runs the tests."""

from __future__ import annotations

import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from opencodeinterpreter.kernel.factory import live_kernel
from opencodeinterpreter.kernel.interpreters import Interpreter, find_interpreter
from opencodeinterpreter.kernel.live import LiveKernel


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def interpreter() -> Interpreter:
    return await find_interpreter(sys.executable)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def shared_kernel(
    interpreter: Interpreter, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[LiveKernel]:
    """One kernel for all rows of a module: rows must not depend on what others leave behind."""
    kernel = live_kernel(interpreter, document=tmp_path_factory.mktemp("shared") / "script.py")
    yield kernel
    await kernel.close()


@pytest_asyncio.fixture(loop_scope="module")
async def kernel(interpreter: Interpreter, tmp_path: Path) -> AsyncIterator[LiveKernel]:
    """A kernel of a test's own."""
    kernel = live_kernel(interpreter, document=tmp_path / "script.py")
    yield kernel
    await kernel.close()
