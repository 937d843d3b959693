"""What else people say for an operation: questions, commands and things, by the operation's name.

Knows nothing of forms. ``{0}``, ``{1}`` stand for the parameters, as in the operations' own wording.
"""

from __future__ import annotations

import attrs

# Each entry: an operation; questions end with a question mark, commands begin with "to", all else names what comes out.
_TEXT = """
count_vowels | how many vowels are in {0}? | how many vowels are there in {0}? | to tell how many vowels {0} has
    | the vowel count of {0} | how many of the letters in {0} are vowels
count_consonants | how many consonants are in {0}? | how many consonants does {0} have?
    | to tell how many consonants {0} has | the consonant count of {0} | how many letters of {0} are not vowels
reverse_string | what is {0} backwards? | how does {0} read backwards? | to spell {0} backwards
    | to write the letters of {0} from last to first | {0} spelled backwards
reverse_words | what is {0} with the last word first? | to put the words of {0} in the opposite order
    | to write {0} from the last word to the first | the words of {0} backwards, last word first
    | {0} with its words in the opposite order
reverse_each_word | what does {0} look like with every word spelled backwards? | to spell every word of {0} backwards
    | to turn each word in {0} around but keep the order of the words | {0} with the letters of each word backwards
is_palindrome | is {0} a palindrome? | does {0} read the same backwards?
    | to tell if {0} reads the same forwards and backwards | to see whether {0} is the same backwards
    | whether {0} is spelled the same from both ends
is_palindrome_phrase | is {0} a palindrome if you ignore case and spaces?
    | does {0} read the same backwards, not counting spaces and capitals?
    | to tell if the letters of {0} read the same backwards, ignoring spaces and case
    | whether {0} is a palindrome when only letters count and case doesn't matter
count_words | how many words are in {0}? | how many words does {0} have? | to tell how many words {0} has
    | the word count of {0} | how many words there are in {0}
word_counts | how often is each word used in {0}? | how many times does each word come up in {0}?
    | to tally the words in {0} | the word frequencies of {0} | a dictionary with the count of each word in {0}
letter_counts | how often does each letter come up in {0}? | how many of each letter are in {0}?
    | to tally the letters in {0} | the letter frequencies of {0} | a dictionary with the count of each letter in {0}
most_common_letter | which letter is the most common in {0}? | which letter comes up most often in {0}?
    | to tell which letter {0} uses most | the letter that appears most often in {0} | the letter used most in {0}
most_common_word | which word is the most common in {0}? | which word comes up most often in {0}?
    | to tell which word is used most in {0} | the word that appears most often in {0} | the word used most in {0}
count_letter | how many times is {1} in {0}? | how often does {1} appear in {0}?
    | to tell how many times {0} has {1} in it | the number of times {1} is in {0} | how many {1} are in {0}
longest_word | which word is the longest in {0}? | what is the longest word of {0}? | to pick the longest word from {0}
    | to tell which word in {0} has the most letters | the word with the most letters in {0}
shortest_word | which word is the shortest in {0}? | what is the shortest word of {0}?
    | to pick the shortest word from {0} | to tell which word in {0} has the fewest letters
    | the word with the fewest letters in {0}
to_upper | what is {0} in capitals? | to make {0} all caps | to uppercase {0}
    | to turn every letter of {0} into a capital | {0} in all capital letters
to_lower | what is {0} in small letters? | to make {0} all lowercase | to lowercase {0}
    | to turn every letter of {0} into a small one | {0} in all small letters
swap_case | what is {0} with big and small letters swapped? | to make capitals small and small letters capital in {0}
    | to flip the case of every letter in {0} | {0} with capital letters made small and small ones made capital
title_case | what is {0} with a capital at the start of each word?
    | to make every word of {0} start with a capital letter | to put {0} in title case | {0} in title case
    | {0} with the first letter of each word made a capital
remove_vowels | what is left of {0} without the vowels? | to take all vowels out of {0}
    | to drop a, e, i, o and u from {0} | what is left of {0} when the vowels are gone | {0} with the vowels taken out
remove_spaces | what is {0} without the spaces? | to take the blanks out of {0} | to strip every space from {0}
    | {0} with no spaces in it | {0} with the blanks taken out
replace_spaces | what is {0} with _ instead of spaces? | to put underscores where {0} has spaces
    | to turn each space of {0} into an underscore | {0} with each space turned into _
remove_punctuation | what is {0} without punctuation? | to strip commas, dots and other punctuation from {0}
    | to take the punctuation out of {0} | {0} with the punctuation marks taken out
remove_duplicate_letters | what is {0} with each letter only once? | to keep only the first of each letter in {0}
    | to drop letters of {0} that were there before | {0} with each letter kept only once, in the same order
acronym | what is the acronym of {0}? | which acronym does {0} make? | to abbreviate {0} to its initials
    | to take the first letter of each word of {0} as a capital | the initials of {0} in capitals
caesar | what is {0} encrypted with a caesar shift of {1}?
    | to encrypt {0} by moving every letter {1} places on in the alphabet | to encode {0} with caesar and shift {1}
    | the caesar cipher of {0} with key {1}
count_digits_in_text | how many digits are in {0}? | how many characters of {0} are digits?
    | to tell how many digits {0} contains | the digit count of {0}
count_upper | how many capital letters are in {0}? | how many letters of {0} are upper case?
    | to count the capitals in {0} | the count of capitals in {0}
string_length | how long is {0}? | how many characters does {0} have? | to count the characters in {0}
    | to tell how long {0} is | the number of characters in {0}
first_letter | what is the first letter of {0}? | which letter does {0} start with? | to pick the first character of {0}
    | the letter that {0} begins with
last_letter | what is the last letter of {0}? | which letter does {0} end with? | to pick the last character of {0}
    | the letter that {0} ends with
repeat_text | what is {0} {1} times in a row? | to write {0} {1} times in a row | to glue {1} copies of {0} together
    | {0} {1} times over, with nothing between
sorted_letters | what is {0} with its letters sorted? | to put the letters of {0} in alphabetical order
    | to arrange the letters in {0} from a to z | {0} with its letters from a to z
unique_letters | which different letters are in {0}? | which letters does {0} use?
    | to list the different letters in {0}, sorted | each letter of {0} once, in order
are_anagrams | are {0} and {1} anagrams? | do {0} and {1} have the same letters?
    | to tell if {0} and {1} are made of the same letters | whether {0} and {1} use exactly the same letters
starts_with | does {0} start with {1}? | is {1} the first letter of {0}? | to tell if {0} begins with {1}
    | whether the first letter of {0} is {1}
split_words | which words are in {0}? | to break {0} up into its words | to make a list of the words in {0}
    | the single words of {0} as a list
word_lengths | how long is each word in {0}? | how many letters does each word of {0} have?
    | to tell how long every word of {0} is | how long the words of {0} are, as a list
is_pangram | is {0} a pangram? | does {0} use all 26 letters? | to tell if every letter from a to z is in {0}
    | whether all letters of the alphabet are in {0}
every_second | what is every other letter of {0}? | to keep every other letter of {0}, starting with the first
    | to skip every second letter in {0} | every other character of {0}
text_to_codes | what are the ascii codes of {0}? | which number does each character of {0} have?
    | to turn the characters of {0} into their codes | the character codes of {0} as a list
run_length | what is the run-length encoding of {0}? | to shorten {0} by writing each run as letter and count
    | to write each repeated letter of {0} once, with its count behind
    | {0} as letters followed by how often they repeat
factorial | what is the factorial of {0}? | what is {0} factorial? | to multiply all numbers from 1 to {0}
    | to get {0} factorial | {0} factorial
factorial_recursive | what is the factorial of {0}, done recursively?
    | to get {0} factorial with a function that calls itself | the factorial of {0}, recursive
fibonacci | what is fibonacci number {0}? | which fibonacci number is at position {0}? | to get fibonacci number {0}
    | fibonacci number {0} | the fibonacci number at place {0}
fibonacci_recursive | what is fibonacci number {0}, done recursively?
    | to get fibonacci number {0} with a function that calls itself | fibonacci number {0}, recursive
fibonacci_list | what are the first {0} fibonacci numbers? | to make a list of {0} fibonacci numbers
    | to start the fibonacci sequence and go on for {0} numbers | a list with {0} fibonacci numbers
    | the fibonacci sequence, {0} numbers long
is_prime | is {0} a prime? | is {0} prime? | is {0} a prime number? | to tell if {0} is a prime
    | to see whether only 1 and itself divide {0} | whether {0} is prime
primes_up_to | which primes are there up to {0}? | what are the primes up to {0}? | to list all prime numbers up to {0}
    | every prime not above {0} | a list of the primes up to {0}
first_primes | what are the first {0} primes? | to list {0} prime numbers from 2 on
    | to make a list of the first {0} prime numbers | a list of the first {0} primes
is_even | is {0} even? | is {0} an even number? | can {0} be divided by 2? | to tell if {0} is even
    | whether {0} can be divided by 2
is_odd | is {0} odd? | is {0} an odd number? | to tell if {0} is odd | whether {0} is an odd number
square | what is {0} squared? | what is {0} times itself? | to multiply {0} by itself | {0} times itself | {0} squared
cube | what is {0} cubed? | what is {0} to the power of 3? | to raise {0} to the third power | {0} cubed
    | {0} to the third power
square_root | what is the square root of {0}? | which number squared is {0}? | to take the square root of {0}
    | to get the root of {0} | the root of {0}
double | what is twice {0}? | how much is two times {0}? | to multiply {0} by two | two times {0} | the double of {0}
sum_of_digits | what do the digits of {0} add up to? | what is the digit sum of {0}? | to add the digits of {0} together
    | the digit sum of {0} | all digits of {0} added together
count_digits | how many digits does {0} have? | how many digits are in {0}? | to tell how many digits {0} has
    | how many digits {0} has | the digit count of {0}
reverse_number | what is {0} with the digits backwards? | to write the digits of {0} backwards as a number
    | to turn the digits of {0} around | {0} read backwards, as a number
divisors | which numbers divide {0}? | what are the divisors of {0}? | to list all numbers that divide {0}
    | to find every number that {0} can be divided by | the numbers that {0} can be divided by without rest
prime_factors | what are the prime factors of {0}? | which primes multiply to {0}? | to factor {0} into primes
    | to break {0} down into prime numbers | the primes that give {0} when multiplied
sum_up_to | what do the numbers from 1 to {0} add up to? | how much is 1 + 2 + ... + {0}?
    | to add all numbers from 1 up to {0} | the total of all numbers from 1 to {0} | 1 + 2 + ... + {0}
sum_of_squares | what do the squares from 1 to {0} add up to? | to add the squares of 1 to {0}
    | the total of the squares of 1 to {0} | 1 squared plus 2 squared and so on up to {0} squared
is_perfect | is {0} a perfect number? | is {0} perfect, the sum of its divisors?
    | to tell if the divisors of {0} below it add up to {0} | whether {0} equals the sum of its smaller divisors
is_leap_year | is {0} a leap year? | does {0} have 366 days? | to tell if {0} is a leap year
    | to see whether {0} has a 29th of february | whether february has 29 days in {0}
celsius_to_fahrenheit | what is {0} celsius in fahrenheit? | how much is {0} degrees celsius in fahrenheit?
    | to turn {0} celsius into fahrenheit | the fahrenheit value of {0} celsius
fahrenheit_to_celsius | what is {0} fahrenheit in celsius? | how much is {0} degrees fahrenheit in celsius?
    | to turn {0} fahrenheit into celsius | the celsius value of {0} fahrenheit
km_to_miles | how many miles are {0} kilometers? | how far is {0} km in miles? | to turn {0} km into miles
    | {0} km as miles
gcd | what is the greatest common divisor of {0} and {1}? | what is the biggest number that divides both {0} and {1}?
    | to get the gcd of {0} and {1} | the biggest number that divides both {0} and {1}
    | the highest common factor of {0} and {1}
lcm | what is the least common multiple of {0} and {1}? | what is the smallest number that both {0} and {1} divide?
    | to get the lcm of {0} and {1} | the smallest number that both {0} and {1} divide
power | what is {0} to the power of {1}? | how much is {0} to the {1}? | to multiply {0} by itself {1} times
    | to raise {0} to {1} | {0} raised to {1}
add | what is {0} plus {1}? | how much is {0} + {1}? | to add {1} to {0} | to add up {0} and {1} | {0} plus {1}
    | {0} and {1} added
multiply | what is {0} times {1}? | how much is {0} * {1}? | to take {0} times {1} | to multiply {0} by {1}
    | {0} times {1} | {0} multiplied by {1}
subtract | what is {0} minus {1}? | how much is left of {0} when {1} is taken away? | to take {1} away from {0}
    | {0} minus {1} | what is left when {1} is taken from {0}
divide | what is {0} divided by {1}? | how much is {0} / {1}? | to split {0} into {1} equal parts | {0} over {1}
    | the quotient of {0} and {1}
larger | which is larger, {0} or {1}? | which one is bigger, {0} or {1}? | to pick the bigger one of {0} and {1}
    | the bigger one of {0} and {1} | whichever is larger, {0} or {1}
rectangle_area | how big is a rectangle with sides {0} and {1}? | what is the area of a {0} by {1} rectangle?
    | to get the area of a rectangle from its sides {0} and {1} | the area of a rectangle with sides {0} and {1}
circle_area | how big is a circle with radius {0}? | what is the area of a circle of radius {0}?
    | to get the area of a circle from its radius {0} | the area of a circle of radius {0}
hypotenuse | how long is the hypotenuse if the legs are {0} and {1}?
    | to get the longest side of a right triangle with legs {0} and {1}
    | the longest side of a right triangle with legs {0} and {1}
to_binary | what is {0} in binary? | how is {0} written in binary? | to write {0} with zeros and ones
    | to turn {0} into a binary string | {0} as a binary number | {0} in base 2
to_hex | what is {0} in hexadecimal? | how is {0} written in hex? | to write {0} in hex | to turn {0} into a hex string
    | {0} as hex | {0} in base 16
collatz | what is the collatz sequence from {0}? | to follow the collatz rule from {0} down to 1
    | to halve {0} if even, else triple it plus 1, until it is 1, and list all steps | the collatz steps from {0} to 1
sign | is {0} positive, negative or zero? | to say positive, negative or zero for {0}
    | 'positive', 'negative' or 'zero' for {0} | the sign of {0} in words
grade | which letter grade is {0}? | what grade do you get for {0}? | to give the grade from A to F for {0}
    | the grade from A to F for {0} | A, B, C, D or F for {0} points
fizzbuzz_value | what does fizzbuzz say for {0}? | to play fizzbuzz with {0} | the fizzbuzz word for {0}
    | what fizzbuzz says for {0}
multiples | what are the first {1} multiples of {0}? | to make a list of {1} multiples of {0}
    | {1} multiples of {0}, from {0} on | the first {1} numbers in the {0} times table
seconds_to_time | how many minutes and seconds are {0} seconds? | to split {0} seconds into minutes and seconds
    | the minutes and the seconds left in {0} seconds
squares | what are the first {0} square numbers? | what are the squares of 1 to {0}?
    | to make a list of the squares from 1 to {0} | the squares of 1 up to {0}
even_numbers | which even numbers are there up to {0}? | what are the even numbers up to {0}?
    | to make a list of the even numbers from 2 to {0} | every even number from 2 to {0}
pascal_row | what is row {0} of pascal's triangle? | to make row {0} of the pascal triangle
    | the numbers in row {0} of pascal's triangle
is_armstrong | is {0} an armstrong number? | to tell if {0} is an armstrong number
    | whether {0} equals its digits raised to the number of digits, added up
absolute | what is the absolute value of {0}? | how far is {0} from zero? | to drop the minus sign of {0} if it has one
    | {0} without its sign | the distance of {0} from zero
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
flatten | what is {0} as one flat list? | to put all inner lists of {0} into one list
    | to make one list of everything in {0} | one flat list of everything in {0}
transpose | what is {0} with rows and columns swapped? | to swap rows and columns of {0}
    | to turn the rows of {0} into columns | {0} with its rows as columns
row_sums | what does each row of {0} add up to? | to add up every row in {0} | the total of every row of {0}
    | a list of the row sums of {0}
matrix_total | what do all numbers in {0} add up to? | to add every number of every row in {0}
    | the total of all rows in {0} | everything in all rows of {0} added up
longest_string | which word is the longest in {0}? | what is the longest of {0}? | to pick the longest word from {0}
    | to tell which of {0} has the most letters | the word with the most letters in {0} | the longest name in {0}
upper_all | what is {0} in capitals? | to make every word of {0} upper case | to turn all of {0} into capitals
    | {0} all in capitals | each word of {0} in capital letters
join_words | what is {0} as one string with commas? | to put {0} together with commas between
    | to make one string of {0} with ', ' between | one string of {0} with commas between
sort_by_length | what is {0} from shortest to longest? | to order {0} from shortest to longest
    | to put the shortest of {0} first | {0} with the shortest first | {0} ordered by how long they are
sort_words | what is {0} in alphabetical order? | to put {0} in alphabetical order | to order {0} from a to z
    | {0} from a to z | {0} ordered by the alphabet
group_by_letter | which of {0} start with which letter? | to put {0} that start with the same letter together
    | to collect {0} by their first letter in a dictionary | a dictionary from first letters to the words of {0}
words_with | which words in {0} have {1} in them? | which of {0} contain {1}?
    | to pick the words from {0} that have {1} in them | to drop the words without {1} from {0}
    | all words of {0} with {1} in them
longer_than | which words in {0} have more than {1} letters? | which of {0} are longer than {1}?
    | to pick the words from {0} with more than {1} letters | all words of {0} that are longer than {1} letters
length_by_word | how long is each of {0}? | to make a dictionary from each word in {0} to its length
    | a dictionary that says how long each word in {0} is | the length of each of {0}, as a dictionary
best_key | who has the most in {0}? | who has the highest score in {0}? | which key has the highest value in {0}?
    | to tell who has the highest value in {0} | the name with the highest number in {0}
    | who has the most points in {0} | the winner in {0}, the key with the most
sort_by_value | what is {0} from the lowest value to the highest? | to order {0} by the numbers, lowest first
    | to put the lowest values of {0} first | {0} ordered by its values
sort_by_value_descending | what is {0} with the highest value first? | to order {0} by the numbers, highest first
    | to rank {0} from best to worst | {0} as a ranking, the highest value first | {0} with the highest values first
sort_by_key | what is {0} in the order of its keys? | to put the keys of {0} in order | to order {0} by its keys
    | {0} with its keys in order
invert | what is {0} with keys and values exchanged? | to make the values of {0} the keys and the keys the values
    | to flip {0} so that you can look up keys by value | {0} turned around, from value to key
sum_values | what do the values of {0} add up to? | how much is {0} in total? | to add up all values in {0}
    | the total of {0} | all values of {0} added up
mean_value | what is the average value in {0}? | what is the value in {0} on average? | to average the values of {0}
    | the average value of {0} | the mean of all values of {0}
values_above | which entries of {0} are above {1}? | who has more than {1} in {0}?
    | to drop the entries of {0} that are not above {1} | the part of {0} with values bigger than {1}
    | the entries of {0} with more than {1}
sort_pairs | what is {0} ordered by the second part? | to order {0} by the second item of each
    | to put {0} in order of their second values | {0} ordered by their second value
pairs_to_dict | what is {0} as a dictionary? | to make a dictionary out of {0} | to convert {0} to a dict
    | {0} as a dictionary | a dict with the key and value from each of {0}
"""


@attrs.frozen
class Phrasings:
    """Other words for one operation."""

    questions: tuple[str, ...]
    actions: tuple[str, ...]
    things: tuple[str, ...]


def _read(line: str) -> tuple[str, Phrasings]:
    name, *said = line.split(" | ")
    questions = tuple(phrase for phrase in said if phrase.endswith("?"))
    actions = tuple(phrase.removeprefix("to ") for phrase in said if phrase.startswith("to "))
    things = tuple(phrase for phrase in said if not phrase.endswith("?") and not phrase.startswith("to "))
    return name, Phrasings(questions, actions, things)


PHRASINGS: dict[str, Phrasings] = dict(map(_read, _TEXT.strip().replace("\n   ", "").splitlines()))
