"""Where dialogues come from: each source draws one verified dialogue, or None when a draw came to nothing."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable
from random import Random

import attrs

from opencodeinterpreter.data import dialogue, library, words
from opencodeinterpreter.data.dialogue import Dialogue
from opencodeinterpreter.data.dressing import dress, in_double_quotes, surrounded
from opencodeinterpreter.data.execution import TIME_LIMIT_S, Outcome, run
from opencodeinterpreter.data.mistakes import break_code
from opencodeinterpreter.data.newcomers import newcomer_program
from opencodeinterpreter.data.programs import random_program
from opencodeinterpreter.data.rewording import reworded
from opencodeinterpreter.data.splits import held_out
from opencodeinterpreter.data.tasks.forms import FORMS, OPERATIONS, as_function, function_code, parameters
from opencodeinterpreter.data.tasks.loops import for_each, which_of
from opencodeinterpreter.data.tasks.pipelines import pipeline
from opencodeinterpreter.data.tasks.scripts import SCRIPTS
from opencodeinterpreter.data.tasks.tables import table_question
from opencodeinterpreter.data.tasks.task import Task
from opencodeinterpreter.data.wishes import drawn as drawn_wish
from opencodeinterpreter.text.tracebacks import Failure

Source = Callable[[Random], "Dialogue | None"]
_MOST_LINES = 40
_MOST_MESSAGE_CHARS = 200
_REWORDED_SHARE = 0.6
_DRESSED_SHARE = 0.45
# What execution feedback shows when the first answer to a failure was wrong too.
_BOTCHED_SHARE = 0.1
# Pythons before 3.10 suggest no names, so the model must not lean on it.
_SHARE_WITHOUT_SUGGESTION = 0.3
_SLOW_TIME_LIMIT_S = 3.0


def draw_task(random: Random) -> Task:
    """Any task in any form."""
    draw = random.random()
    if draw < 0.60:
        return random.choices(FORMS, (34, 18, 22, 18, 8))[0](random.choice(OPERATIONS), random)
    for share, drawn in ((0.65, for_each), (0.67, which_of), (0.78, table_question), (0.88, pipeline)):
        if draw < share:
            return drawn(random)
    return random.choice(SCRIPTS)(random)


def instruction(random: Random, *, kept: bool = False) -> Dialogue | None:
    """A newcomer's instruction and the code that does it; ``kept`` draws from the held-out kinds alone."""
    drawn = draw_task(random)
    if held_out(drawn.kind) != kept:
        return None
    task = surrounded(_in_other_words(drawn, random), random)
    outcome = _outcome(task)
    return dialogue.instruction(task, outcome.stdout) if outcome.clean else None


def description(random: Random) -> Dialogue | None:
    """The code of an instruction, and the instruction that it answers."""
    drawn = draw_task(random)
    if held_out(drawn.kind) or not drawn.instruction or drawn.stub:
        return None
    return dialogue.description(_in_other_words(drawn, random)) if _outcome(drawn).clean else None


def _outcome(task: Task) -> Outcome:
    """What the task's program does; one that imports a slow library has more time."""
    heavy = "import p" in task.program() or "import m" in task.program()
    outcome = run(task.program(), time_limit_s=_SLOW_TIME_LIMIT_S if heavy else TIME_LIMIT_S)
    if "matplotlib" in task.answer:
        close_figures()
    return outcome


def _in_other_words(task: Task, random: Random) -> Task:
    if not task.instruction or random.random() >= _REWORDED_SHARE:
        return task
    named = re.findall(r"(?:function|called|named|define|class|name it|call it|variable|let) (\w+)", task.instruction)
    named += re.findall(r"(\w+) should be\b", task.instruction)
    signed = [name for call in re.findall(r"\w+\([\w, ]*\)", task.instruction) for name in re.findall(r"\w+", call)]
    names = [*named, *signed, *re.findall(r"\w+", f"{task.context} {task.stub}")]
    return attrs.evolve(task, instruction=reworded(task.instruction, random, names=names))


def close_figures() -> None:
    """Let go of the figures that a program left open."""
    import matplotlib.pyplot as plt

    plt.close("all")


def task_program(random: Random) -> tuple[str, str] | None:
    """The kind and the whole program of a task that needs no heavy library and no context."""
    task = draw_task(random)
    if "matplotlib" in task.program() or "pandas" in task.program() or held_out(task.kind):
        return None
    return task.kind, task.program()


