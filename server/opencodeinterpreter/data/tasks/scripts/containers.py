"""Everyday statements on lists, dictionaries and records."""

from __future__ import annotations

from random import Random

from opencodeinterpreter.data import words
from opencodeinterpreter.data.tasks.scripts.script import script
from opencodeinterpreter.data.tasks.task import Task


def dictionary(random: Random) -> Task:
    """Make, loop over and look into a dictionary."""
    pairs = {words.thing(random): random.randint(1, 60) for _ in range(random.randint(2, 4))}
    name = random.choice(("prices", "ages", "scores", "stock", words.identifier(random, set())))
    said = ", ".join(f"{key} {value}" for key, value in pairs.items())
    context = f"{name} = {pairs!r}"
    key = random.choice(list(pairs))
    return random.choice(
        (
            lambda: script(
                random,
                "dict_make",
                [f"make a dictionary {name} with {said} and print it", f"create a dict {name}: {said}, then print it"],
                f"{context}\nprint({name})",
            ),
            lambda: script(
                random,
                "dict_loop",
                [
                    f"print each key and value of {name}",
                    f"loop over {name} and print keys and values",
                    f"print the items of {name} line by line",
                    f"what is in {name}? show each key with its value",
                    f"every key of {name} should be printed with its value behind it",
                    f"show who has what in {name}, one line each",
                ],
                f"for key, value in {name}.items():\n    print(key, value)",
                context=context,
            ),
            lambda: script(
                random,
                "dict_get",
                [
                    f"print the value of {key} in {name}",
                    f"look up {key} in {name} and print it",
                    f"what is {key} in {name}?",
                    f"what does {name} say for {key}?",
                    f"how much is {key} in {name}?",
                    f"show me what {key} has in {name}",
                ],
                f"print({name}[{key!r}])",
                context=context,
            ),
            lambda: script(
                random,
                "dict_table",
                [f"print {name} as a table", f"print {name} as a table with aligned columns"],
                f"for key, value in {name}.items():\n    print(f'{{key:<10}} {{value:>6}}')",
                context=context,
            ),
            lambda: script(
                random,
                "dict_json",
                [
                    f"convert {name} to json and print it",
                    f"print {name} as json",
                    f"what is {name} in json?",
                    f"show {name} as json text",
                ],
                f"import json\n\nprint(json.dumps({name}, indent=2))",
                context=context,
            ),
            lambda: script(
                random,
                "dict_total",
                [
                    f"print the total of {name}",
                    f"sum the values of {name} and print the sum",
                    f"what do the values in {name} come to?",
                    f"how much is everything in {name} together?",
                    f"add up what is in {name}",
                ],
                f"print(sum({name}.values()))",
                context=context,
            ),
        )
    )()


def records(random: Random) -> Task:
    """A list of dictionaries: sort, filter, average by key."""
    field, label = random.choice(
        (("age", "name"), ("price", "name"), ("score", "student"), ("points", "team"), ("year", "title"))
    )
    name = random.choice(("people", "items", "rows", "records", words.identifier(random, set())))
    rows = [{label: words.person(random), field: random.randint(1, 90)} for _ in range(random.randint(2, 4))]
    context = f"{name} = {rows!r}"
    limit = random.randint(10, 60)
    return random.choice(
        (
            lambda: script(
                random,
                "records_sort",
                [
                    f"sort {name} by {field} and print them",
                    f"print {name} sorted by {field}",
                    f"order {name} by {field}, lowest first, and print each",
                    f"list {name} from the lowest {field} to the highest",
                ],
                f"for row in sorted({name}, key=lambda row: row['{field}']):\n    print(row)",
                context=context,
            ),
            lambda: script(
                random,
                "records_mean",
                [
                    f"print the average {field} of {name}",
                    f"compute the mean {field} in {name}",
                    f"what is the average {field} in {name}?",
                    f"how high is the {field} in {name} on average?",
                ],
                f"print(sum(row['{field}'] for row in {name}) / len({name}))",
                context=context,
            ),
            lambda: script(
                random,
                "records_max",
                [
                    f"find the {label} with the highest {field} in {name}",
                    f"print the {label} with the largest {field} in {name}",
                    f"who has the most {field} in {name}? print the {label}",
                    f"which {label} in {name} has the highest {field}?",
                    f"tell me the {label} that has the most {field} in {name}",
                ],
                f"print(max({name}, key=lambda row: row['{field}'])['{label}'])",
                context=context,
            ),
            lambda: script(
                random,
                "records_filter",
                [
                    f"print the {label}s in {name} whose {field} is above {limit}",
                    f"print the {label} of every entry in {name} with {field} greater than {limit}",
                    f"which {label}s in {name} have a {field} above {limit}?",
                    f"who in {name} has more than {limit} {field}? print each {label}",
                    f"only show the {label}s from {name} that have {field} over {limit}",
                ],
                f"for row in {name}:\n    if row['{field}'] > {limit}:\n        print(row['{label}'])",
                context=context,
            ),
        )
    )()


