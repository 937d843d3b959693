"""What else people say for computations on lists."""

TEXT = """
total | what does {0} add up to? | what is the total of {0}? | how much is {0} all together?
    | to add everything in {0} together | to total {0} | everything in {0} added together | the total of {0}
total_loop | what does {0} add up to, with a loop? | to add the numbers of {0} one by one in a loop
    | to add up {0} without sum() | the total of {0}, added in a loop | the sum of {0} without using sum()
mean | what is the mean of {0}? | what is the average of {0}? | to average {0} | the mean value of {0}
    | the average value of {0}
average | what is the average of {0}? | what is {0} on average? | to average {0} | the average value of {0}
    | the mean value of {0}
median | what is the median of {0}? | which value is in the middle of sorted {0}? | to get the middle value of {0}
    | the middle value of {0} when sorted
mode | which value is the most common in {0}? | what comes up most often in {0}?
    | to tell which value {0} has most often | the value that appears most often in {0} | the mode of {0}
variance | what is the variance of {0}? | to get the variance of {0} | the mean squared distance of {0} from their mean
    | the population variance of {0}
standard_deviation | what is the standard deviation of {0}? | to get the standard deviation of {0}
    | the population standard deviation of {0} | how far {0} are spread, as standard deviation
largest | what is the largest number in {0}? | which number is the biggest in {0}? | to pick the biggest number from {0}
    | to tell which number in {0} is the highest | the biggest number of {0} | the highest value in {0}
smallest | what is the smallest number in {0}? | which number is the lowest in {0}? | to pick the lowest number from {0}
    | to tell which number in {0} is the smallest | the lowest number of {0} | the least value in {0}
largest_loop | which number in {0} is the biggest, without max()?
    | to look for the biggest number in {0} with a loop and not max | the biggest number in {0}, found with a loop
second_largest | what is the second largest number in {0}? | which number is the second biggest in {0}?
    | to pick the second highest number from {0} | the second biggest number of {0}
    | the runner-up of {0}, the second highest number
number_range | how far apart are the largest and the smallest of {0}? | what is the range of {0}?
    | to subtract the smallest number of {0} from the largest | the largest minus the smallest number of {0}
    | how far apart the biggest and smallest of {0} are
product | what do you get if you multiply all of {0}? | what is the product of {0}?
    | to multiply everything in {0} together | everything in {0} multiplied together
evens | which numbers in {0} are even? | what are the even ones of {0}? | to pick out the even numbers of {0}
    | to drop the odd numbers from {0} | only the even ones of {0} | {0} without the odd numbers
odds | which numbers in {0} are odd? | what are the odd ones of {0}? | to pick out the odd numbers of {0}
    | to drop the even numbers from {0} | only the odd ones of {0} | {0} without the even numbers
count_evens | how many numbers in {0} are even? | how many even numbers are in {0}? | to tell how many of {0} are even
    | how many of {0} are even
greater_than | which numbers in {0} are greater than {1}? | which of {0} are above {1}?
    | to pick the numbers of {0} that are bigger than {1} | to drop everything from {0} that is not above {1}
    | all of {0} that are bigger than {1} | what is above {1} in {0}
squared | what is {0} with each number squared? | what is the square of each number in {0}?
    | to multiply each number of {0} by itself | {0} with every number squared
    | a list with the square of each number in {0}
doubled | what is {0} with each number doubled? | what is the double of each number in {0}?
    | to multiply each number of {0} by 2 | a list with twice each number of {0} | {0}, each times two
remove_duplicates | what is left of {0} without duplicates? | to keep each item of {0} only once
    | to throw out repeated items of {0} but keep the order | {0} with every item only once
    | {0} with the repeats taken out
duplicates | which items are in {0} more than once? | what comes up more than once in {0}?
    | to list what is repeated in {0} | the repeated items of {0} | what {0} has twice or more
has_duplicates | does {0} have duplicates? | is anything in {0} twice? | to tell if something is in {0} more than once
    | whether anything is repeated in {0}
sort_ascending | what is {0} in order? | what is {0} sorted? | to put {0} in order
    | to arrange {0} from smallest to largest | {0} in order from small to large
sort_descending | what is {0} from largest to smallest? | what is {0} sorted with the biggest first?
    | to put {0} in order with the biggest first | to sort {0} backwards | {0} with the biggest first
reverse_list | what is {0} backwards? | what is {0} from the end to the start? | to turn {0} around
    | to put {0} in the opposite order | {0} backwards | {0} with the last item first
is_sorted | is {0} sorted? | is {0} in order? | to tell if {0} is in ascending order
    | whether {0} goes from small to large
bubble_sort | what is {0} sorted with bubble sort? | to run bubble sort on {0}
    | to put {0} in order by swapping neighbours (bubble sort) | {0} after a bubble sort
binary_search | where is {1} in sorted {0}, by binary search? | to search {0} for {1} by binary search
    | to look up the index of {1} in sorted {0} by halving, -1 if missing
    | the place of {1} in sorted {0}, found by binary search, -1 if it is not there
linear_search | where is {1} in {0}? | at which index is {1} in {0}?
    | to look for {1} in {0} and tell the index, -1 if missing | to tell where {1} is in {0}, -1 if it is not there
    | the place of {1} in {0}, -1 if it is not there
contains | is {1} in {0}? | does {0} contain {1}? | to tell if {1} is one of {0} | to see whether {0} has {1}
    | whether {0} has {1} in it
count_item | how many times is {1} in {0}? | how often does {1} come up in {0}? | to tell how often {0} has {1}
    | the number of times {1} is in {0} | how many {1} there are in {0}
running_total | what is the running total of {0}? | what is the sum of {0} after each number?
    | to add up {0} step by step and keep every subtotal | the subtotals of {0} after each number
    | the running sums of {0}
chunks | what is {0} in groups of {1}? | to cut {0} into pieces of {1} items each | to group {0} by {1} items at a time
    | {0} cut into pieces of {1} | groups of {1} items from {0}
rotate | what is {0} rotated by {1}? | to move the first {1} items of {0} to the end | to shift {0} left by {1}
    | {0} with the first {1} items moved to the end
first_items | what are the first {1} items of {0}? | to cut {0} off after {1} items
    | to keep only the first {1} items of {0} | {0} up to the first {1} items | the first {1} of {0}
last_items | what are the last {1} items of {0}? | to keep only the last {1} items of {0} | the final {1} items of {0}
    | the last {1} of {0}
largest_items | what are the {1} biggest numbers in {0}? | which {1} numbers in {0} are the highest?
    | to pick the {1} biggest numbers from {0} | the top {1} of {0} | the {1} highest numbers in {0}
common_items | what do {0} and {1} have in common? | which items are in both {0} and {1}?
    | to tell what is in both {0} and {1} | what {0} and {1} have in common | the items that {0} and {1} share
merge_lists | what is {0} and {1} together, sorted? | to join {0} and {1} and sort them
    | to put {0} and {1} together in order | all numbers of {0} and {1} together in order
dot_product | what is the dot product of {0} and {1}? | to multiply {0} and {1} pairwise and add it all up
    | to get the scalar product of {0} and {1} | the scalar product of {0} and {1}
frequencies | how often is each item in {0}? | how many times does each value come up in {0}? | to tally {0}
    | to count each item of {0} | a dictionary with the count of each item in {0}
    | how many there are of each item in {0}
"""
