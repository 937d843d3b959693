"""Further answers and rounds of feedback, as the loop has them; nobody looks at what is expected."""

from __future__ import annotations

import attrs
import pytest
from evaluation_parts import (
    COUNT,
    Reviewing,
    Script,
    asked,
    block,
    fix_case,
    needs_sandbox,
    scripted,
    three_fixes,
    wished,
)

from opencodeinterpreter.evaluation.answering import Ask
from opencodeinterpreter.evaluation.cases import Case, Suite
from opencodeinterpreter.evaluation.evaluate import evaluate
from opencodeinterpreter.evaluation.feedback_rounds import feedback_tasks, feedback_turns
from opencodeinterpreter.evaluation.judging import candidates
from opencodeinterpreter.evaluation.own_mistakes import own_mistakes
from opencodeinterpreter.evaluation.searching import all_that_the_loop_tries, best_of_others, first_new
from opencodeinterpreter.evaluation.turns import first_turns


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
