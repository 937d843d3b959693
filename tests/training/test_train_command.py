"""``opencodeinterpreter train``: flags over recipes, exit statuses, and one training from the command line."""

from __future__ import annotations

import argparse
import json

import pytest

from opencodeinterpreter.__main__ import main
from opencodeinterpreter.cli import train
from opencodeinterpreter.errors import TrainingError
from tiny_models import make_tiny_model


def recipe_of(*flags: str):
    parser = argparse.ArgumentParser()
    train.add_arguments(parser)
    return train._recipe(parser.parse_args(flags))


def test_flags_come_after_the_recipe_and_settings_after_flags():
    recipe = recipe_of(
        "--recipe", "ds-1.3b-lora", "--data", "a.jsonl", "b.jsonl", "--seed", "7", "--steps", "3", "--set", "lora.r=4"
    )  # fmt: skip
    assert recipe.base == "deepseek-ai/deepseek-coder-1.3b-instruct"
    assert (recipe.seed, recipe.steps, recipe.epochs) == (7, 3, None)
    assert [part.path for part in recipe.data] == ["a.jsonl", "b.jsonl"]
    assert recipe.lora is not None
    assert (recipe.lora.r, recipe.lora.alpha) == (4, 64)


def test_a_base_takes_the_place_of_random_weights():
    recipe = recipe_of("--recipe", "bundled", "--base", "bundled")
    assert (recipe.base, recipe.init) == ("bundled", "")


def test_nothing_given_is_told():
    with pytest.raises(TrainingError, match="base: name either"):
        recipe_of("--steps", "1")


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (["--base", "bundled"], 2, "set exactly one of epochs, tokens and steps"),
        (["--recipe", "nonsense"], 2, "There is no recipe nonsense"),
        (["--base", "bundled", "--steps", "1", "--set", "seeed=1"], 2, "there is no field seeed"),
        (["--base", "bundled", "--steps", "1"], 1, "--out is missing"),
        (["--base", "bundled", "--steps", "1", "--out", "{tmp}/out"], 1, "data: is missing"),
        (["--base", "bundled", "--steps", "1", "--out", "{tmp}/out", "--data", "{tmp}/none"], 1, "none can't be read"),
        (["--steps", "many"], 2, "invalid int value"),
    ],
)
def test_what_can_not_be_done_is_told(tmp_path, capsys, arguments, status, said):
    assert main(["train", *(argument.format(tmp=tmp_path) for argument in arguments)]) == status
    assert said in capsys.readouterr().err


def test_a_training_prints_its_result(tmp_path, capsys):
    base = make_tiny_model(tmp_path / "tiny")
    data = tmp_path / "data.jsonl"
    data.write_text(json.dumps({"query": "print 1", "answer": "print(1)"}) + "\n")
    out = tmp_path / "out"
    arguments = ["--base", str(base), "--data", str(data), "--out", str(out), "--steps", "1", "--json"]
    assert main(["train", *arguments, "--set", "max_tokens=200", "--set", "batch_tokens=200"]) == 0
    printed = json.loads(capsys.readouterr().out)
    assert printed["steps"] == 1
    assert printed["folder"] == str(out)
    assert (out / "model.safetensors").is_file()
