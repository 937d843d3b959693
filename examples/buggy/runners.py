"""The runners who were fast enough."""

times = {"Ada": 14, "Bob": 16, "Cid": 12}

for name in times:
    if times[name] < "15":
        print(name, "is in the final")
