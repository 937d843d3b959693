"""Builds a network from a checkpoint's tensors. Each must be there and none may be left, else it is another network."""

from __future__ import annotations

import attrs
import numpy as np

from opencodeinterpreter.model.host.light.arrays import Floats
from opencodeinterpreter.model.host.light.config import NetworkConfig
from opencodeinterpreter.model.host.light.network import Attention, Layer, Network, Operator, ShortConvolution


@attrs.frozen
class _Names:
    """What an architecture calls its parts, below ``model.layers.N.``."""

    operator_norm: str
    feed_forward_norm: str
    gate: str
    up: str
    down: str
    attention_output: str
    final_norm: str


_NAMES = {
    "llama": _Names(
        operator_norm="input_layernorm",
        feed_forward_norm="post_attention_layernorm",
        gate="mlp.gate_proj",
        up="mlp.up_proj",
        down="mlp.down_proj",
        attention_output="self_attn.o_proj",
        final_norm="norm",
    ),
    "lfm2": _Names(
        operator_norm="operator_norm",
        feed_forward_norm="ffn_norm",
        gate="feed_forward.w1",
        up="feed_forward.w3",
        down="feed_forward.w2",
        attention_output="self_attn.out_proj",
        final_norm="embedding_norm",
    ),
}


def build(config: NetworkConfig, tensors: dict[str, Floats]) -> Network | None:
    """The network; None when the tensors are not exactly those that the configuration promises."""
    try:
        builder = _Builder(config, tensors)
        network = builder.network()
    except (KeyError, ValueError):
        return None
    return None if builder.left else network


class _Builder:
    def __init__(self, config: NetworkConfig, tensors: dict[str, Floats]) -> None:
        self._config = config
        self._names = _NAMES[config.kind]
        self.left = dict(tensors)

    def network(self) -> Network:
        embeddings = self._take("model.embed_tokens")
        layers = [self._layer(f"model.layers.{number}.", kind) for number, kind in enumerate(self._config.operators)]
        norm = self._take(f"model.{self._names.final_norm}")
        tied = self._config.ties_embeddings
        if tied:
            self.left.pop("lm_head.weight", None)
        head = embeddings if tied else self._take("lm_head")
        return Network(self._config, embeddings=embeddings, layers=layers, head=_joined(norm, head))

    def _layer(self, prefix: str, kind: str) -> Layer:
        names = self._names
        norm = self._take(prefix + names.operator_norm)
        operator = self._attention(prefix, norm) if kind == "attention" else self._convolution(prefix, norm)
        norm = self._take(prefix + names.feed_forward_norm)
        return Layer(
            operator,
            _joined(norm, self._take(prefix + names.gate), self._take(prefix + names.up)),
            _joined(None, self._take(prefix + names.down)),
        )

    def _attention(self, prefix: str, norm: Floats) -> Operator:
        parts = [self._take(f"{prefix}self_attn.{name}_proj") for name in "qkv"]
        normalizes = self._config.kind == "lfm2"
        return Attention(
            self._config,
            _joined(norm, *parts),
            _joined(None, self._take(prefix + self._names.attention_output)),
            self._take(f"{prefix}self_attn.q_layernorm") if normalizes else None,
            self._take(f"{prefix}self_attn.k_layernorm") if normalizes else None,
        )

    def _convolution(self, prefix: str, norm: Floats) -> Operator:
        kernel = self._take(f"{prefix}conv.conv")
        return ShortConvolution(
            _joined(norm, self._take(f"{prefix}conv.in_proj")),
            kernel.reshape(kernel.shape[0], kernel.shape[-1]).T.copy(),
            _joined(None, self._take(f"{prefix}conv.out_proj")),
        )

    def _take(self, name: str) -> Floats:
        return self.left.pop(f"{name}.weight")


def _joined(norm: Floats | None, *matrices: Floats) -> Floats:
    """Linear maps of one input as one (input, outputs) matrix; the ``norm`` that scales their input goes into it."""
    joined: Floats = np.concatenate(matrices)
    return np.ascontiguousarray((joined if norm is None else joined * norm).T)
