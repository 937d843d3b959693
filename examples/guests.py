# %% The guest list
guests = ["Level", "Robert", "Hannah"]


# %% Which names read the same backwards?
def is_palindrome(word):
    """Check if word is a palindrome."""


# %% Try it on the guests
print([name for name in guests if is_palindrome(name)])
