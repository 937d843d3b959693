"""The code that a model's reply offers, whatever form it comes in."""

from __future__ import annotations

import ast

import attrs

from opencodeinterpreter.text.blocks import code_blocks
from opencodeinterpreter.text.indent import common_indent, dedent
from opencodeinterpreter.text.line_edits import LineEdit, apply, parse
from opencodeinterpreter.text.lines import split_lines
from opencodeinterpreter.text.stubs import complete
from opencodeinterpreter.text.syntax import (
    DEFINITIONS,
    FUNCTIONS,
    Definition,
    docstring_span,
    parse_python,
    span_of,
)

# Ends of turn that engines without the model's chat template let through.
_STOPS = ("<|EOT|>", "<|endoftext|>", "<|im_end|>", "<|eot_id|>", "<end_of_turn>", "</s>", "### Instruction:")
_KEPT_BESIDE_STUB = (*DEFINITIONS, ast.Import, ast.ImportFrom, ast.Assign, ast.AnnAssign)


def written_code(reply: str, *, stub: str = "") -> str | None:
    """The code that a reply writes out in full; None when it holds none.

    Of several blocks it is the one that defines the ``stub``, else the biggest, of equals the later one. A reply
    without a fence counts if it is Python. For a stub only what the document needs stays: no examples, no tests; the
    header and docstring of the stub do too, for models misspell them.
    """
    reply = _until_stop(reply)
    blocks = code_blocks(reply) or ([reply] if _is_code(reply) else [])
    if not blocks:
        return None
    name = _name_of(stub)
    defining = [block for block in blocks if name and _find(block, name)]
    block = max(enumerate(defining or blocks), key=lambda pair: (pair[1].count("\n"), pair[0]))[1]
    block = dedent(block, common_indent(block)).strip("\r\n") + "\n"
    return complete(stub, _only_definitions(block, name)) if defining and name else block


def changed_code(reply: str, given: str) -> str | None:
    """The ``given`` code after a reply's line edits; a reply that writes the whole code anew is taken as well."""
    edited = apply(_below_docstrings(parse(_until_stop(reply)), given), given)
    return edited if edited is not None else written_code(reply)


def _below_docstrings(edits: list[LineEdit], given: str) -> list[LineEdit]:
    """A docstring is one only while it comes first: what a model inserts right before it goes right below it."""
    tree = parse_python(given)
    definitions = [node for node in ast.walk(tree) if isinstance(node, DEFINITIONS)] if tree else []
    spans = [(node, span) for node in definitions if (span := docstring_span(node))]
    below = {start + 1: end + 1 for node, (start, end) in spans if start >= node.lineno}
    return [
        attrs.evolve(edit, line=below[edit.line]) if edit.kind == "+" and edit.line in below else edit for edit in edits
    ]


def _until_stop(reply: str) -> str:
    return reply[: min((at for stop in _STOPS if (at := reply.find(stop)) >= 0), default=len(reply))]


def _is_code(reply: str) -> bool:
    """Whether bare text is Python that does something: ``Sure`` and ``1.`` are Python too, and mean nothing."""
    tree = parse_python(reply)
    return tree is not None and any(
        not isinstance(node, ast.Expr) or isinstance(node.value, ast.Call) for node in tree.body
    )


def _name_of(stub: str) -> str:
    tree = parse_python(stub) or parse_python(f"{stub.rstrip()}\n    pass\n")
    return next((node.name for node in tree.body if isinstance(node, DEFINITIONS)), "") if tree else ""


def _find(code: str, name: str) -> Definition | None:
    """The definition of a name, also when a reply wraps a method into its class."""
    tree = parse_python(code)
    found = [node for node in ast.walk(tree) if isinstance(node, DEFINITIONS) and node.name == name] if tree else []
    return found[-1] if found else None


def _only_definitions(block: str, name: str) -> str:
    tree, lines = parse_python(block), split_lines(block)
    if tree is None:
        return block
    if not any(isinstance(node, DEFINITIONS) and node.name == name for node in tree.body):
        return _method(block, lines, name)
    kept = [node for node in tree.body if isinstance(node, _KEPT_BESIDE_STUB)]
    if len(kept) == len(tree.body):
        return block
    last = max(span_of(node)[1] for node in kept)
    dropped = {n for node in tree.body if node not in kept for n in range(*span_of(node))}
    return "".join(line for n, line in enumerate(lines[:last]) if n not in dropped).strip("\r\n") + "\n"


def _method(block: str, lines: list[str], name: str) -> str:
    node = _find(block, name)
    if not isinstance(node, FUNCTIONS):
        return block
    code = "".join(lines[slice(*span_of(node))])
    return dedent(code, common_indent(code))
