"""Says an instruction in other words: synonyms, polite or telegraphic openings, an end of sentence, a slip of the pen.

Only words outside quotes, brackets and names are touched, so what is asked for stays the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from random import Random

# Each line: words of the generators, and what people also say for them.
_SYNONYMS_TEXT = """
compute and print | calculate and print, work out and print, find and print, compute and show
and print the result | and show the result, and output it, then print it, and display the result, and print that
and print it | and show it, then print it, and output the result
print | show, output, display, print out, print
compute | calculate, work out, find, determine, get
calculate | compute, work out, find
find | get, search, look for, determine
count | count up, compute the count of
check if | check whether, test if, see if, find out if, determine whether
write a function | create a function, define a function, make a function, i need a function, code a function
that returns | which returns, returning, that gives back, that gives
that checks | which checks, that tests
the number of | how many
how often | how many times
list of numbers | list of integers, list of ints, number list, array of numbers
a dictionary | a dict
dictionary | dict
a string | a text, some string, a given string, a str
largest | biggest, highest, greatest, maximum
smallest | lowest, minimum, least
average | mean
mean | average
without duplicates | with duplicates removed, with no duplicates, with each item once
remove duplicates from | drop duplicates from, get rid of duplicates in, dedupe
in descending order | from high to low, from largest to smallest, descending
in ascending order | from low to high, from smallest to largest
from high to low | in descending order, descending, largest first
reverse | turn around, flip
numbers from | integers from
one per line | each on its own line, line by line, on separate lines
on one line | in one line, on a single line
separated by commas | with commas between, comma separated
separated by spaces | with spaces between
greater than | bigger than, above, larger than, more than
less than | smaller than, below, under
add up | sum, sum up
sum the | add up the, total the
the sum of | the total of
multiply | take the product of
every number | each number, all numbers
each number | every number
all numbers | all the numbers
all | every one of
keep only | only keep, filter, select
create a class | write a class, make a class, define a class
with a loop | using a loop, with a for loop
using recursion | recursively, with recursion
contains | has, holds
ignoring case | case-insensitively, no matter the case
square numbers | squares, perfect squares
prime numbers | primes
random numbers | random integers
"""
_OPENINGS = (
    "please ",
    "can you ",
    "could you ",
    "i want to ",
    "i need to ",
    "now ",
    "write code to ",
    "write a program to ",
    "write a script to ",
    "some code to ",
    "help me ",
    "how do i ",
    "python code to ",
    "use python to ",
    "let's ",
    "todo: ",
    "task: ",
    "i want you to ",
    "i would like to ",
    "i have to ",
    "i'm trying to ",
    "my homework is to ",
    "would you ",
    "let the computer ",
    "let python ",
    "make the program ",
    "the program should ",
    "show me how to ",
    "what is the code to ",
    "next, ",
    "just ",
    "how can i ",
)
_THINGS = (
    "i want ",
    "i need ",
    "give me ",
    "write ",
    "please write ",
    "can you write ",
    "todo: ",
    "i'd like ",
    "could you make ",
    "i'm looking for ",
    "we need ",
    "show me ",
)
_ENDINGS = (".", ".", ".", "!", " please", ", please", " in python", " with python", ":")
_IMPERATIVE = re.compile(
    r"(?:print|show|display|compute|calculate|count|find|check|make|create|write|define|sum|add|sort|reverse|"
    r"remove|list|output|multiply|pick|put|drop|tell|turn|swap|group|order|draw|say|ask|repeat|convert|take|"
    r"get|replace|read|plot|roll|generate|loop|save|store|set|split|join)\b"
)
_PROTECTED = re.compile(r"('[^'\n]*'|\"[^\"\n]*\"|\[[^\n]*\]|\{[^\n]*\}|\w+\([^()\n]*\)|\b\w*_\w*\b)")


def _table(text: str) -> dict[str, tuple[str, ...]]:
    rows = (line.split(" | ") for line in text.strip().splitlines())
    return {said: tuple(other.split(", ")) for said, other in rows}


_SYNONYMS = _table(_SYNONYMS_TEXT)
_KNOWN = re.compile(rf"\b(?:{'|'.join(sorted(map(re.escape, _SYNONYMS), key=len, reverse=True))})\b")


def reworded(text: str, random: Random, *, names: Iterable[str]) -> str:
    """The instruction as somebody else would put it; ``names`` are those of the code, which stay as they are."""
    kept = frozenset(names)
    pieces = _PROTECTED.split(text)
    pieces[::2] = [_with_synonyms(piece, random, kept) for piece in pieces[::2]]
    said = "".join(pieces)
    if random.random() < 0.25:
        said = _telegraphic(said, random, kept)
    said = _opened(said, random) if random.random() < 0.25 else said
    if random.random() < 0.2 and said[0].islower() and not _starts_with_name(said, kept):
        said = said[0].upper() + said[1:]
    return said + random.choice(_ENDINGS) if random.random() < 0.25 and said[-1].isalnum() else said


def _with_synonyms(piece: str, random: Random, kept: frozenset[str]) -> str:
    def other(match: re.Match[str]) -> str:
        if random.random() < 0.55 or not kept.isdisjoint(match[0].split()):
            return match[0]
        return random.choice(_SYNONYMS[match[0]])

    return _KNOWN.sub(other, piece)


def _telegraphic(text: str, random: Random, kept: frozenset[str]) -> str:
    """Without some of the articles."""
    pieces = _PROTECTED.split(text)
    share = random.choice((0.5, 1.0))
    pieces[::2] = [
        re.sub(
            r"\b(the|a|an) (?=(\w+))",
            lambda m: "" if random.random() < share and m[2] not in kept and m[1] not in kept else m[0],
            piece,
        )
        for piece in pieces[::2]
    ]
    return "".join(pieces)


def _opened(text: str, random: Random) -> str:
    if " should be " in text:
        return text
    if text.startswith(("the ", "a ", "function")):
        return random.choice(_THINGS) + text
    return random.choice(_OPENINGS) + text if _IMPERATIVE.match(text) else text


def _starts_with_name(text: str, kept: frozenset[str]) -> bool:
    first = re.match(r"\w+", text)
    return first is not None and first[0] in kept
