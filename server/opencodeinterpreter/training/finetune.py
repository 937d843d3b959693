"""Carries out a recipe from data to a folder that any program loads; goes on where a killed training stopped."""

# torch and transformers are typed only in part.
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
# pyright: reportMissingTypeStubs=false

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import attrs
import torch

from opencodeinterpreter.errors import TrainingError
from opencodeinterpreter.training import curve, model_card, writing
from opencodeinterpreter.training.assembling import Data, Start, make_trainer, read_data, training_arguments
from opencodeinterpreter.training.checkpoints import Checkpoints
from opencodeinterpreter.training.masking import Encoder
from opencodeinterpreter.training.recipe import Recipe, as_fields
from opencodeinterpreter.training.starting import load_model, load_tokenizer, suited_to_machine
from opencodeinterpreter.training.trainer import DialogueTrainer

Report = Callable[[str], None]


@attrs.frozen(kw_only=True)
class Result:
    """What a training left. ``figures`` are the last of each that was logged; ``main`` is false on further devices."""

    folder: Path
    steps: int
    figures: Mapping[str, float]
    main: bool = True


def fine_tune(recipe: Recipe, folder: Path, report: Report, *, restart: bool = False) -> Result:
    """Train and write the model into ``folder``. Raises OpenCodeInterpreterError."""
    if not recipe.data:
        raise TrainingError("data: is missing; name a file of dialogues, or give --data FILE.")
    folder.mkdir(parents=True, exist_ok=True)
    # Gradients near zero cost a CPU many times the cycles of others; about 5 % of a training's time.
    torch.set_flush_denormal(True)
    checkpoints = Checkpoints(folder / "checkpoints")
    suited = suited_to_machine(recipe, report)
    arguments = training_arguments(suited, checkpoints.folder)
    tokenizer = load_tokenizer(recipe, report)
    data = read_data(recipe, Encoder(tokenizer), report)
    if arguments.should_save:
        if restart:
            checkpoints.clear()
        checkpoints.claim(_signature(recipe, data, arguments.world_size))
    start = Start(model=load_model(suited, tokenizer, report), tokenizer=tokenizer)
    trainer = make_trainer(suited, arguments, data, start, report)
    _train(trainer, checkpoints, report)
    return _write(trainer, recipe, folder, data, start, report)


def _train(trainer: DialogueTrainer, checkpoints: Checkpoints, report: Report) -> None:
    last = checkpoints.last()
    if last:
        report(f"Going on from {last.name}")
    trainer.train(resume_from_checkpoint=str(last) if last else None)


def _write(trainer: DialogueTrainer, recipe: Recipe, folder: Path, data: Data, start: Start, report: Report) -> Result:
    saved = folder / "checkpoints" / "final"
    trainer.save_whole_model(saved)
    log, steps = trainer.state.log_history, trainer.state.global_step
    result = Result(folder=folder, steps=steps, figures=last_figures(log), main=trainer.is_world_process_zero())
    if result.main:
        report(f"Writing {folder}")
        writing.write_model(saved, folder, recipe, start.tokenizer)
        writing.write_log(folder, log, as_fields(recipe))
        curve.draw(log, folder / "curve.png", title=folder.name)
        text = model_card.card(_facts(recipe, result, data, start.model))
        (folder / "README.md").write_text(text, encoding="utf-8")
    return result


def _facts(recipe: Recipe, result: Result, data: Data, model: Any) -> model_card.Facts:
    return model_card.Facts(
        name=result.folder.name,
        base=recipe.base,
        recipe=as_fields(recipe),
        data=data.accounts,
        held_out=data.held_out_accounts,
        parameters=model.num_parameters(),
        trained_parameters=model.num_parameters(only_trainable=True),
        steps=result.steps,
        figures=result.figures,
        weights=writing.weight_hashes(result.folder),
    )


def last_figures(log: Sequence[Mapping[str, Any]]) -> dict[str, float]:
    """The last value of each figure worth keeping."""
    kept = (
        "loss",
        "eval_loss",
        "eval_pass_rate",
        "eval_passed",
        "eval_checked",
        "tokens_per_second",
        "tokens",
        "seconds",
    )
    return {name: entry[name] for name in kept for entry in log if name in entry}


def _signature(recipe: Recipe, data: Data, devices: int) -> dict[str, Any]:
    """What must be the same for a training to go on. How often something is logged or saved may change."""
    free = ("log_steps", "evaluate_steps", "evaluate_rows", "max_new_tokens", "checkpoint_steps", "checkpoints")
    fields = {name: value for name, value in as_fields(recipe).items() if name not in (*free, "profile", "generation")}
    return fields | {"data": [account.sha256 for account in data.accounts], "number of devices": devices}
