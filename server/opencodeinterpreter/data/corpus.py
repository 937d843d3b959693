"""Generates the whole corpus in shards, in parallel, the same for the same seed whatever the number of workers."""

from __future__ import annotations

import importlib
import json
import multiprocessing
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from random import Random

import attrs

from opencodeinterpreter.data.dialogue import Dialogue
from opencodeinterpreter.data.execution import limit_memory, lower_recursion_limit
from opencodeinterpreter.data.handwritten.overlap import is_in_suite
from opencodeinterpreter.data.sources import SOURCES, instruction, library_fix, library_programs, wish
from opencodeinterpreter.data.splits import held_out

SHARD_ROWS = 2000
_ATTEMPTS = 50
# What surely fits into the bundled model's 1,024 positions with the reply.
_MOST_PROMPT_CHARS = 2000
_FEWEST_KINDS = 8


def import_slow_libraries() -> None:
    """What would use up the time limit of the first program that imports it."""
    importlib.import_module("matplotlib").use("Agg")
    importlib.import_module("matplotlib.pyplot")
    importlib.import_module("pandas")


def prepare_worker() -> None:
    """Limits of a generating process, and the slow imports that programs need."""
    import_slow_libraries()
    lower_recursion_limit()
    limit_memory()


def shard(seed: int, number: int, rows: int = SHARD_ROWS) -> list[Dialogue]:
    """The training dialogues of one shard, without held-out kinds and without what the suite written by hand has."""
    import_slow_libraries()  # an import that a time limit cuts off would leave half a library behind
    random = Random(f"{seed}/{number}")  # noqa: S311 - a seed must fix the data
    names = list(SOURCES)
    weights = [SOURCES[name][0] for name in names]
    found: dict[str, Dialogue] = {}
    while len(found) < rows:
        source = SOURCES[random.choices(names, weights)[0]][1]
        drawn = next((d for d in (source(random) for _ in range(_ATTEMPTS)) if d), None)
        if drawn and drawn.reply and not held_out(drawn.kind) and not is_in_suite(drawn):
            found.setdefault(drawn.prompt, drawn)
    return list(found.values())


def held_out_rows(seed: int, rows: int) -> dict[str, list[Dialogue]]:
    """Evaluation sets: instructions and wishes of unseen kinds, new mistakes, functions of unseen modules.

    No kind fills more than an eighth of a set: how often a kind is drawn says nothing of how much it matters.
    """
    random = Random(f"held out/{seed}")  # noqa: S311 - a seed must fix the data
    drawn = {
        "instructions": lambda: instruction(random, kept=True),
        "familiar fixes": lambda: SOURCES["familiar fix"][1](random),
        "unfamiliar fixes": lambda: SOURCES["unfamiliar fix"][1](random),
        "newcomer fixes": lambda: SOURCES["newcomer fix"][1](random),
        "library fixes": lambda: library_fix(random, kept=True),
        "wishes": lambda: _unseen_wish(random),
    }
    return {name: _varied(draw, rows) for name, draw in drawn.items()}


def _varied(draw: Callable[[], Dialogue | None], rows: int) -> list[Dialogue]:
    """So many different rows, not too long to be answered, of not too few kinds."""
    found: dict[str, Dialogue] = {}
    kinds: Counter[str] = Counter()
    most = max(1, rows // _FEWEST_KINDS)
    while len(found) < rows:
        row = draw()
        fits = row and row.reply and len(row.prompt) <= _MOST_PROMPT_CHARS and row.prompt not in found
        if row and fits and kinds[row.kind] < most:
            found[row.prompt] = row
            kinds[row.kind] += 1
    return list(found.values())


def _unseen_wish(random: Random) -> Dialogue | None:
    row = wish(random)
    return row if row and held_out(row.kind) else None


def shard_path(folder: Path, number: int) -> Path:
    """The file of a shard."""
    return folder / f"shard-{number:04}.jsonl"


def _write_shard(task: tuple[int, int, Path]) -> Path:
    seed, number, folder = task
    path = shard_path(folder, number)
    if not path.exists():
        write_file(shard(seed, number), path)
    return path


def _write_held_out(task: tuple[int, int, Path]) -> None:
    seed, rows, folder = task
    for name, found in held_out_rows(seed, rows).items():
        write_file(found, folder / f"held-out {name}.jsonl")


def write_file(rows: Iterable[Dialogue], path: Path) -> None:
    """Write all dialogues, or nothing when that is cut off."""
    partial = path.with_suffix(".partial")
    with partial.open("w", encoding="utf-8") as file:
        for row in rows:
            file.write(json.dumps(attrs.asdict(row)) + "\n")
    partial.replace(path)


def generate(folder: Path, *, seed: int, shards: Iterable[int], workers: int) -> Iterator[Path]:
    """Write the shards of these numbers that are not there yet; yields each path as it is finished."""
    folder.mkdir(parents=True, exist_ok=True)
    library_programs()
    context = multiprocessing.get_context("fork")
    with context.Pool(workers, initializer=prepare_worker) as pool:
        yield from pool.imap_unordered(_write_shard, [(seed, number, folder) for number in shards])


def generate_held_out(folder: Path, *, seed: int, rows: int) -> dict[str, list[Dialogue]]:
    """Write and read the held-out sets, made in a process of their own: the limits on programs are for that one."""
    folder.mkdir(parents=True, exist_ok=True)
    with multiprocessing.get_context("fork").Pool(1, initializer=prepare_worker) as pool:
        pool.map(_write_held_out, [(seed, rows, folder)])
    paths = sorted(folder.glob("held-out *.jsonl"))
    return {path.stem.removeprefix("held-out "): list(read_file(path)) for path in paths}


def read(folder: Path) -> Iterator[Dialogue]:
    """All dialogues of a folder of shards, in the order of the shards."""
    for path in sorted(folder.glob("shard-*.jsonl")):
        yield from read_file(path)


def read_file(path: Path) -> Iterator[Dialogue]:
    """The dialogues of one file."""
    with path.open(encoding="utf-8") as file:
        yield from (Dialogue(**json.loads(line)) for line in file)
