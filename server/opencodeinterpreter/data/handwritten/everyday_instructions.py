"""Instructions of every day: functions, classes and a few lines that print something, as people word them.

Written by one who had seen neither the generators of the training data nor any model's answers.
"""

from __future__ import annotations

from opencodeinterpreter.data.handwritten.items import Instruction, lines

_FUNCTIONS = (
    Instruction(
        text=(
            "how do i turn fahrenheit into celsius? put it in a function to_celsius please, 212 should come out as 100"
        ),
        answer="def to_celsius(fahrenheit):\n    return (fahrenheit - 32) * 5 / 9",
        check="print([round(float(to_celsius(degrees)), 2) for degrees in (212, 68, 100)])",
        expected=lines([100.0, 20.0, 37.78]),
    ),
    Instruction(
        text="a function for a list of numbers, I want back how far apart the smallest and the biggest one are",
        answer="def spread(numbers):\n    return max(numbers) - min(numbers)",
        check="print(spread([4, 11, -3, 5]), spread([8]))",
        expected=lines("14 0"),
    ),
    Instruction(
        text=(
            "longest_word('we love bananas') should give me 'bananas'. Can you write it so that it works for any "
            "sentence?"
        ),
        answer="def longest_word(sentence):\n    return max(sentence.split(), key=len)",
        check="print(longest_word('we love bananas'), longest_word('a programming exercise'))",
        expected=lines("bananas programming"),
    ),
    Instruction(
        text=(
            "are two words made of exactly the same letters, like listen and silent? "
            "a function that answers with True or False, please"
        ),
        answer="def is_anagram(first, second):\n    return sorted(first) == sorted(second)",
        check="print(is_anagram('listen', 'silent'), is_anagram('hello', 'world'), is_anagram('note', 'tones'))",
        expected=lines("True False False"),
    ),
    Instruction(
        text="is_even(n) -> True/False",
        answer="def is_even(n):\n    return n % 2 == 0",
        check="print(is_even(10), is_even(7), is_even(0))",
        expected=lines("True False True"),
    ),
    Instruction(
        text="my teacher wants a function that is given some minutes, say 125, and returns them as text: 2h 5m",
        answer="def as_hours(total):\n    return f'{total // 60}h {total % 60}m'",
        check="print(as_hours(125), as_hours(190))",
        expected=lines("2h 5m 3h 10m"),
    ),
    Instruction(
        text="I'd like grade(points) to return 'passed' for 50 points or more and 'failed' for anything below",
        answer="def grade(points):\n    return 'passed' if points >= 50 else 'failed'",
        check="print(grade(73), grade(50), grade(49))",
        expected=lines("passed passed failed"),
    ),
    Instruction(
        text="give back a list the other way round, in a function, but leave the list that was passed in as it is",
        answer="def backwards(values):\n    return values[::-1]",
        check="given = [3, 1, 2]\nprint(list(backwards(given)), given)",
        expected=lines("[2, 1, 3] [3, 1, 2]"),
    ),
    Instruction(
        text="I'm learning classes. Make a Dog that is created with a name, and bark() returns e.g. Rex says woof",
        answer=(
            "class Dog:\n    def __init__(self, name):\n        self.name = name\n\n"
            "    def bark(self):\n        return f'{self.name} says woof'"
        ),
        check="print(Dog('Rex').bark(), Dog('Bella').bark())",
        expected=lines("Rex says woof Bella says woof"),
    ),
    Instruction(
        text=(
            "please write class ShoppingCart: with add(item, price) you put something in, "
            "total() returns what everything costs together"
        ),
        answer=(
            "class ShoppingCart:\n    def __init__(self):\n        self.prices = []\n\n"
            "    def add(self, item, price):\n        self.prices.append(price)\n\n"
            "    def total(self):\n        return sum(self.prices)"
        ),
        check="cart = ShoppingCart()\ncart.add('milk', 2)\ncart.add('bread', 3)\nprint(cart.total())",
        expected=lines(5),
    ),
    Instruction(
        text=(
            "function to check if a password is ok, it needs 8 characters or more and at least one digit. "
            "retrun True or False"
        ),
        answer=("def is_safe(word):\n    return len(word) >= 8 and any(character.isdigit() for character in word)"),
        check="print(is_safe('secret99'), is_safe('short1'), is_safe('longenough'), is_safe('blue7sky'))",
        expected=lines("True False False True"),
    ),
    Instruction(
        text="how would one write factorial(n) with a while loop, returning the result?",
        answer=(
            "def factorial(n):\n    result = 1\n    while n > 1:\n        result *= n\n        n -= 1\n"
            "    return result"
        ),
        check="print(factorial(5), factorial(1))",
        expected=lines("120 1"),
    ),
    Instruction(
        text=(
            "people type their name as mARIA or peter, "
            "I need a function that takes any such name and returns Maria or Peter"
        ),
        answer="def tidy(text):\n    return text.capitalize()",
        check="print(tidy('mARIA'), tidy('peter'), tidy('OLGA'))",
        expected=lines("Maria Peter Olga"),
    ),
    Instruction(
        text="merge(a, b) for two dictionarys: returns one with everything in it, and when a key is in both, b wins",
        answer="def merge(a, b):\n    return {**a, **b}",
        check="print(sorted(merge({'x': 1, 'y': 2}, {'y': 5, 'z': 3}).items()))",
        expected=lines([("x", 1), ("y", 5), ("z", 3)]),
    ),
    Instruction(
        text="all numbers that divide n without remainder, 1 and n too. function with n as parameter, returns a list",
        answer="def divisors(n):\n    return [d for d in range(1, n + 1) if n % d == 0]",
        check="print(sorted(divisors(12)), sorted(divisors(7)))",
        expected=lines("[1, 2, 3, 4, 6, 12] [1, 7]"),
    ),
    Instruction(
        text="One mile has 1.609 km so what I'm missing is km_to_miles(km)",
        answer="def km_to_miles(km):\n    return km / 1.609",
        check="print(round(km_to_miles(16.09), 3), round(km_to_miles(5), 3))",
        expected=lines("10.0 3.108"),
    ),
    Instruction(
        text=(
            "Could you write something that takes a list of words and returns one sentence, spaces in between and "
            "a full stop at the end? As a function."
        ),
        answer="def sentence_of(parts):\n    return ' '.join(parts) + '.'",
        check="print(sentence_of(['i', 'like', 'tea']))",
        expected=lines("i like tea."),
    ),
    Instruction(
        text="function wanted: add up a list but skip the negative numbers, so [3, -2, 4] returns 7",
        answer="def sum_of_positive(values):\n    return sum(value for value in values if value > 0)",
        check="print(sum_of_positive([3, -2, 4]), sum_of_positive([-1, 10, -5]))",
        expected=lines("7 10"),
    ),
    Instruction(
        text="remove_vowels(text), same text back but without any a e i o u",
        answer="def remove_vowels(text):\n    return ''.join(letter for letter in text if letter not in 'aeiou')",
        check="print(remove_vowels('programming'), remove_vowels('blue house'))",
        expected=lines("prgrmmng bl hs"),
    ),
    Instruction(
        text="mean of a list of numbers, only it has to return 0 if the list is empty. name: safe_mean",
        answer="def safe_mean(numbers):\n    return sum(numbers) / len(numbers) if numbers else 0",
        check="print(float(safe_mean([2, 4, 9])), float(safe_mean([])))",
        expected=lines("5.0 0.0"),
    ),
    Instruction(
        text=(
            "what would a function look like that returns just the last n items of a list? "
            "first parameter the list, second n"
        ),
        answer="def tail(values, n):\n    return values[-n:]",
        check="print(tail([5, 6, 7, 8, 9], 2), tail(['a', 'b', 'c'], 1))",
        expected=lines("[8, 9] ['c']"),
    ),
    Instruction(
        text=(
            "word_count(text) should return a dictionary with how often each word is in the text, "
            "words are separated by spaces"
        ),
        answer=(
            "def word_count(text):\n    counts = {}\n    for word in text.split():\n"
            "        counts[word] = counts.get(word, 0) + 1\n    return counts"
        ),
        check="print(sorted(word_count('tea or milk or tea or water').items()))",
        expected=lines([("milk", 1), ("or", 3), ("tea", 2), ("water", 1)]),
    ),
)

