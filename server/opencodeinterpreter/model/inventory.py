"""Describes the model side of this machine, for ``doctor`` and the choice of ``auto``. Loads torch only when asked."""

from __future__ import annotations

import os
from importlib import metadata, util
from pathlib import Path

import attrs

from opencodeinterpreter.model.checkpoint import bundled_folder, has_bundled, is_complete, read_card, weight_files
from opencodeinterpreter.model.family import FAMILY, Choice, choose_model
from opencodeinterpreter.model.memory import Device, graphics_cards, main_memory
from opencodeinterpreter.model.protocol import ModelInfo


@attrs.frozen
class CachedCheckpoint:
    """A checkpoint that is complete in the local Hub cache."""

    model_id: str
    folder: Path
    size_bytes: int


@attrs.frozen(kw_only=True)
class Inventory:
    """What this machine has for running models. Versions are None where the package is missing.

    ``torch_devices`` is None unless torch was asked; then it names what torch itself can compute on.
    """

    torch: str | None
    transformers: str | None
    quantization: bool
    devices: tuple[Device, ...]
    cached: tuple[CachedCheckpoint, ...]
    bundled: ModelInfo | None
    torch_devices: tuple[str, ...] | None = None

    @property
    def choice(self) -> Choice:
        """What ``auto`` stands for on this machine."""
        ids = {checkpoint.model_id for checkpoint in self.cached}
        return choose_model(cached=ids, devices=self.devices, bundled=self.bundled is not None)


def survey(*, ask_torch: bool = False) -> Inventory:
    """Look around. Takes some milliseconds; with ``ask_torch`` seconds, because torch is imported."""
    return Inventory(
        torch=_version("torch"),
        transformers=_version("transformers"),
        quantization=util.find_spec("bitsandbytes") is not None,
        devices=(*graphics_cards(), main_memory()),
        cached=tuple(cached_checkpoints()),
        bundled=read_card(bundled_folder(), name="bundled") if has_bundled() else None,
        torch_devices=_torch_devices() if ask_torch else None,
    )


def hub_cache() -> Path:
    """The folder of the local Hub cache, found as huggingface_hub finds it."""
    home = os.environ.get("HF_HOME") or Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "huggingface"
    return Path(os.environ.get("HF_HUB_CACHE") or Path(home) / "hub").expanduser()


def cached_folder(model_id: str) -> Path | None:
    """The snapshot of ``model_id`` if it is complete in the cache: of its main branch, else the newest."""
    repository = hub_cache() / f"models--{model_id.replace('/', '--')}"
    main = repository / "refs" / "main"
    names = [main.read_text(encoding="ascii").strip()] if main.is_file() else []
    snapshots = repository / "snapshots"
    newest = sorted(snapshots.iterdir(), key=lambda folder: -folder.stat().st_mtime) if snapshots.is_dir() else []
    candidates = [snapshots / name for name in names] + newest
    return next((folder for folder in candidates if is_complete(folder)), None)


def cached_checkpoints() -> list[CachedCheckpoint]:
    """The OpenCodeInterpreter checkpoints that need no network, biggest first."""
    found: list[CachedCheckpoint] = []
    for checkpoint in FAMILY:
        folder = cached_folder(checkpoint.model_id)
        if folder is not None:
            size_bytes = sum(file.stat().st_size for file in weight_files(folder))
            found.append(CachedCheckpoint(checkpoint.model_id, folder, size_bytes))
    return found


def _version(package: str) -> str | None:
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return None


def _torch_devices() -> tuple[str, ...]:
    from opencodeinterpreter.model.host.devices import computing_devices

    return computing_devices()
