"""Where a training's checkpoints lie, which of them can be gone on from, and whether they belong to this training."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any, cast

import attrs

from opencodeinterpreter.errors import TrainingError

_NUMBER = re.compile(r"checkpoint-(\d+)")
_SIGNATURE = "training.json"


@attrs.frozen
class Checkpoints:
    """The folder of one training's checkpoints."""

    folder: Path

    def last(self) -> Path | None:
        """The newest checkpoint that is complete; one that a kill interrupted is passed over.

        Trainer writes a checkpoint's ``trainer_state.json`` after everything else.
        """
        found = [(int(match[1]), path) for path in self.folder.glob("*") if (match := _NUMBER.fullmatch(path.name))]
        return next((path for _, path in sorted(found, reverse=True) if _is_json(path / "trainer_state.json")), None)

    def claim(self, signature: Mapping[str, Any]) -> None:
        """Note what this training is, or make sure that it is the one that was begun. Raises TrainingError."""
        file = self.folder / _SIGNATURE
        if not file.is_file():
            self.folder.mkdir(parents=True, exist_ok=True)
            partial = file.with_suffix(".partial")
            partial.write_text(json.dumps(signature, indent=1, sort_keys=True), encoding="utf-8")
            partial.replace(file)
            return
        before = cast("dict[str, Any]", json.loads(file.read_text(encoding="utf-8")))
        changed = sorted(name for name in {*before, *signature} if before.get(name) != signature.get(name))
        if changed:
            raise TrainingError(
                f"{self.folder.parent} holds a training that was begun otherwise: {', '.join(changed)} changed. "
                "Take another --out, or begin anew with --restart."
            )

    def clear(self) -> None:
        """Forget the training that was begun."""
        shutil.rmtree(self.folder, ignore_errors=True)


def _is_json(file: Path) -> bool:
    try:
        json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    return True
