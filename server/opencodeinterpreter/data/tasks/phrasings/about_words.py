"""What else people say for computations with single words."""

TEXT = """
first_word | what is the first word of {0}? | which word does {0} start with? | to pick the first word from {0}
    | to take only the first word of {0} | the word that {0} starts with | the word at the start of {0}
last_word | what is the last word of {0}? | which word does {0} end with? | to pick the last word from {0}
    | to take only the last word of {0} | the word that {0} ends with | the word at the end of {0}
middle_letter | what is the middle letter of {0}, the right one if there are two?
    | which letter is in the middle of {0}, or right of the middle if its length is even?
    | to find the letter in the middle of {0}, the right one if there are two
    | to pick the letter of {0} at half its length | the letter in the middle of {0}, the right one if there are two
    | the letter at half the length of {0}
first_letters | what are the first {1} letters of {0}? | which {1} letters does {0} start with?
    | to cut {0} off after {1} letters | to keep only the first {1} letters of {0}
    | the {1} letters that {0} starts with | the start of {0}, {1} letters long
last_letters | what are the last {1} letters of {0}? | which {1} letters does {0} end with?
    | to take {1} letters from the end of {0} | to keep only the last {1} letters of {0}
    | the {1} letters that {0} ends with | the end of {0}, {1} letters long
drop_first_letter | what is {0} without the first letter? | what is left of {0} when its first letter is gone?
    | to drop the first letter of {0} | to cut off the first character of {0}
    | everything in {0} after the first letter | {0} from the second letter on
drop_last_letter | what is {0} without the last letter? | what is left of {0} when its last letter is gone?
    | to drop the last letter of {0} | to cut off the last character of {0} | everything in {0} before the last letter
    | {0} up to the letter before the last
swap_ends | what is {0} with the first and last letters swapped?
    | how does {0} look if its first and last letter change places? | to exchange the first and last letters of {0}
    | to let the first and the last letter of {0} change places | {0} with its first and last letters exchanged
    | {0} with the last letter in front and the first one at the end
capitalize_first | what is {0} with a capital first letter? | how is {0} written with a capital at the start?
    | to make the first letter of {0} a capital | to let {0} start with a capital letter
    | {0} with a capital letter at the start | {0} with its first letter in upper case
mirror_word | what is {0} with its letters backwards behind it? | what do you get from {0} plus {0} reversed?
    | to write {0} forwards and then backwards, in one string | to mirror {0} behind its last letter
    | {0} forwards and then backwards, in one string | {0} plus its mirror image
double_letters | what is {0} with each letter twice? | how does {0} look if every letter is doubled?
    | to double each letter of {0}, so that 'ab' becomes 'aabb'
    | to put a second copy of each letter of {0} right behind it | {0} with each letter twice in a row
    | {0} written with two of every letter
hide_word | what is {0} with stars for all letters but the first?
    | how does {0} look if only the first letter is shown and the others are stars?
    | to hide all letters of {0} but the first behind stars | to turn every letter of {0} after the first into a star
    | the first letter of {0}, then a star for each other letter | {0} with everything after the first letter as stars
star_vowels | what is {0} with a star for each vowel? | how does {0} look if all vowels are stars?
    | to turn every vowel of {0} into * | to put * where {0} has a vowel | {0} with each vowel replaced by *
    | {0} with a star in place of every vowel
star_letter | what is {0} with stars instead of {1}? | how does {0} look if {1} is always replaced by a star?
    | to turn {1} into * wherever it is in {0} | to put * wherever {0} has {1} | {0} with {1} replaced by * each time
    | {0} with * in every place of {1}
remove_letter | what is {0} without {1}? | what is left of {0} when {1} is taken out?
    | to take {1} out of {0} wherever it is | to delete {1} every time it comes up in {0} | {0} without {1}
    | what is left of {0} without {1}
vowels_only | which vowels are in {0}, in their order as one string? | what is left of {0} if only the vowels stay?
    | to drop everything but the vowels from {0} | to collect the vowels of {0} in a string
    | the vowels of {0} in their order, as one string | {0} with everything but the vowels removed
alternate_case | what is {0} with every other letter a capital, from the first on?
    | how does {0} look if capital and small letters take turns, a capital first?
    | to make every other letter of {0} a capital, from the first on, and the others small
    | to switch between capital and small letters in {0}, a capital first
    | {0} with capital and small letters by turns, a capital first
    | {0} with every other letter a capital, like 'HeLlO'
pig_latin | what is {0} in pig latin, its first letter at the end and 'ay' after that?
    | what is {0} with the first letter moved to the end, plus 'ay'?
    | to put the first letter of {0} at its end, with 'ay' after it
    | to make pig latin of {0} by moving the first letter to the end and adding 'ay'
    | {0} with the first letter at the end and 'ay' added | the pig latin of {0}: first letter to the end, plus 'ay'
letter_list | what are the letters of {0} as a list? | which letters make up {0}, one by one in a list?
    | to split {0} into single letters | to make a list with each letter of {0} | the letters of {0} as a list
    | {0} as a list of single letters
spaced_letters | what is {0} with spaces between its letters?
    | how is {0} written with a space after each letter but the last? | to spell {0} with spaces between the letters
    | to spread the letters of {0} with a space between them | {0} spelled out with spaces
    | the letters of {0} with one space between them
letters_below | what is {0} with each letter on a new line? | how does {0} look written downwards, letter by letter?
    | to write {0} from top to bottom, one letter per line | to put every letter of {0} on a new line
    | {0} written downwards, one letter on each line | each letter of {0} on a line of its own
prefixes | what are the prefixes of {0}, from one letter up to all of it?
    | which beginnings does {0} have, from short to long?
    | to make a list with the first letter, the first two letters and so on of {0}
    | to collect every beginning of {0} in a list, the shortest first
    | a list of all beginnings of {0}, up to all of it | a list of the first one, two, three and so on letters of {0}
in_quotes | what is {0} with double quotes around it? | how does {0} look in double quotes?
    | to surround {0} with double quotes | to write {0} between double quotation marks
    | {0} with double quotation marks around it | {0} between double quotes
in_parentheses | what is {0} with parentheses around it? | how does {0} look in round brackets?
    | to surround {0} with round brackets | to write {0} between ( and ) | {0} with round brackets around it
    | {0} between ( and )
underline | what is {0} with dashes under each letter?
    | how does {0} look as a heading with a line of dashes below it?
    | to write {0} and below it a dash for each letter | to make {0} a heading, underlined with equally many dashes
    | {0} and on the next line one dash per letter | {0} underlined with dashes
center_with_stars | what is {0} in the middle of 20 characters, with stars around it?
    | how does {0} look centered to width 20 with stars?
    | to write {0} in the middle of a line of stars, 20 characters in all | to center {0} to a width of 20 with *
    | {0} in the middle of a 20 characters wide line of stars | {0} centered with * to a width of 20
repeat_with_commas | what is {0} {1} times with commas between?
    | how does {0} look {1} times in one string, with ', ' between?
    | to write {0} {1} times with a comma and a space between | to join {1} copies of {0} with ', '
    | {1} copies of {0} separated by commas | one string of {0} {1} times, separated by ', '
pad_with_zeros | what is {0} with zeros in front, 5 digits long? | how is {0} written with 5 digits?
    | to put zeros in front of {0} until it has 5 digits | to write {0} with 5 digits, zeros in front
    | {0} filled up with zeros on the left to length 5 | {0} written with 5 digits, like 00042
count_different_letters | how many different letters are in {0}? | how many letters does {0} have if each counts once?
    | to count the letters of {0}, each letter only once | to tell how many different letters {0} has
    | how many different letters {0} has | the count of distinct letters in {0}
has_double_letter | does {0} have a double letter, like the ll in hello?
    | are there two equal letters side by side in {0}? | to tell if a letter in {0} comes twice in a row
    | to look for a double letter like 'll' in {0}, true or false | whether {0} has a double letter, like 'll'
    | whether any letter of {0} stands next to the same letter
first_repeated_letter | which letter of {0} is the first that was there before, or None?
    | going through {0}, which letter comes a second time first, or None?
    | to tell which letter of {0} is the first to come up again, None if all are different
    | to go through {0} until a letter comes that was there before, None if there is none
    | the first letter of {0} to come a second time, None if no letter does
    | which letter of {0} is the first to come up again, or None
first_single_letter | which letter is the first that comes only once in {0}, or None?
    | what is the first letter of {0} that isn't repeated anywhere in it, or None?
    | to tell which letter of {0} is the first without a second one like it, or None
    | to get the first letter of {0} that is not repeated, None if all are
    | the first letter of {0} that is not repeated, None if all are
    | which letter is the first to be only once in {0}, or None
alphabet_positions | which places in the alphabet do the letters of {0} have, a being 1?
    | what are the letters of {0} as numbers from 1 for a to 26 for z?
    | to turn the letters of {0} into numbers, 1 for a, 2 for b and so on
    | to list the place in the alphabet for each letter of {0}, from a = 1
    | the letters of {0} as a list of numbers, 1 for a to 26 for z
    | the place in the alphabet of every letter in {0} as a list, a being 1
word_value | what do the letters of {0} add up to if a is 1, b is 2 and so on?
    | what is {0} worth if a = 1, b = 2, up to z = 26?
    | to sum up the letters of {0}, where a counts 1, b counts 2 and so on
    | to compute what {0} is worth with a = 1 to z = 26 | the value of {0} if a counts 1, b counts 2 and so on
    | the total of the letters in {0} with a = 1 to z = 26
find_letter | at which index does {1} first appear in {0}, or -1?
    | where in {0} is {1} for the first time, as an index or -1?
    | to get the first index of {1} in {0}, -1 if it isn't there | to tell at which index {0} first has {1}, or -1
    | the first index of {1} in {0}, or -1 | the position of {1} in {0}, counted from 0, -1 if it isn't there
letter_positions | at which indexes is {1} in {0}? | where is {1} in {0}, as a list of indexes?
    | to list every index at which {0} has {1} | to collect all positions of {1} in {0} in a list, counted from 0
    | all positions of {1} in {0} as a list, counted from 0 | the list of indexes at which {0} has {1}
has_letter | does {0} contain {1}? | is {1} anywhere in {0}? | to tell if {1} occurs in {0}
    | to look whether {0} has {1} in it | whether {1} occurs in {0} | whether {0} has {1} in it
ends_with | does {0} end with {1}? | is {1} the last letter of {0}? | to tell if the last letter of {0} equals {1}
    | to see whether {1} stands at the end of {0} | whether the last letter of {0} is {1}
    | whether {1} is at the end of {0}
common_letters | which letters are in both {0} and {1}, sorted?
    | which letters do {0} and {1} share, in alphabetical order?
    | to list the letters that {0} and {1} share, from a to z
    | to make a sorted list of the letters in both {0} and {1} | the letters that {0} and {1} share, as a sorted list
    | a list of the letters found in both {0} and {1}, from a to z
longer_word | which is longer, {0} or {1}, or the first if both are equally long?
    | which of {0} and {1} has more letters, the first if they have as many?
    | to pick the one with more letters from {0} and {1}, the first if they have as many
    | to tell which of {0} and {1} is longer, the first if neither is
    | which of {0} and {1} is longer (the first if neither is)
    | the one of {0} and {1} with more letters, the first if equal
same_length | are {0} and {1} equally long? | do {0} and {1} have the same number of letters?
    | to tell if {0} and {1} are equally long | to compare the lengths of {0} and {1}, true if they are equal
    | whether {0} and {1} are equally long | whether {0} has as many letters as {1}
same_first_letter | do {0} and {1} begin with the same letter? | are the first letters of {0} and {1} equal?
    | to tell if the first letters of {0} and {1} are equal
    | to compare the first letters of {0} and {1}, true if they match
    | whether the first letters of {0} and {1} are the same | whether {0} begins with the same letter as {1}
first_in_alphabet | which comes first in a dictionary, {0} or {1}? | which would be first if you sort {0} and {1}?
    | to pick the one of {0} and {1} that is first in alphabetical order
    | to tell which of {0} and {1} comes first from a to z | which of {0} and {1} comes first in alphabetical order
    | the one of {0} and {1} that would stand first in a dictionary
count_differences | in how many places do {0} and {1} differ, as far as both go?
    | how many letters of {0} and {1} at the same place are different, up to the shorter length?
    | to count the differences between {0} and {1} letter by letter, as far as both go
    | to tell in how many places {0} and {1} differ, as far as both go
    | in how many places {0} and {1} differ, as far as both go
    | the count of places with different letters in {0} and {1}, up to the shorter length
join_two | what are {0} and {1} as one string with a space between? | what do {0} and {1} give when joined by a space?
    | to put {0} and {1} together with a space | to make one string of {0}, a space and {1}
    | one string of {0}, a space and {1} | {0}, then a space, then {1} as one string
"""
