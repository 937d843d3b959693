"""Wishes about a small function."""

from __future__ import annotations

from opencodeinterpreter.data.handwritten.items import WishedChange

_MEAN = """\
def mean_mark(marks):
    total = 0
    for mark in marks:
        total += mark
    return total / len(marks)
"""
_COUNT = """\
def how_many(word, sign):
    number = word.count(sign)
    return number
"""
_TOP = "def ranking(points):\n    return sorted(points)\n"
_AREA = "def area(r):\n    return 3.14159 * r ** 2\n"
_NAME = "def full_name(first, last):\n    return first + ' ' + last\n"
_PRICE = "def price_of(menu, dish):\n    return menu[dish]\n"
_FIND = "def has_word(sentence, word):\n    return word in sentence.split()\n"
_SAFE = "def is_safe(password):\n    long_enough = len(password) >= 8\n    return long_enough\n"

WISHES: tuple[WishedChange, ...] = (
    WishedChange(
        code=_MEAN,
        wish="return 0 for an empty list",
        edits="+2|    if not marks:\n+2|        return 0",
        check="print(mean_mark([]), mean_mark([2, 4]))",
        expected="0 3.0\n",
    ),
    WishedChange(
        code=_MEAN,
        wish="round the result to 1 decimal",
        edits="5|    return round(total / len(marks), 1)",
        check="print(mean_mark([1, 2, 2]))",
        expected="1.7\n",
    ),
    WishedChange(
        code=_MEAN,
        wish="rename marks to grades",
        edits="1|def mean_mark(grades):\n3|    for mark in grades:\n5|    return total / len(grades)",
        check="print(mean_mark(grades=[1, 3]))",
        expected="2.0\n",
    ),
    WishedChange(
        code=_MEAN,
        wish="add type hints",
        edits="1|def mean_mark(marks: list) -> float:",
        check="print(mean_mark([1, 3]), len(mean_mark.__annotations__) > 0)",
        expected="2.0 True\n",
    ),
    WishedChange(
        code=_COUNT,
        wish="make it ignore case",
        edits="2|    number = word.lower().count(sign.lower())",
        check="print(how_many('Anna', 'a'))",
        expected="2\n",
    ),
    WishedChange(
        code=_COUNT,
        wish="add a docstring",
        edits='+2|    """Count how often a sign occurs in a word."""',
        check="print(bool(how_many.__doc__), how_many('aa', 'a'))",
        expected="True 2\n",
    ),
    WishedChange(
        code=_COUNT,
        wish="make 'e' the default for sign",
        edits="1|def how_many(word, sign='e'):",
        check="print(how_many('eel'))",
        expected="2\n",
    ),
    WishedChange(
        code=_TOP,
        wish="sort descending",
        edits="2|    return sorted(points, reverse=True)",
        check="print(ranking([1, 3, 2]))",
        expected="[3, 2, 1]\n",
    ),
    WishedChange(
        code=_TOP,
        wish="print it, you don't need to return it",
        edits="2|    print(sorted(points))",
        check="ranking([2, 1])",
        expected="[1, 2]\n",
    ),
    WishedChange(
        code=_TOP,
        wish="return an empty list if points is empty",
        edits="+2|    if not points:\n+2|        return []",
        check="print(ranking([]), ranking(None), ranking([2, 1]))",
        expected="[] [] [1, 2]\n",
    ),
    WishedChange(
        code=_AREA,
        wish="call the parameter radius instead of r",
        edits="1|def area(radius):\n2|    return 3.14159 * radius ** 2",
        check="print(area(radius=1))",
        expected="3.14159\n",
    ),
    WishedChange(
        code=_AREA,
        wish="raise a ValueError if r is negative",
        edits="+2|    if r < 0:\n+2|        raise ValueError('r must not be negative')",
        check="try:\n    area(-1)\nexcept ValueError:\n    print('refused', area(1))",
        expected="refused 3.14159\n",
    ),
    WishedChange(
        code=_NAME,
        wish="use an f-string",
        edits="2|    return f'{first} {last}'",
        check="print(full_name('Agent', 47))",
        expected="Agent 47\n",
    ),
    WishedChange(
        code=_NAME,
        wish="put the last name first, with a comma between them",
        edits="2|    return last + ', ' + first",
        check="print(full_name('Ada', 'Lovelace'))",
        expected="Lovelace, Ada\n",
    ),
    WishedChange(
        code=_PRICE,
        wish="return None if the dish is not on the menu",
        edits="2|    return menu.get(dish)",
        check="print(price_of({'soup': 4}, 'soup'), price_of({'soup': 4}, 'steak'))",
        expected="4 None\n",
    ),
    WishedChange(
        code=_PRICE,
        wish="add a parameter tip with default 0 and add it to the price",
        edits="1|def price_of(menu, dish, tip=0):\n2|    return menu[dish] + tip",
        check="print(price_of({'soup': 4}, 'soup'), price_of({'soup': 4}, 'soup', 1))",
        expected="4 5\n",
    ),
    WishedChange(
        code=_FIND,
        wish="it should be case insensitive",
        edits="2|    return word.lower() in sentence.lower().split()",
        check="print(has_word('Milk and Honey', 'milk'))",
        expected="True\n",
    ),
    WishedChange(
        code=_SAFE,
        wish="passwords need at least 12 characters, not 8",
        edits="2|    long_enough = len(password) >= 12",
        check="print(is_safe('abcdefghij'), is_safe('abcdefghijkl'))",
        expected="False True\n",
    ),
    WishedChange(
        code=_SAFE,
        wish="rename the function to good_password",
        edits="1|def good_password(password):",
        check="print(good_password('abcdefghij'))",
        expected="True\n",
    ),
)
