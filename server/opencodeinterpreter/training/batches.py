"""Turns dialogues into batches of token ids, bucketed by length so that hardly anything is padding."""

# torch and transformers are typed only in part.
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false

from __future__ import annotations

from collections.abc import Iterator, Sequence
from random import Random
from typing import Any

import attrs
import torch
from transformers import PreTrainedTokenizerFast

from opencodeinterpreter.data.dialogue import Dialogue


@attrs.frozen
class Example:
    """Token ids of one dialogue (int16: there are millions of them); the reply starts at ``reply_start``."""

    ids: torch.Tensor
    reply_start: int


@attrs.frozen
class Batch:
    """Ids ``[rows, length]`` padded on the right, and which of them are learned (0 no, 1 prompt, 2 reply)."""

    ids: torch.Tensor
    learned: torch.Tensor
    tokens: int


def encode(dialogues: Sequence[Dialogue], tokenizer: PreTrainedTokenizerFast, *, most_tokens: int) -> list[Example]:
    """Tokenize all dialogues that fit."""
    prompts = _ids(tokenizer, [_opening(tokenizer, row.prompt) for row in dialogues])
    replies = _ids(tokenizer, [row.reply for row in dialogues])
    end = _ids(tokenizer, [str(tokenizer.eos_token)])[0]
    examples = [
        Example(torch.tensor([*prompt, *reply, *end], dtype=torch.int16), len(prompt))
        for prompt, reply in zip(prompts, replies, strict=True)
    ]
    return [example for example in examples if len(example.ids) <= most_tokens]


def _ids(tokenizer: Any, texts: list[str]) -> list[list[int]]:
    return tokenizer(texts, add_special_tokens=False)["input_ids"]


def _opening(tokenizer: PreTrainedTokenizerFast, prompt: str) -> str:
    messages = [{"role": "user", "content": prompt}]
    return str(tokenizer.apply_chat_template(messages, tokenize=False, add_generation_prompt=True))


def plan(examples: Sequence[Example], random: Random, *, batch_tokens: int) -> list[list[int]]:
    """One pass over the examples as lists of indices, similar lengths together, batches in random order."""
    order = sorted(range(len(examples)), key=lambda i: len(examples[i].ids) + random.random() * 8)
    batches: list[list[int]] = []
    current: list[int] = []
    for index in order:
        if current and (len(current) + 1) * (len(examples[index].ids) + 8) > batch_tokens:
            batches.append(current)
            current = []
        current.append(index)
    batches.append(current)
    random.shuffle(batches)
    return batches


def batch(examples: Sequence[Example], indices: Sequence[int], *, pad_id: int, prompt_share: float) -> Batch:
    """The tensors of one batch; of the prompts' tokens a random ``prompt_share`` is learned too."""
    chosen = [examples[index] for index in indices]
    length = max(len(example.ids) for example in chosen)
    ids = torch.full((len(chosen), length), pad_id)
    learned = (torch.rand(ids.shape) < prompt_share).to(torch.uint8)
    for row, example in enumerate(chosen):
        size = len(example.ids)
        ids[row, :size] = example.ids
        learned[row, example.reply_start : size] = 2
        learned[row, size:] = 0
    return Batch(ids, learned, sum(len(example.ids) for example in chosen))


def endless(examples: Sequence[Example], seed: int, *, batch_tokens: int, skip: int = 0) -> Iterator[list[int]]:
    """Passes over the examples without end, each in a new order; ``skip`` batches are passed over (to resume)."""
    epoch = 0
    while True:
        random = Random(f"{seed}/{epoch}")  # noqa: S311 - a seed must fix the order
        for indices in plan(examples, random, batch_tokens=batch_tokens):
            if skip:
                skip -= 1
                continue
            yield indices
        epoch += 1
