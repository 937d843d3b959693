"""Makes the bundled checkpoint from nothing: data, tokenizer, training, measuring by execution, the folder that ships.

    python scripts/bundled_model.py

Work is kept in build/bundled-model, so that a run which was killed goes on where it was. The shipped files are
replaced only at the end. On two quiet cores it takes about two hours.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterable, Mapping
from pathlib import Path
from random import Random
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
SHIPPED = ROOT / "server" / "opencodeinterpreter" / "bundled"
VOCABULARY = 2048
TOKENIZER_SAMPLE = 20_000
DRILLS = 6_000
HELD_OUT_ROWS = 40
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

All of it was made by `make bundled-model` of OpenCodeInterpreter, from random weights, on dialogues that the same
repository generates: every answer was run, every traceback is real. No outside data and no other model had a part in
it, but some mistakes are made in functions of Python's standard library, so the data depend on its version. Its shape
is LFM2: gated short convolutions below attention, which copy far sooner than attention alone.

"""
HEADING = "## What it can do, by running its answers"
SETS = """
Instructions and wishes are of kinds (an operation in a form, a source with an output) that training never saw, though
it saw their parts; no kind fills more than an eighth of a set. Library fixes lie in modules of the standard library
that it never saw. The other fixes are new programs with known kinds of mistakes. The sets written by hand were written
before the training, and training never sees them; but the rules for instant fixes, and the mistakes that the generators
make more often, were chosen after a look at where an earlier model failed, there too. The everyday fixes were written
after that, by one who knew those rules and tried none of them out.
"""
LEFT_BEHIND = ("checkpoints", "training_log.json")


def main() -> int:
    """Run the stages."""
    arguments = _arguments()
    _run_in(ENVIRONMENT)
    files = _data(arguments)
    _tokenizer(arguments.work / "tokenizer", files["dialogues"], arguments.seed)
    trained = _train(arguments, files)
    _measure(trained, arguments.rows)
    shutil.copytree(trained, arguments.out, dirs_exist_ok=True, ignore=shutil.ignore_patterns(*LEFT_BEHIND))
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=str(__doc__).partition("\n")[0])
    parser.add_argument("--tokens", type=int, help="how many tokens to train on (default: the recipe's)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--shards", type=int, default=165, help="of 2,000 dialogues each (default 165)")
    parser.add_argument("--rows", type=int, default=200, help="of each held-out set that is measured (default 200)")
    parser.add_argument("--work", type=Path, default=ROOT / "build" / "bundled-model")
    parser.add_argument("--out", type=Path, default=SHIPPED)
    return parser.parse_args()


def _run_in(environment: Mapping[str, str]) -> None:
    """Begin again with these variables if they aren't set: the order of sets is part of what programs print."""
    if any(os.environ.get(name) != value for name, value in environment.items()):
        os.execve(sys.executable, [sys.executable, *sys.argv], {**os.environ, **environment})


def _data(arguments: argparse.Namespace) -> dict[str, Path]:
    from opencodeinterpreter.data.corpus import generate, generate_held_out, read
    from opencodeinterpreter.data.drills import drills

    corpus = arguments.work / "corpus"
    held_out = generate_held_out(corpus, seed=arguments.seed, rows=HELD_OUT_ROWS)
    for path in generate(corpus, seed=arguments.seed, shards=arguments.shards, workers=os.cpu_count() or 1):
        _log(f"generated {path.name}")
    return {
        "dialogues": _written(arguments.work / "dialogues.jsonl", read(corpus)),
        "drills": _written(arguments.work / "drills.jsonl", drills(arguments.seed, DRILLS)),
        "held out": _written(arguments.work / "held-out.jsonl", [row for rows in held_out.values() for row in rows]),
    }


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


def _train(arguments: argparse.Namespace, files: Mapping[str, Path]) -> Path:
    from opencodeinterpreter.training.finetune import fine_tune
    from opencodeinterpreter.training.recipe import parse, read_recipe

    fields = read_recipe("bundled") | {
        "seed": arguments.seed,
        "tokenizer": str(arguments.work / "tokenizer"),
        "data": [str(files["dialogues"]), {"path": str(files["drills"]), "share": 0.5, "until": 0.08}],
        "held_out": [str(files["held out"])],
    }
    if arguments.tokens:
        fields["tokens"] = arguments.tokens
    return fine_tune(parse(fields), arguments.work / "bundled", _log).folder


def _measure(folder: Path, rows: int) -> None:
    """In a process of its own, as anybody would, with the table written into the card."""
    card, script = folder / "README.md", Path(__file__).with_name("eval_bundled.py")
    text = card.read_text(encoding="utf-8")
    if HEADING not in text:
        card.write_text(_with_our_words(text), encoding="utf-8")
    subprocess.run([sys.executable, script, folder, "--rows", str(rows), "--write", card], check=True)


def _with_our_words(card: str) -> str:
    """The card that any training writes, with what this model is and room for what it can do."""
    from opencodeinterpreter.evaluation.report import marked

    licensed = card.replace("---\n", "---\nlicense: apache-2.0\nlanguage: en\n", 1)
    return licensed.replace("## Data\n", f"{ABOUT}## Data\n", 1) + f"\n{HEADING}\n\n{marked('')}\n{SETS}"


def _log(text: str) -> None:
    print(time.strftime("%H:%M:%S"), text, flush=True)


if __name__ == "__main__":
    sys.exit(main())
