"""The plan of a training: batches within their budget, every sample in each pass, the same under one seed."""

from __future__ import annotations

from random import Random

import pytest
import torch

from opencodeinterpreter.training.feeding import PlannedDataset
from opencodeinterpreter.training.masking import Sample
from opencodeinterpreter.training.plan import Extent, Filling, Part, packed_together, plan, rows_of_similar_length

LENGTHS = [Random(1).randint(5, 200) for _ in range(500)] + [1000]


def planned(parts=None, share=lambda _done: 0.0, *, packed=False, seed=1, **extent):
    filling = Filling(packed=packed, batch_tokens=1000)
    return plan(parts or [Part(lengths=LENGTHS)], Extent(**extent), filling, seed=seed, prompt_share=share)


@pytest.mark.parametrize(("fill", "most_waste"), [(rows_of_similar_length, 0.15), (packed_together, 0.03)])
def test_a_pass_holds_every_sample_once_within_the_budget(fill, most_waste):
    batches = fill(LENGTHS, Random(2), Filling(packed=fill is packed_together, batch_tokens=1000))
    assert sorted(index for batch in batches for index in batch) == list(range(len(LENGTHS)))
    packed = fill is packed_together
    cost = [
        sum(LENGTHS[i] for i in batch) if packed else max(LENGTHS[i] for i in batch) * len(batch) for batch in batches
    ]
    assert max(cost) <= 1000
    assert sum(LENGTHS) > (1 - most_waste) * 1000 * (len(batches) - 1)


@pytest.mark.parametrize("packed", [False, True])
def test_passes_differ_and_a_seed_gives_the_same_again(packed):
    twice = planned(packed=packed, epochs=2)
    half = len(twice) // 2
    assert sorted(i for batch in twice for i in batch.indices) == sorted([*range(len(LENGTHS))] * 2)
    assert [batch.indices for batch in twice[:half]] != [batch.indices for batch in twice[half:]]
    assert planned(packed=packed, epochs=2) == twice
    assert planned(packed=packed, epochs=2, seed=2) != twice


def test_the_extent_is_kept():
    assert len(planned(batches=7)) == 7
    tokens = [batch.tokens for batch in planned(tokens=20_000)]
    assert sum(tokens[:-1]) < 20_000 <= sum(tokens)


def test_a_part_with_a_share_comes_in_until_its_time_and_prompts_are_learned_until_theirs():
    parts = [Part(lengths=LENGTHS), Part(lengths=[50] * 40, share=0.5, until=0.5)]
    batches = planned(parts, lambda done: 0.2 if done < 0.25 else 0.0, batches=400)
    early, late = batches[:200], batches[200:]
    assert 70 < sum(batch.part for batch in early) < 130
    assert sum(batch.part for batch in late) == 0
    assert [batch.prompt_share for batch in batches] == [0.2] * 100 + [0.0] * 300


SAMPLES = [
    Sample((1, 2, 3, 4), bytes([0, 0, 1, 1])),
    Sample((5, 6), bytes([1, 1])),
    Sample((7, 8, 9), bytes([0, 1, 0])),
]


def dataset(*, packed: bool, share: float = 0.0) -> PlannedDataset:
    lengths = [len(sample.ids) for sample in SAMPLES]
    batches = plan(
        [Part(lengths=lengths)],
        Extent(epochs=1),
        Filling(packed=packed, batch_tokens=100),
        seed=1,
        prompt_share=lambda _: share,
    )
    return PlannedDataset([SAMPLES], batches, packed=packed, pad_id=0, seed=1)


@pytest.mark.parametrize("packed", [False, True])
def test_the_tensors_of_a_batch(packed):
    (batch,) = list(dataset(packed=packed))
    assert batch["input_ids"].shape == ((1, 9) if packed else (3, 16))
    # The first token of a dialogue (5) has nothing to be predicted from; least of all the dialogue before it.
    assert sorted(batch["targets"].tolist()) == [3, 4, 6, 8]
    previous = batch["input_ids"].flatten()[batch["learned"]]
    assert dict(zip(batch["targets"].tolist(), previous.tolist(), strict=True)) == {3: 2, 4: 3, 6: 5, 8: 7}
    if packed:
        starts = (batch["position_ids"][0] == 0).nonzero().flatten()
        assert sorted(batch["input_ids"][0, starts].tolist()) == [1, 5, 7]


@pytest.mark.parametrize("packed", [False, True])
def test_a_share_of_the_prompts_is_learned_the_same_each_time(packed):
    everything = dataset(packed=packed, share=1.0)[0]
    assert sorted(everything["targets"].tolist()) == [2, 3, 4, 6, 8, 9]
    some = dataset(packed=packed, share=0.5)
    assert torch.equal(some[0]["learned"], some[0]["learned"])
