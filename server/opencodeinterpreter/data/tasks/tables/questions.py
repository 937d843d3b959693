"""What people want to know of a table, in words and as code for any shape of it.

Places in words: ``{one}``, ``{many}`` for the things, ``{label}``, ``{labels}``, ``{number}``, ``{numbers}``,
``{category}`` for their columns, ``{limit}``, ``{edge}``, ``{few}``, ``{thing}``, ``{class}`` for values. Code has the
places of a shape (see shapes.py) in angle brackets.
"""

from __future__ import annotations

import attrs

# A line each: name: code, or a statement after "do", after "records" only for lists of dictionaries.
# Under it what is said: questions end with a question mark, commands begin with "to", all else names what comes out.
_TEXT = """
total: sum(<numbers>)
    the total {number} of all {many} | the sum of all {numbers} | all {numbers} added up
    | to add up the {numbers} of all {many} | to sum all {numbers}
    | what do all {numbers} add up to? | what is the total {number}? | what do the {many} have in {numbers} together?
average: sum(<numbers>) / <count>
    the average {number} | the mean {number} of the {many} | the average of all {numbers}
    | to compute the average {number} | to average the {numbers} of the {many}
    | what is the average {number}? | what is the {number} of the {many} on average?
highest: max(<numbers>)
    the highest {number} | the largest of all {numbers} | the biggest {number} of any {one}
    | to find the highest {number} | to get the largest of the {numbers}
    | what is the highest {number}? | how high is the largest {number}?
lowest: min(<numbers>)
    the lowest {number} | the smallest of all {numbers} | the least {number} of any {one}
    | to find the lowest {number} | to get the smallest of the {numbers}
    | what is the lowest {number}? | how low is the smallest {number}?
most: <max>
    the {label} of the {one} with the highest {number} | the {label} with the largest {number}
    | to find the {label} of the {one} that has the highest {number} | to tell which {one} has the highest {number}
    | which {one} has the highest {number}? | which {label} has the largest {number}?
least: <min>
    the {label} of the {one} with the lowest {number} | the {label} with the smallest {number}
    | to find the {label} of the {one} that has the lowest {number} | to tell which {one} has the lowest {number}
    | which {one} has the lowest {number}? | which {label} has the smallest {number}?
above: [<label> <each> if <number> > {limit}]
    the {labels} of all {many} with a {number} above {limit} | a list of the {labels} whose {number} is over {limit}
    | to list the {labels} of the {many} that have a {number} above {limit}
    | to pick the {labels} with a {number} greater than {limit}
    | which {many} have a {number} above {limit}? | which {labels} have a {number} of more than {limit}?
below: [<label> <each> if <number> < {limit}]
    the {labels} of all {many} with a {number} below {limit} | a list of the {labels} whose {number} is under {limit}
    | to list the {labels} of the {many} that have a {number} below {limit}
    | to pick the {labels} with a {number} less than {limit}
    | which {many} have a {number} below {limit}? | which {labels} have a {number} of less than {limit}?
count_above: sum(1 <each> if <number> > {limit})
    the number of {many} with a {number} above {limit} | how many {many} have a {number} over {limit}
    | to count the {many} with a {number} above {limit} | to count how many {many} have more than {limit} as {number}
    | how many {many} have a {number} above {limit}? | how many of the {numbers} are greater than {limit}?
count_below: sum(1 <each> if <number> < {limit})
    the number of {many} with a {number} below {limit} | how many {many} have a {number} under {limit}
    | to count the {many} with a {number} below {limit} | to count how many {many} have less than {limit} as {number}
    | how many {many} have a {number} below {limit}? | how many of the {numbers} are less than {limit}?
any_above: any(<number> > {edge} <each>)
    whether any {one} has a {number} above {edge} | whether there is a {number} greater than {edge}
    | to check if any {one} has a {number} over {edge} | to tell if some {number} is above {edge}
    | does any {one} have a {number} above {edge}? | is there a {one} with a {number} over {edge}?
all_above: all(<number> > {edge} <each>)
    whether every {one} has a {number} above {edge} | whether all {numbers} are greater than {edge}
    | to check if all {many} have a {number} over {edge} | to tell if every {number} is above {edge}
    | do all {many} have a {number} above {edge}? | are all {numbers} over {edge}?
of_one: <look_up>
    the {number} of {thing} | the {number} that {thing} has
    | to look up the {number} of {thing} | to find the {number} of {thing}
    | what is the {number} of {thing}? | which {number} does {thing} have?
all_labels: <labels>
    the {labels} of all {many} as a list | a list of all {labels}
    | to list the {labels} of the {many} | to collect all {labels} in a list
    | what are the {labels} of the {many}? | which {many} are there?
sorted_labels: <sorted_labels>
    the {labels} of the {many} in alphabetical order | a sorted list of the {labels}
    | to sort the {labels} of the {many} | to list the {labels} from a to z
    | what are the {labels} in alphabetical order?
all_numbers: [<number> <each>]
    the {numbers} of all {many} as a list | a list of all {numbers}
    | to list the {numbers} of the {many} | to collect all {numbers} in a list
    | what are the {numbers} of the {many}?
rising_numbers: sorted(<numbers>)
    the {numbers} of the {many} in ascending order | a list of the {numbers} from low to high
    | to sort the {numbers} of the {many} | to list the {numbers} from the lowest to the highest
    | what are the {numbers} in ascending order?
top: [<ranked_label> for <ranked> in <falling>[:{few}]]
    the {labels} of the {few} {many} with the highest {number} | the {few} {labels} with the largest {number}
    | to find the {labels} of the top {few} {many} by {number}
    | to list the {few} {labels} that have the highest {number}
    | which {few} {many} have the highest {number}?
raised: [<number> + {few} <each>]
    the {numbers} of all {many}, each {few} higher | a list of the {numbers} with {few} added to each
    | to add {few} to the {number} of every {one} and list the results | to list all {numbers} raised by {few}
    | what are the {numbers} if each goes up by {few}?
spread: max(<numbers>) - min(<numbers>)
    the difference between the highest and the lowest {number} | the range of the {numbers}
    | to subtract the lowest {number} from the highest | to compute how far the {numbers} are apart
    | how far apart are the highest and the lowest {number}?
do show_each: for <item>:\\n    print(<label>, <number>)
    to print each {one} with its {number} | to print the {label} and the {number} of every {one}
    | to show every {label} and its {number}, one {one} per line | to list the {many} with their {numbers} line by line
do show_labels: for <item>:\\n    print(<label>)
    to print the {label} of each {one} on its own line | to show the {labels} of all {many} below each other
    | to loop over the {many} and print every {label}
do show_above: for <item>:\\n    if <number> > {limit}:\\n        print(<label>)
    to print the {label} of each {one} with a {number} above {limit} on its own line
    | to show every {label} whose {number} is over {limit}, one per line
    | to go through the {many} and print the {labels} with a {number} greater than {limit}
do show_below: for <item>:\\n    if <number> < {limit}:\\n        print(<label>)
    to print the {label} of each {one} with a {number} below {limit} on its own line
    | to show every {label} whose {number} is under {limit}, one per line
    | to go through the {many} and print the {labels} with a {number} less than {limit}
do ranking: for <ranked> in <falling>:\\n    print(<ranked_label>, <ranked_number>)
    to print the {many} from the highest to the lowest {number}, each with its {number}
    | to show a ranking of the {many} by {number}: {label} and {number} per line, highest first
    | to list the {labels} and {numbers} line by line, sorted by {number} with the largest first
do rising: for <ranked> in <rising>:\\n    print(<ranked_label>, <ranked_number>)
    to print the {many} from the lowest to the highest {number}, each with its {number}
    | to show the {label} and {number} of the {many}, sorted by {number}, lowest first
    | to list the {labels} and {numbers} line by line in ascending order of the {number}
records in_class: [<label> <each> if <class> == {class}]
    the {labels} of all {many} with the {category} {class} | a list of the {labels} whose {category} is {class}
    | to list the {labels} of the {many} with {category} {class} | to pick the {labels} where the {category} is {class}
    | which {many} have the {category} {class}? | what are the {labels} with {category} {class}?
records count_class: sum(1 <each> if <class> == {class})
    the number of {many} with the {category} {class} | how many {many} have {class} as their {category}
    | to count the {many} with the {category} {class} | to count where the {category} is {class}
    | how many {many} have the {category} {class}?
records total_class: sum(<number> <each> if <class> == {class})
    the total {number} of the {many} with the {category} {class}
    | the sum of the {numbers} where the {category} is {class}
    | to add up the {numbers} of the {many} with {category} {class}
    | what do the {numbers} with {category} {class} add up to?
records classes: sorted({<class> <each>})
    the different {category} values of the {many}, sorted | a sorted list of every {category}, each once
    | to list every {category} once, in order | what {category} values do the {many} have, sorted and each once?
"""


