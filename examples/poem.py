# %% A line of a song
poem = "the rain in spain falls on the plain"

# %%
# count how often each word occurs in poem
