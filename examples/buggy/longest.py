"""The longest name of all."""

names = ["Ada", "Grace", "Bo"]

longest = ""
for name in names:
    if name > len(longest):
        longest = name

print("The longest name is", longest)
