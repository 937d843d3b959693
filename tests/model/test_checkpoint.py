from __future__ import annotations

import json
import struct
from collections.abc import Callable
from pathlib import Path

import pytest

from opencodeinterpreter.errors import ModelError
from opencodeinterpreter.model.checkpoint import inspect_weights, is_complete, read_card
from opencodeinterpreter.model.family import choose_model
from opencodeinterpreter.model.inventory import cached_checkpoints, cached_folder, survey
from opencodeinterpreter.model.memory import Device, needed_bytes, require_room
from opencodeinterpreter.model.options import BUNDLED, LoadOptions


def write_safetensors(file: Path, *, parameters: int, missing_bytes: int = 0) -> None:
    """A file whose header promises so many float32 numbers; sparse, so it may be as big as one likes."""
    header = json.dumps({"w": {"dtype": "F32", "shape": [parameters], "data_offsets": [0, parameters * 4]}}).encode()
    with file.open("wb") as stream:
        stream.write(struct.pack("<Q", len(header)) + header)
        stream.truncate(8 + len(header) + parameters * 4 - missing_bytes)


def checkpoint(folder: Path, *, shards: int = 1, parameters: int = 100) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "config.json").write_text("{}")
    (folder / "tokenizer.json").write_text("{}")
    if shards == 1:
        write_safetensors(folder / "model.safetensors", parameters=parameters)
        return folder
    names = [f"model-{number}.safetensors" for number in range(shards)]
    (folder / "model.safetensors.index.json").write_text(json.dumps({"weight_map": dict(enumerate(names))}))
    for name in names:
        write_safetensors(folder / name, parameters=parameters)
    return folder


def cut(file: str) -> Callable[[Path], None]:
    return lambda folder: write_safetensors(folder / file, parameters=100, missing_bytes=7)


def remove(file: str) -> Callable[[Path], None]:
    return lambda folder: (folder / file).unlink()


def write(file: str, content: bytes) -> Callable[[Path], None]:
    return lambda folder: (folder / file).write_bytes(content) and None


@pytest.mark.parametrize(
    ("shards", "harm", "message"),
    [
        (1, cut("model.safetensors"), "damaged: it has .* bytes where its header promises"),
        (
            1,
            write("model.safetensors", b"version https://git-lfs"),
            "damaged: it does not begin with a safetensors header",
        ),
        (1, write("model.safetensors", b""), "damaged: it does not begin"),
        (1, remove("model.safetensors"), "has no safetensors weights"),
        (1, remove("config.json"), "not a checkpoint: it has no config.json"),
        (2, remove("model-1.safetensors"), "incomplete: model-1.safetensors is missing"),
        (2, write("model.safetensors.index.json", b"{"), "can't be read"),
    ],
)
def test_broken_checkpoints_are_told_before_loading(
    tmp_path: Path, shards: int, harm: Callable[[Path], None], message: str
) -> None:
    folder = checkpoint(tmp_path / "model", shards=shards)
    assert is_complete(folder)
    assert inspect_weights(folder).parameters == 100 * shards
    harm(folder)
    with pytest.raises(ModelError, match=message):
        inspect_weights(folder)


@pytest.mark.parametrize(
    ("card", "expected"),
    [
        (None, ("fenced", True, "changed")),
        ("not json", ("fenced", True, "changed")),
        ("[]", ("fenced", True, "changed")),
        ('{"answer_form": "line-edits", "sends_history": false, "note": "Small."}', ("line-edits", False, "changed")),
        ('{"answer_form": "poems", "sends_history": "no", "feedback_form": 1}', ("fenced", True, "changed")),
        ('{"sends_history": false, "feedback_form": "tried"}', ("fenced", False, "tried")),
    ],
)
def test_cards(tmp_path: Path, card: str | None, expected: tuple[str, bool, str]) -> None:
    if card is not None:
        (tmp_path / "opencodeinterpreter.json").write_text(card)
    info = read_card(tmp_path, name="a model")
    assert (info.name, info.answer_form, info.sends_history, info.feedback_form) == ("a model", *expected)


@pytest.mark.parametrize(
    ("number", "samples", "branches"),
    [
        *[("8", 8, 8), ("1", 1, 1), ("64", 64, 64), ("65", 1, 0), ("0", 1, 0)],
        *[("-1", 1, 0), ("2.5", 1, 0), ("true", 1, 0), ('"8"', 1, 0)],
    ],
)
def test_a_card_says_how_many_answers_are_worth_trying(
    tmp_path: Path, number: str, samples: int, branches: int
) -> None:
    (tmp_path / "opencodeinterpreter.json").write_text(f'{{"samples": {number}, "branches": {number}}}')
    info = read_card(tmp_path, name="a model")
    assert (info.samples, info.branches, info.answers) == (samples, branches, samples + branches)
    assert read_card(tmp_path / "nowhere", name="a model").answers == 1


