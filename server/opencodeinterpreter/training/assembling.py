"""Puts a trainer together from a recipe: encoded data, the plan of its batches, and what Trainer is told."""

# torch and transformers are typed only in part.
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
# pyright: reportMissingTypeStubs=false

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import accumulate
from pathlib import Path
from random import Random
from typing import Any

import attrs
import torch
from transformers import PrinterCallback, TrainingArguments

from opencodeinterpreter.errors import TrainingError
from opencodeinterpreter.kernel.sandbox import probe_sandbox
from opencodeinterpreter.training.callbacks import EvaluateEvery, Reporter
from opencodeinterpreter.training.dialogues import Account, Reading, read_held_out, read_samples
from opencodeinterpreter.training.feeding import PlannedDataset
from opencodeinterpreter.training.held_out import PassRate, check_of
from opencodeinterpreter.training.masking import Encoder, Sample
from opencodeinterpreter.training.plan import Extent, Filling, Part, PlannedBatch, plan, rows_of_similar_length
from opencodeinterpreter.training.recipe import DataPart, Recipe
from opencodeinterpreter.training.trainer import DialogueTrainer, Material

Report = Callable[[str], None]

_TRIED_TOKENS = 16


@attrs.frozen(kw_only=True)
class Data:
    """All dialogues, encoded. ``accounts`` and ``held_out_accounts`` say what became of each file."""

    parts: Sequence[Part]
    samples: Sequence[Sequence[Sample]]
    accounts: Sequence[Account]
    held_out: Sequence[Sample]
    held_out_accounts: Sequence[Account]


@attrs.frozen(kw_only=True, eq=False)
class Start:
    """What a training starts from."""

    model: Any
    tokenizer: Any


def training_arguments(recipe: Recipe, folder: Path) -> TrainingArguments:
    """What Trainer is told. Batches come whole from the plan, so a batch size of one means one of them."""
    return TrainingArguments(
        output_dir=str(folder),
        per_device_train_batch_size=1,
        gradient_accumulation_steps=recipe.accumulate,
        num_train_epochs=1,
        train_sampling_strategy="sequential",
        remove_unused_columns=False,
        label_names=["targets"],
        optim={"adamw-8bit": "paged_adamw_8bit", "adafactor": "adafactor"}.get(recipe.optimizer.name, "adamw_torch"),
        learning_rate=recipe.optimizer.rate,
        weight_decay=recipe.optimizer.weight_decay,
        max_grad_norm=0.0 if recipe.optimizer.name == "muon" else recipe.optimizer.clip,
        bf16=recipe.precision == "bf16",
        logging_steps=recipe.log_steps,
        logging_first_step=True,
        save_steps=recipe.checkpoint_steps,
        save_total_limit=recipe.checkpoints,
        seed=recipe.seed,
        use_cpu=not torch.cuda.is_available(),
        ddp_find_unused_parameters=False,
        dataloader_pin_memory=torch.cuda.is_available(),
        disable_tqdm=True,
        report_to=[],
    )


def is_packed(recipe: Recipe, model: Any) -> bool:
    """Whether dialogues are packed: as the recipe says, else on a GPU, where the model keeps them apart."""
    wanted = recipe.layout == "packed" or (recipe.layout == "auto" and torch.cuda.is_available())
    apart = wanted and keeps_apart(model)
    if recipe.layout == "packed" and not apart:
        raise TrainingError("layout: this model lets a dialogue see the one that is packed before it; it needs rows.")
    return apart


@torch.inference_mode()
def keeps_apart(model: Any) -> bool:
    """Whether a dialogue's logits stay the same when the one packed before it changes.

    Attention masks follow from position ids, but a convolution or a recurrent state may reach over the border.
    """
    attention, mode = model.config._attn_implementation, model.training  # noqa: SLF001 - there is no public name
    model.eval().set_attn_implementation("sdpa" if attention == "flash_attention_2" else attention)
    size = model.get_input_embeddings().num_embeddings
    drawn = torch.randint(size, (3, 1, _TRIED_TOKENS), generator=torch.Generator().manual_seed(0)).to(model.device)
    positions = torch.arange(_TRIED_TOKENS, device=model.device).repeat(2)[None]
    one, other = (
        model(input_ids=torch.cat([before, drawn[2]], dim=1), position_ids=positions, use_cache=False).logits.float()
        for before in drawn[:2]
    )
    model.train(mode).set_attn_implementation(attention)
    differences = one[:, _TRIED_TOKENS:] - other[:, _TRIED_TOKENS:]
    # Masked attention adds exact zeros; what a convolution brings over can be small.
    return bool(differences.abs().max() <= 1e-5 * one.abs().max())


