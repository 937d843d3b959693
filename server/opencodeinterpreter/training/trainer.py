"""The trainer: ``transformers.Trainer`` with planned batches, a loss on learned tokens alone, and figures of its own.

Accelerate, FSDP, checkpoints, accumulation, clipping and mixed precision are Trainer's. Knows nothing of files.
"""

# torch and transformers are typed only in part.
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
# pyright: reportMissingTypeStubs=false

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import attrs
import torch
from torch.nn import functional
from transformers import Trainer, TrainingArguments

from opencodeinterpreter.training.feeding import PlannedDataset, Tensors, first
from opencodeinterpreter.training.muon import Muon
from opencodeinterpreter.training.recipe import Recipe, Schedule

_SHORT_TOKENS = 224
"""Below this length plain attention is faster on a CPU than the fused one (measured on two cores, 64-wide heads)."""

Measure = Callable[[Any], dict[str, float]]


class LearnedPositions:
    """Lets only the learned positions reach a model's output head, whatever the architecture.

    A reply is a small part of a dialogue, and logits of a whole vocabulary cost more time and memory than the layers of
    a small model. It is a hook because under FSDP the head only has its weights inside the model's own forward pass.
    """

    def __init__(self, model: Any) -> None:
        self._chosen: torch.Tensor | None = None
        model.get_output_embeddings().register_forward_pre_hook(self._choose)

    def logits(self, model: Any, inputs: Tensors, learned: torch.Tensor) -> torch.Tensor:
        """The logits ``[learned, vocabulary]`` that a forward pass gives there."""
        self._chosen = learned
        try:
            return model(**inputs, use_cache=False).logits
        finally:
            self._chosen = None

    def _choose(self, _head: Any, arguments: tuple[torch.Tensor, ...]) -> tuple[torch.Tensor, ...]:
        if self._chosen is None:
            return arguments
        hidden, *others = arguments
        return (hidden.flatten(0, -2)[self._chosen], *others)


@attrs.frozen(kw_only=True, eq=False)
class Material:
    """What a trainer works on.

    ``tokens_after`` gives the tokens that so many steps have seen, ``measure`` figures of a model beside the held-out
    loss, such as a pass rate.
    """

    batches: PlannedDataset
    tokens_after: Callable[[int], int]
    held_out: PlannedDataset | None = None
    measure: Measure | None = None


