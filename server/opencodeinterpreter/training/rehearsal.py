"""A dry run: a few steps of a recipe on a tiny random model of the same architecture, so that mistakes show here.

Everything else is the recipe's: adapters, optimizer, schedule, layout, masks, checkpoints, writing. What this machine
lacks (a GPU, the base's files, the data) is replaced, and said.
"""

# transformers is typed only in part.
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
# pyright: reportMissingTypeStubs=false

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable
from itertools import islice
from pathlib import Path
from typing import Any, cast

import attrs
import torch
import transformers

from opencodeinterpreter.data.rows import Row, Turn, TurnExecution, read_rows, write_rows
from opencodeinterpreter.errors import TrainingError
from opencodeinterpreter.model.checkpoint import bundled_folder, has_bundled
from opencodeinterpreter.model.host.chat_template import DEFAULT_TEMPLATE
from opencodeinterpreter.model.inventory import cached_folder
from opencodeinterpreter.model.options import BUNDLED
from opencodeinterpreter.model.protocol import Message
from opencodeinterpreter.training.finetune import Result, fine_tune
from opencodeinterpreter.training.recipe import DataPart, Recipe
from opencodeinterpreter.training.starting import new_model, read_config, weights_type

Report = Callable[[str], None]

_STEPS = 4
_TOKENS = 1024
_ROWS = 48
_SIZES = {
    "hidden_size": 64,
    "intermediate_size": 128,
    "num_hidden_layers": 2,
    "num_attention_heads": 4,
    "head_dim": 16,
    "max_position_embeddings": 2 * _TOKENS,
}
_LLAMA = {"model_type": "llama", "num_key_value_heads": 4}
_KNOWN: dict[str, dict[str, Any]] = {
    "deepseek-coder": _LLAMA | {"rope_parameters": {"rope_type": "linear", "factor": 4.0, "rope_theta": 100_000.0}},
    "opencodeinterpreter-ds": _LLAMA | {"rope_parameters": {"rope_type": "linear", "factor": 4.0, "rope_theta": 1e5}},
    "codellama": _LLAMA | {"rope_parameters": {"rope_type": "default", "rope_theta": 1e6}},
    "opencodeinterpreter-cl": _LLAMA | {"rope_parameters": {"rope_type": "default", "rope_theta": 1e6}},
    "gemma": {"model_type": "gemma", "num_key_value_heads": 1},
    "opencodeinterpreter-gm": {"model_type": "gemma", "num_key_value_heads": 1},
    "starcoder2": {"model_type": "starcoder2", "num_key_value_heads": 2},
    "opencodeinterpreter-sc2": {"model_type": "starcoder2", "num_key_value_heads": 2},
}
"""The architectures of the bases of arXiv 2402.14658, for machines that don't have their configuration."""


def rehearse(recipe: Recipe, report: Report) -> Result:
    """Train a few steps and write the model into a folder that vanishes. Raises OpenCodeInterpreterError."""
    with tempfile.TemporaryDirectory(prefix="opencodeinterpreter-dry-run-") as name:
        small = shrunk(recipe, Path(name), report)
        return fine_tune(small, Path(name) / "model", report)


def shrunk(recipe: Recipe, folder: Path, report: Report) -> Recipe:
    """The recipe with a tiny model, few dialogues and what this machine can do; its files lie in ``folder``."""
    tokenizer = _tokenizer(recipe, report)
    tokenizer.save_pretrained(folder / "start")
    fields = _tiny_config(recipe, report)
    model = new_model(fields, tokenizer, weights_type(recipe))
    report(f"Dry run with a {fields['model_type']} model of {model.num_parameters():,} parameters")
    if recipe.init:
        (folder / "start" / "config.json").write_text(json.dumps(fields), encoding="utf-8")
        start = {"init": str(folder / "start" / "config.json"), "tokenizer": str(folder / "start")}
    else:
        model.save_pretrained(folder / "start")
        start = {"base": str(folder / "start"), "tokenizer": ""}
    extent = _EXTENT | {"max_tokens": min(recipe.max_tokens, _TOKENS), "accumulate": min(recipe.accumulate, 2)}
    small = attrs.evolve(recipe, **start, **_data(recipe, folder, report), **extent)
    return small if torch.cuda.is_available() else _without_gpu(small, report)


_EXTENT: dict[str, Any] = {
    "steps": _STEPS,
    "epochs": None,
    "tokens": None,
    "batch_tokens": _TOKENS,
    "log_steps": 1,
    "evaluate_steps": _STEPS,
    "evaluate_rows": 4,
    "max_new_tokens": 16,
    "checkpoint_steps": 2,
}


