"""Numbers for small networks: numpy on one thread, and the tensors of safetensors files as float32."""

from __future__ import annotations

import json
import os
import struct
from collections.abc import Iterable
from pathlib import Path
from typing import Any, TypeAlias

Floats: TypeAlias = Any
"""An array of float32, untyped: numpy's stubs leave too much open for strict checking."""

_THREADS_VARIABLE = "OPENBLAS_NUM_THREADS"


def numpy_on_one_thread() -> Any:
    """Numpy with a single-threaded OpenBLAS, which reads its number of threads while it is loaded.

    Small matrices gain nothing from a second thread and lose much where another program keeps a core busy. The
    variable is put back, for torch may bring an OpenBLAS of its own and needs all cores.
    """
    before = os.environ.get(_THREADS_VARIABLE)
    os.environ[_THREADS_VARIABLE] = "1"
    try:
        import numpy as np
    finally:
        os.environ.pop(_THREADS_VARIABLE)
        if before is not None:
            os.environ[_THREADS_VARIABLE] = before
    return np


def read_tensors(files: Iterable[Path]) -> dict[str, Floats] | None:
    """All tensors by name; None when one is stored in a format that numpy doesn't know."""
    tensors: dict[str, Floats] = {}
    for file in files:
        with file.open("rb") as stream:
            (length,) = struct.unpack("<Q", stream.read(8))
            header: dict[str, Any] = json.loads(stream.read(length))
            content = stream.read()
        header.pop("__metadata__", None)
        for name, entry in header.items():
            begin, end = entry["data_offsets"]
            values = _floats(content[begin:end], entry["dtype"])
            if values is None:
                return None
            tensors[name] = values.reshape(entry["shape"])
    return tensors


def _floats(content: bytes, stored_as: str) -> Floats | None:
    np = numpy_on_one_thread()
    if stored_as == "BF16":  # the upper half of a float32
        return (np.frombuffer(content, "<u2").astype(np.uint32) << 16).view(np.float32)
    formats = {"F32": "<f4", "F16": "<f2"}
    return np.frombuffer(content, formats[stored_as]).astype(np.float32) if stored_as in formats else None
