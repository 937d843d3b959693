"""Random programs: well-typed little functions over invented names, with a call that prints.

They look like nothing in particular, so a model can't know them by heart: it has to read and copy.
"""

from __future__ import annotations

import ast
import textwrap
from random import Random

from opencodeinterpreter.data import words
from opencodeinterpreter.data.expressions import expressions
from opencodeinterpreter.data.tasks.kinds import literal

_LITERAL_KINDS = {"int": "number", "str": "word", "ints": "numbers", "strs": "words", "counts": "scores"}
_TYPES = ("int", "str", "ints", "strs", "counts")


class ProgramWriter:
    """Writes one program; every name it uses is kept in ``taken``."""

    def __init__(self, random: Random) -> None:
        self._random = random
        self._taken: set[str] = set()
        self._depth = 0

    def program(self) -> str:
        """One of the shapes: a function with a call, a script, or a class with a use."""
        shape = self._random.random()
        if shape < 0.5:
            return self._functions()
        return self._script() if shape < 0.75 else self._class()

    def _new(self) -> str:
        return words.identifier(self._random, self._taken)

    def _functions(self) -> str:
        parts: list[str] = []
        calls: list[str] = []
        for _ in range(self._random.choice((1, 1, 1, 2))):
            name, kinds, returned, code = self._function()
            parts.append(code)
            arguments = ", ".join(self._literal(kind) for kind in kinds)
            calls.append(self._call(name, arguments, returned))
        return "\n\n\n".join([*parts, "\n".join(calls)])

    def _call(self, name: str, arguments: str, returned: str) -> str:
        draw = self._random.random()
        if draw < 0.5:
            return f"print({name}({arguments}))"
        result = self._new()
        used = result if draw < 0.7 else self._expression(returned, {result: returned})
        return f"{result} = {name}({arguments})\nprint({used})"

    def _function(self) -> tuple[str, list[str], str, str]:
        name = self._new()
        kinds = [self._random.choice(_TYPES) for _ in range(self._random.randint(1, 3))]
        scope = {self._new(): kind for kind in kinds}
        parameters = ", ".join(scope)
        lines = self._statements(scope, self._random.randint(1, 4))
        kind = self._random.choice(_TYPES)
        lines.append(f"return {self._expression(kind, scope)}")
        lead = [f'"""{words.sentence(self._random).capitalize()}."""'] if self._random.random() < 0.1 else []
        return name, kinds, kind, f"def {name}({parameters}):\n" + textwrap.indent("\n".join([*lead, *lines]), "    ")

    def _script(self) -> str:
        scope: dict[str, str] = {}
        lines: list[str] = []
        for _ in range(self._random.randint(1, 3)):
            kind = self._random.choice(_TYPES)
            name = self._new()
            value = self._literal(kind)
            lines.append(f"{name} = {value}")
            scope[name] = kind
            if kind == "counts":
                key = self._random.choice(list(ast.literal_eval(value)))
                scope[f"{name}[{key!r}]"] = "int"
        lines += self._statements(scope, self._random.randint(2, 4))
        lines += [self._print(scope) for _ in range(self._random.randint(1, 2))]
        return "\n".join(lines)

    def _class(self) -> str:
        name = words.class_name(self._random, self._taken)
        fields = {self._new(): self._random.choice(_TYPES) for _ in range(self._random.randint(1, 3))}
        head = f"class {name}:\n    def __init__(self, {', '.join(fields)}):\n"
        head += "\n".join(f"        self.{field} = {field}" for field in fields)
        variable = self._new()
        uses = [f"{variable} = {name}({', '.join(self._literal(kind) for kind in fields.values())})"]
        methods: list[str] = []
        for _ in range(self._random.randint(1, 2)):
            method, call = self._method(fields)
            methods.append(textwrap.indent(method, "    "))
            uses.append(f"print({variable}.{call})")
        return f"{head}\n\n" + "\n\n".join(methods) + "\n\n\n" + "\n".join(uses)

    def _method(self, fields: dict[str, str]) -> tuple[str, str]:
        name = self._new()
        own = {f"self.{field}": kind for field, kind in fields.items()}
        argument = {self._new(): self._random.choice(_TYPES)} if self._random.random() < 0.5 else {}
        lines = self._statements({**own, **argument}, self._random.randint(0, 2))
        lines.append(f"return {self._expression(self._random.choice(_TYPES), {**own, **argument})}")
        call = f"{name}({', '.join(self._literal(kind) for kind in argument.values())})"
        return "\n".join([f"def {name}({', '.join(['self', *argument])}):", *_indented(lines)]), call

    def _literal(self, kind: str) -> str:
        return literal(_LITERAL_KINDS[kind], self._random)

    def _print(self, scope: dict[str, str]) -> str:
        kind = self._random.choice(_TYPES)
        value = self._expression(kind, scope)
        label = words.word(self._random)
        return self._random.choice((f"print({value})", f"print('{label}:', {value})", self._labelled(scope)))

    def _labelled(self, scope: dict[str, str]) -> str:
        name = self._random.choice(list(scope))
        label = words.word(self._random)
        if self._random.random() < 0.5:
            return f"print(f'{label}: {{{name}}}')"
        return f"print('{label}: ' + str({name}))"

    def _variable(self, kind: str, scope: dict[str, str]) -> str | None:
        names = [name for name, other in scope.items() if other == kind]
        return self._random.choice(names) if names else None

    def _statements(self, scope: dict[str, str], count: int) -> list[str]:
        lines: list[str] = []
        for _ in range(count):
            lines += self._statement(scope)
        return lines

    def _statement(self, scope: dict[str, str]) -> list[str]:
        draw = self._random.random()
        if draw < 0.35:
            return [self._assignment(scope)]
        if draw < 0.5 and (total := self._variable("int", scope)):
            sign = "" if "." in total else self._random.choice("+-*")
            return [f"{total} {sign or '+'}= {self._expression('int', scope)}"]
        if draw < 0.6 and (items := self._variable("ints", scope)):
            return [f"{items}.append({self._expression('int', scope)})"]
        if draw < 0.7:
            return self._branch(scope)
        if draw < 0.9 and self._depth < 1:
            return self._loop(scope)
        return [self._print(scope)] if scope else []

    def _assignment(self, scope: dict[str, str]) -> str:
        kind = self._random.choice(_TYPES)
        value = self._expression(kind, scope)
        name = self._new()
        scope[name] = kind
        return f"{name} = {value}"

    def _branch(self, scope: dict[str, str]) -> list[str]:
        lines = [f"if {self._condition(scope)}:", *_indented(self._statements(dict(scope), 1))]
        if self._random.random() < 0.4:
            lines += ["else:", *_indented(self._statements(dict(scope), 1))]
        return lines

    def _loop(self, scope: dict[str, str]) -> list[str]:
        total = self._new()
        shape = self._random.random()
        self._depth += 1
        inner = dict(scope)
        head = self._loop_head(shape, self._new(), scope, inner)
        if self._random.random() < 0.5:
            start, step, scope[total] = "0", f"{total} += {self._expression('int', inner)}", "int"
        else:
            start, step, scope[total] = "[]", f"{total}.append({self._expression('int', inner)})", "ints"
        guarded = self._random.random() < 0.35
        body = [f"if {self._condition(inner)}:", f"    {step}"] if guarded else [step]
        self._depth -= 1
        return [f"{total} = {start}", head, *_indented(body)]

    def _loop_head(self, shape: float, item: str, scope: dict[str, str], inner: dict[str, str]) -> str:
        if shape < 0.4:
            return self._over_items(item, scope, inner)
        if shape < 0.7:
            return self._over_indices(item, scope, inner)
        key = self._new()
        source = self._variable("counts", scope) or self._literal("counts")
        inner[key], inner[item] = "str", "int"
        return f"for {key}, {item} in {source}.items():"

    def _over_items(self, item: str, scope: dict[str, str], inner: dict[str, str]) -> str:
        inner[item] = "int" if self._random.random() < 0.6 else "str"
        return f"for {item} in {self._expression(inner[item] + 's', scope)}:"

    def _over_indices(self, item: str, scope: dict[str, str], inner: dict[str, str]) -> str:
        source = self._variable("ints", scope) or self._variable("strs", scope)
        inner[item] = "int"
        if not source:
            return f"for {item} in range({self._random.randint(2, 6)}):"
        inner[f"{source}[{item}]"] = scope[source].removesuffix("s")
        return f"for {item} in range(len({source})):"

    def _condition(self, scope: dict[str, str]) -> str:
        draw = self._random.random()
        if draw < 0.5:
            value, sign = self._expression("int", scope), self._random.choice(("<", ">", "<=", ">=", "==", "!="))
            return f"{value} {sign} {self._random.randint(0, 20)}"
        if draw < 0.75 and (text := self._variable("str", scope)):
            start = f"startswith({self._random.choice('abcst')!r})"
            return f"{text}.{self._random.choice(('isdigit()', 'isalpha()', start))}"
        items = self._variable("ints", scope)
        return f"{self._random.randint(0, 20)} in {items}" if items else f"{self._expression('int', scope)} % 2 == 0"

    def _expression(self, kind: str, scope: dict[str, str]) -> str:
        variable = self._variable(kind, scope)
        if variable and self._random.random() < 0.25:
            return variable
        variables = {given: self._variable(given, scope) for given in ("str", "ints", "strs", "counts", "int")}
        number, name = self._random.randint(1, 9), words.identifier(self._random, set(self._taken))
        options = expressions(kind, variables, number=number, name=name, random=self._random)
        return self._random.choice(options) if options else variable or self._literal(kind)


def _indented(lines: list[str]) -> list[str]:
    return [f"    {line}" for line in lines]


def random_program(random: Random) -> str:
    """The source of one random program; it need not run: try it."""
    return ProgramWriter(random).program() + "\n"
