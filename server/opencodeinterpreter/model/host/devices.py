"""Asks torch what this machine computes on. Knows nothing of models."""

from __future__ import annotations

import functools
import os
import sys
import time
from collections.abc import Callable
from typing import Any

from opencodeinterpreter.errors import ModelError
from opencodeinterpreter.model.memory import main_memory

_ONE_THREAD_PARAMETERS = 30_000_000
_MEASURED_SIZE = 512
_MEASURED_TIMES = 3


def torch_module() -> Any:
    """torch, untyped: its own stubs leave too much open for strict checking."""
    import torch

    return torch


def computing_devices() -> tuple[str, ...]:
    """Names such as ``cuda:0 (NVIDIA H100)``, ``mps`` and ``cpu``."""
    torch = torch_module()
    cards = [f"cuda:{index} ({torch.cuda.get_device_name(index)})" for index in range(torch.cuda.device_count())]
    apple = ["mps"] if torch.backends.mps.is_available() else []
    return (*cards, *apple, "cpu")


def pick_device(wanted: str) -> str:
    """The device to load onto; ``auto`` takes a graphics card before the CPU. Raises ModelError for an unknown one."""
    torch = torch_module()
    if wanted == "auto":
        return "cuda" if torch.cuda.is_available() else "mps" if torch.backends.mps.is_available() else "cpu"
    kind = wanted.partition(":")[0]
    known = {"cpu": True, "cuda": torch.cuda.is_available(), "mps": torch.backends.mps.is_available()}
    if not known.get(kind, False):
        raise ModelError(
            f"There is no device {wanted} here, only {', '.join(computing_devices())}. Set device to auto."
        )
    return wanted


@functools.cache
def cpu_is_slow_in_bfloat16() -> bool:
    """Whether the CPU multiplies bfloat16 matrices less than half as fast as float32 ones; measured, in some 50 ms.

    Most laptops have no instructions for it. Measured with AVX2 alone: 12 GFLOP/s instead of 127, and the prompt of a
    model of 334M parameters takes four times as long; with AVX-512's own it is the other way round.
    """
    torch = torch_module()

    def product_s(dtype: Any) -> float:
        matrix = torch.ones(_MEASURED_SIZE, _MEASURED_SIZE, dtype=dtype)
        _seconds(lambda: matrix @ matrix)  # the first time a kernel is made for it, too
        return min(_seconds(lambda: matrix @ matrix) for _ in range(_MEASURED_TIMES))

    with torch.inference_mode():
        return product_s(torch.bfloat16) > 2 * product_s(torch.float32)


def free_bytes(device: str, *, spread: bool) -> int:
    """Memory that a model can take: of one device, or of all cards and the machine when it may be spread over them."""
    torch = torch_module()
    if not device.startswith("cuda"):
        return main_memory().free_bytes
    if not spread:
        return torch.cuda.mem_get_info(device)[0]
    cards = sum(torch.cuda.mem_get_info(index)[0] for index in range(torch.cuda.device_count()))
    return cards + main_memory().free_bytes


def use_cores(parameters: int) -> None:
    """One thread per physical core that this process may use, but a single one for a small model.

    Small matrices gain nothing from a second thread, and where another program keeps a core busy they lose nearly all:
    each operation then waits for the thread that isn't running. Measured with 5M parameters on two cores of which one
    was taken: 334 tokens/s with one thread, 10 with two.
    """
    import psutil

    allowed = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    physical = psutil.cpu_count(logical=False) or allowed
    small = parameters <= _ONE_THREAD_PARAMETERS
    torch_module().set_num_threads(1 if small else max(1, min(allowed, physical)))


def wait_passively() -> None:
    """Have OpenMP's threads sleep instead of spin when they wait, which is kinder to the editor and to a busy machine.

    Only works before torch is imported.
    """
    os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")


def give_memory_back() -> None:
    """Return what an unloaded model held to the system, not only to the allocators."""
    import gc

    gc.collect()
    torch = sys.modules.get("torch")  # a host that never needed torch isn't to import it now
    if torch is not None and torch.cuda.is_available():
        torch.cuda.empty_cache()
    _trim_heap()


def _seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def _trim_heap() -> None:
    """Glibc keeps freed memory; other C libraries have no such call."""
    import ctypes
    from contextlib import suppress

    with suppress(OSError, AttributeError):
        ctypes.CDLL("libc.so.6").malloc_trim(0)
