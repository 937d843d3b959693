"""The places of a race."""

runners = ["Ada", "Bob", "Cid"]

for place in range(runners):
    print(place + 1, runners[place])
