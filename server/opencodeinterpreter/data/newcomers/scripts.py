"""Programs that start from data, make something of it in steps, some of them in functions, and print it."""

from __future__ import annotations

import textwrap

from opencodeinterpreter.data.newcomers.displays import display
from opencodeinterpreter.data.newcomers.literals import LITERALS
from opencodeinterpreter.data.newcomers.number_steps import NUMBER_STEPS
from opencodeinterpreter.data.newcomers.step import Step
from opencodeinterpreter.data.newcomers.story import Story
from opencodeinterpreter.data.newcomers.table_steps import TABLE_STEPS
from opencodeinterpreter.data.newcomers.text_steps import TEXT_STEPS

STEPS: dict[str, list[Step]] = {}
for _step in (*NUMBER_STEPS, *TEXT_STEPS, *TABLE_STEPS):
    STEPS.setdefault(_step.source, []).append(_step)

_STARTS = ("numbers", "words", "table", "groups", "pairs", "records", "nested", "lines", "text", "amount")
_START_WEIGHTS = (18, 16, 16, 4, 8, 14, 4, 5, 7, 8)
_FUNCTION_NAMES = (
    "get_$r|find_$r|make_$r|calculate_$r|compute_$r|show_$r|build_$r|work_out_$r|$r_of|get_$one_$r|my_$r|count_$many"
)
_IN_FUNCTION_SHARE = 0.4
# Few steps import anything, and a forgotten import is a common mistake.
_IMPORTING_WEIGHT = 3


class Script:
    """Writes one script: the functions stand on top, the rest below."""

    def __init__(self, story: Story) -> None:
        self._story = story
        self._functions: list[str] = []
        self._lines: list[str] = []

    def text(self) -> str:
        """The whole script."""
        random = self._story.random
        scope = [self._data() for _ in range(random.choices((1, 2), (75, 25))[0])]
        for _ in range(random.choices((1, 2, 3), (45, 40, 15))[0]):
            self._advance(scope)
        if not self._functions and random.random() < 0.1:
            self._all_in_main()
        return "\n\n\n".join([*self._head(), *self._functions, "\n".join(self._lines)]) + "\n"

    def _head(self) -> list[str]:
        imports = "\n".join(self._story.imports)
        if imports and not self._functions:
            self._lines.insert(0, imports + "\n")
            return []
        return [imports] if imports else []

    def _data(self) -> tuple[str, str]:
        random = self._story.random
        kind = random.choices((*_STARTS, "grid", "dates", "word"), (*_START_WEIGHTS, 4, 4, 3))[0]
        write, names = LITERALS[kind]
        name = self._story.new(names)
        self._lines.append(f"{name} = {write(self._story)}")
        return name, kind

    def _advance(self, scope: list[tuple[str, str]]) -> None:
        """One step from something in scope, and perhaps a print of what came out."""
        random, story = self._story.random, self._story
        name, kind = random.choice(scope[-2:])
        steps = [s for s in STEPS.get(kind, []) if not (s.whole and story.topic.decimals)]
        if not steps or random.random() < 0.12:
            self._lines.append(display(story, name, kind))
            return
        step = random.choices(steps, [_IMPORTING_WEIGHT if s.needs else 1 for s in steps])[0]
        story.need(step.needs)
        made = self._called(step, name) if random.random() < _IN_FUNCTION_SHARE else self._inline(step, name)
        scope.append((made, step.result))

    def _inline(self, step: Step, name: str) -> str:
        story = self._story
        made = story.new(step.names)
        self._lines += [story.fill(step.body, v=name, r=made), display(story, made, step.result)]
        return made

    def _called(self, step: Step, name: str) -> str:
        """The step as a function of its own, and the call."""
        story = self._story
        made = story.new(step.names)
        inner = story.new(f"{step.names}|result|answer|output")
        function = story.new(_FUNCTION_NAMES.replace("$r", made))
        argument = story.new(LITERALS.get(step.source, LITERALS["amount"])[1] + "|items|values|data|given")
        body = story.fill(step.body, v=argument, r=inner)
        if story.random.random() < 0.35:
            documented = story.random.random() < 0.4
            body = f"{self._docstring()}\n{body}" if documented else self._guarded(body, argument, step)
        shown = story.random.random()
        if shown < 0.15:
            body += "\n" + display(story, inner, step.result)
        returned = self._short(body, inner) if shown < 0.5 else f"{body}\nreturn {inner}"
        self._functions.append(f"def {function}({argument}):\n" + textwrap.indent(returned, "    "))
        self._lines += [f"{made} = {function}({name})", display(story, made, step.result)]
        return made

    def _docstring(self) -> str:
        options = ("Work with the $many.", "Return the result.", "Look at each $one.", "Do it for all $many.")
        return f'"""{self._story.fill(self._story.random.choice(options))}"""'

    def _guarded(self, body: str, argument: str, step: Step) -> str:
        """An early return for nothing, where the kind can be empty."""
        empty = {"amount": "0", "ratio": "0", "word": "''", "text": "''"}.get(step.result, "[]")
        empty = "{}" if step.result in ("table", "groups", "nested") else empty
        test = self._story.random.choice((f"not {argument}", f"len({argument}) == 0"))
        return body if step.source in ("amount", "ratio") else f"if {test}:\n    return {empty}\n{body}"

    @staticmethod
    def _short(body: str, inner: str) -> str:
        """Return an expression at once where the last line only names it."""
        *before, last = body.split("\n")
        if last.startswith(f"{inner} = "):
            return "\n".join([*before, last.replace(f"{inner} = ", "return ", 1)])
        return f"{body}\nreturn {inner}"

    def _all_in_main(self) -> None:
        name = self._story.new("main|run|program|start")
        body = textwrap.indent("\n".join(self._lines), "    ")
        call = f"{name}()"
        if self._story.random.random() < 0.3:
            call = f"if __name__ == '__main__':\n    {name}()"
        self._functions.append(f"def {name}():\n{body}")
        self._lines = [call]


def script(story: Story) -> str:
    """One script about data of the story's subject."""
    return Script(story).text()
