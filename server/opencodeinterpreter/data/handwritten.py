"""A suite written by hand, before the first training, in the way in which newcomers write. Never trained on."""

from __future__ import annotations

import attrs


@attrs.frozen(kw_only=True)
class Instruction:
    """An instruction, perhaps below ``context``; ``check`` runs behind the answer, and all must print ``expected``."""

    text: str
    expected: str
    context: str = ""
    stub: str = ""
    check: str = ""


@attrs.frozen(kw_only=True)
class BrokenProgram:
    """A program that fails, and what it prints when mended."""

    code: str
    expected: str


@attrs.frozen(kw_only=True)
class WishedChange:
    """Working code, a person's wish about it, and code that then prints ``expected``."""

    code: str
    wish: str
    check: str
    expected: str


def _lines(*values: object) -> str:
    return "".join(f"{value}\n" for value in values)


INSTRUCTIONS: tuple[Instruction, ...] = (
    Instruction(text="print the first 10 square numbers", expected=_lines([1, 4, 9, 16, 25, 36, 49, 64, 81, 100])),
    Instruction(text="print hello world", expected=_lines("hello world")),
    Instruction(
        text="write a function that counts the vowels in a string and call it count_vowels",
        check="print(count_vowels('education'))",
        expected=_lines(5),
    ),
    Instruction(text="sum of all even numbers from 1 to 50", expected=_lines(650)),
    Instruction(
        text="function is_prime(n) that returns True if n is a prime number",
        check="print(is_prime(13), is_prime(15))",
        expected=_lines("True False"),
    ),
    Instruction(text="reverse the string 'stressed' and print it", expected=_lines("desserts")),
    Instruction(text="print the numbers from 10 down to 1", expected=_lines(*range(10, 0, -1))),
    Instruction(text="compute the factorial of 6", expected=_lines(720)),
    Instruction(
        text="write a function fibonacci(n) that returns a list of the first n fibonacci numbers",
        check="print(fibonacci(7))",
        expected=_lines([0, 1, 1, 2, 3, 5, 8]),
    ),
    Instruction(text="count how many words are in the sentence 'I love writing small programs'", expected=_lines(5)),
    Instruction(
        text="print the average of temperatures", context="temperatures = [12, 15, 11, 18]", expected=_lines(14.0)
    ),
    Instruction(
        text="find the longest name in names and print it",
        context="names = ['Bo', 'Alexander', 'Maria']",
        expected=_lines("Alexander"),
    ),
    Instruction(
        text="sort the list ages from high to low and print it",
        context="ages = [31, 8, 47, 22]",
        expected=_lines([47, 31, 22, 8]),
    ),
    Instruction(
        text="print each fruit on its own line",
        context="fruits = ['fig', 'plum', 'date']",
        expected=_lines("fig", "plum", "date"),
    ),
    Instruction(
        text="write a function that checks whether a word is a palindrome, name it is_palindrome",
        check="print(is_palindrome('level'), is_palindrome('house'))",
        expected=_lines("True False"),
    ),
    Instruction(
        text="make a dictionary that counts each letter of 'banana' and print it",
        expected=_lines({"b": 1, "a": 3, "n": 2}),
    ),
    Instruction(
        text="print the multiplication table of 7 up to 5",
        expected=_lines("7 x 1 = 7", "7 x 2 = 14", "7 x 3 = 21", "7 x 4 = 28", "7 x 5 = 35"),
    ),
    Instruction(
        text="write a function celsius_to_fahrenheit", check="print(celsius_to_fahrenheit(100))", expected=_lines(212.0)
    ),
    Instruction(text="write a function gcd of two numbers a and b", check="print(gcd(48, 36))", expected=_lines(12)),
    Instruction(text="remove duplicates from [3, 1, 3, 2, 1] and print the result", expected=_lines([3, 1, 2])),
    Instruction(text="fizzbuzz from 1 to 5", expected=_lines(1, 2, "Fizz", 4, "Buzz")),
    Instruction(text="print the largest number in readings", context="readings = [4, 99, 23]", expected=_lines(99)),
    Instruction(
        text="write a class Counter with a method increment",
        check="c = Counter()\nc.increment()\nc.increment()\nprint(c.count)",
        expected=_lines(2),
    ),
    Instruction(
        text="create a class BankAccount with deposit and withdraw methods and a balance",
        check="a = BankAccount()\na.deposit(50)\na.withdraw(20)\nprint(a.balance)",
        expected=_lines(30),
    ),
    Instruction(text="flatten the list [[1, 2], [3], [4, 5]] and print it", expected=_lines([1, 2, 3, 4, 5])),
    Instruction(
        text="",
        stub='def double_all(values):\n    """Return a list with every value doubled."""\n',
        check="print(double_all([1, 5]))",
        expected=_lines([2, 10]),
    ),
    Instruction(
        text="",
        stub='def average(marks):\n    """Return the average of the marks."""\n',
        check="print(average([2, 4]))",
        expected=_lines(3.0),
    ),
    Instruction(
        text="",
        stub='def initials(full_name):\n    """Return the first letters of the words in a name."""\n',
        check="print(initials('Ada Lovelace'))",
        expected=_lines("AL"),
    ),
    Instruction(
        text="",
        stub='def only_even(nums):\n    """Keep only the even numbers."""\n    pass',
        check="print(only_even([1, 2, 3, 4]))",
        expected=_lines([2, 4]),
    ),
    Instruction(text="print the total of all prices", context="prices = {'tea': 3, 'cake': 5}", expected=_lines(8)),
    Instruction(text="print the sum of the digits of 2024", expected=_lines(8)),
    Instruction(text="list all primes below 20", expected=_lines([2, 3, 5, 7, 11, 13, 17, 19])),
    Instruction(text="print the numbers 1 to 5 separated by commas", expected=_lines("1, 2, 3, 4, 5")),
    Instruction(
        text="write a function that returns the second largest number of a list, called second_largest",
        check="print(second_largest([4, 9, 7]))",
        expected=_lines(7),
    ),
    Instruction(
        text="print the mean of the price column of table",
        context="import pandas as pd\n\ntable = pd.DataFrame({'item': ['a', 'b'], 'price': [2, 4]})",
        expected=_lines(3.0),
    ),
    Instruction(text="print the squares of the even numbers from 1 to 10", expected=_lines([4, 16, 36, 64, 100])),
    Instruction(text="what day of the week was 2024-02-29?", expected=_lines("Thursday")),
    Instruction(text="print a triangle of stars with 4 rows", expected=_lines("*", "**", "***", "****")),
    Instruction(text="write a function add(a, b)", check="print(add(2, 3))", expected=_lines(5)),
    Instruction(
        text="print the keys and values of stock",
        context="stock = {'pen': 3, 'ink': 1}",
        expected=_lines("pen 3", "ink 1"),
    ),
)

