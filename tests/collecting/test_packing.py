from __future__ import annotations

import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from collecting_engine import collect, read_lines, write_lines

from opencodeinterpreter.collecting import embedding, packing
from opencodeinterpreter.collecting.embedding import embed
from opencodeinterpreter.collecting.method import Rejected, Unit
from opencodeinterpreter.collecting.neighbours import nearest
from opencodeinterpreter.collecting.packing import Packing
from opencodeinterpreter.data.rows import Row, from_object
from opencodeinterpreter.errors import CollectingError, ModelError

WORDS = ("print", "the", "sum", "mean", "of", "a", "list", "reverse", "word", "count", "letters", "in", "numbers")
QUERIES = [
    "print the sum of numbers",
    "count the letters in a list",
    "print the mean of numbers",
    "reverse the letters in a word",
    "print the sum of a list",
    "count letters in a word",
]


def make_tiny_encoder(folder: Path) -> Path:
    """A random BERT of 32 dimensions that knows a few words, without files of sentence-transformers, as BERTs are."""
    import torch
    from tokenizers import Tokenizer, models, pre_tokenizers
    from transformers import BertConfig, BertModel, PreTrainedTokenizerFast

    names = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", *WORDS]
    tokenizer = Tokenizer(models.WordLevel({name: number for number, name in enumerate(names)}, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    special = {"pad_token": "[PAD]", "unk_token": "[UNK]", "cls_token": "[CLS]", "sep_token": "[SEP]"}
    PreTrainedTokenizerFast(tokenizer_object=tokenizer, model_max_length=32, **special).save_pretrained(folder)
    torch.manual_seed(0)
    shape = {"hidden_size": 32, "num_hidden_layers": 1, "num_attention_heads": 2, "intermediate_size": 32}
    BertModel(BertConfig(vocab_size=len(names), max_position_embeddings=32, **shape)).save_pretrained(folder)
    return folder


@pytest.fixture(scope="module")
def encoder(tmp_path_factory: pytest.TempPathFactory) -> str:
    return str(make_tiny_encoder(tmp_path_factory.mktemp("encoder")))


def pair(number: int, query: str) -> dict[str, Any]:
    return {"id": str(number), "query": query, "answer": f"It is this:\n```python\nprint({number})\n```"}


def test_pairs_become_dialogues_and_the_embeddings_are_kept(
    tmp_path: Path, encoder: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = write_lines(
        tmp_path / "in.jsonl", *(pair(number, query) for number, query in enumerate(QUERIES)), {"query": "just a query"}
    )
    out = tmp_path / "out.jsonl"
    command = ("pack", rows, "-o", out, "--encoder", encoder, "--turns", "2-3", "--similarity", "0-1", "--json")
    assert collect(*command) == 0
    report = json.loads(capsys.readouterr().out)
    assert report["dropped"]["is no pair of one question and one answer"] == 1
    packed = read_lines(out)
    used = [name for row in packed for name in row["extra"]["of"]]
    assert len(used) == len(set(used)) >= 4
    for row in packed:
        assert 2 <= len(row["extra"]["of"]) <= 3
        assert [message["content"] for message in row["messages"][::2]] == [QUERIES[int(n)] for n in row["extra"]["of"]]
        assert [turn["execution"]["output"] for turn in row["turns"]] == [f"{name}\n" for name in row["extra"]["of"]]
    first = out.read_bytes()
    assert len(list((tmp_path / "out.jsonl.embeddings").glob("*.npz"))) == 1

    monkeypatch.setattr(embedding, "_load", lambda *_: pytest.fail("the embeddings were computed again"))
    assert collect(*command, "--restart") == 0
    assert out.read_bytes() == first


def test_embeddings(tmp_path: Path, encoder: str) -> None:
    texts = [*QUERIES, QUERIES[0]]
    vectors = embed(texts, encoder=encoder, cache=tmp_path)
    assert vectors.shape == (7, 32)
    assert vectors.dtype == np.float32
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    assert np.array_equal(vectors[0], vectors[6])
    assert np.array_equal(vectors, embed(texts, encoder=encoder, cache=tmp_path))
    likeness = vectors @ vectors[0]
    assert likeness[4] > likeness[5]


def test_an_encoder_that_was_trained_further_is_another_one(tmp_path: Path) -> None:
    folder = make_tiny_encoder(tmp_path / "encoder")
    cache = tmp_path / "cache"
    embed(QUERIES[:1], encoder=str(folder), cache=cache)
    (folder / "notes.txt").write_text("trained further")
    embed(QUERIES[:1], encoder=str(folder), cache=cache)
    assert len(list(cache.glob("*.npz"))) == 2


def test_an_encoder_that_is_not_there_is_named(tmp_path: Path) -> None:
    (tmp_path / "config.json").write_text("{}")
    with pytest.raises(ModelError, match=f"The encoder {tmp_path} can't be loaded"):
        embed(["x"], encoder=str(tmp_path))


@pytest.mark.parametrize(
    ("module", "call"),
    [
        ("usearch", lambda: nearest(np.eye(3, dtype=np.float32), 1, exact=False)),
        ("sentence_transformers", lambda: embed(["x"], encoder="-")),
    ],
)
def test_a_missing_extra_says_how_to_install_it(
    monkeypatch: pytest.MonkeyPatch, module: str, call: Callable[[], object]
) -> None:
    for name in [name for name in sys.modules if name.partition(".")[0] == module]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(CollectingError, match=rf"needs {module}.*pip install 'opencodeinterpreter\[collect\]'"):
        call()


def directions(*degrees: float) -> np.ndarray:
    angles = np.radians(degrees)
    return np.stack([np.cos(angles), np.sin(angles)], axis=1).astype(np.float32)


@pytest.mark.parametrize("exact", [True, False])
def test_the_nearest_come_first_without_oneself(exact: bool) -> None:
    found = nearest(directions(0, 10, 60, 10, 30), 3, exact=exact)
    assert [place for place, _ in found(0)] in ([1, 3, 4], [3, 1, 4])
    assert found(1)[0][0] == 3
    assert [similarity for _, similarity in found(2)] == pytest.approx(np.cos(np.radians([30, 50, 50])), abs=1e-5)


def test_the_approximate_index_finds_what_is_near() -> None:
    vectors = np.random.default_rng(0).normal(size=(600, 16)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    exactly, roughly, again = (nearest(vectors, 8, exact=exact) for exact in (True, False, False))
    hits = [len(_places(exactly(n)) & _places(roughly(n))) for n in range(600)]
    assert np.mean(hits) > 7.9
    assert all(roughly(n) == again(n) for n in range(600))


def _places(found: Sequence[tuple[int, float]]) -> set[int]:
    return {place for place, _ in found}


@pytest.mark.parametrize(
    ("degrees", "options", "groups"),
    [
        ([0, 90, 20, 110], {"most": 2}, ["02", "13"]),
        ([0, 90, 20, 110], {"fewest": 3, "least_similar": 0.9}, []),
        ([0, 12, 24, 36, 48], {"fewest": 3, "most": 3}, ["012"]),
        ([0, 0, 20, 25], {"most": 2}, ["02", "13"]),
        ([0, 0, 20, 25], {"most": 2, "most_similar": 1.0}, ["01", "23"]),
        ([0, 90], {}, []),
        ([0], {}, []),
        ([], {}, []),
    ],
)
@pytest.mark.parametrize("exact_below", [2000, 1])
def test_groups(
    monkeypatch: pytest.MonkeyPatch, degrees: list[float], options: dict[str, Any], groups: list[str], exact_below: int
) -> None:
    monkeypatch.setattr(packing, "embed", lambda queries, **_: directions(*degrees)[: len(queries)])
    rows = [from_object(pair(number, f"query {number}")) for number in range(len(degrees))]
    planned = list(Packing(encoder="-", exact_below=exact_below, **options).units(rows))
    made = [unit for unit in planned if isinstance(unit, Unit)]
    assert ["".join(row.id for row in unit.rows) for unit in made] == groups
    left = {row.id for row in rows} - set("".join(groups))
    assert {unit.id for unit in planned if isinstance(unit, Rejected)} == left


def test_sizes_are_drawn_for_each_first_row(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packing, "embed", lambda queries, **_: directions(*range(len(queries))))
    rows: list[Row] = [from_object(pair(number, f"query {number}")) for number in range(60)]
    method = Packing(encoder="-", most_similar=1.0)
    units = [unit for unit in method.units(rows) if isinstance(unit, Unit)]
    assert {len(unit.rows) for unit in units} == {2, 3, 4}
    assert units == [unit for unit in method.units(rows) if isinstance(unit, Unit)]


@pytest.mark.parametrize(
    ("option", "value"), [("--turns", "1-2"), ("--turns", "4-2"), ("--turns", "x"), ("--similarity", "0.9-0.1")]
)
def test_spans_that_make_no_sense(tmp_path: Path, capsys: pytest.CaptureFixture[str], option: str, value: str) -> None:
    rows = write_lines(tmp_path / "in.jsonl", pair(0, "x"))
    assert collect("pack", rows, "-o", tmp_path / "out.jsonl", "--encoder", "-", option, value) == 2
    assert option in capsys.readouterr().err
