"""Answers of a model that lies in a folder, many prompts at a time. Loads it as anybody would; judges nothing."""

# torch and transformers are typed only in part.
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any, Protocol

import attrs
import torch
from transformers import AutoModelForCausalLM, AutoTokenizer, DynamicCache

from opencodeinterpreter.loop.openings import TOP_LOGPROBS
from opencodeinterpreter.model.checkpoint import read_card
from opencodeinterpreter.model.host.text_stream import Chances, TokenChoices
from opencodeinterpreter.model.protocol import ModelInfo, TokenChoice

LONGEST_REPLY_TOKENS = 320
_BATCH_ROWS = 48
# Copying a cache to leave out ended replies costs about a step, so it waits until it saves as much.
_SHARE_WORTH_LEAVING_OUT = 0.15


@attrs.frozen
class Ask:
    """One user turn, and the words that its reply must begin with."""

    prompt: str
    prefix: str = ""


@attrs.define
class Spent:
    """What the replies so far cost."""

    tokens: int = 0
    seconds: float = 0.0

    @property
    def tokens_per_second(self) -> float:
        """Of all replies together."""
        return self.tokens / self.seconds if self.seconds else 0.0


@attrs.define
class _Choice:
    """How the next token is chosen: the likeliest at temperature 0, else drawn by this generator."""

    temperature: float
    generator: torch.Generator

    def __call__(self, logits: torch.Tensor) -> torch.Tensor:
        if self.temperature <= 0:
            return logits.argmax(dim=-1)
        shares = torch.softmax(logits.float() / self.temperature, dim=-1)
        return torch.multinomial(shares, 1, generator=self.generator)[:, 0]


class Answering(Protocol):
    """Whatever answers single user turns, many at a time."""

    @property
    def info(self) -> ModelInfo:
        """What its card says, such as which further answers are worth trying."""
        ...

    @property
    def spent(self) -> Spent:
        """What the replies so far cost."""
        ...

    def replies(
        self,
        asks: Sequence[Ask],
        *,
        temperature: float = 0.0,
        seed: int = 0,
        max_new_tokens: int = LONGEST_REPLY_TOKENS,
    ) -> list[str]:
        """One reply for each, in their order, prefixes included; greedy at temperature 0, else fixed by the seed."""
        ...

    def choices(self, prompt: str, reply: str) -> tuple[TokenChoice, ...]:
        """The tokens of a reply to a prompt, its end included, and the three likeliest in each one's place."""
        ...


