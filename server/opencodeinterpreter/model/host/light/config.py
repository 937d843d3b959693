"""What config.json says of a small network, and whether it is of a kind that we can run. Opens no tensors."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

import attrs

Operator = Literal["attention", "convolution"]
_ARCHITECTURES = {"llama": "LlamaForCausalLM", "lfm2": "Lfm2ForCausalLM"}
_DEFAULT_THETA = {"llama": 10_000.0, "lfm2": 1_000_000.0}


@attrs.frozen(kw_only=True)
class NetworkConfig:
    """A decoder: ``operators`` has one entry for each layer; ``positions`` is the context in tokens."""

    kind: Literal["llama", "lfm2"]
    operators: tuple[Operator, ...]
    heads: int
    key_value_heads: int
    head_size: int
    positions: int
    theta: float
    epsilon: float
    ties_embeddings: bool


def read_config(config: Mapping[str, Any]) -> NetworkConfig | None:
    """The network of a Llama or an LFM2 (short convolutions and attention); None for all else.

    Whatever changes the arithmetic and isn't known here (scaled rotary positions, biases, other activations,
    quantized weights) gives None as well.
    """
    kind = config.get("model_type")
    if kind not in ("llama", "lfm2") or config.get("architectures") != [_ARCHITECTURES[kind]]:
        return None
    rope: Mapping[str, Any] = config.get("rope_parameters") or {}
    if not _is_plain(config, rope):
        return None
    try:
        heads = int(config["num_attention_heads"])
        return NetworkConfig(
            kind=kind,
            operators=_operators(config),
            heads=heads,
            key_value_heads=int(config.get("num_key_value_heads") or heads),
            head_size=int(config.get("head_dim") or config["hidden_size"] // heads),
            positions=int(config["max_position_embeddings"]),
            theta=float(rope.get("rope_theta") or config.get("rope_theta") or _DEFAULT_THETA[kind]),
            epsilon=float(config["rms_norm_eps" if kind == "llama" else "norm_eps"]),
            ties_embeddings=config["tie_word_embeddings"] is True,
        )
    except (KeyError, TypeError, ValueError):
        return None


def _is_plain(config: Mapping[str, Any], rope: Mapping[str, Any]) -> bool:
    unusual = ("attention_bias", "mlp_bias", "conv_bias", "quantization_config", "rope_scaling", "auto_map")
    return (
        not any(config.get(name) for name in unusual)
        and config.get("hidden_act", "silu") == "silu"
        and rope.get("rope_type", "default") == "default"
        and float(rope.get("partial_rotary_factor", 1)) == 1
    )


def _operators(config: Mapping[str, Any]) -> tuple[Operator, ...]:
    if config["model_type"] == "llama":
        layers: list[Operator] = ["attention"] * int(config["num_hidden_layers"])
        return tuple(layers)
    names: dict[object, Operator] = {"full_attention": "attention", "conv": "convolution"}
    operators: list[Operator] = [names[name] for name in config["layer_types"]]
    if len(operators) != int(config["num_hidden_layers"]):
        raise ValueError("layer_types must name an operator for each layer")
    return tuple(operators)
