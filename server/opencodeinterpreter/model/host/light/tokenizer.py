"""A checkpoint's tokenizer and chat template without transformers, with the few methods that the host calls."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NoReturn, cast

_PLAIN_CLASSES = ("TokenizersBackend", "PreTrainedTokenizerFast")
"""Those of transformers that take tokenizer.json as it is; others change it in code."""
_UNSUPPORTED_IN_TEMPLATES = ("strftime_now", "tojson", "generation %}")
_SPECIAL = ("bos_token", "eos_token", "unk_token", "pad_token")


class LightTokenizer:
    """Named as in transformers, whose tokenizers stand in the same place."""

    def __init__(self, folder: Path, settings: Mapping[str, Any], chat_template: str | None) -> None:
        from tokenizers import Tokenizer

        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()
        self._special = {name: text for name in _SPECIAL if (text := _text(settings.get(name)))}
        self.chat_template = chat_template
        self.eos_token_id = self.convert_tokens_to_ids(self._special.get("eos_token", ""))
        self.all_special_tokens = list(self._special.values())

    def get_added_vocab(self) -> dict[str, int]:
        """The tokens that are never split, by text."""
        return {token.content: number for number, token in self._tokenizer.get_added_tokens_decoder().items()}

    def convert_tokens_to_ids(self, token: str) -> int | None:
        """The number of a token; None when there is none."""
        return self._tokenizer.token_to_id(token)

    def apply_chat_template(
        self,
        turns: Sequence[Mapping[str, str]],
        *,
        chat_template: str | None,
        tokenize: bool,
        add_generation_prompt: bool,
    ) -> str:
        """The text of a conversation; raises whatever the template does."""
        assert not tokenize, "the host tokenizes by itself"
        template = _compiled(chat_template or self.chat_template or "")
        return template.render(messages=turns, add_generation_prompt=add_generation_prompt, **self._special)

    def decode(self, token_ids: list[int], *, skip_special_tokens: bool) -> str:
        """The text of these tokens."""
        return self._tokenizer.decode(token_ids, skip_special_tokens=skip_special_tokens)

    def __call__(self, text: str, *, add_special_tokens: bool) -> dict[str, list[int]]:
        """The tokens of a text."""
        return {"input_ids": self._tokenizer.encode(text, add_special_tokens=add_special_tokens).ids}


def read_tokenizer(folder: Path) -> LightTokenizer | None:
    """The tokenizer of a checkpoint; None when transformers would do more with it than we know."""
    try:
        settings = json.loads((folder / "tokenizer_config.json").read_text(encoding="utf-8"))
        template = _template(folder, settings)
    except (OSError, ValueError):
        return None
    plain = settings.get("tokenizer_class") in _PLAIN_CLASSES and not settings.get("clean_up_tokenization_spaces")
    known = not any(name in (template or "") for name in _UNSUPPORTED_IN_TEMPLATES)
    if not (plain and known and (folder / "tokenizer.json").is_file()):
        return None
    return LightTokenizer(folder, settings, template)


def _template(folder: Path, settings: Mapping[str, Any]) -> str | None:
    """The only chat template. Raises ValueError when there are several by name."""
    file = folder / "chat_template.jinja"
    template = file.read_text(encoding="utf-8") if file.is_file() else settings.get("chat_template")
    if not isinstance(template, str | None) or (folder / "additional_chat_templates").exists():
        raise ValueError("several chat templates")
    return template


def _compiled(template: str) -> Any:
    """The template in a sandbox set up as in transformers."""
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    environment: Any = ImmutableSandboxedEnvironment(
        trim_blocks=True, lstrip_blocks=True, extensions=["jinja2.ext.loopcontrols"]
    )
    environment.globals["raise_exception"] = _raise
    return environment.from_string(template)


def _raise(message: str) -> NoReturn:
    from jinja2 import TemplateError

    raise TemplateError(message)


def _text(token: object) -> str:
    """A special token is given as its text, or as an object around it."""
    content = cast("Mapping[str, object]", token).get("content") if isinstance(token, dict) else token
    return content if isinstance(content, str) else ""
