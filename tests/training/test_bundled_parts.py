"""The parts of a small model that is trained from scratch: tokenizer, optimizer, growth."""

from __future__ import annotations

import pytest
import torch
from transformers import AutoModelForCausalLM, AutoTokenizer

from opencodeinterpreter.data import corpus
from opencodeinterpreter.training import tokenizer as tokenizers
from opencodeinterpreter.training.growing import widen
from opencodeinterpreter.training.muon import orthogonalised
from tiny_models import make_tiny_model


@pytest.fixture(scope="module")
def tokenizer():
    rows = corpus.shard(3, 0, rows=120)
    return tokenizers.train((f"{row.prompt}\n{row.reply}" for row in rows), vocabulary_size=400)


def test_orthogonalised_has_singular_values_near_one():
    torch.manual_seed(0)
    values = torch.linalg.svdvals(orthogonalised(torch.randn(24, 12)))
    assert values.min() > 0.5
    assert values.max() < 1.5


@pytest.mark.parametrize("architecture", ["llama", "lfm2"])
def test_a_widened_model_answers_as_before_and_its_new_neurons_learn(architecture, tmp_path):
    base = make_tiny_model(tmp_path / "base", architecture=architecture)
    wide = widen(base, 160, tmp_path / "wide", seed=1)
    before, after = (AutoModelForCausalLM.from_pretrained(folder, dtype=torch.float32) for folder in (base, wide))
    tokens = torch.arange(30)[None]
    torch.testing.assert_close(after(tokens).logits, before(tokens).logits, atol=1e-2, rtol=1e-2)
    assert after.num_parameters() > before.num_parameters()
    assert after.config.intermediate_size == 160
    assert AutoTokenizer.from_pretrained(wide)("print(1)") == AutoTokenizer.from_pretrained(base)("print(1)")
    after(tokens, labels=tokens).loss.backward()
    grown = [parameter for old, parameter in _pairs(before, after) if old.shape[1] < parameter.shape[1]]
    assert len(grown) == before.config.num_hidden_layers
    assert all(parameter.grad[:, -1].any() for parameter in grown)


def _pairs(before, after):
    return [pair for pair in zip(before.parameters(), after.parameters(), strict=True) if pair[0].ndim == 2]


@pytest.mark.parametrize("name", ["sentence", "quxolapim_zed", "totalPrice", "x1"])
def test_a_name_is_cut_the_same_way_wherever_it_stands(tokenizer, name):
    pieces = tokenizer.tokenize(name)
    for text in (f"print({name})", f"    {name} = 1", f"the {name} of", f"3|    return {name}\n", f"'{name}'"):
        found = tokenizer.tokenize(text)
        assert any(found[start : start + len(pieces)] == pieces for start in range(len(found))), (text, found)


@pytest.mark.parametrize("text", ["def f(x):\n    return 'ä€' + x\n", "12|\tif a  ==  b:", "### Response:\n"])
def test_tokens_decode_to_the_text(tokenizer, text):
    assert tokenizer.decode(tokenizer(text)["input_ids"]) == text


def test_the_chat_template_passes_over_system_messages_and_takes_several_turns(tokenizer):
    messages = [
        {"role": "system", "content": "be brief"},
        {"role": "user", "content": "a"},
        {"role": "assistant", "content": "b"},
        {"role": "user", "content": "c"},
    ]
    text = tokenizer.apply_chat_template(messages, tokenize=False, add_generation_prompt=True)
    assert text == "### Instruction:\na\n### Response:\nb<|EOT|>\n### Instruction:\nc\n### Response:\n"
