"""Instructions that ask for a function or a class, in words or by a stub that waits for its body."""

from __future__ import annotations

from opencodeinterpreter.data.handwritten.items import Instruction, lines

FUNCTIONS: tuple[Instruction, ...] = (
    Instruction(
        text="write a function that counts the vowels in a string and call it count_vowels",
        answer="def count_vowels(text):\n    return sum(letter in 'aeiou' for letter in text.lower())",
        check="print(count_vowels('education'))",
        expected=lines(5),
    ),
    Instruction(
        text="function is_prime(n) that returns True if n is a prime number",
        answer="def is_prime(n):\n    return n > 1 and all(n % d for d in range(2, n))",
        check="print(is_prime(13), is_prime(15))",
        expected=lines("True False"),
    ),
    Instruction(
        text="write a function fibonacci(n) that returns a list of the first n fibonacci numbers",
        answer=(
            "def fibonacci(n):\n    numbers = []\n    a, b = 0, 1\n    for _ in range(n):\n"
            "        numbers.append(a)\n        a, b = b, a + b\n    return numbers"
        ),
        check="print(fibonacci(7))",
        expected=lines([0, 1, 1, 2, 3, 5, 8]),
    ),
    Instruction(
        text="write a function that checks whether a word is a palindrome, name it is_palindrome",
        answer="def is_palindrome(word):\n    return word == word[::-1]",
        check="print(is_palindrome('level'), is_palindrome('house'))",
        expected=lines("True False"),
    ),
    Instruction(
        text="write a function celsius_to_fahrenheit",
        answer="def celsius_to_fahrenheit(celsius):\n    return celsius * 9 / 5 + 32",
        check="print(celsius_to_fahrenheit(100))",
        expected=lines(212.0),
    ),
    Instruction(
        text="write a function gcd of two numbers a and b",
        answer="def gcd(a, b):\n    while b:\n        a, b = b, a % b\n    return a",
        check="print(gcd(48, 36))",
        expected=lines(12),
    ),
    Instruction(
        text="write a class Counter with a method increment",
        answer=(
            "class Counter:\n    def __init__(self):\n        self.count = 0\n\n"
            "    def increment(self):\n        self.count += 1"
        ),
        check="c = Counter()\nc.increment()\nc.increment()\nprint(c.count)",
        expected=lines(2),
    ),
    Instruction(
        text="create a class BankAccount with deposit and withdraw methods and a balance",
        answer=(
            "class BankAccount:\n    def __init__(self):\n        self.balance = 0\n\n"
            "    def deposit(self, amount):\n        self.balance += amount\n\n"
            "    def withdraw(self, amount):\n        self.balance -= amount"
        ),
        check="a = BankAccount()\na.deposit(50)\na.withdraw(20)\nprint(a.balance)",
        expected=lines(30),
    ),
    Instruction(
        text="",
        stub='def double_all(values):\n    """Return a list with every value doubled."""\n',
        answer=(
            'def double_all(values):\n    """Return a list with every value doubled."""\n'
            "    return [value * 2 for value in values]"
        ),
        check="print(double_all([1, 5]))",
        expected=lines([2, 10]),
    ),
    Instruction(
        text="",
        stub='def average(marks):\n    """Return the average of the marks."""\n',
        answer='def average(marks):\n    """Return the average of the marks."""\n    return sum(marks) / len(marks)',
        check="print(average([2, 4]))",
        expected=lines(3.0),
    ),
    Instruction(
        text="",
        stub='def initials(full_name):\n    """Return the first letters of the words in a name."""\n',
        answer=(
            'def initials(full_name):\n    """Return the first letters of the words in a name."""\n'
            "    return ''.join(word[0] for word in full_name.split())"
        ),
        check="print(initials('Ada Lovelace'))",
        expected=lines("AL"),
    ),
    Instruction(
        text="",
        stub='def only_even(nums):\n    """Keep only the even numbers."""\n    pass',
        answer=(
            'def only_even(nums):\n    """Keep only the even numbers."""\n    return [n for n in nums if n % 2 == 0]'
        ),
        check="print(only_even([1, 2, 3, 4]))",
        expected=lines([2, 4]),
    ),
    Instruction(
        text="write a function that returns the second largest number of a list, called second_largest",
        answer="def second_largest(numbers):\n    return sorted(numbers)[-2]",
        check="print(second_largest([4, 9, 7]))",
        expected=lines(7),
    ),
    Instruction(
        text="write a function add(a, b)",
        answer="def add(a, b):\n    return a + b",
        check="print(add(2, 3))",
        expected=lines(5),
    ),
    Instruction(
        text="i need a function leap that tells me if a year is a leap year",
        answer="def leap(year):\n    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)",
        check="print(leap(2024), leap(1900), leap(2023))",
        expected=lines("True False False"),
    ),
    Instruction(
        text="class Rectangle that knows its width and height, with a method for the area",
        answer=(
            "class Rectangle:\n    def __init__(self, width, height):\n        self.width = width\n"
            "        self.height = height\n\n    def area(self):\n        return self.width * self.height"
        ),
        check="print(Rectangle(3, 4).area())",
        expected=lines(12),
    ),
    Instruction(
        text="write unique(values), it takes a list and gives back the same list with no value twice",
        answer="def unique(values):\n    return list(dict.fromkeys(values))",
        check="print(unique([2, 2, 5, 2]))",
        expected=lines([2, 5]),
    ),
    Instruction(
        text="",
        stub='def shout(words: list) -> list:\n    """Put every word into upper case."""\n    ...',
        answer=(
            'def shout(words: list) -> list:\n    """Put every word into upper case."""\n'
            "    return [word.upper() for word in words]"
        ),
        check="print(shout(['no', 'way']))",
        expected=lines(["NO", "WAY"]),
    ),
    Instruction(
        text="define how_many_digits(number), the answer for 4096 is 4",
        answer="def how_many_digits(number):\n    return len(str(number))",
        check="print(how_many_digits(4096), how_many_digits(7))",
        expected=lines("4 1"),
    ),
)
