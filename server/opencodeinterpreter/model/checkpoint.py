"""Reads what a checkpoint folder says about itself: size, completeness, card. Opens no tensors and imports no torch."""

from __future__ import annotations

import json
import math
import struct
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, cast

import attrs

from opencodeinterpreter.errors import ModelError
from opencodeinterpreter.model.options import BUNDLED
from opencodeinterpreter.model.protocol import ModelInfo

CARD_NAME = "opencodeinterpreter.json"
MOST_SAMPLES = 64
_HEADER_LIMIT_BYTES = 100_000_000


@attrs.frozen
class Weights:
    """What the safetensors headers promise."""

    parameters: int
    size_bytes: int


def bundled_folder() -> Path:
    """Where the checkpoint lies that ships inside the package."""
    return Path(__file__).resolve().parent.parent / "bundled"


def has_bundled() -> bool:
    """Whether this installation carries a checkpoint of its own."""
    return (bundled_folder() / "config.json").is_file()


def weight_files(folder: Path) -> list[Path]:
    """The safetensors files that belong to the checkpoint, whether or not they exist; [] when it names none."""
    index = folder / "model.safetensors.index.json"
    if index.is_file():
        names = cast("Mapping[str, str]", _read_json(index).get("weight_map", {}))
        return [folder / name for name in sorted(set(names.values()))]
    single = folder / "model.safetensors"
    return [single] if single.exists() else []


def is_complete(folder: Path) -> bool:
    """Whether a folder holds a configuration, a tokenizer and all its weight files. Never raises."""
    try:
        files = weight_files(folder)
    except ModelError:
        return False
    tokenizer = any((folder / name).exists() for name in ("tokenizer.json", "tokenizer.model", "vocab.json"))
    return bool(files) and tokenizer and (folder / "config.json").exists() and all(file.exists() for file in files)


def inspect_weights(folder: Path) -> Weights:
    """Count the parameters from the headers alone. Raises ModelError when a file is missing or damaged."""
    if not (folder / "config.json").is_file():
        raise ModelError(f"{folder} is not a checkpoint: it has no config.json.")
    files = weight_files(folder)
    if not files:
        raise ModelError(
            f"{folder} has no safetensors weights. Only safetensors are loaded, because other formats can run code; "
            "convert the checkpoint, or use another one."
        )
    found = [_inspect_file(file) for file in files]
    return Weights(sum(weights.parameters for weights in found), sum(weights.size_bytes for weights in found))


def read_card(folder: Path, *, name: str) -> ModelInfo:
    """What ``opencodeinterpreter.json`` says of the checkpoint; fenced answers and whole conversations without one."""
    try:
        card = _read_json(folder / CARD_NAME)
    except ModelError:
        return ModelInfo(name=name)
    return info_from_card(card, name=name)


def info_from_card(card: Mapping[str, Any], *, name: str) -> ModelInfo:
    """A card's fields, each falling back to its default when it is missing or makes no sense."""
    form = card.get("answer_form")
    history = card.get("sends_history", True)
    return ModelInfo(
        name=str(card.get("name") or name),
        answer_form="line-edits" if form == "line-edits" else "fenced",
        sends_history=history if isinstance(history, bool) else True,
        feedback_form="tried" if card.get("feedback_form") == "tried" else "changed",
        samples=_count(card.get("samples"), least=1),
        lines=_count(card.get("lines"), least=0),
        branches=_count(card.get("branches"), least=0),
        reviews=card.get("reviews") is True,
        note=str(card.get("note") or ""),
    )


def _count(value: object, *, least: int) -> int:
    return value if type(value) is int and least <= value <= MOST_SAMPLES else least


def display_name(model: str) -> str:
    """A short name for texts: the Hub id, or the last part of a folder's path."""
    return model if model == BUNDLED or not Path(model).is_dir() else Path(model).resolve().name


def _inspect_file(file: Path) -> Weights:
    header, header_bytes, size_bytes = _read_header(file)
    tensors = list(_tensors(header))
    promised = header_bytes + max((end for _, end in tensors), default=0)
    if promised != size_bytes:
        raise _damaged(file, f"it has {size_bytes:,} bytes where its header promises {promised:,}")
    return Weights(sum(count for count, _ in tensors), size_bytes)


def _read_header(file: Path) -> tuple[Mapping[str, Any], int, int]:
    try:
        with file.open("rb") as stream:
            (length,) = struct.unpack("<Q", stream.read(8))
            if length > _HEADER_LIMIT_BYTES:
                raise _damaged(file, "it does not begin with a safetensors header")
            return json.loads(stream.read(length)), 8 + length, file.stat().st_size
    except FileNotFoundError as error:
        raise ModelError(f"The checkpoint is incomplete: {file.name} is missing in {file.parent}.") from error
    except (OSError, struct.error, ValueError) as error:
        raise _damaged(file, "it does not begin with a safetensors header") from error


def _tensors(header: Mapping[str, Any]) -> Iterator[tuple[int, int]]:
    for name, entry in header.items():
        if name != "__metadata__":
            yield math.prod(entry["shape"]), entry["data_offsets"][1]


def _damaged(file: Path, reason: str) -> ModelError:
    return ModelError(f"{file} is damaged: {reason}. Delete it and fetch the checkpoint again.")


def _read_json(file: Path) -> Mapping[str, Any]:
    try:
        content = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ModelError(f"{file} can't be read: {error}") from error
    return cast("Mapping[str, Any]", content) if isinstance(content, dict) else {}
