"""What happens now and then while Trainer runs: reports for the person, and measuring held-out dialogues."""

# transformers is typed only in part.
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from transformers import TrainerCallback, TrainerControl, TrainerState, TrainingArguments

_SHOWN = {
    "loss": "loss {:.4f}",
    "eval_loss": "held-out loss {:.4f}",
    "eval_pass_rate": "held-out pass rate {:.1%}",
    "tokens_per_second": "{:,.0f} tokens/s",
    "tokens": "{:,} tokens",
}


class Reporter(TrainerCallback):
    """Says in one line what was logged."""

    def __init__(self, report: Callable[[str], None]) -> None:
        self._report = report

    def on_log(
        self,
        args: TrainingArguments,  # noqa: ARG002 - the signature is Trainer's
        state: TrainerState,
        control: TrainerControl,  # noqa: ARG002 - the signature is Trainer's
        logs: Mapping[str, Any] | None = None,
        **kwargs: Any,  # noqa: ARG002 - the signature is Trainer's
    ) -> None:
        """Report the figures that mean something to a person, on one device only."""
        figures = logs or {}
        told = [text.format(figures[name]) for name, text in _SHOWN.items() if name in figures]
        if state.is_world_process_zero and ("loss" in figures or "eval_loss" in figures):
            self._report(f"step {state.global_step} of {state.max_steps}: {', '.join(told)}")


class EvaluateEvery(TrainerCallback):
    """Asks for the held-out figures every so many steps and at the end."""

    def __init__(self, steps: int) -> None:
        self._steps = steps

    def on_step_end(
        self,
        args: TrainingArguments,  # noqa: ARG002 - the signature is Trainer's
        state: TrainerState,
        control: TrainerControl,
        **kwargs: Any,  # noqa: ARG002 - the signature is Trainer's
    ) -> None:
        """See the class."""
        if state.global_step % self._steps == 0 or state.global_step >= state.max_steps:
            control.should_evaluate = True
