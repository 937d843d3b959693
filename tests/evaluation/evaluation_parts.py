"""Cases, and models that answer by a script, for the tests of the evaluation."""

from __future__ import annotations

from collections.abc import Callable

import attrs
import pytest

from opencodeinterpreter.data import dialogue
from opencodeinterpreter.data.execution import run
from opencodeinterpreter.data.tasks.task import Task
from opencodeinterpreter.evaluation.answering import Ask, Spent
from opencodeinterpreter.evaluation.cases import Case, Suite
from opencodeinterpreter.kernel.sandbox import probe_sandbox
from opencodeinterpreter.model.protocol import ModelInfo, TokenChoice

needs_sandbox = pytest.mark.skipif(not probe_sandbox().available, reason="no sandbox on this machine")

WRONG = "apples = 3\npears = 4\nprint(aples + pears)\n"
RIGHT = "apples = 3\npears = 4\nprint(apples + pears)\n"
COUNT = "def count(text):\n    return len(text)\n"
DOUBLE = "def double(x):\n    return 2 * x"
EXAMPLE = f"{DOUBLE}\n\n\nprint(double(3))"


def fix_case(wrong: str = WRONG, mended: str = RIGHT, expected: str = "7\n") -> Case:
    failure = run(wrong).failure
    assert failure
    return Case.of(dialogue.fix(wrong, mended, failure, kind="test", expected=expected))


def asked(instruction: str, *, expected: str = "", answer: str = "print(1)", **given: str) -> Case:
    task = Task(kind="test", instruction=instruction, answer=answer, **given)
    return Case.of(dialogue.instruction(task, expected))


def wished(wish: str, after: str, *, check: str = "", expected: str = "") -> Case:
    return Case.of(attrs.evolve(dialogue.wish(COUNT, after, wish, kind="test", expected=expected), check=check))


def block(code: str) -> str:
    return f"```python\n{code}\n```"


class Script:
    """Answers each prompt by a function of the ask, the temperature and the seed: implements Answering."""

    def __init__(self, reply: Callable[[Ask, float, int], str]) -> None:
        self._reply = reply
        self.info = ModelInfo(name="scripted", answer_form="line-edits", sends_history=False, samples=8, lines=7)
        self.spent = Spent(tokens=10, seconds=2.0)

    def replies(self, asks, *, temperature=0.0, seed=0, max_new_tokens=320):
        return [self._reply(ask, temperature, seed) for ask in asks]

    def choices(self, prompt, reply):
        return ()


class Reviewing(Script):
    """Prints 1 and nearly 3 or 2; thinks that two was asked for where it reads code that prints 2."""

    def __init__(self, *, reviews: bool) -> None:
        super().__init__(lambda ask, _temperature, _seed: f"{ask.prefix})\n```" if ask.prefix else block("print(1)"))
        self.info = ModelInfo(name="reviewing", sends_history=False, branches=2, reviews=reviews)
        self.described: list[str] = []

    def choices(self, prompt, reply):
        if "What is asked for here?" in prompt:
            self.described.append(prompt)
            return (TokenChoice(reply, -1.0 if "print(2)" in prompt else -9.0), TokenChoice("", -0.1))
        likely = (("1", -0.5), ("3", -1.0), ("2", -1.5))
        digit = next(letter for letter in reply if letter.isdigit())
        return (
            TokenChoice("```python\nprint(", -0.1),
            TokenChoice(digit, dict(likely)[digit], likely),
            TokenChoice("", -0.1),
        )


def three_fixes() -> Suite:
    wrong = [f"a = {number}\nb = aa + 1\nprint(b)\n" for number in (1, 2, 3)]
    cases = [fix_case(code, code.replace("aa", "a"), f"{number + 2}\n") for number, code in enumerate(wrong)]
    return Suite("fixes, written by hand", tuple(cases))


def scripted(ask: Ask, temperature: float, seed: int) -> str:
    """The first fix is right at once, the second after feedback or as the third sample, the third by a forced line."""
    mended = "2|b = a + 1"
    if "1|a = 1" in ask.prompt:
        return mended
    if "1|a = 2" in ask.prompt and not ask.prefix:
        return mended if "2|b = ab + 1" in ask.prompt or (temperature, seed) == (0.7, 7) else "2|b = ab + 1"
    return mended if ask.prefix == "2" and "1|a = 3" in ask.prompt else "hm"
