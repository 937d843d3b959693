"""From a model's name to a folder with its files, fetched from the Hub only when a person named it. Loads nothing."""

from __future__ import annotations

import re
import shutil
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from opencodeinterpreter.errors import ModelError
from opencodeinterpreter.model.checkpoint import bundled_folder, has_bundled
from opencodeinterpreter.model.inventory import cached_folder, hub_cache, survey
from opencodeinterpreter.model.memory import gigabytes
from opencodeinterpreter.model.options import AUTO, BUNDLED

_HUB_ID = re.compile(r"[\w.-]+(/[\w.-]+)?")
_FILES = ("*.safetensors", "*.safetensors.index.json", "*.json", "*.jinja", "*.model", "*.txt", "*.py")
_HUB_TIMEOUT_S = 10.0
_REPORT_INTERVAL_S = 1.0
_OTHERWISE = "Set opencodeinterpreter.model to a local folder, or 'bundled'."

Report = Callable[[str], None]


def resolve(model: str, report: Report) -> Path:
    """The folder of a Hub id, a folder, ``bundled`` or ``auto``. Raises ModelError saying what to do instead."""
    if model in {AUTO, ""}:
        model = survey().choice.model
    if model == BUNDLED:
        return _bundled()
    folder = Path(model).expanduser()
    if folder.is_dir():
        return folder.resolve()
    if folder.is_absolute() or model.startswith((".", "~")) or not _HUB_ID.fullmatch(model):
        raise ModelError(f"There is no model folder {model}. {_OTHERWISE}")
    return cached_folder(model) or _fetch(model, report)


def folder_at_hand(model: str) -> Path | None:
    """The folder of a model that needs no fetching; None for the others and for ``auto``, which has yet to choose."""
    if model == BUNDLED:
        return bundled_folder()
    if model in {AUTO, ""}:
        return None
    folder = Path(model).expanduser()
    return folder if folder.is_dir() else cached_folder(model) if _HUB_ID.fullmatch(model) else None


def _bundled() -> Path:
    if not has_bundled():
        raise ModelError(
            "This installation has no bundled model. Set opencodeinterpreter.model to a Hub id such as "
            "m-a-p/OpenCodeInterpreter-DS-1.3B or to a local folder."
        )
    return bundled_folder()


def _fetch(model_id: str, report: Report) -> Path:
    """Download what is needed of a repository into the Hub cache."""
    import huggingface_hub

    report(f"Looking for {model_id} on the Hub")
    try:
        size_bytes = _download_size(model_id)
        _require_disk(model_id, size_bytes)
        progress = _progress_class(model_id, size_bytes, report)
        hub: Any = huggingface_hub
        return Path(hub.snapshot_download(model_id, allow_patterns=list(_FILES), tqdm_class=progress))
    except ModelError:
        raise
    except Exception as error:  # the Hub client raises its own, its HTTP library's and the system's errors
        raise _hub_error(model_id, error) from error


def _download_size(model_id: str) -> int:
    """What the safetensors files weigh. Raises ModelError when the repository has none."""
    import huggingface_hub

    info = huggingface_hub.HfApi().model_info(model_id, files_metadata=True, timeout=_HUB_TIMEOUT_S)
    sizes = [file.size or 0 for file in info.siblings or [] if file.rfilename.endswith(".safetensors")]
    if not sizes:
        raise ModelError(
            f"{model_id} has no safetensors weights. Only safetensors are loaded, because other formats can run code. "
            + _OTHERWISE
        )
    return sum(sizes)


def _require_disk(model_id: str, size_bytes: int) -> None:
    cache = hub_cache()
    cache.mkdir(parents=True, exist_ok=True)
    free = shutil.disk_usage(cache).free
    if size_bytes > free:
        raise ModelError(
            f"{model_id} is {gigabytes(size_bytes)} to fetch, but only {gigabytes(free)} is free in {cache}. "
            "Free some space, or set HF_HOME to a bigger disk."
        )


def _hub_error(model_id: str, error: Exception) -> ModelError:
    from huggingface_hub import errors

    if isinstance(error, errors.GatedRepoError):
        return ModelError(
            f"{model_id} is gated: accept its terms on the Hub and log in with 'hf auth login'. {_OTHERWISE}"
        )
    if isinstance(error, errors.RepositoryNotFoundError | errors.HFValidationError):
        return ModelError(
            f"There is no model {model_id} on the Hub, or it is private and you aren't logged in ('hf auth login'). "
            f"Check the spelling. {_OTHERWISE}"
        )
    reason = f"{type(error).__name__}: {str(error).splitlines()[0] if str(error) else 'no reason given'}"
    return ModelError(
        f"{model_id} is not in the local cache and could not be fetched from the Hub ({reason}). Check the network. "
        + _OTHERWISE
    )


def _progress_class(model_id: str, size_bytes: int, report: Report) -> Any:
    """A progress bar that reports at most once a second instead of drawing."""
    from tqdm.auto import tqdm

    base: Any = tqdm
    progress = _Progress(model_id, size_bytes, report)

    def create(self: Any, *args: Any, name: str = "", **values: Any) -> None:  # noqa: ARG001 - the Hub client's own
        self.counts_bytes = values.get("unit") == "B"
        base.__init__(self, *args, **(values | {"disable": True}))

    def update(self: Any, n: float | None = 1) -> Any:
        if self.counts_bytes:
            progress.add(n or 0)
        return base.update(self, n)

    return type("ReportingProgress", (base,), {"__init__": create, "update": update})


class _Progress:
    """Adds up what all files of a download have brought so far."""

    def __init__(self, model_id: str, size_bytes: int, report: Report) -> None:
        self._model_id = model_id
        self._size_bytes = size_bytes
        self._report = report
        self._done_bytes = 0.0
        self._reported_at_s = 0.0

    def add(self, new_bytes: float) -> None:
        """Count these bytes and report if the last report is a second old."""
        self._done_bytes += new_bytes
        if time.monotonic() - self._reported_at_s >= _REPORT_INTERVAL_S:
            self._reported_at_s = time.monotonic()
            done = gigabytes(min(self._done_bytes, self._size_bytes))
            self._report(f"Fetching {self._model_id}: {done} of {gigabytes(self._size_bytes)}")
