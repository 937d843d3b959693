"""Makes a bigger model of a trained one that answers just as before: its layers get further, still idle neurons."""

# torch and transformers are typed only in part.
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
# pyright: reportMissingTypeStubs=false

from __future__ import annotations

from pathlib import Path
from typing import Any

import torch
import transformers


def widen(base: Path, intermediate_size: int, folder: Path, *, seed: int) -> Path:
    """Write the model of ``base`` into ``folder`` with feed-forward layers of ``intermediate_size`` neurons.

    What goes into a new neuron is drawn by chance, as large as what goes into the others; what comes out of it counts
    nothing until it is trained (Net2Net, arXiv 1511.05641, has other ways to keep what a model does).
    """
    old: Any = transformers.AutoModelForCausalLM.from_pretrained(base, dtype=torch.float32, local_files_only=True)
    config = transformers.AutoConfig.from_pretrained(base, local_files_only=True, intermediate_size=intermediate_size)
    torch.manual_seed(seed)
    new: Any = transformers.AutoModelForCausalLM.from_config(config, dtype=torch.float32)
    trained = dict(old.named_parameters())
    with torch.no_grad():
        for name, parameter in new.named_parameters():
            _grow_into(parameter, trained[name])
    new.to(torch.bfloat16).save_pretrained(folder)
    tokenizer: Any = transformers.AutoTokenizer.from_pretrained(base, local_files_only=True)
    tokenizer.save_pretrained(folder)
    return folder


def _grow_into(parameter: torch.Tensor, trained: torch.Tensor) -> None:
    """Put ``trained`` into the first rows and columns; further rows stay random, further columns become zero."""
    if parameter.shape == trained.shape:
        parameter.copy_(trained)
        return
    rows, columns = trained.shape
    parameter.mul_(trained.std() / parameter.std())
    parameter[:, columns:] = 0
    parameter[:rows, :columns] = trained
