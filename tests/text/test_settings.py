from __future__ import annotations

import attrs
import pytest

from opencodeinterpreter.settings import SETTINGS, Settings, parse, snake_case


def test_the_table_describes_every_setting_and_nothing_else() -> None:
    described = {snake_case(setting.name): setting.default for setting in SETTINGS}
    assert described == attrs.asdict(Settings())


@pytest.mark.parametrize(
    ("given", "expected", "named"),
    [
        (None, {}, []),
        ({}, {}, []),
        ({"maxRounds": 5, "trial": "fresh"}, {"max_rounds": 5, "trial": "fresh"}, []),
        ({"maxRounds": 4.0, "timeout": 3}, {"max_rounds": 4, "timeout": 3.0}, []),
        ({"model": None}, {}, []),
        ({"maxRounds": "three"}, {}, ["maxRounds: must be a whole number, not 'three'; 3 is used."]),
        ({"maxRounds": True}, {}, ["maxRounds: must be a whole number, not True"]),
        ({"maxRounds": 0}, {}, ["maxRounds: must be at least 1"]),
        ({"maxRounds": 2.5}, {}, ["maxRounds: must be a whole number"]),
        ({"timeout": float("nan")}, {}, ["timeout: must be a number"]),
        ({"temperature": 9}, {}, ["temperature: must be at most 2"]),
        ({"trial": "maybe"}, {}, ["trial: must be one of auto, fresh, ask, off, not 'maybe'"]),
        ({"recordConversations": 1}, {}, ["recordConversations: must be true or false"]),
        ({"max_rounds": 2}, {}, ["max_rounds: there is no such setting; did you mean maxRounds?"]),
        ({"modle": "x", "device": "cpu"}, {"device": "cpu"}, ["modle: there is no such setting; did you mean model?"]),
        ({"zzz": 1}, {}, ["zzz: there is no such setting."]),
        ([1], {}, ["*: the settings must be an object"]),
        ({3: 4}, {}, ["3: there is no such setting."]),
    ],
)
def test_parse(given: object, expected: dict[str, object], named: list[str]) -> None:
    settings, problems = parse(given)
    assert settings == attrs.evolve(Settings(), **expected)
    assert len(problems) == len(named)
    for problem, text in zip(problems, named, strict=True):
        assert str(problem).startswith(f"Setting opencodeinterpreter.{text}")


@pytest.mark.parametrize("value", [["sk-secret"], {"key": "sk-secret"}])
def test_the_api_key_is_never_shown(value: object) -> None:
    _, problems = parse({"apiKey": value})
    assert "sk-secret" not in str(problems)
    assert "sk-secret" not in repr(parse({"apiKey": "sk-secret"}))
