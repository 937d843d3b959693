"""Writes a reply with a small network, token by token. Runs in the worker thread and blocks it.

Prompt lookup would save passes, but replies of line edits are short: measured, it gained less than a tenth.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from opencodeinterpreter.model.host.light.arrays import Floats
from opencodeinterpreter.model.host.light.network import Network
from opencodeinterpreter.model.host.text_stream import Chances, TextStream
from opencodeinterpreter.model.host.writer import Sampling


class LightWriter:
    """See Writer."""

    def __init__(self, network: Network, *, longest_reply_tokens: int | None) -> None:
        self._network = network
        self.longest_reply_tokens = longest_reply_tokens

    def write(self, prompt: Sequence[int], sampling: Sampling, stream: TextStream, stopped: Callable[[], bool]) -> None:
        """See Writer."""
        pick = _Picker(sampling, np.random.default_rng(sampling.seed))
        top = sampling.top_logprobs
        self._network.begin(prompt[:-1], room=len(prompt) + sampling.max_new_tokens, stopped=stopped)
        token = prompt[-1]
        for _ in range(sampling.max_new_tokens):
            if stopped():
                break
            logits = self._network.read([token])[-1]
            if top is not None:
                stream.expect(_chances(_logprobs(logits), top))
            token = pick(logits)
            stream.push([token])
        stream.end()

    def logprobs(self, text: Sequence[int], start: int, stopped: Callable[[], bool]) -> list[float]:
        """See Writer."""
        self._network.begin(text[: start - 1], room=len(text), stopped=stopped)
        if stopped():
            return []
        told = _logprobs(self._network.read(text[start - 1 : -1]))
        return [float(of_place[token]) for of_place, token in zip(told, text[start:], strict=True)]


class _Picker:
    """Chooses a token by its logits: the likeliest, or by chance."""

    def __init__(self, sampling: Sampling, chance: Any) -> None:
        self._temperature = sampling.temperature
        self._top_p = sampling.top_p
        self._chance = chance

    def __call__(self, logits: Floats) -> int:
        if self._temperature <= 0:
            return int(logits.argmax())
        scaled: Any = logits.astype(np.float64) / self._temperature
        weights: Any = np.exp(scaled - scaled.max())
        weights /= weights.sum()
        order: Any = weights.argsort()[::-1]
        cumulated: Any = weights[order].cumsum()
        # The nucleus (arXiv 1904.09751) holds the likeliest tokens whose forerunners weigh less than top_p.
        size = len(order) if self._top_p is None else 1 + int(cumulated[:-1].searchsorted(self._top_p))
        drawn = self._chance.random() * cumulated[size - 1]
        return int(order[cumulated[: size - 1].searchsorted(drawn, side="right")])


def _logprobs(logits: Floats) -> Any:
    """Of the last axis."""
    exact: Any = logits.astype(np.float64)
    logprobs: Any = exact - exact.max(axis=-1, keepdims=True)
    return logprobs - np.log(np.exp(logprobs).sum(axis=-1, keepdims=True))


def _chances(logprobs: Any, count: int) -> Chances:
    likeliest: list[int] = np.argsort(-logprobs, kind="stable")[:count].tolist()
    return Chances(likeliest, lambda token: float(logprobs[token]))
