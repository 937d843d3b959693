"""What the tests of the evaluation share."""

from __future__ import annotations

import pytest

from opencodeinterpreter.evaluation.trials import TrialPool


@pytest.fixture(scope="module")
def pool():
    with TrialPool(2) as running:
        yield running
