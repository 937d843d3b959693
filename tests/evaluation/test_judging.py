"""Cases are read back from prompts; answers are accepted by their trials alone and right by what is expected."""

from __future__ import annotations

import pytest
from evaluation_parts import COUNT, DOUBLE, EXAMPLE, RIGHT, asked, block, fix_case, needs_sandbox, wished

from opencodeinterpreter.evaluation.cases import handwritten_suites, suites
from opencodeinterpreter.evaluation.judging import candidates, changed_code
from opencodeinterpreter.evaluation.trials import TrialPool


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
    ("nothing printed", asked("print 1", expected="1\n"), block("x = 1"), (True, False)),
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
def test_the_suites_are_in_order():
    generated = {"wishes": [wished("use 2", COUNT).row], "familiar fixes": [fix_case().row]}
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
