"""The checks that code brings along: asserts that run with it, doctests; and whether it still does what it did."""

from __future__ import annotations

import ast
import doctest
from collections.abc import Iterator

from opencodeinterpreter.text.syntax import DEFINITIONS, FUNCTIONS, parse_python

_CHECK = """\
def _check_examples(examples, names):
    import doctest
    for name, text in examples:
        test = doctest.DocTestParser().get_doctest(text, dict(names), name, None, 0)
        report = []
        flags = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
        runner = doctest.DocTestRunner(verbose=False, optionflags=flags)
        if runner.run(test, out=report.append).failed:
            shown = "".join(report).strip("*\\n")
            raise AssertionError("an example in the docstring of " + name + " fails:\\n" + shown)
_check_examples({examples!r}, globals())
"""


def has_asserts(code: str) -> bool:
    """Whether running the code runs an ``assert``: at top level, or in a function that it calls by name."""
    tree = parse_python(code)
    if tree is None:
        return False
    called = _called(tree)
    bodies = [node.body for node in tree.body if isinstance(node, FUNCTIONS) and node.name in called]
    return any(isinstance(node, ast.Assert) for body in [tree.body, *bodies] for node in _running(body))


def taken_out(old: str, new: str) -> set[str]:
    """Which of its own functions, and ``print``, a program no longer calls: a failure can be hidden that way."""
    old_tree, new_tree = parse_python(old), parse_python(new)
    if old_tree is None or new_tree is None:
        return set()
    own = {node.name for node in ast.walk(old_tree) if isinstance(node, DEFINITIONS)} | {"print"}
    return (_called(old_tree) & own) - _called(new_tree)


def doctest_check(code: str, asked_for: str = "") -> str:
    """A program that runs the examples in docstrings after the code; "" when there are none.

    The examples of ``asked_for``, the code that the person wrote, count even where the new code left them out.
    """
    examples = {**_examples(code), **_examples(asked_for)}
    return _CHECK.format(examples=sorted(examples.items())) if examples else ""


def _called(tree: ast.Module) -> set[str]:
    """The names that are called when a program runs, not counting what its functions call."""
    calls = [node.func for node in _running(tree.body) if isinstance(node, ast.Call)]
    return {function.id for function in calls if isinstance(function, ast.Name)}


def _running(body: list[ast.stmt]) -> Iterator[ast.AST]:
    """All nodes that run when the body does: those inside definitions don't."""
    waiting: list[ast.AST] = list(body)
    while waiting:
        node = waiting.pop()
        if not isinstance(node, (*DEFINITIONS, ast.Lambda)):
            yield node
            waiting += ast.iter_child_nodes(node)


def _examples(code: str) -> dict[str, str]:
    tree = parse_python(code)
    nodes = [node for node in ast.walk(tree) if isinstance(node, DEFINITIONS)] if tree else []
    found = {node.name: ast.get_docstring(node) or "" for node in nodes}
    return {name: text for name, text in found.items() if ">>>" in text and _readable(text)}


def _readable(docstring: str) -> bool:
    try:
        return bool(doctest.DocTestParser().get_examples(docstring))
    except ValueError:
        return False