BROKEN_PROGRAMS: tuple[BrokenProgram, ...] = (
    BrokenProgram(
        code="prices = [3, 5, 8]\ntotal = 0\nfor price in prices:\n    total += prise\nprint(total)\n", expected="16\n"
    ),
    BrokenProgram(
        code="name = 'Ada'\nage = 36\nprint('Hello ' + name + ', you are ' + age)\n", expected="Hello Ada, you are 36\n"
    ),
    BrokenProgram(code="def greet(person)\n    return 'Hi ' + person\n\nprint(greet('Bo'))\n", expected="Hi Bo\n"),
    BrokenProgram(
        code="numbers = [1, 2, 3]\nfor i in range(len(numbers) + 1):\n    print(numbers[i])\n", expected="1\n2\n3\n"
    ),
    BrokenProgram(code="print(math.sqrt(16))\n", expected="4.0\n"),
    BrokenProgram(
        code="colors = ['red', 'green']\ncolors.push('blue')\nprint(colors)\n", expected="['red', 'green', 'blue']\n"
    ),
    BrokenProgram(
        code="scores = {'ann': 3, 'bob': 5}\nfor name, score in scores:\n    print(name, score)\n",
        expected="ann 3\nbob 5\n",
    ),
    BrokenProgram(
        code=(
            "class Dog:\n    def __init__(self, name):\n        self.name = name\n\n    def bark():\n"
            "        print(self.name + ' says woof')\n\n\nDog('Rex').bark()\n"
        ),
        expected="Rex says woof\n",
    ),
    BrokenProgram(
        code="def area(width, height):\n    result = width * height\n    return reslt\n\n\nprint(area(3, 4))\n",
        expected="12\n",
    ),
    BrokenProgram(code="x = 7\nif x = 7:\n    print('seven')\n", expected="seven\n"),
    BrokenProgram(code="words = ['a', 'bb', 'ccc']\nprint(words.length)\n", expected="3\n"),
    BrokenProgram(code="values = [3, 1, 2]\nvalues = values.sort()\nprint(values[0])\n", expected="1\n"),
    BrokenProgram(
        code="temperatures = [20.5, 22.1]\naverage = sum(temperatures) / len(temperature)\nprint(average)\n",
        expected="21.3\n",
    ),
    BrokenProgram(code="for i in range(3):\nprint(i)\n", expected="0\n1\n2\n"),
    BrokenProgram(code="person = {'name': 'Eve', 'city': 'Rome'}\nprint(person['town'])\n", expected="Rome\n"),
    BrokenProgram(
        code="def mean(xs):\n    total = sum(xs)\n    total / len(xs)\n\n\nprint(mean([1, 2, 3]) + 1)\n",
        expected="3.0\n",
    ),
    BrokenProgram(
        code="message = 'hello'\nprint(message.upper)\nprint(mesage.upper())\n".replace("print(message.upper)\n", ""),
        expected="HELLO\n",
    ),
    BrokenProgram(code="print('The answer is: ' + 42)\n", expected="The answer is: 42\n"),
    BrokenProgram(code="items = [4, 5, 6]\nprint(', '.join(items))\n", expected="4, 5, 6\n"),
    BrokenProgram(code="count = 10\nwhile count > 8:\n    print(count)\n    count--\n", expected="10\n9\n"),
    BrokenProgram(code="def add(a, b):\n    return a + b\n\n\nprint(add(1, 2)\n", expected="3\n"),
    BrokenProgram(code="n = '5'\nprint(n * 2 + 1)\n", expected="11\n"),
    BrokenProgram(code="import random\n\nrandom.sed(1)\nprint(random.randint(3, 3))\n", expected="3\n"),
    BrokenProgram(
        code=(
            "def factorial(n):\n    if n == 0:\n        return 1\n    return n * factorail(n - 1)\n\n\n"
            "print(factorial(5))\n"
        ),
        expected="120\n",
    ),
    BrokenProgram(code="total = 0\nfor n in 5:\n    total += n\nprint(total)\n", expected="10\n"),
)

