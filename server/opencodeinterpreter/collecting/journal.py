"""What a run has finished so far, beside its output, so that a killed run goes on where it was. One JSON object a line.

The first line says what run it is; each further one is a unit: ``{"unit", "digest", "rows" | "dropped"}``. Lines are
only ever added, and one that a kill cut off is dropped. Knows nothing of methods or workers.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Any, BinaryIO, cast

from typing_extensions import Self

from opencodeinterpreter.collecting.method import Unit
from opencodeinterpreter.data.rows import Row, from_object, to_json, to_object
from opencodeinterpreter.errors import DataError


class Journal:
    """A context manager. Raises DataError when the file belongs to a run with other options, or can't be used.

    ``description`` is what must be the same for a run to be continued. Rows stay in the file until they are asked for.
    """

    def __init__(self, path: Path, description: Mapping[str, Any]) -> None:
        self._path = path
        self._description = json.loads(json.dumps(description))
        self._places: dict[str, tuple[str, int]] = {}
        self._file: BinaryIO | None = None

    def __enter__(self) -> Self:
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            self._file = self._path.open("a+b")
            _lock(self._file, self._path)
            self._read()
        except OSError as error:
            self.__exit__(None, None, None)
            raise DataError(f"{self._path} can't be written: {error.strerror or error}.") from error
        except BaseException:
            self.__exit__(None, None, None)
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._file is not None:
            self._file.close()

    def __len__(self) -> int:
        """How many units are finished."""
        return len(self._places)

    def holds(self, unit: Unit) -> bool:
        """Whether the unit, made of the very same rows, is finished."""
        return self._places.get(unit.id, ("", 0))[0] == _digest(unit)

    def add(self, unit: Unit, *, rows: tuple[Row, ...] = (), dropped: str = "") -> None:
        """Remember a finished unit. It is in the system's hands when this returns."""
        entry: dict[str, Any] = {"unit": unit.id, "digest": _digest(unit)}
        entry |= {"dropped": dropped} if dropped else {"rows": [to_object(row) for row in rows]}
        self._places[unit.id] = (entry["digest"], self._append(entry))

    def rows(self, unit: Unit) -> tuple[tuple[Row, ...], str]:
        """The rows of a finished unit, and why there are none."""
        assert self._file is not None, "a journal is read inside its context"
        self._file.seek(self._places[unit.id][1])
        entry = json.loads(self._file.readline())
        return tuple(from_object(row) for row in entry.get("rows", ())), entry.get("dropped", "")

    def _read(self) -> None:
        assert self._file is not None, "a journal is read inside its context"
        self._file.seek(0)
        end = 0
        while (line := self._file.readline()).endswith(b"\n"):
            entry = _decoded(line)
            if entry is None:
                break
            if end == 0:
                self._check(entry)
            else:
                self._places[entry.get("unit", "")] = (entry.get("digest", ""), end)
            end += len(line)
        self._file.truncate(end)
        if end == 0:
            self._append(self._description)

    def _append(self, entry: Mapping[str, Any]) -> int:
        assert self._file is not None, "a journal is written inside its context"
        start = self._file.seek(0, 2)
        self._file.write(f"{json.dumps(entry, ensure_ascii=False)}\n".encode())
        self._file.flush()
        return start

    def _check(self, entry: Mapping[str, Any]) -> None:
        names = sorted({*entry, *self._description})
        changed = [name for name in names if entry.get(name) != self._description.get(name)]
        if changed:
            told = ", ".join(f"{name} was {entry.get(name)!r}, now {self._description.get(name)!r}" for name in changed)
            raise DataError(
                f"{self._path} is of a run with other options ({told}). Name another output file, or add --restart to "
                "throw that run away."
            )


def _digest(unit: Unit) -> str:
    digest = hashlib.sha256()
    for row in unit.rows:
        digest.update(to_json(row).encode())
    return digest.hexdigest()[:16]


def _decoded(line: bytes) -> dict[str, Any] | None:
    try:
        entry = json.loads(line)
    except ValueError:
        return None
    return cast("dict[str, Any]", entry) if isinstance(entry, dict) else None


def _lock(file: BinaryIO, path: Path) -> None:
    """Two runs that write to one file would mix their rows; where the system has no such lock, nobody checks."""
    try:
        import fcntl
    except ImportError:
        return
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise DataError(f"Another collect is writing to {path} right now.") from None
