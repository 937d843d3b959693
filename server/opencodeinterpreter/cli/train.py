"""``opencodeinterpreter train``: a recipe and what overrides it. Reads arguments, nothing more."""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from importlib import util
from pathlib import Path
from typing import TYPE_CHECKING, Any

from opencodeinterpreter.cli.bench import INTERRUPTED
from opencodeinterpreter.errors import OpenCodeInterpreterError, TrainingError

if TYPE_CHECKING:
    from opencodeinterpreter.training.finetune import Result
    from opencodeinterpreter.training.recipe import Recipe

_NEEDED = ("peft", "yaml", "matplotlib")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of ``train``."""
    parser.description = (
        "Fine-tune a causal language model on dialogues (JSON lines with 'messages'), with the loss on the assistant's "
        "turns alone. Run again with the same --out, it goes on from the last checkpoint."
    )
    parser.add_argument("--recipe", default="", help="a YAML or JSON file, or bundled, ds-1.3b-lora, ds-6.7b-full")
    parser.add_argument("--out", type=Path, help="folder for the model, its card and its checkpoints")
    parser.add_argument("--data", nargs="+", metavar="FILE", help="dialogues to learn from, .jsonl or .jsonl.gz")
    parser.add_argument("--held-out", nargs="+", metavar="FILE", help="dialogues to measure on")
    parser.add_argument("--base", help="Hub id, folder or 'bundled': the model to start from")
    parser.add_argument("--init", metavar="CONFIG", help="config.json of a model to train from random weights")
    parser.add_argument("--tokenizer", help="folder or Hub id; that of the base by default")
    parser.add_argument("--seed", type=int)
    length = parser.add_mutually_exclusive_group()
    length.add_argument("--epochs", type=float)
    length.add_argument("--steps", type=int)
    length.add_argument("--tokens", type=int)
    parser.add_argument(
        "--mask-failed-turns", action="store_true", default=None, help="don't learn code that failed and was mended"
    )
    parser.add_argument(
        "--set", action="append", default=[], metavar="FIELD=VALUE", help="any field, such as optimizer.rate=1e-5"
    )
    parser.add_argument("--restart", action="store_true", help="begin anew although there are checkpoints")
    parser.add_argument(
        "--dry-run", action="store_true", help="a few steps on a tiny random model of the same kind, kept nowhere"
    )
    parser.add_argument("--json", action="store_true", help="print the result as JSON on stdout")


def main(args: argparse.Namespace) -> int:
    """Train; 0 when the model is written, 1 when it couldn't be, 2 when the recipe can't be used."""
    try:
        _require_packages()
        recipe = _recipe(args)
    except TrainingError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    try:
        result = _carried_out(recipe, args)
    except OpenCodeInterpreterError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    except KeyboardInterrupt:
        _say("Interrupted. The same command goes on from the last checkpoint.")
        return INTERRUPTED
    if result.main:
        _show(result, as_json=args.json)
    return 0


def _require_packages() -> None:
    missing = [name for name in _NEEDED if util.find_spec(name) is None]
    if missing:
        raise TrainingError(f"Training needs {', '.join(missing)}: pip install 'opencodeinterpreter[train]'.")


def _recipe(args: argparse.Namespace) -> Recipe:
    """The recipe file, then flags, then ``--set``. Raises TrainingError."""
    from opencodeinterpreter.training import recipe

    fields: dict[str, Any] = recipe.read_recipe(args.recipe) if args.recipe else {}
    fields |= _flags(args, fields)
    for setting in args.set:
        fields = recipe.with_setting(fields, setting)
    return recipe.parse(fields)


def _flags(args: argparse.Namespace, fields: dict[str, Any]) -> dict[str, Any]:
    """What the flags say; one that excludes a field of the recipe takes its place."""
    names = ("data", "held_out", "base", "init", "tokenizer", "seed", "epochs", "steps", "tokens", "mask_failed_turns")
    given = {name: value for name in names if (value := getattr(args, name)) is not None}
    for group in (("epochs", "steps", "tokens"), ("base", "init")):
        if any(name in given for name in group):
            given |= {name: None for name in group if name in fields and name not in given}
    return given


def _carried_out(recipe: Recipe, args: argparse.Namespace) -> Result:
    from opencodeinterpreter.training.starting import quieten_libraries

    quieten_libraries()
    if args.dry_run:
        from opencodeinterpreter.training.rehearsal import rehearse

        return rehearse(recipe, _say)
    if args.out is None:
        raise TrainingError("--out is missing: name a folder for the model.")
    from opencodeinterpreter.training.finetune import fine_tune

    return fine_tune(recipe, args.out, _say, restart=args.restart)


def _say(text: str) -> None:
    """On one of several devices only; torchrun and accelerate number them."""
    if os.environ.get("RANK", "0") != "0":
        return
    sys.stderr.write(f"{time.strftime('%H:%M:%S')} {text}\n")
    sys.stderr.flush()


def _show(result: Result, *, as_json: bool) -> None:
    if as_json:
        found = {"folder": str(result.folder), "steps": result.steps, **result.figures}
        sys.stdout.write(json.dumps(found) + "\n")
        return
    told = ", ".join(f"{name} {value:,}" for name, value in result.figures.items())
    sys.stdout.write(f"{result.folder}: {result.steps} steps, {told}\n")