def _broken(right: str, random: Random, *, source: str, time_limit_s: float = TIME_LIMIT_S) -> Dialogue | None:
    if random.random() < _DRESSED_SHARE:
        right = dress(right, random)
    outcome = run(right, time_limit_s=time_limit_s)
    if not outcome.clean or right.count("\n") > _MOST_LINES:
        return None
    broken = break_code(right, random)
    if broken is None:
        return None
    name, wrong = broken
    if random.random() < _BOTCHED_SHARE:
        wrong = _botched(wrong, right, random)
    if random.random() < _DRESSED_SHARE:
        wrong, right = in_double_quotes(wrong, right)
    failed = run(wrong, time_limit_s=time_limit_s)
    if failed.failure is None or len(failed.failure.message) > _MOST_MESSAGE_CHARS or not failed.failure.frames:
        return None
    failure = failed.failure
    if random.random() < _SHARE_WITHOUT_SUGGESTION:
        failure = attrs.evolve(failure, message=failure.message.split(". Did you")[0])
    return dialogue.fix(wrong, right, failure, kind=f"{source}/{name}", expected=outcome.stdout)


def _botched(wrong: str, right: str, random: Random) -> str:
    """The wrong code after a repair that made things worse: a second mistake in the line of the first."""
    lines, meant = wrong.splitlines(), right.splitlines()
    changed = [number for number, (one, other) in enumerate(zip(lines, meant, strict=False)) if one != other]
    if len(lines) != len(meant) or len(changed) != 1:
        return wrong
    line = lines[changed[0]]
    second = break_code(line.lstrip(), random)
    if second is None or "\n" in second[1].strip("\n"):
        return wrong
    lines[changed[0]] = line[: len(line) - len(line.lstrip())] + second[1].strip("\n")
    return "\n".join(lines) + "\n"


def familiar_fix(random: Random) -> Dialogue | None:
    """A mistake in code like that of the instructions."""
    drawn = task_program(random)
    return _broken(drawn[1], random, source="familiar fix") if drawn else None


def unfamiliar_fix(random: Random) -> Dialogue | None:
    """A mistake in a random program."""
    return _broken(random_program(random), random, source="unfamiliar fix")


def newcomer_fix(random: Random) -> Dialogue | None:
    """A mistake in a little script such as beginners write."""
    return _broken(newcomer_program(random), random, source="newcomer fix")


def feedback(random: Random, *, kept: bool = False) -> Dialogue | None:
    """A wrong answer to an instruction, what came of it, and the right answer; ``kept`` as for instructions."""
    drawn = draw_task(random)
    if held_out(drawn.kind) != kept or any(name in drawn.program() for name in ("matplotlib", "pandas")):
        return None
    task = surrounded(_in_other_words(drawn, random), random)
    outcome = run(task.program())
    broken = break_code(f"{task.answer}\n", random) if outcome.clean else None
    if broken is None:
        return None
    name, wrong = broken
    failure = _own_failure(task.context, wrong)
    if failure is None:
        return None
    return dialogue.feedback(task, wrong, failure, kind=f"feedback/{name}", expected=outcome.stdout)


def _own_failure(context: str, wrong: str) -> Failure | None:
    """How code below a context fails, its lines counted from its own first one as the loop counts them."""
    head = f"{context}\n" if context else ""
    failure = run(head + wrong).failure
    if failure is None or len(failure.message) > _MOST_MESSAGE_CHARS:
        return None
    above = head.count("\n")
    own = tuple(attrs.evolve(frame, line=frame.line - above) for frame in failure.frames if frame.line > above)
    return attrs.evolve(failure, frames=own) if own else None


@functools.cache
def library_programs(seed: int = 5) -> tuple[tuple[str, str], ...]:
    """Module and program of each standard-library function that could be called."""
    random = Random(seed)  # noqa: S311 - a seed must fix the data
    found = ((f.module, library.runnable_program(f, random)) for f in library.functions(pure_only=True))
    return tuple((module, program) for module, program in found if program)


@functools.cache
def _library_split(*, kept: bool) -> tuple[str, ...]:
    return tuple(program for module, program in library_programs() if (module in library.HELD_OUT) == kept)


def library_fix(random: Random, *, kept: bool = False) -> Dialogue | None:
    """A mistake in a function of the standard library that really runs; ``kept`` draws from the held-out modules."""
    return _broken(random.choice(_library_split(kept=kept)), random, source="library fix", time_limit_s=0.05)


@functools.cache
def _library_functions() -> tuple[str, ...]:
    return tuple(f.source for f in library.functions() if f.module not in library.HELD_OUT)