@attrs.frozen
class Question:
    """``code`` is an expression, a whole statement if ``shows``; ``shape`` is the only one that it fits, if any."""

    name: str
    code: str
    questions: tuple[str, ...]
    actions: tuple[str, ...]
    things: tuple[str, ...]
    shows: bool = False
    shape: str = ""


def _read(block: list[str]) -> Question:
    head, *rest = block
    said = [phrase.strip() for phrase in " ".join(line.strip() for line in rest).split(" | ")]
    name, _, code = head.partition(": ")
    return Question(
        name=name.split()[-1],
        code=code.replace("\\n", "\n"),
        questions=tuple(phrase for phrase in said if phrase.endswith("?")),
        actions=tuple(phrase.removeprefix("to ") for phrase in said if phrase.startswith("to ")),
        things=tuple(phrase for phrase in said if not phrase.endswith("?") and not phrase.startswith("to ")),
        shows=name.startswith("do "),
        shape="records" if name.startswith("records ") else "",
    )


def _blocks() -> list[list[str]]:
    blocks: list[list[str]] = []
    for line in _TEXT.strip().splitlines():
        if line.startswith("    "):
            blocks[-1].append(line)
        else:
            blocks.append([line])
    return blocks


QUESTIONS: tuple[Question, ...] = tuple(map(_read, _blocks()))
