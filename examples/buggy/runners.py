"""The runners who were fast enough."""

limit = "15"
times = {"Ada": 14, "Bob": 16, "Cid": 12}

for name in times:
    if times[name] < limit:
        print(name, "is in the final")