@pytest.mark.parametrize(("value", "reviews"), [("true", True), ("false", False), ("1", False), ('"true"', False)])
def test_a_card_says_whether_the_model_reviews_its_answers(tmp_path: Path, value: str, *, reviews: bool) -> None:
    (tmp_path / "opencodeinterpreter.json").write_text(f'{{"reviews": {value}}}')
    assert read_card(tmp_path, name="a model").reviews is reviews


def test_a_model_that_does_not_fit_is_refused_with_sizes_and_a_way_out() -> None:
    with pytest.raises(ModelError, match=r"big needs about 15\.7 GB .* only 9\.0 GB is free: set quantization to 8bit"):
        require_room("big", parameters=6_740_000_000, number_format="bfloat16", free_bytes=9_000_000_000)
    require_room("big", parameters=6_740_000_000, number_format="4bit", free_bytes=8_000_000_000)
    assert needed_bytes(10, "float32") > needed_bytes(10, "bfloat16")


def devices(*, cpu: float, card: float = 0) -> list[Device]:
    """Free gigabytes of the machine and of its graphics card."""
    cpu_device = Device(name="main memory", kind="cpu", total_bytes=int(cpu * 1e9), free_bytes=int(cpu * 1e9))
    gpu = Device(name="a card", kind="cuda", total_bytes=int(card * 1e9), free_bytes=int(card * 1e9))
    return [gpu, cpu_device] if card else [cpu_device]


@pytest.mark.parametrize(
    ("cached", "cpu", "card", "model", "notice"),
    [
        ([], 16, 0, BUNDLED, r"DS-1\.3B.*2\.7 GB"),
        ([], 16, 24, BUNDLED, r"DS-6\.7B.*13\.5 GB"),
        ([], 64, 80, BUNDLED, r"DS-33B.*66\.6 GB"),
        ([], 1, 0, BUNDLED, "No OpenCodeInterpreter checkpoint fits"),
        (["DS-1.3B", "DS-6.7B"], 32, 0, "DS-6.7B", "^$"),
        (["DS-1.3B", "DS-6.7B"], 8, 0, "DS-1.3B", "^$"),
        (["DS-33B", "DS-6.7B"], 64, 24, "DS-6.7B", "^$"),
        (["DS-33B"], 8, 0, BUNDLED, r"DS-1\.3B"),
        (["somebody/else"], 16, 0, BUNDLED, "small bundled model"),
    ],
)
def test_auto_takes_the_biggest_cached_model_that_fits(
    cached: list[str], cpu: float, card: float, model: str, notice: str
) -> None:
    import re

    ids = [f"m-a-p/OpenCodeInterpreter-{name}" for name in cached]
    choice = choose_model(cached=ids, devices=devices(cpu=cpu, card=card))
    assert choice.model.removeprefix("m-a-p/OpenCodeInterpreter-") == model
    assert re.search(notice, choice.notice)


def test_only_complete_snapshots_count_as_cached(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_HUB_CACHE", str(tmp_path))
    name = "m-a-p/OpenCodeInterpreter-DS-1.3B"
    repository = tmp_path / f"models--{name.replace('/', '--')}"
    snapshot = checkpoint(repository / "snapshots" / "abc", shards=2)
    assert [found.model_id for found in cached_checkpoints()] == [name]
    assert cached_folder(name) == snapshot
    assert [found.model_id for found in survey().cached] == [name]
    (snapshot / "model-0.safetensors").unlink()
    assert cached_checkpoints() == []


@pytest.mark.parametrize(
    ("model", "extension", "expected"),
    [
        (None, None, LoadOptions(model="default")),
        (
            "other",
            {"device": "cpu", "quantization": "4bit"},
            LoadOptions(model="other", device="cpu", quantization="4bit"),
        ),
        (5, {"dtype": 3, "quantization": "2bit", "unknown": "x"}, LoadOptions(model="default")),
        ("", "text", LoadOptions(model="default")),
    ],
)
def test_a_request_overrides_the_hosts_options(model: object, extension: object, expected: LoadOptions) -> None:
    assert LoadOptions(model="default").overridden_by(model, extension) == expected
