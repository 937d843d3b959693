"""How much memory this machine has for a model, and whether one fits. Knows sizes only; imports no torch."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import attrs

from opencodeinterpreter.errors import ModelError

BYTES_PER_PARAMETER = {"float32": 4.0, "float16": 2.0, "bfloat16": 2.0, "8bit": 1.1, "4bit": 0.65}
_WORKING_FACTOR = 1.15
_WORKING_BYTES = 200_000_000
_NVIDIA_QUERY = ("nvidia-smi", "--query-gpu=name,memory.total,memory.free", "--format=csv,noheader,nounits")


@attrs.frozen(kw_only=True)
class Device:
    """A processor that can hold a model, with its memory in bytes."""

    name: str
    kind: str
    total_bytes: int
    free_bytes: int


def main_memory() -> Device:
    """The machine's memory, or the control group's where that is smaller."""
    import psutil

    memory = psutil.virtual_memory()
    limit, used = _control_group_limit()
    total = min(memory.total, limit) if limit else memory.total
    free = min(memory.available, max(limit - used, 0)) if limit else memory.available
    return Device(name="main memory", kind="cpu", total_bytes=total, free_bytes=free)


def graphics_cards() -> list[Device]:
    """NVIDIA cards as nvidia-smi lists them; [] where there is none, so nothing heavy is imported to find out."""
    if shutil.which(_NVIDIA_QUERY[0]) is None:
        return []
    try:
        listing = subprocess.run(_NVIDIA_QUERY, capture_output=True, text=True, timeout=5, check=True).stdout
        return [_graphics_card(line) for line in listing.splitlines() if line.strip()]
    except (OSError, subprocess.SubprocessError, ValueError):
        return []


def needed_bytes(parameters: int, number_format: str) -> int:
    """Weights in that format plus room for the attention cache and the activations."""
    return int(parameters * BYTES_PER_PARAMETER.get(number_format, 4.0) * _WORKING_FACTOR) + _WORKING_BYTES


def require_room(name: str, *, parameters: int, number_format: str, free_bytes: int) -> None:
    """Raise ModelError with both sizes and a way out when the model clearly doesn't fit."""
    needed = needed_bytes(parameters, number_format)
    if needed <= free_bytes:
        return
    smaller = [way for way in ("8bit", "4bit") if needed_bytes(parameters, way) <= free_bytes]
    advice = f"set quantization to {smaller[0]}, or " if smaller and number_format not in {"8bit", "4bit"} else ""
    raise ModelError(
        f"{name} needs about {gigabytes(needed)} of memory as {number_format}, but only {gigabytes(free_bytes)} is "
        f"free: {advice}choose a smaller model, close other programs, or set an endpoint on a bigger machine."
    )


def gigabytes(size_bytes: float) -> str:
    """A size as people read it: ``13.5 GB``, ``12 MB``."""
    return f"{size_bytes / 1e9:,.1f} GB" if size_bytes >= 1e9 else f"{size_bytes / 1e6:,.0f} MB"


def _graphics_card(line: str) -> Device:
    name, total, free = (part.strip() for part in line.rsplit(",", 2))
    return Device(name=name, kind="cuda", total_bytes=int(total) * 2**20, free_bytes=int(free) * 2**20)


def _control_group_limit() -> tuple[int, int]:
    """The memory limit and use of this container in bytes, (0, 0) without one."""
    folder = Path("/sys/fs/cgroup")
    try:
        limit = (folder / "memory.max").read_text(encoding="ascii").strip()
        used = (folder / "memory.current").read_text(encoding="ascii").strip()
        cache = _inactive_file_bytes(folder / "memory.stat")
        return (0, 0) if limit == "max" else (int(limit), int(used) - cache)
    except (OSError, ValueError):
        return 0, 0


def _inactive_file_bytes(statistics: Path) -> int:
    """Page cache counts as used in a control group, although the kernel gives it back on demand."""
    for line in statistics.read_text(encoding="ascii").splitlines():
        if line.startswith("inactive_file "):
            return int(line.split()[1])
    return 0
