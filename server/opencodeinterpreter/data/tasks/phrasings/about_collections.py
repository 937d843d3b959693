"""What else people say for computations on matrices, lists of words, dictionaries and pairs."""

TEXT = """
total_letters | how many letters do all words in {0} have together?
    | what do the lengths of the words in {0} add up to? | to add up the lengths of {0}
    | to tell how many letters {0} have in all | the sum of the word lengths in {0}
    | how many letters there are in all words of {0}
words_starting_with | which words in {0} begin with {1}? | which of {0} start with {1}?
    | to keep only the words of {0} that begin with {1} | to list those of {0} whose first letter is {1}
    | a list of the words in {0} that begin with {1} | all words of {0} with {1} as their first letter
capitalized_words | what is {0} with a capital first letter in each word?
    | what are the words of {0} when only their first letters are capital?
    | to give each word in {0} a capital first letter
    | to make the first letter of every word in {0} upper case, in a list
    | {0} with a capital letter at the start of each word
    | every word of {0} beginning with a capital letter, as a list
spelled_backwards | what is each word in {0} backwards, as a list?
    | what does {0} look like if every word is spelled backwards?
    | to spell every word in {0} from back to front and keep their order
    | to turn around the letters of all words in {0}, word by word | a list of the words in {0}, each one reversed
    | {0} with the letters of each word reversed
word_initials | which letters do the words in {0} begin with, as a list?
    | what is the first letter of each word in {0}? | to take the first letter from every word in {0}
    | to collect the initials of {0} in a list | the first letter of each word in {0}, as a list
    | a list with the letter that each word of {0} begins with
numbered_words | what is {0} with '1. ', '2. ' and so on before the words?
    | what does {0} look like as a numbered list of strings like '1. tea'?
    | to put '1. ', '2. ' and so on in front of the words in {0}
    | to make a list of strings like '2. milk' from the words in {0}, counted from 1
    | {0} with '1. ', '2. ' and so on in front of each word | a list of strings like '1. tea', one for each of {0}
join_with_and | what is {0} as one string with 'and' between the words?
    | what do you get if you put ' and ' between all of {0}? | to put {0} together with ' and ' between
    | to make one string like 'tea and milk and rice' from {0} | one string of {0} with ' and ' between the words
    | a string like 'tea and milk' from all of {0}
concat_words | what is {0} as one long word? | what do you get if you put {0} together without spaces?
    | to glue {0} together into one long string | to concatenate all strings of {0} | {0} concatenated into one string
    | one long string of all words in {0}, without spaces
sort_words_descending | what is {0} in reverse alphabetical order?
    | what is {0} if the last in the alphabet comes first? | to sort {0} alphabetically backwards
    | to put {0} in order from z to a | {0} in reverse alphabetical order
    | a list of {0} with the last in the alphabet first
shortest_string | which word is the shortest in {0}? | which word in {0} has the fewest letters?
    | to pick the shortest word from {0} | to tell which of {0} has the fewest letters
    | the word with the fewest letters in {0} | the first of the shortest words in {0}
alphabetically_first | which word in {0} is first in alphabetical order?
    | which of {0} would be first if they were sorted from a to z?
    | to pick the word from {0} that a dictionary lists first | to tell which of {0} comes first from a to z
    | the first word of {0} in alphabetical order | the word that would be first in {0} after sorting
column_sums | what does each column of {0} add up to? | what are the totals of the columns in {0}?
    | to add up every column in {0} | to make a list of the column totals of {0} | the total of every column of {0}
    | a list of the column sums of {0}
matrix_largest | which number is the biggest in the whole of {0}? | what is the maximum of all rows in {0} together?
    | to look for the biggest number anywhere in {0} | to get the maximum over all rows of {0}
    | the biggest number anywhere in {0} | the maximum of all inner lists of {0} together
row_largest | what is the biggest number in each row of {0}? | which number is the highest in every row of {0}?
    | to list the maximum of every row in {0} | to pick the biggest number from each inner list of {0}
    | a list of the row maxima of {0} | the maximum of each inner list in {0}, as a list
best_row | which row of {0} has the highest total? | which row in {0} adds up to the most?
    | to pick the row that adds up to the most from {0} | to tell which inner list of {0} has the biggest sum
    | the row with the highest total in {0} | the inner list of {0} that adds up to the most
first_column | what is in the first column of {0}? | which numbers does each row of {0} begin with?
    | to list the first number of each row in {0} | to get the leftmost column of {0} as a list
    | a list of the first number of every row in {0} | the leftmost column of {0}, as a list
matrix_size | how many rows and columns does {0} have, in the form '2 x 3'?
    | what size is {0}, written like '3 x 2' with the rows first?
    | to write how many rows and columns {0} has, like '2 x 3'
    | to give the rows and columns of {0} as a string such as '3 x 3'
    | the numbers of rows and columns of {0} as a string like '2 x 3'
    | a string such as '3 x 2' for the rows and columns of {0}
matrix_lines | what is {0} as text with one row on each line and spaces between the numbers?
    | what does {0} look like without brackets, one row a line, the numbers divided by spaces?
    | to make a text of {0} with one row on each line and spaces between the numbers
    | to lay out {0} as lines of text, one for each row, with spaces between the numbers
    | a string with one line for each row of {0}, the numbers joined by spaces
    | the rows of {0} as lines of text, numbers divided by spaces
pair_names | which names come first in the pairs of {0}, as a list? | what are the first parts of all pairs in {0}?
    | to take the name from each pair in {0} and drop the number
    | to collect the first parts of the pairs in {0} in a list | the names from {0} without the numbers, as a list
    | the first part of each pair in {0}, as a list
pair_sum | what do the numbers in the pairs of {0} add up to? | what is the total of the second items in {0}?
    | to add up the second items of the pairs in {0} | to sum the numbers of all pairs in {0}
    | the total of the second items in {0} | all numbers in the pairs of {0} added up
largest_pair | which pair in {0} has the highest number? | which tuple of {0} has the biggest second item?
    | to pick the tuple with the biggest second item from {0}
    | to tell which pair of {0} has the highest number, as a tuple | the tuple of {0} with the highest second item
    | the whole pair with the biggest number in {0}
sorted_keys | which keys does {0} have, from a to z? | what are the names in {0}, in alphabetical order?
    | to sort the keys of {0} into a list | to make a list of the names in {0} from a to z
    | the keys of {0} as a list, from a to z | a list of only the names in {0}, sorted
value_list | which values does {0} have, as a list? | what numbers are in {0}, as a list without the keys?
    | to make a list of all values in {0} | to get only the numbers of {0} as a list, in their order
    | the values of {0} as a list | a list of the numbers in {0} without the keys
lowest_key | who has the least in {0}? | which key has the lowest value in {0}?
    | to tell who has the lowest value in {0} | to pick the key of the smallest number in {0}
    | the name with the lowest number in {0} | who has the fewest points in {0}
count_entries | how many entries does {0} have? | how many keys are in {0}? | to tell how many keys {0} has
    | to count how many names are in {0} | how many keys there are in {0} | the size of {0}, its number of entries
double_values | what is {0} with twice the value for each key? | what does {0} look like if every value is doubled?
    | to multiply each value in {0} by 2 and keep the keys | to make a dictionary like {0} with every value times two
    | a dictionary like {0} with each value times 2 | {0} with twice the value for every key
entries_below | which entries of {0} are below {1}? | who has less than {1} in {0}, with their values?
    | to drop the entries of {0} whose value is {1} or more
    | to make a dictionary of the entries in {0} with values under {1} | the part of {0} with values smaller than {1}
    | a dictionary of those in {0} with less than {1}
entry_lines | what is {0} as text with a line like 'Ben: 7' for each entry?
    | what does {0} look like as lines of the form 'key: value'?
    | to make a text with one line like 'Anna: 12' for each entry of {0}
    | to put the keys and values of {0} into lines like 'Ben: 7', as one string
    | a string with a line 'key: value' for each entry in {0}
    | the lines 'key: value' of all entries in {0}, joined into one string
value_gap | how far apart are the highest and the lowest value in {0}?
    | how many more points has the best in {0} than the worst? | to subtract the lowest value of {0} from the highest
    | to tell by how much the best in {0} is ahead of the worst | the highest minus the lowest value of {0}
    | how much the largest value in {0} is above the smallest
rounded_average | what is the average value in {0}, rounded to 1 decimal?
    | what do they have in {0} on average, rounded to one decimal?
    | to average the values of {0} and round to 1 decimal | to get the mean of all values in {0} with one decimal
    | the mean of the values in {0}, rounded to one decimal | the average of all values in {0} with 1 decimal
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