def library_syntax_fix(random: Random) -> Dialogue | None:
    """A mistake that keeps some function of the standard library from being read."""
    right = random.choice(_library_functions())
    broken = break_code(right, random)
    if broken is None:
        return None
    failed = _compiled(broken[1])
    return dialogue.fix(broken[1], right, failed, kind=f"library syntax/{broken[0]}") if failed else None


def _compiled(code: str) -> Failure | None:
    outcome = run(code)
    return (
        outcome.failure
        if outcome.failure and outcome.failure.name in ("SyntaxError", "IndentationError", "TabError")
        else None
    )


def wish(random: Random) -> Dialogue | None:
    """A person's wish about a program: a beginner's, one like the instructions' code, or a random one."""
    kind, code = _wished_program(random)
    if random.random() < _DRESSED_SHARE:
        code = dress(code, random)
    wished = drawn_wish(code, random) if code.count("\n") <= _MOST_LINES else None
    if wished is None:
        return None
    name, wording, after = wished
    if "'" not in wording and random.random() < _DRESSED_SHARE:
        code, after = in_double_quotes(code, after)
    before, outcome = run(code), run(after)
    if not before.clean or not outcome.clean:
        return None
    return dialogue.wish(code, after, wording, kind=f"wish/{name}/{kind}", expected=outcome.stdout)


def _wished_program(random: Random) -> tuple[str, str]:
    draw = random.random()
    if draw < 0.4:
        return "newcomer", newcomer_program(random)
    return _operation_program(random) if draw < 0.76 else ("random", random_program(random))


def _operation_program(random: Random) -> tuple[str, str]:
    if random.random() < 0.3:
        drawn = task_program(random)
        return drawn or ("random", random_program(random))
    operation = random.choice(OPERATIONS)
    task = as_function(operation, random)
    calls = task.check.splitlines()[0] if random.random() < 0.6 and "\n\n\nprint" not in task.answer else ""
    return operation.name, f"{task.answer}\n\n\n{calls}".strip("\n") + "\n"


def hinted(random: Random) -> Dialogue | None:
    """The wishes that need to know what an operation is: type hints and a docstring of its own."""
    operation = random.choice(OPERATIONS)
    names = parameters(operation, random, free=False)
    plain = function_code(operation, operation.name, names) + "\n"
    if random.random() < 0.5:
        changed = function_code(operation, operation.name, names, hints=True) + "\n"
        wording = random.choice(("add type hints", "add type annotations", "annotate the types", "use type hints"))
        return dialogue.wish(plain, changed, wording, kind=f"wish/hints/{operation.name}")
    text = operation.action.format(*names)
    changed = function_code(operation, operation.name, names, docstring=text[0].upper() + text[1:] + ".") + "\n"
    return dialogue.wish(
        plain,
        changed,
        random.choice(("add a docstring", "document it", "write a docstring")),
        kind=f"wish/docstring/{operation.name}",
    )


def copying(random: Random) -> Dialogue | None:
    """An exact change named by line: nothing but copying and reading numbers."""
    code = random_program(random) if random.random() < 0.5 else random.choice(_library_functions())
    lines = code.splitlines()
    if len(lines) > _MOST_LINES:
        return None
    number = random.randrange(len(lines))
    if not lines[number].strip():
        return None
    draw = random.random()
    if draw < 0.35:
        wording, changed = f"delete line {number + 1}", [*lines[:number], *lines[number + 1 :]]
    elif draw < 0.7:
        old = random.choice(lines[number].split())
        new = words.identifier(random, set())
        wording, changed = (
            f"in line {number + 1} replace {old} by {new}",
            [*lines[:number], lines[number].replace(old, new, 1), *lines[number + 1 :]],
        )
    else:
        wording, changed = f"repeat line {number + 1}", [*lines[: number + 1], *lines[number:]]
    return dialogue.wish(code, "\n".join(changed) + "\n", wording, kind="copy")


# Shares of the corpus.
SOURCES: dict[str, tuple[float, Source]] = {
    "instruction": (0.70, instruction),
    "familiar fix": (0.10, familiar_fix),
    "unfamiliar fix": (0.10, unfamiliar_fix),
    "newcomer fix": (0.15, newcomer_fix),
    "feedback": (0.06, feedback),
    "library fix": (0.05, library_fix),
    "library syntax": (0.03, library_syntax_fix),
    "wish": (0.20, wish),
    "hinted": (0.02, hinted),
    "copy": (0.03, copying),
    "description": (0.07, description),
}
