# %% Seconds for each lap
laps = [72, 68, 75, 66, 71]

# %%
# print the second largest number in laps
