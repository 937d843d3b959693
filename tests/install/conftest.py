"""The wheel, and a clean environment that has nothing but the wheel and what it asks for."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import attrs
import pytest

ROOT = Path(__file__).resolve().parents[2]
INSTALL_TIMEOUT_S = 900
# The run-time folder is the tests' own, so that the model host that starts there ends with them.
KEPT = ("PATH", "LANG", "SYSTEMROOT", "TMPDIR", "OPENCODEINTERPRETER_RUNTIME_DIR")


@attrs.frozen
class Installation:
    """A virtual environment outside the checkout, run with an empty HOME from an empty folder."""

    folder: Path

    @property
    def python(self) -> Path:
        """Its interpreter."""
        return self.folder / "venv" / ("Scripts/python.exe" if os.name == "nt" else "bin/python")

    @property
    def command(self) -> Path:
        """The console script that pip made."""
        return self.python.with_name("opencodeinterpreter")

    @property
    def environment(self) -> dict[str, str]:
        """The machine's own PATH, and nothing of this checkout's or of the person's folders."""
        home = self.folder / "home"
        kept = {name: os.environ[name] for name in KEPT if name in os.environ}
        return {**kept, "HOME": str(home), "XDG_RUNTIME_DIR": str(home)}

    @property
    def workspace(self) -> Path:
        """Where its commands run."""
        return self.folder / "workspace"

    def run(self, *arguments: str, timeout_s: float = 120) -> subprocess.CompletedProcess[str]:
        """Call the console script."""
        return self.call([str(self.command), *arguments], timeout_s=timeout_s)

    def call(self, argv: Sequence[str], *, timeout_s: float = 120) -> subprocess.CompletedProcess[str]:
        """Run a program as this installation's user would."""
        return subprocess.run(
            argv,
            cwd=self.workspace,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=timeout_s,
            check=False,
        )


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What `make wheel` builds."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    _checked(build, timeout_s=300)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="session")
def installation(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Installation:
    """The wheel, installed by pip as a user does it, with the versions that we pin."""
    made = Installation(tmp_path_factory.mktemp("installation"))
    for folder in (made.folder / "home", made.workspace):
        folder.mkdir(mode=0o700)
    _checked([sys.executable, "-m", "venv", str(made.folder / "venv")], timeout_s=INSTALL_TIMEOUT_S)
    pip = [str(made.python), "-m", "pip", "install", "--quiet", "--no-compile", "--disable-pip-version-check"]
    _checked([*pip, "--constraint", str(ROOT / "constraints.txt"), str(wheel)], timeout_s=INSTALL_TIMEOUT_S)
    return made


def _checked(argv: Sequence[str], *, timeout_s: float) -> None:
    done = subprocess.run(argv, capture_output=True, text=True, timeout=timeout_s, check=False)
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-4000:]
