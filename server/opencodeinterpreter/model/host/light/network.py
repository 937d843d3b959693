"""The forward pass of small Llama and LFM2 networks in numpy. Knows neither files nor text.

Llama: arXiv 2302.13971; grouped-query attention: arXiv 2305.13245; rotary positions: arXiv 2104.09864; gated short
convolutions as in transformers' ``modeling_lfm2``. What was read is kept for each position (for a convolution its gated
inputs), so that a text which begins like the last one is read from where they part, whatever the operators.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

import attrs
import numpy as np

from opencodeinterpreter.model.host.light.arrays import Floats
from opencodeinterpreter.model.host.light.config import NetworkConfig

# Long prompts go in piece by piece, which bounds the memory that attention takes.
CHUNK_TOKENS = 512


class Operator(Protocol):
    """What mixes the positions of a layer; it remembers what it saw at each."""

    def reserve(self, positions: int) -> None:
        """Make room for a text of that many tokens; what was read before is forgotten."""
        ...

    def __call__(self, x: Floats, start: int, rotation: Rotation) -> Floats:
        """The output at positions ``start`` and following, of which ``x`` (tokens, hidden) is the input."""
        ...


class Rotation:
    """Rotary position embeddings of the positions that are being worked on."""

    def __init__(self, config: NetworkConfig) -> None:
        exponents: Floats = np.arange(0, config.head_size, 2, dtype=np.float32) / np.float32(config.head_size)
        self._frequencies: Floats = 1 / np.float32(config.theta) ** exponents
        self._cos: Floats = None
        self._sin: Floats = None

    def turn_to(self, start: int, count: int) -> None:
        """Prepare ``count`` positions from ``start``."""
        positions: Floats = np.arange(start, start + count, dtype=np.float32)
        angles: Floats = positions[:, None, None] * self._frequencies
        self._cos, self._sin = np.cos(angles), np.sin(angles)

    def apply(self, heads: Floats) -> Floats:
        """Rotate (tokens, heads, head size)."""
        half = heads.shape[-1] // 2
        first, second = heads[..., :half], heads[..., half:]
        turned = np.empty_like(heads)
        turned[..., :half] = first * self._cos - second * self._sin
        turned[..., half:] = second * self._cos + first * self._sin
        return turned


@attrs.define(eq=False)
class Attention:
    """Causal grouped-query attention. ``projection`` gives queries, keys and values at once.

    LFM2 normalizes each head's query and key with ``query_norm`` and ``key_norm``; Llama has none.
    """

    config: NetworkConfig
    projection: Floats
    output: Floats
    query_norm: Floats | None = None
    key_norm: Floats | None = None
    _keys: Floats = attrs.field(init=False)
    _values: Floats = attrs.field(init=False)

    def reserve(self, positions: int) -> None:
        """See Operator."""
        shape = (self.config.key_value_heads, positions, self.config.head_size)
        self._keys, self._values = np.empty(shape, np.float32), np.empty(shape, np.float32)

    def __call__(self, x: Floats, start: int, rotation: Rotation) -> Floats:
        """See Operator."""
        config, count = self.config, len(x)
        end, groups = start + count, config.heads // config.key_value_heads
        heads = (x @ self.projection).reshape(count, -1, config.head_size)
        turning = heads[:, : config.heads + config.key_value_heads]
        if self.query_norm is not None and self.key_norm is not None:
            turning = normalized(turning, config.epsilon)
            turning[:, : config.heads] *= self.query_norm
            turning[:, config.heads :] *= self.key_norm
        turned = rotation.apply(turning)
        self._keys[:, start:end] = turned[:, config.heads :].swapaxes(0, 1)
        self._values[:, start:end] = heads[:, config.heads + config.key_value_heads :].swapaxes(0, 1)
        # A key head serves a group of query heads: their queries are rows of one matrix.
        queries = turned[:, : config.heads].swapaxes(0, 1).reshape(config.key_value_heads, groups * count, -1)
        scores = queries @ self._keys[:, :end].swapaxes(1, 2)
        scores *= np.float32(config.head_size**-0.5)
        if count > 1:
            future = np.triu(np.full((count, end), -np.inf, np.float32), k=start + 1)
            scores = (scores.reshape(-1, groups, count, end) + future).reshape(scores.shape)
        mixed = _softmax(scores) @ self._values[:, :end]
        return mixed.reshape(config.heads, count, -1).swapaxes(0, 1).reshape(count, -1) @ self.output


@attrs.define(eq=False)
class ShortConvolution:
    """LFM2's gated causal convolution over the last few tokens. ``kernel`` is (width, hidden)."""

    projection: Floats
    kernel: Floats
    output: Floats
    _gated: Floats = attrs.field(init=False)

    def reserve(self, positions: int) -> None:
        """See Operator. Before the text there are zeros."""
        width, hidden = self.kernel.shape
        self._gated = np.zeros((width - 1 + positions, hidden), np.float32)

    def __call__(self, x: Floats, start: int, rotation: Rotation) -> Floats:  # noqa: ARG002 - needs no positions
        """See Operator."""
        count, width = len(x), len(self.kernel)
        before, after, inner = _parts(x @ self.projection, 3)
        self._gated[start + width - 1 : start + width - 1 + count] = before * inner
        mixed = self.kernel[0] * self._gated[start : start + count]
        for tap in range(1, width):
            mixed += self.kernel[tap] * self._gated[start + tap : start + tap + count]
        mixed *= after
        return mixed @ self.output


