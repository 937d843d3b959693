"""A deeper model says the same at first, and its new layers learn."""

from __future__ import annotations

import pytest
import torch
from transformers import AutoConfig, AutoModelForCausalLM

from opencodeinterpreter.data.rows import from_object, write_rows
from opencodeinterpreter.errors import TrainingError
from opencodeinterpreter.training.deepening import deepened
from opencodeinterpreter.training.finetune import fine_tune
from opencodeinterpreter.training.recipe import parse
from tiny_models import make_tiny_model


def load(folder):
    return AutoModelForCausalLM.from_pretrained(folder)


@pytest.mark.parametrize("architecture", ["llama", "lfm2"])
def test_added_layers_change_nothing_at_first(tmp_path, architecture):
    model = load(make_tiny_model(tmp_path, layers=2, architecture=architecture))
    deeper = deepened(model, 1)
    ids = torch.tensor([[5, 9, 40, 7]])
    assert torch.equal(model(ids).logits, deeper(ids).logits)
    assert deeper.config.num_hidden_layers == len(deeper.model.layers) == 3
    assert model.config.num_hidden_layers == 2
    # With a cache each layer needs a place of its own.
    assert torch.allclose(deeper(ids, use_cache=True).logits, deeper(ids, use_cache=False).logits, atol=1e-5)


def test_no_more_layers_are_copied_than_there_are(tmp_path):
    with pytest.raises(TrainingError, match="there are only 2, not 3"):
        deepened(load(make_tiny_model(tmp_path, layers=2)), 3)


def test_an_architecture_whose_copies_would_not_be_silent_is_refused():
    config = AutoConfig.for_model("gpt2", vocab_size=50, n_embd=16, n_layer=2, n_head=2, n_positions=32)
    with pytest.raises(TrainingError, match="gpt2"):
        deepened(AutoModelForCausalLM.from_config(config), 1)


def test_a_training_deepens_its_base_and_the_new_layers_learn(tmp_path):
    base = make_tiny_model(tmp_path / "base", architecture="lfm2")
    data = tmp_path / "data.jsonl"
    turns = [{"role": "user", "content": "say a"}, {"role": "assistant", "content": "a" * 20}]
    write_rows(data, [from_object({"messages": turns})])
    fields = {"base": str(base), "deepen": 2, "data": [str(data)], "steps": 3, "max_tokens": 64, "precision": "fp32"}
    fine_tune(parse(fields | {"optimizer": {"rate": 1e-2}}), tmp_path / "out", lambda _: None)
    trained = load(tmp_path / "out")
    assert trained.config.num_hidden_layers == 4
    for layer in trained.model.layers[2:]:
        assert layer.feed_forward.w2.weight.abs().max() > 0
