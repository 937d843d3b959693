"""Small scripts and classes that are no single operation: loops, tables, dates, files of text, classes, plots, frames."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from opencodeinterpreter.data import words
from opencodeinterpreter.data.tasks.task import Task


def _task(random: Random, kind: str, wordings: list[str], answer: str, *, context: str = "", check: str = "") -> Task:
    return Task(
        kind=f"scripts/{kind}", instruction=random.choice(wordings), answer=answer, context=context, check=check
    )


def hello(random: Random) -> Task:
    """Print a text, perhaps several times."""
    text = random.choice((words.sentence(random), "Hello, World!", f"Hello, {words.person(random)}!"))
    times = random.randint(2, 10)
    if random.random() < 0.5:
        return _task(random, "print", [f"print {text!r}", f'print "{text}"', f"print the text {text!r}", f"say {text!r}"],
                     f"print({text!r})")  # fmt: skip
    return _task(random, "print_times", [f"print {text!r} {times} times", f"print {text!r} {times} times in a loop"],
                 f"for _ in range({times}):\n    print({text!r})")  # fmt: skip


def greet(random: Random) -> Task:
    """A function or a line that greets by name."""
    name = words.person(random)
    if random.random() < 0.5:
        return _task(random, "greet", ["write a function that greets a person by name", "a function that says hello to a name",
                     "create a function greet that prints hello and the name"],
                     "def greet(name):\n    print(f'Hello, {name}!')", check=f"greet({name!r})")  # fmt: skip
    age = random.randint(5, 80)
    return _task(random, "format", [f"store the name {name} and the age {age} and print them in a sentence",
                 f"print a sentence with the name {name} and the age {age} using an f-string"],
                 f"name = {name!r}\nage = {age}\nprint(f'{{name}} is {{age}} years old')")  # fmt: skip


def fizzbuzz(random: Random) -> Task:
    """FizzBuzz with any two divisors and words."""
    n = random.choice((15, 20, 30, 50, 100))
    usual = random.random() < 0.6
    a, b = (3, 5) if usual else random.sample(range(2, 9), 2)
    first, second = ("Fizz", "Buzz") if usual else (words.thing(random).capitalize(), words.thing(random).capitalize())
    wordings = [f"print fizzbuzz up to {n}", f"fizzbuzz from 1 to {n}", f"play fizzbuzz for the numbers 1 to {n}"]
    if not usual:
        wordings = [f"fizzbuzz up to {n} with {first} for {a} and {second} for {b}",
                    f"print the numbers 1 to {n}, but {first} for multiples of {a} and {second} for multiples of {b}"]  # fmt: skip
    answer = (f"for i in range(1, {n} + 1):\n    if i % {a} == 0 and i % {b} == 0:\n        print('{first}{second}')\n"
              f"    elif i % {a} == 0:\n        print('{first}')\n    elif i % {b} == 0:\n        print('{second}')\n"
              "    else:\n        print(i)")  # fmt: skip
    return _task(random, "fizzbuzz", wordings, answer)


def times_table(random: Random) -> Task:
    """Multiplication tables."""
    n, most = random.randint(2, 12), random.choice((5, 10, 12))
    if random.random() < 0.5:
        return _task(random, "times_table", [f"print the multiplication table of {n}", f"print the times table of {n} up to {most}",
                     f"show the {n} times table"] if most == 10 else [f"print the times table of {n} up to {most}",
                     f"multiplication table of {n} up to {most}"],
                     f"for i in range(1, {most} + 1):\n    print(f'{n} x {{i}} = {{{n} * i}}')")  # fmt: skip
    return _task(random, "grid_table", [f"print a {n} by {n} multiplication table", f"print the multiplication table up to {n}"],
                 f"for i in range(1, {n} + 1):\n    print(*[i * j for j in range(1, {n} + 1)], sep='\\t')")  # fmt: skip


def shapes(random: Random) -> Task:
    """Triangles and squares of stars."""
    n, mark = random.randint(3, 9), random.choice("*#o+")
    kind = random.choice(("triangle", "pyramid", "square"))
    line = {"triangle": f"for i in range(1, {n} + 1):\n    print('{mark}' * i)",
            "pyramid": f"for i in range({n}):\n    print(' ' * ({n} - i - 1) + '{mark}' * (2 * i + 1))",
            "square": f"for _ in range({n}):\n    print('{mark}' * {n})"}[kind]  # fmt: skip
    return _task(random, kind, [f"print a {kind} of {mark} with {n} rows", f"draw a {kind} of {mark} of height {n}",
                 f"print a {kind} made of {mark}, {n} lines high"], line)  # fmt: skip


def countdown(random: Random) -> Task:
    """Loops up and down."""
    a, b, k = random.randint(5, 20), random.randint(0, 3), random.randint(2, 4)
    return random.choice((
        lambda: _task(random, "countdown", [f"count down from {a} to {b}", f"print the numbers from {a} down to {b}",
                      f"a countdown from {a} to {b}"], f"for i in range({a}, {b} - 1, -1):\n    print(i)"),
        lambda: _task(random, "count", [f"count from {b} to {a}", f"print numbers {b} to {a} with a for loop",
                      f"loop from {b} to {a} and print each number"], f"for i in range({b}, {a} + 1):\n    print(i)"),
        lambda: _task(random, "while", [f"print the numbers from {b} to {a} with a while loop", f"count from {b} to {a} using while"],
                      f"i = {b}\nwhile i <= {a}:\n    print(i)\n    i += 1"),
        lambda: _task(random, "steps", [f"print every {k}th number from {b} to {a}", f"count from {b} to {a} in steps of {k}"],
                      f"for i in range({b}, {a} + 1, {k}):\n    print(i)"),
    ))()  # fmt: skip


def dictionary(random: Random) -> Task:
    """Make, loop over and look into a dictionary."""
    pairs = {words.thing(random): random.randint(1, 60) for _ in range(random.randint(2, 4))}
    name = random.choice(("prices", "ages", "scores", "stock", words.identifier(random, set())))
    said = ", ".join(f"{key} {value}" for key, value in pairs.items())
    context = f"{name} = {pairs!r}"
    key = random.choice(list(pairs))
    return random.choice((
        lambda: _task(random, "dict_make", [f"make a dictionary {name} with {said} and print it", f"create a dict {name}: {said}, then print it"],
                      f"{context}\nprint({name})"),
        lambda: _task(random, "dict_loop", [f"print each key and value of {name}", f"loop over {name} and print keys and values",
                      f"print the items of {name} line by line"],
                      f"for key, value in {name}.items():\n    print(key, value)", context=context),
        lambda: _task(random, "dict_get", [f"print the value of {key} in {name}", f"look up {key} in {name} and print it"],
                      f"print({name}[{key!r}])", context=context),
        lambda: _task(random, "dict_table", [f"print {name} as a table", f"print {name} as a table with aligned columns"],
                      f"for key, value in {name}.items():\n    print(f'{{key:<10}} {{value:>6}}')", context=context),
        lambda: _task(random, "dict_json", [f"convert {name} to json and print it", f"print {name} as json"],
                      f"import json\n\nprint(json.dumps({name}, indent=2))", context=context),
        lambda: _task(random, "dict_total", [f"print the total of {name}", f"sum the values of {name} and print the sum"],
                      f"print(sum({name}.values()))", context=context),
    ))()  # fmt: skip


def records(random: Random) -> Task:
    """A list of dictionaries: sort, filter, average by key."""
    field, label = random.choice(
        (("age", "name"), ("price", "name"), ("score", "student"), ("points", "team"), ("year", "title"))
    )
    name = random.choice(("people", "items", "rows", "records", words.identifier(random, set())))
    rows = [{label: words.person(random), field: random.randint(1, 90)} for _ in range(random.randint(2, 4))]
    context = f"{name} = {rows!r}"
    limit = random.randint(10, 60)
    return random.choice((
        lambda: _task(random, "records_sort", [f"sort {name} by {field} and print them", f"print {name} sorted by {field}"],
                      f"for row in sorted({name}, key=lambda row: row['{field}']):\n    print(row)", context=context),
        lambda: _task(random, "records_mean", [f"print the average {field} of {name}", f"compute the mean {field} in {name}"],
                      f"print(sum(row['{field}'] for row in {name}) / len({name}))", context=context),
        lambda: _task(random, "records_max", [f"find the {label} with the highest {field} in {name}",
                      f"print the {label} with the largest {field} in {name}"],
                      f"print(max({name}, key=lambda row: row['{field}'])['{label}'])", context=context),
        lambda: _task(random, "records_filter", [f"print the {label}s in {name} whose {field} is above {limit}",
                      f"print the {label} of every entry in {name} with {field} greater than {limit}"],
                      f"for row in {name}:\n    if row['{field}'] > {limit}:\n        print(row['{label}'])", context=context),
    ))()  # fmt: skip


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
    return random.choice((
        lambda: _task(random, "weekday", [f"print the weekday of {said}", f"what day of the week is {said}?"],
                      f"import datetime\n\nprint({date}.strftime('%A'))"),
        lambda: _task(random, "date_add", [f"print the date {more} days after {said}", f"add {more} days to {said} and print the date"],
                      f"import datetime\n\nprint({date} + datetime.timedelta(days={more}))"),
        lambda: _task(random, "date_gap", [f"print how many days lie between {said} and {year + 1}-01-01",
                      f"count the days from {said} to {year + 1}-01-01"],
                      f"import datetime\n\nprint((datetime.date({year + 1}, 1, 1) - {date}).days)"),
        lambda: _task(random, "today", ["print today's date", "print the current date", "show the date of today"],
                      "import datetime\n\nprint(datetime.date.today())"),
    ))()  # fmt: skip


def chance(random: Random) -> Task:
    """Random numbers with a seed."""
    seed, n = random.randint(0, 99), random.randint(3, 20)
    options = [words.thing(random) for _ in range(3)]
    return random.choice((
        lambda: _task(random, "dice", [f"roll a die {n} times with seed {seed} and print the rolls", f"simulate {n} dice rolls (seed {seed})"],
                      f"import random\n\nrandom.seed({seed})\nrolls = [random.randint(1, 6) for _ in range({n})]\nprint(rolls)"),
        lambda: _task(random, "choice", [f"pick a random element of {options} with seed {seed}", f"choose randomly from {options}, seed {seed}"],
                      f"import random\n\nrandom.seed({seed})\nprint(random.choice({options}))"),
        lambda: _task(random, "shuffle", [f"shuffle the list {options} with seed {seed} and print it"],
                      f"import random\n\nrandom.seed({seed})\nitems = {options}\nrandom.shuffle(items)\nprint(items)"),
        lambda: _task(random, "coins", [f"flip a coin {n} times with seed {seed} and count the heads"],
                      f"import random\n\nrandom.seed({seed})\nflips = [random.choice(['heads', 'tails']) for _ in range({n})]\n"
                      "print(flips.count('heads'))"),
    ))()  # fmt: skip


def classes(random: Random) -> Task:
    """Small classes."""
    maker = random.choice((_stack, _counter, _account, _shape, _person, _queue))
    return maker(random)


def _stack(random: Random) -> Task:
    methods = {"push": "    def push(self, item):\n        self.items.append(item)",
               "pop": "    def pop(self):\n        return self.items.pop()",
               "peek": "    def peek(self):\n        return self.items[-1]",
               "is_empty": "    def is_empty(self):\n        return len(self.items) == 0",
               "size": "    def size(self):\n        return len(self.items)"}  # fmt: skip
    chosen = ["push", "pop", *random.sample(["peek", "is_empty", "size"], random.randint(0, 3))]
    code = "class Stack:\n    def __init__(self):\n        self.items = []\n\n" + "\n\n".join(
        methods[m] for m in chosen
    )
    said = ", ".join(chosen[:-1]) + " and " + chosen[-1]
    return _task(random, "class_stack", [f"write a class Stack with {said}", f"a Stack class with methods {said}",
                 f"create a stack class with {said}"], code,
                 check="s = Stack()\ns.push(1)\ns.push(2)\nprint(s.pop(), s.items)")  # fmt: skip


def _queue(random: Random) -> Task:
    code = ("class Queue:\n    def __init__(self):\n        self.items = []\n\n    def enqueue(self, item):\n"
            "        self.items.append(item)\n\n    def dequeue(self):\n        return self.items.pop(0)")  # fmt: skip
    return _task(random, "class_queue", ["write a class Queue with enqueue and dequeue", "a queue class with enqueue and dequeue methods"],
                 code, check="q = Queue()\nq.enqueue(1)\nq.enqueue(2)\nprint(q.dequeue(), q.items)")  # fmt: skip


def _counter(random: Random) -> Task:
    name = random.choice(("Counter", "Counter", words.class_name(random, set())))
    up = random.choice(("increment", "increment", "tick", "add", "up"))
    reset = random.random() < 0.4
    code = f"class {name}:\n    def __init__(self):\n        self.count = 0\n\n    def {up}(self):\n        self.count += 1"
    code += "\n\n    def reset(self):\n        self.count = 0" if reset else ""
    more = " and reset" if reset else ""
    return _task(random, "class_counter", [f"write a class {name} with a method {up}{more} that counts", f"a counter class {name} with {up}{more}",
                 f"create a class {name} that counts with {up}{more}"], code,
                 check=f"c = {name}()\nc.{up}()\nc.{up}()\nprint(c.count)")  # fmt: skip


def _account(random: Random) -> Task:
    name = random.choice(("BankAccount", "Account", "BankAccount"))
    code = (f"class {name}:\n    def __init__(self, balance=0):\n        self.balance = balance\n\n    def deposit(self, amount):\n"
            "        self.balance += amount\n\n    def withdraw(self, amount):\n        if amount > self.balance:\n"
            "            raise ValueError('not enough money')\n        self.balance -= amount")  # fmt: skip
    return _task(random, "class_account", [f"write a class {name} with deposit and withdraw", f"a {name} class with balance, deposit and withdraw",
                 f"create a bank account class {name} with methods deposit and withdraw"], code,
                 check=f"a = {name}(10)\na.deposit(5)\na.withdraw(3)\nprint(a.balance)")  # fmt: skip


def _shape(random: Random) -> Task:
    if random.random() < 0.5:
        return _task(random, "class_rectangle", ["write a class Rectangle with area and perimeter", "a rectangle class with area and perimeter methods"],
                     "class Rectangle:\n    def __init__(self, width, height):\n        self.width = width\n        self.height = height\n\n"
                     "    def area(self):\n        return self.width * self.height\n\n"
                     "    def perimeter(self):\n        return 2 * (self.width + self.height)",
                     check="r = Rectangle(2, 3)\nprint(r.area(), r.perimeter())")  # fmt: skip
    return _task(random, "class_circle", ["write a class Circle with area", "a circle class with an area method"],
                 "import math\n\n\nclass Circle:\n    def __init__(self, radius):\n        self.radius = radius\n\n"
                 "    def area(self):\n        return math.pi * self.radius ** 2", check="print(Circle(2).area())")  # fmt: skip


def _person(random: Random) -> Task:
    taken: set[str] = set()
    name = random.choice(("Person", "Dog", "Student", words.class_name(random, set())))
    fields = (
        ["name", "age"]
        if random.random() < 0.4
        else [words.identifier(random, taken) for _ in range(random.randint(1, 3))]
    )
    listed = " and ".join(fields) if len(fields) < 3 else ", ".join(fields[:-1]) + " and " + fields[-1]
    lines = "\n".join(f"        self.{field} = {field}" for field in fields)
    code = f"class {name}:\n    def __init__(self, {', '.join(fields)}):\n{lines}"
    call = f"{name}({', '.join(str(i) for i in range(len(fields)))})"
    if random.random() < 0.4:
        inner = ", ".join(f"{field}={{self.{field}}}" for field in fields)
        code += f"\n\n    def __str__(self):\n        return f'{name}({inner})'"
        return _task(random, "class_str", [f"write a class {name} with {listed} and a __str__ method", f"a class {name} with {listed} and __str__"],
                     code, check=f"print({call})")  # fmt: skip
    return _task(random, "class_fields", [f"write a class {name} with {listed}", f"a class {name} with attributes {listed}",
                 f"define a class {name} that stores {listed}"], code,
                 check=f"print({', '.join(f'{call}.{field}' for field in fields)})")  # fmt: skip


def plots(random: Random) -> Task:
    """Line and bar plots with matplotlib."""
    pairs = {words.thing(random): random.randint(1, 60) for _ in range(random.randint(2, 4))}
    name = random.choice(("data", "sales", "scores", words.identifier(random, set())))
    ys, title = words.numbers(random), words.thing(random).capitalize()
    n = random.randint(5, 30)
    head = "import matplotlib.pyplot as plt\n\n"
    return random.choice((
        lambda: _task(random, "plot_context", [f"plot {name}", f"plot {name} as a line", f"make a line plot of {name}"],
                      f"{head}plt.plot({name})\nplt.show()", context=f"{name} = {ys!r}"),
        lambda: _task(random, "bar_dict", [f"make a bar chart of {name}", f"plot {name} as bars", f"draw {name} as a bar plot"],
                      f"{head}plt.bar(list({name}.keys()), list({name}.values()))\nplt.show()", context=f"{name} = {pairs!r}"),
        lambda: _task(random, "plot_title", [f"plot {name} with the title {title}", f"line plot of {name} titled {title}"],
                      f"{head}plt.plot({name})\nplt.title('{title}')\nplt.show()", context=f"{name} = {ys!r}"),
        lambda: _task(random, "plot_function", [f"plot x squared for x from 0 to {n}", f"plot the squares of 0 to {n}"],
                      f"{head}xs = range({n} + 1)\nplt.plot(xs, [x ** 2 for x in xs])\nplt.show()"),
        lambda: _task(random, "plot_sine", ["plot the sine function", "plot a sine wave", "draw sin(x)"],
                      f"import math\n\n{head}xs = [i / 10 for i in range(63)]\nplt.plot(xs, [math.sin(x) for x in xs])\nplt.show()"),
    ))()  # fmt: skip


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
    return random.choice((
        lambda: _task(random, "frame_make", [f"make a pandas dataframe with {label} {names} and {field} {values} and print it"],
                      f"import pandas as pd\n\ndf = pd.DataFrame({{'{label}': {names!r}, '{field}': {values!r}}})\nprint(df)"),
        lambda: _task(random, "frame_mean", [f"print the mean of the {field} column of {name}", f"compute the average {field} in {name}"],
                      f"print({name}['{field}'].mean())", context=context),
        lambda: _task(random, "frame_group", [f"group {name} by {label} and print the mean {field}", f"print the mean {field} per {label} of {name}"],
                      f"print({name}.groupby('{label}')['{field}'].mean())", context=context),
        lambda: _task(random, "frame_sort", [f"sort {name} by {field} and print it", f"print {name} sorted by {field}"],
                      f"print({name}.sort_values('{field}'))", context=context),
        lambda: _task(random, "frame_filter", [f"print the rows of {name} where {field} is greater than {limit}",
                      f"filter {name} to {field} above {limit} and print it"],
                      f"print({name}[{name}['{field}'] > {limit}])", context=context),
        lambda: _task(random, "frame_describe", [f"print summary statistics of {name}", f"describe {name}"],
                      f"print({name}.describe())", context=context),
        lambda: _task(random, "frame_column", [f"add a column double to {name} with twice the {field} and print it"],
                      f"{name}['double'] = {name}['{field}'] * 2\nprint({name})", context=context),
    ))()  # fmt: skip


def lists(random: Random) -> Task:
    """Everyday statements on a list: make, append, loop, comprehend, zip."""
    things = [words.thing(random) for _ in range(random.randint(3, 5))]
    name = random.choice(("items", "fruits", "names", words.identifier(random, set())))
    context = f"{name} = {things!r}"
    extra, n = words.thing(random), random.randint(4, 12)
    second = [random.randint(1, 50) for _ in things]
    return random.choice((
        lambda: _task(random, "list_loop", [f"loop over {name} and print each one", f"print each element of {name}", f"print every item in {name}"],
                      f"for item in {name}:\n    print(item)", context=context),
        lambda: _task(random, "list_append", [f"append {extra} to {name} and print it", f"add {extra!r} to {name} and print {name}"],
                      f"{name}.append({extra!r})\nprint({name})", context=context),
        lambda: _task(random, "list_numbered", [f"print {name} with numbers", f"print {name} as a numbered list"],
                      f"for i, item in enumerate({name}, start=1):\n    print(i, item)", context=context),
        lambda: _task(random, "list_zip", [f"make a dictionary from {name} and values and print it", f"zip {name} and values into a dict and print it"],
                      f"print(dict(zip({name}, values)))", context=f"{context}\nvalues = {second!r}"),
        lambda: _task(random, "list_make", [f"make a list of {', '.join(things)} and print it", f"create a list with {', '.join(things)} and print it"],
                      f"items = {things!r}\nprint(items)"),
        lambda: _task(random, "comprehension", [f"use a list comprehension to square the numbers from 1 to {n} and print them",
                      f"print the squares of 1 to {n} with a list comprehension"],
                      f"squares = [x ** 2 for x in range(1, {n} + 1)]\nprint(squares)"),
        lambda: _task(random, "even_odd", [f"print for each number from 1 to {n} whether it is even or odd", f"print if the numbers 1 to {n} are even or odd"],
                      f"for i in range(1, {n} + 1):\n    if i % 2 == 0:\n        print(i, 'even')\n    else:\n        print(i, 'odd')"),
    ))()  # fmt: skip


SCRIPTS: tuple[Callable[[Random], Task], ...] = (
    hello, greet, fizzbuzz, times_table, shapes, countdown, dictionary, records, dates, chance, classes, plots, frames, lists,
)  # fmt: skip
