"""Broken programs of a few lines, each with one slip."""

from __future__ import annotations

from opencodeinterpreter.data.handwritten.items import BrokenProgram

SLIPS: tuple[BrokenProgram, ...] = (
    BrokenProgram(
        code="prices = [3, 5, 8]\ntotal = 0\nfor price in prices:\n    total += prise\nprint(total)\n",
        edits="4|    total += price",
        expected="16\n",
    ),
    BrokenProgram(
        code="name = 'Ada'\nage = 36\nprint('Hello ' + name + ', you are ' + age)\n",
        edits="3|print('Hello ' + name + ', you are ' + str(age))",
        expected="Hello Ada, you are 36\n",
    ),
    BrokenProgram(
        code="def greet(person)\n    return 'Hi ' + person\n\nprint(greet('Bo'))\n",
        edits="1|def greet(person):",
        expected="Hi Bo\n",
    ),
    BrokenProgram(
        code="numbers = [1, 2, 3]\nfor i in range(len(numbers) + 1):\n    print(numbers[i])\n",
        edits="2|for i in range(len(numbers)):",
        expected="1\n2\n3\n",
    ),
    BrokenProgram(code="print(math.sqrt(16))\n", edits="+1|import math", expected="4.0\n"),
    BrokenProgram(
        code="colors = ['red', 'green']\ncolors.push('blue')\nprint(colors)\n",
        edits="2|colors.append('blue')",
        expected="['red', 'green', 'blue']\n",
    ),
    BrokenProgram(
        code="scores = {'ann': 3, 'bob': 5}\nfor name, score in scores:\n    print(name, score)\n",
        edits="2|for name, score in scores.items():",
        expected="ann 3\nbob 5\n",
    ),
    BrokenProgram(
        code=(
            "class Dog:\n    def __init__(self, name):\n        self.name = name\n\n    def bark():\n"
            "        print(self.name + ' says woof')\n\n\nDog('Rex').bark()\n"
        ),
        edits="5|    def bark(self):",
        expected="Rex says woof\n",
    ),
    BrokenProgram(
        code="def area(width, height):\n    result = width * height\n    return reslt\n\n\nprint(area(3, 4))\n",
        edits="3|    return result",
        expected="12\n",
    ),
    BrokenProgram(code="x = 7\nif x = 7:\n    print('seven')\n", edits="2|if x == 7:", expected="seven\n"),
    BrokenProgram(
        code="words = ['a', 'bb', 'ccc']\nprint(words.length)\n", edits="2|print(len(words))", expected="3\n"
    ),
    BrokenProgram(
        code="values = [3, 1, 2]\nvalues = values.sort()\nprint(values[0])\n", edits="2|values.sort()", expected="1\n"
    ),
    BrokenProgram(
        code="temperatures = [20.5, 22.1]\naverage = sum(temperatures) / len(temperature)\nprint(average)\n",
        edits="2|average = sum(temperatures) / len(temperatures)",
        expected="21.3\n",
    ),
    BrokenProgram(code="for i in range(3):\nprint(i)\n", edits="2|    print(i)", expected="0\n1\n2\n"),
    BrokenProgram(
        code="person = {'name': 'Eve', 'city': 'Rome'}\nprint(person['town'])\n",
        edits="2|print(person['city'])",
        expected="Rome\n",
    ),
    BrokenProgram(
        code="def mean(xs):\n    total = sum(xs)\n    total / len(xs)\n\n\nprint(mean([1, 2, 3]) + 1)\n",
        edits="3|    return total / len(xs)",
        expected="3.0\n",
    ),
    BrokenProgram(
        code="message = 'hello'\nprint(mesage.upper())\n", edits="2|print(message.upper())", expected="HELLO\n"
    ),
    BrokenProgram(
        code="print('The answer is: ' + 42)\n",
        edits="1|print('The answer is: ' + str(42))",
        expected="The answer is: 42\n",
    ),
    BrokenProgram(
        code="items = [4, 5, 6]\nprint(', '.join(items))\n",
        edits="2|print(', '.join(str(item) for item in items))",
        expected="4, 5, 6\n",
    ),
    BrokenProgram(
        code="count = 10\nwhile count > 8:\n    print(count)\n    count--\n",
        edits="4|    count -= 1",
        expected="10\n9\n",
    ),
    BrokenProgram(
        code="def add(a, b):\n    return a + b\n\n\nprint(add(1, 2)\n", edits="5|print(add(1, 2))", expected="3\n"
    ),
    BrokenProgram(code="n = '5'\nprint(n * 2 + 1)\n", edits="1|n = 5", expected="11\n"),
    BrokenProgram(
        code="import random\n\nrandom.sed(1)\nprint(random.randint(3, 3))\n", edits="3|random.seed(1)", expected="3\n"
    ),
    BrokenProgram(
        code=(
            "def factorial(n):\n    if n == 0:\n        return 1\n    return n * factorail(n - 1)\n\n\n"
            "print(factorial(5))\n"
        ),
        edits="4|    return n * factorial(n - 1)",
        expected="120\n",
    ),
    BrokenProgram(
        code="total = 0\nfor n in 5:\n    total += n\nprint(total)\n", edits="2|for n in range(5):", expected="10\n"
    ),
)
