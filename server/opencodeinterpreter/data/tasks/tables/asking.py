"""The forms in which a person asks for something about a table: below it, with it, as a function of any."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable
from random import Random

from opencodeinterpreter.data import words
from opencodeinterpreter.data.tasks.tables.questions import QUESTIONS, Question
from opencodeinterpreter.data.tasks.tables.shapes import SHAPES, Table
from opencodeinterpreter.data.tasks.task import Task
from opencodeinterpreter.data.tasks.wording import third_person

_ASKED = ("{}", "{}", "{}", "{} show me", "i want to know: {}", "tell me: {}")
_SHOWN = (
    "print {}",
    "show {}",
    "display {}",
    "i want to see {}",
    "compute and print {}",
    "the program should print {}",
    "let python show {}",
)
_DONE = ("{}", "{} and print the result", "{} and show it")
_GIVEN = ("given {}, ", "i have {}. ", "with {}: ", "{}. ", "we have {}, ", "take {}. ")
_STARTS = (
    "write a function",
    "make a function",
    "define a function",
    "create a function",
    "i need a function",
    "a function",
)
_TAKES = ("{} that takes {} and returns {}", "{} that gets {} and gives back {}", "{} which is given {} and returns {}")
_DOES = ("{} that takes {} and {}", "{} which gets {} and {}", "{} with {} as input that {}")
_CALLED = (" called {}", " named {}", " {}")


def table_question(random: Random) -> Task:
    """One question about one table in one form."""
    question = random.choice(QUESTIONS)
    shape = next((s for s in SHAPES if s.name == question.shape), None) or random.choice(SHAPES)
    table = Table(shape, random, free=random.random() < 0.3)
    form = random.choice(FORMS)
    return form(question, table, random)


def _below(question: Question, table: Table, random: Random) -> Task:
    """A line below the table."""
    return Task(
        kind=f"table/{table.shape.name}/{question.name}/below",
        instruction=_asked(question, table, random),
        context="\n".join(table.assignments()),
        answer=_statement(question, table),
    )


def _with_table(question: Question, table: Table, random: Random) -> Task:
    """A whole script; the table stands in the instruction."""
    given = " and ".join(table.assignments())
    return Task(
        kind=f"table/{table.shape.name}/{question.name}/script",
        instruction=random.choice(_GIVEN).format(given) + _asked(question, table, random),
        answer="\n".join([*table.assignments(), _statement(question, table)]),
    )


def _function(question: Question, table: Table, random: Random) -> Task:
    """A function of any such table."""
    usual = f"{question.name}_{table.topic.number}"
    name = (
        usual if random.random() < 0.5 else words.identifier(random, {*re.findall(r"\w+", table.code(question.code))})
    )
    start = random.choice(_STARTS) + random.choice(_CALLED).format(name)
    taken = table.words(random.choice(table.shape.said))
    done = table.words(random.choice(question.actions))
    if question.shows or not question.things or random.random() < 0.4:
        wording = random.choice(_DOES).format(start, taken, third_person(done))
    else:
        wording = random.choice(_TAKES).format(start, taken, table.words(random.choice(question.things)))
    lead = "" if question.shows else "return "
    body = textwrap.indent(lead + table.code(question.code), "    ")
    answer = f"def {name}({', '.join(table.variables)}):\n{body}"
    return Task(
        kind=f"table/{table.shape.name}/{question.name}/function",
        instruction=wording,
        answer=answer,
        check=_calls(question, table, name),
    )


def _calls(question: Question, table: Table, name: str) -> str:
    """Calls with the table's own values, and with others unless one of these is asked for by name."""
    calls = [f"{name}({table.arguments()})"]
    if "{thing}" not in table.shape.parts.get(question.code.strip("<>"), ""):
        table.draw_again()
        calls.append(f"{name}({table.arguments()})")
    return "\n".join(call if question.shows else f"print({call})" for call in calls)


FORMS: tuple[Callable[[Question, Table, Random], Task], ...] = (_below, _below, _with_table, _function)


def _asked(question: Question, table: Table, random: Random) -> str:
    draw = random.random()
    if question.shows:
        return table.words(random.choice(question.actions))
    if question.questions and draw < 0.35:
        return random.choice(_ASKED).format(table.words(random.choice(question.questions)))
    if question.things and draw < 0.75:
        return random.choice(_SHOWN).format(table.words(random.choice(question.things)))
    return random.choice(_DONE).format(table.words(random.choice(question.actions)))


def _statement(question: Question, table: Table) -> str:
    code = table.code(question.code)
    return code if question.shows else f"print({code})"
