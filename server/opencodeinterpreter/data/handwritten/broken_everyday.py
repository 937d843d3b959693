"""Broken programs of everyday kinds, written when the instant fixes and the teacher's mistakes were there already.

Neither was chosen by looking at these.
"""

from __future__ import annotations

from opencodeinterpreter.data.handwritten.items import BrokenProgram

BROKEN_EVERYDAY: tuple[BrokenProgram, ...] = (
    BrokenProgram(
        code="""\
bus_lines = {"12": ["Market", "Park"], "40": ["Harbour", "Zoo", "Park"]}
target = "Park"
for line, stops in bus_lines.items():
    if stops.contains(target):
        print("take bus", line)
""",
        edits="4|    if target in stops:",
        expected="take bus 12\ntake bus 40\n",
    ),
    BrokenProgram(
        code="""\
def split_bill(total, people, tip=0.1, currency):
    share = total * (1 + tip) / people
    return f"{share:.2f} {currency}"

print(split_bill(90, 3, 0.1, "EUR"))
""",
        edits='1|def split_bill(total, people, tip=0.1, currency="EUR"):',
        expected="33.00 EUR\n",
    ),
    BrokenProgram(
        code="""\
readings = ["21.5", "22", "oops", "20.9"]
good = []
for reading in readings:
    try:
        good.append(float(reading))
    except TypeError:
        print("skipping", reading)
print(sum(good))
""",
        edits="6|    except ValueError:",
        expected="skipping oops\n64.4\n",
    ),
    BrokenProgram(
        code="""\
class Animal:
    def __init__(self, name):
        self.name = name

class Cat(Animal):
    def __init__(self, name, lives):
        self.lives = lives

    def describe(self):
        return f"{self.name} has {self.lives} lives"

print(Cat("Tom", 9).describe())
""",
        edits="+7|        super().__init__(name)",
        expected="Tom has 9 lives\n",
    ),
    BrokenProgram(
        code="""\
numbers = [4, 8, 15, 16]
squares = [n ** 2 for n im numbers]
print(squares)
""",
        edits="2|squares = [n ** 2 for n in numbers]",
        expected="[16, 64, 225, 256]\n",
    ),
    BrokenProgram(
        code="""\
queue = ["Ann", "Ben"]
for turn in range(3):
    person = queue.pop(0)
    print(person, "is served")
print("all done")
""",
        edits="2|for turn in range(len(queue)):",
        expected="Ann is served\nBen is served\nall done\n",
    ),
    BrokenProgram(
        code="""\
import json

settings = {"theme": "dark", "tags": {"work"}}
text = json.dumps(settings)
print(text)
""",
        edits='3|settings = {"theme": "dark", "tags": ["work"]}',
        expected='{"theme": "dark", "tags": ["work"]}\n',
    ),
    BrokenProgram(
        code="""\
def biggest(values):
    largest = None
    for value in values:
        if value > largest:
            largest = value
    return largest

print(biggest([3, 9, 2]))
""",
        edits="2|    largest = values[0]",
        expected="9\n",
    ),
    BrokenProgram(
        code="""\
month = 4
if month == 3 or month == 4 or month == 5:
    season = "spring"
elseif month == 6:
    season = "summer"
print(season)
""",
        edits="4|elif month == 6:",
        expected="spring\n",
    ),
    BrokenProgram(
        code="""\
speed = 130
limit = 120
if speed > limit then:
    print("too fast by", speed - limit)
print("end of report")
""",
        edits="3|if speed > limit:",
        expected="too fast by 10\nend of report\n",
    ),
    BrokenProgram(
        code="""\
books = [
    {"title": "Dune", "pages": 412},
    {"title": "Emma", "pages": 480},
]
total = 0
for book in books:
    total += book.pages
print("pages to read:", total)
""",
        edits='7|    total += book["pages"]',
        expected="pages to read: 892\n",
    ),
    BrokenProgram(
        code="""\
height = 1.8
weight = 81
bmi = weight / height ^ 2
print(round(bmi, 1))
""",
        edits="3|bmi = weight / height ** 2",
        expected="25.0\n",
    ),
    BrokenProgram(
        code="""\
x1, y1 = 0, 0
x2, y2 = 3
distance = ((x2 - x1) ** 2 + (y2 - y1) ** 2) ** 0.5
print(distance)
""",
        edits="2|x2, y2 = 3, 0",
        expected="3.0\n",
    ),
    BrokenProgram(
        code="""\
class Timer:
    def __init__(self):
        self.seconds = 0

    def tick(self):
        self.seconds += 1

timer = Timer
timer.tick()
timer.tick()
print(timer.seconds)
""",
        edits="8|timer = Timer()",
        expected="2\n",
    ),
    BrokenProgram(
        code="""\
score = 0
answers = ["b", "a", "d"]
solution = ["b", "c", "d"]
for given, right in zip(answers, solution):
    if given = right:
        score += 1
print(score, "of", len(solution))
""",
        edits="5|    if given == right:",
        expected="2 of 3\n",
    ),
    BrokenProgram(
        code="""\
names = ["Zoe", "Adam", "Kim"]
names.sort
first = names.first()
print("first in the list:", first)
""",
        edits="2|names.sort()\n3|first = names[0]",
        expected="first in the list: Adam\n",
    ),
    BrokenProgram(
        code="""\
from statistics import average

rain = [3, 0, 12, 5]
print("mean rain:", average(rain))
""",
        edits="1|from statistics import mean as average",
        expected="mean rain: 5\n",
    ),
    BrokenProgram(
        code="""\
import maths

radius = 2
print(round(maths.pi * radius ** 2, 2))
""",
        edits="1|import math as maths",
        expected="12.57\n",
    ),
    BrokenProgram(
        code="""\
def initials(full_name):
    letters = ""
    for part in full_name.split():
        letters += part[0].upper()
    return letter

print(initials("ada king lovelace"))
""",
        edits="5|    return letters",
        expected="AKL\n",
    ),
    BrokenProgram(
        code="""\
apples = 12
children = 5
left = apples % children
print "everybody gets", apples // children
print("left:", left)
""",
        edits='4|print("everybody gets", apples // children)',
        expected="everybody gets 2\nleft: 2\n",
    ),
    BrokenProgram(
        code="""\
account = {"owner": "Nina", "balance": 50}

def withdraw(account, amount):
    if amount > account["balance"]:
        return "not enough money"
    account["balance"] -= amount
    return account["balance"]

print(withdraw(20))
""",
        edits="9|print(withdraw(account, 20))",
        expected="30\n",
    ),
    BrokenProgram(
        code="""\
todo = ["wash", "cook", "read"]
for number, task in todo:
    print(f"{number + 1}. {task}")
""",
        edits="2|for number, task in enumerate(todo):",
        expected="1. wash\n2. cook\n3. read\n",
    ),
    BrokenProgram(
        code="""\
grades = {"Ida": [1, 2], "Jan": []}
for pupil, marks in grades.items():
    mean = sum(marks) / len(marks)
    print(pupil, mean)
""",
        edits="3|    mean = sum(marks) / len(marks) if marks else 0",
        expected="Ida 1.5\nJan 0\n",
    ),
    BrokenProgram(
        code="""\
import random

random.seed(2)
letters = "abc"
picked = random.choice(letters, 1)
print(picked in letters)
""",
        edits="5|picked = random.choice(letters)",
        expected="True\n",
    ),
    BrokenProgram(
        code="""\
width = 4
height = 3
for row in range(height):
    line = ""
    for column in range(width):
        line = line + (row + column) % 10
    print(line)
""",
        edits="6|        line = line + str((row + column) % 10)",
        expected="0123\n1234\n2345\n",
    ),
    BrokenProgram(
        code="""\
text = "level"
backwards = reversed(text)
if backwards == text:
    print("palindrome")
print("checked: " + backwards)
""",
        edits="2|backwards = text[::-1]",
        expected="palindrome\nchecked: level\n",
    ),
    BrokenProgram(
        code="""\
visitors = {"mon": 12, "tue": 30, "wed": 7}
best_day = max(visitors, key=visitors.value)
print("best day:", best_day)
""",
        edits="2|best_day = max(visitors, key=visitors.get)",
        expected="best day: tue\n",
    ),
    BrokenProgram(
        code="""\
def is_even(n):
    return n % 2 == 0

evens = filter(is_even, [1, 2, 3, 4])
print("how many:", len(evens))
""",
        edits="4|evens = list(filter(is_even, [1, 2, 3, 4]))",
        expected="how many: 2\n",
    ),
    BrokenProgram(
        code="""\
stack = []
for sign in "(())":
    if sign == "(":
        stack.push(sign)
    else:
        stack.pop()
print("balanced:", stack.isEmpty())
""",
        edits='4|        stack.append(sign)\n7|print("balanced:", not stack)',
        expected="balanced: True\n",
    ),
    BrokenProgram(
        code="""\
def price_with_tax(price):
tax = price * 0.2
    return price + tax

print(price_with_tax(50))
""",
        edits="2|    tax = price * 0.2",
        expected="60.0\n",
    ),
    BrokenProgram(
        code="""\
matrix = [[1, 2], [3, 4]]
for i in range(2):
    for j in range(2):
        print(matrix[i, j], end=" ")
print()
""",
        edits='4|        print(matrix[i][j], end=" ")',
        expected="1 2 3 4 \n",
    ),
    BrokenProgram(
        code="""\
email = "kim@example.org"
user, domain, ending = email.split("@")
print("user:", user)
print("domain:", domain)
""",
        edits='2|user, domain = email.split("@")',
        expected="user: kim\ndomain: example.org\n",
    ),
    BrokenProgram(
        code="""\
fruits = ["fig", "kiwi", "plum"]
i = 0
while True:
    if len(fruits[i]) > 4:
        break
    i += 1
print("looked at", i)
""",
        edits="3|while i < len(fruits):",
        expected="looked at 3\n",
    ),
    BrokenProgram(
        code="""\
minutes = 135
hours = minutes // 60
rest = minutes % 60
print("{} h {} min {} s".format(hours, rest))
""",
        edits='4|print("{} h {} min".format(hours, rest))',
        expected="2 h 15 min\n",
    ),
    BrokenProgram(
        code="""\
class Cart:
    def __init__(self):
        self.items = []

    def add(self, name, price):
        self.items.append((name, price))

    def total(self):
        return sum(price for name, price in items)

cart = Cart()
cart.add("tea", 3)
cart.add("rice", 2)
print(cart.total())
""",
        edits="9|        return sum(price for name, price in self.items)",
        expected="5\n",
    ),
    BrokenProgram(
        code="""\
from datetime import date

party = date(2024, 12, 31)
today = "2024-12-25"
days = party - today
print(days.days, "days to go")
""",
        edits="4|today = date(2024, 12, 25)",
        expected="6 days to go\n",
    ),
    BrokenProgram(
        code="""\
ages = {"Bo": 7, "Cy": 9}
for name in ages:
    print(name + " is " + ages[name] + " years old")
""",
        edits='3|    print(name + " is " + str(ages[name]) + " years old")',
        expected="Bo is 7 years old\nCy is 9 years old\n",
    ),
    BrokenProgram(
        code="""\
code = "x7k"
digits = 0
for sign in code:
    if sign.isnumber():
        digits += 1
print("digits:", digits)
""",
        edits="4|    if sign.isnumeric():",
        expected="digits: 1\n",
    ),
    BrokenProgram(
        code="""\
def fibonacci(n):
    numbers = [0, 1]
    for i in range(2, n):
        numbers[i] = numbers[i - 1] + numbers[i - 2]
    return numbers

print(fibonacci(6))
""",
        edits="4|        numbers.append(numbers[i - 1] + numbers[i - 2])",
        expected="[0, 1, 1, 2, 3, 5]\n",
    ),
    BrokenProgram(
        code="""\
distances = {("Bonn", "Ulm"): 370}
start, end = "Ulm", "Bonn"
print("that is", distances[(start, end)], "km")
""",
        edits='2|start, end = "Bonn", "Ulm"',
        expected="that is 370 km\n",
    ),
)
