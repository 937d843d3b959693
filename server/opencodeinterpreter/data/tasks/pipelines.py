"""Scripts composed of a source of numbers, perhaps a change, and an output."""

from __future__ import annotations

from random import Random

from opencodeinterpreter.data import words
from opencodeinterpreter.data.tasks.task import Task


def _sources(random: Random) -> dict[str, tuple[list[str], str]]:
    """Wordings and the expression for each source of numbers."""
    n, low = random.choice((5, 10, 12, 15, 20, 30)), random.randint(1, 9)
    high, k = low + random.randint(5, 40), random.randint(2, 9)
    values = words.numbers(random)
    return {
        "squares": (
            [
                f"the first {n} square numbers",
                f"the first {n} squares",
                f"the squares from 1 to {n}",
                f"the squares of the numbers from 1 to {n}",
                f"1 squared, 2 squared and so on up to {n} squared",
            ],
            f"[i ** 2 for i in range(1, {n} + 1)]",
        ),
        "cubes": (
            [
                f"the first {n} cubes",
                f"the cubes from 1 to {n}",
                f"the first {n} cube numbers",
                f"the cubes of 1 to {n}",
                f"the numbers from 1 to {n} to the power of 3",
            ],
            f"[i ** 3 for i in range(1, {n} + 1)]",
        ),
        "range": (
            [
                f"the numbers from {low} to {high}",
                f"the integers from {low} to {high}",
                f"all numbers between {low} and {high}",
                f"the numbers {low} to {high}",
                f"every number from {low} up to {high}",
                f"the whole numbers from {low} through {high}",
            ],
            f"list(range({low}, {high} + 1))",
        ),
        "evens": (
            [
                f"the even numbers from 1 to {high}",
                f"the even numbers up to {high}",
                f"every even number from 2 to {high}",
                f"the numbers up to {high} that are even",
            ],
            f"list(range(2, {high} + 1, 2))",
        ),
        "odds": (
            [
                f"the odd numbers from 1 to {high}",
                f"the odd numbers up to {high}",
                f"every odd number from 1 to {high}",
                f"the numbers up to {high} that are odd",
            ],
            f"list(range(1, {high} + 1, 2))",
        ),
        "multiples": (
            [
                f"the first {n} multiples of {k}",
                f"{n} multiples of {k}",
                f"{k} times each number from 1 to {n}",
                f"the numbers {k}, {2 * k}, {3 * k} and so on, {n} of them",
            ],
            f"[{k} * i for i in range(1, {n} + 1)]",
        ),
        "powers": (
            [f"the first {n} powers of {k}", f"the powers of {k} up to the {words.ordinal(n)}"],
            f"[{k} ** i for i in range({n})]",
        ),
        "given": (
            [
                f"the list {values}",
                f"the numbers {values}",
                f"{values}",
                f"my numbers {values}",
                f"these numbers: {values}",
            ],
            repr(values),
        ),
        "random": (
            [
                f"{n} random numbers between {low} and {high} (seed {k})",
                f"{n} random integers from {low} to {high} with seed {k}",
                f"{n} numbers between {low} and {high} picked by chance (seed {k})",
            ],
            f"[random.randint({low}, {high}) for _ in range({n})]",
        ),
        "fibonacci": (
            [
                f"the first {n} fibonacci numbers",
                f"{n} fibonacci numbers",
                f"the fibonacci sequence, {n} numbers of it",
            ],
            f"fibonacci_numbers({n})",
        ),
        "primes": (
            [f"the first {n} primes", f"the first {n} prime numbers", f"the {n} smallest primes"],
            f"first_primes({n})",
        ),
    }


_HELPERS = {
    "fibonacci": "def fibonacci_numbers(n):\n    numbers = []\n    a, b = 0, 1\n    for _ in range(n):\n"
    "        numbers.append(a)\n        a, b = b, a + b\n    return numbers",
    "primes": "def first_primes(n):\n    primes = []\n    number = 2\n    while len(primes) < n:\n"
    "        if all(number % p != 0 for p in primes):\n            primes.append(number)\n"
    "        number += 1\n    return primes",
}


