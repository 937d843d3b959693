# %% The people in the club
names = ["Ada", "Grace", "Margaret"]

# %%
# find the longest name in names and print it
