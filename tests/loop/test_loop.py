from __future__ import annotations

import asyncio
import json
from pathlib import Path

import attrs
import pytest
from loop_parts import InProcessTrials, ScriptedModel, collect, fenced, fix, of_kind

from opencodeinterpreter.errors import ModelError
from opencodeinterpreter.loop.conversation import Conversation
from opencodeinterpreter.loop.events import CandidateFound, Event, Finished, Notice, RoundStarted, Token, TrialOutput
from opencodeinterpreter.loop.limits import Limits
from opencodeinterpreter.loop.recording import FILE_NAME, Recorder
from opencodeinterpreter.loop.session import Loop
from opencodeinterpreter.model.protocol import ModelInfo
from opencodeinterpreter.text.edits import replace_lines
from opencodeinterpreter.text.generation import generation_at

LINE_EDITS = ModelInfo(name="bundled", answer_form="line-edits", sends_history=False)
TOLD_OF_TRIES = attrs.evolve(LINE_EDITS, feedback_form="tried")
DIVIDES = "def ratio(a, b):\n    return a / b\n\nprint(ratio(1, 0))\n"
DIVIDES_NOT = DIVIDES.replace("a / b", "a / b if b else 0")


async def generate(
    text: str, line: int, model: ScriptedModel, *, limits: Limits | None = None, refused: bool = False
) -> tuple[Conversation, list[Event], Finished]:
    generation = generation_at(text, line, line)
    assert generation is not None
    conversation = Conversation(scope=generation.scope)
    loop = Loop(model, InProcessTrials(refused=refused), limits or Limits())
    events, finished = await collect(loop.generate(conversation, generation))
    return conversation, events, finished


async def test_a_function_gets_the_name_that_was_asked_for() -> None:
    _, _, finished = await generate("# write double(n)\n", 0, ScriptedModel(fenced("def twice(n):\n    return 2 * n")))
    assert finished.code == "def double(n):\n    return 2 * n\n"


# text, line of the cursor, replies -> status, grade, rounds
GENERATED = [
    ("# print 1\n", 0, [fenced("print(1)")], ("ok", "output", 1)),
    ("# set x\n", 0, [fenced("x = 1")], ("ok", "ran", 1)),
    ("# set x\n", 0, ["x = 1<|EOT|>"], ("ok", "ran", 1)),
    ("# set x\n", 0, [fenced("x = 1\nassert x == 1")], ("ok", "asserts", 1)),
    ("# set x\nprint(x)\n", 0, [fenced("x = 1")], ("ok", "downstream", 1)),
    ("# set x\nprint(x)\n", 0, [fenced("y = 1")], ("ok", "ran", 1)),
    ("# %%\ny = 2\n# %%\n# print y\n# %%\nprint(z)\n", 3, [fenced("print(y)\nz = y")], ("ok", "downstream", 1)),
    ("def two():\n    pass\n", 0, [fenced("def two():\n    return 2\nprint(two())")], ("ok", "ran", 1)),
    (
        'def two():\n    """\n    >>> two()\n    2\n    """\n',
        0,
        [fenced("def two():\n    return 2")],
        ("ok", "asserts", 1),
    ),
    (
        'def two():\n    """\n    >>> two()\n    2\n    """\n',
        0,
        [fenced("def two():\n    return 3"), fenced("def two():\n    return 2")],
        ("ok", "asserts", 2),
    ),
    (
        "# a function twice, twice(3) should give 6\n",
        0,
        [fenced("def twice(n):\n    return n + 2"), fenced("def twice(n):\n    return n * 2")],
        ("ok", "asserts", 2),
    ),
    (
        "# a function twice, twice(3) should give 6\n",
        0,
        [fenced("def twice(n):\n    return 5")],
        ("failed", "failed", 3),
    ),
    ("# print 1\n", 0, [fenced("print(1 / 0)"), fenced("print(1)")], ("ok", "output", 2)),
    ("# print pi\n", 0, [fenced("print(math.pi)")], ("ok", "output", 1)),
    ("# print 1\n", 0, ["I can't do that.", fenced("print(1)")], ("ok", "output", 2)),
    ("# print 1\n", 0, ["I can't do that."], ("failed", "failed", 2)),
    ("# print 1\n", 0, [fenced("1 / 0")], ("failed", "failed", 3)),
    ("# print 1\n", 0, [fenced("1 / 0"), fenced("2 / 0"), fenced("3 / 0")], ("failed", "failed", 3)),
    ("# print 1\n", 0, [ModelError("No model.")], ("failed", "failed", 1)),
]


