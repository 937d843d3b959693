"""Small classes."""

from __future__ import annotations

from random import Random

from opencodeinterpreter.data import words
from opencodeinterpreter.data.tasks.scripts.script import script
from opencodeinterpreter.data.tasks.task import Task


def classes(random: Random) -> Task:
    """Small classes."""
    maker = random.choice((_stack, _counter, _account, _shape, _person, _queue))
    return maker(random)


def _stack(random: Random) -> Task:
    methods = {
        "push": "    def push(self, item):\n        self.items.append(item)",
        "pop": "    def pop(self):\n        return self.items.pop()",
        "peek": "    def peek(self):\n        return self.items[-1]",
        "is_empty": "    def is_empty(self):\n        return len(self.items) == 0",
        "size": "    def size(self):\n        return len(self.items)",
    }
    chosen = ["push", "pop", *random.sample(["peek", "is_empty", "size"], random.randint(0, 3))]
    code = "class Stack:\n    def __init__(self):\n        self.items = []\n\n" + "\n\n".join(
        methods[m] for m in chosen
    )
    said = ", ".join(chosen[:-1]) + " and " + chosen[-1]
    return script(
        random,
        "class_stack",
        [
            f"write a class Stack with {said}",
            f"a Stack class with methods {said}",
            f"create a stack class with {said}",
            f"i need a stack, as a class, that has {said}",
            f"make a Stack you can use with {said}",
        ],
        code,
        check="s = Stack()\ns.push(1)\ns.push(2)\nprint(s.pop(), s.items)",
    )


def _queue(random: Random) -> Task:
    code = (
        "class Queue:\n    def __init__(self):\n        self.items = []\n\n    def enqueue(self, item):\n"
        "        self.items.append(item)\n\n    def dequeue(self):\n        return self.items.pop(0)"
    )
    return script(
        random,
        "class_queue",
        [
            "write a class Queue with enqueue and dequeue",
            "a queue class with enqueue and dequeue methods",
            "i want a Queue: enqueue adds at the end and dequeue takes from the front",
            "make a class for a queue with enqueue and dequeue",
        ],
        code,
        check="q = Queue()\nq.enqueue(1)\nq.enqueue(2)\nprint(q.dequeue(), q.items)",
    )


def _counter(random: Random) -> Task:
    name = random.choice(("Counter", "Counter", words.class_name(random, set())))
    up = random.choice(("increment", "increment", "tick", "add", "up"))
    reset = random.random() < 0.4
    code = (
        f"class {name}:\n    def __init__(self):\n        self.count = 0\n\n    def {up}(self):\n"
        f"        self.count += 1"
    )
    code += "\n\n    def reset(self):\n        self.count = 0" if reset else ""
    more = " and reset" if reset else ""
    return script(
        random,
        "class_counter",
        [
            f"write a class {name} with a method {up}{more} that counts",
            f"a counter class {name} with {up}{more}",
            f"create a class {name} that counts with {up}{more}",
            f"i want to count things with a class {name}, using {up}{more}",
            f"class {name}: {up} adds one to count{', reset sets it to zero' if reset else ''}",
        ],
        code,
        check=f"c = {name}()\nc.{up}()\nc.{up}()\nprint(c.count)",
    )


def _account(random: Random) -> Task:
    name = random.choice(("BankAccount", "Account", "BankAccount"))
    code = (
        f"class {name}:\n    def __init__(self, balance=0):\n        self.balance = balance\n\n"
        f"    def deposit(self, amount):\n"
        "        self.balance += amount\n\n    def withdraw(self, amount):\n        if amount > self.balance:\n"
        "            raise ValueError('not enough money')\n        self.balance -= amount"
    )
    return script(
        random,
        "class_account",
        [
            f"write a class {name} with deposit and withdraw",
            f"a {name} class with balance, deposit and withdraw",
            f"create a bank account class {name} with methods deposit and withdraw",
            f"class {name}: money can be put in with deposit and taken out with withdraw, but not more than there is",
            f"i want a bank account {name} where i can deposit and withdraw",
        ],
        code,
        check=f"a = {name}(10)\na.deposit(5)\na.withdraw(3)\nprint(a.balance)",
    )


def _shape(random: Random) -> Task:
    if random.random() < 0.5:
        return script(
            random,
            "class_rectangle",
            [
                "write a class Rectangle with area and perimeter",
                "a rectangle class with area and perimeter methods",
                "i want a class Rectangle that knows its area and perimeter",
                "class Rectangle with width and height, it can tell its area and its perimeter",
            ],
            "class Rectangle:\n    def __init__(self, width, height):\n        self.width = width\n"
            "        self.height = height\n\n"
            "    def area(self):\n        return self.width * self.height\n\n"
            "    def perimeter(self):\n        return 2 * (self.width + self.height)",
            check="r = Rectangle(2, 3)\nprint(r.area(), r.perimeter())",
        )
    return script(
        random,
        "class_circle",
        [
            "write a class Circle with area",
            "a circle class with an area method",
            "i want a class Circle that knows its area",
            "class Circle with a radius, it can tell its area",
        ],
        "import math\n\n\nclass Circle:\n    def __init__(self, radius):\n        self.radius = radius\n\n"
        "    def area(self):\n        return math.pi * self.radius ** 2",
        check="print(Circle(2).area())",
    )


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
        return script(
            random,
            "class_str",
            [f"write a class {name} with {listed} and a __str__ method", f"a class {name} with {listed} and __str__"],
            code,
            check=f"print({call})",
        )
    return script(
        random,
        "class_fields",
        [
            f"write a class {name} with {listed}",
            f"a class {name} with attributes {listed}",
            f"define a class {name} that stores {listed}",
            f"every {name} has {listed}, make a class for it",
            f"a {name} should have {listed}, as a class",
            f"class {name}, it keeps {listed}",
        ],
        code,
        check=f"print({', '.join(f'{call}.{field}' for field in fields)})",
    )
