"""Broken programs with dictionaries, lines of tables, dates and small classes, each with one mistake."""

from __future__ import annotations

from opencodeinterpreter.data.handwritten.items import BrokenProgram

BROKEN_CLASSES_AND_TABLES: tuple[BrokenProgram, ...] = (
    BrokenProgram(
        code="""\
inventory = {"sword": 1, "potions": 3, "gold": 20}

def drink():
    if inventory["potion"] > 0:
        inventory["potions"] -= 1
        print("gulp")

drink()
print(inventory["potions"])
""",
        edits='4|    if inventory["potions"] > 0:',
        expected="gulp\n2\n",
    ),
    BrokenProgram(
        code="""\
class Student:
    def __init__(self, name):
        self.name = name
        self.grades = []

    def add_grade(self, grade):
        self.grade.append(grade)

    def report(self):
        print(self.name, self.grades)


mia = Student("Mia")
mia.add_grade(2)
mia.report()
""",
        edits="7|        self.grades.append(grade)",
        expected="Mia [2]\n",
    ),
    BrokenProgram(
        code="""\
rows = [
    "pen,1.20",
    "ruler,2.50",
]
total = 0
for row in rows:
    what, price = row.split(",")
    total += int(price)
print("total:", total)
""",
        edits="8|    total += float(price)",
        expected="total: 3.7\n",
    ),
    BrokenProgram(
        code="""\
lines = ["Oslo;4", "Rome;17", "Cairo;29"]
warm = []
for line in lines:
    city, degrees = line.split(",")
    if int(degrees) > 15:
        warm.append(city)
print(warm)
""",
        edits='4|    city, degrees = line.split(";")',
        expected="['Rome', 'Cairo']\n",
    ),
    BrokenProgram(
        code="""\
start = datetime.date(2024, 5, 1)
vacation_days = 14
back = start + datetime.timedelta(days=vacation_days)
print("Back at work on", back)
""",
        edits="+1|import datetime",
        expected="Back at work on 2024-05-15\n",
    ),
    BrokenProgram(
        code="""\
from datetime import date

birthdays = {"Tom": date(2010, 7, 3), "Ulla": date(2008, 1, 30)}
for kid in birthdays:
    day = birthdays[kid]
    print(kid, "was born in", day.year())
""",
        edits='6|    print(kid, "was born in", day.year)',
        expected="Tom was born in 2010\nUlla was born in 2008\n",
    ),
    BrokenProgram(
        code="""\
class Piggybank:
    def __init__(self, owner, coins):
        self.owner = owner
        self.coins = coins

    def put(self, amount):
        coins += amount

    def show(self):
        print(self.owner, "has", self.coins)


bank = Piggybank("Leo", 5)
bank.put(3)
bank.show()
""",
        edits="7|        self.coins += amount",
        expected="Leo has 8\n",
    ),
    BrokenProgram(
        code="""\
phonebook = {"anna": "555-1", "bert": "555-2"}
wanted = "carl"
print("Looking for", wanted)
number = phonebook[wanted]
if number is None:
    print("not found")
else:
    print(number)
""",
        edits="4|number = phonebook.get(wanted)",
        expected="Looking for carl\nnot found\n",
    ),
    BrokenProgram(
        code="""\
stock = {"apples": 0, "pears": 4, "plums": 0}
# throw away what is sold out
for fruit in stock:
    if stock[fruit] == 0:
        del stock[fruit]
print(stock)
""",
        edits="3|for fruit in list(stock):",
        expected="{'pears': 4}\n",
    ),
    BrokenProgram(
        code="""\
class Robot:
    def __init__(self, name, battery):
        self.name = name
        self.battery = battery

    def work(self):
        self.battery -= 10
        return f"{self.name} has {self.batery} left"


helper = Robot("R2", 50)
print(helper.work())
""",
        edits='8|        return f"{self.name} has {self.battery} left"',
        expected="R2 has 40 left\n",
    ),
    BrokenProgram(
        code="""\
def ticket_price(age, weekday):
    price = 12
    if age < 14:
        price = 7
    if weekday == "Tuesday":
        price = price - 2
    return price

today = "Tuesday"
print("child:", ticket_price(9))
""",
        edits='10|print("child:", ticket_price(9, today))',
        expected="child: 5\n",
    ),
    BrokenProgram(
        code="""\
guests = ["Tom", "Sara", "Ulf"]
cancelled = "sara"
print(len(guests), "guests")
guests.remove(cancelled)
print(guests)
""",
        edits='2|cancelled = "Sara"',
        expected="3 guests\n['Tom', 'Ulf']\n",
    ),
    BrokenProgram(
        code="""\
menu = {"soup": 4, "pasta": 9}
order = ["soup", "pasta", "pasta"]
bill = 0
for dish in order:
    bill = bill + menu(dish)
print(f"Please pay {bill} euros")
""",
        edits="5|    bill = bill + menu[dish]",
        expected="Please pay 22 euros\n",
    ),
    BrokenProgram(
        code="""\
songs = [("Hey", 3.5), ("Moon", 4.0)]
songs_long = ()
for title, minutes in songs:
    if minutes > 3.8:
        songs_long.append(title)
print(songs_long)
""",
        edits="2|songs_long = []",
        expected="['Moon']\n",
    ),
    BrokenProgram(
        code="""\
person = {"first": "Grace", "last": "Hopper"}
name = f"{person['first'} {person['last']}"
print(name)
print(len(name))
""",
        edits="2|name = f\"{person['first']} {person['last']}\"",
        expected="Grace Hopper\n12\n",
    ),
    BrokenProgram(
        code="""\
class Shape:
    def __init__(self, sides):
        self.sides = sides

    def describe(self):
        return "a shape with " + str(self.sides) + " sides"


triangle = Shape()
triangle.sides = 3
print(triangle.describe())
""",
        edits="9|triangle = Shape(3)",
        expected="a shape with 3 sides\n",
    ),
    BrokenProgram(
        code="""\
data = '{"user": "kim", "level": 4}'
profile = json.loads(data)
print(profile["user"], "is on level", profile["level"])
""",
        edits="+1|import json",
        expected="kim is on level 4\n",
    ),
    BrokenProgram(
        code="""\
entries = ["12", "7", "n/a", "5"]
numbers = []
for entry in entries:
    # leave out what is not a number
    numbers.append(int(entry))
print(sum(numbers))
""",
        edits="5|    if entry.isdigit():\n+6|        numbers.append(int(entry))",
        expected="24\n",
    ),
    BrokenProgram(
        code="""\
class Oven:
    def __init__(self, watts):
        self.watts = watts

    def cost(self, hours):
        return self.watts * hours * 0.25

    def report(self, hours):
        print(f"{hours} hours cost {cost(hours)}")


Oven(2).report(4)
""",
        edits='9|        print(f"{hours} hours cost {self.cost(hours)}")',
        expected="4 hours cost 2.0\n",
    ),
    BrokenProgram(
        code="""\
def traffic_light(color):
    if color == "red":
        return "stop"
    elif color == "green":
        return "go"
   else:
        return "careful"


print(traffic_light("yellow"), traffic_light("red"))
""",
        edits="6|    else:",
        expected="careful stop\n",
    ),
)