def _changes(random: Random) -> dict[str, tuple[list[str], str]]:
    """Wordings (of what happens to "them") and the line for each change."""
    k = random.randint(2, 9)
    return {
        "none": ([""], ""),
        "only even": (
            ["keep only the even ones", "keep the even numbers", "throw out the odd ones", "leave only what is even"],
            "numbers = [x for x in numbers if x % 2 == 0]",
        ),
        "only odd": (
            ["keep only the odd ones", "keep the odd numbers", "throw out the even ones", "leave only what is odd"],
            "numbers = [x for x in numbers if x % 2 == 1]",
        ),
        "divisible": (
            [
                f"keep those divisible by {k}",
                f"keep only the multiples of {k}",
                f"drop all that can't be divided by {k}",
                f"use only those that {k} divides",
            ],
            f"numbers = [x for x in numbers if x % {k} == 0]",
        ),
        "above": (
            [
                f"keep those greater than {k * 3}",
                f"keep only numbers above {k * 3}",
                f"drop all that are not above {k * 3}",
                f"use just the ones over {k * 3}",
            ],
            f"numbers = [x for x in numbers if x > {k * 3}]",
        ),
        "below": (
            [
                f"keep those less than {k * 4}",
                f"keep only numbers below {k * 4}",
                f"drop all that are not below {k * 4}",
                f"use just the ones under {k * 4}",
            ],
            f"numbers = [x for x in numbers if x < {k * 4}]",
        ),
        "plus": (
            [f"add {k} to each", f"add {k} to every number", f"make each {k} bigger", f"increase all by {k}"],
            f"numbers = [x + {k} for x in numbers]",
        ),
        "times": (
            [f"multiply each by {k}", f"multiply them by {k}", f"take each times {k}", f"make each {k} times as big"],
            f"numbers = [x * {k} for x in numbers]",
        ),
        "square": (
            ["square each", "square them", "multiply each by itself", "raise each to the power of 2"],
            "numbers = [x ** 2 for x in numbers]",
        ),
        "reverse": (
            ["reverse them", "reverse the order", "turn them around", "put the last one first and so on"],
            "numbers = numbers[::-1]",
        ),
        "descending": (
            [
                "sort them in descending order",
                "sort them from high to low",
                "put the biggest first",
                "order them from large to small",
            ],
            "numbers = sorted(numbers, reverse=True)",
        ),
        "ascending": (
            ["sort them", "sort them in ascending order", "put them in order", "order them from small to large"],
            "numbers = sorted(numbers)",
        ),
        "first": (
            [f"take the first {k}", f"keep only the first {k}", f"drop all but the first {k}"],
            f"numbers = numbers[:{k}]",
        ),
    }


