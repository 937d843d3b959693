"""Scripts that print: texts, loops, tables and shapes of characters."""

from __future__ import annotations

from random import Random

from opencodeinterpreter.data import words
from opencodeinterpreter.data.tasks.scripts.script import script
from opencodeinterpreter.data.tasks.task import Task


def hello(random: Random) -> Task:
    """Print a text, perhaps several times."""
    text = random.choice((words.sentence(random), "Hello, World!", f"Hello, {words.person(random)}!"))
    times = random.randint(2, 10)
    if random.random() < 0.5:
        return script(
            random,
            "print",
            [f"print {text!r}", f'print "{text}"', f"print the text {text!r}", f"say {text!r}", *_said(text)],
            f"print({text!r})",
        )
    return script(
        random,
        "print_times",
        [
            f"print {text!r} {times} times",
            f"print {text!r} {times} times in a loop",
            f"say {text!r} {times} times",
            f"{text!r} should be printed {times} times",
            f"i want to see {text!r} {times} times, each on its own line",
            f"repeat the line {text!r} {times} times",
        ],
        f"for _ in range({times}):\n    print({text!r})",
    )


def _said(text: str) -> list[str]:
    """Other ways to ask for a text on the screen, some without quotes."""
    return [
        f"let the computer say {text}",
        f"make the program say {text!r}",
        f"put {text!r} on the screen",
        f"the program should say {text}",
        f"i want it to print {text!r}",
        f"how do i print {text!r}?",
        f"the words {text!r} should appear",
        f"print out: {text}",
        f"let python greet me with {text!r}",
    ]


def greet(random: Random) -> Task:
    """A function or a line that greets by name."""
    name = words.person(random)
    if random.random() < 0.5:
        return script(
            random,
            "greet",
            [
                "write a function that greets a person by name",
                "a function that says hello to a name",
                "create a function greet that prints hello and the name",
                "i want a function that says hello to whoever's name it gets",
                "greet somebody by name with a function",
                "function that takes a name and prints a greeting",
                "given a name, a function should greet that person",
            ],
            "def greet(name):\n    print(f'Hello, {name}!')",
            check=f"greet({name!r})",
        )
    age = random.randint(5, 80)
    return script(
        random,
        "format",
        [
            f"store the name {name} and the age {age} and print them in a sentence",
            f"print a sentence with the name {name} and the age {age} using an f-string",
            f"{name} is {age} years old, keep both in variables and print a sentence about it",
            f"make variables for the name {name} and the age {age} and say how old {name} is",
        ],
        f"name = {name!r}\nage = {age}\nprint(f'{{name}} is {{age}} years old')",
    )


def fizzbuzz(random: Random) -> Task:
    """FizzBuzz with any two divisors and words."""
    n = random.choice((15, 20, 30, 50, 100))
    usual = random.random() < 0.6
    a, b = (3, 5) if usual else random.sample(range(2, 9), 2)
    first, second = ("Fizz", "Buzz") if usual else (words.thing(random).capitalize(), words.thing(random).capitalize())
    wordings = [
        f"print fizzbuzz up to {n}",
        f"fizzbuzz from 1 to {n}",
        f"do the fizzbuzz game to {n}",
        f"play fizzbuzz for the numbers 1 to {n}",
    ]
    if not usual:
        wordings = [
            f"fizzbuzz up to {n} with {first} for {a} and {second} for {b}",
            f"print the numbers 1 to {n}, but {first} for multiples of {a} and {second} for multiples of {b}",
        ]
    answer = (
        f"for i in range(1, {n} + 1):\n    if i % {a} == 0 and i % {b} == 0:\n        print('{first}{second}')\n"
        f"    elif i % {a} == 0:\n        print('{first}')\n    elif i % {b} == 0:\n        print('{second}')\n"
        "    else:\n        print(i)"
    )
    return script(random, "fizzbuzz", wordings, answer)