@pytest.mark.parametrize(("text", "line", "replies", "expected"), GENERATED)
async def test_generate(text: str, line: int, replies: list[str], expected: tuple[str, str, int]) -> None:
    conversation, events, finished = await generate(text, line, ScriptedModel(*replies))
    assert (finished.status, finished.grade, finished.rounds) == expected
    assert bool(finished.reason) == (finished.status == "failed")
    assert len(of_kind(events, RoundStarted)) == finished.rounds
    assert conversation.code == finished.code


STUB = "def ratio(a, b):\n    pass\n\nprint(ratio(1, 0))\n"
WRONG, OTHER, BROKEN, RIGHT = (
    f"def ratio(a, b):\n    {body}\n"
    for body in ("return a / b", "return b % b", "return a /", "return a / b if b else 0")
)


# text, replies -> status, grade, rounds, code: the code below calls what is written
CALLED = [
    (STUB, [WRONG, RIGHT], ("ok", "downstream", 2, RIGHT)),
    (STUB, [WRONG, OTHER, WRONG], ("failed", "failed", 3, WRONG)),
    (STUB, [WRONG, OTHER, BROKEN], ("failed", "failed", 3, OTHER)),
    (f"{STUB}print(ratio(1))\n", [RIGHT], ("ok", "ran", 1, RIGHT)),
    (f"def call(f):\n    return f() / 0\n\n{STUB}call(lambda: ratio(1, 1))\n", [RIGHT], ("ok", "ran", 1, RIGHT)),
    (
        "class A:\n    def one(self):\n        pass\n\n    def two(self):\n        return 1 / 0\n\nA().two()\n",
        ["def one(self):\n    return 1"],
        ("ok", "ran", 1, "    def one(self):\n        return 1\n"),
    ),
]


@pytest.mark.parametrize(("text", "replies", "expected"), CALLED)
async def test_code_below_that_fails_inside_the_candidate_is_fed_back(
    text: str, replies: list[str], expected: tuple[str, str, int, str]
) -> None:
    model = ScriptedModel(*map(fenced, replies))
    line = text[: text.index("pass")].count("\n")
    _, _, finished = await generate(text, line, model)
    assert (finished.status, finished.grade, finished.rounds, finished.code) == expected
    if finished.rounds > 1:
        assert "line 2, in ratio\nZeroDivisionError" in model.asked[1][-1].content
    if finished.status == "failed":
        assert finished.reason.endswith("(the code below fails inside it)")


async def test_events_come_in_the_order_of_the_work() -> None:
    _, events, finished = await generate("# print 1\n", 0, ScriptedModel(fenced("print(1)")))
    kinds = [type(event).__name__ for event in events if not isinstance(event, Token)]
    assert kinds == ["RoundStarted", "CandidateFound", "TrialOutput", "Tried", "Finished"]
    assert "".join(e.text for e in events if isinstance(e, Token)) == fenced("print(1)")
    assert [e.output.text for e in events if isinstance(e, TrialOutput)] == ["1\n"]
    assert (finished.code, finished.isolation, finished.model) == ("print(1)\n", "fresh", "scripted-1")


# text, model's replies -> status, rounds, the document afterwards
FIXED = [
    ("total = 1\nprint(totl)\n", [fenced("never asked")], ("ok", 0, "total = 1\nprint(total)\n")),
    ("print(math.pi)\n", [fenced("never asked")], ("ok", 0, "import math\nprint(math.pi)\n")),
    ("x = np2\nif x\n  y\n", [fenced("x = 1")], ("ok", 1, "x = 1\n")),
    ("pritn(json.dumps(1)\n", [fenced("never asked")], ("ok", 0, "import json\nprint(json.dumps(1))\n")),
    ("values = [1]\nprint(len(valeus)\n", [fenced("never asked")], ("ok", 0, "values = [1]\nprint(len(values))\n")),
    (DIVIDES, [fenced(DIVIDES_NOT)], ("ok", 1, DIVIDES_NOT)),
    (DIVIDES, [fenced(DIVIDES), fenced(DIVIDES_NOT)], ("ok", 2, DIVIDES_NOT)),
    (DIVIDES, [fenced(DIVIDES)], ("failed", 2, DIVIDES)),
    (DIVIDES, [fenced("ratio = max\nprint(ratio(1, 0) / 0)"), fenced(DIVIDES_NOT)], ("ok", 2, DIVIDES_NOT)),
    (DIVIDES, [fenced("def ratio(a, b):\n    return a"), fenced(DIVIDES_NOT)], ("ok", 2, DIVIDES_NOT)),
    (DIVIDES, [fenced("print(1)")], ("failed", 2, "")),
    (DIVIDES, [fenced(f"{DIVIDES[:31]}\n  print(ratio(1, 0))"), fenced(DIVIDES_NOT)], ("ok", 2, DIVIDES_NOT)),
]


