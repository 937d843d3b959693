"""The training loop: constant rate, then linear decay, by the time that is there; resumes after a kill."""

# torch and transformers are typed only in part.
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false

from __future__ import annotations

import os
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import attrs
import torch
from torch.nn import functional
from transformers import Lfm2ForCausalLM

from opencodeinterpreter.training.batches import Batch, Example, batch, endless
from opencodeinterpreter.training.optimizer import MixedOptimizer

_SAVE_EVERY_S = 120.0
_LOG_EVERY_STEPS = 50
_SHORT_TOKENS = 224


@attrs.frozen
class Material:
    """What is learned from."""

    exercises: Sequence[Example]
    drills: Sequence[Example] = ()


@attrs.define
class Progress:
    """Where a training stands; ``seconds`` is time spent training, over all restarts."""

    step: int = 0
    tokens: int = 0
    seconds: float = 0.0
    drills: int = 0

    def advance(self, tokens: int, seconds: float) -> None:
        """Count one step."""
        self.step += 1
        self.tokens += tokens
        self.seconds += seconds

    def __str__(self) -> str:
        return f"step {self.step} tokens {self.tokens} minutes {self.seconds / 60:.1f}"


@attrs.frozen(kw_only=True)
class Recipe:
    """How to train: for so many minutes, or for ``steps`` if given.

    ``decay_from`` is the share of the time or steps after which the rate falls linearly to zero. Up to ``drill_until``
    every other batch is one of drills.
    """

    minutes: float
    seed: int
    steps: int | None = None
    batch_tokens: int = 4096
    matrix_rate: float = 0.015
    other_rate: float = 0.003
    decay_from: float = 0.5
    warmup_steps: int = 20
    prompt_share: float = 0.2
    drill_until: float = 0.08

    def share(self, progress: Progress) -> float:
        """How much of the training is done, from 0 to 1 (and beyond)."""
        return progress.step / self.steps if self.steps else progress.seconds / (self.minutes * 60)


def train(
    model: Lfm2ForCausalLM, material: Material, recipe: Recipe, state_path: Path, log: Callable[[str], None]
) -> Progress:
    """Train until the time is up, saving to ``state_path`` on the way and going on from it if it is there."""
    training = _Training(model, material, recipe, state_path)
    training.run(log)
    return training.progress


class _Training:
    def __init__(self, model: Lfm2ForCausalLM, material: Material, recipe: Recipe, state_path: Path) -> None:
        self._model, self._material, self._recipe, self._state_path = model, material, recipe, state_path
        self._optimizer = MixedOptimizer(model, matrix_rate=recipe.matrix_rate, other_rate=recipe.other_rate)
        self.progress = resume(model, state_path, self._optimizer)
        done = self.progress.step - self.progress.drills
        self._exercises = endless(material.exercises, recipe.seed, batch_tokens=recipe.batch_tokens, skip=done)
        self._drills = endless(
            material.drills, recipe.seed, batch_tokens=recipe.batch_tokens, skip=self.progress.drills
        )

    def run(self, log: Callable[[str], None]) -> None:
        torch.set_num_threads(os.cpu_count() or 1)
        losses, saved_at = list[float](), self.progress.seconds
        while self._recipe.share(self.progress) < 1:
            started = time.monotonic()
            tokens, loss = self._step()
            seconds = time.monotonic() - started
            losses.append(loss)
            self.progress.advance(tokens, seconds)
            if self.progress.step % _LOG_EVERY_STEPS == 0:
                log(f"{self.progress} reply loss {sum(losses) / len(losses):.4f}")
                losses.clear()
            if self.progress.seconds - saved_at > _SAVE_EVERY_S:
                self._save()
                saved_at = self.progress.seconds
        self._save()

    def _step(self) -> tuple[int, float]:
        share = self._recipe.share(self.progress)
        current = self._batch(share)
        loss = learn(self._model, current)
        self._optimizer.step(rate_factor(self._recipe, self.progress.step, share))
        return current.tokens, loss

    def _batch(self, share: float) -> Batch:
        recipe = self._recipe
        if self._material.drills and share < recipe.drill_until and self.progress.step % 2:
            self.progress.drills += 1
            return batch(self._material.drills, next(self._drills), pad_id=0, prompt_share=0.0)
        prompt_share = recipe.prompt_share if share < recipe.decay_from else 0.0
        return batch(self._material.exercises, next(self._exercises), pad_id=0, prompt_share=prompt_share)

    def _save(self) -> None:
        self._state_path.parent.mkdir(parents=True, exist_ok=True)
        partial = self._state_path.with_suffix(".partial")
        state = {
            "model": self._model.state_dict(),
            "optimizer": self._optimizer.state_dict(),
            "progress": attrs.asdict(self.progress),
        }
        torch.save(state, partial)
        partial.replace(self._state_path)


def rate_factor(recipe: Recipe, step: int, share: float) -> float:
    """The schedule: a short warm-up, constant, then linear to zero."""
    decay = 1.0 if share < recipe.decay_from else max((1 - share) / (1 - recipe.decay_from), 0.0)
    return min(1.0, (step + 1) / recipe.warmup_steps) * decay


def learn(model: Lfm2ForCausalLM, current: Batch) -> float:
    """Leave the gradients of one batch in the model; the mean loss of its replies' tokens."""
    # On a CPU the fused attention only pays for long sequences.
    model.set_attn_implementation("eager" if current.ids.shape[1] <= _SHORT_TOKENS else "sdpa")
    # Right padding can't reach earlier tokens under causal attention, so no mask is needed.
    hidden = model.model(input_ids=current.ids[:, :-1], use_cache=False).last_hidden_state
    targets, learned = current.ids[:, 1:], current.learned[:, 1:]
    counted = learned > 0
    logits = model.lm_head(hidden[counted]).float()
    each = functional.cross_entropy(logits, targets[counted], reduction="none")
    each.mean().backward()
    return float(each.detach()[learned[counted] == 2].mean())


def resume(model: Lfm2ForCausalLM, path: Path, optimizer: MixedOptimizer | None = None) -> Progress:
    """Load what was saved, if anything was."""
    if not path.exists():
        return Progress()
    state = torch.load(path, weights_only=True)
    model.load_state_dict(state["model"])
    if optimizer:
        optimizer.load_state_dict(state["optimizer"])
    return Progress(**state["progress"])
