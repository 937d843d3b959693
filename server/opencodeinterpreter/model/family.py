"""The OpenCodeInterpreter checkpoints on the Hub, and which of them suits a machine. Pure: sizes in, a choice out."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import attrs

from opencodeinterpreter.model.memory import Device, gigabytes, needed_bytes
from opencodeinterpreter.model.options import BUNDLED

_CPU_PARAMETER_LIMIT = 3_500_000_000


@attrs.frozen
class Checkpoint:
    """A published checkpoint: its Hub id and its number of parameters; two bytes each are fetched."""

    model_id: str
    parameters: int

    @property
    def download_bytes(self) -> int:
        """About what fetching it costs."""
        return self.parameters * 2


FAMILY = (
    Checkpoint("m-a-p/OpenCodeInterpreter-CL-70B", 69_000_000_000),
    Checkpoint("m-a-p/OpenCodeInterpreter-CL-34B", 33_700_000_000),
    Checkpoint("m-a-p/OpenCodeInterpreter-DS-33B", 33_300_000_000),
    Checkpoint("m-a-p/OpenCodeInterpreter-SC2-15B", 16_000_000_000),
    Checkpoint("m-a-p/OpenCodeInterpreter-CL-13B", 13_000_000_000),
    Checkpoint("m-a-p/OpenCodeInterpreter-GM-7B", 8_500_000_000),
    Checkpoint("m-a-p/OpenCodeInterpreter-SC2-7B", 7_200_000_000),
    Checkpoint("m-a-p/OpenCodeInterpreter-DS-6.7B", 6_740_000_000),
    Checkpoint("m-a-p/OpenCodeInterpreter-CL-7B", 6_740_000_000),
    Checkpoint("m-a-p/OpenCodeInterpreter-SC2-3B", 3_030_000_000),
    Checkpoint("m-a-p/OpenCodeInterpreter-DS-1.3B", 1_350_000_000),
)
"""Biggest first. Sizes are those of the base models: DeepSeek-Coder, Code Llama, Gemma, StarCoder2."""

_OFFERED = ("DS-33B", "DS-6.7B", "DS-1.3B")
"""The DeepSeek line scores best at its size (arXiv 2402.14658, table 1), so it is what we offer to fetch."""


@attrs.frozen
class Choice:
    """The model to use, and what the person should be told about it, "" when there is nothing to say."""

    model: str
    notice: str = ""


def choose_model(*, cached: Collection[str], devices: Sequence[Device], bundled: bool = True) -> Choice:
    """What ``auto`` means here: the biggest cached checkpoint that fits, else the bundled one with an offer to fetch.

    ``cached`` are Hub ids that are complete on this machine. Nothing is ever downloaded for this choice.
    """
    room = _room_bytes(devices)
    for checkpoint in FAMILY:
        if checkpoint.model_id in cached and needed_bytes(checkpoint.parameters, "bfloat16") <= room:
            return Choice(checkpoint.model_id)
    offer = _offer(devices)
    if bundled:
        return Choice(BUNDLED, f"The small bundled model answers; its answers are limited. {offer}".strip())
    return Choice(BUNDLED, f"This installation has no bundled model. {offer}".strip())


def suitable_checkpoint(devices: Sequence[Device]) -> Checkpoint | None:
    """The checkpoint to offer: the biggest that fits a graphics card, or a small one where only a CPU computes."""
    room = _room_bytes(devices)
    has_card = any(device.kind != "cpu" for device in devices)
    for checkpoint in FAMILY:
        fits = needed_bytes(checkpoint.parameters, "bfloat16") <= room
        quick = has_card or checkpoint.parameters <= _CPU_PARAMETER_LIMIT
        if fits and quick and checkpoint.model_id.endswith(_OFFERED):
            return checkpoint
    return None


def _offer(devices: Sequence[Device]) -> str:
    checkpoint = suitable_checkpoint(devices)
    if checkpoint is None:
        return (
            "No OpenCodeInterpreter checkpoint fits this machine's free memory; an endpoint elsewhere would do better."
        )
    return (
        f"For better ones set opencodeinterpreter.model to {checkpoint.model_id}, which suits this machine "
        f"(a download of about {gigabytes(checkpoint.download_bytes)})."
    )


def _room_bytes(devices: Sequence[Device]) -> int:
    """Free memory of all cards together where there are any (a model is spread over them), else of the machine."""
    cards = [device.free_bytes for device in devices if device.kind != "cpu"]
    return sum(cards) if cards else sum(device.free_bytes for device in devices)