@pytest.mark.parametrize(("text", "replies", "expected"), FIXED)
async def test_fix(text: str, replies: list[str], expected: tuple[str, int, str]) -> None:
    conversation, events, finished = await fix(text, ScriptedModel(*replies))
    scope = conversation.scope
    after = replace_lines(text, scope.start_line, scope.end_line, finished.code or "") if finished.code else ""
    assert (finished.status, finished.rounds, after) == expected
    assert events[0] == RoundStarted(0, 3)


async def test_a_greedy_model_that_repeats_itself_is_asked_once_more_with_randomness() -> None:
    model = ScriptedModel(fenced(DIVIDES))
    _, events, finished = await fix(DIVIDES, model, limits=Limits(max_rounds=9))
    assert [options.temperature for options in model.options] == [0.0, 0.7]
    assert model.asked[0] == model.asked[1]
    assert "The same error came back on the same code" in finished.reason
    assert "ZeroDivisionError" in finished.reason
    assert len(of_kind(events, Notice)) == 2


async def test_a_model_that_samples_is_not_asked_again_when_it_repeats_itself() -> None:
    model = ScriptedModel(fenced(DIVIDES))
    _, _, finished = await fix(DIVIDES, model, limits=Limits(max_rounds=9, temperature=0.5))
    assert (finished.status, finished.rounds) == ("failed", 1)


async def test_feedback_names_the_candidates_own_lines() -> None:
    text = "class A:\n    x = 1\n    def f(self):\n        # divide\n        return 1\n    print(f(0))\n"
    model = ScriptedModel(fenced("def f(self):\n    # divide\n    return 1 / 0"))
    await generate(text, 3, model, limits=Limits(max_rounds=2))
    assert model.asked[1][-1].content.startswith(
        'Execution result:\nTraceback (most recent call last):\n  File "main.py", line 3, in f\n    return 1 / 0\n'
    )


async def test_a_line_edits_model_changes_code_with_line_edits_and_sees_only_the_last_turn() -> None:
    text = "class A:\n    @staticmethod\n    def ratio(a, b):\n        return a / b\n"
    text += "".join(f"x{n} = {n}\n" for n in range(40)) + "A.ratio(1, 0)\n"
    model = ScriptedModel("4|        return a", info=LINE_EDITS)
    _, _, finished = await fix(text, model)
    assert (finished.status, finished.rounds) == ("ok", 1)
    assert finished.code == "class A:\n    @staticmethod\n    def ratio(a, b):\n        return a\n"
    assert "1|class A:\n2|    @staticmethod" in model.asked[0][0].content
    assert "ZeroDivisionError: division by zero" in model.asked[0][0].content


async def test_a_line_edits_model_writes_new_code_in_a_fence_and_refines_it_by_lines() -> None:
    model = ScriptedModel(fenced("x = 1\nprint(y / 0)"), "2|print(3), x / 0", "2|print(x)", info=LINE_EDITS)
    conversation, _, finished = await generate("# print x\n", 0, model)
    assert (finished.status, finished.rounds, finished.code) == ("ok", 3, "x = 1\nprint(x)\n")
    assert [len(asked) for asked in model.asked] == [1, 1, 1]
    assert model.asked[2][0].content == (
        "Fix this code: print x\n1|x = 1\n2|print(3), x / 0\n"
        'Traceback (most recent call last):\n  File "main.py", line 2, in <module>\n    print(3), x / 0\n'
        "ZeroDivisionError: division by zero"
    )
    assert [message.role for message in conversation.messages] == ["user", "assistant"] * 3


async def test_a_model_may_want_to_be_told_what_was_tried_on_the_code_as_it_was() -> None:
    model = ScriptedModel(
        "2|    return int(a / b)", "2|    return a / b or 0", "2|    return a / b if b else 0", info=TOLD_OF_TRIES
    )
    _, _, finished = await fix(DIVIDES, model)
    assert (finished.status, finished.rounds, finished.code) == ("ok", 3, DIVIDES_NOT)
    first, second, third = (asked[0].content for asked in model.asked)
    tried = "\nThis was tried and failed:\n{}\nZeroDivisionError: division by zero"
    assert second == first + tried.format("2|    return int(a / b)")
    assert third == second + tried.format("2|    return a / b or 0")


