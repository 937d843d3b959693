"""Scripts that use a library: dates, chance, plots, data frames."""

from __future__ import annotations

from random import Random

from opencodeinterpreter.data import words
from opencodeinterpreter.data.tasks.scripts.script import script
from opencodeinterpreter.data.tasks.task import Task


def dates(random: Random) -> Task:
    """Dates."""
    year, month, day, more = (
        random.randint(2000, 2030),
        random.randint(1, 12),
        random.randint(1, 28),
        random.randint(2, 200),
    )
    date = f"datetime.date({year}, {month}, {day})"
    said = f"{year}-{month:02}-{day:02}"
    return random.choice(
        (
            lambda: script(
                random,
                "weekday",
                [
                    f"print the weekday of {said}",
                    f"what day of the week is {said}?",
                    f"which weekday was {said}?",
                    f"is {said} a monday, a tuesday or what? print the day",
                ],
                f"import datetime\n\nprint({date}.strftime('%A'))",
            ),
            lambda: script(
                random,
                "date_add",
                [
                    f"print the date {more} days after {said}",
                    f"add {more} days to {said} and print the date",
                    f"which date is {more} days after {said}?",
                    f"what will the date be {more} days from {said}?",
                ],
                f"import datetime\n\nprint({date} + datetime.timedelta(days={more}))",
            ),
            lambda: script(
                random,
                "date_gap",
                [
                    f"print how many days lie between {said} and {year + 1}-01-01",
                    f"count the days from {said} to {year + 1}-01-01",
                    f"how many days are there from {said} until {year + 1}-01-01?",
                    f"how long is it from {said} to {year + 1}-01-01, in days?",
                ],
                f"import datetime\n\nprint((datetime.date({year + 1}, 1, 1) - {date}).days)",
            ),
            lambda: script(
                random,
                "today",
                [
                    "print today's date",
                    "print the current date",
                    "show the date of today",
                    "what day is it today?",
                    "which date do we have today?",
                ],
                "import datetime\n\nprint(datetime.date.today())",
            ),
        )
    )()


def chance(random: Random) -> Task:
    """Random numbers with a seed."""
    seed, n = random.randint(0, 99), random.randint(3, 20)
    options = [words.thing(random) for _ in range(3)]
    return random.choice(
        (
            lambda: script(
                random,
                "dice",
                [
                    f"roll a die {n} times with seed {seed} and print the rolls",
                    f"simulate {n} dice rolls (seed {seed})",
                    f"throw a die {n} times (seed {seed}) and show what came up",
                    f"what do i get if i roll a die {n} times, with seed {seed}?",
                ],
                (
                    f"import random\n\nrandom.seed({seed})\n"
                    f"rolls = [random.randint(1, 6) for _ in range({n})]\nprint(rolls)"
                ),
            ),
            lambda: script(
                random,
                "choice",
                [
                    f"pick a random element of {options} with seed {seed}",
                    f"choose randomly from {options}, seed {seed}",
                    f"let the computer pick one of {options}, seed {seed}",
                    f"i can't decide between {options}, pick one for me with seed {seed}",
                ],
                f"import random\n\nrandom.seed({seed})\nprint(random.choice({options}))",
            ),
            lambda: script(
                random,
                "shuffle",
                [
                    f"shuffle the list {options} with seed {seed} and print it",
                    f"mix up the order of {options} with seed {seed} and print it",
                ],
                f"import random\n\nrandom.seed({seed})\nitems = {options}\nrandom.shuffle(items)\nprint(items)",
            ),
            lambda: script(
                random,
                "coins",
                [
                    f"flip a coin {n} times with seed {seed} and count the heads",
                    f"how many heads do {n} coin flips give with seed {seed}?",
                    f"toss a coin {n} times (seed {seed}) and say how often it was heads",
                ],
                f"import random\n\nrandom.seed({seed})\n"
                f"flips = [random.choice(['heads', 'tails']) for _ in range({n})]\n"
                "print(flips.count('heads'))",
            ),
        )
    )()


