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
            [f"print {text!r}", f'print "{text}"', f"print the text {text!r}", f"say {text!r}"],
            f"print({text!r})",
        )
    return script(
        random,
        "print_times",
        [f"print {text!r} {times} times", f"print {text!r} {times} times in a loop"],
        f"for _ in range({times}):\n    print({text!r})",
    )


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
        ],
        f"name = {name!r}\nage = {age}\nprint(f'{{name}} is {{age}} years old')",
    )


def fizzbuzz(random: Random) -> Task:
    """FizzBuzz with any two divisors and words."""
    n = random.choice((15, 20, 30, 50, 100))
    usual = random.random() < 0.6
    a, b = (3, 5) if usual else random.sample(range(2, 9), 2)
    first, second = ("Fizz", "Buzz") if usual else (words.thing(random).capitalize(), words.thing(random).capitalize())
    wordings = [f"print fizzbuzz up to {n}", f"fizzbuzz from 1 to {n}", f"play fizzbuzz for the numbers 1 to {n}"]
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
            ]
            if most == 10
            else [f"print the times table of {n} up to {most}", f"multiplication table of {n} up to {most}"],
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
                ],
                f"for i in range({b}, {a} + 1):\n    print(i)",
            ),
            lambda: script(
                random,
                "while",
                [f"print the numbers from {b} to {a} with a while loop", f"count from {b} to {a} using while"],
                f"i = {b}\nwhile i <= {a}:\n    print(i)\n    i += 1",
            ),
            lambda: script(
                random,
                "steps",
                [f"print every {k}th number from {b} to {a}", f"count from {b} to {a} in steps of {k}"],
                f"for i in range({b}, {a} + 1, {k}):\n    print(i)",
            ),
        )
    )()
