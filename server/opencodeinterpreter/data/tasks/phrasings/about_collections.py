"""What else people say for computations on matrices, lists of words, dictionaries and pairs."""

TEXT = """
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
