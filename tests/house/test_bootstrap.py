"""Setting up says clearly what is missing, costs nothing the second time, and leaves no stamp when it failed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

pytestmark = pytest.mark.skipif(os.name != "posix", reason="make and sh set up the checkout only on POSIX systems")


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """What the scripts read, in a folder of its own."""
    (tmp_path / "scripts").mkdir()
    for name in ("pyproject.toml", "constraints.txt", "scripts/bootstrap.sh"):
        shutil.copy(ROOT / name, tmp_path / name)
    return tmp_path


def bootstrap(checkout: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["sh", "scripts/bootstrap.sh"],
        cwd=checkout,
        env={"PATH": os.environ["PATH"], "PIP_NO_INDEX": "1", **environment},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def fake_python(folder: Path, script: str) -> str:
    path = folder / "python-of-this-test"
    path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    path.chmod(0o755)
    return str(path)


@pytest.mark.parametrize(
    ("script", "said"),
    [
        ("exit 1", "Python 3.10 or newer is needed"),
        ('case "$2" in *ensurepip*) exit 1 ;; esac', "apt install python3-venv"),
    ],
    ids=["too old", "no venv"],
)
def test_an_unfit_python_is_named_with_the_remedy(checkout: Path, script: str, said: str) -> None:
    done = bootstrap(checkout, PYTHON=fake_python(checkout, script))
    assert done.returncode == 1
    assert said in done.stderr
    assert not (checkout / ".venv").exists()


def test_a_failed_installation_leaves_no_stamp(checkout: Path) -> None:
    done = bootstrap(checkout, PYTHON=sys.executable, PIP_FIND_LINKS="")
    assert done.returncode != 0
    assert (checkout / ".venv/bin/python").exists()
    assert not (checkout / ".venv/.installed").exists()
