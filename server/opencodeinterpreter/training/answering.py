"""Greedy answers of a model that lies in a folder, many prompts at a time. Loads it as anybody would."""

# torch and transformers are typed only in part.
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import torch
from transformers import AutoModelForCausalLM, AutoTokenizer


class Answerer:
    """A model that answers single user turns."""

    def __init__(self, folder: Path) -> None:
        self._tokenizer: Any = AutoTokenizer.from_pretrained(folder)
        self._tokenizer.padding_side = "left"
        self._model: Any = AutoModelForCausalLM.from_pretrained(folder, dtype=torch.float32)

    def answers(self, prompts: Sequence[str], *, max_new_tokens: int = 256, rows: int = 48) -> Iterator[str]:
        """One greedy reply for each prompt, in their order."""
        for start in range(0, len(prompts), rows):
            yield from self._batch(prompts[start : start + rows], max_new_tokens)

    def _batch(self, prompts: Sequence[str], max_new_tokens: int) -> list[str]:
        texts = [
            self._tokenizer.apply_chat_template(
                [{"role": "user", "content": prompt}], tokenize=False, add_generation_prompt=True
            )
            for prompt in prompts
        ]
        encoded = self._tokenizer(
            texts, return_tensors="pt", padding=True, add_special_tokens=False, return_token_type_ids=False
        )
        with torch.inference_mode():
            generated = self._model.generate(**encoded, max_new_tokens=max_new_tokens, do_sample=False)
        return self._tokenizer.batch_decode(generated[:, encoded["input_ids"].shape[1] :], skip_special_tokens=True)
