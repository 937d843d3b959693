"""Only what the assistant writes is learned, whatever the chat template, in the tokens that the host would see."""

from __future__ import annotations

import pytest

from opencodeinterpreter.data.rows import from_object
from opencodeinterpreter.model.checkpoint import bundled_folder
from opencodeinterpreter.model.host.chat_template import DEFAULT_TEMPLATE, encode_chat
from opencodeinterpreter.model.protocol import Message
from opencodeinterpreter.training.masking import Encoder, TemplateError, failed_turns
from tiny_models import CHAT_TEMPLATE, make_tiny_tokenizer

BUNDLED = (bundled_folder() / "chat_template.jinja").read_text(encoding="utf-8")
# The form of DeepSeek-Coder's instruct models: a system text unless one is given, and an opening without a line end.
DEEPSEEK = (
    "{% if not add_generation_prompt is defined %}{% set add_generation_prompt = false %}{% endif %}"
    "{%- set ns = namespace(found=false) -%}"
    "{%- for message in messages -%}{%- if message['role'] == 'system' -%}{%- set ns.found = true -%}{%- endif -%}"
    "{%- endfor -%}"
    "{%- if not ns.found -%}{{'You are a programming assistant.\\n'}}{%- endif %}"
    "{%- for message in messages %}{%- if message['role'] == 'system' %}{{ message['content'] }}"
    "{%- elif message['role'] == 'user' %}{{'### Instruction:\\n' + message['content'] + '\\n'}}"
    "{%- else %}{{'### Response:\\n' + message['content'] + '\\n<|EOT|>\\n'}}{%- endif %}{%- endfor %}"
    "{% if add_generation_prompt %}{{'### Response:'}}{% endif %}"
)
CHATML = (
    "{% for m in messages %}{{ '<|user|>' + m.role + '\\n' + m.content + '<|EOT|>\\n' }}{% endfor %}"
    "{% if add_generation_prompt %}{{ '<|user|>assistant\\n' }}{% endif %}"
)
NO_SYSTEM = (
    "{% if messages[0].role == 'system' %}{{ raise_exception('no system messages') }}{% endif %}" + CHAT_TEMPLATE
)
FORGETFUL = (
    "{% for m in messages %}{% if m.role == 'user' or loop.last %}{{ m.role + ':' + m.content }}<|EOT|>{% endif %}"
    "{% endfor %}{% if add_generation_prompt %}assistant:{% endif %}"
)

DIALOGUE = (
    Message("user", "add"),
    Message("assistant", "  a + b\n"),
    Message("user", "no: 'ä'"),
    Message("assistant", "b + a"),
)


def learned_texts(tokenizer, messages, **options) -> list[str]:
    """The runs of learned tokens, as text."""
    sample = Encoder(tokenizer).encode(messages, **options)
    assert len(sample.ids) == len(sample.learned)
    runs: list[list[int]] = []
    for place, (token, flag) in enumerate(zip(sample.ids, sample.learned, strict=True)):
        if flag and not (place and sample.learned[place - 1]):
            runs.append([])
        if flag:
            runs[-1].append(token)
    return [tokenizer.decode(run) for run in runs]


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        (CHAT_TEMPLATE, ["  a + b\n<|EOT|>", "b + a<|EOT|>"]),
        (BUNDLED, ["  a + b\n<|EOT|>", "b + a<|EOT|>"]),
        (DEFAULT_TEMPLATE, ["  a + b\n\n<|EOT|>", "b + a\n<|EOT|>"]),
        (DEEPSEEK, ["\n  a + b\n\n<|EOT|>", "\nb + a\n<|EOT|>"]),
        (CHATML, ["  a + b\n<|EOT|>", "b + a<|EOT|>"]),
        (None, ["  a + b\n\n<|EOT|>", "b + a\n<|EOT|>"]),
    ],
    ids=["tiny", "bundled", "default", "deepseek", "chatml", "none"],
)
def test_only_the_assistants_turns_and_their_ends_are_learned(template, expected):
    assert learned_texts(make_tiny_tokenizer(template), DIALOGUE) == expected


