"""The corpus: the same for the same seed, without duplicates, and with nothing of the held-out kinds."""

from __future__ import annotations

import json

import attrs
import pytest

from opencodeinterpreter.data import corpus
from opencodeinterpreter.data.drills import drills
from opencodeinterpreter.data.handwritten import BROKEN_PROGRAMS, EVERYDAY_INSTRUCTIONS, INSTRUCTIONS, WISHED_CHANGES
from opencodeinterpreter.data.splits import held_out


@pytest.fixture(scope="module")
def rows():
    corpus.import_slow_libraries()
    return corpus.shard(9, 0, rows=150)


def test_a_shard_is_the_same_for_the_same_seed(rows):
    again = corpus.shard(9, 0, rows=150)
    assert [(row.prompt, row.reply) for row in again] == [(row.prompt, row.reply) for row in rows]
    assert corpus.shard(9, 1, rows=10)[0].prompt != rows[0].prompt


def test_a_shard_has_no_duplicates_and_no_held_out_kinds(rows):
    assert len({row.prompt for row in rows}) == len(rows)
    assert not any(held_out(row.kind) for row in rows)
    assert {"instruction", "familiar fix", "unfamiliar fix", "wish"} <= {row.source for row in rows}


def test_held_out_sets_are_of_kinds_that_training_has_not_seen(rows, tmp_path):
    sets = corpus.generate_held_out(tmp_path, seed=1, rows=5)
    assert all(len(found) == len({row.kind for row in found}) == 5 for found in sets.values())
    assert all(held_out(row.kind) for name in ("instructions", "wishes") for row in sets[name])
    assert not {row.kind for row in sets["instructions"]} & {row.kind for row in rows}


def test_nothing_written_by_hand_is_in_a_shard(rows):
    prompts = "\n".join(row.prompt for row in rows)
    instructions = (*INSTRUCTIONS, *EVERYDAY_INSTRUCTIONS)
    assert not any(item.text in prompts for item in instructions if len(item.text) > 60)
    assert not any(item.code in prompts for item in (*BROKEN_PROGRAMS, *WISHED_CHANGES))


def test_shards_are_written_once_and_read_back(tmp_path, rows, monkeypatch):
    path = tmp_path / "shard-0000.jsonl"
    path.write_text("".join(json.dumps(attrs.asdict(row)) + "\n" for row in rows))
    assert list(corpus.generate(tmp_path, seed=9, shards=[0], workers=1)) == [path]
    assert list(corpus.read(tmp_path)) == rows


def test_drills_are_exact_copies():
    rows = drills(1, 40)
    assert drills(1, 40) == rows
    for row in rows:
        assert row.reply in row.prompt
