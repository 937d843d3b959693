"""Wishes about classes: one more method, attribute, or way of being shown."""

from __future__ import annotations

import ast
from random import Random

from opencodeinterpreter.data import words
from opencodeinterpreter.data.mistakes.places import names_in
from opencodeinterpreter.data.wishes.reading import Reading, read
from opencodeinterpreter.data.wishes.wish import Wished


def _class(code: str, random: Random) -> tuple[Reading, ast.ClassDef, ast.FunctionDef, dict[str, ast.expr]] | None:
    """A class with a plain ``__init__`` and the attributes it sets."""
    reading = read(code)
    found: list[tuple[ast.ClassDef, ast.FunctionDef, dict[str, ast.expr]]] = []
    for node in reading.every(ast.ClassDef) if reading else []:
        start = next((m for m in node.body if isinstance(m, ast.FunctionDef) and m.name == "__init__"), None)
        sets = {
            s.targets[0].attr: s.value
            for s in (start.body if start else [])
            if isinstance(s, ast.Assign) and isinstance(s.targets[0], ast.Attribute)
        }
        if start and sets:
            found.append((node, start, sets))
    return (reading, *random.choice(found)) if reading and found else None


def _methods(node: ast.ClassDef) -> set[str]:
    return {m.name for m in node.body if isinstance(m, ast.FunctionDef)}


def _with_method(reading: Reading, node: ast.ClassDef, lines: list[str]) -> str:
    end = node.end_lineno or 0
    return reading.with_lines(end + 1, end, ["", *(f"    {line}" for line in lines)])


def shown_as(code: str, random: Random) -> Wished:
    """``__str__`` or ``__repr__``."""
    found = _class(code, random)
    if not found:
        return None
    reading, node, _, sets = found
    method = random.choice(("__str__", "__str__", "__repr__"))
    if method in _methods(node) or "__str__" in _methods(node):
        return None
    names = list(sets)[:2]
    one = random.random() < 0.5 or len(names) == 1
    said = names[0] if one else f"{names[0]} and {names[1]}"
    value = f"str(self.{names[0]})" if one else f"f'{{self.{names[0]}}} {{self.{names[1]}}}'"
    wording = random.choice(
        (
            f"add a {method} method that returns {said}",
            f"add {method} to {node.name} showing {said}",
            f"{node.name} should have a {method} with {said}",
            f"write {method} for {node.name} that gives {said}",
            f"define {method} so that it returns {said}",
            f"implement {method} returning {said}",
        )
    )
    return wording, _with_method(reading, node, [f"def {method}(self):", f"    return {value}"])


def length_of(code: str, random: Random) -> Wished:
    """``__len__`` or a total of an attribute that is a list."""
    found = _class(code, random)
    if not found:
        return None
    reading, node, start, sets = found
    calls = reading.calls_of(node.name)
    lists = [n for n, v in sets.items() if isinstance(v, (ast.List, ast.Dict))]
    for position, parameter in enumerate(start.args.args[1:]):
        given = [c.args[position] for c in calls if len(c.args) > position]
        if given and reading.kind(given[0]) in ("list", "dict", "str"):
            lists += [n for n, v in sets.items() if isinstance(v, ast.Name) and v.id == parameter.arg]
    if not lists:
        return None
    name = random.choice(lists)
    method = random.choice(("__len__", "count", "is_empty", "size"))
    if method in _methods(node):
        return None
    value = f"not self.{name}" if method == "is_empty" else f"len(self.{name})"
    what = f"whether {name} is empty" if method == "is_empty" else f"the length of {name}"
    wording = random.choice(
        (
            f"add a method {method} that returns {what}",
            f"add {method} to the class, it returns {what}",
            f"{node.name} should have a method {method} that gives {what}",
            f"give {node.name} a {method} method returning {what}",
            f"implement {method} to return {what}",
            f"write a method {method} for {what}",
        )
    )
    return wording, _with_method(reading, node, [f"def {method}(self):", f"    return {value}"])


def one_more_attribute(code: str, random: Random) -> Wished:
    """An attribute with a value, or as a parameter with a default."""
    found = _class(code, random)
    if not found:
        return None
    reading, node, start, _ = found
    name = words.identifier(random, {n for _, _, n in names_in(code)})
    value = random.choice(("0", "[]", "None", "''", "False", "True", "1", "10", "{}"))
    said = {"[]": "an empty list", "''": "an empty string", "{}": "an empty dict"}.get(value, value)
    line, lead = start.end_lineno or 0, reading.indent(start.body[0].lineno)
    if value not in ("[]", "{}") and start.args.args[1:] and not start.args.kwonlyargs and random.random() < 0.5:
        last = start.args.args[-1]
        text = reading.text(start.args.defaults[-1]) if start.args.defaults else ""
        place = start.args.defaults[-1] if start.args.defaults else last
        changed = read(reading.replaced((place, f"{text or reading.text(last)}, {name}={value}")))
        wording = random.choice(
            (
                f"add a parameter {name} with default {said} to __init__ and store it",
                f"add an attribute {name} that can be given, default {said}",
                f"{node.name} should take {name}={value} and keep it",
                f"let {node.name} take an optional {name} ({said} by default)",
                f"add an argument {name}={value} to the constructor and save it",
            )
        )
        return (wording, changed.with_lines(line + 1, line, [f"{lead}self.{name} = {name}"])) if changed else None
    wording = random.choice(
        (
            f"add an attribute {name} set to {said}",
            f"add self.{name} = {value}",
            f"{node.name} should have an attribute {name} that is {said}",
            f"give {node.name} an attribute {name} with value {said}",
            f"each {node.name} should start with {name} {said}",
            f"set self.{name} to {said} in __init__",
        )
    )
    return wording, reading.with_lines(line + 1, line, [f"{lead}self.{name} = {value}"])


def one_more_method(code: str, random: Random) -> Wished:
    """A method that returns, changes, resets or prints an attribute."""
    found = _class(code, random)
    if not found:
        return None
    reading, node, _, sets = found
    name = random.choice(list(sets))
    method, parameters, body, what = random.choice(
        (
            (f"get_{name}", "", f"return self.{name}", f"returns {name}"),
            (f"set_{name}", f", {name}", f"self.{name} = {name}", f"sets {name}"),
            (f"print_{name}", "", f"print(self.{name})", f"prints {name}"),
            (f"show_{name}", "", f"print(self.{name})", f"prints {name}"),
            ("show", "", f"print(self.{name})", f"prints {name}"),
            ("reset", "", f"self.{name} = None", f"sets {name} to None"),
            ("copy_of", "", f"return self.{name}", f"returns {name}"),
        )
    )
    if method in _methods(node) or method in sets:
        return None
    wording = random.choice(
        (
            f"add a method {method} that {what}",
            f"{node.name} should have a method {method} that {what}",
            f"write a method {method} which {what}",
            f"give {node.name} a method {method}, it {what}",
            f"I need a method {method} that {what}",
            f"add {method} to the class, it {what}",
        )
    )
    return wording, _with_method(reading, node, [f"def {method}(self{parameters}):", f"    {body}"])
