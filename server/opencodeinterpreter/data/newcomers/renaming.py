"""Gives all variables, functions and attributes of a program names of another kind."""

from __future__ import annotations

import ast
from random import Random

from opencodeinterpreter.data import words

_METHODS = frozenset(name for kind in (str, list, dict, set, tuple, float) for name in dir(kind))


class _Renamer(ast.NodeTransformer):
    def __init__(self, new: dict[str, str], attributes: dict[str, str]) -> None:
        self._new = new
        self._attributes = attributes

    def visit_Name(self, node: ast.Name) -> ast.AST:
        node.id = self._new.get(node.id, node.id)
        return node

    def visit_arg(self, node: ast.arg) -> ast.AST:
        node.arg = self._new.get(node.arg, node.arg)
        return node

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        node.name = {**self._new, **self._attributes}.get(node.name, node.name)
        return self.generic_visit(node)

    def visit_Attribute(self, node: ast.Attribute) -> ast.AST:
        node.attr = self._attributes.get(node.attr, node.attr)
        return self.generic_visit(node)


def renamed(code: str, random: Random) -> str:
    """The same program with unfamiliar names; its comments are lost."""
    tree = ast.parse(code)
    nodes = list(ast.walk(tree))
    fixed = {n.arg for n in nodes if isinstance(n, ast.keyword) and n.arg} | {"self", "main"}
    methods = {f.name for n in nodes if isinstance(n, ast.ClassDef) for f in n.body if isinstance(f, ast.FunctionDef)}
    bound = {n.id for n in nodes if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)}
    bound |= {n.arg for n in nodes if isinstance(n, ast.arg)}
    bound |= {n.name for n in nodes if isinstance(n, ast.FunctionDef)} - methods
    own = {n.attr for n in nodes if isinstance(n, ast.Attribute) and isinstance(n.ctx, ast.Store)} | methods
    taken = bound | own | fixed | {n.id for n in nodes if isinstance(n, ast.Name)}
    new = {name: words.identifier(random, taken) for name in sorted(bound - fixed)}
    kept = {name for name in own if name.startswith("__") or name in _METHODS | fixed}
    attributes = {name: new.get(name) or words.identifier(random, taken) for name in sorted(own - kept)}
    return _spaced(ast.unparse(_Renamer(new, attributes).visit(tree)))


def _spaced(code: str) -> str:
    """Two blank lines around functions and classes, as people leave them."""
    lines: list[str] = []
    inside = False
    for line in code.splitlines():
        outer = line.startswith(("def ", "class "))
        if lines and (outer or (inside and line and not line.startswith(" "))):
            while lines and not lines[-1]:
                lines.pop()
            lines += ["", ""]
        if line and not line.startswith(" "):
            inside = outer
        lines.append(line)
    return "\n".join(lines) + "\n"
