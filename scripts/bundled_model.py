"""Makes the bundled checkpoint from nothing: data, tokenizer, training, measuring by execution, the folder that ships.

    python scripts/bundled_model.py

Trains three times: first from random weights, then on from there with what that model gets wrong, so that it learns to
answer a second time, and then once more in the same way. Work is kept in build/bundled-model, so that a run which was
killed goes on where it was. The shipped files are replaced only at the end. On two quiet cores it takes about four and
a half hours if they have instructions for bf16 products (AVX512-BF16, AMX), else about fifteen.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

import attrs

if TYPE_CHECKING:
    from opencodeinterpreter.data.dialogue import Dialogue

ROOT = Path(__file__).resolve().parent.parent
SHIPPED = ROOT / "server" / "opencodeinterpreter" / "bundled"
VOCABULARY = 2048
TOKENIZER_SAMPLE = 20_000
DRILLS = 6_000
HELD_OUT_ROWS = 40


@attrs.frozen(kw_only=True)
class Further:
    """A training that goes on from the model before, on new exercises and on its own mistakes in some of them.

    The model answers the first ``answered`` of the ``shards``; what it got wrong there is ``share`` of the training.
    ``changes`` are to the recipe of the first training: a lower rate that falls for longer keeps what was learnt.
    """

    name: str
    shards: range
    answered: int
    share: float
    changes: Mapping[str, Any]


FIRST_SHARDS = range(165)
_GOES_ON: dict[str, Any] = {
    "init": None,
    "tokenizer": None,
    "optimizer": {"name": "muon", "matrix_rate": 0.01, "rate": 0.002},
    "prompt_loss": {"share": 0.2, "until": 0.3},
}
SECOND = Further(
    name="second",
    shards=range(165, 330),
    answered=12,
    share=0.1,
    changes=_GOES_ON | {"tokens": 40_000_000, "schedule": {"name": "wsd", "warmup": 50, "decay": 0.7}},
)
THIRD = Further(
    name="third",
    shards=range(330, 515),
    answered=8,
    share=0.05,
    changes=_GOES_ON
    | {
        "tokens": 45_000_000,
        "optimizer": {"name": "muon", "matrix_rate": 0.012, "rate": 0.0024},
        "schedule": {"name": "wsd", "warmup": 50, "decay": 0.7},
    },
)
# Short-lived tensors of ever new sizes: without these the memory goes back to the system and is fetched again.
ENVIRONMENT = {
    "PYTHONHASHSEED": "0",
    "MALLOC_MMAP_THRESHOLD_": "4294967296",
    "MALLOC_TRIM_THRESHOLD_": "17179869184",
    "MALLOC_TOP_PAD_": "268435456",
    "GLIBC_TUNABLES": "glibc.malloc.hugetlb=1",
    # Kernels are compiled for each shape of batch; this keeps those of all shapes.
    "ONEDNN_PRIMITIVE_CACHE_CAPACITY": "30000",
}
ABOUT = """\
## What it is

A very small model that writes short beginner's functions and scripts, mends common slips in them, changes them by
wishes, and is often wrong. It answers one turn at a time and changes given code by line edits;
`opencodeinterpreter.json` says so to the program, and that further answers are worth trying.

All of it was made by `make bundled-model` of OpenCodeInterpreter, in three trainings from random weights, on dialogues
that the same repository generates: every answer was run, every traceback is real. From the second on it also learns
from its own wrong answers, which it is told of as the program tells of them (`feedback_form`). No outside data and no
other model had a part in it, but some mistakes are made in functions of Python's standard library, so the data depend
on its version. Its shape is LFM2: gated short convolutions below attention, which copy far sooner than attention alone.
It can tell how likely an instruction is, given code (`reviews`): by that the program chooses among answers that run.

