"""Measures a checkpoint by running its answers, on held-out generated sets and on the suite written by hand.

    python scripts/eval_bundled.py --write README.md server/opencodeinterpreter/bundled/README.md

Prints the tables and examples of failures; --write also puts them between the markers of the files given.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import shlex
import sys
import time
from pathlib import Path

import attrs
import transformers

from opencodeinterpreter.data.corpus import generate_held_out
from opencodeinterpreter.errors import OpenCodeInterpreterError
from opencodeinterpreter.evaluation.answering import Answerer
from opencodeinterpreter.evaluation.cases import Suite, suites
from opencodeinterpreter.evaluation.evaluate import evaluate
from opencodeinterpreter.evaluation.report import as_data, measured, write_between
from opencodeinterpreter.model.checkpoint import bundled_folder

ROOT = Path(__file__).resolve().parent.parent
ROWS, SEED = 200, 1


def main() -> int:
    """Measure and show."""
    arguments = _arguments()
    _fix_hash_seed()
    transformers.logging.set_verbosity_error()  # its advice on faster kernels is for GPUs
    held_out = generate_held_out(arguments.work, seed=arguments.seed, rows=arguments.rows)
    _log("the held-out sets are drawn")
    answerer = Answerer(arguments.folder)
    try:
        found = _at_most(arguments.rows, suites(held_out))
        evaluation = evaluate(answerer, found, seed=arguments.seed, log=_log, only_first=arguments.single_turn)
    except OpenCodeInterpreterError as error:
        print(error, file=sys.stderr)
        return 1
    digest = hashlib.sha256((arguments.folder / "model.safetensors").read_bytes()).hexdigest()
    text = measured(evaluation, command=_command(arguments), weights_sha256=digest, failures_shown=arguments.failures)
    print(text)
    for path in arguments.write:
        write_between(path, text)
    if arguments.json:
        arguments.json.write_text(json.dumps(as_data(evaluation, weights_sha256=digest), indent=2), encoding="utf-8")
    return 0


def _at_most(rows: int, found: list[Suite]) -> list[Suite]:
    return [attrs.evolve(suite, cases=suite.cases[:rows]) for suite in found]


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=str(__doc__).partition("\n")[0])
    parser.add_argument("folder", type=Path, nargs="?", default=bundled_folder(), help="default: the bundled one")
    parser.add_argument("--rows", type=int, default=ROWS, help=f"of each set, at most (default {ROWS})")
    parser.add_argument("--seed", type=int, default=SEED, help=f"of the sets and samples (default {SEED})")
    parser.add_argument("--single-turn", action="store_true", help="only one answer: no feedback, no searches")
    parser.add_argument("--failures", type=int, default=4, metavar="N", help="examples shown (default 4)")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write all counts and failures")
    parser.add_argument("--write", type=Path, nargs="+", default=[], metavar="FILE", help="replace between the markers")
    parser.add_argument("--work", type=Path, default=ROOT / "build" / "evaluation", help="where the sets are written")
    return parser.parse_args()


def _fix_hash_seed() -> None:
    """The order of sets is part of what programs print, so it has to be the same in every run."""
    if os.environ.get("PYTHONHASHSEED") != "0":
        os.execve(sys.executable, [sys.executable, *sys.argv], {**os.environ, "PYTHONHASHSEED": "0"})


def _command(arguments: argparse.Namespace) -> str:
    """The command that measures the same again."""
    folder = "" if arguments.folder == bundled_folder() else f"{shlex.quote(arguments.folder.name)} "
    if not folder and (arguments.rows, arguments.seed) == (ROWS, SEED):
        return "make eval-bundled"
    return f"python scripts/eval_bundled.py {folder}--rows {arguments.rows} --seed {arguments.seed}"


def _log(text: str) -> None:
    print(time.strftime("%H:%M:%S"), text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
