"""Turns a conversation into a model's tokens with the template of its tokenizer, or with ours when it has none."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from opencodeinterpreter.errors import ModelError
from opencodeinterpreter.model.protocol import Message

DEFAULT_TEMPLATE = """\
{%- for message in messages -%}
{%- if message.role == 'user' -%}
{{ '### Instruction:\\n' + message.content + '\\n' }}
{%- elif message.role == 'assistant' -%}
{{ '### Response:\\n' + message.content + '\\n' + (eos_token or '') + '\\n' }}
{%- else -%}
{{ message.content + '\\n' }}
{%- endif -%}
{%- endfor -%}
{%- if add_generation_prompt -%}{{ '### Response:\\n' }}{%- endif -%}
"""
"""The instruction format of DeepSeek-Coder, which OpenCodeInterpreter was tuned on; for checkpoints that name none."""


def encode_chat(tokenizer: Any, messages: Sequence[Message]) -> list[int]:
    """The prompt's tokens. A last turn of the assistant is one that the reply goes on with.

    A template that refuses system messages gets them at the head of the first user turn.
    """
    turns = [{"role": message.role, "content": message.content} for message in messages]
    begun = turns.pop()["content"] if turns and turns[-1]["role"] == "assistant" else ""
    try:
        return _apply(tokenizer, turns, begun)
    except Exception as error:  # the template belongs to the checkpoint and may raise whatever jinja2 can
        if not any(turn["role"] == "system" for turn in turns):
            raise ModelError(f"The model's chat template can't take this conversation: {error}") from error
    try:
        return _apply(tokenizer, _system_in_first_user_turn(turns), begun)
    except Exception as error:
        raise ModelError(f"The model's chat template can't take this conversation: {error}") from error


def _apply(tokenizer: Any, turns: list[dict[str, str]], begun: str) -> list[int]:
    template = None if tokenizer.chat_template else DEFAULT_TEMPLATE
    text = tokenizer.apply_chat_template(turns, chat_template=template, tokenize=False, add_generation_prompt=True)
    return tokenizer(text + begun, add_special_tokens=False)["input_ids"]


def _system_in_first_user_turn(turns: list[dict[str, str]]) -> list[dict[str, str]]:
    rules = "\n\n".join(turn["content"] for turn in turns if turn["role"] == "system")
    others = [turn for turn in turns if turn["role"] != "system"]
    if not others:
        return [{"role": "user", "content": rules}]
    return [{**others[0], "content": f"{rules}\n\n{others[0]['content']}"}, *others[1:]]
