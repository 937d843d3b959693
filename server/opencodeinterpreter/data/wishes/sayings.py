"""Says a wish in free words: as a question, as a report of what is wrong, politely, or in few words.

Knows nothing of code: it reads a wording of a wish and puts what it names into others.
"""

from __future__ import annotations

import functools
import re
from random import Random

# How often a wish is said in other words where there are some.
_OTHER_SHARE = 0.5
# Each entry: a wish, then patterns of its wordings ("= ..."), below each what people also say, between bars. {0}, {1}
# are what the pattern's groups matched.
_TEXT = r"""
empty_value
= (?:return|give back) (.+) if (\w+) is empty
it crashes when {1} is empty, give back {0} then | what if {1} is empty? it should return {0}
{1} might be empty, return {0} in that case | with an empty {1} the answer should be {0} | no {1}, then {0}
can it return {0} when there is nothing in {1}? | i get an error for an empty {1}, i want {0} instead
= return (.+) for an empty (list|string|dictionary)
it crashes when the {1} is empty, give back {0} then | what happens with an empty {1}? let it be {0}
if somebody passes an empty {1} i want {0} | an error comes up for empty {1}s, return {0} instead
can it give {0} when the {1} is empty? | nothing in the {1}? then {0}
refused
= raise (?:a )?(\w+) (?:if|when) (\w+) (is (?:negative|0|not positive|empty|not a \w+))(.*)
{1} must not be allowed if it {2}, raise {0}{3} | i want a {0} when {1} {2}{3}
if somebody gives a {1} that {2}, raise {0}{3} | nobody should get away with it when {1} {2}: raise {0}{3}
refuse it with a {0} if {1} {2}{3}
guard_negative
= return (\S+) (?:if|for a|for) (?:(\w+) is negative|negative (\w+))
what about negative numbers? return {0} | it makes no sense below zero, return {0} then
if the number is below zero give back {0} | minus numbers should just give {0}
= raise (?:a )?ValueError .*
it makes no sense for negative numbers, raise a ValueError | a number below zero should be a ValueError
don't allow negative numbers, raise ValueError
caught
= catch the (\w+)(.*) and (.+)
it stops with a {0}{1}, {2} instead | i sometimes get a {0}{1}. {2} when that happens | what if there is a {0}{1}? {2}
don't let it crash with {0}{1}, {2} | can you handle the {0}{1} and {2}?
with_get
= (.+)\[(.+)\] should be (.+) if the key is missing
{1} may be missing in {0}, take {2} then | what if {0} has no {1}? use {2}
it crashes when {1} is not in {0}, use {2} then | i get a KeyError if {1} is missing, i want {2}
= use get with default (.+) for (.+)
what if {1} is missing? use {0} | {1} is not always there, then it should be {0} | don't crash without {1}, take {0}
compared
= use (\S+) instead of (\S+)( in .+)?
it should be {0} and not {1}{2} | the {1} is wrong{2}, i meant {0} | shouldn't that be {0} instead of {1}{2}?
= (\S+) should be (greater than|less than|at least|at most) (\S+)
i only want it when {0} is {1} {2} | the test is wrong, {0} has to be {1} {2}
= change (.+) to (.+)
it should say {1}, not {0} | i meant {1} where it says {0}
other_branch
= (?:otherwise|else) print (.+)
if not, it should print {0} | nothing is printed when the test fails, print {0} then | can it say {0} in the other case?
in the other case show {0} | if that's not so, print {0}
one_more_test
= if (.+) is (\S+) (print|return|set)(.+)
what about {1}? if {0} is {1}, {2}{3} | i also want a case where {0} is {1}: {2}{3}
{1} is special, {2}{3} when {0} is that
number_as_parameter
= (?:make|turn) (\S+)(?: into)? a parameter (\w+)
i want to choose the {0} myself, as a parameter {1} | don't hard-code {0}, it should be a parameter {1}
{0} should not be fixed, make it a parameter {1} | can {0} be a parameter called {1}?
number_as_constant
= (?:make|use) (\S+) a constant (\w+)
don't write {0} in the middle of the code, call it {1} at the top | what is this {0}? give it the name {1} at the top
can {0} be a constant {1} at the top?
swapped
= swap (?:the parameters )?(\w+) and (\w+)
i always mix up {0} and {1}, the other way round please | the parameters {0} and {1} are in the wrong order
can {1} come first and then {0}? | exchange the places of {0} and {1}
typed
= (?:add type hints to|annotate) the parameters of (\w+)
which types does {0} take? write them down | can you say in the code what types {0} takes?
give the parameters of {0} their types | {0} has no types, add them
as_main
= add a main guard
when i import this it runs right away, it should not | running should only happen when i start the file itself
can the calls be skipped on import?
= (?:add a main function and call it|move the rest into main\(\))
everything at the bottom belongs in a main function | could the calls be inside main()?
as_function
= put it into a function (\w+)
i want to call this as {0}() | can this be a function {0}? | make {0}() out of it and call it
all of it should be inside a function {0}
flag
= add a parameter (\w+) to (.+), default (.+)
i want to {1}, with a parameter {0} ({2} if not given) | can i {1}? add {0}={2}
sometimes i need to {1}, so add {0}={2}
rename
= (?:rename|call) (\w+) (?:to |as )?(\w+)(?: instead)?
{0} is a bad name, {1} is better | i don't like the name {0}, make it {1} | can {0} be called {1}?
{0} should be called {1} | change the name {0} to {1} everywhere | {0} -> {1}
descending
= .*
the biggest should come first | can it be sorted the other way, high to low? | it's in the wrong order, largest first
highest at the top | i want it from big to small
ascending
= .*
the smallest should come first | can it go from low to high? | it's in the wrong order, smallest first
lowest at the top | i want it from small to big
by_length
= .*
the shortest should come first | can it be ordered by how long they are? | i want short ones before long ones
order by length
other_number
= (?:use|make it) (\S+) instead of (\S+)
{1} is wrong, it must be {0} | it should be {0}, not {1} | can it be {0} rather than {1}? | not {1} but {0}
i meant {0} where it says {1}
other_text
= use (.+) instead of (.+)
it should say {0}, not {1} | i'd rather read {0} than {1} | can it say {0} where it says {1} now?
where it says {1} i want {0}
printed_too
= also print (\w+)
i want to see {0} too | show {0} as well | what is {0}? print it at the end | can you print {0} too?
{0} should be printed as well
without_line
= (?:remove the line|delete|leave out) (.+)
i don't need {0} | {0} can go | take {0} away | {0} is too much, drop it | why is there {0}? remove it
skip_some
= (?:skip it if|continue when) (\w+) is (.+)
i don't want the ones where {0} is {1} | leave it out when {0} is {1} | go on to the next one if {0} is {1}
= (?:stop when|leave the loop if) (\w+) is (.+)
the loop should end as soon as {0} is {1} | no need to go on once {0} is {1} | quit the loop when {0} is {1}
only_some
= .*values (.+) (\d+)
can it be just the ones {0} {1}? | i only care about those {0} {1} | throw away all that are not {0} {1}
just the ones {0} {1} please
as_f_string
= .*
this plus and str() is ugly, take an f-string | can this be an f-string? | put the value in with an f-string
i'd like an f-string there
store_result
= (?:store|save) the result in (?:a variable )?(\w+).*
i need the result later, keep it in {0} and print that | can the result be in a variable {0} first?
give the result a name, {0}, then print it
ignore_case
= .*
capital letters should not matter | big or small letters, it should be the same
it gives the wrong answer for capitals, treat them like small letters | can it work with upper case too?
A and a should count as the same
ignore_spaces
= .*
spaces should make no difference | it gets confused by spaces, take them out first
can it work without looking at spaces? | blanks don't matter
strip_first
= .*
there may be spaces around the text, they don't matter | can it cut off spaces at both ends first? | trim it first
printed
= .*
i want to see the result directly, without return | the function should print it itself
can it just print it? no return | show it instead of giving it back
returned
= .*
i need the value later, so don't print it but return it | the function should give it back and not print it
can it give the value back? no print | give it back instead of showing it
rounded
= round (?:it |the result )?to (\d) decimal.*
there are too many digits, {0} after the point are enough | can the result have {0} decimals? | i only need {0} decimals
the result is too long, round to {0} digits after the point
default_value
= (\w+) should default to (.+)
i don't always want to give {0}, take {1} then | can {0} be left out? then it is {1} | if {0} is not given use {1}
{0} = {1} unless i say so | {0} is optional, {1} if missing
new_parameter
= add an? (?:parameter|argument) (\w+) (?:with default|that defaults to) (.+)
it needs one more parameter: {0}, normally {1} | can it also take {0}? default {1}
i'd like to pass {0} too ({1} if not given)
call_it
= .*? with (.+?)(?: too)?
what does it give for {0}? | i want to see it for {0} as well | test it for {0} too | can you show {0} as well?
upper_case
= print (.+) in upper case
can {0} be in capitals? | i want {0} in big letters | {0} is in small letters, make it capitals
= show (.+) in capital letters
{0} all caps please | {0} should shout: all capitals
lower_case
= (?:print|show) (.+) in (?:lower case|small letters)
can {0} be in small letters? | i want no capitals in {0} | {0} should be all lowercase
two_decimals
= (?:print|show|format|display) (.+) (?:with|to) (\w+ decimals?)
can {0} have {1}? | {0} has too many digits, {1} would do | i only want to see {1} of {0}
{0} looks ugly, cut it to {1} | {0} with {1}
= only (\w+ decimals?) for (.+)
{1} is printed with a long tail of digits, i want {0} | can we have {0} when printing {1}?
unit
= (?:add|write|print|put) (.+) (?:after|behind) (.+)
{1} needs {0} behind it | can it say {0} after {1}? | {1} is in {0}, so write that behind it
nobody knows that {1} is in {0}, add it
= (?:put|add) a (?:dollar sign|\$) (?:before|in front of) (.+)
{0} is in dollars, show that with a $ in front | can {0} have a $ before it? | {0} needs a dollar sign
label
= print "(.+):" before (.+)
i don't know what {1} means in the output, put "{0}:" before it | can it say "{0}:" before {1}?
{1} should have "{0}:" in front
numbered_lines
= .*
can each line have a number, 1, 2, 3? | i want 1, 2, 3 before the lines | count the lines, starting at 1, in the output
which line is which? put its number first, from 1
on_one_line
= (?:print|put|all|it should print) .*on (?:one|the same) line,?(?: separated by| with) (\w+|a space).*
can it all be on one line, with {0} between? | it should not start a new line each time, use {0}
i want everything in one row, {0} between | too many lines, put it all on one with {0}
separator_line
= (?:print|add|put|show) (an empty line|a blank line|a line of .+?) (?:before|above|in front of) (?!the)(.+)
i'd like {0} above {1} | can there be {0} before {1}? | it's hard to read, put {0} before {1}
debug_print
= (?:print|show) (\w+) (at .+|in .+|inside .+)
what is {0} {1}? print it | i can't see what {0} is {1}, print it | let me see {0} {1}
one_more_item
= (?:add|append|put) (\S+) (?:to|into) (?:the list )?(\w+)(?: too)?
{0} is missing in {1} | {1} has no {0} yet, put it at the end | can {1} have {0} as well? | also {0} in {1}
i forgot {0} in {1}
one_less_item
= (?:remove|delete|leave|take) (\S+) (?:from|out of)(?: the list)? (\w+)
{0} doesn't belong in {1} | i don't want {0} in {1} any more | can {0} go from {1}? | no {0} in {1}
{1} should be without {0}
key_and_value
= (?:change|set|make) (\w+) (?:to )?(\S+)( in \w+)?
{0} is wrong{2}, it is {1} | {0} costs {1} now | {0} has {1} now{2}
= (?:add|include) (\w+) with (\S+) (?:to|in) (\w+)
{0} is missing in {2}, it has {1} | {2} needs {0} too, with {1} | there is also {0} with {1} in {2}
comment
= (?:add|put) the comment (['"].+['"]) (?:above|before) (.+)
write {0} as a comment above {1} | can you put a note {0} above {1}? | explain {1} with the comment {0} above it
commas_to_f_string
= (?:use|write|make|turn)[a-z -]*f-string(?: instead)?( in .+)?
can this be an f-string{0}? | i'd like an f-string{0} | better with an f-string{0} | put the values into an f-string{0}
joined
= (?:print|show) (\w+) (?:separated by|on one line with) (.+)
i don't want the brackets of {0}, put {1} between | can {0} be printed with {1} between?
{0} looks like a list, print it with {1} instead | {0} with {1} between, no brackets
by_field
= sort (\w+) by ([\w ]+?)
{0} should be in the order of {1} | can {0} be ordered by {1}? | {1} should decide the order of {0} | arrange {0} by {1}
in_order
= (?:sort|show|put|print) (\w+) in (\w+(?: \w+)? order)(?: first)?
{0} is all mixed up, i want {1} | can {0} come in {1}? | {0} please in {1} | it would be nicer with {0} in {1}
backwards
= (?:reverse|show) (\w+)(?: backwards| in reverse order)?
can {0} start from the end? | the last of {0} should come first | {0} backwards | i want {0} the other way round
first_few
= (?:only|take|limit|show only) the (first|last) (\w+) (?:elements )?(?:of )?(\w+)
{2} is too long, the {0} {1} are enough | can it be just the {0} {1} of {2}? | i only need the {0} {1} of {2}
not all of {2}, only the {0} {1}
unique
= (?:remove|drop|get rid of) [a-z ]+ (?:from|in|of) (\w+?)(?: first)?(,? (?:but )?keep the order)
{0} has doubles, show each only once{1} | each of {0} only once{1} | why is something in {0} twice? once is enough{1}
= (?:remove|drop|get rid of) [a-z ]+ (?:from|in|of) (\w+?)(?: first)?( and sort.*)
{0} has doubles, take each only once{1} | each of {0} only once{1}
returned_in_order
= (\w+) should return (.+)
i need {1} from {0} | can {0} give back {1}? | {0} gives the wrong thing, i want {1}
count_too
= (?:also return|return|return the) [a-z ]*(?:length|count|number)[a-z ]*(?: of (\w+))?(?: too)?
i also need to know how many there are, as a second value | can it give back the count as well?
beside the result return how many there are
shown_as
= add a (\w+) method that returns (.+)
when i print an object i want to see {1}, use {0} | {0} should give {1} | can it have {0} that shows {1}?
length_of
= add a method (\w+) that returns (.+)
i want to ask for {1} with a method {0} | can the class tell {1}? name it {0} | a method {0} is missing, it gives {1}
one_more_method
= add a method (\w+) that (.+)
can the class have {0}, which {1}? | i'd like to call {0} on it, it {1} | {0} is missing, it {1}
= I need a method (\w+) that (.+)
there should be a method {0}. it {1} | the class can't do {0} yet, that {1}
bounds
= (?:start at|start from|count from) (\S+)
the first number should be {0} | can it start with {0}? | it begins at the wrong number, {0} is right
= include (\S+)
the last number is missing, it should go to {0} | why does it stop before {0}? i want {0} too | up to and with {0}
= (?:don't include|exclude) (\S+)
it goes one too far, without {0} please | i don't want {0} any more
= go in steps of (\d+)
can it jump by {0}? | every {0}th number is enough | add {0} each time round
as_while
= use a while loop(?: instead of for)?
can this be done with while? | i have to use while here | no for loop, take while
in_one_line
= .*list comprehension.*
can the loop be a list comprehension? | shorter please, with a comprehension
that's a long loop, use a list comprehension
= .*\bsum\b.*
isn't there sum() for that? | shorter please, with sum | that's a long loop, sum() can do it
as_loop
= .*
i don't understand the comprehension, make it a loop | can this be a normal for loop?
spell it out as a loop with append
with_enumerate
= .*enumerate.*
range(len()) is ugly, take enumerate | can you use enumerate here?
= (?:loop over|go through) (\w+) directly.*
i don't need the index, go through {0} itself | can the loop go over {0} without an index?
skip_items
= (?:skip|ignore|leave out|it should skip) (.+?)
i don't want {0} | {0} should not count | can it pass over {0}? | go on without {0} | no {0} please
= stop at (.+)
once it finds {0} it can stop | no need to look further after {0}
counted
= (?:just )?(?:count|return how many) .*
i don't need the list, only how many | can it just say how many there are?
how many are there? that is all i need from it
total_at_end
= (?:also print|print|show|add) the (.+) (?:of|in) (\w+)(?: at the end| too)?
what is the {0} of {1}? print it last | i also want to know the {0} of {1} | can it print the {0} of {1} at the end?
the {0} of {1} is missing at the end | last of all, the {0} of {1}
without_variable
= (?:remove|delete) the (?:unused )?variable (\w+)
nobody uses {0}, take it out | {0} is never used, away with it | do we need {0}? if not, drop it
i don't need {0} any more
inlined
= (?:remove|drop) (\w+) and use (?:its value|what it holds) directly
{0} is used only once, put its value there instead | do we need {0}? put its value where it is used
no variable {0}, write its value in place
without_key
= (?:remove|delete) (?:the key )?(\w+) from (\w+)
{0} doesn't belong in {1} any more | no {0} in {1} please | can {0} go from {1}? | {1} should come without {0}
without_field
= (?:remove|delete) the key (\w+) from every entry of (\w+)
none of {1} needs {0}, take it out | {0} can go from all of {1} | we don't keep {0} in {1} any more
without_argument
= (?:don't pass|stop passing) (\S+) to (\w+)
call {1} without {0}, the default is fine | {0} in the call of {1} is not needed
{1} knows its default, no need to give {0}
without_default
= (?:remove|drop) the default of (\w+)
{0} must always be given, no default | {0} should not have a default any more | i always want to pass {0} myself
without_function
= (?:remove|delete) (?:the )?(?:unused )?function (\w+)
nobody calls {0}, take it out | we don't need {0} any more | {0} can go | is {0} used at all? drop it
without_method
= (?:remove|delete) the method (\w+)(?: from \w+)?
nobody calls {0}, take it out of the class | the class doesn't need {0} any more | {0} can go from the class
without_attribute
= (?:remove|delete|drop) (?:the attribute )?(\w+) from (\w+)
a {1} needs no {0}, take it out everywhere | {1} should not have {0} any more | we don't keep {0} in {1} any longer
no {0} for {1} please, also not where one is made
"""


@functools.cache
def _sayings() -> dict[str, tuple[tuple[re.Pattern[str], tuple[str, ...]], ...]]:
    """For each wish its patterns, and the wordings of each."""
    found: dict[str, list[tuple[re.Pattern[str], list[str]]]] = {}
    name = ""
    for line in _TEXT.strip().splitlines():
        if re.fullmatch(r"[a-z_]+", line):
            name = line
            found[name] = []
        elif line.startswith("= "):
            found[name].append((re.compile(line[2:]), []))
        else:
            found[name][-1][1].extend(line.split(" | "))
    return {name: tuple((pattern, tuple(said)) for pattern, said in rows) for name, rows in found.items()}


def in_free_words(name: str, wording: str, random: Random) -> str:
    """The wording of the wish ``name``, or about as often another that says the same."""
    if random.random() >= _OTHER_SHARE:
        return wording
    for pattern, said in _sayings().get(name, ()):
        match = pattern.fullmatch(wording)
        if match and said:
            return random.choice(said).format(*(group or "" for group in match.groups()))
    return wording
