from __future__ import annotations

import random

import pytest

from opencodeinterpreter.text.edits import Change, Span, apply, minimal, rebase, replace_lines, shift


@pytest.mark.parametrize(
    ("old", "new", "changes"),
    [
        ("a\n", "a\n", []),
        ("", "x\n", [Change(0, 0, 0, 0, "x\n")]),
        ("x = foo(1)\n", "x = bar(1)\n", [Change(0, 4, 0, 7, "bar")]),
        ("a\nb\nc\n", "a\nc\n", [Change(1, 0, 2, 0, "")]),
        ("a\nc\n", "a\nb\nc\n", [Change(1, 0, 1, 0, "b\n")]),
        ("a\nb", "a\nb\nc", [Change(1, 1, 1, 1, "\nc")]),
        ("a1\nb\nc1\n", "a2\nb\nc2\n", [Change(0, 1, 0, 2, "2"), Change(2, 1, 2, 2, "2")]),
        ("é1\r\nb", "é2\r\nb", [Change(0, 1, 0, 2, "2")]),
    ],
)
def test_minimal(old: str, new: str, changes: list[Change]) -> None:
    assert minimal(old, new) == changes
    assert apply(changes, old) == new


def test_minimal_edits_turn_any_text_into_any_other() -> None:
    chance = random.Random(7)
    for _ in range(500):
        old, new = ("".join(chance.choices("ab\n", k=chance.randrange(12))) for _ in range(2))
        assert apply(minimal(old, new), old) == new, (old, new)


@pytest.mark.parametrize(
    ("old", "mine", "theirs", "expected"),
    [
        ("a\nb\nc\n", "a\nB\nc\n", "new\na\nb\nc\n", "new\na\nB\nc\n"),
        ("a\nb\nc\n", "a\nB\nc\n", "a\nb\nc\nmore\n", "a\nB\nc\nmore\n"),
        ("a\nb\nc\n", "a\nB\nc\n", "a\nb2\nc\n", None),
        ("a\nb\nc\n", "a\nB\nc\n", "a\nc\n", None),
        ("# do\n\nz\n", "# do\ncode\n\nz\n", "# do it\n\nz\ny\n", "# do it\ncode\n\nz\ny\n"),
        ("a\nb\n", "a\nmine\nb\n", "a\ntheirs\nb\n", None),
        ("a\nb\nc\n", "A\nb\nC\n", "a\nb\n2\nc\n", "A\nb\n2\nC\n"),
    ],
)
def test_rebase(old: str, mine: str, theirs: str, expected: str | None) -> None:
    changes = rebase(minimal(old, mine), old, theirs)
    assert (None if changes is None else apply(changes, theirs)) == expected


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (Change(0, 0, 0, 0, "x\n"), (Span(4, 6), False)),
        (Change(3, 0, 3, 0, "x\n"), (Span(4, 6), False)),
        (Change(3, 0, 3, 0, "x"), (Span(3, 5), True)),
        (Change(2, 0, 3, 0, ""), (Span(2, 4), False)),
        (Change(2, 4, 3, 0, ""), (Span(2, 4), True)),
        (Change(1, 2, 2, 3, ""), (Span(2, 4), False)),
        (Change(3, 1, 3, 2, "xyz"), (Span(3, 5), True)),
        (Change(3, 1, 3, 1, "\n\n"), (Span(3, 7), True)),
        (Change(4, 0, 5, 0, ""), (Span(3, 4), True)),
        (Change(4, 0, 6, 3, ""), (Span(3, 5), True)),
        (Change(5, 0, 5, 0, "x\n"), (Span(3, 5), False)),
        (Change(6, 0, 7, 0, ""), (Span(3, 5), False)),
        (Change(3, 0, 5, 0, "new\n"), None),
        (Change(0, 0, 9, 0, ""), None),
        (Change(1, 0, 4, 0, "one\n"), (Span(2, 3), True)),
    ],
)
def test_shift_of_lines_3_and_4(change: Change, expected: tuple[Span, bool] | None) -> None:
    assert shift(Span(3, 5), change) == expected


def test_an_untouched_span_keeps_its_text_whatever_changes() -> None:
    chance = random.Random(11)
    for _ in range(500):
        lines = [f"{n}{'x' * chance.randrange(3)}\n" for n in range(8)]
        span = Span(3, 5)
        start = (chance.randrange(8), 0)
        end = (chance.randrange(start[0], 8), chance.choice((0, 1)))
        change = Change(*start, *end, chance.choice(("", "a", "a\n", "\n", "a\nb"))) if end >= start else None
        moved = shift(span, change) if change else None
        if change and moved and not moved[1]:
            after = apply([change], "".join(lines)).splitlines(keepends=True)
            assert after[moved[0].start_line : moved[0].end_line] == lines[3:5], change


@pytest.mark.parametrize(
    ("text", "start", "end", "new", "expected"),
    [
        ("a\nb\nc\n", 1, 2, "x\ny\n", "a\nx\ny\nc\n"),
        ("a", 1, 1, "x\n", "a\nx\n"),
        ("a\nb", 1, 2, "x", "a\nx"),
        ("a\nb\n", 0, 1, "x", "x\nb\n"),
        ("a\r\nb\r\n", 1, 1, "x\ny\n", "a\r\nx\r\ny\r\nb\r\n"),
        ("a\nb\n", 0, 1, "", "b\n"),
        ("", 0, 0, "x\n", "x\n"),
    ],
)
def test_replace_lines(text: str, start: int, end: int, new: str, expected: str) -> None:
    assert replace_lines(text, start, end, new) == expected
