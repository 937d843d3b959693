"""A training from data to a folder that transformers loads, with a model so small that it takes seconds."""

from __future__ import annotations

import json
import math
from random import Random

import attrs
import pytest
import torch
from transformers import AutoModelForCausalLM

from opencodeinterpreter.data import corpus
from opencodeinterpreter.data.drills import drills
from opencodeinterpreter.training import tokenizer as tokenizers
from opencodeinterpreter.training.answering import Answerer
from opencodeinterpreter.training.batches import batch, encode, endless, plan
from opencodeinterpreter.training.export import Shape, export, new_model
from opencodeinterpreter.training.loop import Material, Progress, Recipe, rate_factor, resume, train
from opencodeinterpreter.training.optimizer import orthogonalised

SHAPE = Shape(hidden=32, layers="CA", heads=2, feed_forward=64, vocabulary=400)


@pytest.fixture(scope="module")
def rows():
    return corpus.shard(3, 0, rows=120)


@pytest.fixture(scope="module")
def tokenizer(rows):
    return tokenizers.train((f"{row.prompt}\n{row.reply}" for row in rows), vocabulary_size=SHAPE.vocabulary)


@pytest.fixture(scope="module")
def examples(rows, tokenizer):
    return encode(rows, tokenizer, most_tokens=900)


@pytest.fixture(autouse=True)
def _threads():
    before = torch.get_num_threads()
    yield
    torch.set_num_threads(before)


def test_training_learns_is_resumed_and_exported(tmp_path, examples, tokenizer):
    copies = encode(drills(1, 50), tokenizer, most_tokens=400)
    model, state, lines = new_model(SHAPE, tokenizer, seed=1), tmp_path / "state.pt", []
    recipe = Recipe(minutes=1, steps=150, seed=1, batch_tokens=512, warmup_steps=2)
    progress = train(model, Material(examples, copies), recipe, state, lines.append)
    assert (progress.step, progress.drills) == (150, 6)
    losses = [float(line.split("reply loss ")[1].split()[0]) for line in lines]
    assert losses[-1] < losses[0] < math.log(SHAPE.vocabulary)

    again = new_model(SHAPE, tokenizer, seed=2)
    longer = train(again, Material(examples, copies), attrs.evolve(recipe, steps=155), state, lines.append)
    assert (longer.step, longer.tokens > progress.tokens) == (155, True)

    digest = export(again, tokenizer, tmp_path / "folder", note="a test")
    assert len(digest) == 64
    profile = json.loads((tmp_path / "folder" / "opencodeinterpreter.json").read_text())
    assert profile == {"answer_form": "line-edits", "sends_history": False, "name": "bundled", "note": "a test"}
    loaded = AutoModelForCausalLM.from_pretrained(tmp_path / "folder", dtype="auto")
    assert loaded.dtype == torch.bfloat16
    assert torch.equal(loaded.model.embed_tokens.weight, again.model.embed_tokens.weight)
    assert len(list(Answerer(tmp_path / "folder").answers(["print 1", "print the sum of 2"], max_new_tokens=4))) == 2


def test_a_training_without_a_state_starts_anew(tmp_path, tokenizer):
    assert resume(new_model(SHAPE, tokenizer, seed=1), tmp_path / "none.pt") == Progress()


def test_only_replies_and_a_share_of_the_prompts_are_learned(examples):
    chosen = list(range(8))
    replies = batch(examples, chosen, pad_id=0, prompt_share=0.0)
    assert int((replies.learned == 2).sum()) == sum(len(examples[i].ids) - examples[i].reply_start for i in chosen)
    assert int((replies.learned == 1).sum()) == 0
    everything = batch(examples, chosen, pad_id=0, prompt_share=1.0)
    assert int((everything.learned > 0).sum()) == everything.tokens


def test_batches_are_full_and_hold_every_example_once(examples):

    batches = plan(examples, Random(1), batch_tokens=2048)
    assert sorted(index for indices in batches for index in indices) == list(range(len(examples)))
    lengths = [max(len(examples[i].ids) for i in indices) * len(indices) for indices in batches]
    assert max(lengths) <= 2048
    padding = sum(lengths) - sum(len(example.ids) for example in examples)
    assert padding < 0.25 * sum(lengths)


def test_passed_over_batches_are_those_of_the_run_before(examples):
    first = endless(examples, 5, batch_tokens=1024)
    expected = [next(first) for _ in range(60)][50:]
    later = endless(examples, 5, batch_tokens=1024, skip=50)
    assert [next(later) for _ in range(10)] == expected


@pytest.mark.parametrize(
    ("step", "share", "factor"), [(0, 0.0, 0.1), (9, 0.0, 1.0), (500, 0.5, 1.0), (500, 0.75, 0.5), (500, 1.0, 0.0)]
)
def test_the_rate(step, share, factor):
    recipe = Recipe(minutes=1, seed=1, warmup_steps=10, decay_from=0.5)
    assert rate_factor(recipe, step, share) == pytest.approx(factor)


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
