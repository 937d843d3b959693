"""Small checkpoints in numpy: the same as transformers says, and nothing that we don't know for sure."""

from __future__ import annotations

import json
import threading
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from opencodeinterpreter.model.checkpoint import bundled_folder, has_bundled
from opencodeinterpreter.model.host.chat_template import encode_chat
from opencodeinterpreter.model.host.generation import Reply, generate
from opencodeinterpreter.model.host.light import network
from opencodeinterpreter.model.host.light.arrays import read_tensors
from opencodeinterpreter.model.host.light.config import read_config
from opencodeinterpreter.model.host.light.loading import load_light
from opencodeinterpreter.model.host.light.tokenizer import read_tokenizer
from opencodeinterpreter.model.host.light.weights import build
from opencodeinterpreter.model.host.light.writer import LightWriter, _Picker
from opencodeinterpreter.model.host.loading import LoadedModel, load
from opencodeinterpreter.model.host.torch_writer import TorchWriter
from opencodeinterpreter.model.host.writer import Sampling
from opencodeinterpreter.model.options import BUNDLED, LoadOptions
from opencodeinterpreter.model.protocol import Message
from tiny_models import make_tiny_model

needs_bundled = pytest.mark.skipif(not has_bundled(), reason="no bundled checkpoint here")

SHAPE = {
    "vocab_size": 96,
    "hidden_size": 64,
    "intermediate_size": 96,
    "num_hidden_layers": 4,
    "num_attention_heads": 4,
    "max_position_embeddings": 128,
    "initializer_range": 0.3,
}
LFM2 = SHAPE | {
    "layer_types": ["conv", "full_attention", "conv", "full_attention"],
    "block_auto_adjust_ff_dim": False,
}

NETWORKS = {
    "llama": ("Llama", SHAPE),
    "llama with grouped queries": ("Llama", SHAPE | {"num_key_value_heads": 2}),
    "llama with tied embeddings and wide heads": ("Llama", SHAPE | {"tie_word_embeddings": True, "head_dim": 32}),
    "llama with another base": (
        "Llama",
        SHAPE | {"rope_parameters": {"rope_type": "default", "rope_theta": 500.0}, "rms_norm_eps": 0.01},
    ),
    "lfm2": ("Lfm2", LFM2 | {"num_key_value_heads": 4}),
    "lfm2 with wide kernels and grouped queries": ("Lfm2", LFM2 | {"conv_L_cache": 4, "num_key_value_heads": 2}),
    "lfm2 with a computed width": (
        "Lfm2",
        LFM2 | {"block_auto_adjust_ff_dim": True, "block_multiple_of": 16, "num_key_value_heads": 4},
    ),
    "lfm2 with untied embeddings": ("Lfm2", LFM2 | {"tie_word_embeddings": False, "num_key_value_heads": 4}),
}


def saved(name: str, folder: Path, dtype: str) -> Path:
    import torch
    import transformers

    kind, values = NETWORKS[name]
    torch.manual_seed(0)
    model = getattr(transformers, f"{kind}ForCausalLM")(getattr(transformers, f"{kind}Config")(**values))
    for parameter in model.parameters():
        if parameter.ndim == 1:  # norms: all ones would hide a forgotten one
            torch.nn.init.uniform_(parameter, 0.5, 1.5)
    model.to(getattr(torch, dtype)).save_pretrained(folder)
    return folder


def light_network(folder: Path) -> network.Network:
    config = read_config(json.loads((folder / "config.json").read_text()))
    tensors = read_tensors([folder / "model.safetensors"])
    assert config is not None
    assert tensors is not None
    found = build(config, tensors)
    assert found is not None
    return found


def never() -> bool:
    return False