def _without_gpu(recipe: Recipe, report: Report) -> Recipe:
    changes: dict[str, Any] = {}
    if recipe.quantization != "none":
        changes["quantization"] = "none"
    if recipe.optimizer.name == "adamw-8bit":
        changes["optimizer"] = attrs.evolve(recipe.optimizer, name="adamw")
    if recipe.attention == "flash_attention_2":
        changes["attention"] = "sdpa"
    if changes:
        report(f"Without a GPU these fields are tried with other values: {', '.join(changes)}")
    return attrs.evolve(recipe, **changes)


def _at_hand(name: str) -> Path | None:
    """The folder of a model that need not be fetched."""
    if name == BUNDLED:
        return bundled_folder() if has_bundled() else None
    return Path(name) if Path(name).is_dir() else cached_folder(name)


def _tokenizer(recipe: Recipe, report: Report) -> Any:
    name = recipe.tokenizer or recipe.base
    folder = _at_hand(name)
    if folder is None and not has_bundled():
        raise TrainingError(f"A dry run needs a tokenizer, and {name} is not on this machine.")
    if folder is None:
        report(f"The tokenizer of {name} is not on this machine: the bundled one takes its place")
    tokenizer: Any = transformers.AutoTokenizer.from_pretrained(str(folder or bundled_folder()), local_files_only=True)
    if folder is None:
        tokenizer.chat_template = DEFAULT_TEMPLATE
    return tokenizer


def _tiny_config(recipe: Recipe, report: Report) -> dict[str, Any]:
    fields = read_config(recipe.init) if recipe.init else _base_config(recipe.base, report)
    kept = {name: value for name, value in fields.items() if name not in ("vocab_size", "architectures")}
    heads, groups = fields.get("num_attention_heads", 1), fields.get("num_key_value_heads")
    own = {"num_key_value_heads": 4 if groups in (None, heads) else max(1, min(4, int(groups)))}
    return kept | _SIZES | own | _few_layers(fields)


def _few_layers(fields: dict[str, Any]) -> dict[str, Any]:
    """One layer of each kind where a configuration names kinds."""
    kinds = list(dict.fromkeys(cast("list[str]", fields.get("layer_types") or [])))
    return {"layer_types": kinds, "num_hidden_layers": len(kinds)} if kinds else {}


def _base_config(base: str, report: Report) -> dict[str, Any]:
    folder = _at_hand(base)
    if folder is not None:
        return read_config(str(folder / "config.json"))
    known = next((fields for name, fields in _KNOWN.items() if name in base.lower()), None)
    if known is None:
        report(f"{base} is not on this machine and not known: a Llama takes its place")
    return dict(known or _LLAMA)


def _data(recipe: Recipe, folder: Path, report: Report) -> dict[str, Any]:
    """The first dialogues of the recipe's own files, or made-up ones where these are missing."""
    data = tuple(
        attrs.evolve(part, path=_few(part.path, folder / f"data-{number}.jsonl", report))
        for number, part in enumerate(recipe.data or (DataPart(path=""),))
    )
    names = recipe.held_out or ("",)
    held_out = tuple(_few(name, folder / f"held-out-{number}.jsonl", report) for number, name in enumerate(names))
    return {"data": data, "held_out": held_out}


def _few(name: str, path: Path, report: Report) -> str:
    if not name or not Path(name).is_file():
        report(f"{name or 'data'} is not there: made-up dialogues take its place")
        write_rows(path, (_made_up(number) for number in range(_ROWS)))
    else:
        write_rows(path, islice((row for row in read_rows(Path(name)) if isinstance(row, Row)), _ROWS))
    return str(path)


def _made_up(number: int) -> Row:
    """A dialogue in which the first answer fails and the second one mends it."""
    wrong, right = f"print({number}", f"print({number})"
    failure = TurnExecution(status="error", traceback="SyntaxError: '(' was never closed")
    return Row(
        id=f"made-up-{number}",
        messages=(
            Message("user", f"Print {number}."),
            Message("assistant", f"```python\n{wrong}\n```"),
            Message("user", "Execution result:\nSyntaxError: '(' was never closed"),
            Message("assistant", f"```python\n{right}\n```"),
        ),
        turns=(
            Turn(code=wrong, execution=failure, feedback_kind="execution"),
            Turn(code=right, execution=TurnExecution(status="ok", output=f"{number}\n")),
        ),
        outcome="passed",
        extra={"check": {"expected": f"{number}\n"}},
    )
