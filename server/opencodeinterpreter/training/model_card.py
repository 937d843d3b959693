"""The card of a fine-tuned model: what it was made of and how, and what was measured."""

from __future__ import annotations

import platform
from collections.abc import Mapping, Sequence
from importlib import metadata, util
from pathlib import Path
from typing import Any, cast

import attrs

from opencodeinterpreter.training.dialogues import Account

_PACKAGES = ("torch", "transformers", "accelerate", "peft", "opencodeinterpreter")


@attrs.frozen(kw_only=True)
class Facts:
    """All that the card states. ``figures`` are the last of each that the training logged."""

    name: str
    base: str
    recipe: Mapping[str, Any]
    data: Sequence[Account]
    held_out: Sequence[Account]
    parameters: int
    trained_parameters: int
    steps: int
    figures: Mapping[str, float]
    weights: Mapping[str, str]


def card(facts: Facts) -> str:
    """The card as markdown, with the head that the Hub reads."""
    return "\n".join([_head(facts), _data(facts), _training(facts), _measured(facts), _files(facts)])


def versions() -> dict[str, str]:
    """What the training ran on."""
    installed = [name for name in _PACKAGES if util.find_spec(name)]
    return {"Python": platform.python_version(), **{name: metadata.version(name) for name in installed}}


def _head(facts: Facts) -> str:
    known_base = (
        f"base_model: {facts.base}\n" if "/" in facts.base and not facts.base.startswith((".", "/", "~")) else ""
    )
    origin = f"fine-tuned from `{_shown(facts.base)}`" if facts.base else "trained from random weights"
    return f"""---
library_name: transformers
pipeline_tag: text-generation
{known_base}---
# {facts.name}

{origin[0].upper()}{origin[1:]} by `opencodeinterpreter train` on dialogues; the loss is that of the assistant's turns.
{facts.parameters:,} parameters, {facts.trained_parameters:,} of them trained.
"""


def _data(facts: Facts) -> str:
    rows = [_data_row(account, "training") for account in facts.data]
    rows += [_data_row(account, "held out") for account in facts.held_out]
    return "\n".join(
        [
            "## Data\n",
            "| file | use | rows | used | tokens | learned | SHA-256 |",
            "| --- | --- | --- | --- | --- | --- | --- |",
            *rows,
            "",
        ]
    )


def _data_row(account: Account, use: str) -> str:
    return (
        f"| {account.name} | {use} | {account.rows:,} | {account.used:,} | {account.tokens:,} "
        f"| {account.learned_tokens:,} | `{account.sha256}` |"
    )


def _training(facts: Facts) -> str:
    lines = [f"- `{name}`: {_shown(value)}" for name, value in _flat(facts.recipe) if value not in ("", None, [], {})]
    ran_on = ", ".join(f"{name} {version}" for name, version in versions().items())
    return "\n".join(
        ["## Training\n", *lines, f"- {facts.steps:,} steps; {ran_on}\n", "![Learning curve](curve.png)\n"]
    )


def _shown(value: Any) -> Any:
    """The value without the folders of absolute paths: a card is read on other machines."""
    if isinstance(value, list):
        return [_shown(item) for item in cast("list[Any]", value)]
    if isinstance(value, dict):
        return {name: _shown(item) for name, item in cast("dict[str, Any]", value).items()}
    return Path(value).name if isinstance(value, str) and Path(value).is_absolute() else value


def _flat(fields: Mapping[str, Any], before: str = "") -> list[tuple[str, Any]]:
    found: list[tuple[str, Any]] = []
    for name, value in fields.items():
        inner = cast("Mapping[str, Any]", value) if isinstance(value, dict) else None
        found += [(f"{before}{name}", value)] if inner is None else _flat(inner, f"{before}{name}.")
    return found


def _measured(facts: Facts) -> str:
    lines = [f"| {name} | {value:,} |" for name, value in facts.figures.items()]
    return "\n".join(["## Measured\n", "| figure | value |", "| --- | --- |", *lines, ""])


def _files(facts: Facts) -> str:
    lines = [f"- `{name}`: `{digest}`" for name, digest in facts.weights.items()]
    return "\n".join(["## SHA-256 of the weights\n", *lines, ""])
