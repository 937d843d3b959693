"""The data that newcomers' programs start from, by kind."""

from __future__ import annotations

from collections.abc import Callable

from opencodeinterpreter.data import words
from opencodeinterpreter.data.newcomers.story import Story

Literal = Callable[[Story], str]


def _numbers(story: Story) -> str:
    return f"[{', '.join(story.topic.amount(story.random) for _ in range(story.random.randint(3, 8)))}]"


def _words(story: Story) -> str:
    some = story.some(3, 7)
    if story.random.random() < 0.3:
        some += story.random.choices(some, k=story.random.randint(1, 3))
    if story.random.random() < 0.12:
        return f"{' '.join(word.replace(' ', '-') for word in some)!r}.split()"
    return repr(some)


def _table(story: Story) -> str:
    pairs = [f"{thing!r}: {story.topic.amount(story.random)}" for thing in story.some(2, 5)]
    return _bracketed(story, pairs, "{}")


def _groups(story: Story) -> str:
    return _bracketed(story, [f"{thing!r}: {_numbers(story)}" for thing in story.some(2, 3)], "{}")


def _pairs(story: Story) -> str:
    return _bracketed(story, [f"({thing!r}, {story.topic.amount(story.random)})" for thing in story.some(2, 5)], "[]")


def _record(story: Story, thing: str) -> str:
    return story.fill("{'$lab': $thing, '$num': $t, '$cat': '$c'}", thing=repr(thing))


def _records(story: Story) -> str:
    return _bracketed(story, [_record(story, thing) for thing in story.some(2, 4)], "[]", wide=True)


def _nested(story: Story) -> str:
    rows = [story.fill("'$thing': {'$num': $t, '$cat': '$c'}", thing=thing) for thing in story.some(2, 4)]
    return _bracketed(story, rows, "{}", wide=True)


def _lines(story: Story) -> str:
    rows = [story.fill("'$thing,$t,$c'", thing=thing) for thing in story.some(2, 5)]
    return _bracketed(story, rows, "[]")


def _text(story: Story) -> str:
    return repr(words.sentence(story.random))


def _amount(story: Story) -> str:
    return story.topic.amount(story.random)


def _grid(story: Story) -> str:
    width = story.random.randint(2, 4)
    rows = [
        f"[{', '.join(str(story.random.randint(0, 9)) for _ in range(width))}]"
        for _ in range(story.random.randint(2, 4))
    ]
    return _bracketed(story, rows, "[]")


def _dates(story: Story) -> str:
    random = story.random
    days = [
        f"{random.randint(1985, 2025)}-{random.randint(1, 12):02}-{random.randint(1, 28):02}"
        for _ in range(random.randint(2, 4))
    ]
    return repr(days)


def _word(story: Story) -> str:
    return repr(story.random.choice(story.topic.things))


def _bracketed(story: Story, parts: list[str], brackets: str, *, wide: bool = False) -> str:
    """On one line, or a line for each part."""
    long = sum(map(len, parts)) > 75
    if story.random.random() < (0.85 if wide or long else 0.25):
        return f"{brackets[0]}\n" + "".join(f"    {part},\n" for part in parts) + brackets[1]
    return f"{brackets[0]}{', '.join(parts)}{brackets[1]}"


# The literal of each kind, and what a variable of it is called.
LITERALS: dict[str, tuple[Literal, str]] = {
    "numbers": (_numbers, "$nums|$nums|numbers|values|all_$nums|my_$nums|$one_$nums|data"),
    "words": (_words, "$many|$many|names|my_$many|all_$many|$one_list|$one_names"),
    "table": (_table, "$nums|$many|stock|$one_$nums|prices|scores|data|$many_by_$num"),
    "groups": (_groups, "$nums|$many|results|history|$one_$nums|log"),
    "pairs": (_pairs, "$many|pairs|list_of_$many|entries|results|data"),
    "records": (_records, "$many|$many|records|database|rows|data|$one_list"),
    "nested": (_nested, "$many|$many|info|data|catalog|details"),
    "lines": (_lines, "lines|rows|csv_lines|data|$one_lines|raw"),
    "text": (_text, "text|sentence|message|line|phrase|quote|note"),
    "amount": (_amount, "$num|$num|start|value|amount|limit"),
    "grid": (_grid, "grid|board|table|matrix|rows|cells"),
    "dates": (_dates, "dates|birthdays|days|deadlines|holidays"),
    "word": (_word, "$lab|word|wanted|favorite|$one|search"),
}
