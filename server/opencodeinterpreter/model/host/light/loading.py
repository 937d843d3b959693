"""Reads a checkpoint that numpy can run; None for all others, which transformers takes or explains."""

from __future__ import annotations

import importlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, cast

import attrs

from opencodeinterpreter.model.checkpoint import weight_files
from opencodeinterpreter.model.host.light.arrays import numpy_on_one_thread, read_tensors
from opencodeinterpreter.model.host.light.config import read_config
from opencodeinterpreter.model.host.light.tokenizer import LightTokenizer, read_tokenizer
from opencodeinterpreter.model.host.writer import Writer
from opencodeinterpreter.model.options import LoadOptions

_MOST_BYTES_AS_FLOAT32 = 400_000_000
"""Up to 100M parameters. Bigger networks gain from more threads and other formats, hence from torch."""


@attrs.frozen(kw_only=True, eq=False)
class LightCheckpoint:
    """A checkpoint in memory. ``listed_ends`` are the tokens that its files name as ends of a reply."""

    writer: Writer
    tokenizer: LightTokenizer
    positions: int
    listed_ends: tuple[int, ...]
    size_bytes: int


def may_be_light(folder: Path, options: LoadOptions) -> bool:
    """Whether ``load_light`` is likely to take it: nothing special is asked for and the network is a small known one.

    ``auto`` leaves the device and the format to us. At this size a graphics card would only wait for Python.
    """
    asks_for_nothing = options.device in ("auto", "cpu") and options.dtype == "auto" and options.quantization == "none"
    if not asks_for_nothing or read_config(_json(folder / "config.json")) is None:
        return False
    return sum(file.stat().st_size for file in weight_files(folder) if file.exists()) <= _MOST_BYTES_AS_FLOAT32


def import_libraries() -> None:
    """Import what every light checkpoint needs: numpy first, so that it comes as we want it."""
    numpy_on_one_thread()
    for name in ("jinja2.sandbox", "tokenizers"):
        importlib.import_module(name)


def load_light(folder: Path, options: LoadOptions) -> LightCheckpoint | None:
    """The checkpoint in memory, or None when it is anything but plain."""
    if not may_be_light(folder, options):
        return None
    import_libraries()
    from opencodeinterpreter.model.host.light.weights import build
    from opencodeinterpreter.model.host.light.writer import LightWriter

    config, generation = _json(folder / "config.json"), _json(folder / "generation_config.json")
    network_config, tokenizer = read_config(config), read_tokenizer(folder)
    tensors = read_tensors(weight_files(folder))
    if network_config is None or tokenizer is None or tensors is None:
        return None
    size_bytes = sum(tensor.nbytes for tensor in tensors.values())
    network = build(network_config, tensors) if size_bytes <= _MOST_BYTES_AS_FLOAT32 else None
    if network is None:
        return None
    limit = generation.get("max_new_tokens")
    return LightCheckpoint(
        writer=LightWriter(network, longest_reply_tokens=limit if isinstance(limit, int) else None),
        tokenizer=tokenizer,
        positions=network_config.positions,
        listed_ends=_ends(generation.get("eos_token_id", config.get("eos_token_id"))),
        size_bytes=size_bytes,
    )


def _ends(listed: object) -> tuple[int, ...]:
    tokens = cast("list[object]", listed) if isinstance(listed, list) else [listed]
    return tuple(token for token in tokens if isinstance(token, int))


def _json(file: Path) -> Mapping[str, Any]:
    """The object in a file; {} when there is none."""
    try:
        content = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return cast("Mapping[str, Any]", content) if isinstance(content, dict) else {}
