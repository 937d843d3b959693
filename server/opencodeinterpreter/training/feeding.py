"""Turns planned batches into tensors. Knows nothing of how a model learns from them."""

# torch is typed only in part.
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import torch
from torch.utils.data import Dataset

from opencodeinterpreter.training.masking import Sample
from opencodeinterpreter.training.plan import PlannedBatch

Tensors = dict[str, torch.Tensor]
# Rows are padded to a multiple of this: kernels are compiled or chosen for each new shape, which on a CPU takes longer
# than the padding (measured: 5.8k tokens/s of the bundled shape at any width, 8.7k at these).
_WIDTH_STEP = 16


class PlannedDataset(Dataset[Tensors]):
    """All batches of a training in their order; each item is a whole batch, made when it is asked for.

    ``input_ids`` is ``[rows, length]``, padded on the right, or ``[1, length]`` when packed; then ``position_ids``
    begin anew with each dialogue, from which transformers builds a mask that lets none see another. ``learned`` are
    the flat positions whose next token is learned, ``targets`` those tokens.
    """

    def __init__(
        self,
        parts: Sequence[Sequence[Sample]],
        batches: Sequence[PlannedBatch],
        *,
        packed: bool,
        pad_id: int,
        seed: int,
    ) -> None:
        self._parts, self._batches, self._packed, self._pad_id, self._seed = parts, batches, packed, pad_id, seed

    def __len__(self) -> int:
        return len(self._batches)

    def __getitem__(self, index: int) -> Tensors:
        batch = self._batches[index]
        samples = [self._parts[batch.part][place] for place in batch.indices]
        ids, learned = (_packed if self._packed else _rows)(samples, self._pad_id)
        if batch.prompt_share:
            learned |= _drawn(ids.shape, batch.prompt_share, seed=self._seed * 1_000_003 + index) & _real(ids, samples)
        starts = [0] if not self._packed else _starts(samples)
        learned[:, starts] = False
        flat = learned[:, 1:].nonzero()
        tensors = {
            "input_ids": ids,
            "learned": flat[:, 0] * ids.shape[1] + flat[:, 1],
            "targets": ids[:, 1:][learned[:, 1:]],
        }
        return tensors | ({"position_ids": _positions(samples)} if self._packed else {})


def first(items: Sequence[Any]) -> Any:
    """The collating function of a loader whose items are whole batches."""
    return items[0]


def _rows(samples: Sequence[Sample], pad_id: int) -> tuple[torch.Tensor, torch.Tensor]:
    length = _rounded_up(max(len(sample.ids) for sample in samples))
    ids = torch.full((len(samples), length), pad_id)
    learned = torch.zeros((len(samples), length), dtype=torch.bool)
    for row, sample in enumerate(samples):
        ids[row, : len(sample.ids)] = torch.tensor(sample.ids)
        learned[row, : len(sample.ids)] = torch.tensor(list(sample.learned), dtype=torch.bool)
    return ids, learned


def _rounded_up(length: int) -> int:
    return -(-length // _WIDTH_STEP) * _WIDTH_STEP


def _packed(samples: Sequence[Sample], _pad_id: int) -> tuple[torch.Tensor, torch.Tensor]:
    ids = torch.tensor([[id_ for sample in samples for id_ in sample.ids]])
    learned = torch.tensor([[is_learned for sample in samples for is_learned in sample.learned]], dtype=torch.bool)
    return ids, learned


def _positions(samples: Sequence[Sample]) -> torch.Tensor:
    return torch.cat([torch.arange(len(sample.ids)) for sample in samples])[None]


def _starts(samples: Sequence[Sample]) -> list[int]:
    """Where dialogues begin: their first token must not be predicted from the dialogue before."""
    ends = torch.tensor([len(sample.ids) for sample in samples]).cumsum(0).tolist()
    return [0, *ends[:-1]]


def _real(ids: torch.Tensor, samples: Sequence[Sample]) -> torch.Tensor:
    if ids.shape[0] != len(samples):
        return torch.ones(ids.shape, dtype=torch.bool)
    return torch.arange(ids.shape[1])[None] < torch.tensor([len(sample.ids) for sample in samples])[:, None]


def _drawn(shape: torch.Size, share: float, *, seed: int) -> torch.Tensor:
    """Drawn from the batch's own seed, so that a resumed training draws the same."""
    return torch.rand(shape, generator=torch.Generator().manual_seed(seed)) < share
