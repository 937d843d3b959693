"""The files of ``collect``: reads the input, and writes what was rejected beside the output."""

from __future__ import annotations

import argparse
import itertools
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import attrs

from opencodeinterpreter.collecting.runner import rejects_path
from opencodeinterpreter.data.rows import BadRow, Row, read_rows
from opencodeinterpreter.errors import DataError

if TYPE_CHECKING:
    from opencodeinterpreter.cli.collect_methods import MethodCommand
    from opencodeinterpreter.settings import Settings


def read_input(args: argparse.Namespace, command: MethodCommand, settings: Settings) -> tuple[list[Row], int]:
    """The rows to work on, and how many lines were rejected. Raises DataError."""
    if args.out.resolve() in {path.resolve() for path in args.input}:
        raise DataError(f"{args.out} is the input, and would be written over. Name another output file.")
    bad: list[BadRow] = []
    rows = list(itertools.islice(_good(_all(args, command, settings), bad), args.limit))
    _write_rejects(rejects_path(args.out), bad)
    return rows, len(bad)


def _all(args: argparse.Namespace, command: MethodCommand, settings: Settings) -> Iterator[Row | BadRow]:
    paths: list[Path] = args.input
    if not paths and command.default_rows:
        yield from command.default_rows(args)
        return
    if not paths and command.default_file:
        paths = [command.default_file(settings)]
    for path in paths:
        yield from read_rows(path, command.parse)


def _good(found: Iterable[Row | BadRow], bad: list[BadRow]) -> Iterator[Row]:
    for row in found:
        if isinstance(row, BadRow):
            bad.append(row)
        else:
            yield row


def _write_rejects(path: Path, bad: list[BadRow]) -> None:
    """The reject file of this run; an earlier run's goes when there is nothing to reject any more."""
    try:
        if not bad:
            path.unlink(missing_ok=True)
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("w", encoding="utf-8") as file:
            file.writelines(f"{json.dumps(attrs.asdict(row), ensure_ascii=False)}\n" for row in bad)
    except OSError as error:
        raise DataError(f"{path} can't be written: {error.strerror or error}.") from error
