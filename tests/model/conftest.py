"""Real hosts in private folders, and tiny checkpoints to serve."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

sys.path.insert(0, str(Path(__file__).parent.parent))

from opencodeinterpreter.model.rendezvous import RUNTIME_VARIABLE, STATE_VARIABLE
from tiny_models import make_tiny_model


@pytest.fixture(scope="session")
def tiny_model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_tiny_model(tmp_path_factory.mktemp("models") / "tiny")


@pytest.fixture(scope="module")
def private_places(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Run-time, state and cache folders of this module alone; every host that was started there is killed."""
    folder = tmp_path_factory.mktemp("places")
    patch = pytest.MonkeyPatch()
    patch.setenv(RUNTIME_VARIABLE, str(folder / "run"))
    patch.setenv(STATE_VARIABLE, str(folder / "state"))
    patch.setenv("HF_HOME", str(folder / "hub"))
    patch.setenv("HF_ENDPOINT", "http://127.0.0.1:9")
    patch.delenv("HF_HUB_OFFLINE", raising=False)
    yield folder
    patch.undo()
    for process in hosts_in(folder):
        process.kill()


def hosts_in(folder: Path) -> list[psutil.Process]:
    """The host processes whose run-time folder lies in ``folder``."""
    found: list[psutil.Process] = []
    for process in psutil.process_iter(["cmdline"]):
        command = " ".join(process.info["cmdline"] or ())
        if "serve-model" in command and str(folder) in command and process.pid != os.getpid():
            found.append(process)
    return found
