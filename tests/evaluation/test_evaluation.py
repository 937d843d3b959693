"""Evaluating: the loop's own prompts, candidates chosen by their trials alone, figures with honest intervals."""

from __future__ import annotations

import json
import math
from collections.abc import Callable

import attrs
import pytest

from opencodeinterpreter.data import dialogue
from opencodeinterpreter.data.execution import run
from opencodeinterpreter.data.tasks.task import Task
from opencodeinterpreter.evaluation.answering import Answerer, Ask, Spent
from opencodeinterpreter.evaluation.cases import Case, Suite, handwritten_suites, suites
from opencodeinterpreter.evaluation.evaluate import evaluate
from opencodeinterpreter.evaluation.feedback_rounds import feedback_tasks, feedback_turns
from opencodeinterpreter.evaluation.intervals import chance_of_gain, paired_gain, share
from opencodeinterpreter.evaluation.judging import candidates, changed_code
from opencodeinterpreter.evaluation.own_mistakes import own_mistakes
from opencodeinterpreter.evaluation.report import as_data, marked, measured, table, write_between
from opencodeinterpreter.evaluation.searching import all_that_the_loop_tries, best_of_others, first_new
from opencodeinterpreter.evaluation.trials import TrialPool
from opencodeinterpreter.evaluation.turns import first_turns
from opencodeinterpreter.kernel.sandbox import probe_sandbox
from opencodeinterpreter.model.protocol import ModelInfo, TokenChoice
from tiny_models import make_tiny_model

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


@pytest.fixture(scope="module")
def pool():
    with TrialPool(2) as running:
        yield running


@pytest.mark.parametrize(
    ("case", "kind", "instruction", "stub"),
    [
        (asked("print 1"), "instruction", "print 1", ""),
        (asked("print x", context="x = 1\n\n# print x"), "instruction", "print x", ""),
        (asked("", stub="def f(x):\n    pass"), "instruction", "", "def f(x):\n    pass"),
        (asked("double it", stub="def f(x):", context="y = 2"), "instruction", "double it", "def f(x):"),
        (fix_case(), "fix", "", ""),
        (wished("use 2", COUNT), "wish", "use 2", ""),
    ],
)
def test_what_was_asked_is_read_back_from_a_prompt(case, kind, instruction, stub):
    assert (case.kind, case.instruction, case.stub) == (kind, instruction, stub)


def test_the_program_of_a_reply_is_read_as_the_product_reads_it():
    stub = asked("", stub="def double(number):\n    pass")
    assert changed_code(stub.row, block("def double(number):\n    return 2 * number\nprint(double(2))")) == (
        "def double(number):\n    return 2 * number\n"
    )
    assert changed_code(fix_case().row, "3|print(apples + pears)<|EOT|>") == RIGHT
    assert changed_code(fix_case().row, "hm") is None


CANDIDATES = [
    ("right", fix_case(), "3|print(apples + pears)", (True, True)),
    ("runs, but prints something else", fix_case(), "3|print(apples * pears)", (True, False)),
    ("runs, but no longer prints", fix_case(), "-3|", (False, False)),
    ("unchanged", fix_case(), "1|apples = 3", (False, False)),
    ("raises again", fix_case(), "3|print(aple + pears)", (False, False)),
    ("no answer", fix_case(), "I don't know", (False, False)),
    ("printed", asked("print 1", expected="1\n"), block("print(1)"), (True, True)),
    ("nothing printed", asked("print 1", expected="1\n"), block("x = 1"), (False, False)),
    (
        "a function needs no output",
        asked("double", answer=DOUBLE, check="print(double(2))", expected="4\n"),
        block(DOUBLE),
        (True, True),
    ),
    (
        "what the check raises is not known to the loop",
        asked("double", answer=DOUBLE, check="print(double(2))", expected="4\n"),
        block("def dbl(x):\n    return 2 * x"),
        (True, False),
    ),
    (
        "a name that nobody gave",
        asked("twice a number", answer=DOUBLE, check="print(double(2))", expected="4\n"),
        block("def dbl(x):\n    return 2 * x"),
        (True, True),
    ),
    (
        "another function by another name",
        asked("twice a number", answer=DOUBLE, check="print(double(2))", expected="4\n"),
        block("def dbl(x):\n    return 3 * x"),
        (True, False),
    ),
    (
        "an example with values of its own",
        asked("double, with an example", answer=EXAMPLE, check="print(double(2))", expected="6\n4\n"),
        block(f"{DOUBLE}\n\n\nprint(double(21))"),
        (True, True),
    ),
    (
        "no example where one was asked for",
        asked("double, with an example", answer=EXAMPLE, check="print(double(2))", expected="6\n4\n"),
        block(DOUBLE),
        (True, False),
    ),
    (
        "a wish fulfilled in another way",
        wished("return 0 for ''", COUNT, check="print(count(None))", expected="0\n"),
        "2|    return len(text or '')",
        (True, True),
    ),
    (
        "a wish whose check can't tell is judged by its very change",
        wished("call it size", COUNT.replace("count", "size"), check="print(1)", expected="1\n"),
        "2|    return len(str(text))",
        (True, False),
    ),
    (
        "the very change",
        wished("call it size", COUNT.replace("count", "size"), check="print(1)", expected="1\n"),
        "1|def size(text):  # renamed",
        (True, True),
    ),
]


