"""``make demo`` itself, as a process: that it holds, and that a failing step fails it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

DEMO = Path(__file__).resolve().parents[2] / "scripts" / "demo.py"
LIMIT_S = 170

pytestmark = pytest.mark.timeout(LIMIT_S + 10)


def demonstrate(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: PLW1510 - the caller looks at the exit status
        [sys.executable, str(DEMO), *arguments], capture_output=True, text=True, timeout=LIMIT_S
    )


def test_every_step_holds_and_can_be_recorded(tmp_path: Path) -> None:
    picture = tmp_path / "demo.svg"
    shown = demonstrate("--record", str(picture))
    assert shown.returncode == 0, shown.stdout + shown.stderr
    for expected in ("All steps held", "DataFrame 5", "figure 600", "^^^^", "hover over", "grade", "tried", "model"):
        assert expected in shown.stdout
    assert max(map(len, shown.stdout.splitlines())) <= 100
    assert picture.read_text("utf-8").startswith("<svg")


def test_a_failing_step_fails_the_command(tmp_path: Path) -> None:
    shown = demonstrate("--model", str(tmp_path / "no such model"))
    assert shown.returncode == 1
    assert "This step failed" in shown.stdout
    assert "Expected: status: 'ok'" in shown.stdout
    assert "no such model" in shown.stdout
