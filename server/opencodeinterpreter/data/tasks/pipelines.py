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
            ],
            f"[i ** 2 for i in range(1, {n} + 1)]",
        ),
        "cubes": (
            [f"the first {n} cubes", f"the cubes from 1 to {n}", f"the first {n} cube numbers"],
            f"[i ** 3 for i in range(1, {n} + 1)]",
        ),
        "range": (
            [
                f"the numbers from {low} to {high}",
                f"the integers from {low} to {high}",
                f"all numbers between {low} and {high}",
            ],
            f"list(range({low}, {high} + 1))",
        ),
        "evens": (
            [f"the even numbers from 1 to {high}", f"the even numbers up to {high}"],
            f"list(range(2, {high} + 1, 2))",
        ),
        "odds": (
            [f"the odd numbers from 1 to {high}", f"the odd numbers up to {high}"],
            f"list(range(1, {high} + 1, 2))",
        ),
        "multiples": (
            [f"the first {n} multiples of {k}", f"{n} multiples of {k}"],
            f"[{k} * i for i in range(1, {n} + 1)]",
        ),
        "powers": (
            [f"the first {n} powers of {k}", f"the powers of {k} up to the {n}th"],
            f"[{k} ** i for i in range({n})]",
        ),
        "given": ([f"the list {values}", f"the numbers {values}", f"{values}"], repr(values)),
        "random": (
            [
                f"{n} random numbers between {low} and {high} (seed {k})",
                f"{n} random integers from {low} to {high} with seed {k}",
            ],
            f"[random.randint({low}, {high}) for _ in range({n})]",
        ),
        "fibonacci": ([f"the first {n} fibonacci numbers", f"{n} fibonacci numbers"], f"fibonacci_numbers({n})"),
        "primes": ([f"the first {n} primes", f"the first {n} prime numbers"], f"first_primes({n})"),
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
            ["keep only the even ones", "keep the even numbers"],
            "numbers = [x for x in numbers if x % 2 == 0]",
        ),
        "only odd": (
            ["keep only the odd ones", "keep the odd numbers"],
            "numbers = [x for x in numbers if x % 2 == 1]",
        ),
        "divisible": (
            [f"keep those divisible by {k}", f"keep only the multiples of {k}"],
            f"numbers = [x for x in numbers if x % {k} == 0]",
        ),
        "above": (
            [f"keep those greater than {k * 3}", f"keep only numbers above {k * 3}"],
            f"numbers = [x for x in numbers if x > {k * 3}]",
        ),
        "below": (
            [f"keep those less than {k * 4}", f"keep only numbers below {k * 4}"],
            f"numbers = [x for x in numbers if x < {k * 4}]",
        ),
        "plus": ([f"add {k} to each", f"add {k} to every number"], f"numbers = [x + {k} for x in numbers]"),
        "times": ([f"multiply each by {k}", f"multiply them by {k}"], f"numbers = [x * {k} for x in numbers]"),
        "square": (["square each", "square them"], "numbers = [x ** 2 for x in numbers]"),
        "reverse": (["reverse them", "reverse the order"], "numbers = numbers[::-1]"),
        "descending": (
            ["sort them in descending order", "sort them from high to low"],
            "numbers = sorted(numbers, reverse=True)",
        ),
        "ascending": (["sort them", "sort them in ascending order"], "numbers = sorted(numbers)"),
        "first": ([f"take the first {k}"], f"numbers = numbers[:{k}]"),
    }


_OUTPUTS: dict[str, tuple[list[str], str]] = {
    "print": (["print {}", "print {}", "show {}", "display {}", "list {}", "output {}"], "print(numbers)"),
    "lines": (
        [
            "print {} one per line",
            "print {} each on its own line",
            "print {} line by line",
            "loop over {} and print each",
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
        ],
        "print(sum(numbers))",
    ),
    "mean": (
        ["print the average of {}", "print the mean of {}", "compute the average of {}", "calculate the mean of {}"],
        "print(sum(numbers) / len(numbers))",
    ),
    "max": (["print the largest of {}", "print the maximum of {}", "find the largest of {}"], "print(max(numbers))"),
    "min": (["print the smallest of {}", "print the minimum of {}", "find the smallest of {}"], "print(min(numbers))"),
    "count": (["count {}", "print how many numbers there are in {}", "print the count of {}"], "print(len(numbers))"),
    "commas": (
        ["print {} separated by commas", "print {} on one line with commas"],
        "print(', '.join(str(x) for x in numbers))",
    ),
    "spaces": (["print {} separated by spaces", "print {} on one line"], "print(*numbers)"),
    "numbered": (
        ["print {} with their index", "print a numbered list of {}"],
        "for i, number in enumerate(numbers, start=1):\n    print(i, number)",
    ),
    "median": (["print the median of {}", "compute the median of {}"], "print(statistics.median(numbers))"),
    "product": (["print the product of {}", "multiply {} together and print the result"], "print(math.prod(numbers))"),
    "plot": (
        ["plot {}", "draw a line plot of {}", "plot {} as a line", "show a line chart of {}"],
        "plt.plot(numbers)\nplt.show()",
    ),
    "bar": (["draw a bar chart of {}", "make a bar plot of {}"], "plt.bar(range(len(numbers)), numbers)\nplt.show()"),
    "histogram": (["plot a histogram of {}", "draw a histogram of {}"], "plt.hist(numbers)\nplt.show()"),
    "store": (["make a list of {}", "create a list of {}", "store {} in a list", "generate {}"], ""),
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
        )
    )
