"""Wishes about a script or a class."""

from __future__ import annotations

from opencodeinterpreter.data.handwritten.items import WishedChange

_SQUARES = "squares = []\nfor i in range(10):\n    squares.append(i ** 2)\nprint(squares)\n"
_PEOPLE = """\
people = [
    {"name": "Bea", "age": 52},
    {"name": "Abe", "age": 77},
    {"name": "Cid", "age": 19},
]
for person in sorted(people, key=lambda p: p["name"]):
    print(person["name"], person["age"])
"""
_RECEIPT = """\
prices = [2.5, 1.333, 4]
total = sum(prices)
print(total)
"""
_TEAM = """\
team = ["Finn", "Gus", "Hana"]
for number, member in enumerate(team):
    print(number, member)
"""
_BASKET = """\
class Basket:
    def __init__(self, owner, things):
        self.owner = owner
        self.things = things

    def add(self, thing):
        self.things.append(thing)
"""
_DEPTHS = """\
depths = [3, -1, 8, -4, 5]
total = 0
for depth in depths:
    total += depth
print("total", total)
"""

WISHES_ABOUT_SCRIPTS: tuple[WishedChange, ...] = (
    WishedChange(
        code=_SQUARES,
        wish="use 5 instead of 10",
        edits="2|for i in range(5):",
        expected="[0, 1, 4, 9, 16]\n",
    ),
    WishedChange(
        code=_SQUARES,
        wish="also print the length of squares",
        edits="+5|print(len(squares))",
        expected="[0, 1, 4, 9, 16, 25, 36, 49, 64, 81]\n10\n",
    ),
    WishedChange(
        code=_SQUARES,
        wish="skip odd numbers",
        edits="+3|    if i % 2 == 1:\n+3|        continue",
        expected="[0, 4, 16, 36, 64]\n",
    ),
    WishedChange(
        code="print('Hello, ' + 'you')\n",
        wish="say 'Goodbye, ' instead of 'Hello, '",
        edits="1|print('Goodbye, ' + 'you')",
        expected="Goodbye, you\n",
    ),
    WishedChange(
        code=_PEOPLE,
        wish="sort by age instead",
        edits='6|for person in sorted(people, key=lambda p: p["age"]):',
        expected="Cid 19\nBea 52\nAbe 77\n",
    ),
    WishedChange(
        code=_PEOPLE,
        wish="print only the names, not the ages",
        edits='7|    print(person["name"])',
        expected="Abe\nBea\nCid\n",
    ),
    WishedChange(
        code=_PEOPLE,
        wish="leave out everybody younger than 20",
        edits='+7|    if person["age"] < 20:\n+7|        continue',
        expected="Abe 77\nBea 52\n",
    ),
    WishedChange(
        code=_RECEIPT,
        wish="print it with two decimals",
        edits='3|print(f"{total:.2f}")',
        expected="7.83\n",
    ),
    WishedChange(
        code=_RECEIPT,
        wish="print the highest price too",
        edits="+4|print(max(prices))",
        expected="7.833\n4\n",
    ),
    WishedChange(
        code=_RECEIPT,
        wish="call the list costs",
        edits="1|costs = [2.5, 1.333, 4]\n2|total = sum(costs)",
        check="print(costs[2])",
        expected="7.833\n4\n",
    ),
    WishedChange(
        code=_TEAM,
        wish="start counting at 1",
        edits="2|for number, member in enumerate(team, start=1):",
        expected="1 Finn\n2 Gus\n3 Hana\n",
    ),
    WishedChange(
        code=_TEAM,
        wish="print the names in upper case",
        edits="3|    print(number, member.upper())",
        expected="0 FINN\n1 GUS\n2 HANA\n",
    ),
    WishedChange(
        code=_TEAM,
        wish="add 'Ivo' to the team",
        edits='1|team = ["Finn", "Gus", "Hana", "Ivo"]',
        expected="0 Finn\n1 Gus\n2 Hana\n3 Ivo\n",
    ),
    WishedChange(
        code=_BASKET,
        wish="add a method size that returns how many things there are",
        edits="+8|\n+8|    def size(self):\n+8|        return len(self.things)",
        check="b = Basket('Mo', ['egg'])\nb.add('tea')\nprint(b.size())",
        expected="2\n",
    ),
    WishedChange(
        code=_BASKET,
        wish="give owner the default 'nobody'",
        edits="2|    def __init__(self, things, owner='nobody'):",
        check="b = Basket(things=[])\nprint(b.owner, b.things)",
        expected="nobody []\n",
    ),
    WishedChange(
        code=_DEPTHS,
        wish="ignore the negative values",
        edits="+4|    if depth < 0:\n+4|        continue",
        expected="total 16\n",
    ),
    WishedChange(
        code=_DEPTHS,
        wish="print the total after every step",
        edits="+5|    print(total)",
        expected="3\n2\n10\n6\n11\ntotal 11\n",
    ),
    WishedChange(
        code=_DEPTHS,
        wish="stop when depth is greater than 7",
        edits="+4|    if depth > 7:\n+4|        break",
        expected="total 2\n",
    ),
)
