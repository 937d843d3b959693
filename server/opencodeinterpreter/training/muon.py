"""Muon for matrices and Adam for the rest as a ``torch.optim`` optimizer, on fp32 masters of bf16 weights.

Muon after K. Jordan et al., 2024; Adam after arXiv 1412.6980. For small models trained from scratch on a CPU, where
bf16 weights are far faster than autocast and a plain bf16 optimizer would lose small updates.
"""

# torch is typed only in part.
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import torch
from torch import nn

_NEWTON_SCHULZ = (3.4445, -4.7750, 2.0315)
_MOMENTUM = 0.95
_ADAM_BETAS = (0.9, 0.95)
_ADAM_EPSILON = 1e-8
_MATRIX_DECAY = 0.01
_LARGEST_NORM = 1.0


def orthogonalised(matrices: torch.Tensor, steps: int = 5) -> torch.Tensor:
    """The nearest semi-orthogonal matrices, roughly; ``[count, rows, columns]`` or a single one.

    Worked out in the format of ``matrices``, for which bf16 is good enough, and given in fp32.
    """
    a, b, c = _NEWTON_SCHULZ
    x = matrices / (matrices.norm(dim=(-2, -1), keepdim=True) + 1e-7)
    tall = x.size(-2) > x.size(-1)
    x = x.mT if tall else x
    for _ in range(steps):
        gram = x @ x.mT
        x = a * x + (b * gram + c * gram @ gram) @ x
    return (x.mT if tall else x).float()


class Muon(torch.optim.Optimizer):
    """Two groups: matrices inside the layers, and embeddings, heads and norms. Both follow one schedule."""

    def __init__(self, named: Iterable[tuple[str, nn.Parameter]], *, matrix_rate: float, rate: float) -> None:
        learned = [(name, parameter) for name, parameter in named if parameter.requires_grad]
        matrices = [parameter for name, parameter in learned if _is_matrix(name, parameter)]
        others = [parameter for name, parameter in learned if not _is_matrix(name, parameter)]
        groups = [
            {"params": matrices, "lr": matrix_rate, "orthogonal": True},
            {"params": others, "lr": rate, "orthogonal": False},
        ]
        super().__init__([group for group in groups if group["params"]], {"lr": rate})

    @torch.no_grad()
    def step(self, closure: Callable[[], float] | None = None) -> float | None:  # pyright: ignore[reportIncompatibleMethodOverride]
        """One update from the gradients that are there."""
        loss = closure() if closure else None
        for group in self.param_groups:
            learned = [parameter for parameter in group["params"] if parameter.grad is not None]
            (self._step_matrices if group["orthogonal"] else self._step_others)(learned, group["lr"])
        return loss

    def _step_matrices(self, parameters: list[nn.Parameter], rate: float) -> None:
        by_shape: dict[torch.Size, list[nn.Parameter]] = {}
        for parameter in parameters:
            by_shape.setdefault(parameter.shape, []).append(parameter)
        for shape, same in by_shape.items():
            directions = torch.stack([self._direction(parameter) for parameter in same])
            updates = orthogonalised(directions.to(same[0].dtype))
            scale = rate * max(1.0, shape[0] / shape[1]) ** 0.5
            for parameter, update in zip(same, updates, strict=True):
                master = self.state[parameter]["master"]
                parameter.copy_(master.mul_(1 - rate * _MATRIX_DECAY).add_(update, alpha=-scale))

    def _direction(self, parameter: nn.Parameter) -> torch.Tensor:
        state, gradient = self._state(parameter, "momentum"), _gradient(parameter)
        momentum = state["momentum"].lerp_(gradient, 1 - _MOMENTUM)
        return gradient.lerp(momentum, _MOMENTUM)

    def _step_others(self, parameters: list[nn.Parameter], rate: float) -> None:
        gradients = [_gradient(parameter) for parameter in parameters]
        norm = torch.linalg.vector_norm(torch.stack([torch.linalg.vector_norm(gradient) for gradient in gradients]))
        kept = (_LARGEST_NORM / (norm + 1e-6)).clamp(max=1.0)
        for parameter, gradient in zip(parameters, gradients, strict=True):
            state = self._state(parameter, "mean", "square")
            parameter.copy_(_adam(state, gradient.mul_(kept), rate))

    def _state(self, parameter: nn.Parameter, *moments: str) -> dict[str, Any]:
        state = self.state[parameter]
        if not state:
            state["step"] = torch.zeros(())
            state["master"] = parameter.detach().float().clone()
            state.update({name: torch.zeros_like(state["master"]) for name in moments})
        return state

    def load_state_dict(self, state_dict: dict[str, Any]) -> None:
        """Go on from there. torch would round the masters to the type of the weights, so they are put back."""
        super().load_state_dict(state_dict)
        order = [parameter for group in self.param_groups for parameter in group["params"]]
        for place, saved in state_dict["state"].items():
            parameter = order[place]
            self.state[parameter] = {name: value.to(parameter.device).clone() for name, value in saved.items()}


def _adam(state: dict[str, Any], gradient: torch.Tensor, rate: float) -> torch.Tensor:
    first, second = _ADAM_BETAS
    state["step"] += 1
    step = float(state["step"])
    mean = state["mean"].lerp_(gradient, 1 - first)
    square = state["square"].mul_(second).addcmul_(gradient, gradient, value=1 - second)
    scale = (square / (1 - second**step)).sqrt_().add_(_ADAM_EPSILON)
    return state["master"].addcdiv_(mean, scale, value=-rate / (1 - first**step))


def _is_matrix(name: str, parameter: nn.Parameter) -> bool:
    return parameter.ndim == 2 and "embed" not in name and "lm_head" not in name


def _gradient(parameter: nn.Parameter) -> torch.Tensor:
    assert parameter.grad is not None
    return parameter.grad.to(torch.float32, copy=True)