@attrs.frozen(eq=False)
class Layer:
    """An operator and a gated feed-forward network, each added to the stream. The norms' scales are in the weights."""

    operator: Operator
    gate_and_up: Floats
    down: Floats

    def __call__(self, x: Floats, start: int, rotation: Rotation, epsilon: float) -> Floats:
        """The stream behind this layer; ``x``, in its place, is overwritten."""
        x += self.operator(normalized(x, epsilon), start, rotation)
        gate, up = _parts(normalized(x, epsilon) @ self.gate_and_up, 2)
        opened: Floats = np.exp(-gate)
        opened += 1
        np.divide(gate, opened, out=opened)
        opened *= up
        x += opened @ self.down
        return x


class Network:
    """A decoder that reads tokens and says how likely each next one is. Use it from one thread."""

    def __init__(self, config: NetworkConfig, *, embeddings: Floats, layers: Sequence[Layer], head: Floats) -> None:
        self.config = config
        self._embeddings = embeddings
        self._layers = layers
        self._head = head
        self._rotation = Rotation(config)
        self._text: list[int] = []
        self._room = 0

    def begin(self, text: Sequence[int], *, room: int, stopped: Callable[[], bool]) -> None:
        """Read the beginning of a text of at most ``room`` tokens, piece by piece, as long as it isn't ``stopped``.

        What it shares with the last text isn't read again: further answers to one prompt begin at once.
        """
        if room > self._room:
            self._room, self._text = room, []
            for layer in self._layers:
                layer.operator.reserve(room)
        shared = next((at for at, (old, new) in enumerate(zip(self._text, text, strict=False)) if old != new), None)
        del self._text[min(len(self._text), len(text)) if shared is None else shared :]
        for start in range(len(self._text), len(text), CHUNK_TOKENS):
            if stopped():
                return
            self._read(text[start : start + CHUNK_TOKENS])

    def read(self, tokens: Sequence[int]) -> Floats:
        """Read these tokens; the logits (tokens, vocabulary) of what follows each of them."""
        return normalized(self._read(tokens), self.config.epsilon) @ self._head

    def _read(self, tokens: Sequence[int]) -> Floats:
        x = self._embeddings[list(tokens)]
        start = len(self._text)
        self._rotation.turn_to(start, len(tokens))
        with np.errstate(over="ignore"):  # exp(-gate) may be infinite, and the gate is closed then
            for layer in self._layers:
                x = layer(x, start, self._rotation, self.config.epsilon)
        self._text += tokens
        return x


def normalized(x: Floats, epsilon: float) -> Floats:
    """RMS normalization (arXiv 1910.07467) of the last axis, without a scale."""
    mean_square = np.einsum("...i,...i->...", x, x) / np.float32(x.shape[-1])
    return x / np.sqrt(mean_square + np.float32(epsilon))[..., None]


def _parts(x: Floats, count: int) -> list[Floats]:
    """Equal parts of the last axis. ``np.split`` does the same, but takes as long as a matrix product with one row."""
    size = x.shape[-1] // count
    return [x[..., part * size : (part + 1) * size] for part in range(count)]


def _softmax(scores: Floats) -> Floats:
    scores -= scores.max(axis=-1, keepdims=True)
    np.exp(scores, out=scores)
    scores /= scores.sum(axis=-1, keepdims=True)
    return scores