_OUTPUTS: dict[str, tuple[list[str], str]] = {
    "print": (
        [
            "print {}",
            "print {}",
            "show {}",
            "display {}",
            "list {}",
            "output {}",
            "what are {}?",
            "{} should be printed",
            "let me see {}",
            "let the computer show {}",
        ],
        "print(numbers)",
    ),
    "lines": (
        [
            "print {} one per line",
            "print {} each on its own line",
            "print {} line by line",
            "loop over {} and print each",
            "{} should be printed, each on a line of its own",
            "show {} below each other",
        ],
        "for number in numbers:\n    print(number)",
    ),
    "sum": (
        [
            "print the sum of {}",
            "add up {} and print the total",
            "compute the sum of {}",
            "sum {}",
            "what is the sum of {}?",
            "what do {} add up to?",
            "what do {} come to together?",
            "how much is it if you add {}?",
            "i want the total of {}",
        ],
        "print(sum(numbers))",
    ),
    "mean": (
        [
            "print the average of {}",
            "print the mean of {}",
            "compute the average of {}",
            "calculate the mean of {}",
            "what is the average of {}?",
            "how big are {} on average?",
            "work out the average of {}",
        ],
        "print(sum(numbers) / len(numbers))",
    ),
    "max": (
        [
            "print the largest of {}",
            "print the maximum of {}",
            "find the largest of {}",
            "which is the largest of {}?",
            "which one of {} is the biggest?",
            "show only the biggest of {}",
        ],
        "print(max(numbers))",
    ),
    "min": (
        [
            "print the smallest of {}",
            "print the minimum of {}",
            "find the smallest of {}",
            "which is the smallest of {}?",
            "which one of {} is the lowest?",
            "show only the lowest of {}",
        ],
        "print(min(numbers))",
    ),
    "count": (
        [
            "count {}",
            "print how many numbers there are in {}",
            "print the count of {}",
            "how many are there of {}?",
            "tell me how many there are of {}",
        ],
        "print(len(numbers))",
    ),
    "commas": (
        [
            "print {} separated by commas",
            "print {} on one line with commas",
            "show {} with commas between",
            "make one text of {} with commas and print it",
        ],
        "print(', '.join(str(x) for x in numbers))",
    ),
    "spaces": (
        [
            "print {} separated by spaces",
            "print {} on one line",
            "print {} next to each other",
            "show {} in one row with spaces between",
        ],
        "print(*numbers)",
    ),
    "numbered": (
        [
            "print {} with their index",
            "print a numbered list of {}",
            "print {} with 1, 2, 3 and so on before them",
            "number {} from 1 and show them",
        ],
        "for i, number in enumerate(numbers, start=1):\n    print(i, number)",
    ),
    "median": (
        [
            "print the median of {}",
            "compute the median of {}",
            "what is the median of {}?",
            "which value is in the middle of {} when sorted?",
        ],
        "print(statistics.median(numbers))",
    ),
    "product": (
        [
            "print the product of {}",
            "multiply {} together and print the result",
            "what is the product of {}?",
            "what do you get if you multiply {}?",
        ],
        "print(math.prod(numbers))",
    ),
    "plot": (
        [
            "plot {}",
            "draw a line plot of {}",
            "plot {} as a line",
            "show a line chart of {}",
            "i want to see {} as a line",
            "make a graph of {}",
        ],
        "plt.plot(numbers)\nplt.show()",
    ),
    "bar": (
        ["draw a bar chart of {}", "make a bar plot of {}", "show {} as bars", "i want a bar for each of {}"],
        "plt.bar(range(len(numbers)), numbers)\nplt.show()",
    ),
    "histogram": (
        ["plot a histogram of {}", "draw a histogram of {}", "show how {} are spread in a histogram"],
        "plt.hist(numbers)\nplt.show()",
    ),
    "store": (
        [
            "make a list of {}",
            "create a list of {}",
            "store {} in a list",
            "generate {}",
            "i need a list with {}",
            "put {} into a list",
        ],
        "",
    ),
}
_OUTPUT_IMPORTS = {
    "median": "import statistics",
    "product": "import math",
    "plot": "import matplotlib.pyplot as plt",
    "bar": "import matplotlib.pyplot as plt",
    "histogram": "import matplotlib.pyplot as plt",
}


def pipeline(random: Random) -> Task:
    """One composed script."""
    sources, changes = _sources(random), _changes(random)
    source = random.choice(list(sources))
    change = "none" if random.random() < 0.5 else random.choice(list(changes))
    output = random.choice(list(_OUTPUTS))
    wordings, expression = sources[source]
    wording = _wording(
        random.choice(wordings), random.choice(changes[change][0]), random.choice(_OUTPUTS[output][0]), random
    )
    imports = sorted(
        filter(None, ("import random" if source == "random" else "", _OUTPUT_IMPORTS.get(output, ""))),
        key=lambda line: ("matplotlib" in line, line),
    )
    seed = (
        f"random.seed({wording.split('seed ')[1].split(')')[0].split()[0].rstrip(',')})" if source == "random" else ""
    )
    steps = [seed, f"numbers = {expression}", changes[change][1], _OUTPUTS[output][1]]
    blocks = ["\n".join(imports), _HELPERS.get(source, "")]
    head = "".join(
        f"{block}\n\n" if block in imports or not block.startswith("def") else f"{block}\n\n\n"
        for block in blocks
        if block
    )
    answer = head + "\n".join(step for step in steps if step)
    check = "print(numbers)" if output == "store" else ""
    return Task(kind=f"pipeline/{source}/{change}/{output}", instruction=wording, answer=answer, check=check)


def _wording(source: str, change: str, output: str, random: Random) -> str:
    if not change:
        return output.format(source)
    them = output.format("them")
    return random.choice(
        (
            f"take {source}, {change} and {them}",
            f"from {source} {change}, then {them}",
            f"take {source}, {change}, then {them}",
            f"start with {source}. {change} and {them}",
            f"i have {source}. {change}, then {them}",
            f"given {source}, {change}. {them}",
            f"{source}: {change} and {them}",
            f"use {source} but {change} first, then {them}",
        )
    )
