from __future__ import annotations

from collections.abc import Sequence

import pytest

from opencodeinterpreter.errors import ModelError
from opencodeinterpreter.model.host.chat_template import encode_chat
from opencodeinterpreter.model.host.turns import fit
from opencodeinterpreter.model.protocol import Message
from tiny_models import make_tiny_tokenizer


def one_token_per_character(messages: Sequence[Message]) -> list[int]:
    return [0] * sum(len(message.content) for message in messages)


def conversation(*turns: str) -> list[Message]:
    """``s40`` is a system message of 40 tokens; u and a are user and assistant."""
    roles = {"s": "system", "u": "user", "a": "assistant"}
    return [Message(roles[turn[0]], "x" * int(turn[1:])) for turn in turns]


@pytest.mark.parametrize(
    ("turns", "max_new_tokens", "kept_tokens", "dropped", "room"),
    [
        (("u10",), 20, 10, 0, 20),
        (("s5", "u10", "a10", "u10"), 20, 35, 0, 20),
        (("s5", "u40", "a30", "u20"), 20, 25, 2, 20),
        (("s5", "u40", "a30", "u20", "a20", "u20"), 20, 65, 2, 20),
        (("u40", "u20", "a20", "u20"), 20, 60, 1, 20),
        (("u60",), 1000, 60, 0, 40),
        (("s5", "u40", "a10", "u20"), 1000, 25, 2, 75),
        (("u95",), 5, 95, 0, 5),
    ],
)
def test_oldest_turns_go_first(
    turns: tuple[str, ...], max_new_tokens: int, kept_tokens: int, dropped: int, room: int
) -> None:
    prompt = fit(
        conversation(*turns),
        positions=100,
        max_new_tokens=max_new_tokens,
        encode=one_token_per_character,
        model="tiny",
    )
    assert (len(prompt.tokens), prompt.dropped_turns, prompt.max_new_tokens) == (kept_tokens, dropped, room)


@pytest.mark.parametrize("turns", [("u101",), ("u90",), ("s90", "u20"), ("u10", "a10", "u80")])
def test_a_last_turn_that_is_too_long_is_refused_with_both_lengths(turns: tuple[str, ...]) -> None:
    with pytest.raises(ModelError, match=r"tokens long, but tiny reads at most 100"):
        fit(conversation(*turns), positions=100, max_new_tokens=50, encode=one_token_per_character, model="tiny")


NO_SYSTEM = (
    "{% for m in messages %}{% if m.role == 'system' %}{{ raise_exception('System role not supported') }}{% endif %}"
    "[{{ m.role }}]{{ m.content }}{% endfor %}{% if add_generation_prompt %}[assistant]{% endif %}"
)


@pytest.mark.parametrize(
    ("template", "turns", "text"),
    [
        (
            None,
            [Message("user", "hi"), Message("assistant", "ok"), Message("user", "more")],
            "### Instruction:\nhi\n### Response:\nok\n<|EOT|>\n### Instruction:\nmore\n### Response:\n",
        ),
        (None, [Message("system", "Rules."), Message("user", "hi")], "Rules.\n### Instruction:\nhi\n### Response:\n"),
        (NO_SYSTEM, [Message("system", "Rules."), Message("user", "hi")], "[user]Rules.\n\nhi[assistant]"),
    ],
    ids=["a tokenizer without a template", "system message", "a template that refuses system messages"],
)
def test_chat_templates(template: str | None, turns: list[Message], text: str) -> None:
    tokenizer = make_tiny_tokenizer(template)
    assert tokenizer.decode(encode_chat(tokenizer, turns)) == text


def test_a_template_that_fails_is_reported() -> None:
    tokenizer = make_tiny_tokenizer("{{ raise_exception('roles must alternate') }}")
    with pytest.raises(ModelError, match="roles must alternate"):
        encode_chat(tokenizer, [Message("user", "hi")])
