"""The optimizer: Muon for the matrices, AdamW for embeddings and norms, on fp32 masters of bf16 weights.

Muon after K. Jordan et al., 2024 (orthogonalised momentum by a Newton-Schulz iteration).
"""

# torch and transformers are typed only in part.
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false

from __future__ import annotations

from collections.abc import Iterable

import torch
from torch import nn

_NEWTON_SCHULZ = (3.4445, -4.7750, 2.0315)


def orthogonalised(matrices: torch.Tensor, steps: int = 5) -> torch.Tensor:
    """The nearest semi-orthogonal matrices, roughly; ``[count, rows, columns]`` or a single one."""
    a, b, c = _NEWTON_SCHULZ
    x = matrices.bfloat16()
    x = x / (x.norm(dim=(-2, -1), keepdim=True) + 1e-7)
    tall = x.size(-2) > x.size(-1)
    x = x.mT if tall else x
    for _ in range(steps):
        gram = x @ x.mT
        x = a * x + (b * gram + c * gram @ gram) @ x
    return (x.mT if tall else x).float()


class MixedOptimizer:
    """Steps bf16 parameters from fp32 masters."""

    def __init__(self, model: nn.Module, *, matrix_rate: float, other_rate: float, momentum: float = 0.95) -> None:
        named = list(model.named_parameters())
        self._matrices = [p for name, p in named if p.ndim == 2 and "embed" not in name and "lm_head" not in name]
        self._others = [p for name, p in named if p.ndim != 2 or "embed" in name or "lm_head" in name]
        self._masters = [p.detach().float().clone() for p in self._matrices]
        self._momenta = [torch.zeros_like(master) for master in self._masters]
        self._other_masters = [nn.Parameter(p.detach().float().clone()) for p in self._others]
        self._adam = torch.optim.AdamW(self._other_masters, lr=other_rate, betas=(0.9, 0.95), weight_decay=0.0)
        self._matrix_rate, self._other_rate, self._momentum = matrix_rate, other_rate, momentum

    @torch.no_grad()
    def step(self, factor: float) -> None:
        """One update; ``factor`` scales the rates (the schedule). Gradients are consumed."""
        self._step_matrices(self._matrix_rate * factor)
        self._step_others(self._other_rate * factor)

    def _step_matrices(self, rate: float) -> None:
        places: dict[torch.Size, list[int]] = {}
        for place, master in enumerate(self._masters):
            places.setdefault(master.shape, []).append(place)
        for shape, same in places.items():
            updates = orthogonalised(torch.stack([self._direction(place) for place in same]))
            scale = rate * max(1.0, shape[0] / shape[1]) ** 0.5
            for place, update in zip(same, updates, strict=True):
                self._masters[place].mul_(1 - rate * 0.01).add_(update, alpha=-scale)
                self._matrices[place].copy_(self._masters[place])

    def _direction(self, place: int) -> torch.Tensor:
        gradient = _taken(self._matrices[place])
        momentum = self._momenta[place].lerp_(gradient, 1 - self._momentum)
        return gradient.lerp(momentum, self._momentum)

    def _step_others(self, rate: float) -> None:
        for master, parameter in zip(self._other_masters, self._others, strict=True):
            master.grad = _taken(parameter)
        torch.nn.utils.clip_grad_norm_(self._other_masters, 1.0)
        for group in self._adam.param_groups:
            group["lr"] = rate
        self._adam.step()
        for master, parameter in zip(self._other_masters, self._others, strict=True):
            parameter.copy_(master)

    def state_dict(self) -> dict[str, object]:
        """All that is needed to go on."""
        return {
            "masters": self._masters,
            "momenta": self._momenta,
            "others": self._other_masters,
            "adam": self._adam.state_dict(),
        }

    @torch.no_grad()
    def load_state_dict(self, state: dict[str, object]) -> None:
        """Go on from there."""
        pairs: list[tuple[list[torch.Tensor], Iterable[torch.Tensor]]] = [
            (self._masters, state["masters"]),
            (self._momenta, state["momenta"]),
            (list(self._other_masters), state["others"]),
        ]  # pyright: ignore[reportAssignmentType]
        for mine, theirs in pairs:
            for tensor, saved in zip(mine, theirs, strict=True):
                tensor.copy_(saved)
        self._adam.load_state_dict(state["adam"])  # pyright: ignore[reportArgumentType]


def _taken(parameter: torch.Tensor) -> torch.Tensor:
    assert parameter.grad is not None
    gradient = parameter.grad.float()
    parameter.grad = None
    return gradient
