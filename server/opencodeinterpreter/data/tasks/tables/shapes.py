"""The shapes in which people keep a small table, and how code reaches its parts in each."""

from __future__ import annotations

import re
from random import Random

import attrs

from opencodeinterpreter.data import words
from opencodeinterpreter.data.newcomers.topics import TOPICS


@attrs.frozen
class Shape:
    """How a table is said and written.

    ``said`` is what a function takes; ``parts`` are the places of a question's code. In all of them ``$rows`` is the
    table's variable, ``$numbers`` a second one for a column of its own, ``$label``, ``$number``, ``$category`` the
    columns' names.
    """

    name: str
    said: tuple[str, ...]
    parts: dict[str, str]


def _parts(text: str) -> dict[str, str]:
    lines = (line.split(" = ", 1) for line in text.strip().splitlines())
    return {name.strip(): code for name, code in lines}


SHAPES: tuple[Shape, ...] = (
    Shape(
        "records",
        (
            "a list of dictionaries with {label} and {number}",
            "a list of {many} (dictionaries with '{label}' and '{number}')",
            "{many}, a list of dicts with the keys {label} and {number}",
        ),
        _parts("""
            item = $one in $rows
            each = for $one in $rows
            label = $one['$label']
            number = $one['$number']
            class = $one['$category']
            numbers = $one['$number'] for $one in $rows
            count = len($rows)
            labels = [$one['$label'] for $one in $rows]
            sorted_labels = sorted($one['$label'] for $one in $rows)
            max = max($rows, key=lambda $one: $one['$number'])['$label']
            min = min($rows, key=lambda $one: $one['$number'])['$label']
            look_up = next($one['$number'] for $one in $rows if $one['$label'] == {thing})
            rising = sorted($rows, key=lambda $one: $one['$number'])
            falling = sorted($rows, key=lambda $one: $one['$number'], reverse=True)
            ranked = $one
            ranked_label = $one['$label']
            ranked_number = $one['$number']
        """),
    ),
    Shape(
        "pairs",
        (
            "a list of ({label}, {number}) pairs",
            "a list of tuples with {label} and {number}",
            "{many} as a list of pairs of {label} and {number}",
        ),
        _parts("""
            item = $label, $number in $rows
            each = for $label, $number in $rows
            label = $label
            number = $number
            numbers = $number for $label, $number in $rows
            count = len($rows)
            labels = [$label for $label, $number in $rows]
            sorted_labels = sorted($label for $label, $number in $rows)
            max = max($rows, key=lambda pair: pair[1])[0]
            min = min($rows, key=lambda pair: pair[1])[0]
            look_up = dict($rows)[{thing}]
            rising = sorted($rows, key=lambda pair: pair[1])
            falling = sorted($rows, key=lambda pair: pair[1], reverse=True)
            ranked = $label, $number
            ranked_label = $label
            ranked_number = $number
        """),
    ),
    Shape(
        "dictionary",
        (
            "a dictionary from each {label} to its {number}",
            "a dictionary with the {number} of each {one}",
            "a dict of {labels} and {numbers}",
        ),
        _parts("""
            item = $label, $number in $rows.items()
            each = for $label, $number in $rows.items()
            label = $label
            number = $number
            numbers = $rows.values()
            count = len($rows)
            labels = list($rows)
            sorted_labels = sorted($rows)
            max = max($rows, key=$rows.get)
            min = min($rows, key=$rows.get)
            look_up = $rows[{thing}]
            rising = sorted($rows.items(), key=lambda item: item[1])
            falling = sorted($rows.items(), key=lambda item: item[1], reverse=True)
            ranked = $label, $number
            ranked_label = $label
            ranked_number = $number
        """),
    ),
    Shape(
        "columns",
        (
            "a list of {labels} and a list of their {numbers}",
            "two lists, the {labels} and the {numbers} of the {many}",
        ),
        _parts("""
            item = $label, $number in zip($rows, $numbers)
            each = for $label, $number in zip($rows, $numbers)
            label = $label
            number = $number
            numbers = $numbers
            count = len($numbers)
            labels = $rows
            sorted_labels = sorted($rows)
            max = $rows[$numbers.index(max($numbers))]
            min = $rows[$numbers.index(min($numbers))]
            look_up = $numbers[$rows.index({thing})]
            rising = sorted(zip($rows, $numbers), key=lambda pair: pair[1])
            falling = sorted(zip($rows, $numbers), key=lambda pair: pair[1], reverse=True)
            ranked = $label, $number
            ranked_label = $label
            ranked_number = $number
        """),
    ),
)