@pytest.mark.parametrize("template", [BUNDLED, DEEPSEEK, CHATML], ids=["bundled", "deepseek", "chatml"])
def test_what_comes_before_a_turn_is_what_the_host_sends(template):
    tokenizer = make_tiny_tokenizer(template)
    sample = Encoder(tokenizer).encode(DIALOGUE)
    for turn, place in ((1, sample.learned.index(1)), (3, sample.learned.index(1, sample.learned.rindex(0)))):
        assert list(sample.ids[:place]) == encode_chat(tokenizer, DIALOGUE[:turn])


def test_turns_left_out_are_read_but_not_learned():
    tokenizer = make_tiny_tokenizer()
    assert learned_texts(tokenizer, DIALOGUE, left_out={1}) == ["b + a<|EOT|>"]
    whole, masked = Encoder(tokenizer).encode(DIALOGUE), Encoder(tokenizer).encode(DIALOGUE, left_out={1})
    assert whole.ids == masked.ids


def test_a_template_that_refuses_system_messages_gets_them_with_the_first_turn():
    tokenizer = make_tiny_tokenizer(NO_SYSTEM)
    messages = (Message("system", "be brief"), *DIALOGUE)
    assert learned_texts(tokenizer, messages, left_out={2}) == ["b + a<|EOT|>"]
    start = "<|user|>be brief\n\nadd<|EOT|>"
    assert tokenizer.decode(Encoder(tokenizer).encode(messages).ids).startswith(start)


def test_a_template_that_changes_earlier_turns_is_refused():
    with pytest.raises(TemplateError, match="differently when others follow"):
        Encoder(make_tiny_tokenizer(FORGETFUL)).encode(DIALOGUE)


def test_a_dialogue_that_ends_with_a_question_ends_at_its_last_answer():
    tokenizer = make_tiny_tokenizer()
    sample = Encoder(tokenizer).encode((*DIALOGUE[:2], Message("user", "thanks")))
    assert tokenizer.decode(sample.ids).endswith("a + b\n<|EOT|>")
    assert not Encoder(tokenizer).encode(DIALOGUE[:1]).ids


def test_a_tokenizer_that_puts_a_space_before_each_text_is_read_by_offsets():
    from tokenizers import Tokenizer, decoders, models, pre_tokenizers
    from transformers import PreTrainedTokenizerFast

    characters = sorted({"▁", *"<|userassintEOT>ab+dno:'ä\n "})
    vocabulary = {"<|EOT|>": 0} | {symbol: number for number, symbol in enumerate(characters, start=1)}
    inner = Tokenizer(models.BPE(vocab=vocabulary, merges=[]))
    inner.pre_tokenizer = pre_tokenizers.Metaspace(prepend_scheme="always")
    inner.decoder = decoders.Metaspace(prepend_scheme="always")
    tokenizer = PreTrainedTokenizerFast(tokenizer_object=inner, eos_token="<|EOT|>", chat_template=CHAT_TEMPLATE)
    (text,) = learned_texts(tokenizer, DIALOGUE[:2])
    assert text.endswith("a + b\n<|EOT|>")
    assert "add" not in text


def row(*turns: tuple[str, str | None], replies=("wrong", "right"), feedback="Execution result:\nok"):
    messages = [{"role": "user", "content": "do it"}]
    for number, reply in enumerate(replies):
        messages += [{"role": "assistant", "content": f"```python\n{reply}\n```"}]
        messages += [{"role": "user", "content": feedback}] if number + 1 < len(replies) else []
    given = [{"code": code, "execution": status and {"status": status}} for code, status in turns]
    return from_object({"messages": messages, "turns": given})


TRACEBACK = "Execution result: Traceback (most recent call last):\nNameError: x"


@pytest.mark.parametrize(
    ("given", "places"),
    [
        (row(("wrong", "error"), ("right", "ok")), {1}),
        (row(("wrong", "ok"), ("right", "error")), set()),
        (row(("right", "error"), replies=("no code", "right", "better")), {3}),
        (row(("wrong", None), ("right", "ok")), set()),
        (row(feedback=TRACEBACK), {1}),
        (row(feedback="Traceback (most recent call last) is what I get"), set()),
        (row(("wrong", "ok"), feedback=TRACEBACK), set()),
    ],
)
def test_turns_that_failed_and_were_mended(given, places):
    assert failed_turns(given) == places
