"""What else people say for computations on texts."""

TEXT = """
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
"""
