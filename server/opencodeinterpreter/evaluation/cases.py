"""The test cases of an evaluation: dialogues whose reply is asked for, and what the loop knows of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Literal

import attrs

from opencodeinterpreter.data import dialogue, handwritten
from opencodeinterpreter.data.dialogue import Dialogue
from opencodeinterpreter.data.handwritten.overlap import as_task
from opencodeinterpreter.data.trying import TrialRunner
from opencodeinterpreter.evaluation.trials import program_of
from opencodeinterpreter.text import answers
from opencodeinterpreter.text.asked_names import named_as_asked
from opencodeinterpreter.text.scopes import Scope

Kind = Literal["instruction", "fix", "wish"]

_CONTEXT = re.compile(r"\AThe code so far:\n```python\n(?P<code>.*?)\n```\n\n", re.DOTALL)
_STUB = re.compile(r"\AComplete this function(?:\.|: (?P<instruction>.*?))\n```python\n(?P<stub>.*)\n```\Z", re.DOTALL)
_CHANGE = re.compile(r"\A(?P<verb>Change|Fix) this code: (?P<asked>.*?)\n1\|", re.DOTALL)
# What the sets that the corpus draws are called for people; others keep their names.
_TITLES = {
    "instructions": "instructions, unseen compositions",
    "familiar fixes": "fixes, code shaped like training",
    "unfamiliar fixes": "fixes, unfamiliar functions",
    "newcomer fixes": "fixes, generated beginners' scripts",
    "library fixes": "fixes, library functions of unseen modules",
    "wishes": "wishes, unseen kinds",
}
_BY_HAND = "written by hand"
_ORDER: tuple[Kind, ...] = ("instruction", "fix", "wish")


@attrs.frozen(kw_only=True)
class Case:
    """A prompt to answer. ``instruction`` and ``stub`` are what the person asked in it, "" where nothing was."""

    row: Dialogue
    kind: Kind
    instruction: str = ""
    stub: str = ""

    @classmethod
    def of(cls, row: Dialogue) -> Case:
        """The case of a dialogue, what was asked read back from its prompt."""
        if row.code:
            asked = _CHANGE.match(row.prompt)
            kind = "wish" if asked and asked["verb"] == "Change" else "fix"
            return cls(row=row, kind=kind, instruction=asked["asked"] if asked else "")
        words = _CONTEXT.sub("", row.prompt)
        if stub := _STUB.match(words):
            return cls(row=row, kind="instruction", instruction=stub["instruction"] or "", stub=stub["stub"])
        return cls(row=row, kind="instruction", instruction=words)

    def code_of(self, reply: str, given: str | None = None) -> str | None:
        """The code that a reply leads to, as the product reads it; ``given`` is what it changes, if not the row's."""
        changed = self.row.code if given is None else given
        if changed:
            return answers.changed_code(reply, changed)
        written = answers.written_code(reply, stub=self.stub)
        return written and named_as_asked(written, self.instruction, above=self.context)

    @property
    def context(self) -> str:
        """The code above that the prompt shows."""
        above = _CONTEXT.match(self.row.prompt)
        return above["code"] if above else ""

    @property
    def target(self) -> str:
        """The code that the row's own reply leads to."""
        return self.code_of(self.row.reply) or ""

    @property
    def scope(self) -> Scope:
        """Where the answer goes, as the loop has it: what stands before runs with it."""
        return Scope(code=self.row.code, head=program_of([self.row.before]) if self.row.before.strip() else "")


@attrs.frozen
class Suite:
    """A named set of cases."""

    name: str
    cases: tuple[Case, ...]

    @property
    def by_hand(self) -> bool:
        """Whether people wrote it."""
        return self.name.endswith(_BY_HAND)


def suites(held_out: Mapping[str, Sequence[Dialogue]]) -> list[Suite]:
    """The held-out sets and the suite written by hand: instructions, then fixes, then wishes."""
    generated = [Suite(_TITLES.get(name, name), _cases(rows)) for name, rows in held_out.items()]
    found = [*generated, *handwritten_suites()]
    return sorted(found, key=lambda suite: (_ORDER.index(suite.cases[0].kind), suite.by_hand))


def handwritten_suites() -> Iterator[Suite]:
    """The suite written by hand; its broken programs are run for their tracebacks."""
    yield Suite(f"instructions, {_BY_HAND}", _cases(map(_instruction, handwritten.INSTRUCTIONS)))
    yield Suite(f"everyday instructions, {_BY_HAND}", _cases(map(_instruction, handwritten.EVERYDAY_INSTRUCTIONS)))
    with TrialRunner() as runner:
        known, everyday = handwritten.KNOWN_BROKEN_PROGRAMS, handwritten.BROKEN_EVERYDAY
        yield Suite(f"fixes, {_BY_HAND}", _cases(_broken(item, runner) for item in known))
        yield Suite(f"everyday fixes, {_BY_HAND}", _cases(_broken(item, runner) for item in everyday))
    yield Suite(f"wishes, {_BY_HAND}", _cases(map(_wished, handwritten.WISHED_CHANGES)))


def _cases(rows: Iterable[Dialogue]) -> tuple[Case, ...]:
    return tuple(map(Case.of, rows))


def _instruction(item: handwritten.Instruction) -> Dialogue:
    return dialogue.instruction(as_task(item), item.expected)


def _broken(item: handwritten.BrokenProgram, runner: TrialRunner) -> Dialogue:
    failure = runner.run(item.code).failure
    assert failure, f"does not fail: {item.code}"
    row = dialogue.fix(item.code, item.code, failure, kind="handwritten", expected=item.expected)
    return attrs.evolve(row, reply=item.edits)


def _wished(item: handwritten.WishedChange) -> Dialogue:
    row = dialogue.wish(item.code, item.code, item.wish, kind="handwritten", expected=item.expected)
    return attrs.evolve(row, reply=item.edits, check=item.check)
