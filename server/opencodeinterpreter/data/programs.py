"""Random programs: well-typed little functions over invented names, with a call that prints.

They look like nothing in particular, so a model can't know them by heart: it has to read and copy.
"""

from __future__ import annotations

import ast
import textwrap
from random import Random

from opencodeinterpreter.data import words
from opencodeinterpreter.data.tasks.operation import literal

_LITERAL_KINDS = {"int": "number", "str": "word", "ints": "numbers", "strs": "words", "counts": "scores"}
_BUILTINS = ("int", "str", "ints", "strs", "counts")


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
        kinds = [self._random.choice(_BUILTINS) for _ in range(self._random.randint(1, 3))]
        scope = {self._new(): kind for kind in kinds}
        parameters = ", ".join(scope)
        lines = self._statements(scope, self._random.randint(1, 4))
        kind = self._random.choice(_BUILTINS)
        lines.append(f"return {self._expression(kind, scope)}")
        lead = [f'"""{words.sentence(self._random).capitalize()}."""'] if self._random.random() < 0.1 else []
        return name, kinds, kind, f"def {name}({parameters}):\n" + textwrap.indent("\n".join([*lead, *lines]), "    ")

    def _script(self) -> str:
        scope: dict[str, str] = {}
        lines: list[str] = []
        for _ in range(self._random.randint(1, 3)):
            kind = self._random.choice(_BUILTINS)
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
        fields = {self._new(): self._random.choice(_BUILTINS) for _ in range(self._random.randint(1, 3))}
        head = f"class {name}:\n    def __init__(self, {', '.join(fields)}):\n"
        head += "\n".join(f"        self.{field} = {field}" for field in fields)
        variable = self._new()
        methods: list[str] = []
        uses = [f"{variable} = {name}({', '.join(self._literal(kind) for kind in fields.values())})"]
        for _ in range(self._random.randint(1, 2)):
            method = self._new()
            scope = {f"self.{field}": kind for field, kind in fields.items()}
            argument = {self._new(): self._random.choice(_BUILTINS)} if self._random.random() < 0.5 else {}
            lines = self._statements({**scope, **argument}, self._random.randint(0, 2))
            lines.append(f"return {self._expression(self._random.choice(_BUILTINS), {**scope, **argument})}")
            methods.append(
                f"def {method}({', '.join(['self', *argument])}):\n" + textwrap.indent("\n".join(lines), "    ")
            )
            uses.append(f"print({variable}.{method}({', '.join(self._literal(kind) for kind in argument.values())}))")
        body = "\n\n".join(textwrap.indent(method, "    ") for method in methods)
        return f"{head}\n\n{body}\n\n\n" + "\n".join(uses)

    def _literal(self, kind: str) -> str:
        return literal(_LITERAL_KINDS[kind], self._random)

    def _print(self, scope: dict[str, str]) -> str:
        kind = self._random.choice(_BUILTINS)
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
            kind = self._random.choice(_BUILTINS)
            value = self._expression(kind, scope)
            name = self._new()
            scope[name] = kind
            return [f"{name} = {value}"]
        if draw < 0.5 and (total := self._variable("int", scope)):
            if "." in total:
                return [f"{total} += {self._expression('int', scope)}"]
            return [f"{total} {self._random.choice('+-*')}= {self._expression('int', scope)}"]
        if draw < 0.6 and (items := self._variable("ints", scope)):
            return [f"{items}.append({self._expression('int', scope)})"]
        if draw < 0.7:
            condition = self._condition(scope)
            inner = self._statements(dict(scope), 1)
            lines = [f"if {condition}:", *(f"    {line}" for line in inner)]
            if self._random.random() < 0.4:
                lines += ["else:", *(f"    {line}" for line in self._statements(dict(scope), 1))]
            return lines
        if draw < 0.9 and self._depth < 1:
            return self._loop(scope)
        return [self._print(scope)] if scope else []

    def _loop(self, scope: dict[str, str]) -> list[str]:
        total = self._new()
        shape = self._random.random()
        self._depth += 1
        inner = dict(scope)
        item = self._new()
        if shape < 0.4:
            kind, source = (
                ("int", self._expression("ints", scope))
                if self._random.random() < 0.6
                else ("str", self._expression("strs", scope))
            )
            head, inner[item] = f"for {item} in {source}:", kind
        elif shape < 0.7:
            source = self._variable("ints", scope) or self._variable("strs", scope)
            count = f"len({source})" if source else str(self._random.randint(2, 6))
            head, inner[item] = f"for {item} in range({count}):", "int"
            if source:
                inner[f"{source}[{item}]"] = "int" if scope[source] == "ints" else "str"
        else:
            key = self._new()
            source = self._variable("counts", scope) or self._literal("counts")
            head = f"for {key}, {item} in {source}.items():"
            inner[key], inner[item] = "str", "int"
        if self._random.random() < 0.5:
            start, step, scope[total] = "0", f"{total} += {self._expression('int', inner)}", "int"
        else:
            start, step, scope[total] = "[]", f"{total}.append({self._expression('int', inner)})", "ints"
        lines = [f"{total} = {start}", head]
        if self._random.random() < 0.35:
            lines += [f"    if {self._condition(inner)}:", f"        {step}"]
        else:
            lines.append(f"    {step}")
        self._depth -= 1
        return lines

    def _condition(self, scope: dict[str, str]) -> str:
        draw = self._random.random()
        if draw < 0.5:
            return f"{self._expression('int', scope)} {self._random.choice(('<', '>', '<=', '>=', '==', '!='))} {self._random.randint(0, 20)}"
        if draw < 0.75 and (text := self._variable("str", scope)):
            return f"{text}.{self._random.choice(('isdigit()', 'isalpha()', 'startswith(' + repr(self._random.choice('abcst')) + ')'))}"
        items = self._variable("ints", scope)
        return f"{self._random.randint(0, 20)} in {items}" if items else f"{self._expression('int', scope)} % 2 == 0"

    def _expression(self, kind: str, scope: dict[str, str]) -> str:  # noqa: C901 - one table for each type
        variable = self._variable(kind, scope)
        if variable and self._random.random() < 0.25:
            return variable
        text, ints = self._variable("str", scope), self._variable("ints", scope)
        strs, counts, number = (
            self._variable("strs", scope),
            self._variable("counts", scope),
            self._variable("int", scope),
        )
        n, x, r = self._random.randint(1, 9), words.identifier(self._random, set(self._taken)), self._random
        options: list[str] = []
        if kind == "int":
            if number:
                options += [
                    f"{number} + {n}",
                    f"{number} * {n}",
                    f"{number} - {n}",
                    f"{number} % {n}",
                    f"{number} // {n}",
                    f"abs({number})",
                ]
            if text:
                options += [f"len({text})", f"{text}.count({r.choice('aeio')!r})"]
            if ints:
                options += [
                    f"sum({ints})",
                    f"len({ints})",
                    f"max({ints})",
                    f"min({ints})",
                    f"{ints}[0]",
                    f"{ints}[-1]",
                    f"{ints}[{r.randint(0, 2)}]",
                ]
            if strs:
                options += [f"len({strs})", f"len({strs}[0])"]
            if counts:
                options += [f"sum({counts}.values())", f"len({counts})", f"max({counts}.values())"]
        elif kind == "str":
            if text:
                options += [
                    f"{text}.upper()",
                    f"{text}.title()",
                    f"{text}.strip()",
                    f"{text}[::-1]",
                    f"{text}.replace('a', 'o')",
                    f"{text} + '{words.thing(r)}'",
                ]
            if number:
                options += [f"str({number})", f"f'{words.word(r)} {{{number}}}'", f"'{words.word(r)} ' + str({number})"]
            if strs:
                options += [f"', '.join({strs})", f"{strs}[0]", f"{strs}[-1]", f"max({strs}, key=len)"]
            if ints:
                options += [f"', '.join(str({x}) for {x} in {ints})", f"'-'.join(map(str, {ints}))"]
            if counts:
                options += [f"max({counts}, key={counts}.get)"]
        elif kind == "ints":
            if ints:
                options += [
                    f"sorted({ints})",
                    f"{ints}[::-1]",
                    f"[{x} * {n} for {x} in {ints}]",
                    f"[{x} for {x} in {ints} if {x} > {n}]",
                    f"{ints}[:{n}]",
                    f"{ints} + [{n}]",
                ]
            if text:
                options += [f"[ord({x}) for {x} in {text}]"]
            if strs:
                options += [f"[len({x}) for {x} in {strs}]"]
            if counts:
                options += [f"list({counts}.values())"]
            options += [f"[{x} ** 2 for {x} in range({n})]", f"list(range({n}))"]
        elif kind == "strs":
            if strs:
                options += [
                    f"sorted({strs})",
                    f"[{x}.upper() for {x} in {strs}]",
                    f"[{x} for {x} in {strs} if len({x}) > {n}]",
                ]
            if text:
                options += [f"{text}.split()", f"list({text})"]
            if ints:
                options += [f"[str({x}) for {x} in {ints}]"]
            if counts:
                options += [f"sorted({counts})", f"list({counts}.keys())"]
        else:
            if strs:
                options += [f"{{{x}: len({x}) for {x} in {strs}}}"]
            if counts:
                options += [f"dict(sorted({counts}.items()))"]
            if text:
                options += [f"{{{x}: {text}.count({x}) for {x} in {text}}}"]
        return r.choice(options) if options else variable or self._literal(kind)


def random_program(random: Random) -> str:
    """The source of one random program; it need not run: try it."""
    return ProgramWriter(random).program() + "\n"
