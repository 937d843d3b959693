"""Recipe files: each mistake is told with its field; the shipped ones are well-formed and really run, shrunk."""

from __future__ import annotations

import json

import pytest

from opencodeinterpreter.errors import TrainingError
from opencodeinterpreter.training.recipe import Recipe, as_fields, parse, read_recipe, recipes_folder, with_setting

SHIPPED = ("bundled", "ds-1.3b-lora", "ds-6.7b-full")
START = {"base": "bundled", "steps": 1}


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"steps": 1}, "base: name either a base or"),
        ({"base": "a", "init": "b", "steps": 1}, "base: name either"),
        ({"init": "config.json", "steps": 1}, "tokenizer: a model from random weights needs one"),
        ({"base": "a"}, "epochs: set exactly one of"),
        ({"base": "a", "steps": 1, "epochs": 1}, "epochs: set exactly one of"),
        (START | {"steps": "3"}, 'steps: must be a whole number, not "3"'),
        (START | {"steps": True}, "steps: must be a whole number, not true"),
        (START | {"steps": 0}, "steps: must be more than 0"),
        (START | {"learning_rate": 1}, "there is no field learning_rate"),
        (START | {"optimizer": {"name": "sgd"}}, "optimizer.name: must be one of adamw"),
        (START | {"optimizer": {"rate": "fast"}}, 'optimizer.rate: must be a number, not "fast"'),
        (START | {"lora": {"r": 0}}, "lora: r: must be more than 0"),
        (START | {"lora": {"targets": [1]}}, "lora.targets: must be a text or a list of texts"),
        (START | {"quantization": "4bit"}, "lora: quantized weights can't be trained themselves"),
        (START | {"data": [{"share": 0.5}]}, "data[0].path: is missing"),
        (START | {"data": [{"path": "a", "share": 0.5}]}, "data: at least one file must be without a share"),
        (START | {"data": [{"path": "a", "until": 2}]}, "until: must be a share from 0 to 1"),
        (START | {"max_tokens": 100, "batch_tokens": 50}, "batch_tokens: must be at least max_tokens (100)"),
        (START | {"steps": 0, "seed": "x"}, "seed: must be a whole number"),
    ],
)
def test_a_mistake_is_told_with_its_field(fields, said):
    with pytest.raises(TrainingError) as caught:
        parse(fields)
    assert said in str(caught.value)


def test_short_forms_of_data():
    recipe = parse(START | {"data": ["a.jsonl", {"path": "b.jsonl", "share": 0.5, "until": 1}], "held_out": "c.jsonl"})
    assert [(part.path, part.share, part.until) for part in recipe.data] == [("a.jsonl", None, 1), ("b.jsonl", 0.5, 1)]
    assert recipe.held_out == ("c.jsonl",)


def test_the_record_of_a_recipe_reads_as_that_recipe():
    recipe = parse(START | {"lora": {"targets": ["q_proj"]}, "data": "a.jsonl"})
    assert parse(as_fields(recipe)) == recipe


@pytest.mark.parametrize(
    ("setting", "fields"),
    [
        ("optimizer.rate=1e-5", {"optimizer": {"name": "muon", "rate": 1e-5}}),
        ("lora.r=8", {"optimizer": {"name": "muon"}, "lora": {"r": 8}}),
        ("seed=3", {"optimizer": {"name": "muon"}, "seed": 3}),
        ("lora.targets=[a, b]", {"optimizer": {"name": "muon"}, "lora": {"targets": ["a", "b"]}}),
    ],
)
def test_a_setting_reaches_its_field(setting, fields):
    assert with_setting({"optimizer": {"name": "muon"}}, setting) == fields


def test_a_setting_without_a_value_is_refused():
    with pytest.raises(TrainingError, match="FIELD=VALUE"):
        with_setting({}, "seed")


@pytest.mark.parametrize("text", ["[1, 2]", "base: [", ""])
def test_a_file_that_is_no_recipe_is_refused(tmp_path, text):
    path = tmp_path / "mine.yaml"
    path.write_text(text)
    with pytest.raises(TrainingError, match=r"mine\.yaml"):
        read_recipe(str(path))


def test_an_unknown_recipe_is_refused_with_the_names_there_are():
    with pytest.raises(TrainingError, match=", ".join(SHIPPED)):
        read_recipe("nonsense")


def test_json_is_read_too_and_files_beside_it_are_found(tmp_path):
    (tmp_path / "shape.json").write_text("{}")
    path = tmp_path / "mine.json"
    path.write_text(json.dumps({"init": "shape.json", "tokenizer": "elsewhere", "steps": 1}))
    assert read_recipe(str(path)) == {"init": str(tmp_path / "shape.json"), "tokenizer": "elsewhere", "steps": 1}


def shipped(name: str) -> Recipe:
    fields = read_recipe(name)
    return parse(fields | ({"tokenizer": "bundled"} if fields.get("init") else {}))


def test_the_shipped_recipes_are_these():
    assert {path.stem for path in recipes_folder().glob("*.yaml")} == {*SHIPPED, "accelerate-fsdp"}


@pytest.mark.parametrize("name", SHIPPED)
def test_a_shipped_recipe_runs_on_a_tiny_model(name):
    from opencodeinterpreter.training.rehearsal import rehearse

    said: list[str] = []
    result = rehearse(shipped(name), said.append)
    assert result.steps == 4
    assert result.figures["loss"] > 0
    assert not result.folder.exists()
    kind = "lfm2" if name == "bundled" else "llama"
    assert any(f"Dry run with a {kind} model" in line for line in said)


def test_the_accelerate_configuration_is_one():
    from accelerate.commands.config.config_args import load_config_from_file

    loaded = load_config_from_file(str(recipes_folder() / "accelerate-fsdp.yaml"))
    assert str(loaded.distributed_type).endswith("FSDP")
    assert loaded.fsdp_config["fsdp_version"] == 2
