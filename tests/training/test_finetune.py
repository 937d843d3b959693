"""Fine-tuning from dialogues to a folder that transformers loads, with models so small that it takes seconds."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
import torch
from safetensors.torch import load_file
from transformers import AutoModelForCausalLM, AutoTokenizer

from opencodeinterpreter.data.dialogue import Dialogue
from opencodeinterpreter.data.rows import from_object, write_rows
from opencodeinterpreter.data.trying import TrialRunner
from opencodeinterpreter.errors import TrainingError
from opencodeinterpreter.kernel.sandbox import probe_sandbox
from opencodeinterpreter.model.host import devices
from opencodeinterpreter.training.assembling import is_packed, keeps_apart
from opencodeinterpreter.training.checkpoints import Checkpoints
from opencodeinterpreter.training.exercises import as_row
from opencodeinterpreter.training.finetune import fine_tune
from opencodeinterpreter.training.held_out import PassRate, check_of
from opencodeinterpreter.training.recipe import Schedule, parse
from opencodeinterpreter.training.trainer import LearnedPositions, rate_factor
from tiny_models import make_tiny_model


def dialogue(number: int, **extra):
    return from_object(
        {
            "messages": [
                {"role": "user", "content": f"print {number}"},
                {"role": "assistant", "content": f"```python\nprint({number})\n```"},
            ],
            "extra": extra,
        }
    )


@pytest.fixture(scope="module")
def base(tmp_path_factory) -> Path:
    return make_tiny_model(tmp_path_factory.mktemp("models") / "tiny", positions=512)


@pytest.fixture(scope="module")
def data(tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("data") / "dialogues.jsonl"
    write_rows(path, (dialogue(number) for number in range(40)))
    return path


@pytest.fixture(scope="module")
def held_out(tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("data") / "held-out.jsonl"
    write_rows(path, (dialogue(number, check={"expected": f"{number}\n"}) for number in (100, 101)))
    return path


def recipe(base: Path, data: Path, /, **changes):
    fields = {
        "base": str(base),
        "data": [str(data)],
        "steps": 4,
        "max_tokens": 128,
        "batch_tokens": 256,
        "precision": "fp32",
        "log_steps": 1,
        "evaluate_steps": 2,
        "max_new_tokens": 8,
        "checkpoint_steps": 2,
        "optimizer": {"rate": 1e-3},
    }
    return parse({name: value for name, value in (fields | changes).items() if value is not None})


def quiet(_text: str) -> None:
    pass


def weights(folder: Path):
    return load_file(folder / "model.safetensors")


def test_a_training_leaves_a_model_its_curve_its_log_and_its_card(tmp_path, base, data, held_out):
    bad = tmp_path / "some-bad.jsonl"
    bad.write_text(data.read_text() + '{"messages": 3}\n')
    said: list[str] = []
    out = tmp_path / "out"
    chosen = recipe(base, bad, held_out=[str(held_out)], precision="bf16", profile={"answer_form": "fenced"})
    result = fine_tune(chosen, out, said.append)
    assert any("40 of 41 rows" in line and "1 left out: no dialogue: messages: must be a list" in line for line in said)
    model = AutoModelForCausalLM.from_pretrained(out, dtype="auto")
    assert model.dtype == torch.bfloat16
    assert model.config.use_cache
    assert AutoTokenizer.from_pretrained(out).chat_template == AutoTokenizer.from_pretrained(base).chat_template
    assert "local" not in (out / "tokenizer_config.json").read_text(), "how it was loaded is no part of it"
    assert json.loads((out / "opencodeinterpreter.json").read_text()) == {"answer_form": "fenced"}
    assert (out / "curve.png").read_bytes().startswith(b"\x89PNG")
    log = json.loads((out / "training_log.json").read_text())
    assert [entry["step"] for entry in log["log"] if "loss" in entry] == [1, 2, 3, 4]
    assert result.figures["tokens_per_second"] > 0
    assert result.figures["tokens"] == max(entry["tokens"] for entry in log["log"])
    assert result.figures["eval_loss"] > 0
    card = (out / "README.md").read_text()
    for fact in ("`seed`: 1", "some-bad.jsonl", "| 41 | 40 |", "`optimizer.rate`: 0.001", "torch 2", "eval_loss"):
        assert fact in card
    assert str(tmp_path.parent) not in card, "a card is read on other machines"


def test_the_loss_is_that_of_the_learned_tokens(tmp_path, base, data):
    log = fine_tune(recipe(base, data, steps=1, batch_tokens=4096), tmp_path / "out", quiet)
    tokenizer, model = AutoTokenizer.from_pretrained(base), AutoModelForCausalLM.from_pretrained(base)
    total, count = 0.0, 0
    for line in data.read_text().splitlines():
        messages = json.loads(line)["messages"]
        text = tokenizer.apply_chat_template(messages, tokenize=False)
        prompt = tokenizer.apply_chat_template(messages[:1], tokenize=False, add_generation_prompt=True)
        ids = torch.tensor([tokenizer(text).input_ids])
        labels = ids.clone()
        labels[0, : len(tokenizer(prompt).input_ids)] = -100
        learned = int((labels != -100).sum())
        total += float(model(ids, labels=labels).loss.detach()) * learned
        count += learned
    assert log.figures["loss"] == pytest.approx(total / count, rel=1e-4)


def test_packing_lets_no_dialogue_see_another(base):
    model = AutoModelForCausalLM.from_pretrained(base)
    head = LearnedPositions(model)
    first, second = torch.randint(3, 200, (2, 1, 20))
    positions = torch.arange(20).repeat(2)[None]
    for attention in ("sdpa", "eager"):
        model.set_attn_implementation(attention)
        with torch.no_grad():
            alone = model(input_ids=second, use_cache=False).logits[0]
            together = {"input_ids": torch.cat([first, second], dim=1), "position_ids": positions}
            packed = head.logits(model, together, torch.arange(20, 40))
        assert torch.allclose(alone, packed, atol=1e-5)


@pytest.mark.parametrize(("layers", "apart"), [("full_attention", True), ("conv", False)])
def test_a_model_that_would_mix_dialogues_is_not_packed(layers, apart):
    from transformers import Lfm2Config, Lfm2ForCausalLM

    shape = {"hidden_size": 16, "intermediate_size": 32, "num_attention_heads": 2, "num_key_value_heads": 2}
    config = Lfm2Config(vocab_size=50, num_hidden_layers=1, layer_types=[layers], pad_token_id=0, **shape)
    model = Lfm2ForCausalLM(config)
    assert keeps_apart(model) is apart
    if not apart:
        with pytest.raises(TrainingError, match="layout: this model lets a dialogue see"):
            is_packed(parse({"base": "any", "steps": 1, "layout": "packed"}), model)


def test_both_layouts_and_any_accumulation_learn_the_same(tmp_path, base, data):
    found = [
        fine_tune(recipe(base, data, steps=1, **layout), tmp_path / str(number), quiet).figures["loss"]
        for number, layout in enumerate(
            [
                {"layout": "rows", "batch_tokens": 4096},
                {"layout": "packed", "batch_tokens": 4096},
                {"layout": "packed", "batch_tokens": 700, "accumulate": 2, "attention": "eager"},
            ]
        )
    ]
    assert found == pytest.approx([found[0]] * 3, rel=1e-4)
    one, two, three = (weights(tmp_path / str(number)) for number in range(3))
    assert all(torch.allclose(one[name], two[name], atol=1e-5) for name in one)
    assert all(torch.allclose(one[name], three[name], atol=1e-5) for name in one)


def test_adapters_are_trained_and_put_into_the_weights(tmp_path, base, data):
    chosen = recipe(base, data, lora={"r": 4, "alpha": 8, "dropout": 0}, optimizer={"rate": 0.05}, checkpoint_steps=2)
    fine_tune(chosen, tmp_path / "merged", quiet)
    before, after = weights(base), weights(tmp_path / "merged")
    assert before.keys() == after.keys()
    changed = {name for name in before if not torch.equal(before[name], after[name])}
    assert changed
    assert all("proj" in name for name in changed)
    kept = parse_with(chosen, {"lora": {"r": 4, "merge": False}})
    fine_tune(kept, tmp_path / "adapters", quiet)
    assert (tmp_path / "adapters" / "adapter_model.safetensors").is_file()
    assert "adapter_model.safetensors" in (tmp_path / "adapters" / "README.md").read_text()


@pytest.mark.parametrize("precision", ["bf16", "bf16-weights"])
@pytest.mark.parametrize("slow", [True, False])
def test_a_processor_that_is_slow_in_bf16_computes_in_fp32_and_leaves_the_same_kind_of_file(
    tmp_path, base, data, monkeypatch, precision, slow
):
    monkeypatch.setattr(devices, "cpu_is_slow_in_bfloat16", lambda: slow)
    said: list[str] = []
    chosen = recipe(base, data, precision=precision, optimizer={"name": "muon", "rate": 1e-2, "matrix_rate": 1e-2})
    fine_tune(chosen, tmp_path / "out", said.append)
    assert any(f"computes in fp32 instead of {precision}" in line for line in said) is slow
    kept = load_file(tmp_path / "out" / "checkpoints" / "final" / "model.safetensors")
    computed_in = torch.bfloat16 if precision == "bf16-weights" and not slow else torch.float32
    assert {tensor.dtype for tensor in kept.values()} == {computed_in}
    assert {tensor.dtype for tensor in weights(tmp_path / "out").values()} == {torch.bfloat16}


def parse_with(chosen, changes):
    from opencodeinterpreter.training.recipe import as_fields

    return parse(as_fields(chosen) | changes)


@pytest.mark.parametrize(
    "extra",
    [
        {"optimizer": {"name": "muon", "rate": 1e-2, "matrix_rate": 1e-2}, "precision": "bf16-weights"},
        {"lora": {"r": 4, "dropout": 0.5}, "accumulate": 2},
    ],
    ids=["muon in bf16", "adapters with dropout"],
)
def test_a_training_killed_at_any_time_ends_with_the_same_weights(tmp_path, base, data, extra):
    chosen = recipe(base, data, steps=6, prompt_loss={"share": 0.3}, **extra)
    whole = fine_tune(chosen, tmp_path / "whole", quiet)
    kill_after_a_checkpoint(chosen, tmp_path / "killed")
    checkpoints = Checkpoints(tmp_path / "killed" / "checkpoints")
    last = checkpoints.last()
    assert last is not None
    half_written = checkpoints.folder / "checkpoint-1000"
    half_written.mkdir()
    (half_written / "trainer_state.json").write_text('{"global_step": 1')
    said: list[str] = []
    resumed = fine_tune(chosen, tmp_path / "killed", said.append)
    assert f"Going on from {last.name}" in said
    assert resumed.figures["loss"] == whole.figures["loss"]
    assert resumed.figures["tokens"] == whole.figures["tokens"]
    one, other = weights(tmp_path / "whole"), weights(tmp_path / "killed")
    assert all(torch.equal(one[name], other[name]) for name in one)


def kill_after_a_checkpoint(chosen, out: Path) -> None:
    """Start the command and kill it with SIGKILL once its first checkpoint is complete, in the midst of training."""
    from opencodeinterpreter.training.recipe import as_fields

    file = out.with_suffix(".json")
    file.write_text(json.dumps(as_fields(chosen)))
    # It waits in step 3, so that it is surely still training when it is killed.
    code = (
        "import sys, time\n"
        "from transformers import TrainerCallback\n"
        "from opencodeinterpreter.training import assembling\n"
        "class Stops(assembling.Reporter):\n"
        "    def on_step_end(self, args, state, control, **kwargs):\n"
        "        if state.global_step == 3: time.sleep(600)\n"
        "assembling.Reporter = Stops\n"
        "from opencodeinterpreter.__main__ import main\n"
        "sys.exit(main(sys.argv[1:]))\n"
    )
    command = [sys.executable, "-c", code, "train", "--recipe", str(file), "--out", str(out)]
    # Sums over threads round differently with another number of them.
    environment = {**os.environ, "OMP_NUM_THREADS": str(torch.get_num_threads())}
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment)
    try:
        while Checkpoints(out / "checkpoints").last() is None:
            assert process.poll() is None
            time.sleep(0.1)
        os.kill(process.pid, signal.SIGKILL)
    finally:
        process.kill()
        process.wait()


def test_a_training_is_not_gone_on_with_after_a_change(tmp_path, base, data):
    out = tmp_path / "out"
    fine_tune(recipe(base, data, steps=1), out, quiet)
    with pytest.raises(TrainingError, match="begun otherwise: seed, steps changed"):
        fine_tune(recipe(base, data, steps=2, seed=2), out, quiet)
    assert fine_tune(recipe(base, data, steps=2, seed=2), out, quiet, restart=True).steps == 2


def test_a_model_from_random_weights_takes_the_tokenizers_size(tmp_path, base, data):
    config = tmp_path / "config.json"
    config.write_text(
        json.dumps(
            {
                "model_type": "llama",
                "hidden_size": 16,
                "intermediate_size": 32,
                "num_hidden_layers": 1,
                "num_attention_heads": 2,
            }
        )
    )
    chosen = recipe(base, data, base=None, init=str(config), tokenizer=str(base), steps=2)
    fine_tune(chosen, tmp_path / "out", quiet)
    model = AutoModelForCausalLM.from_pretrained(tmp_path / "out")
    tokenizer = AutoTokenizer.from_pretrained(base)
    assert model.config.vocab_size == len(tokenizer)
    assert model.generation_config.eos_token_id == tokenizer.eos_token_id


@pytest.mark.skipif(torch.cuda.is_available(), reason="with a GPU these work")
@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"quantization": "4bit", "lora": {}}, "quantization: this needs a CUDA GPU"),
        ({"optimizer": {"name": "adamw-8bit"}}, "optimizer.name: this needs a CUDA GPU"),
        ({"attention": "flash_attention_2"}, "attention: this needs a CUDA GPU"),
        ({"base": "/nowhere/at-all"}, "base: There is no model folder"),
        ({"lora": {"targets": ["nonsense"]}}, "lora.targets: "),
        ({"data": None}, "data: is missing"),
        ({"max_tokens": 5}, "40 left out: longer than 5 tokens"),
    ],
)
def test_what_can_not_be_done_is_told_with_its_field(tmp_path, base, data, changes, said):
    with pytest.raises(TrainingError) as caught:
        fine_tune(recipe(base, data, **changes), tmp_path / "out", quiet)
    assert said in str(caught.value)


@pytest.mark.skipif(not probe_sandbox().available, reason="no sandbox on this machine")
def test_the_pass_rate_is_that_of_answers_that_were_run(tmp_path, base):
    path = tmp_path / "one.jsonl"
    write_rows(path, [dialogue(7, check={"expected": "7\n"})] * 8)
    chosen = recipe(
        base, path, steps=80, optimizer={"rate": 2e-2}, held_out=[str(path)], log_steps=40, evaluate_steps=80,
        checkpoint_steps=80, max_new_tokens=40, evaluate_rows=2,
    )  # fmt: skip
    result = fine_tune(chosen, tmp_path / "out", quiet)
    assert (result.figures["eval_passed"], result.figures["eval_checked"]) == (2, 2)
    model, tokenizer = (kind.from_pretrained(tmp_path / "out") for kind in (AutoModelForCausalLM, AutoTokenizer))
    other = dialogue(7, check={"expected": "8\n"})
    measure = PassRate(tokenizer=tokenizer, rows=[(other, check_of(other))], max_new_tokens=40)
    assert measure(model) == {"pass_rate": 0.0, "passed": 0, "checked": 1}


@pytest.mark.skipif(not probe_sandbox().available, reason="no sandbox on this machine")
@pytest.mark.parametrize(("reply", "right"), [("2|print(x)", True), ("1|x = 3", False), ("nothing", False)])
def test_an_exercise_is_checked_like_any_row(reply, right):
    exercise = Dialogue(
        source="fix", kind="fix/name", prompt="mend", reply="2|print(x)", code="x = 1\nprint(y)", expected="1\n"
    )  # fmt: skip
    row = as_row(exercise)
    check = check_of(row)
    assert check is not None
    with TrialRunner() as runner:
        assert check.passes(reply, runner) is right
    assert [message.content for message in row.messages] == ["mend", "2|print(x)"]


@pytest.mark.parametrize(
    ("schedule", "factors"),
    [
        (Schedule(name="constant", warmup=0), [1, 1, 1]),
        (Schedule(name="linear", warmup=0), [1, 0.5, 0.01]),
        (Schedule(name="cosine", warmup=0), [1, 0.5, 0.0002]),
        (Schedule(name="wsd", warmup=0, decay=0.2), [1, 1, 0.05]),
        (Schedule(name="wsd", warmup=0.1, decay=0), [1 / 11, 1, 1]),
        (Schedule(name="constant", warmup=3), [0.25, 1, 1]),
    ],
)
def test_the_rate(schedule, factors):
    assert [rate_factor(schedule, step, 100) for step in (0, 50, 99)] == pytest.approx(factors, abs=2e-3)
