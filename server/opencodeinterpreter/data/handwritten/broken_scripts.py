"""Broken scripts about lists, numbers, texts and games, each with one mistake that newcomers make."""

from __future__ import annotations

from opencodeinterpreter.data.handwritten.items import BrokenProgram

BROKEN_SCRIPTS: tuple[BrokenProgram, ...] = (
    BrokenProgram(
        code="""\
# my shopping list
groceries = ["milk", "oat flakes", "apples"]
extra = ["soap"]

for thing in extra:
    groceries.append(thing)

print("We need", len(groceries), "things:")
for thing in grocerys:
    print("-", thing)
""",
        edits="9|for thing in groceries:",
        expected="We need 4 things:\n- milk\n- oat flakes\n- apples\n- soap\n",
    ),
    BrokenProgram(
        code="""\
def to_fahrenheit(celsius):
    return celsius * 9 / 5 + 32

week = [18, 21, 25]
hottest = week[0]
for day in week:
    if day > hottest:
        hottest = day
print("Hottest day: " + to_fahrenheit(hottest) + " F")
""",
        edits='9|print("Hottest day: " + str(to_fahrenheit(hottest)) + " F")',
        expected="Hottest day: 77.0 F\n",
    ),
    BrokenProgram(
        code="""\
text = "the cat and the dog and the bird"
seen = {}
for w in text.split():
    seen[w] += 1
for w in sorted(seen):
    print(w, seen[w])
""",
        edits="4|    seen[w] = seen.get(w, 0) + 1",
        expected="and 2\nbird 1\ncat 1\ndog 1\nthe 3\n",
    ),
    BrokenProgram(
        code="""\
secret = 7
guesses = ["3", "9", "7"]
tries = 0

for guess in guesses:
    tries = tries + 1
    if guess > secret:
        print("too big")
    elif guess < secret:
        print("too small")

print("finished after", tries)
""",
        edits="5|for guess in map(int, guesses):",
        expected="too small\ntoo big\nfinished after 3\n",
    ),
    BrokenProgram(
        code="""\
marks = [2, 1, 3, 1]
names = ["Ida", "Jo", "Karl", "Lena"]

best = []
for i in range(len(marks))
    if marks[i] == 1:
        best.append(names[i])

print("Best:", best)
""",
        edits="5|for i in range(len(marks)):",
        expected="Best: ['Jo', 'Lena']\n",
    ),
    BrokenProgram(
        code="""\
def average(values):
    # the average of nothing is 0 for us
    return sum(values) / len(values)

monday = [4, 6]
tuesday = []
print(average(monday))
print(average(tuesday))
""",
        edits="+3|    if not values:\n+3|        return 0",
        expected="5.0\n0\n",
    ),
    BrokenProgram(
        code="""\
steps = [4200, 8100, 12050, 7600]
half = len(steps) / 2
first_days = 0
for i in range(half):
    first_days += steps[i]
print("first half:", first_days)
""",
        edits="2|half = len(steps) // 2",
        expected="first half: 12300\n",
    ),
    BrokenProgram(
        code="""\
pin = "1234"
attempts = ["1111", "1234"]
n = 0
while n < len(attempts):
    if attempts[n] == pin:
        print("welcome")
    else if n == 0:
        print("one more try")
    n += 1
""",
        edits="7|    elif n == 0:",
        expected="one more try\nwelcome\n",
    ),
    BrokenProgram(
        code="""\
winner = ""
high = 0
players = ["Uma", "Vic", "Wes"]
points = [30, 55, 41]
for k in range(len(players)):
    if points[k] > high:
        high = points[k]
        winner = players(k)
print(winner, "wins with", high)
""",
        edits="8|        winner = players[k]",
        expected="Vic wins with 55\n",
    ),
    BrokenProgram(
        code="""\
nickname = "jonny"
print("before:", nickname)
nickname[0] = "J"
print("after:", nickname)
""",
        edits='3|nickname = "J" + nickname[1:]',
        expected="before: jonny\nafter: Jonny\n",
    ),
    BrokenProgram(
        code="""\
lives = 3

def hit():
    lives = lives - 1
    print("ouch,", lives, "left")

hit()
hit()
print("lives:", lives)
""",
        edits="+4|    global lives",
        expected="ouch, 2 left\nouch, 1 left\nlives: 1\n",
    ),
    BrokenProgram(
        code="""\
def add_tip(bill):
    tip = bill * 0.1
    bill_with_tip = bill + tip

lunch = add_tip(40)
dinner = add_tip(60)
print("together", lunch + dinner)
""",
        edits="3|    return bill + tip",
        expected="together 110.0\n",
    ),
    BrokenProgram(
        code="""\
# roll two dice
random.seed(4)
dice = []
for turn in range(2):
    dice.append(random.randint(6, 6))
print("You rolled", dice[0], "and", dice[1])
print("Sum:", sum(dice))
""",
        edits="+1|import random",
        expected="You rolled 6 and 6\nSum: 12\n",
    ),
    BrokenProgram(
        code="""\
import math

garden_length = 30
garden_width = 40
diagonal = math.squareroot(garden_length ** 2 + garden_width ** 2)
print("You have to walk", diagonal, "steps")
""",
        edits="5|diagonal = math.sqrt(garden_length ** 2 + garden_width ** 2)",
        expected="You have to walk 50.0 steps\n",
    ),
    BrokenProgram(
        code="""\
def countdown(n):
    if n == 0:
        print("lift off!")
        return
    print(n)
    countdown(n)

countdown(2)
""",
        edits="6|    countdown(n - 1)",
        expected="2\n1\nlift off!\n",
    ),
    BrokenProgram(
        code="""\
question = "How are you?"
answer = "fine
print(question)
print(answer.upper())
""",
        edits='2|answer = "fine"',
        expected="How are you?\nFINE\n",
    ),
    BrokenProgram(
        code="""\
def is_long(word):
    limit = 5
      if len(word) > limit:
        return True
    return False

for w in ["tea", "lemonade"]:
    print(w, is_long(w))
""",
        edits="3|    if len(word) > limit:",
        expected="tea False\nlemonade True\n",
    ),
    BrokenProgram(
        code="""\
temps = [
    12.5,
    14.0
    9.5,
]
coldest = min(temps)
print(f"coldest: {coldest}")
""",
        edits="3|    14.0,",
        expected="coldest: 9.5\n",
    ),
    BrokenProgram(
        code="""\
board = ["X", "O", "X"]
position = 0
while position <= len(board):
    print(position, board[position])
    position += 1
print("done")
""",
        edits="3|while position < len(board):",
        expected="0 X\n1 O\n2 X\ndone\n",
    ),
    BrokenProgram(
        code="""\
vowels = "aeiou"
sentence = "Summer is here"
number = 0
for letter in sentence.lower:
    if letter in vowels:
        number += 1
print("There are " + str(number) + " vowels")
""",
        edits="4|for letter in sentence.lower():",
        expected="There are 5 vowels\n",
    ),
)