def plots(random: Random) -> Task:
    """Line and bar plots with matplotlib."""
    pairs = {words.thing(random): random.randint(1, 60) for _ in range(random.randint(2, 4))}
    name = random.choice(("data", "sales", "scores", words.identifier(random, set())))
    ys, title = words.numbers(random), words.thing(random).capitalize()
    n = random.randint(5, 30)
    head = "import matplotlib.pyplot as plt\n\n"
    return random.choice(
        (
            lambda: script(
                random,
                "plot_context",
                [f"plot {name}", f"plot {name} as a line", f"make a line plot of {name}"],
                f"{head}plt.plot({name})\nplt.show()",
                context=f"{name} = {ys!r}",
            ),
            lambda: script(
                random,
                "bar_dict",
                [
                    f"make a bar chart of {name}",
                    f"plot {name} as bars",
                    f"draw {name} as a bar plot",
                    f"show {name} with one bar each",
                    f"i want to see {name} as bars",
                ],
                f"{head}plt.bar(list({name}.keys()), list({name}.values()))\nplt.show()",
                context=f"{name} = {pairs!r}",
            ),
            lambda: script(
                random,
                "plot_title",
                [f"plot {name} with the title {title}", f"line plot of {name} titled {title}"],
                f"{head}plt.plot({name})\nplt.title('{title}')\nplt.show()",
                context=f"{name} = {ys!r}",
            ),
            lambda: script(
                random,
                "plot_function",
                [
                    f"plot x squared for x from 0 to {n}",
                    f"plot the squares of 0 to {n}",
                    f"show how x squared grows from 0 to {n} in a plot",
                ],
                f"{head}xs = range({n} + 1)\nplt.plot(xs, [x ** 2 for x in xs])\nplt.show()",
            ),
            lambda: script(
                random,
                "plot_sine",
                ["plot the sine function", "plot a sine wave", "draw sin(x)"],
                (
                    f"import math\n\n{head}xs = [i / 10 for i in range(63)]\n"
                    f"plt.plot(xs, [math.sin(x) for x in xs])\nplt.show()"
                ),
            ),
        )
    )()


def frames(random: Random) -> Task:
    """Small pandas frames."""
    label, field = random.choice(
        (("name", "age"), ("city", "population"), ("product", "price"), ("team", "points"), ("day", "rain"))
    )
    count = random.randint(3, 5)
    names = [words.thing(random) for _ in range(count)]
    values = [random.randint(1, 90) for _ in range(count)]
    name = random.choice(("df", "df", "frame", words.identifier(random, set())))
    context = f"import pandas as pd\n\n{name} = pd.DataFrame({{'{label}': {names!r}, '{field}': {values!r}}})"
    limit = random.randint(10, 60)
    return random.choice(
        (
            lambda: script(
                random,
                "frame_make",
                [f"make a pandas dataframe with {label} {names} and {field} {values} and print it"],
                f"import pandas as pd\n\ndf = pd.DataFrame({{'{label}': {names!r}, '{field}': {values!r}}})\nprint(df)",
            ),
            lambda: script(
                random,
                "frame_mean",
                [
                    f"print the mean of the {field} column of {name}",
                    f"compute the average {field} in {name}",
                    f"what is the average {field} in {name}?",
                ],
                f"print({name}['{field}'].mean())",
                context=context,
            ),
            lambda: script(
                random,
                "frame_group",
                [
                    f"group {name} by {label} and print the mean {field}",
                    f"print the mean {field} per {label} of {name}",
                ],
                f"print({name}.groupby('{label}')['{field}'].mean())",
                context=context,
            ),
            lambda: script(
                random,
                "frame_sort",
                [
                    f"sort {name} by {field} and print it",
                    f"print {name} sorted by {field}",
                    f"order {name} by {field} and show it",
                ],
                f"print({name}.sort_values('{field}'))",
                context=context,
            ),
            lambda: script(
                random,
                "frame_filter",
                [
                    f"print the rows of {name} where {field} is greater than {limit}",
                    f"filter {name} to {field} above {limit} and print it",
                    f"which rows of {name} have a {field} over {limit}?",
                ],
                f"print({name}[{name}['{field}'] > {limit}])",
                context=context,
            ),
            lambda: script(
                random,
                "frame_describe",
                [f"print summary statistics of {name}", f"describe {name}"],
                f"print({name}.describe())",
                context=context,
            ),
            lambda: script(
                random,
                "frame_column",
                [f"add a column double to {name} with twice the {field} and print it"],
                f"{name}['double'] = {name}['{field}'] * 2\nprint({name})",
                context=context,
            ),
        )
    )()
