"""Who is how old; one age belongs to nobody."""

names = ["Ada", "Bob"]
ages = [36, 41, 27]

for i in range(len(ages)):
    print(names[i], "is", ages[i])

print("That was everybody")
