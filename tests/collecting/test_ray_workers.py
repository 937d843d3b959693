"""``--workers ray`` on a real cluster of this machine, which asks for a token as clusters should."""

from __future__ import annotations

import os
import secrets
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from collecting_engine import collect, read_lines, start_engine, write_lines

pytest.importorskip("ray")

# Nobody looks at a dashboard here, and waiting for it would take most of the start.
_CLUSTER = {"RAY_DASHBOARD_STARTUP_TIMEOUT_S": "1", "RAY_USAGE_STATS_ENABLED": "0", "RAY_AUTH_MODE": "token"}
_OPTIONS = ("--num-cpus=1", "--object-store-memory=80000000", "--include-dashboard=false")


@pytest.fixture(scope="module")
def cluster() -> Iterator[dict[str, str]]:
    """The environment in which a cluster of one CPU is found."""
    folder = Path(tempfile.mkdtemp(prefix="oci-ray-"))
    environment = {**os.environ, **_CLUSTER, "RAY_AUTH_TOKEN": secrets.token_hex(32)}
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "ray.scripts.scripts", "start", "--head", "--block", f"--port={port}", *_OPTIONS]
    with subprocess.Popen(
        [*command, f"--temp-dir={folder}"],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    ) as process:
        try:
            said = _until_started(process)
            assert "Ray runtime started" in said, said
            yield {**environment, "RAY_ADDRESS": f"127.0.0.1:{port}"}
        finally:
            process.terminate()
            process.communicate()
            shutil.rmtree(folder, ignore_errors=True)


def _until_started(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    said = ""
    for line in process.stdout:
        said += line
        if "Ray runtime started" in line:
            break
    return said


def run_collect(environment: dict[str, str], *argv: object) -> subprocess.CompletedProcess[str]:
    """The command in a process of its own: Ray leaves threads and signal handlers behind."""
    command = [sys.executable, "-m", "opencodeinterpreter", "collect", *map(str, argv), "--python", sys.executable]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


@pytest.mark.timeout(400)
def test_a_cluster_makes_the_same_file(tmp_path: Path, cluster: dict[str, str]) -> None:
    problems = [
        {"id": "a", "query": "Draw a number.", "answer": "```python\nimport random\nprint(random.random())\n```"},
        {"id": "b", "query": "Divide by zero.", "answer": "```python\n1 / 0\n```"},
        {"id": "c", "query": "Say something."},
        {"id": "d", "query": "Say nothing."},
    ]
    rows = write_lines(tmp_path / "in.jsonl", *problems)
    replies = {"Say something.": "```python\nprint('something')\n```", "Say nothing.": "No."}
    with start_engine(lambda messages: replies.get(messages[-1]["content"], "It is as fast as can be.")) as engine:
        common = ("followup", rows, "--engine", engine.url, "--seed", 3, "--kinds", "complexity")
        local, spread = tmp_path / "local.jsonl", tmp_path / "spread.jsonl"
        assert collect(*common, "-o", local) == 0
        done = run_collect(cluster, *common, "-o", spread, "--workers", "ray")
    assert done.returncode == 0, done.stderr
    assert [row["id"] for row in read_lines(spread)] == ["a", "c"]
    assert spread.read_bytes() == local.read_bytes()
    assert "dropped 1: the solution does not run" in done.stderr


@pytest.mark.timeout(400)
def test_an_engine_that_the_cluster_cannot_reach_is_told(tmp_path: Path, cluster: dict[str, str]) -> None:
    rows = write_lines(tmp_path / "in.jsonl", {"id": "a", "query": "Say something."})
    with socket.create_server(("127.0.0.1", 0)) as free:
        url = f"http://127.0.0.1:{free.getsockname()[1]}"
    done = run_collect(
        cluster, "simulate", rows, "--engine", url, "-o", tmp_path / "out.jsonl", "--workers", "ray",
        "--ray-address", cluster["RAY_ADDRESS"],
    )  # fmt: skip
    assert done.returncode == 1
    assert f"{url}/v1 can't be reached" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("where", ["at 127.0.0.1:{port}", "at ray://127.0.0.1:{port}"])
def test_no_cluster_at_an_address(tmp_path: Path, where: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        where = where.format(port=free.getsockname()[1])
    rows = write_lines(tmp_path / "in.jsonl", {"query": "Say something."})
    address = where.removeprefix("at ")
    done = run_collect(
        dict(os.environ), "simulate", rows, "-o", tmp_path / "out.jsonl", "--workers", "ray", "--ray-address", address
    )
    assert done.returncode == 1
    assert f"There is no Ray cluster {where}" in done.stderr
    assert "ray start --head" in done.stderr
    assert "Traceback" not in done.stderr
