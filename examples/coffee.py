# %% A week at the coffee stand
import pandas as pd

days = ["Mon", "Tue", "Wed", "Thu", "Fri"]
week = pd.DataFrame({"day": days, "cups": [31, 27, 44, 39, 58]})
week

# %% What it earns
PRICE = 2.5
earned = sum(week["cups"]) * PRICE
print("sold", sum(week["cups"]), "cups")
print("earned", earned, "euros")
earned / len(week)

# %% The week as a picture
import matplotlib.pyplot as plt

plt.figure(figsize=(6, 3))
plt.bar(week["day"], week["cups"], color="peru")
plt.title("Cups of coffee sold")
plt.show()
