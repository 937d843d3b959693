"""``make demo`` itself, as a process: that it holds, and that a failing step fails it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

DEMO = Path(__file__).resolve().parents[2] / "scripts" / "demo.py"
LIMIT_S = 170


@pytest.fixture
def environment(tmp_path: Path) -> Iterator[dict[str, str]]:
    """A run-time folder of its own; the model host that was started there ends with the test."""
    folders = {f"OPENCODEINTERPRETER_{name}_DIR": str(tmp_path / name.lower()) for name in ("RUNTIME", "STATE")}
    yield {**os.environ, **folders, "COLUMNS": "100"}
    for process in psutil.process_iter(["cmdline"]):
        if any(str(tmp_path) in word for word in process.info["cmdline"] or []):
            process.terminate()
            process.wait(LIMIT_S)


def demonstrate(environment: dict[str, str], *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: PLW1510 - the caller looks at the exit status
        [sys.executable, str(DEMO), *arguments], env=environment, capture_output=True, text=True, timeout=LIMIT_S
    )  # fmt: skip


@pytest.mark.timeout(LIMIT_S + 10)
def test_every_step_holds_and_can_be_recorded(environment: dict[str, str], tmp_path: Path) -> None:
    picture = tmp_path / "demo.svg"
    shown = demonstrate(environment, "--record", str(picture))
    assert shown.returncode == 0, shown.stdout + shown.stderr
    for expected in ("All steps held", "DataFrame 5", "figure 600", "^^^^", "hover over", "grade", "tried", "model"):
        assert expected in shown.stdout
    assert max(map(len, shown.stdout.splitlines())) <= 100
    assert picture.read_text("utf-8").startswith("<svg")


@pytest.mark.timeout(LIMIT_S + 10)
def test_a_failing_step_fails_the_command(environment: dict[str, str], tmp_path: Path) -> None:
    shown = demonstrate(environment, "--model", str(tmp_path / "no such model"))
    assert shown.returncode == 1
    assert "This step failed" in shown.stdout
    assert "Expected: status: 'ok'" in shown.stdout
    assert "no such model" in shown.stdout
