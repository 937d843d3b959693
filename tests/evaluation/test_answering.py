"""A checkpoint answers many prompts at once as it would each alone."""

from __future__ import annotations

import pytest

from opencodeinterpreter.evaluation.answering import Answerer, Ask
from tiny_models import make_tiny_model


@pytest.fixture(scope="module", params=["llama", "lfm2"])
def answerer(request, tmp_path_factory):
    return Answerer(make_tiny_model(tmp_path_factory.mktemp("tiny"), positions=96, architecture=request.param))


def test_a_model_answers_many_at_once_as_each_alone(answerer):
    asks = [Ask("a"), Ask("print it", "1|"), Ask("sort"), Ask("print it"), Ask("print it", "12|  x")]
    together = answerer.replies(asks, max_new_tokens=6, rows=3)
    assert together == [answerer.replies([ask], max_new_tokens=6)[0] for ask in asks]
    assert together[1].startswith("1|")
    assert answerer.spent.tokens >= 6


def test_samples_are_fixed_by_their_seed(answerer):
    asks = [Ask("a"), Ask("b")]
    drawn = [answerer.replies(asks, temperature=1.0, seed=seed, max_new_tokens=8) for seed in (1, 1, 2)]
    assert drawn[0] == drawn[1] != drawn[2]


def test_a_reply_ends_where_the_model_has_no_more_room(answerer):
    assert answerer.replies([Ask("x" * 200)]) == [""]