class Table:
    """One table: its subject, values, variables, and the words and values that questions name."""

    def __init__(self, shape: Shape, random: Random, *, free: bool) -> None:
        self.shape = shape
        self.topic = topic = random.choice(TOPICS)
        self._random = random
        taken = {topic.single, topic.label, topic.number, topic.category, topic.plural, topic.numbers, "pair", "item"}
        columns = shape.name == "columns"
        usual = plural_of(topic.label) if columns else topic.plural
        self.rows = words.identifier(random, taken) if free else usual
        self.numbers = (words.identifier(random, taken) if free else topic.numbers) if columns else ""
        self._drawn = self._draw()
        self.values = self._values()

    def _draw(self) -> list[tuple[str, str, str]]:
        things = self._random.sample(self.topic.things, self._random.randint(3, 5))
        amounts: list[str] = []
        while len(amounts) < len(things):
            amount = self.topic.amount(self._random)
            if amount not in amounts:
                amounts.append(amount)
        classes = [self._random.choice(self.topic.categories) for _ in things]
        return list(zip(things, amounts, classes, strict=True))

    def arguments(self) -> str:
        """The table's values as the arguments of a call."""
        return ", ".join(self._literals())

    def draw_again(self) -> None:
        """Go on with other values of the same things."""
        self._drawn = self._draw()

    def _values(self) -> dict[str, str]:
        amounts = sorted(float(amount) for _, amount, _ in self._drawn)
        return {
            "limit": self._written(self._random.choice(amounts[1:-1])),
            "edge": self._written(self._random.choice((amounts[0] - 1, *amounts[1:-1], amounts[-1]))),
            "few": str(self._random.randint(2, len(amounts) - 1)),
            "thing": repr(self._random.choice(self._drawn)[0]),
            "class": repr(self._random.choice(self._drawn)[2]),
        }

    def _written(self, amount: float) -> str:
        return f"{amount:g}" if self.topic.decimals else str(int(amount))

    def _literals(self) -> list[str]:
        label, number, category = self.topic.label, self.topic.number, self.topic.category
        if self.shape.name == "records":
            rows = (f"{{'{label}': {t!r}, '{number}': {n}, '{category}': {c!r}}}" for t, n, c in self._drawn)
            return [f"[{', '.join(rows)}]"]
        if self.shape.name == "pairs":
            return [f"[{', '.join(f'({t!r}, {n})' for t, n, _ in self._drawn)}]"]
        if self.shape.name == "dictionary":
            return [f"{{{', '.join(f'{t!r}: {n}' for t, n, _ in self._drawn)}}}"]
        return [repr([t for t, _, _ in self._drawn]), f"[{', '.join(n for _, n, _ in self._drawn)}]"]

    @property
    def variables(self) -> list[str]:
        """The one or two variables that hold the table."""
        return [self.rows, *([self.numbers] if self.numbers else [])]

    def assignments(self) -> list[str]:
        """A line for each variable."""
        return [f"{name} = {value}" for name, value in zip(self.variables, self._literals(), strict=True)]

    def code(self, template: str) -> str:
        """A question's code for this table."""
        text = re.sub(r"<(\w+)>", lambda place: self.shape.parts[place[1]], template)
        topic = self.topic
        names = {"rows": self.rows, "numbers": self.numbers, "one": topic.single, "label": topic.label}
        names |= {"number": topic.number, "category": topic.category}
        text = re.sub(r"\$(\w+)", lambda place: names[place[1]], text)
        return re.sub(r"\{(limit|edge|few|thing|class)\}", lambda place: self.values[place[1]], text)

    def words(self, template: str) -> str:
        """What is said, for this table."""
        topic = self.topic
        said = {"one": topic.single, "many": topic.plural, "label": topic.label, "labels": plural_of(topic.label)}
        said |= {"number": topic.number, "numbers": topic.numbers.removesuffix("_list"), "category": topic.category}
        plain = {
            name: value.strip("'") if self._random.random() < 0.5 else value for name, value in self.values.items()
        }
        return _with_articles(template.format(**said, **plain))


def _with_articles(text: str) -> str:
    """An age, hours: no "a" before a vowel or a plural."""
    return re.sub(r"\ba ([aeiou])", r"an \1", re.sub(r"\ba (\w+s)\b", r"\1", text))


def plural_of(label: str) -> str:
    """The plural of a column's name."""
    return f"{label}s"
