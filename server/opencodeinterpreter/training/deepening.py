"""Makes a model deeper without changing what it says: copies of its last layers, whose outputs are zero at first.

After block expansion (arXiv 2401.02415). Training goes on where the shallower model was, with more room to learn.
"""

# torch and transformers are typed only in part.
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
# pyright: reportMissingTypeStubs=false

from __future__ import annotations

import copy
import re
from collections.abc import Iterator, Mapping
from typing import Any

import torch
import transformers

from opencodeinterpreter.errors import TrainingError

_LAYER = re.compile(r"(.*\blayers\.)(\d+)(\..*)")
# What architectures call the matrices that write into the residual stream.
_WRITES = re.compile(r"\b(?:o_proj|out_proj|down_proj|w2)\.(?:weight|bias)$")
_TRIED_TOKENS = 16


def deepened(model: Any, layers: int) -> Any:
    """The model with so many more layers behind its last one. Raises TrainingError where that would change it."""
    depth = model.config.num_hidden_layers
    if layers > depth:
        raise TrainingError(f"deepen: copies are made of the last layers, and there are only {depth}, not {layers}.")
    weights = dict(_weights(model.state_dict(), first=depth - layers, added=layers))
    deeper = transformers.AutoModelForCausalLM.from_config(
        _deeper_config(model.config, layers),
        dtype=model.dtype,
        attn_implementation=model.config._attn_implementation,  # noqa: SLF001 - there is no public name
    )
    deeper.generation_config = copy.deepcopy(model.generation_config)
    try:
        deeper.load_state_dict(weights)
    except RuntimeError as error:
        raise TrainingError(
            f"deepen: the layers of a {model.config.model_type} model can't be copied: {error}"
        ) from error
    if not _says_the_same(model, deeper):
        raise TrainingError(f"deepen: a {model.config.model_type} model would say something else with copied layers.")
    return deeper


def _deeper_config(config: Any, layers: int) -> Any:
    deeper = copy.deepcopy(config)
    deeper.num_hidden_layers += layers
    if getattr(config, "layer_types", None):
        deeper.layer_types = [*config.layer_types, *config.layer_types[-layers:]]
    return deeper


def _weights(state: Mapping[str, torch.Tensor], *, first: int, added: int) -> Iterator[tuple[str, torch.Tensor]]:
    """All weights, and those of the layers from ``first`` on a second time."""
    for name, weight in state.items():
        yield name, weight
        layer = _LAYER.fullmatch(name)
        if layer and int(layer[2]) >= first:
            silent = torch.zeros_like(weight) if _WRITES.search(name) else weight
            yield f"{layer[1]}{int(layer[2]) + added}{layer[3]}", silent


@torch.inference_mode()
def _says_the_same(model: Any, deeper: Any) -> bool:
    size = model.get_input_embeddings().num_embeddings
    ids = torch.randint(size, (1, _TRIED_TOKENS), generator=torch.Generator().manual_seed(0)).to(model.device)
    before, after = (one.eval()(input_ids=ids, use_cache=False).logits for one in (model, deeper))
    return torch.equal(before, after)