@pytest.mark.parametrize("dtype", ["float32", "bfloat16", "float16"])
@pytest.mark.parametrize("name", NETWORKS)
def test_the_logits_are_those_of_transformers(
    name: str, dtype: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import torch
    from transformers import AutoModelForCausalLM

    folder = saved(name, tmp_path, dtype)
    tokens = np.random.default_rng(1).integers(0, 96, 40).tolist()
    with torch.no_grad():
        reference = AutoModelForCausalLM.from_pretrained(folder, dtype=torch.float32)(torch.tensor([tokens]))
    expected = reference.logits[0].numpy()
    monkeypatch.setattr(network, "CHUNK_TOKENS", 7)
    ours = light_network(folder)
    ours.begin([], room=40, stopped=never)
    np.testing.assert_allclose(ours.read(tokens), expected, atol=2e-3)
    for shared in (0, 12, 30):  # another text that begins alike is read from where they part
        ours.begin([*tokens[:shared], 5, 6], room=40, stopped=never)
        ours.begin(tokens[:-4], room=40, stopped=never)
        pieces = [ours.read([token]) for token in tokens[-4:]]
        np.testing.assert_allclose(np.concatenate(pieces), expected[-4:], atol=2e-3)


def written(loaded: Any, prompt: str) -> str:
    pieces: list[str] = []
    generate(loaded, [Message("user", prompt)], Sampling(max_new_tokens=60), pieces.append, threading.Event())
    return "".join(pieces)


@pytest.mark.parametrize(
    ("model", "prompts"),
    [
        ("llama", ["hello", "ünïcödé ☕", ""]),
        ("lfm2", ["hello", "ünïcödé ☕", ""]),
        pytest.param(
            BUNDLED,
            ["print the first ten square numbers", "a function that checks whether a number is prime"],
            marks=needs_bundled,
        ),
    ],
)
def test_replies_are_those_of_transformers(model: str, prompts: list[str], tmp_path: Path) -> None:
    if model != BUNDLED:
        model = str(make_tiny_model(tmp_path / "tiny", positions=500, architecture=model))  # type: ignore[arg-type]
    light = load(LoadOptions(model=model), print)
    heavy = load(LoadOptions(model=model, dtype="float32"), print)
    assert isinstance(light.writer, LightWriter)
    assert isinstance(heavy.writer, TorchWriter)
    same = ("positions", "end_tokens", "dtype", "device", "name")
    assert [getattr(light, name) for name in same] == [getattr(heavy, name) for name in same]
    assert light.writer.longest_reply_tokens == heavy.writer.longest_reply_tokens
    for prompt in prompts:
        assert written(light, prompt) == written(heavy, prompt)


@pytest.mark.parametrize("model", ["llama", "lfm2", pytest.param(BUNDLED, marks=needs_bundled)])
def test_what_was_likely_is_what_transformers_says(model: str, tmp_path: Path) -> None:
    if model != BUNDLED:
        model = str(make_tiny_model(tmp_path / "tiny", positions=500, architecture=model))  # type: ignore[arg-type]
    asked = Sampling(max_new_tokens=40, top_logprobs=3)
    said: list[tuple[str, Reply]] = []
    for dtype in ("auto", "float32"):
        pieces: list[str] = []
        loaded = load(LoadOptions(model=model, dtype=dtype), print)
        reply = generate(loaded, [Message("user", "print 1 ☕")], asked, pieces.append, threading.Event())
        said.append(("".join(pieces), reply))
    (text, light), (same, heavy) = said
    assert text == same
    spelt = "".join(choice.text for choice in light.choices)
    assert text == spelt if model == BUNDLED else text.startswith(spelt)  # chance writes bytes that are no characters
    assert len(light.choices) == light.completion_tokens
    assert [choice.text for choice in light.choices] == [choice.text for choice in heavy.choices]
    for ours, theirs in zip(light.choices, heavy.choices, strict=True):
        assert len(ours.likely) == 3
        assert ours.likely[0][1] == ours.logprob  # greedy
        np.testing.assert_allclose([p for _, p in ours.likely], [p for _, p in theirs.likely], atol=5e-3)


@pytest.mark.parametrize("model", ["llama", "lfm2", pytest.param(BUNDLED, marks=needs_bundled)])
def test_how_likely_a_turn_was_is_what_transformers_says(model: str, tmp_path: Path) -> None:
    if model != BUNDLED:
        model = str(make_tiny_model(tmp_path / "tiny", positions=500, architecture=model))  # type: ignore[arg-type]
    asked, told = Message("user", "print the sum of 1 and 2 ☕"), Sampling(max_new_tokens=40, last_turn_logprob=True)
    light, heavy = (load(LoadOptions(model=model, dtype=dtype), print) for dtype in ("auto", "float32"))
    known = Message("assistant", "```python\nprint(1 + 2)\n```")
    turns = [[asked, known], [Message("user", "hm"), Message("assistant", "no"), asked, known], [asked, known]]
    likely = [[_reply(loaded, turn, told).last_turn_logprob for turn in turns] for loaded in (light, heavy)]
    np.testing.assert_allclose(likely[0], likely[1], atol=5e-2)
    first, _, again = likely[0]
    assert first == pytest.approx(again, abs=1e-3)  # what is already read is read no second time
    assert _reply(light, [asked], Sampling(max_new_tokens=1)).last_turn_logprob is None
    if model == BUNDLED:
        pieces: list[str] = []
        reply = generate(light, [asked], Sampling(top_logprobs=0), pieces.append, threading.Event())
        said = _reply(light, [asked, Message("assistant", "".join(pieces))], told)
        assert said.last_turn_logprob == pytest.approx(sum(choice.logprob for choice in reply.choices[:-1]), abs=1e-3)


def _reply(loaded: LoadedModel, turns: list[Message], sampling: Sampling) -> Reply:
    return generate(loaded, turns, sampling, lambda _text: None, threading.Event())


def change_json(name: str, **values: object) -> Callable[[Path], None]:
    def change(folder: Path) -> None:
        file = folder / name
        file.write_text(json.dumps(json.loads(file.read_text()) | values))

    return change


def without_a_weight(folder: Path) -> None:
    change_json("config.json", num_hidden_layers=3)(folder)


def with_a_weight_too_many(folder: Path) -> None:
    change_json("config.json", num_hidden_layers=1)(folder)


def with_a_slow_tokenizer(folder: Path) -> None:
    (folder / "tokenizer.json").rename(folder / "tokenizer.model")


UNUSUAL = [
    (change_json("config.json", model_type="qwen2"), {}),
    (change_json("config.json", architectures=["LlamaForTokenClassification"]), {}),
    (change_json("config.json", attention_bias=True), {}),
    (change_json("config.json", hidden_act="gelu"), {}),
    (change_json("config.json", rope_parameters={"rope_type": "llama3", "rope_theta": 10000.0}), {}),
    (change_json("config.json", rope_scaling={"type": "linear", "factor": 2.0}), {}),
    (change_json("config.json", quantization_config={"bits": 4}), {}),
    (change_json("config.json", auto_map={"AutoModelForCausalLM": "own.Model"}), {}),
    (change_json("config.json", max_position_embeddings="many"), {}),
    (change_json("tokenizer_config.json", tokenizer_class="LlamaTokenizer"), {}),
    (change_json("tokenizer_config.json", clean_up_tokenization_spaces=True), {}),
    (lambda folder: (folder / "chat_template.jinja").write_text("{{ strftime_now('%d') }}"), {}),
    (without_a_weight, {}),
    (with_a_weight_too_many, {}),
    (with_a_slow_tokenizer, {}),
    (lambda folder: None, {"dtype": "bfloat16"}),
    (lambda folder: None, {"device": "cuda"}),
    (lambda folder: None, {"quantization": "4bit"}),
]


@pytest.mark.parametrize(("change", "asked"), UNUSUAL)
def test_anything_unusual_is_left_to_transformers(
    change: Callable[[Path], object], asked: dict[str, Any], tmp_path: Path
) -> None:
    folder = make_tiny_model(tmp_path / "tiny")
    assert load_light(folder, LoadOptions(model=str(folder))) is not None
    change(folder)
    assert load_light(folder, LoadOptions(model=str(folder), **asked)) is None


TEMPLATES = [
    "{% for m in messages %}{% if m.role == 'tool' %}{% continue %}{% endif %}{{ m.content + eos_token }}{% endfor %}",
    "{% for m in messages %}\n  {% if true %}\n<{{ m['role'] }}>{{ m.content | trim }}\n  {% endif %}\n{% endfor %}",
    "{{ bos_token }}{{ messages[0].content }}{% if add_generation_prompt %}>{% endif %}",
]


@pytest.mark.parametrize("template", TEMPLATES)
def test_text_and_tokens_are_those_of_transformers(template: str, tmp_path: Path) -> None:
    from transformers import AutoTokenizer

    folder = make_tiny_model(tmp_path / "tiny", chat_template=template)
    ours, theirs = read_tokenizer(folder), AutoTokenizer.from_pretrained(folder)
    assert ours is not None
    turns = [{"role": "user", "content": " x = 'ü'\n"}, {"role": "assistant", "content": "<|EOT|> ☕"}]
    asked = {"chat_template": None, "tokenize": False, "add_generation_prompt": True}
    text = ours.apply_chat_template(turns, **asked)
    assert text == theirs.apply_chat_template(turns, **asked)
    tokens = ours(text, add_special_tokens=False)["input_ids"]
    assert tokens == theirs(text, add_special_tokens=False)["input_ids"]
    for skip in (True, False):
        assert ours.decode(tokens, skip_special_tokens=skip) == theirs.decode(tokens, skip_special_tokens=skip)
    assert (ours.eos_token_id, ours.get_added_vocab()) == (theirs.eos_token_id, theirs.get_added_vocab())


def test_a_reply_goes_on_with_what_is_begun(tmp_path: Path) -> None:
    tokenizer = read_tokenizer(make_tiny_model(tmp_path / "tiny"))
    assert tokenizer is not None
    question = Message("user", "x = 1")
    asked = encode_chat(tokenizer, [question])
    assert (
        encode_chat(tokenizer, [question, Message("assistant", "+4")])
        == asked + tokenizer("+4", add_special_tokens=False)["input_ids"]
    )


WEIGHTS = np.array([0.5, 0.3, 0.15, 0.05])


@pytest.mark.parametrize(
    ("sampling", "expected"),
    [
        (Sampling(), [1, 0, 0, 0]),
        (Sampling(temperature=1), WEIGHTS),
        (Sampling(temperature=0.5), WEIGHTS**2 / (WEIGHTS**2).sum()),
        (Sampling(temperature=1, top_p=0.01), [1, 0, 0, 0]),
        (Sampling(temperature=1, top_p=0.7), [0.625, 0.375, 0, 0]),
        (Sampling(temperature=1, top_p=1), WEIGHTS),
    ],
)
def test_tokens_are_drawn_as_often_as_they_should(sampling: Sampling, expected: list[float]) -> None:
    pick = _Picker(sampling, np.random.default_rng(0))
    logits = np.log(WEIGHTS).astype(np.float32)
    drawn = Counter(pick(logits) for _ in range(20_000))
    np.testing.assert_allclose([drawn[token] / 20_000 for token in range(4)], expected, atol=0.015)


def test_cancelling_stops_before_the_next_token(tmp_path: Path) -> None:
    loaded = load(LoadOptions(model=str(make_tiny_model(tmp_path / "tiny", positions=20_000))), print)
    cancelled = threading.Event()
    sampling = Sampling(max_new_tokens=10_000)
    reply = generate(loaded, [Message("user", "hello")], sampling, lambda _: cancelled.set(), cancelled)
    assert (reply.finish_reason, reply.completion_tokens) == ("cancelled", 1)


def test_the_bundled_checkpoint_is_a_light_one() -> None:
    if has_bundled():
        assert load_light(bundled_folder(), LoadOptions(model=BUNDLED)) is not None