class DialogueTrainer(Trainer):
    """Trains a model on planned batches."""

    # The loss is divided by the learned tokens of a whole step, so Trainer must not divide it again.
    loss_is_scaled_for_ga = True

    def __init__(self, model: Any, arguments: TrainingArguments, recipe: Recipe, material: Material) -> None:
        self._recipe, self._material, self._own_model = recipe, material, model
        self._positions = LearnedPositions(model)
        self._tunes_attention = recipe.attention == "auto" and not torch.cuda.is_available()
        super().__init__(model=model, args=arguments, train_dataset=material.batches, data_collator=first)
        self._logged_at: float | None = None

    def create_optimizer(self, model: Any = None) -> torch.optim.Optimizer:
        """Muon is ours; all others are Trainer's by name."""
        settings, missing = self._recipe.optimizer, getattr(self, "optimizer", None) is None
        if missing and settings.name == "muon":
            named = (model or self._own_model).named_parameters()
            self.optimizer = Muon(named, matrix_rate=settings.matrix_rate, rate=settings.rate)
        return super().create_optimizer(model)

    def create_scheduler(self, num_training_steps: int, optimizer: torch.optim.Optimizer | None = None) -> Any:
        """The recipe's schedule."""
        if getattr(self, "lr_scheduler", None) is None:
            schedule = self._recipe.schedule
            self.lr_scheduler = torch.optim.lr_scheduler.LambdaLR(
                optimizer or self.optimizer, lambda step: rate_factor(schedule, step, num_training_steps)
            )
        return self.lr_scheduler

    def get_batch_samples(
        self, epoch_iterator: Iterator[Tensors], num_batches: int, device: torch.device
    ) -> tuple[list[Tensors], torch.Tensor]:
        """The batches of one step, and how many tokens they learn on all devices together."""
        batches = list(islice(epoch_iterator, num_batches))
        learned = torch.tensor(sum(batch["targets"].numel() for batch in batches), device=device)
        gathered: Any = self.accelerator.gather(learned)
        return batches, gathered.sum().clamp(min=1)

    def compute_loss(
        self,
        model: Any,
        inputs: Tensors,
        return_outputs: bool = False,  # noqa: FBT001, FBT002 - the signature is Trainer's
        num_items_in_batch: Any = None,
    ) -> Any:
        """The part of a step's mean loss that one batch brings."""
        inputs = dict(inputs)
        targets = inputs.pop("targets")
        loss = self._summed_loss(model, inputs, targets) / (
            targets.numel() if num_items_in_batch is None else num_items_in_batch
        )
        # Gradients are averaged over the devices, where each has brought a part of the sum.
        loss = loss * self.accelerator.num_processes
        return (loss, None) if return_outputs else loss

    def _summed_loss(self, model: Any, inputs: Tensors, targets: torch.Tensor) -> torch.Tensor:
        learned = inputs.pop("learned")
        if self._tunes_attention:
            length = inputs["input_ids"].shape[1]
            self.accelerator.unwrap_model(model).set_attn_implementation("eager" if length <= _SHORT_TOKENS else "sdpa")
        logits = self._positions.logits(model, inputs, learned)
        return functional.cross_entropy(logits.float(), targets, reduction="sum")

    def evaluate(self, *_arguments: Any, **_named: Any) -> dict[str, float]:
        """The held-out loss a token and the other figures, logged. Every device computes all of it."""
        started = time.monotonic()
        figures = {"eval_loss": self._held_out_loss()} if self._material.held_out is not None else {}
        # A model in shards can't generate; it is measured when it is whole again.
        if self._material.measure is not None and not self.is_fsdp_enabled:
            figures |= {f"eval_{name}": value for name, value in self._material.measure(self.model).items()}
        if self._logged_at is not None:
            self._logged_at += time.monotonic() - started
        self.log(figures)
        self.control = self.callback_handler.on_evaluate(self.args, self.state, self.control, figures)
        return figures

    @torch.no_grad()
    def _held_out_loss(self) -> float:
        held_out = self._material.held_out
        assert held_out is not None
        model: Any = self.model_wrapped
        model.eval()
        total, learned = 0.0, 0
        for place in range(len(held_out)):
            batch = self._prepare_inputs(held_out[place])
            targets = batch.pop("targets")
            with self.compute_loss_context_manager():
                total += float(self._summed_loss(model, batch, targets))
            learned += targets.numel()
        return total / max(learned, 1)

    def save_whole_model(self, folder: Path) -> None:
        """Write weights, or adapters, as one model; shards on several devices are put together first."""
        if self.is_fsdp_enabled:
            state: Any = self.accelerator.state
            state.fsdp_plugin.set_state_dict_type("FULL_STATE_DICT")
        self.save_model(str(folder))

    def train(self, *arguments: Any, **named: Any) -> Any:
        """Train; the clock of the figures starts here."""
        self._logged_at = time.monotonic()
        return super().train(*arguments, **named)

    def log(self, logs: dict[str, float], start_time: float | None = None) -> None:
        """Add the tokens and the seconds of training so far, over all restarts, and the speed since the last log."""
        tokens, now = self._material.tokens_after(self.state.global_step), time.monotonic()
        last = self.state.log_history[-1] if self.state.log_history else {"tokens": 0, "seconds": 0.0}
        passed = now - (self._logged_at or now)
        if "loss" in logs and passed > 0:
            logs["tokens_per_second"] = round((tokens - last["tokens"]) / passed, 1)
        self._logged_at = now
        super().log(logs | {"tokens": tokens, "seconds": round(last["seconds"] + passed, 2)}, start_time)


def rate_factor(schedule: Schedule, step: int, steps: int) -> float:
    """The share of the highest rate at a step (counted from 0) of so many."""
    warmup = schedule.warmup * steps if schedule.warmup < 1 else schedule.warmup
    if step < warmup:
        return (step + 1) / (warmup + 1)
    return _shape(schedule, (step - warmup) / max(steps - warmup, 1), step / max(steps, 1))


def _shape(schedule: Schedule, since_warmup: float, done: float) -> float:
    if schedule.name == "cosine":
        return 0.5 * (1 + float(torch.cos(torch.tensor(torch.pi * min(since_warmup, 1.0)))))
    if schedule.name == "linear":
        return max(1 - since_warmup, 0.0)
    if schedule.name == "wsd" and schedule.decay:
        return min(1.0, max(1 - done, 0.0) / schedule.decay)
    return 1.0
