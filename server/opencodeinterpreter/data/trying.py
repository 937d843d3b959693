"""Runs programs that a model wrote, each in a process of its own, all inside a sandbox.

As a program (``python -m opencodeinterpreter.data.trying``) it is the inner side: one JSON object a line in,
``{"code": ...}``, and one out, ``{"stdout": ..., "failure": fields or null, "timed_out": ...}``.
"""

from __future__ import annotations

import json
import os
import select
import signal
import subprocess
import sys
from pathlib import Path
from types import TracebackType
from typing import Any

import attrs
from typing_extensions import Self

from opencodeinterpreter.data.execution import limit_memory, lower_recursion_limit, run
from opencodeinterpreter.errors import KernelError
from opencodeinterpreter.kernel.runtime_folder import kernel_folder, remove_folder
from opencodeinterpreter.kernel.sandbox import Sandbox, probe_sandbox, safe_environment
from opencodeinterpreter.text.tracebacks import Failure, Frame

_END_WITHIN_S = 10.0
_TIME_LIMIT_S = 5.0


@attrs.frozen(kw_only=True)
class Trial:
    """What a model's program did."""

    stdout: str
    failure: Failure | None
    timed_out: bool = False

    def printed(self, expected: str) -> bool:
        """Whether it ended cleanly and printed this."""
        return self.failure is None and not self.timed_out and self.stdout == expected


class TrialRunner:
    """A sandboxed process that runs one program after another. A context manager."""

    def __init__(self) -> None:
        report = probe_sandbox()
        if not report.available:
            raise KernelError(f"A model's programs are only judged in a sandbox, and there is none: {report.reason}.")
        self._folders = (kernel_folder(), kernel_folder())
        sandbox = Sandbox(program=report.program, workspace=self._folders[0], readable=_readable())
        command = sandbox.argv(
            [sys.executable, "-m", __name__ if __name__ != "__main__" else "opencodeinterpreter.data.trying"],
            runtime_folder=self._folders[1],
        )
        package_root = str(Path(__file__).resolve().parents[2])
        environment = {
            **safe_environment(os.environ),
            "PYTHONPATH": package_root,
            "MPLBACKEND": "Agg",
            "PYTHONHASHSEED": "0",
            "OMP_NUM_THREADS": "1",
        }
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        assert self._process.stdin
        assert self._process.stdout
        # It ends when there is no more to read. Killed while it is still setting up the sandbox, it would leave a child
        # that waits for it for ever and keeps its output open.
        self._process.stdin.close()
        try:
            self._process.wait(_END_WITHIN_S)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._process.stdout.close()
        for folder in self._folders:
            remove_folder(folder)

    def run(self, code: str) -> Trial:
        """Run one whole program."""
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(json.dumps({"code": code}) + "\n")
        self._process.stdin.flush()
        answer = json.loads(self._process.stdout.readline())
        return Trial(stdout=answer["stdout"], failure=_failure(answer["failure"]), timed_out=answer["timed_out"])


def _failure(fields: dict[str, Any] | None) -> Failure | None:
    if fields is None:
        return None
    frames = tuple(Frame(**frame) for frame in fields["frames"])
    return Failure(name=fields["name"], message=fields["message"], frames=frames, text=fields["text"])


def _readable() -> tuple[Path, ...]:
    return (Path(sys.prefix), Path(sys.base_prefix), Path(__file__).resolve().parents[2])


def _serve() -> None:
    lower_recursion_limit()
    for line in sys.stdin:
        print(_forked(json.loads(line)["code"]), flush=True)  # noqa: T201 - this is the wire


def _forked(code: str) -> str:
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reader)
        _answer(code, writer)
    os.close(writer)
    try:
        return _read_all(reader) or json.dumps({"stdout": "", "failure": None, "timed_out": True})
    finally:
        os.close(reader)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)


def _answer(code: str, writer: int) -> None:
    try:
        null = os.open(os.devnull, os.O_RDWR)
        for stream in (0, 1, 2):
            os.dup2(null, stream)
        limit_memory()
        outcome = run(code, time_limit_s=_TIME_LIMIT_S)
        os.write(writer, json.dumps(attrs.asdict(outcome)).encode())
    finally:
        os._exit(0)


def _read_all(reader: int) -> str:
    parts: list[bytes] = []
    while select.select([reader], [], [], _TIME_LIMIT_S * 2)[0]:
        part = os.read(reader, 65536)
        if not part:
            return b"".join(parts).decode()
        parts.append(part)
    return ""


if __name__ == "__main__":
    _serve()
