"""Makes small random Llamas and LFM2s: real tokenizer, real safetensors, real chat template, and no sense at all."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Literal

CHAT_TEMPLATE = (
    "{% for message in messages %}{{ '<|' + message.role + '|>' + message.content + '<|EOT|>' }}{% endfor %}"
    "{% if add_generation_prompt %}{{ '<|assistant|>' }}{% endif %}"
)


def make_tiny_model(
    folder: Path,
    *,
    positions: int = 256,
    hidden: int = 32,
    layers: int = 2,
    seed: int = 0,
    generation: dict[str, object] | None = None,
    card: dict[str, object] | None = None,
    chat_template: str | None = CHAT_TEMPLATE,
    architecture: Literal["llama", "lfm2"] = "llama",
) -> Path:
    """Write a checkpoint to ``folder`` and return it. It never ends a reply by itself: its end token is never likely.

    ``generation`` goes into generation_config.json, ``card`` into opencodeinterpreter.json.
    """
    folder.mkdir(parents=True, exist_ok=True)
    tokenizer = make_tiny_tokenizer(chat_template)
    tokenizer.save_pretrained(folder)
    model = _model(tokenizer, positions=positions, hidden=hidden, layers=layers, seed=seed, kind=architecture)
    for name, value in (generation or {}).items():
        setattr(model.generation_config, name, value)
    model.save_pretrained(folder)
    if card is not None:
        (folder / "opencodeinterpreter.json").write_text(json.dumps(card), encoding="utf-8")
    return folder


def make_tiny_tokenizer(chat_template: str | None = CHAT_TEMPLATE):
    """Byte-level, one token per byte, so that non-ASCII characters need several tokens."""
    from tokenizers import Tokenizer, decoders, models, pre_tokenizers
    from transformers import PreTrainedTokenizerFast

    alphabet = sorted(pre_tokenizers.ByteLevel.alphabet())
    vocabulary = {symbol: number for number, symbol in enumerate(["<|EOT|>", "<|user|>", "<|assistant|>", *alphabet])}
    tokenizer = Tokenizer(models.BPE(vocab=vocabulary, merges=[]))
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    fast = PreTrainedTokenizerFast(tokenizer_object=tokenizer, eos_token="<|EOT|>", pad_token="<|EOT|>")
    fast.add_special_tokens({"additional_special_tokens": ["<|user|>", "<|assistant|>"]})
    if chat_template is not None:
        fast.chat_template = chat_template
    return fast


def _model(tokenizer, *, positions: int, hidden: int, layers: int, seed: int, kind: str):
    import torch
    from transformers import Lfm2Config, Lfm2ForCausalLM, LlamaConfig, LlamaForCausalLM

    torch.manual_seed(seed)
    shape = {
        "vocab_size": len(tokenizer),
        "hidden_size": hidden,
        "intermediate_size": hidden * 2,
        "num_hidden_layers": layers,
        "num_attention_heads": 4,
        "num_key_value_heads": 4,
        "max_position_embeddings": positions,
        "bos_token_id": None,
        "eos_token_id": 0,
        "pad_token_id": 0,
        "tie_word_embeddings": False,
    }
    if kind == "llama":
        model = LlamaForCausalLM(LlamaConfig(**shape))
    else:
        operators = [("conv", "full_attention")[layer % 2] for layer in range(layers)]
        model = Lfm2ForCausalLM(Lfm2Config(**shape, layer_types=operators, block_auto_adjust_ff_dim=False))
    with torch.no_grad():
        _make_special_tokens_unlikely(model)
    return model


def _make_special_tokens_unlikely(model) -> None:
    """A zero row gives the logit 0, which the largest of hundreds of random logits always beats."""
    model.lm_head.weight[:3].zero_()
