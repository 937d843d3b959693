"""Reads code for wishes: its tree, exact spans of text, and what kind of value an expression has.

Knows nothing of any wish. Kinds are told only where the text leaves no doubt; everything else is "".
"""

from __future__ import annotations

import ast
import functools
from collections.abc import Iterator
from typing import TypeVar

import attrs

_Node = TypeVar("_Node", bound=ast.AST)
# What may be replaced.
Place = ast.expr | ast.arg
_CALLS = {
    "len": "int",
    "int": "int",
    "float": "float",
    "str": "str",
    "input": "str",
    "sorted": "list",
    "list": "list",
    "dict": "dict",
    "set": "set",
}
_METHODS = dict.fromkeys(("lower", "upper", "strip", "replace", "join", "title", "capitalize"), "str") | {
    "split": "list",
    "splitlines": "list",
}
_DISPLAYS = (
    ((ast.List, ast.ListComp), "list"),
    ((ast.Dict, ast.DictComp), "dict"),
    ((ast.Set, ast.SetComp), "set"),
    ((ast.JoinedStr,), "str"),
)


@attrs.frozen
class Reading:
    """Code with its tree; all changes are made to the text, so that nothing else moves."""

    code: str
    tree: ast.Module
    lines: tuple[str, ...]
    # The parts of f-strings, whose places the tree tells wrongly before Python 3.12.
    hidden: frozenset[int]

    def every(self, kind: type[_Node], within: ast.AST | None = None) -> list[_Node]:
        """All nodes of a kind, in the order of the text."""
        found = [
            node
            for node in ast.walk(within or self.tree)
            if isinstance(node, kind) and (id(node) not in self.hidden or self._placed(node))
        ]
        return sorted(found, key=lambda node: (getattr(node, "lineno", 0), getattr(node, "col_offset", 0)))

    def text(self, node: ast.AST) -> str:
        """The node's own text."""
        line, start = getattr(node, "lineno", 0), getattr(node, "col_offset", 0)
        if line and line == getattr(node, "end_lineno", 0):
            return self.lines[line - 1][start : getattr(node, "end_col_offset", start)]
        return ast.get_source_segment(self.code, node) or ""

    def _placed(self, node: ast.AST) -> bool:
        try:
            return ast.unparse(ast.parse(self.text(node), mode="eval")) == ast.unparse(node)
        except SyntaxError:
            return False

    def replaced(self, *pairs: tuple[Place, str]) -> str:
        """The code with the text of each node replaced; the nodes must not overlap."""
        starts = [0]
        for line in self.lines:
            starts.append(starts[-1] + len(line) + 1)
        code = self.code
        spans = [
            (starts[n.lineno - 1] + n.col_offset, starts[(n.end_lineno or n.lineno) - 1] + (n.end_col_offset or 0), new)
            for n, new in pairs
        ]
        for start, end, new in sorted(spans, reverse=True):
            code = code[:start] + new + code[end:]
        return code

    def with_lines(self, first: int, last: int, new: list[str]) -> str:
        """The code with the 1-based lines ``first`` to ``last`` replaced (``last = first - 1`` inserts)."""
        return "\n".join([*self.lines[: first - 1], *new, *self.lines[last:]]) + "\n"

    def indent(self, line: int) -> str:
        """The spaces at the start of a 1-based line."""
        text = self.lines[line - 1]
        return text[: len(text) - len(text.lstrip())]

    def functions(self) -> list[ast.FunctionDef]:
        """Functions of the module itself that are written plainly: no decorators, no stars."""
        return [
            node
            for node in self.tree.body
            if isinstance(node, ast.FunctionDef) and not (node.decorator_list or node.args.vararg or node.args.kwarg)
        ]

    def first_line(self, function: ast.FunctionDef) -> int:
        """Where the body begins, below a docstring."""
        return function.body[1 if ast.get_docstring(function) is not None and len(function.body) > 1 else 0].lineno

    def prints(self, *, top: bool = False) -> list[ast.Call]:
        """Calls of ``print`` that are one-line statements; ``top`` for those of the module itself."""
        statements = self.tree.body if top else self.every(ast.Expr)
        calls = [s.value for s in statements if isinstance(s, ast.Expr) and isinstance(s.value, ast.Call)]
        return [c for c in calls if isinstance(c.func, ast.Name) and c.func.id == "print" and c.lineno == c.end_lineno]

    def calls_of(self, name: str) -> list[ast.Call]:
        """Calls of a function by its name."""
        return [c for c in self.every(ast.Call) if isinstance(c.func, ast.Name) and c.func.id == name]

    def stored(self) -> dict[str, ast.expr]:
        """The names that the module assigns exactly once, and what to."""
        found: dict[str, list[ast.expr]] = {}
        for node in self.every(ast.Name):
            if isinstance(node.ctx, ast.Store):
                found.setdefault(node.id, [])
        for statement in self.tree.body:
            if isinstance(statement, ast.Assign) and isinstance(statement.targets[0], ast.Name):
                found[statement.targets[0].id].append(statement.value)
        counts = [n.id for n in self.every(ast.Name) if isinstance(n.ctx, ast.Store)]
        return {name: values[0] for name, values in found.items() if len(values) == 1 and counts.count(name) == 1}

    def kind(self, node: ast.AST, depth: int = 0) -> str:
        """What an expression gives: "int", "float", "str", "list", "dict", "set", or ""."""
        for displays, kind in _DISPLAYS:
            if isinstance(node, displays):
                return kind
        if isinstance(node, ast.Constant):
            return type(node.value).__name__
        if isinstance(node, ast.Name) and depth < 4:
            return self._kind_of_name(node.id, depth + 1)
        if isinstance(node, ast.Call):
            return self._kind_of_call(node)
        if isinstance(node, ast.BinOp):
            return self._kind_of_sum(node, depth + 1)
        return ""

    def _kind_of_name(self, name: str, depth: int) -> str:
        value = self.stored().get(name)
        return self.kind(value, depth) if value is not None else self._kind_of_item(name)

    def _kind_of_item(self, name: str) -> str:
        """The kind of the items that a loop of the module goes through, if nothing else has that name."""
        stores = [n for n in self.every(ast.Name) if n.id == name and isinstance(n.ctx, ast.Store)]
        loops = [x for x in self.tree.body if isinstance(x, ast.For) and x.target in stores]
        if len(stores) != 1 or not loops or not isinstance(loops[0].iter, ast.Name):
            return ""
        return element_kind(self.stored().get(loops[0].iter.id))

    def _kind_of_call(self, node: ast.Call) -> str:
        if isinstance(node.func, ast.Name):
            return _CALLS.get(node.func.id, "")
        return _METHODS.get(node.func.attr, "") if isinstance(node.func, ast.Attribute) else ""

    def _kind_of_sum(self, node: ast.BinOp, depth: int) -> str:
        kinds = {self.kind(node.left, depth), self.kind(node.right, depth)}
        if isinstance(node.op, ast.Div) and kinds <= {"int", "float"}:
            return "float"
        if kinds == {"int"}:
            return "int"
        if kinds in ({"int", "float"}, {"float"}):
            return "float"
        return "str" if kinds == {"str"} and isinstance(node.op, ast.Add) else ""

    def argument(self, function: ast.FunctionDef, position: int) -> ast.expr | None:
        """What the first call gives for a parameter: a name stands for what it was assigned."""
        for call in self.calls_of(function.name):
            if len(call.args) > position and not isinstance(call.args[position], ast.Starred):
                given = call.args[position]
                return self.stored().get(given.id) if isinstance(given, ast.Name) else given
        return None

    def parameters(self, function: ast.FunctionDef) -> Iterator[tuple[str, str, ast.expr]]:
        """Name, kind and given value of each parameter whose kind a call tells."""
        for position, parameter in enumerate(function.args.args):
            given = self.argument(function, position)
            if given is not None and self.kind(given):
                yield parameter.arg, self.kind(given), given


@functools.lru_cache(maxsize=8)
def read(code: str) -> Reading | None:
    """The code with its tree, or None when it is no plain Python."""
    if not code.isascii() or "\t" in code:
        return None
    try:
        tree = ast.parse(code)
    except SyntaxError:
        return None
    texts = [node for node in ast.walk(tree) if isinstance(node, ast.JoinedStr)]
    hidden = frozenset(id(part) for text in texts for part in ast.walk(text) if part is not text)
    return Reading(code, tree, tuple(code.splitlines()), hidden)


def element_kind(node: ast.expr | None) -> str:
    """The kind that all elements of a list display share: "int", "float", "str", "dict", "tuple", or ""."""
    if not isinstance(node, (ast.List, ast.Tuple, ast.Set)) or not node.elts:
        return ""
    kinds = {
        type(item.value).__name__ if isinstance(item, ast.Constant) else type(item).__name__.lower()
        for item in node.elts
    }
    return "float" if kinds == {"int", "float"} else kinds.pop() if len(kinds) == 1 else ""