_MEAN = "def average(numbers):\n    return sum(numbers) / len(numbers)\n"
_COUNT = "def count_letter(text, letter):\n    return text.count(letter)\n"
_TOP = "def ranking(points):\n    return sorted(points)\n"
_SQUARES = "squares = []\nfor i in range(10):\n    squares.append(i ** 2)\nprint(squares)\n"
_AREA = "def area(r):\n    return 3.14159 * r ** 2\n"

WISHED_CHANGES: tuple[WishedChange, ...] = (
    WishedChange(
        code=_MEAN, wish="return 0 for an empty list", check="print(average([]), average([2, 4]))", expected="0 3.0\n"
    ),
    WishedChange(code=_MEAN, wish="round the result to 1 decimal", check="print(average([1, 2, 2]))", expected="1.7\n"),
    WishedChange(code=_MEAN, wish="rename numbers to grades", check="print(average(grades=[1, 3]))", expected="2.0\n"),
    WishedChange(
        code=_MEAN,
        wish="add type hints",
        check="print(average([1, 3]), len(average.__annotations__) > 0)",
        expected="2.0 True\n",
    ),
    WishedChange(code=_COUNT, wish="make it ignore case", check="print(count_letter('Anna', 'a'))", expected="2\n"),
    WishedChange(
        code=_COUNT,
        wish="add a docstring",
        check="print(bool(count_letter.__doc__), count_letter('aa', 'a'))",
        expected="True 2\n",
    ),
    WishedChange(
        code=_COUNT, wish="make 'e' the default for letter", check="print(count_letter('eel'))", expected="2\n"
    ),
    WishedChange(code=_TOP, wish="sort descending", check="print(ranking([1, 3, 2]))", expected="[3, 2, 1]\n"),
    WishedChange(
        code=_TOP, wish="print the result instead of returning it", check="ranking([2, 1])", expected="[1, 2]\n"
    ),
    WishedChange(
        code=_TOP,
        wish="return an empty list if points is empty",
        check="print(ranking([]), ranking(None), ranking([2, 1]))",
        expected="[] [] [1, 2]\n",
    ),
    WishedChange(code=_SQUARES, wish="use 5 instead of 10", check="", expected="[0, 1, 4, 9, 16]\n"),
    WishedChange(
        code=_SQUARES,
        wish="also print the length of squares",
        check="",
        expected="[0, 1, 4, 9, 16, 25, 36, 49, 64, 81]\n10\n",
    ),
    WishedChange(code=_SQUARES, wish="skip odd numbers", check="", expected="[0, 4, 16, 36, 64]\n"),
    WishedChange(
        code=_AREA, wish="call the parameter radius instead of r", check="print(area(radius=1))", expected="3.14159\n"
    ),
    WishedChange(
        code=_AREA,
        wish="raise a ValueError if r is negative",
        check="try:\n    area(-1)\nexcept ValueError:\n    print('refused', area(1))",
        expected="refused 3.14159\n",
    ),
    WishedChange(
        code="print('Hello, ' + 'you')\n",
        wish="say 'Goodbye, ' instead of 'Hello, '",
        check="",
        expected="Goodbye, you\n",
    ),
)
