"""Writes the folder that a training leaves: weights, tokenizer, chat template, profile, curve, log and card."""

# torch and transformers are typed only in part.
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
# pyright: reportMissingTypeStubs=false

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import torch
import transformers

from opencodeinterpreter.model.checkpoint import CARD_NAME, weight_files
from opencodeinterpreter.model.host.chat_template import DEFAULT_TEMPLATE
from opencodeinterpreter.training.dialogues import file_hash
from opencodeinterpreter.training.recipe import Recipe
from opencodeinterpreter.training.starting import folder_of, load_base_on_cpu, peft_with_new_transformers


def write_model(saved: Path, folder: Path, recipe: Recipe, tokenizer: Any) -> None:
    """The weights that Trainer saved (or those of its adapters, put into the base's), in the type they are used in."""
    if recipe.lora is not None and not recipe.lora.merge:
        for file in saved.glob("adapter_*"):
            shutil.copy(file, folder)
    else:
        model = _merged(saved, recipe) if recipe.lora else _whole(saved, recipe)
        _set_generation(model, recipe, tokenizer)
        model.save_pretrained(folder)
    _make_readable(folder)
    if not tokenizer.chat_template:
        tokenizer.chat_template = DEFAULT_TEMPLATE
    for how_it_was_loaded in ("is_local", "local_files_only"):
        tokenizer.init_kwargs.pop(how_it_was_loaded, None)
    tokenizer.save_pretrained(folder)
    _write_profile(folder, recipe)


def weight_hashes(folder: Path) -> dict[str, str]:
    """The SHA-256 of each file of weights."""
    files = weight_files(folder) or sorted(folder.glob("adapter_model.safetensors"))
    return {file.name: file_hash(file) for file in files}


def write_log(folder: Path, log: object, recipe: Mapping[str, Any]) -> None:
    """What was logged, and the recipe as it was carried out."""
    text = json.dumps({"recipe": recipe, "log": log}, indent=1)
    (folder / "training_log.json").write_text(text + "\n", encoding="utf-8")


def _make_readable(folder: Path) -> None:
    """The library for safetensors writes files that only their owner can read; a model is there to be passed on."""
    for file in folder.glob("*.safetensors"):
        file.chmod(0o644)


def _stored_type(recipe: Recipe) -> torch.dtype:
    return torch.float32 if recipe.precision == "fp32" else torch.bfloat16


def _whole(saved: Path, recipe: Recipe) -> Any:
    return transformers.AutoModelForCausalLM.from_pretrained(
        str(saved), dtype=_stored_type(recipe), local_files_only=True, trust_remote_code=recipe.trust_remote_code
    )


def _merged(saved: Path, recipe: Recipe) -> Any:
    """Put into the base's unquantized weights, in fp32, so that rounding happens once."""
    import peft

    base = load_base_on_cpu(recipe)
    with peft_with_new_transformers():
        model: Any = peft.PeftModel.from_pretrained(base, str(saved))
    return model.merge_and_unload().to(_stored_type(recipe))


def _set_generation(model: Any, recipe: Recipe, tokenizer: Any) -> None:
    model.config.use_cache = True  # Trainer turns it off, for training alone
    config = model.generation_config
    ends = config.eos_token_id if isinstance(config.eos_token_id, list) else [config.eos_token_id]
    if tokenizer.eos_token_id not in ends:
        config.eos_token_id = [tokenizer.eos_token_id, *(end for end in ends if end is not None)]
    if config.pad_token_id is None:
        config.pad_token_id = tokenizer.pad_token_id
    for name, value in recipe.generation.items():
        setattr(config, name, value)


def _write_profile(folder: Path, recipe: Recipe) -> None:
    """The recipe's profile, else that of the base: a model answers in the form that it was trained on."""
    if recipe.profile:
        (folder / CARD_NAME).write_text(json.dumps(recipe.profile, indent=2) + "\n", encoding="utf-8")
        return
    of_base = folder_of(recipe.base, lambda _text: None) / CARD_NAME if recipe.base else None
    if of_base and of_base.is_file():
        shutil.copy(of_base, folder / CARD_NAME)
