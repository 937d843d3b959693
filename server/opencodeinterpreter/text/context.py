"""Cuts the code above a place to what a model has use for: imports, signatures, and the nearest statements in full."""

from __future__ import annotations

import ast

from opencodeinterpreter.text.lines import split_lines
from opencodeinterpreter.text.syntax import DEFINITIONS, FUNCTIONS, parse_python, span_of

_IMPORTS = (ast.Import, ast.ImportFrom)


def trim(code: str, limit_chars: int) -> str:
    """At most about ``limit_chars`` of the code, the part nearest to its end first."""
    code = code.strip("\r\n")
    if len(code) <= limit_chars:
        return code
    tree = parse_python(code)
    return _last_lines(code, limit_chars) if tree is None else _outline(tree, split_lines(code + "\n"), limit_chars)


def _outline(tree: ast.Module, lines: list[str], limit_chars: int) -> str:
    """Imports, signatures in half the room, then whole statements from the end upwards, as far as there is room."""
    texts = ["".join(lines[slice(*span_of(node))]) for node in tree.body]
    imports = [text if isinstance(node, _IMPORTS) else "" for node, text in zip(tree.body, texts, strict=True)]
    signatures = [_short(node, text) for node, text in zip(tree.body, texts, strict=True)]
    kept = ["" for _ in texts]
    for forms, limit in ((imports, limit_chars), (signatures, limit_chars // 2), (texts, limit_chars)):
        for index in range(len(forms) - 1, -1, -1):
            room = limit - sum(map(len, kept)) + len(kept[index])
            if len(kept[index]) < len(forms[index]) <= room:
                kept[index] = forms[index]
    return "".join(kept).strip("\r\n")


def _short(node: ast.stmt, text: str) -> str:
    """The signature of a function, the signatures of a class's methods; "" for anything else that is too long."""
    if not isinstance(node, DEFINITIONS):
        return ""
    if isinstance(node, FUNCTIONS):
        return f"{_signature(node)}\n    ...\n"
    methods = [f"    {_signature(child)}\n        ...\n" for child in node.body if isinstance(child, FUNCTIONS)]
    header = split_lines(text)[node.lineno - span_of(node)[0] - 1]
    return header.rstrip() + "\n" + ("".join(methods) or "    ...\n")


def _signature(node: ast.FunctionDef | ast.AsyncFunctionDef) -> str:
    returns = f" -> {ast.unparse(node.returns)}" if node.returns else ""
    prefix = "async def" if isinstance(node, ast.AsyncFunctionDef) else "def"
    return f"{prefix} {node.name}({ast.unparse(node.args)}){returns}:"


def _last_lines(code: str, limit_chars: int) -> str:
    kept: list[str] = []
    for line in reversed(split_lines(code)):
        limit_chars -= len(line)
        if limit_chars < 0:
            break
        kept.insert(0, line)
    return "".join(kept)
