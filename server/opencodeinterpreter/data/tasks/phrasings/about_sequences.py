"""What else people say for computations with places and neighbours, words, matrices, pairs and dictionaries."""

TEXT = """
first_item | which item comes first in {0}? | what does {0} begin with? | to get the item at the beginning of {0}
    | to pick the very first item from {0} | the item that {0} begins with | the item at index 0 of {0}
last_item | which item comes last in {0}? | what does {0} end with? | to get the item at the end of {0}
    | to pick the very last item from {0} | the item that {0} ends with | the final item of {0}
middle_item | which item is in the middle of {0}, or right of the middle if the length is even?
    | what stands at index length // 2 of {0}? | to take the item at half the length of {0}, rounded down
    | to pick the item at index len // 2 from {0}
    | the item in the middle of {0}, without sorting, the later one if there are two
    | the item of {0} at half its length, rounded down
nth_item | which item is at position {1} of {0} when the first one is at position 1?
    | what is item number {1} in {0} if you count from 1? | to get item {1} from {0} where the first one is item 1
    | to pick number {1} in the order of {0}, with counting from 1
    | the item at place {1} of {0}, where the first place is 1 | number {1} of the items in {0}, counting from one
nth_from_end | which item comes {1} places from the end of {0}, where the last one is place 1?
    | what is item {1} in {0} if you count from the back? | to get item {1} of {0} counted from the end
    | to pick item number {1} from the back of {0} | item {1} of {0}, counted from the back
    | the item at index -{1} of {0}
item_at | what is at index {1} of {0}, or None if it is too short?
    | which item does {0} have at index {1} (None if it has no such index)?
    | to look up index {1} in {0} and give None if it is too large
    | to get the item of {0} with index {1}, None if the index is out of range
    | what stands at index {1} in {0}, None if the index is too big
    | the item of {0} with the index {1}, or None when it is out of range
index_of_largest | at which index is the biggest number of {0}? | where is the largest number in {0}, as an index?
    | to tell at which index the maximum of {0} is
    | to look up the position of the highest number in {0}, counted from 0
    | the position of the maximum in {0}, counted from 0 | the first index at which {0} has its highest number
index_of_smallest | at which index is the lowest number of {0}? | where is the smallest number in {0}, as an index?
    | to tell at which index the minimum of {0} is
    | to look up the position of the lowest number in {0}, counted from 0
    | the position of the minimum in {0}, counted from 0 | the first index at which {0} has its lowest number
without_first | what is left of {0} without the first item? | which items come after the first one in {0}?
    | to leave out the first item of {0} | to drop the first item from {0} | {0} without its first item
    | the rest of {0} after the first item
without_last | what is left of {0} without the last item? | which items come before the last one in {0}?
    | to leave out the last item of {0} | to drop the last item from {0} | {0} without its last item
    | everything in {0} before the last item
without_ends | what is left of {0} without its first and last item?
    | which items are between the first and the last of {0}? | to drop both the first and the last item from {0}
    | to leave out one item at each end of {0} | {0} without one item at each end
    | the items between the first and the last of {0}
every_second_item | which items of {0} are at even indexes?
    | what is left of {0} if you skip every other item after the first?
    | to keep the items of {0} at the indexes 0, 2, 4 and so on
    | to take one item of {0} and skip one, from the first on | the items at even indexes of {0}
    | every other item of {0} from the first on
first_half | what is the first half of {0}, rounded down?
    | which items of {0} come before the middle (index length // 2)? | to keep the first len // 2 items of {0}
    | to cut off the second half of {0}, together with the middle item if there is one
    | the items of {0} before the index len // 2 | the front half of {0}, the shorter one if the length is odd
second_half | what is the second half of {0}, rounded up?
    | which items of {0} come from the middle (index length // 2) on? | to leave out the first len // 2 items of {0}
    | to cut off the first half of {0} but keep the middle item if there is one
    | the items of {0} from the index len // 2 on | the back half of {0}, the longer one if the length is odd
without_largest | what is left of {0} when the largest number is taken out once?
    | which numbers stay if the first maximum is removed from {0}?
    | to take the biggest number out of {0}, only the first if there are several | to drop the first maximum from {0}
    | {0} with its maximum taken out once | the rest of {0} when one biggest number is gone
swap_first_last | what is {0} with the first and last items exchanged?
    | what does {0} look like if the first and the last item change places?
    | to put the last item of {0} first and the first one last, and keep the rest
    | to exchange the two end items of {0} | {0} after its first and last items changed places
    | {0} with its two end items exchanged
add_to_front | what is {0} with {1} as a new first item? | what does {0} look like if {1} is put before everything?
    | to insert {1} at the beginning of {0} | to make a list of {1} and then all of {0}
    | a list that begins with {1} and goes on with {0} | {0} with {1} inserted at index 0
append_item | what is {0} with {1} as a new last item? | what does {0} look like if {1} is put at the end?
    | to add {1} at the end of {0} | to make a list of all of {0} and then {1} | {0} with {1} appended
    | {0} followed by {1}, as one list
remove_item | what is left of {0} when every {1} is taken out? | which items of {0} are not equal to {1}?
    | to drop all items equal to {1} from {0} | to keep the items of {0} that differ from {1}
    | the items of {0} that are not {1} | {0} with every {1} taken out
differences | by how much does each number in {0} change from the one before it?
    | what are the steps from each number in {0} to the next, as a list?
    | to subtract from each number in {0} the one before it
    | to list how much each number in {0} adds to the one before
    | the changes from each number in {0} to the next, as a list
    | the list of each number in {0} minus its left neighbour
neighbour_pairs | which pairs of items stand side by side in {0}?
    | what are the pairs of each item and the next one in {0}? | to pair each item of {0} with the one after it
    | to make tuples of every two items that follow each other in {0}
    | a list of tuples, each item of {0} with the next one | the pairs of items next to each other in {0}
count_increases | how many times does it go up from one to the next in {0}?
    | how many numbers in {0} are higher than the number before them?
    | to count the rises from one number to the next in {0} | to tell how often {0} go up from one to the next
    | the number of times that {0} go up | how many numbers in {0} are larger than their left neighbour
longest_increase | how long is the longest part of {0} in which each number is greater than the one before?
    | how many numbers does the longest growing run in {0} have?
    | to tell how many numbers in a row get larger and larger in {0} at most
    | to measure the longest stretch of {0} that goes up all the time
    | how many numbers the longest rising stretch of {0} has | the most numbers in a row in {0} that keep increasing
count_greater | how many numbers in {0} are above {1}? | how many of {0} are bigger than {1}?
    | to count how many of {0} are above {1} | to tell how many numbers bigger than {1} are in {0}
    | the number of values in {0} above {1} | how many of {0} are more than {1}
count_odds | how many odd numbers are in {0}? | how many of {0} are odd? | to tell how many of {0} are odd
    | to count which of {0} can't be divided by 2 | how many of {0} are odd | how many odd numbers {0} has
count_negatives | how many of {0} are negative? | how many values in {0} are below zero?
    | to tell how many of {0} are below 0 | to count the values below zero in {0} | how many of {0} are less than 0
    | how many values below zero there are in {0}
only_positives | which of {0} are positive? | which values in {0} are above zero?
    | to drop zero and all negative numbers from {0} | to list the values above 0 in {0} | all values of {0} above zero
    | a list of those in {0} that are greater than 0
sum_positives | what do the positive numbers in {0} add up to?
    | what is the total of {0} if the negative ones are left out? | to add up only what is above zero in {0}
    | to sum {0} without the negative ones | the total of all values above 0 in {0}
    | {0} added up without the negative ones
negatives_to_zero | what is {0} with zeros in place of the negative numbers?
    | what do {0} look like if everything below zero becomes 0? | to set all negative values in {0} to 0
    | to raise the values below zero in {0} to 0 and list all | a list of {0} where the negative values are set to 0
    | {0} as a list in which nothing is below 0, with zeros instead
any_negative | is there a negative number in {0}? | is any of {0} below zero?
    | to tell if at least one of {0} is negative | to check whether something in {0} is below 0
    | whether at least one of {0} is below zero | whether there is a negative value in {0}
sum_evens | what do the even numbers in {0} add up to? | what is the total of all even ones in {0}?
    | to sum only the even numbers of {0} | to add together those of {0} that are even
    | the total of the even ones in {0} | all even numbers of {0} added up
sum_odds | what do the odd numbers in {0} add up to? | what is the total of all odd ones in {0}?
    | to sum only the odd numbers of {0} | to add together those of {0} that are odd | the total of the odd ones in {0}
    | all odd numbers of {0} added up
first_times_last | what is the first number of {0} times the last one?
    | how much do the first and the last number of {0} give when multiplied?
    | to take the first number of {0} times the last | to get the product of the two end numbers of {0}
    | the first times the last number of {0} | the first number of {0} multiplied by its last number
less_than | which numbers in {0} are less than {1}? | which of {0} are smaller than {1}?
    | to list the numbers of {0} below {1} | to drop the numbers from {0} that are {1} or more
    | a list of those in {0} that are smaller than {1} | all numbers in {0} under {1}
divisible_by | which numbers in {0} can be divided by {1}? | which of {0} are multiples of {1}?
    | to list the multiples of {1} in {0} | to drop the numbers from {0} that leave a rest when divided by {1}
    | a list of the multiples of {1} in {0} | all numbers in {0} that {1} divides
even_indexes | at which indexes are the even numbers of {0}? | where are the even numbers in {0}, as a list of indexes?
    | to tell at which indexes {0} has even numbers
    | to collect the positions of the even numbers in {0}, counted from 0
    | a list of the indexes at which {0} has an even number | the positions of all even numbers in {0}, counted from 0
first_even | which even number comes first in {0}, or None if all are odd?
    | what is the first number in {0} that is even (None if there is none)?
    | to go through {0} and give the first even number, or None without one
    | to look for an even number in {0} from the start and give None if all are odd
    | the even number that comes first in {0}, None if all are odd | the first of {0} that can be divided by 2, or None
any_above | is any number in {0} above {1}? | is there a number greater than {1} in {0}?
    | to tell if at least one number in {0} is above {1} | to check whether {0} has something bigger than {1}
    | whether at least one of {0} is bigger than {1} | whether there is a number above {1} in {0}
all_below | are all numbers in {0} below {1}? | is every number in {0} smaller than {1}?
    | to tell if every number in {0} is below {1} | to check whether nothing in {0} is {1} or more
    | whether every one of {0} is smaller than {1} | whether no number in {0} reaches {1}
halves | what are the halves of all numbers in {0}? | what is {0} with each number divided by two?
    | to halve every number in {0} | to make a list of the halves of {0} | {0} with every number halved
    | each number of {0} divided by two, as a list
add_to_each | what is each number in {0} plus {1}, as a list? | what does {0} look like if every number grows by {1}?
    | to increase all numbers in {0} by {1} | to make a list of the numbers in {0}, each plus {1}
    | a list of each number in {0} plus {1} | {0} with every number increased by {1}
multiply_each | what is each number in {0} times {1}, as a list?
    | what does {0} look like if every number is taken {1} times? | to take all numbers in {0} times {1}
    | to make a list of the numbers in {0}, each times {1} | a list of each number in {0} times {1}
    | the {1}-fold of each number in {0}, as a list
negated | what is {0} with plus and minus exchanged? | what are the numbers of {0} with the opposite sign?
    | to multiply every number in {0} by -1 | to turn plus into minus and minus into plus in {0} and list them
    | a list of {0}, each with the opposite sign | each value in {0} times -1, as a list
as_strings | what is {0} as a list of strings? | what are the numbers of {0} when each is a string?
    | to turn every number in {0} into text | to make a list of strings from {0}
    | {0} with every number turned into a string | each number of {0} as a string, in a list
even_or_odd | is each number in {0} 'even' or 'odd', as a list of words?
    | what is {0} with each number replaced by 'even' or 'odd'?
    | to replace the numbers in {0} by the words 'even' and 'odd'
    | to list for every number in {0} whether it is 'even' or 'odd'
    | the words 'even' or 'odd' for all numbers in {0}, as a list | {0} with every number replaced by 'even' or 'odd'
capped | what is {0} if no number may be above {1} and larger ones become {1}?
    | what does {0} look like with all numbers above {1} set to {1}? | to limit each number in {0} to at most {1}
    | to cut the numbers in {0} that are too large down to {1}
    | the numbers of {0}, each limited to at most {1}, as a list
    | a list of the smaller one of {1} and each number in {0}
percentages | what percentage of the total is each number in {0}, rounded to 1 decimal?
    | how many percent of their sum is each of {0}, with one decimal?
    | to turn {0} into percentages of their sum, rounded to one decimal
    | to list for each of {0} how many percent of the total it is, rounded to 1 decimal
    | the shares of {0} in their total, in percent with 1 decimal, as a list
    | a list of percentages, each of {0} divided by their sum, rounded to one decimal
pair_up | what are the pairs of items at the same index in {0} and {1}?
    | what do you get if you zip {0} and {1} into a list? | to zip {0} and {1} into a list of tuples
    | to make a list of tuples from {0} and {1}, item by item | {0} and {1} zipped into a list
    | a list of tuples with the items at the same place in {0} and {1}
dict_from_lists | what is the dictionary with keys from {0} and values from {1}?
    | what dictionary do you get from the keys {0} and the values {1}?
    | to map each word of {0} to the number at the same place in {1}
    | to combine {0} as keys and {1} as values into a dict
    | a dict from each word in {0} to the number at the same index in {1}
    | the dictionary whose keys are {0} and whose values are {1}
only_in_first | which items of {0} are missing in {1}? | what is in {0} but not in {1}, as a list?
    | to drop the items from {0} that are also in {1} | to list what {0} has but {1} does not
    | a list of what is in {0} but not in {1} | {0} without everything that is in {1}
all_different | which different items are in {0} or {1}, sorted? | what is the union of {0} and {1} as a sorted list?
    | to join {0} and {1}, drop the duplicates and sort the rest
    | to make a sorted list of everything in {0} or {1}, each only once | the sorted union of {0} and {1}, as a list
    | everything in {0} or {1}, each only once and in order, as a list
add_lists | what is the sum of {0} and {1} at each place, as a list?
    | what do you get if you add {0} and {1} number by number?
    | to add each number in {0} to the number at the same index in {1} | to sum {0} and {1} place by place into a list
    | {0} and {1} added element by element
    | the sums of first with first, second with second and so on from {0} and {1}, as a list
larger_of_each | which number is larger at each place of {0} and {1}, as a list?
    | what are the maxima of {0} and {1}, place by place?
    | to compare {0} and {1} place by place and keep the larger numbers
    | to take the bigger one of the two numbers at each index of {0} and {1}
    | the larger numbers of {0} and {1}, place by place, as a list
    | {0} and {1} compared element by element, with the bigger one of each kept in a list
smallest_items | which {1} numbers in {0} are the smallest, smallest first?
    | what are the {1} lowest numbers of {0} in ascending order?
    | to list the {1} lowest numbers of {0}, from low to high | to sort {0} and keep the first {1}
    | a list of the {1} lowest numbers in {0}, the lowest first | the first {1} numbers of {0} after sorting
count_different | how many different items are in {0}? | how many items does {0} have if duplicates count once?
    | to count the items of {0} without duplicates | to tell how many different values {0} has
    | how many different values there are in {0} | how many items {0} has when equal ones count only once
"""
