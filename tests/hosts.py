"""Finds the model hosts that tests started, so that none outlives them."""

from __future__ import annotations

import os
from pathlib import Path

import psutil


def hosts_in(folder: Path) -> list[psutil.Process]:
    """The host processes whose run-time folder lies in ``folder``."""
    found: list[psutil.Process] = []
    for process in psutil.process_iter(["cmdline"]):
        command = " ".join(process.info["cmdline"] or ())
        if "serve-model" in command and str(folder) in command and process.pid != os.getpid():
            found.append(process)
    return found


def end_hosts(folder: Path) -> None:
    """Kill them."""
    for process in hosts_in(folder):
        process.kill()