_SCRIPTS = (
    Instruction(
        text="Who did best? I'd like the names from highest to lowest score, one below the other",
        context="scores = {'Mia': 62, 'Tom': 88, 'Ola': 75}",
        answer="for name in sorted(scores, key=scores.get, reverse=True):\n    print(name)",
        expected=lines("Tom", "Ola", "Mia"),
    ),
    Instruction(
        text="the 12 times table up to 10 please, every line like 12 x 1 = 12",
        answer="for i in range(1, 11):\n    print(f'12 x {i} = {12 * i}')",
        expected=lines(*(f"12 x {i} = {12 * i}" for i in range(1, 11))),
    ),
    Instruction(
        text="how many primes are between 1 and 50? I only need the number",
        answer="print(len([n for n in range(2, 50) if all(n % d for d in range(2, n))]))",
        expected=lines(15),
    ),
    Instruction(
        text="which fibonacci number is the first one above 1000",
        answer="a, b = 0, 1\nwhile a <= 1000:\n    a, b = b, a + b\nprint(a)",
        expected=lines(1597),
    ),
    Instruction(
        text="is butter on my shopping list? print yes or no",
        context="shopping = ['milk', 'eggs', 'bread', 'rice']",
        answer="print('yes' if 'butter' in shopping else 'no')",
        expected=lines("no"),
    ),
    Instruction(
        text="need the sum of every row of grid, each on its own line",
        context="grid = [[1, 2, 3], [4, 5, 6], [0, 10, 1]]",
        answer="for row in grid:\n    print(sum(row))",
        expected=lines(6, 15, 11),
    ),
    Instruction(
        text="sentence, but with its words in the opposite order (last word first, spaces between). print that",
        context="sentence = 'the quick brown fox jumps'",
        answer="print(' '.join(sentence.split()[::-1]))",
        expected=lines("jumps fox brown quick the"),
    ),
    Instruction(
        text="leap years from 2000 up to and including 2024, as a list",
        answer="print([y for y in range(2000, 2025) if y % 4 == 0 and (y % 100 != 0 or y % 400 == 0)])",
        expected=lines([2000, 2004, 2008, 2012, 2016, 2020, 2024]),
    ),
    Instruction(
        text="throw a dice 20 times and keep the numbers in a list rolls, use random",
        answer="import random\n\nrolls = [random.randint(1, 6) for _ in range(20)]",
        check="print(len(rolls), all(roll in range(1, 7) for roll in rolls), len(set(rolls)) > 1)",
        expected=lines("20 True True"),
    ),
    Instruction(
        text="show me pi with three digits after the point",
        answer="import math\n\nprint(round(math.pi, 3))",
        expected=lines(3.142),
    ),
    Instruction(
        text="waht is the median of heights",
        context="heights = [162, 175, 158, 181, 170]",
        answer="import statistics\n\nprint(statistics.median(heights))",
        expected=lines(170),
    ),
    Instruction(
        text=(
            "I borrowed a book on 2024-02-25 and have 10 days. when do I have to bring it back? "
            "print the date in the same format"
        ),
        answer="import datetime\n\nprint(datetime.date(2024, 2, 25) + datetime.timedelta(days=10))",
        expected=lines("2024-03-06"),
    ),
    Instruction(
        text="introduce everyone: Ana is 31 years old, and so on, a line for each person",
        context="people = [('Ana', 31), ('Bo', 19), ('Cy', 45)]",
        answer="for name, age in people:\n    print(f'{name} is {age} years old')",
        expected=lines("Ana is 31 years old", "Bo is 19 years old", "Cy is 45 years old"),
    ),
    Instruction(
        text="odd numbers from 1 to 15 joined with dashes, starts with 1-3-5",
        answer="print('-'.join(str(n) for n in range(1, 16, 2)))",
        expected=lines("1-3-5-7-9-11-13-15"),
    ),
    Instruction(
        text="start at 1, double it again and again until it's over 500 and print where you end up",
        answer="number = 1\nwhile number <= 500:\n    number *= 2\nprint(number)",
        expected=lines(512),
    ),
    Instruction(
        text="I've got 250 euros and spend 35 every week, for how many full weeks is that enough?",
        answer="print(250 // 35)",
        expected=lines(7),
    ),
    Instruction(
        text="How many of the characters in text are digits?",
        context="text = 'room 12b, floor 3, house 208'",
        answer="print(sum(character.isdigit() for character in text))",
        expected=lines(6),
    ),
    Instruction(
        text="what's Max's number?",
        context="phone = {'Eva': '555-1234', 'Max': '555-9876'}",
        answer="print(phone['Max'])",
        expected=lines("555-9876"),
    ),
    Instruction(
        text="a and b have to swap their values",
        context="a = 'tea'\nb = 'coffee'",
        answer="a, b = b, a",
        check="print(a, b)",
        expected=lines("coffee tea"),
    ),
    Instruction(
        text=(
            "turn capitals around so that I can look up the country by its city. "
            "the new dictionary should be called countries"
        ),
        context="capitals = {'France': 'Paris', 'Italy': 'Rome'}",
        answer="countries = {city: country for country, city in capitals.items()}",
        check="print(countries['Paris'], countries['Rome'], len(countries))",
        expected=lines("France Italy 2"),
    ),
    Instruction(
        text="take 'hello world', make every o a 0 and print it",
        answer="print('hello world'.replace('o', '0'))",
        expected=lines("hell0 w0rld"),
    ),
    Instruction(
        text="average of marks please but with 2 decimals only",
        context="marks = [14, 9, 17]",
        answer="print(round(sum(marks) / len(marks), 2))",
        expected=lines(13.33),
    ),
)

EVERYDAY_INSTRUCTIONS: tuple[Instruction, ...] = (*_FUNCTIONS, *_SCRIPTS)
