"""Shapes the model and writes the folder that ships: weights, tokenizer, chat template, profile."""

# torch and transformers are typed only in part.
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import attrs
import torch
from transformers import GenerationConfig, Lfm2Config, Lfm2ForCausalLM


@attrs.frozen(kw_only=True)
class Shape:
    """The size of the model; ``layers`` from the bottom up, C a short convolution, A attention.

    With a convolution below it, attention finds the place to copy from after a million tokens of training; the same
    size with attention alone had not learned to copy after sixteen.
    """

    hidden: int = 256
    layers: str = "CCACCA"
    heads: int = 4
    feed_forward: int = 704
    positions: int = 1024
    vocabulary: int = 2048


def new_model(shape: Shape, tokenizer: Any, *, seed: int) -> Lfm2ForCausalLM:
    """An untrained model in bf16."""
    torch.manual_seed(seed)
    config = Lfm2Config(
        vocab_size=len(tokenizer),
        hidden_size=shape.hidden,
        intermediate_size=shape.feed_forward,
        block_auto_adjust_ff_dim=False,
        num_hidden_layers=len(shape.layers),
        layer_types=["conv" if layer == "C" else "full_attention" for layer in shape.layers],
        num_attention_heads=shape.heads,
        num_key_value_heads=shape.heads,
        max_position_embeddings=shape.positions,
        tie_word_embeddings=True,
        bos_token_id=None,
        eos_token_id=tokenizer.eos_token_id,
        pad_token_id=tokenizer.pad_token_id,
    )
    model = Lfm2ForCausalLM(config)
    model.bfloat16()
    return model


def export(model: Lfm2ForCausalLM, tokenizer: Any, folder: Path, *, note: str) -> str:
    """Write the folder; returns the SHA-256 of the weights."""
    folder.mkdir(parents=True, exist_ok=True)
    model.generation_config = GenerationConfig(
        do_sample=False,
        eos_token_id=tokenizer.eos_token_id,
        pad_token_id=tokenizer.pad_token_id,
        max_new_tokens=320,
    )
    model.save_pretrained(folder, safe_serialization=True)
    tokenizer.save_pretrained(folder)
    profile = {"answer_form": "line-edits", "sends_history": False, "name": "bundled", "note": note}
    (folder / "opencodeinterpreter.json").write_text(json.dumps(profile, indent=2) + "\n", encoding="utf-8")
    return hashlib.sha256((folder / "model.safetensors").read_bytes()).hexdigest()