def lists(random: Random) -> Task:
    """Everyday statements on a list: make, append, loop, comprehend, zip."""
    things = [words.thing(random) for _ in range(random.randint(3, 5))]
    name = random.choice(("items", "fruits", "names", words.identifier(random, set())))
    context = f"{name} = {things!r}"
    extra, n = words.thing(random), random.randint(4, 12)
    second = [random.randint(1, 50) for _ in things]
    return random.choice(
        (
            lambda: script(
                random,
                "list_loop",
                [
                    f"loop over {name} and print each one",
                    f"print each element of {name}",
                    f"print every item in {name}",
                    f"what is in {name}? one per line",
                    f"go through {name} and show everything",
                    f"each of {name} should get its own line",
                ],
                f"for item in {name}:\n    print(item)",
                context=context,
            ),
            lambda: script(
                random,
                "list_append",
                [
                    f"append {extra} to {name} and print it",
                    f"add {extra!r} to {name} and print {name}",
                    f"put {extra} at the end of {name} and show it",
                    f"{name} should also have {extra}, then print it",
                    f"one more for {name}: {extra}. print {name} after that",
                ],
                f"{name}.append({extra!r})\nprint({name})",
                context=context,
            ),
            lambda: script(
                random,
                "list_numbered",
                [
                    f"print {name} with numbers",
                    f"print {name} as a numbered list",
                    f"print {name} with 1, 2, 3 and so on before each",
                    f"number {name} from 1 and show them",
                ],
                f"for i, item in enumerate({name}, start=1):\n    print(i, item)",
                context=context,
            ),
            lambda: script(
                random,
                "list_zip",
                [
                    f"make a dictionary from {name} and values and print it",
                    f"zip {name} and values into a dict and print it",
                    f"put {name} and values together so that each of {name} is a key, and print that",
                    f"a dict with {name} as keys and values as values, print it",
                ],
                f"print(dict(zip({name}, values)))",
                context=f"{context}\nvalues = {second!r}",
            ),
            lambda: script(
                random,
                "list_make",
                [
                    f"make a list of {', '.join(things)} and print it",
                    f"create a list with {', '.join(things)} and print it",
                ],
                f"items = {things!r}\nprint(items)",
            ),
            lambda: script(
                random,
                "comprehension",
                [
                    f"use a list comprehension to square the numbers from 1 to {n} and print them",
                    f"print the squares of 1 to {n} with a list comprehension",
                    f"the squares of 1 to {n} should be made with a comprehension and printed",
                ],
                f"squares = [x ** 2 for x in range(1, {n} + 1)]\nprint(squares)",
            ),
            lambda: script(
                random,
                "even_odd",
                [
                    f"print for each number from 1 to {n} whether it is even or odd",
                    f"print if the numbers 1 to {n} are even or odd",
                    f"which numbers from 1 to {n} are even and which are odd? one line each",
                    f"say even or odd behind every number from 1 to {n}",
                ],
                (
                    f"for i in range(1, {n} + 1):\n    if i % 2 == 0:\n        print(i, 'even')\n    else:\n"
                    f"        print(i, 'odd')"
                ),
            ),
        )
    )()