@needs_sandbox
@pytest.mark.parametrize(("case", "reply", "verdict"), [row[1:] for row in CANDIDATES], ids=[r[0] for r in CANDIDATES])
def test_candidates_are_accepted_by_their_trial_and_right_by_what_is_expected(pool, case, reply, verdict):
    candidate = candidates([case], [reply], pool)[0]
    assert (candidate.accepted, candidate.right) == verdict


@needs_sandbox
def test_each_program_is_run_once_and_answers_come_in_order():
    with TrialPool(2) as running:
        programs = [f"import time\nprint({number})" for number in (3, 1, 2, 3)]
        assert [trial.stdout for trial in running.run_all(programs)] == ["3\n", "1\n", "2\n", "3\n"]
        assert running.run(programs[0]) is running.run(programs[0])


@needs_sandbox
def test_feedback_is_worded_as_the_loop_words_it(pool):
    case = asked("print the sum of basket", context="basket = [1, 2]", expected="3\n")
    candidate = candidates([case], [block("total = sum(basket)\nprint(totl)")], pool)[0]
    [task] = feedback_tasks(Script(scripted).info, [case], [candidate], pool)
    assert task.prompt.startswith(
        "Fix this code: print the sum of basket\n"
        "1|total = sum(basket)\n2|print(totl)\n"
        'Traceback (most recent call last):\n  File "main.py", line 2, in <module>\n    print(totl)\nNameError:'
    )


@needs_sandbox
@pytest.mark.parametrize(
    ("case", "reply", "again", "right_reply"),
    [
        (fix_case(), "3|print(apples + pers)", "", "3|print(apples + pears)"),
        (fix_case(), "3|print(aples + pears)", "", "3|print(apples + pears)"),
        (
            wished("call it size", COUNT.replace("count", "size"), check="print(1)", expected="1\n"),
            "1|def size(text",
            "",
            "1|def size(text):",
        ),
        (asked("print 1", expected="1\n"), block("print(one)"), "1|print(one)", "1|print(1)"),
    ],
)
def test_a_models_own_mistakes_become_exercises_for_the_second_answer(pool, case, reply, again, right_reply):
    script = Script(lambda _ask, temperature, _seed: reply if temperature else case.row.reply)
    script.info = attrs.evolve(script.info, feedback_form="tried")
    [exercise] = own_mistakes(script, [case.row], pool, seed=1)
    if again:
        assert exercise.prompt.startswith(f"Fix this code: {case.instruction}\n{again}\nTraceback")
    else:
        assert exercise.prompt.startswith(f"{case.row.prompt}\nThis was tried and failed:\n{reply}\n")
    assert exercise.reply == right_reply
    assert candidates([Case.of(exercise)], [exercise.reply], pool)[0].right


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


@needs_sandbox
def test_feedback_samples_and_lines_each_win_what_they_can():
    evaluation = evaluate(Script(scripted), [three_fixes()], seed=5)
    result = evaluation.results[0]
    shown = [[candidate.right for candidate in c] for c in (result.first, result.second, result.best, result.searched)]
    assert shown == [[True, False, False], [True, True, False], [True, True, False], [True, True, True]]
    assert (result.raised, result.mended(result.second), result.lost(result.second)) == (1, 1, 0)
    data = as_data(evaluation, weights_sha256="ab")
    right = {"first": 1, "after_one_round": 2, "best_of_several": 2, "all": 3, "after_two_rounds": 3}
    assert data["sets"][0]["right"] == right
    assert data["sets"][0]["second_round"] == {key: {"mended": 1, "lost": 0} for key in ("one_trial", "all")}
    assert [failure["raised"] for failure in json.loads(json.dumps(data))["sets"][0]["failures"]] == [True, False]