"""
HEADING = "## What it can do, by running its answers"
SETS = """
Instructions and wishes are of kinds (an operation in a form, a source with an output) that training never saw, though
it saw their parts; no kind fills more than an eighth of a set. Library fixes lie in modules of the standard library
that it never saw. The other fixes are new programs with known kinds of mistakes. The sets written by hand were written
before the training, and training never sees them; but the rules for instant fixes, the mistakes that the generators
make more often, and some wordings of instructions were chosen after a look at where an earlier model failed, there too.
The everyday sets were written after that: the fixes by one who knew those rules and tried none of them out, the
instructions by one who knew neither the generators nor any model's answers.
"""
LEFT_BEHIND = ("checkpoints", "training_log.json")


def main() -> int:
    """Run the stages."""
    arguments = _arguments()
    _run_in(ENVIRONMENT)
    first = _train_first(arguments)
    second = _train_on(arguments, SECOND, first, arguments.work / "second")
    trained = _train_on(arguments, THIRD, second, arguments.work / "bundled")
    _measure(trained, {"First training, from random weights": first, "Second training": second}, arguments.rows)
    shutil.copytree(trained, arguments.out, dirs_exist_ok=True, ignore=shutil.ignore_patterns(*LEFT_BEHIND))
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=str(__doc__).partition("\n")[0])
    parser.add_argument("--tokens", type=int, help="how many tokens each training takes (default: the recipe's)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--shards", type=int, help="of 2,000 dialogues each, at most so many per training (to try it)")
    parser.add_argument("--rows", type=int, default=200, help="of each set that is measured, at most (default 200)")
    parser.add_argument("--work", type=Path, default=ROOT / "build" / "bundled-model")
    parser.add_argument("--out", type=Path, default=SHIPPED)
    return parser.parse_args()


def _run_in(environment: Mapping[str, str]) -> None:
    """Begin again with these variables if they aren't set: the order of sets is part of what programs print."""
    if any(os.environ.get(name) != value for name, value in environment.items()):
        os.execve(sys.executable, [sys.executable, *sys.argv], {**os.environ, **environment})


def _train_first(arguments: argparse.Namespace) -> Path:
    """From random weights, with drills of exact copying at the start."""
    from opencodeinterpreter.data.drills import drills
    from opencodeinterpreter.training.recipe import read_recipe

    work, seed = arguments.work, arguments.seed
    dialogues = _corpus(arguments, "first", _at_most(arguments.shards, FIRST_SHARDS))
    _tokenizer(work / "tokenizer", dialogues, seed)
    copies = _written(work / "drills.jsonl", drills(seed, DRILLS))
    fields = read_recipe("bundled") | {
        "tokenizer": str(work / "tokenizer"),
        "data": [str(dialogues), {"path": str(copies), "share": 0.5, "until": 0.08}],
    }
    return _train(arguments, fields, work / "first")


def _train_on(arguments: argparse.Namespace, training: Further, base: Path, folder: Path) -> Path:
    from opencodeinterpreter.training.recipe import read_recipe

    shards = _at_most(arguments.shards, training.shards)
    dialogues = _corpus(arguments, training.name, shards)
    found = _own_mistakes(arguments, base, training.name, shards[: training.answered])
    mistakes = _written(arguments.work / f"{training.name}-own-mistakes.jsonl", found)
    data = [str(dialogues), {"path": str(mistakes), "share": training.share}]
    return _train(arguments, {**read_recipe("bundled"), **training.changes, "base": str(base), "data": data}, folder)


def _at_most(count: int | None, shards: range) -> range:
    return shards[:count]


def _corpus(arguments: argparse.Namespace, name: str, numbers: range) -> Path:
    from opencodeinterpreter.data.corpus import generate, read

    folder = arguments.work / f"{name} corpus"
    for path in generate(folder, seed=arguments.seed, shards=numbers, workers=os.cpu_count() or 1):
        _log(f"generated {path.name}")
    return _written(arguments.work / f"{name}-dialogues.jsonl", read(folder))


