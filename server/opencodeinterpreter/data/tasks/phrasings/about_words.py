"""What else people say for computations with words, names and lines."""

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
count_spaces | how many spaces are in {0}? | how often is there a space in {0}? | to tell how many spaces {0} has
    | to count the blanks in {0} | how many blanks {0} has | the count of spaces in {0}
count_long_words | how many words in {0} have more than {1} letters? | how many words of {0} are longer than {1}?
    | to tell how many words in {0} are longer than {1} letters | to count the words longer than {1} letters in {0}
    | how many words in {0} are longer than {1} letters | the count of words in {0} that have over {1} letters
long_words | which words in {0} have more than {1} letters? | which words of {0} are longer than {1}?
    | to list the words in {0} that are longer than {1} letters
    | to keep only words with over {1} letters from {0}, as a list
    | all words of {0} longer than {1} letters, as a list | which words in {0} have over {1} letters, as a list
average_word_length | how long is a word in {0} on average, to 1 decimal?
    | what is the mean word length of {0}, rounded to one decimal?
    | to tell how many letters a word of {0} has on average, to 1 decimal
    | to calculate the mean length of the words in {0}, rounded to one decimal
    | the mean word length in {0} to 1 decimal | how many letters a word of {0} has on average, rounded to one decimal
sort_sentence | what is {0} with the words from a to z, whatever their case?
    | how does {0} look with its words in alphabetical order, case ignored?
    | to put the words of {0} into alphabetical order in one string, whatever their case
    | to rearrange {0} so that its words go from a to z, case ignored
    | {0} with its words sorted from a to z, case ignored
    | one string with the sorted words of {0}, whatever their case
join_with_dashes | what is {0} with dashes between the words? | how does {0} look with - between its words?
    | to put - between the words of {0} instead of spaces | to connect the words in {0} by dashes
    | {0} with dashes between the words | {0} with - instead of spaces
snake_case | what is {0} in snake case? | how would {0} be written in snake_case?
    | to turn {0} into snake case, like 'my_variable_name' | to write {0} in lower case with _ between the words
    | the snake case of {0} | {0} in lower case with _ between the words
camel_case | what is {0} in camel case, with a small first letter? | how would {0} be written in camelCase?
    | to turn {0} into camel case, like 'myVariableName'
    | to put the words of {0} together with a capital at the start of each but the first | the camelCase form of {0}
    | {0} in camel case, like 'myVariableName'
digits_only | which digits are in {0}, as one string? | what is left of {0} if only the digits stay?
    | to drop everything but the digits from {0} | to collect the digits of {0} in a string
    | the digits of {0} as one string | {0} with everything but the digits removed
letters_only | which letters are in {0}, in their order as one string? | what is left of {0} if only the letters stay?
    | to drop everything but the letters from {0} | to strip digits, spaces and signs from {0}
    | the letters of {0} as one string | {0} with everything but the letters removed
remove_digits | what is {0} without the digits? | what is left of {0} when the digits are gone?
    | to take all digits out of {0} | to drop every digit from {0}, nothing else | {0} with all digits taken out
    | everything in {0} except the digits
count_letters | how many characters of {0} are letters? | how many letters from a to z are in {0}?
    | to count only those characters of {0} that are letters | to tell how many characters of {0} are letters
    | how many characters of {0} are letters | the count of all letters in {0}, nothing else
sum_digits_in_text | what do the digits in {0} add up to? | how much do all single digits in {0} make together?
    | to sum all the single digits that are in {0} | to calculate the total of all single digits in {0}
    | the total of all single digits in {0} | what the digits in {0} add up to
first_name | what is the first name in {0}? | which part of {0} is the first name? | to pick the first name out of {0}
    | to take only the first name of {0} | only the first name from {0} | the part of {0} before the space
last_name | what is the last name in {0}? | which part of {0} is the surname? | to pick the surname out of {0}
    | to take only the last name of {0} | the surname in {0} | the part of {0} after the space
initials | what are the initials of {0}, each with a dot? | which initials does {0} have, written like 'A.B.'?
    | to shorten {0} to its initials, with a dot after each letter | to write {0} as initials like 'A.B.'
    | {0} shortened to initials with dots, like 'A.B.' | the first letter of each part of {0}, each with a dot
last_name_first | what is {0} with the last name in front, like 'Doe, John'?
    | how does {0} look as last name, comma, first name? | to turn {0} around to 'Last, First'
    | to put the surname of {0} in front, with a comma after it | {0} in the form 'Last, First'
    | {0} turned around, like 'Doe, John'
make_username | what username does {0} give, in small letters with a dot for the space?
    | how does {0} look as a username like 'jane.roe'? | to turn {0} into a username like 'jane.roe'
    | to write {0} in small letters with a dot for the space | the username for {0}, lower case with a dot between
    | {0} in small letters with a dot instead of the space
greeting | what is the greeting 'Hello, NAME!' for {0}? | how do you greet {0} in the form 'Hello, NAME!'?
    | to greet {0} with 'Hello, ', the name and an exclamation mark | to put {0} between 'Hello, ' and '!'
    | the greeting for {0}, in the form 'Hello, NAME!' | a string of 'Hello, ', {0} and '!'
count_lines | how many lines does {0} have? | how many lines are in {0}? | to tell how many lines {0} has
    | to find the number of lines in {0} | how many lines {0} has | the line count of {0}
list_lines | what are the lines of {0}, as a list? | which lines are in {0}, as a list?
    | to make a list of the lines in {0} | to break {0} up at the line ends into a list
    | the single lines of {0} as a list | a list with every line of {0}
longest_line | which line of {0} is the longest? | what is the longest line in {0}?
    | to pick the longest line from {0} | to tell which line of {0} has the most characters
    | the line with the most characters in {0} | which line of {0} is the longest
reverse_lines | what is {0} with the last line first? | how does {0} look with its lines in the opposite order?
    | to put the last line of {0} first and the first one last | to turn the order of the lines in {0} around
    | {0} with its lines from last to first | {0} with the order of the lines turned around
number_lines | what is {0} with line numbers like '1. ' in front?
    | how does {0} look as a numbered list with '1. ', '2. '? | to put '1. ', '2. ' and so on before the lines of {0}
    | to make a numbered list of the lines in {0}, like '1. milk' | {0} with '1. ', '2. ' and so on before its lines
    | the text of {0} with line numbers like '1. ' in front
join_lines | what are the lines of {0} with commas between, in one line? | how does {0} look in one line with commas?
    | to write {0} on one line with ', ' between the former lines
    | to put commas between the lines of {0} to get one line | {0} in one line with commas between
    | one line made of all lines in {0}, separated by ', '
"""