def read_data(recipe: Recipe, encoder: Encoder, report: Report) -> Data:
    """Read and encode all files. Raises DataError and TrainingError."""
    reading = Reading(encoder=encoder, max_tokens=recipe.max_tokens, mask_failed_turns=recipe.mask_failed_turns)
    read = [read_samples(Path(part.path), reading) for part in recipe.data]
    held_out = [read_samples(Path(path), reading) for path in recipe.held_out]
    for _, account in [*read, *held_out]:
        report(str(account))
    parts = [_part(part, samples) for part, (samples, _) in zip(recipe.data, read, strict=True)]
    merged_parts, merged_samples = _one_main_pool(parts, [samples for samples, _ in read])
    return Data(
        parts=merged_parts,
        samples=merged_samples,
        accounts=[account for _, account in read],
        held_out=[sample for samples, _ in held_out for sample in samples],
        held_out_accounts=[account for _, account in held_out],
    )


def _part(part: DataPart, samples: Sequence[Sample]) -> Part:
    return Part(lengths=[len(sample.ids) for sample in samples], share=part.share, until=part.until)


def _one_main_pool(
    parts: Sequence[Part], samples: Sequence[Sequence[Sample]]
) -> tuple[list[Part], list[Sequence[Sample]]]:
    """All files without a share together, and each of the others by itself."""
    main = [number for number, part in enumerate(parts) if part.share is None]
    others = [number for number, part in enumerate(parts) if part.share is not None]
    pool = [sample for number in main for sample in samples[number]]
    together = Part(lengths=[len(sample.ids) for sample in pool])
    return [together, *(parts[number] for number in others)], [pool, *(samples[number] for number in others)]


def make_trainer(
    recipe: Recipe, arguments: TrainingArguments, data: Data, start: Start, report: Report
) -> DialogueTrainer:
    """The trainer of a recipe. Raises TrainingError when the model can't be trained like that."""
    model, tokenizer = start.model, start.tokenizer
    at_once = arguments.world_size * recipe.accumulate
    packed = is_packed(recipe, model)
    batches = _planned(recipe, data, packed=packed, at_once=at_once)
    pad = tokenizer.pad_token_id
    material = Material(
        batches=PlannedDataset(data.samples, batches, packed=packed, pad_id=pad, seed=recipe.seed),
        tokens_after=_tokens_after(batches, at_once),
        held_out=_held_out_batches(recipe, data.held_out, pad) if data.held_out else None,
        measure=_measure(recipe, tokenizer, report),
    )
    trainer = DialogueTrainer(model, arguments, recipe, material)
    if recipe.optimizer.name == "muon" and trainer.is_fsdp_enabled:
        raise TrainingError("optimizer.name: muon works on whole matrices, which FSDP cuts up; take adamw.")
    trainer.remove_callback(PrinterCallback)
    trainer.add_callback(Reporter(report))
    if material.held_out is not None or material.measure is not None:
        trainer.add_callback(EvaluateEvery(recipe.evaluate_steps))
    report(f"{len(batches):,} batches, {'packed' if packed else 'in rows of similar length'}")
    return trainer


def _planned(recipe: Recipe, data: Data, *, packed: bool, at_once: int) -> list[PlannedBatch]:
    """Whole steps: what is left over at the end would be filled up with batches from the beginning."""
    until, share = recipe.prompt_loss.until, recipe.prompt_loss.share
    batches = plan(
        data.parts,
        Extent(epochs=recipe.epochs, tokens=recipe.tokens, batches=recipe.steps and recipe.steps * at_once),
        Filling(packed=packed, batch_tokens=recipe.batch_tokens),
        seed=recipe.seed,
        prompt_share=lambda done: share if done < until else 0.0,
    )
    return batches[: len(batches) // at_once * at_once] or batches


def _tokens_after(batches: Sequence[PlannedBatch], at_once: int) -> Callable[[int], int]:
    sums = [0, *accumulate(batch.tokens for batch in batches)]
    return lambda step: sums[min(step * at_once, len(batches))]


def _held_out_batches(recipe: Recipe, samples: Sequence[Sample], pad: int) -> PlannedDataset:
    """In rows: which attention is there does not matter for them."""
    lengths = [len(sample.ids) for sample in samples]
    filling = Filling(packed=False, batch_tokens=recipe.batch_tokens)
    rows = rows_of_similar_length(lengths, Random(recipe.seed), filling)  # noqa: S311 - a seed must fix the order
    batches = [PlannedBatch(0, tuple(indices), sum(lengths[index] for index in indices)) for indices in rows]
    return PlannedDataset([samples], batches, packed=False, pad_id=pad, seed=recipe.seed)


def _measure(recipe: Recipe, tokenizer: Any, report: Report) -> Callable[[Any], dict[str, float]] | None:
    """The pass rate, where rows have checks and a sandbox is there to run answers in."""
    rows = [row for path in recipe.held_out for row in read_held_out(Path(path), recipe.evaluate_rows)]
    checked = [(row, check) for row in rows if (check := check_of(row))][: recipe.evaluate_rows]
    if not checked:
        return None
    sandbox = probe_sandbox()
    if not sandbox.available:
        report(f"No pass rate is measured: a model's programs are only run in a sandbox. {sandbox.reason}")
        return None
    return PassRate(tokenizer=tokenizer, rows=checked, max_new_tokens=recipe.max_new_tokens)