@needs_sandbox
@pytest.mark.parametrize(("samples", "right"), [(1, False), (2, True)])
def test_code_that_has_just_failed_is_not_tried_again(pool, samples, right):
    case = three_fixes().cases[1]
    script = Script(lambda _ask, temperature, _seed: "2|b = a + 1" if temperature else "2|b = ab + 1")
    script.info = attrs.evolve(script.info, feedback_form="tried", samples=samples, lines=0)
    failed = candidates([case], ["2|b = ab + 1"], pool)
    turns = feedback_turns(script, [case], failed, pool)
    assert turns[0].greedy.code == failed[0].code
    assert [one.right for one in first_new(script, turns, failed, pool)] == [right]
    result = evaluate(script, [Suite("fixes", (case,))]).results[0]
    assert (result.repeated, [one.right for one in result.second]) == (1, [right])


@needs_sandbox
def test_a_report_shows_what_was_measured_and_nothing_else(tmp_path):
    evaluation = evaluate(Script(scripted), [three_fixes()], seed=5)
    text = measured(evaluation, command="do it", weights_sha256="ab", failures_shown=1)
    assert (
        "| fixes, written by hand | 3 | 33% (6-79) | 67% (21-94) | 67% (21-94) | 100% (44-100) | 100% (44-100) |"
        in text
    )
    assert "| **all** | 1 | 1: 100% (21-100) |" in text
    assert "`do it`" in text
    assert text.count("Asked:") == 1
    short = evaluate(Script(scripted), [three_fixes()], only_first=True)
    assert table(short).splitlines()[0] == "| set | cases | one answer |"

    page = tmp_path / "page.md"
    page.write_text(f"above\n{marked('old')}\nbelow\n")
    write_between(page, text)
    write_between(page, text)
    assert page.read_text() == f"above\n{marked(text)}\nbelow\n"
    page.write_text("no markers")
    with pytest.raises(ValueError, match="has no <!-- evaluation -->"):
        write_between(page, text)


@needs_sandbox
def test_what_the_error_suggests_comes_first_then_the_likely_lines(pool):
    names, keys = three_fixes().cases[0], fix_case("a = {'x': 1}\nb = a['day']\nprint(b)\n", "print(1)\n", "1\n")
    replies = {"1": "1|a = {'day': 1}", "+2": "+2|a = {'day': 1}"}
    asked: list[Ask] = []

    def reply(ask: Ask, _temperature: float, _seed: int) -> str:
        asked.append(ask)
        return replies.get(ask.prefix, "hm")

    greedy = candidates([names, keys], ["hm", "hm"], pool)
    script = Script(reply)
    turns = first_turns(script.info, [names, keys], greedy, pool)
    found = all_that_the_loop_tries(script, turns, pool)
    assert [(candidate.reply, candidate.right) for candidate in found] == [
        ("2|b = a + 1", True),
        ("1|a = {'day': 1}", True),
    ]
    assert [ask.prefix for ask in asked] == ["2", "1"]


@needs_sandbox
def test_where_a_suggestion_uncovers_the_next_slip_that_is_mended_too(pool):
    twice = fix_case("a = [1, 2\nprint(lenn(a))\n", "a = [1, 2]\nprint(len(a))\n", "2\n")
    script = Script(lambda _ask, _temperature, _seed: "hm")
    turns = first_turns(script.info, [twice], candidates([twice], ["hm"], pool), pool)
    (found,) = all_that_the_loop_tries(script, turns, pool)
    assert (found.code, found.right) == ("a = [1, 2]\nprint(len(a))\n", True)


@needs_sandbox
def test_a_second_round_tries_what_the_failure_of_an_answer_suggests(pool):
    instructions = [
        asked("show basket and its sum", context="basket = [1, 2]", expected="[1, 2] 3\n"),
        asked("print the last of basket", context="basket = [1, 2]", expected="2\n"),
        asked("print basket", context="basket = [1, 2]", expected="[1, 2]\n"),
    ]
    first = {"show": "print(baskt, sum(basket))", "last": "print(basket[2])", "print basket": "print('1, 2]')"}
    feedback = {"": "hm", "1": "1|print(basket[-1])"}

    def reply(ask: Ask, _temperature: float, _seed: int) -> str:
        if "Traceback" in ask.prompt:
            return feedback.get(ask.prefix, "hm")
        return next(block(code) for words, code in first.items() if words in ask.prompt)

    (result,) = evaluate(Script(reply), [Suite("instructions", tuple(instructions))]).results
    assert [one.right for one in result.second] == [False, False, False]
    assert [one.right for one in result.searched] == [True, False, False]
    assert [one.right for one in result.second_searched] == [True, True, False]
    assert [one.right for one in result.after_two_rounds] == [True, True, False]
    assert (result.raised, result.mended(result.second), result.mended(result.second_searched)) == (2, 0, 2)


