"""Who ran the 100 metres in less than 15 seconds."""

times = {"Ada": 14, "Bob": 16, "Cid": 17}

for name in times:
    if times[name] < "15":
        print(name, "is in the final")
