"""Makes the bundled checkpoint from nothing: data, tokenizer, training, judging by execution, export with its card.

    python scripts/bundled_model.py --minutes 50

Work is kept in build/bundled-model, so that a run which was killed goes on where it was. The shipped files are
replaced only at the end.
"""

from __future__ import annotations

import argparse
import collections
import os
import platform
import shutil
import sys
import time
from pathlib import Path
from random import Random

import torch
import transformers
from transformers import AutoTokenizer, PreTrainedTokenizerFast

from opencodeinterpreter.data.corpus import Sizes, generate, generate_held_out, read
from opencodeinterpreter.data.dialogue import Dialogue
from opencodeinterpreter.data.drills import drills
from opencodeinterpreter.training import tokenizer as tokenizers
from opencodeinterpreter.training.answering import Answerer
from opencodeinterpreter.training.batches import encode
from opencodeinterpreter.training.card import NOTE, Facts, card
from opencodeinterpreter.training.cases import suites
from opencodeinterpreter.training.evaluation import Evaluation, evaluate
from opencodeinterpreter.training.export import Shape, export, new_model
from opencodeinterpreter.training.loop import Material, Recipe, resume, train
from opencodeinterpreter.training.report import table

ROOT = Path(__file__).resolve().parent.parent
SHIPPED = ROOT / "server" / "opencodeinterpreter" / "bundled"
TOKENIZER_SAMPLE = 20_000
MOST_TOKENS = 768
VERDICT_ROWS = 100
DRILLS = 20_000


def main() -> int:
    """Run the stages."""
    arguments = _arguments()
    _fix_hash_seed()
    held_out = generate_held_out(arguments.work / "corpus", seed=arguments.seed, rows=VERDICT_ROWS)
    rows = _data(arguments)
    tokenizer = _tokenizer(arguments.work / "tokenizer", rows, arguments.seed)
    facts = _train(arguments, rows, tokenizer)
    evaluation = _judge(arguments, held_out)
    folder = arguments.work / "export"
    text = card(facts, evaluation, command="scripts/bundled_model.py")
    (folder / "README.md").write_text(text, encoding="utf-8")
    print(table(evaluation.results))
    shutil.copytree(folder, arguments.out, dirs_exist_ok=True)
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=str(__doc__).partition("\n")[0])
    parser.add_argument("--minutes", type=float, default=50, help="time for the training itself (default 50)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--shards", type=int, default=50, help="of 2,000 dialogues each (default 50)")
    parser.add_argument("--work", type=Path, default=ROOT / "build" / "bundled-model")
    parser.add_argument("--out", type=Path, default=SHIPPED)
    parser.add_argument(
        "--as-it-is", action="store_true", help="don't train on: export what a running training has saved"
    )
    return parser.parse_args()


def _fix_hash_seed() -> None:
    """The order of sets is part of what programs print, so it has to be the same in every run."""
    if os.environ.get("PYTHONHASHSEED") != "0":
        os.execve(sys.executable, [sys.executable, *sys.argv], {**os.environ, "PYTHONHASHSEED": "0"})


def _data(arguments: argparse.Namespace) -> list[Dialogue]:
    folder = arguments.work / "corpus"
    for path in generate(folder, seed=arguments.seed, shards=arguments.shards, workers=os.cpu_count() or 1):
        _log(f"generated {path.name}")
    return list(read(folder))


def _tokenizer(folder: Path, rows: list[Dialogue], seed: int) -> PreTrainedTokenizerFast:
    if not folder.exists():
        sample = Random(seed).sample(rows, min(TOKENIZER_SAMPLE, len(rows)))
        texts = (f"{row.prompt}\n{row.reply}" for row in sample)
        tokenizers.train(texts, vocabulary_size=Shape().vocabulary).save_pretrained(folder)
    return AutoTokenizer.from_pretrained(folder)


def _train(arguments: argparse.Namespace, rows: list[Dialogue], tokenizer: PreTrainedTokenizerFast) -> Facts:
    shape, recipe = Shape(), Recipe(minutes=arguments.minutes, seed=arguments.seed)
    examples = encode(rows, tokenizer, most_tokens=MOST_TOKENS)
    model = new_model(shape, tokenizer, seed=arguments.seed)
    state = arguments.work / "state.pt"
    material = Material(examples, encode(drills(arguments.seed, DRILLS), tokenizer, most_tokens=MOST_TOKENS))
    progress = resume(model, state) if arguments.as_it_is else train(model, material, recipe, state, _log)
    sizes = Sizes(
        dialogues=len(examples),
        tokens=sum(len(example.ids) for example in examples),
        by_source=collections.Counter(row.source for row in rows),
    )
    return Facts(
        shape=shape,
        parameters=model.num_parameters(),
        recipe=recipe,
        sizes=sizes,
        progress=progress,
        weights_sha256=export(model, tokenizer, arguments.work / "export", note=NOTE),
        versions=_versions(),
    )


def _versions() -> str:
    return f"Python {platform.python_version()}, torch {torch.__version__}, transformers {transformers.__version__}"


def _judge(arguments: argparse.Namespace, held_out: dict[str, list[Dialogue]]) -> Evaluation:
    return evaluate(Answerer(arguments.work / "export"), suites(held_out), seed=arguments.seed, log=_log)


def _log(text: str) -> None:
    print(time.strftime("%H:%M:%S"), text, flush=True)


if __name__ == "__main__":
    sys.exit(main())