def times_table(random: Random) -> Task:
    """Multiplication tables."""
    n, most = random.randint(2, 12), random.choice((5, 10, 12))
    if random.random() < 0.5:
        return script(
            random,
            "times_table",
            [
                f"print the multiplication table of {n}",
                f"print the times table of {n} up to {most}",
                f"show the {n} times table",
                f"what does the {n} times table look like?",
                f"i have to learn the {n} times table, print it",
            ]
            if most == 10
            else [
                f"print the times table of {n} up to {most}",
                f"multiplication table of {n} up to {most}",
                f"what is {n} times 1, times 2 and so on up to {most}?",
                f"let me see the {n} times table, it should go to {most}",
            ],
            f"for i in range(1, {most} + 1):\n    print(f'{n} x {{i}} = {{{n} * i}}')",
        )
    return script(
        random,
        "grid_table",
        [f"print a {n} by {n} multiplication table", f"print the multiplication table up to {n}"],
        f"for i in range(1, {n} + 1):\n    print(*[i * j for j in range(1, {n} + 1)], sep='\\t')",
    )


def shapes(random: Random) -> Task:
    """Triangles and squares of stars."""
    n, mark = random.randint(3, 9), random.choice("*#o+")
    kind = random.choice(("triangle", "pyramid", "square"))
    line = {
        "triangle": f"for i in range(1, {n} + 1):\n    print('{mark}' * i)",
        "pyramid": f"for i in range({n}):\n    print(' ' * ({n} - i - 1) + '{mark}' * (2 * i + 1))",
        "square": f"for _ in range({n}):\n    print('{mark}' * {n})",
    }[kind]
    return script(
        random,
        kind,
        [
            f"print a {kind} of {mark} with {n} rows",
            f"draw a {kind} of {mark} of height {n}",
            f"print a {kind} made of {mark}, {n} lines high",
            f"a {kind} of {mark}, {n} rows",
            f"i want a {kind} with {n} rows out of {mark} signs",
            f"can you draw me a {kind} with {mark}? it should have {n} rows",
            f"use {mark} to make a {kind} that is {n} rows high",
        ],
        line,
    )


def countdown(random: Random) -> Task:
    """Loops up and down."""
    a, b, k = random.randint(5, 20), random.randint(0, 3), random.randint(2, 4)
    return random.choice(
        (
            lambda: script(
                random,
                "countdown",
                [
                    f"count down from {a} to {b}",
                    f"print the numbers from {a} down to {b}",
                    f"a countdown from {a} to {b}",
                    f"start at {a} and go down by one until {b}",
                    f"the numbers {a} to {b} should be printed backwards",
                    f"like a rocket launch: {a} down to {b}",
                ],
                f"for i in range({a}, {b} - 1, -1):\n    print(i)",
            ),
            lambda: script(
                random,
                "count",
                [
                    f"count from {b} to {a}",
                    f"print numbers {b} to {a} with a for loop",
                    f"loop from {b} to {a} and print each number",
                    f"the numbers {b} to {a} should be printed, one per line",
                    f"show every number starting at {b} and ending with {a}, each on its own line",
                    f"let the computer count from {b} to {a}",
                ],
                f"for i in range({b}, {a} + 1):\n    print(i)",
            ),
            lambda: script(
                random,
                "while",
                [
                    f"print the numbers from {b} to {a} with a while loop",
                    f"count from {b} to {a} using while",
                    f"while loop that goes from {b} to {a}",
                    f"as long as the number is not above {a} print it and add one, start at {b}",
                ],
                f"i = {b}\nwhile i <= {a}:\n    print(i)\n    i += 1",
            ),
            lambda: script(
                random,
                "steps",
                [
                    f"print every {words.ordinal(k)} number from {b} to {a}",
                    f"count from {b} to {a} in steps of {k}",
                    f"start at {b}, add {k} each time and stop after {a}, print each",
                    f"go from {b} to {a} by {k}s and print",
                ],
                f"for i in range({b}, {a} + 1, {k}):\n    print(i)",
            ),
        )
    )()
