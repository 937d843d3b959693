"""The tokenizer of the bundled model, and the optimizer that a small model is trained with from scratch."""

from __future__ import annotations

import pytest
import torch

from opencodeinterpreter.data import corpus
from opencodeinterpreter.training import tokenizer as tokenizers
from opencodeinterpreter.training.muon import orthogonalised


@pytest.fixture(scope="module")
def tokenizer():
    rows = corpus.shard(3, 0, rows=120)
    return tokenizers.train((f"{row.prompt}\n{row.reply}" for row in rows), vocabulary_size=400)


def test_orthogonalised_has_singular_values_near_one():
    torch.manual_seed(0)
    values = torch.linalg.svdvals(orthogonalised(torch.randn(24, 12)))
    assert values.min() > 0.5
    assert values.max() < 1.5


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
