"""One program in the making: its subject, the names it has used, what it imports, and its way with templates."""

from __future__ import annotations

import re
from random import Random

from opencodeinterpreter.data import words
from opencodeinterpreter.data.newcomers.topics import TOPICS

_CHOICE = re.compile(r"«([^«»]*)»")
_PLACE = re.compile(r"\$(\w+?)(?=_|\b|\W)")
_LOOP_NAMES = {
    "x": ("n", "value", "x", "v", "current", "entry"),
    "k": ("name", "key", "k", "label", "who"),
    "i": ("i", "index", "j", "position", "pos"),
    "y": ("part", "piece", "other", "y", "field"),
    "e": ("item", "element", "row", "record", "r", "entry"),
    "q": ("letter", "char", "c", "ch", "sign"),
    "z": ("helper", "temp", "t", "inner", "extra"),
}

# Words for the lower and the higher part of something.
_LEVELS: dict[str, tuple[str, ...]] = {
    "a": ("low", "few", "cold", "small", "cheap"),
    "b": ("high", "many", "warm", "large", "dear"),
}


class Story:
    """Names and words of one program. Templates take ``«this|that»`` for a choice and ``$x`` for a name or word."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.topic = random.choice(TOPICS)
        self.imports: list[str] = []
        self._taken: set[str] = set()
        self._loops: set[str] = set()

    def new(self, suggestions: str) -> str:
        """A name that nothing has yet: one of the suggestions divided by bars, or a word."""
        options = [self.words(option) for option in suggestions.split("|")]
        free = [o for o in options if o.isidentifier() and o not in self._taken | self._loops | words.RESERVED]
        name = self.random.choice(free) if free and self.random.random() < 0.9 else ""
        if not name:
            return words.identifier(self.random, self._taken)
        self._taken.add(name)
        return name

    def fill(self, template: str, **names: str) -> str:
        """The template with its choices made and its places filled; equal places get equal names."""
        text = template
        while _CHOICE.search(text):
            text = _CHOICE.sub(lambda m: self.random.choice(m[1].split("|")), text)
        filled = dict(names)
        return _PLACE.sub(lambda m: self._place(m[1], filled), text)

    def words(self, text: str) -> str:
        """The template with the subject's words alone."""
        return self.fill(text)

    def need(self, line: str) -> None:
        """Import something, once."""
        if line and line not in self.imports:
            self.imports.append(line)

    def some(self, least: int, most: int) -> list[str]:
        """So many different things of the subject."""
        things = self.topic.things
        return self.random.sample(things, min(len(things), self.random.randint(least, most)))

    def _place(self, name: str, filled: dict[str, str]) -> str:
        if name not in filled:
            filled[name] = self._loop_name(name, filled) if name in _LOOP_NAMES else self._word(name)
        return filled[name]

    def _loop_name(self, place: str, filled: dict[str, str]) -> str:
        own = {"x": self.topic.number, "k": self.topic.label, "e": self.topic.single, "i": "i"}.get(place)
        used = self._taken | set(filled.values()) | words.RESERVED
        options = [name for name in (own, own, own, *_LOOP_NAMES[place]) if name and name not in used]
        name = self.random.choice(options) if options else words.identifier(self.random, set(used))
        self._loops.add(name)
        return name

    def _word(self, place: str) -> str:
        topic, random = self.topic, self.random
        plain = {"one": topic.single, "many": topic.plural, "lab": topic.label, "num": topic.number}
        plain |= {"nums": topic.numbers, "cat": topic.category, "One": topic.single.capitalize()}
        plain |= {"Num": topic.number.capitalize(), "Many": topic.plural.capitalize()}
        if place in plain:
            return plain[place]
        number = {"n": (2, 5), "m": (5, 20)}.get(place[0])
        if number:
            return str(random.randint(*number))
        if place[0] in "tu":
            return topic.amount(random)
        return random.choice({"w": topic.things, "c": topic.categories, **_LEVELS}[place[0]])
