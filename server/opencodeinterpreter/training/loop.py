"""The training loop: constant rate, then linear decay, by the time that is there; resumes after a kill."""

from __future__ import annotations

import itertools
import math
import os
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import attrs
import torch
from torch.nn import functional
from transformers import LlamaForCausalLM

from opencodeinterpreter.training.batches import Batch, Example, batch, endless
from opencodeinterpreter.training.optimizer import MixedOptimizer

_SAVE_EVERY_S = 120.0
_TUNE_EVERY_STEPS = 40
_TUNE_STEPS = 3


@attrs.define
class Progress:
    """Where a training stands; ``seconds`` is time spent training, over all restarts."""

    step: int = 0
    tokens: int = 0
    seconds: float = 0.0

    def __str__(self) -> str:
        return f"step {self.step} tokens {self.tokens} minutes {self.seconds / 60:.1f}"


@attrs.frozen(kw_only=True)
class Recipe:
    """How to train: for so many minutes, or for ``steps`` if given.

    ``decay_from`` is the share of the time or steps after which the rate falls linearly to zero.
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

    def share(self, progress: Progress) -> float:
        """How much of the training is done, from 0 to 1 (and beyond)."""
        return progress.step / self.steps if self.steps else progress.seconds / (self.minutes * 60)


class ThreadTuner:
    """Finds by trying which number of threads is fastest just now: on a busy machine fewer threads wait less."""

    def __init__(self, most: int) -> None:
        self._rates = dict.fromkeys(range(1, most + 1), math.inf)
        self._step = 0
        self._threads = most

    def choose(self) -> None:
        """Set the number of threads for the next step: now and then each one in turn, else the best."""
        self._step += 1
        place = self._step % _TUNE_EVERY_STEPS
        trial = place // _TUNE_STEPS + 1
        self._threads = trial if trial in self._rates else max(self._rates, key=self._rates.__getitem__)
        torch.set_num_threads(self._threads)

    def learn(self, tokens: int, seconds: float) -> None:
        """Take in how the step went."""
        rate, known = tokens / seconds, self._rates[self._threads]
        self._rates[self._threads] = rate if math.isinf(known) else 0.6 * known + 0.4 * rate

    def __str__(self) -> str:
        return " ".join(f"{threads}:{rate:.0f}/s" for threads, rate in self._rates.items())


def train(
    model: LlamaForCausalLM, examples: Sequence[Example], recipe: Recipe, state_path: Path, log: Callable[[str], None]
) -> Progress:
    """Train until the time is up, saving to ``state_path`` on the way and going on from it if it is there."""
    optimizer = MixedOptimizer(model, matrix_rate=recipe.matrix_rate, other_rate=recipe.other_rate)
    progress = resume(model, state_path, optimizer)
    tuner = ThreadTuner(os.cpu_count() or 1)
    losses: list[float] = []
    saved_at = progress.seconds
    stream = endless(examples, recipe.seed, batch_tokens=recipe.batch_tokens, skip=progress.step)
    for indices in itertools.takewhile(lambda _: recipe.share(progress) < 1, stream):
        started = time.monotonic()
        tuner.choose()
        share = recipe.share(progress)
        decaying = share >= recipe.decay_from
        current = batch(examples, indices, pad_id=0, prompt_share=0.0 if decaying else recipe.prompt_share)
        losses.append(_step(model, optimizer, current, rate_factor(recipe, progress.step, share)))
        progress.step += 1
        progress.tokens += current.tokens
        seconds = time.monotonic() - started
        progress.seconds += seconds
        tuner.learn(current.tokens, seconds)
        if progress.step % 25 == 0:
            log(f"{progress} reply loss {sum(losses) / len(losses):.4f} threads {tuner}")
            losses.clear()
        if progress.seconds - saved_at > _SAVE_EVERY_S:
            _save(model, optimizer, progress, state_path)
            saved_at = progress.seconds
    _save(model, optimizer, progress, state_path)
    return progress


def rate_factor(recipe: Recipe, step: int, share: float) -> float:
    """The schedule: a short warm-up, constant, then linear to zero."""
    decay = 1.0 if share < recipe.decay_from else max((1 - share) / (1 - recipe.decay_from), 0.0)
    return min(1.0, (step + 1) / recipe.warmup_steps) * decay


def _step(model: LlamaForCausalLM, optimizer: MixedOptimizer, current: Batch, factor: float) -> float:
    # Right padding can't reach earlier tokens under causal attention, so no mask is needed.
    hidden = model.model(input_ids=current.ids[:, :-1], use_cache=False).last_hidden_state
    targets, learned = current.ids[:, 1:], current.learned[:, 1:]
    counted = learned > 0
    logits = model.lm_head(hidden[counted]).float()
    each = functional.cross_entropy(logits, targets[counted], reduction="none")
    each.mean().backward()
    optimizer.step(factor)
    return float(each.detach()[learned[counted] == 2].mean())


def _save(model: LlamaForCausalLM, optimizer: MixedOptimizer, progress: Progress, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_suffix(".partial")
    torch.save(
        {"model": model.state_dict(), "optimizer": optimizer.state_dict(), "progress": attrs.asdict(progress)}, partial
    )
    partial.replace(path)


def resume(model: LlamaForCausalLM, path: Path, optimizer: MixedOptimizer | None = None) -> Progress:
    """Load what was saved, if anything was."""
    if not path.exists():
        return Progress()
    state = torch.load(path, weights_only=True)
    model.load_state_dict(state["model"])
    if optimizer:
        optimizer.load_state_dict(state["optimizer"])
    return Progress(**state["progress"])