def _own_mistakes(arguments: argparse.Namespace, base: Path, name: str, shards: range) -> Iterator[Dialogue]:
    from opencodeinterpreter.data.corpus import read, read_file, shard_path, write_file
    from opencodeinterpreter.evaluation.answering import Answerer
    from opencodeinterpreter.evaluation.own_mistakes import own_mistakes
    from opencodeinterpreter.evaluation.trials import TrialPool

    folder = arguments.work / f"{name} own mistakes"
    folder.mkdir(exist_ok=True)
    answerer = Answerer(base)
    with TrialPool() as pool:
        for number in shards:
            if (path := shard_path(folder, number)).exists():
                continue
            rows = list(read_file(shard_path(arguments.work / f"{name} corpus", number)))
            write_file(own_mistakes(answerer, rows, pool, seed=arguments.seed), path)
            _log(f"found the model's own mistakes in {path.name}")
    return read(folder)


def _written(path: Path, exercises: Iterable[Any]) -> Path:
    from opencodeinterpreter.data.rows import write_rows
    from opencodeinterpreter.training.exercises import as_row

    if not path.exists():
        write_rows(path, map(as_row, exercises))
    return path


def _tokenizer(folder: Path, dialogues: Path, seed: int) -> None:
    from opencodeinterpreter.data.rows import Row, read_rows
    from opencodeinterpreter.training import tokenizer

    if not folder.exists():
        texts = [
            "\n".join(turn.content for turn in row.messages) for row in read_rows(dialogues) if isinstance(row, Row)
        ]
        sample = Random(seed).sample(texts, min(TOKENIZER_SAMPLE, len(texts)))
        tokenizer.train(sample, vocabulary_size=VOCABULARY).save_pretrained(folder)


def _train(arguments: argparse.Namespace, fields: Mapping[str, Any], folder: Path) -> Path:
    from opencodeinterpreter.data.corpus import generate_held_out
    from opencodeinterpreter.training.finetune import fine_tune
    from opencodeinterpreter.training.recipe import parse
    from opencodeinterpreter.training.starting import quieten_libraries

    quieten_libraries()
    kept = generate_held_out(arguments.work / "held out", seed=arguments.seed, rows=HELD_OUT_ROWS)
    held_out = _written(arguments.work / "held-out.jsonl", [row for rows in kept.values() for row in rows])
    tokens = {"tokens": arguments.tokens} if arguments.tokens else {}
    recipe = parse({**fields, **tokens, "seed": arguments.seed, "held_out": [str(held_out)]})
    return fine_tune(recipe, folder, _log).folder


def _measure(folder: Path, earlier: Mapping[str, Path], rows: int) -> None:
    """In a process of its own, as anybody would, with the table written into the card."""
    card, script = folder / "README.md", Path(__file__).with_name("eval_bundled.py")
    text = card.read_text(encoding="utf-8")
    if HEADING not in text:
        for title, before in reversed(list(earlier.items())):
            shutil.copy(before / "curve.png", folder / f"{before.name}-curve.png")
            text = _with_training_before(text, title, before)
        card.write_text(_with_our_words(text), encoding="utf-8")
    subprocess.run([sys.executable, script, folder, "--rows", str(rows), "--write", card], check=True)


def _with_training_before(card: str, title: str, before: Path) -> str:
    """The card with what that of an earlier training says of its data and recipe put before the rest."""
    sections = (before / "README.md").read_text(encoding="utf-8").split("\n## ")
    kept = [section for section in sections if section.startswith(("Data\n", "Training\n"))]
    parts = "".join(f"\n### {part}" for part in kept).replace("(curve.png)", f"({before.name}-curve.png)")
    head, rest = card.split("\n## ", 1)
    return f"{head}\n## {title}\n{parts}\n## {rest}"


def _with_our_words(card: str) -> str:
    """The card that any training writes, with what this model is and room for what it can do."""
    from opencodeinterpreter.evaluation.report import marked

    licensed = card.replace("---\n", "---\nlicense: apache-2.0\nlanguage: en\n", 1)
    return licensed.replace("\n## ", f"\n{ABOUT}## ", 1) + f"\n{HEADING}\n\n{marked('')}\n{SETS}"


def _log(text: str) -> None:
    print(time.strftime("%H:%M:%S"), text, flush=True)


if __name__ == "__main__":
    sys.exit(main())
