"""Instructions that ask for a few lines that print something, alone or below given code."""

from __future__ import annotations

from opencodeinterpreter.data.handwritten.items import Instruction, lines

SCRIPTS: tuple[Instruction, ...] = (
    Instruction(
        text="print the first 10 square numbers",
        answer="print([i ** 2 for i in range(1, 11)])",
        expected=lines([1, 4, 9, 16, 25, 36, 49, 64, 81, 100]),
    ),
    Instruction(text="let the computer say good evening", answer="print('good evening')", expected="good evening\n"),
    Instruction(text="sum of all even numbers from 1 to 50", answer="print(sum(range(2, 51, 2)))", expected="650\n"),
    Instruction(
        text="reverse the string 'stressed' and print it", answer="print('stressed'[::-1])", expected="desserts\n"
    ),
    Instruction(
        text="count backwards from 10 to 1, one number per line",
        answer="for i in range(10, 0, -1):\n    print(i)",
        expected=lines(*range(10, 0, -1)),
    ),
    Instruction(
        text="compute the factorial of 6", answer="import math\n\nprint(math.factorial(6))", expected=lines(720)
    ),
    Instruction(
        text="count how many words are in the sentence 'I love writing small programs'",
        answer="print(len('I love writing small programs'.split()))",
        expected=lines(5),
    ),
    Instruction(
        text="print the average of temperatures",
        context="temperatures = [12, 15, 11, 18]",
        answer="print(sum(temperatures) / len(temperatures))",
        expected=lines(14.0),
    ),
    Instruction(
        text="find the longest name in names and print it",
        context="names = ['Bo', 'Alexander', 'Maria']",
        answer="print(max(names, key=len))",
        expected=lines("Alexander"),
    ),
    Instruction(
        text="sort the list ages from high to low and print it",
        context="ages = [31, 8, 47, 22]",
        answer="ages.sort(reverse=True)\nprint(ages)",
        expected=lines([47, 31, 22, 8]),
    ),
    Instruction(
        text="print each fruit on its own line",
        context="fruits = ['fig', 'plum', 'date']",
        answer="for fruit in fruits:\n    print(fruit)",
        expected=lines("fig", "plum", "date"),
    ),
    Instruction(
        text="make a dictionary that counts each letter of 'banana' and print it",
        answer="counts = {}\nfor letter in 'banana':\n    counts[letter] = counts.get(letter, 0) + 1\nprint(counts)",
        expected=lines({"b": 1, "a": 3, "n": 2}),
    ),
    Instruction(
        text="print the multiplication table of 7 up to 5",
        answer="for i in range(1, 6):\n    print(f'7 x {i} = {7 * i}')",
        expected=lines("7 x 1 = 7", "7 x 2 = 14", "7 x 3 = 21", "7 x 4 = 28", "7 x 5 = 35"),
    ),
    Instruction(
        text="remove duplicates from [3, 1, 3, 2, 1] and print the result",
        answer="print(list(dict.fromkeys([3, 1, 3, 2, 1])))",
        expected=lines([3, 1, 2]),
    ),
    Instruction(
        text="fizzbuzz from 1 to 5",
        answer=(
            "for i in range(1, 6):\n    if i % 15 == 0:\n        print('FizzBuzz')\n    elif i % 3 == 0:\n"
            "        print('Fizz')\n    elif i % 5 == 0:\n        print('Buzz')\n    else:\n        print(i)"
        ),
        expected=lines(1, 2, "Fizz", 4, "Buzz"),
    ),
    Instruction(
        text="print the largest number in readings",
        context="readings = [4, 99, 23]",
        answer="print(max(readings))",
        expected=lines(99),
    ),
    Instruction(
        text="flatten the list [[1, 2], [3], [4, 5]] and print it",
        answer="print([item for row in [[1, 2], [3], [4, 5]] for item in row])",
        expected=lines([1, 2, 3, 4, 5]),
    ),
    Instruction(
        text="print the total of all prices",
        context="prices = {'tea': 3, 'cake': 5}",
        answer="print(sum(prices.values()))",
        expected=lines(8),
    ),
    Instruction(
        text="print the sum of the digits of 2024",
        answer="print(sum(int(digit) for digit in str(2024)))",
        expected=lines(8),
    ),
    Instruction(
        text="list all primes below 20",
        answer="print([n for n in range(2, 20) if all(n % d for d in range(2, n))])",
        expected=lines([2, 3, 5, 7, 11, 13, 17, 19]),
    ),
    Instruction(
        text="print the numbers 1 to 5 separated by commas",
        answer="print(', '.join(str(i) for i in range(1, 6)))",
        expected=lines("1, 2, 3, 4, 5"),
    ),
    Instruction(
        text="print the mean of the price column of table",
        context="import pandas as pd\n\ntable = pd.DataFrame({'item': ['a', 'b'], 'price': [2, 4]})",
        answer="print(table['price'].mean())",
        expected=lines(3.0),
    ),
    Instruction(
        text="print the squares of the even numbers from 1 to 10",
        answer="print([i ** 2 for i in range(2, 11, 2)])",
        expected=lines([4, 16, 36, 64, 100]),
    ),
    Instruction(
        text="what day of the week was 2024-02-29?",
        answer="import datetime\n\nprint(datetime.date(2024, 2, 29).strftime('%A'))",
        expected=lines("Thursday"),
    ),
    Instruction(
        text="print a triangle of stars with 4 rows",
        answer="for i in range(1, 5):\n    print('*' * i)",
        expected=lines("*", "**", "***", "****"),
    ),
    Instruction(
        text="print the keys and values of stock",
        context="stock = {'pen': 3, 'ink': 1}",
        answer="for key, value in stock.items():\n    print(key, value)",
        expected=lines("pen 3", "ink 1"),
    ),
    Instruction(text="how many letters does 'elephant' have?", answer="print(len('elephant'))", expected=lines(8)),
    Instruction(
        text="from marks make a new list with only the ones over 50 and show it",
        context="marks = [35, 72, 50, 91]",
        answer="print([mark for mark in marks if mark > 50])",
        expected=lines([72, 91]),
    ),
    Instruction(
        text="which animal in the list animals has the shortest name? print it",
        context="animals = ['tiger', 'cat', 'horse']",
        answer="print(min(animals, key=len))",
        expected=lines("cat"),
    ),
    Instruction(
        text="put the words of basket in order of their length and print the list",
        context="basket = ['banana', 'fig', 'mango']",
        answer="print(sorted(basket, key=len))",
        expected=lines(["fig", "mango", "banana"]),
    ),
    Instruction(
        text="who has the most points? print the name",
        context="points = {'Lee': 14, 'Zoe': 31, 'Kim': 22}",
        answer="print(max(points, key=points.get))",
        expected=lines("Zoe"),
    ),
    Instruction(
        text="print how often the letter s occurs in 'mississippi'",
        answer="print('mississippi'.count('s'))",
        expected=lines(4),
    ),
    Instruction(
        text="how many days are there from 2024-01-01 to 2024-03-01? print the number",
        answer="import datetime\n\nprint((datetime.date(2024, 3, 1) - datetime.date(2024, 1, 1)).days)",
        expected=lines(60),
    ),
    Instruction(
        text="print the name of the oldest person in people",
        context="people = [{'name': 'Ann', 'age': 41}, {'name': 'Ben', 'age': 67}]",
        answer="print(max(people, key=lambda person: person['age'])['name'])",
        expected=lines("Ben"),
    ),
    Instruction(
        text="write 'keep going' in capital letters on the screen",
        answer="print('keep going'.upper())",
        expected=lines("KEEP GOING"),
    ),
)