class Answerer:
    """A model that answers single user turns, in fp32 on the CPU: implements Answering."""

    def __init__(self, folder: Path) -> None:
        self.info = read_card(folder, name=folder.name)
        self._tokenizer: Any = AutoTokenizer.from_pretrained(folder)
        self._tokenizer.padding_side = "left"
        if self._tokenizer.pad_token_id is None:
            self._tokenizer.pad_token = self._tokenizer.eos_token
        self._model: Any = AutoModelForCausalLM.from_pretrained(folder, dtype=torch.float32).eval()
        self._ends = torch.tensor(self._end_tokens())
        self.spent = Spent()

    def answers(
        self, prompts: Sequence[str], *, max_new_tokens: int = LONGEST_REPLY_TOKENS, rows: int = _BATCH_ROWS
    ) -> Iterator[str]:
        """One greedy reply for each prompt, in their order."""
        yield from self.replies([Ask(prompt) for prompt in prompts], max_new_tokens=max_new_tokens, rows=rows)

    def replies(
        self,
        asks: Sequence[Ask],
        *,
        temperature: float = 0.0,
        seed: int = 0,
        max_new_tokens: int = LONGEST_REPLY_TOKENS,
        rows: int = _BATCH_ROWS,
    ) -> list[str]:
        """One reply for each, in their order, prefixes included; prompts of like lengths are answered together."""
        started = time.monotonic()
        choice = _Choice(temperature, torch.Generator().manual_seed(seed))
        replies = [""] * len(asks)
        for places in self._batches(asks, rows):
            written = self._write([asks[place] for place in places], choice, max_new_tokens)
            for place, tokens in zip(places, written, strict=True):
                replies[place] = asks[place].prefix + self._tokenizer.decode(tokens, skip_special_tokens=True)
                self.spent.tokens += len(tokens)
        self.spent.seconds += time.monotonic() - started
        return replies

    @torch.inference_mode()
    def choices(self, prompt: str, reply: str) -> tuple[TokenChoice, ...]:
        """See Answering. Reads the whole at once: as cheap as one token of a reply."""
        before = self._encoded([self._turn(prompt)])[0][0]
        tokens = [*self._tokenizer(reply, add_special_tokens=False)["input_ids"], int(self._ends[0])]
        ids = torch.cat([before, torch.tensor(tokens[:-1], dtype=before.dtype)])[None]
        logits = self._model(input_ids=ids, logits_to_keep=len(tokens)).logits[0].float()
        spelt = TokenChoices(self._tokenizer)
        for token, logprobs in zip(tokens, torch.log_softmax(logits, dim=-1), strict=True):
            likeliest: list[int] = logprobs.topk(TOP_LOGPROBS).indices.tolist()
            spelt.add(token, Chances(likeliest, lambda other, known=logprobs: float(known[other])))
        return tuple(spelt.made)

    def _batches(self, asks: Sequence[Ask], rows: int) -> Iterator[list[int]]:
        """The places of asks whose prefixes are equally long, so that only prompts need padding, like prompts together.

        Padding between a prompt and its prefix would stand in the window of a convolution.
        """
        widths = [len(self._prefix(ask)) for ask in asks]
        order = sorted(range(len(asks)), key=lambda at: (widths[at], len(asks[at].prompt), asks[at].prompt))
        for _, alike in groupby(order, key=lambda at: widths[at]):
            places = list(alike)
            yield from (places[start : start + rows] for start in range(0, len(places), rows))

    def _end_tokens(self) -> list[int]:
        named = self._model.generation_config.eos_token_id
        found = {self._tokenizer.eos_token_id, *(named if isinstance(named, list) else [named])}
        return sorted(token for token in found if token is not None)

    @torch.inference_mode()
    def _write(self, asks: list[Ask], choice: _Choice, max_new_tokens: int) -> list[list[int]]:
        """The tokens of each reply without its end; replies that have ended are left out of the batch."""
        cache, step, mask = self._read(asks)
        positions = _positions(mask)[:, -step.shape[1] :]
        written: list[list[int]] = [[] for _ in asks]
        rows, going = torch.arange(len(asks)), torch.ones(len(asks), dtype=torch.bool)
        for _ in range(self._room(mask.shape[1], max_new_tokens)):
            chosen = choice(self._next(step, mask, positions, cache))
            going &= ~torch.isin(chosen, self._ends)
            for row, token in zip(rows[going].tolist(), chosen[going].tolist(), strict=True):
                written[row].append(token)
            if not going.any():
                break
            if (~going).float().mean() > _SHARE_WORTH_LEAVING_OUT:
                cache.reorder_cache(going.nonzero()[:, 0])
                rows, chosen, mask, positions = rows[going], chosen[going], mask[going], positions[going]
                going = going[going]
            step, positions = chosen[:, None], positions[:, -1:] + 1
            mask = torch.cat([mask, mask.new_ones(len(rows), 1)], dim=1)
        return written

    def _read(self, asks: list[Ask]) -> tuple[Any, torch.Tensor, torch.Tensor]:
        """What is known after all tokens but the last few, those few, and the mask of all; each prompt is read once."""
        prompts = list(dict.fromkeys(ask.prompt for ask in asks))
        ids, mask = self._encoded([self._turn(prompt) for prompt in prompts])
        cache: Any = DynamicCache(config=self._model.config)
        self._next(ids[:, :-1], mask[:, :-1], _positions(mask)[:, :-1], cache)
        rows = torch.tensor([prompts.index(ask.prompt) for ask in asks])
        cache.reorder_cache(rows)
        begun = torch.tensor([self._prefix(ask) for ask in asks], dtype=ids.dtype)
        step = torch.cat([ids[rows, -1:], begun], dim=1)
        return cache, step, torch.cat([mask[rows], mask.new_ones(begun.shape)], dim=1)

    def _next(self, ids: torch.Tensor, mask: torch.Tensor, positions: torch.Tensor, cache: Any) -> torch.Tensor:
        """The scores of what comes behind the last of these tokens, which the cache takes in."""
        seen = {"attention_mask": mask, "position_ids": positions, "past_key_values": cache}
        return self._model(input_ids=ids, logits_to_keep=1, **seen).logits[:, -1]

    def _turn(self, prompt: str) -> str:
        turn = [{"role": "user", "content": prompt}]
        return self._tokenizer.apply_chat_template(turn, tokenize=False, add_generation_prompt=True)

    def _encoded(self, texts: list[str]) -> tuple[torch.Tensor, torch.Tensor]:
        encoded = self._tokenizer(texts, return_tensors="pt", padding=True, add_special_tokens=False)
        return encoded["input_ids"], encoded["attention_mask"]

    def _prefix(self, ask: Ask) -> list[int]:
        return self._tokenizer(ask.prefix, add_special_tokens=False)["input_ids"] if ask.prefix else []

    def _room(self, prompt_tokens: int, max_new_tokens: int) -> int:
        positions = getattr(self._model.config, "max_position_embeddings", None)
        return max(0, min(max_new_tokens, positions - prompt_tokens)) if positions else max_new_tokens


def _positions(mask: torch.Tensor) -> torch.Tensor:
    """The place of each token, not counting what pads."""
    return (mask.cumsum(-1) - 1).clamp(min=0)
