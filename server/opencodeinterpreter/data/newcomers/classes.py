"""Programs around one small class: attributes, a few methods that fit together, objects that are used."""

from __future__ import annotations

import textwrap

from opencodeinterpreter.data.newcomers.story import Story

_SPENDING = """if $x > self.$num:
    print('«Not enough|Too much»')
else:
    self.$num -= $x|$x"""
_TEST_AND_ITS_USE = """return self.$num «>|>=|<» $t

def $g(self):
    if self.$f():
        return '«yes|ready|ok»'
    return '«no|wait»'"""
_SUM_AND_ITS_USE = """return sum(self.$many)

def $g(self):
    print(«'«Together|All»:', self.$f()|f'{self.$lab}: {self.$f()}'»)"""
# A method and a call of it that prints or changes something, by what the class keeps beside its label.
_NUMBER_METHODS = (
    ("describe|show|info", "return «f'{self.$lab}: {self.$num}'|self.$lab + ': ' + str(self.$num)»", "print($o.$f())"),
    ("is_high|is_good|check", "return self.$num «>|>=|<» $t", "print($o.$lab, $o.$f())"),
    ("add|raise_$num|increase", "self.$num += $x|$x", "$o.$f($t)\nprint($o.$num)"),
    (
        "use|lower_$num|spend",
        _SPENDING,
        "$o.$f($t)\nprint('«Now|Left|Rest»:', $o.$num)",
    ),
    ("change|set_$num|reset", "self.$num = $x\nreturn self|$x", "$o.$f($t)\nprint($o.$num)"),
    ("compare|is_more_than|beats", "return self.$num > $y.$num|$y", "print($o.$f($p))"),
    ("share|part_of|percent_of", "return round(self.$num / $x * 100, 1)|$x", "print(f'{$o.$f($m)} %')"),
    ("__str__", "return f'«{self.$lab} ({self.$num})|$One {self.$lab}»'", "print($o)"),
    (
        "double|twice|doubled",
        "return self.$num * «2|3»\n\ndef $g(self):\n    print(«'«It is|Now»:', self.$f()|self.$lab, self.$f()»)",
        "$o.$g()",
    ),
    (
        "is_ready|is_full|enough",
        _TEST_AND_ITS_USE,
        "print($o.$g())",
    ),
    ("greet|hello|speak", "print('«Hello|I am|This is»', self.$lab)", "$o.$f()"),
    ("rename|relabel", "self.$lab = $k|$k", "$o.$f('$w')\nprint($o.$lab)"),
)
_LIST_METHODS = (
    ("add|append_$one|put", "self.$many.append($x)|$x", "$o.$f($t)\n$o.$f($u)"),
    ("total|sum_up|overall", "return sum(self.$many)", "print('Total:', $o.$f())"),
    (
        "sum_of|all_of|amount",
        _SUM_AND_ITS_USE,
        "$o.$g()",
    ),
    ("count|size|how_many", "return len(self.$many)", "print($o.$f(), '$many')"),
    ("show|list_all|display", "for $x in self.$many:\n    print('«-|*|>»', $x)", "$o.$f()"),
    (
        "average|mean|usual",
        "if not self.$many:\n    return 0\nreturn sum(self.$many) / len(self.$many)",
        "print(round($o.$f(), 2))",
    ),
    ("best|highest|top", "return max(self.$many)", "print('Best:', $o.$f())"),
    ("over|more_than|above", "return [$y for $y in self.$many if $y > $x]|$x", "print($o.$f($t))"),
    (
        "take|next_one|pop_first",
        "if len(self.$many) == 0:\n    return None\nreturn self.$many.pop(0)",
        "print($o.$f())",
    ),
    ("has|contains|find", "return $x in self.$many|$x", "print('yes' if $o.$f($t) else 'no')"),
)


def class_program(story: Story) -> str:
    """One class with two to four methods and a use of each."""
    many = story.random.random() < 0.4
    rows = story.random.sample(_LIST_METHODS if many else _NUMBER_METHODS, story.random.randint(2, 3))
    if many and _LIST_METHODS[0] not in rows:
        rows.insert(0, _LIST_METHODS[0])
    elif many:
        rows.sort(key=_LIST_METHODS.index)
    name = story.fill("«$One|$One|My$One»" if not many else "«My$Many|Shop|Group|Box|$Many»")
    objects = {"o": story.new("$one|first|my_$one|a|thing"), "p": story.new("second|other|b|rival")}
    methods = [_method(story, row, objects) for row in rows]
    head = [story.fill(f"class {name}:"), *_constructor(story, many=many)]
    made = [story.fill(line, **objects) for line in _made(name, rows, many=many)]
    body = "\n\n".join(textwrap.indent(method, "    ") for method, _ in methods)
    uses = "\n".join([*made, *(use for _, use in methods)])
    return "\n".join(head) + f"\n\n{body}\n\n\n{uses}\n"


def _made(name: str, rows: list[tuple[str, str, str]], *, many: bool) -> list[str]:
    if many:
        return [f"$o = {name}('$w')"]
    second = any("$p" in use for _, _, use in rows)
    return [f"$o = {name}('$w', $t)", *([f"$p = {name}('$w2', $u)"] if second else [])]


def _constructor(story: Story, *, many: bool) -> list[str]:
    if many:
        return [
            story.fill(line)
            for line in ("    def __init__(self, $lab):", "        self.$lab = $lab", "        self.$many = []")
        ]
    default = "" if story.random.random() < 0.7 else "=0"
    lines = (f"    def __init__(self, $lab, $num{default}):", "        self.$lab = $lab", "        self.$num = $num")
    return [story.fill(line) for line in lines]


def _method(story: Story, row: tuple[str, str, str], objects: dict[str, str]) -> tuple[str, str]:
    """The method's source and its use; its body may be followed by a second one, ``$g``, that calls it.

    A bar at the body's end divides off the parameter.
    """
    names, template, use = row
    function = names if names.startswith("__") else story.new(names)
    second = {"g": story.new("report|tell|print_it|summary|status")} if "$g" in template else {}
    template, _, parameter = template.rpartition("|$") if template[-3:-1] == "|$" else (template, "", "")
    head = f"def $f(self{', $' + parameter if parameter else ''}):\n"
    filled = story.fill(head + textwrap.indent(template, "    "), f=function, **second)
    return filled, story.fill(use, f=function, **second, **objects)