@needs_sandbox
@pytest.mark.parametrize(("reviews", "code"), [(True, "print(2)"), (False, "print(1)")])
def test_answers_that_run_are_compared_as_the_loop_compares_them(pool, reviews, code):
    case = asked("print two", context="one = 1", expected="2\n")
    script = Reviewing(reviews=reviews)
    turns = first_turns(script.info, [case], candidates([case], [block("print(1)")], pool), pool)
    for searched in (best_of_others, all_that_the_loop_tries):
        (found,) = searched(script, turns, pool)
        assert ((found.code or "").strip(), found.right) == (code, reviews)
    read = "The code so far:\n```python\none = 1\n```\n\nWhat is asked for here?\n```python\nprint(2)\n```"
    assert (read in script.described) is reviews


def test_the_suites_are_in_order():
    generated = {"wishes": [wished("use 2", COUNT).row], "familiar fixes": [fix_case().row]}
    if not probe_sandbox().available:
        pytest.skip("no sandbox on this machine")
    assert [(suite.name, suite.by_hand) for suite in suites(generated)] == [
        ("instructions, written by hand", True),
        ("everyday instructions, written by hand", True),
        ("fixes, code shaped like training", False),
        ("fixes, written by hand", True),
        ("everyday fixes, written by hand", True),
        ("wishes, unseen kinds", False),
        ("wishes, written by hand", True),
    ]


@needs_sandbox
def test_the_suite_written_by_hand_is_right_by_its_own_solutions(pool):
    for suite in handwritten_suites():
        judged = candidates(suite.cases, [case.row.reply for case in suite.cases], pool)
        assert [
            c.row.prompt for c, one in zip(suite.cases, judged, strict=True) if not (one.right and one.accepted)
        ] == []


@pytest.mark.parametrize(
    ("count", "total", "low", "high"), [(0, 10, 0.0, 0.2775), (5, 10, 0.2366, 0.7634), (10, 10, 0.7225, 1.0)]
)
def test_shares_have_wilson_intervals(count, total, low, high):
    found = share(count, total)
    assert (found.value, round(found.low, 4), round(found.high, 4)) == (count / total, low, high)


@pytest.mark.parametrize(
    ("won", "lost", "total", "above_0", "chance"),
    [(0, 0, 50, False, 1.0), (4, 0, 50, False, 0.125), (6, 0, 50, True, 0.03125), (6, 5, 50, False, 1.0)],
)
def test_gains_are_judged_in_pairs(won, lost, total, above_0, chance):
    gain = paired_gain(won, lost, total)
    assert gain.value == (won - lost) / total
    assert gain.low < gain.value < gain.high
    assert (gain.low > 0) is above_0
    assert math.isclose(chance_of_gain(won, lost), chance)


@pytest.fixture(scope="module", params=["llama", "lfm2"])
def answerer(request, tmp_path_factory):
    return Answerer(make_tiny_model(tmp_path_factory.mktemp("tiny"), positions=96, architecture=request.param))


def test_a_model_answers_many_at_once_as_each_alone(answerer):
    asks = [Ask("a"), Ask("print it", "1|"), Ask("sort"), Ask("print it"), Ask("print it", "12|  x")]
    together = answerer.replies(asks, max_new_tokens=6, rows=3)
    assert together == [answerer.replies([ask], max_new_tokens=6)[0] for ask in asks]
    assert together[1].startswith("1|")
    assert answerer.spent.tokens >= 6


def test_samples_are_fixed_by_their_seed(answerer):
    asks = [Ask("a"), Ask("b")]
    drawn = [answerer.replies(asks, temperature=1.0, seed=seed, max_new_tokens=8) for seed in (1, 1, 2)]
    assert drawn[0] == drawn[1] != drawn[2]


def test_a_reply_ends_where_the_model_has_no_more_room(answerer):
    assert answerer.replies([Ask("x" * 200)]) == [""]
