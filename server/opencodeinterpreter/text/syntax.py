"""The syntax tree around a line of a text that may be broken elsewhere. Line numbers are 0-based, ends exclusive."""

from __future__ import annotations

import ast
import functools
import re
import warnings

from opencodeinterpreter.text.cells import is_marker
from opencodeinterpreter.text.lines import indent_of, is_blank, is_comment

Definition = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef
DEFINITIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)

_MAGIC = re.compile(r"^(\s*)(?:%%?\w|!).*$", re.MULTILINE)
_CONTINUES = re.compile(r"^(?:[)\]}]|else\b|elif\b|except\b|finally\b)")


@functools.lru_cache(maxsize=64)
def parse_python(code: str) -> ast.Module | None:
    """The tree (shared: not to be changed), None when the code is not Python. IPython's magic lines are ``pass``."""
    for text in (code, _MAGIC.sub(r"\1pass", code)):
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            try:
                return ast.parse(text)
            except (SyntaxError, ValueError, RecursionError, MemoryError):
                continue
    return None


def parse_around(lines: list[str], line: int) -> ast.Module | None:
    """The tree of the largest part around ``line`` that parses: the text, its cell, its top-level block."""
    windows = [(0, len(lines)), _cell_window(lines, line), block_around(lines, line)]
    for start, end in windows:
        if tree := parse_python("\n" * start + "".join(lines[start:end])):
            return tree
    start, end = windows[-1]
    header = next((text for text in reversed(lines[start:end]) if not is_blank(text) and not is_comment(text)), "")
    body = f"\n{indent_of(header)}    pass\n"
    return parse_python("\n" * start + "".join(lines[start:end]) + body)


def span_of(node: ast.stmt) -> tuple[int, int]:
    """First and past-last line of a statement, decorators included."""
    decorators: list[ast.expr] = node.decorator_list if isinstance(node, DEFINITIONS) else []
    return min([node.lineno, *(d.lineno for d in decorators)]) - 1, node.end_lineno or node.lineno


def body_span(node: ast.stmt, lines: list[str]) -> tuple[int, int]:
    """Like ``span_of``, with the comments at the end of a block that the tree doesn't know."""
    start, end = span_of(node)
    end = min(end, len(lines))
    if isinstance(node, DEFINITIONS):
        for number in range(end, len(lines)):
            if is_blank(lines[number]):
                continue
            if not is_comment(lines[number]) or len(indent_of(lines[number])) <= node.col_offset:
                break
            end = number + 1
    return start, end


def enclosing(tree: ast.Module, lines: list[str], line: int) -> list[Definition]:
    """The functions and classes around a line, outermost first."""
    found = [node for node in ast.walk(tree) if isinstance(node, DEFINITIONS) and _holds(node, lines, line)]
    return sorted(found, key=lambda node: node.col_offset)


def statement_at(tree: ast.Module, line: int) -> ast.stmt | None:
    """The top-level statement that holds a line."""
    for node in tree.body:
        start, end = span_of(node)
        if start <= line < end:
            return node
    return None


def block_around(lines: list[str], line: int) -> tuple[int, int]:
    """The top-level block that holds a line, by indentation alone: for text that does not parse."""
    start = min(line, len(lines) - 1) if lines else 0
    while start > 0 and not _starts_block(lines[start]):
        start -= 1
    while start > 0 and lines[start - 1].startswith("@"):
        start -= 1
    end = max(start, line) + 1
    while end < len(lines) and not _starts_block(lines[end]):
        end += 1
    return start, min(end, len(lines))


def is_stub(node: Definition) -> bool:
    """Whether nothing but a docstring, ``pass``, ``...`` or ``raise NotImplementedError`` stands in the body."""
    return all(_is_empty(statement) for statement in node.body)


def docstring_span(node: ast.Module | Definition) -> tuple[int, int] | None:
    """The lines of a docstring, None when there is none."""
    return span_of(node.body[0]) if ast.get_docstring(node, clean=False) is not None else None


def _cell_window(lines: list[str], line: int) -> tuple[int, int]:
    starts = [number for number, text in enumerate(lines) if is_marker(text)]
    return max([0, *(s for s in starts if s <= line)]), min([len(lines), *(s for s in starts if s > line)])


def _holds(node: Definition, lines: list[str], line: int) -> bool:
    start, end = body_span(node, lines)
    return start <= line < end


def _starts_block(line: str) -> bool:
    return not is_blank(line) and not is_comment(line) and not indent_of(line) and not _CONTINUES.match(line)


def _is_empty(statement: ast.stmt) -> bool:
    if isinstance(statement, ast.Raise):
        return "NotImplementedError" in ast.dump(statement)
    constant = isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)
    return constant or isinstance(statement, ast.Pass)
