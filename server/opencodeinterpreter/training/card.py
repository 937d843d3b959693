"""The model card: what the checkpoint is, how it was made, what was measured, where it fails."""

from __future__ import annotations

import attrs

from opencodeinterpreter.data.corpus import Sizes
from opencodeinterpreter.training.evaluation import Evaluation
from opencodeinterpreter.training.export import Shape
from opencodeinterpreter.training.loop import Progress, Recipe
from opencodeinterpreter.training.report import marked, measured

NOTE = (
    "A very small model trained from scratch on generated exercises: it writes short beginner's functions and scripts "
    "and mends common slips in them; it knows no libraries in depth, follows no long wishes and is often wrong."
)
_HEAD = """---
license: apache-2.0
library_name: transformers
pipeline_tag: text-generation
language: en
---
# The bundled model

{note}

It was trained by `scripts/bundled_model.py` of OpenCodeInterpreter, from random weights, on dialogues that the same
repository generates (no outside data, no other model). It answers one turn at a time and changes given code by line
edits; `opencodeinterpreter.json` says so to the program.
"""
_FAILURES_SHOWN = 6


@attrs.frozen(kw_only=True)
class Facts:
    """All that the card states."""

    shape: Shape
    parameters: int
    recipe: Recipe
    sizes: Sizes
    progress: Progress
    weights_sha256: str
    versions: str


def card(facts: Facts, evaluation: Evaluation, *, command: str) -> str:
    """The card as markdown. What was measured stands between markers, so that it can be measured again."""
    return "\n".join([_HEAD.format(note=NOTE), _recipe(facts), _measured(facts, evaluation, command)])


def _recipe(facts: Facts) -> str:
    shape, recipe, progress, sizes = facts.shape, facts.recipe, facts.progress, facts.sizes
    return f"""## How it was made

- **Shape**: Llama, {facts.parameters:,} parameters, bf16, tied embeddings. Hidden {shape.hidden},
  {shape.layers} layers, {shape.heads} heads, feed-forward {shape.feed_forward}, {shape.vocabulary} tokens,
  {shape.positions} positions.
- **Data**: {sizes.dialogues:,} dialogues, {sizes.tokens:,} tokens, seed {recipe.seed}, answers verified by execution.
  By source: {sizes.described()}. Drills of exact copying beside them.
- **Training**: {progress.tokens:,} tokens in {progress.step:,} steps ({progress.drills:,} of them drills), seed
  {recipe.seed}, {progress.seconds / 60:.0f} minutes on the two cores of a busy machine. Muon ({recipe.matrix_rate}) on
  matrices and AdamW ({recipe.other_rate}) on the rest, constant, then linear to zero from {recipe.decay_from:.0%} of
  the time; drills until {recipe.drill_until:.0%}. Before the decay a random {recipe.prompt_share:.0%} of the prompts'
  tokens is learned too, afterwards the replies alone. The schedule goes by the clock: another run gives other weights.
- **Versions**: {facts.versions}. Some mistakes are made in functions of that Python's standard library.
- **SHA-256 of model.safetensors**: `{facts.weights_sha256}`
"""


def _measured(facts: Facts, evaluation: Evaluation, command: str) -> str:
    text = measured(evaluation, command=command, weights_sha256=facts.weights_sha256, failures_shown=_FAILURES_SHOWN)
    return f"""## Measured, by running the answers

{marked(text)}

Instructions and wishes are of kinds (an operation in a form, a source with an output) that training never saw. Library
fixes lie in modules of the standard library that it never saw. The other fixes are new programs with known kinds of
mistakes. The sets written by hand were written before the training, and training never sees them.
"""
