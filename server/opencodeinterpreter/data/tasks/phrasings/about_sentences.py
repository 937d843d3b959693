"""What else people say for computations with sentences, names and lines."""

TEXT = """
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