async def test_such_a_model_is_told_too_that_it_changed_nothing_but_not_twice() -> None:
    model = ScriptedModel("2|    return a / b", info=attrs.evolve(TOLD_OF_TRIES, samples=2))
    _, _, finished = await fix(DIVIDES, model, limits=Limits(max_rounds=5))
    assert (finished.status, finished.rounds) == ("failed", 2)
    assert "tried" not in model.asked[1][0].content, "the second sample answers the same prompt"
    assert "This was tried and failed:\n2|    return a / b\n" in model.asked[2][0].content


async def test_such_a_model_goes_on_from_a_change_that_got_further() -> None:
    text = "a = [1]\nfirst = a[1]\nlast = a[2]\nprint(first + last)\n"
    model = ScriptedModel("2|first = a[0]", "3|last = a[-1]", info=TOLD_OF_TRIES)
    _, _, finished = await fix(text, model)
    assert (finished.status, finished.rounds) == ("ok", 2)
    assert model.asked[1][0].content.startswith("Fix this code.\n1|a = [1]\n2|first = a[0]\n3|last = a[2]\n")
    assert "tried" not in model.asked[1][0].content


async def test_refine_is_the_next_turn_of_the_conversation() -> None:
    model = ScriptedModel(fenced("print(1)"), fenced("print(2)"), fenced("print(30)"))
    conversation, _, _ = await generate("# print 1\n", 0, model)
    loop = Loop(model, InProcessTrials(), Limits())
    _, finished = await collect(loop.refine(conversation, "print 2 instead"))
    assert (finished.status, finished.code, finished.rounds) == ("ok", "print(2)\n", 1)
    assert [message.role for message in model.asked[1]] == ["user", "assistant", "user"]
    assert "print 2 instead" in model.asked[1][-1].content
    conversation.code = "print(3)\n"  # the person changed it by hand
    _, finished = await collect(loop.refine(conversation, "ten times that"))
    assert "print(3)" in model.asked[2][-1].content
    assert finished.code == "print(30)\n"
    transcript = conversation.transcript()
    for text in ("print 2 instead", "scripted-1 answered", "isolation: fresh", "output"):
        assert text in transcript


async def test_refine_after_an_instant_fix_shows_the_model_the_code() -> None:
    model = ScriptedModel(fenced("import math\nprint(round(math.pi))"))
    conversation, _, _ = await fix("print(math.pi)\n", model)
    assert model.asked == []
    _, finished = await collect(Loop(model, InProcessTrials(), Limits()).refine(conversation, "round it"))
    assert "import math\nprint(math.pi)" in model.asked[0][-1].content
    assert finished.code == "import math\nprint(round(math.pi))\n"


@pytest.mark.parametrize("text", ["# print 1\n", "# %%\n# print 1\n"])
async def test_what_may_not_be_run_is_offered_unverified(text: str) -> None:
    model = ScriptedModel(fenced("print(1 / 0)"))
    _, _, finished = await generate(text, text.count("\n") - 1, model, refused=True)
    assert (finished.status, finished.grade, finished.isolation) == ("ok", "unverified", "none")
    _, _, finished = await fix("print(math.pi)\n", model, refused=True)
    assert (finished.status, finished.rounds, finished.code) == ("ok", 0, "import math\nprint(math.pi)\n")


async def test_an_instruction_goes_to_the_model_at_once() -> None:
    model = ScriptedModel(fenced("print(3)"))
    _, _, finished = await fix("print(math.pi)\n", model, instruction="three will do")
    assert (finished.rounds, finished.code) == (1, "print(3)\n")
    assert "three will do" in model.asked[0][-1].content


async def test_a_selection_is_changed() -> None:
    text = "x = 1\nprint(x)\n"
    generation = generation_at(text, 0, 2, instruction="use y")
    assert generation is not None
    for model in (ScriptedModel(fenced("y = 1\nprint(y)")), ScriptedModel("1|y = 1\n2|print(y)", info=LINE_EDITS)):
        conversation = Conversation(scope=generation.scope)
        _, finished = await collect(Loop(model, InProcessTrials(), Limits()).generate(conversation, generation))
        assert finished.code == "y = 1\nprint(y)\n"
        assert "use y" in model.asked[0][0].content
        assert "x = 1" in model.asked[0][0].content


