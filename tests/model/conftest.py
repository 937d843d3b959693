"""Real hosts in private folders, and tiny checkpoints to serve."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from hosts import end_hosts
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
    end_hosts(folder)