class EndlessModel(ScriptedModel):
    """Streams until it is stopped."""

    async def stream(self, messages, options):
        async for piece in super().stream(messages, options):
            yield piece
            await asyncio.Event().wait()


class EndlessTrials(InProcessTrials):
    """Runs until it is stopped."""

    stopped = False

    async def attempt(self, code, **options):
        try:
            await asyncio.Event().wait()
        finally:
            self.stopped = True


@pytest.mark.parametrize("where", [Token, CandidateFound])
async def test_cancelling_stops_model_and_trial(where: type) -> None:
    generation = generation_at("# print 1\n", 0, 0)
    assert generation is not None
    model = EndlessModel(fenced("x")) if where is Token else ScriptedModel(fenced("x"))
    trials = EndlessTrials()
    reached = asyncio.Event()

    async def work() -> None:
        async for event in Loop(model, trials, Limits()).generate(Conversation(scope=generation.scope), generation):
            if isinstance(event, where):
                reached.set()

    task = asyncio.create_task(work())
    await reached.wait()
    await asyncio.sleep(0)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert trials.stopped or where is Token


async def test_closing_the_stream_of_events_closes_the_models() -> None:
    generation = generation_at("# print 1\n", 0, 0)
    assert generation is not None
    model = ScriptedModel(fenced("x"))
    events = Loop(model, InProcessTrials(), Limits()).generate(Conversation(scope=generation.scope), generation)
    async for event in events:
        if isinstance(event, Token):
            break
    assert model.open_streams == 1
    await events.aclose()
    assert model.open_streams == 0


async def test_recording(tmp_path: Path) -> None:
    generation = generation_at("# print 1\n", 0, 0)
    assert generation is not None
    folder = tmp_path / "kept"
    loop = Loop(ScriptedModel(fenced("print(1)")), InProcessTrials(), Limits(), recorder=Recorder(folder))
    for _ in range(2):
        await collect(loop.generate(Conversation(scope=generation.scope), generation))
    entries = [json.loads(line) for line in (folder / FILE_NAME).read_text().splitlines()]
    assert len(entries) == 2
    assert [message["role"] for message in entries[0]["messages"]] == ["user", "assistant"]
    assert entries[0]["outcome"]["grade"] == "output"


async def test_recorded_turns_are_the_replies_in_the_messages(tmp_path: Path) -> None:
    generation = generation_at("# print 1\n", 0, 0)
    assert generation is not None
    replies = [fenced("print(1 / 0)"), fenced("print(1 / 0)"), fenced("print(1)"), fenced("print(2)")]
    loop = Loop(ScriptedModel(*replies), InProcessTrials(), Limits(), recorder=Recorder(tmp_path))
    conversation = Conversation(scope=generation.scope)
    await collect(loop.generate(conversation, generation))
    await collect(loop.refine(conversation, "print 2 instead"))
    last = json.loads((tmp_path / FILE_NAME).read_text().splitlines()[-1])
    assert [(turn["code"], turn["execution"]["status"], turn["feedback_kind"]) for turn in last["turns"]] == [
        ("print(1 / 0)\n", "error", "execution"),
        ("print(1)\n", "ok", "human"),
        ("print(2)\n", "ok", ""),
    ]
    assert last["turns"][0]["execution"]["traceback"].endswith("ZeroDivisionError: division by zero")
    assert len([message for message in last["messages"] if message["role"] == "assistant"]) == 3


async def test_a_folder_that_cannot_be_written_loses_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    generation = generation_at("# print 1\n", 0, 0)
    assert generation is not None
    loop = Loop(
        ScriptedModel(fenced("print(1)")), InProcessTrials(), Limits(), recorder=Recorder(tmp_path / "file" / "x")
    )
    events, finished = await collect(loop.generate(Conversation(scope=generation.scope), generation))
    assert finished.status == "ok"
    assert "Check conversationsDir" in str(of_kind(events, Notice))


async def test_a_broken_prompt_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "generate.j2").write_text("{% if %}")
    generation = generation_at("# print 1\n", 0, 0)
    assert generation is not None
    loop = Loop(ScriptedModel("x"), InProcessTrials(), Limits(), prompts_dir=tmp_path)
    _, finished = await collect(loop.generate(Conversation(scope=generation.scope), generation))
    assert str(tmp_path / "generate.j2") in finished.reason
