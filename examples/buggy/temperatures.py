"""The warmest day of the week."""

temperatures = {"Mon": 18, "Tue": 21, "Wed": 19, "Thu": 24, "Fri": 22}


def warmest(days):
    hottest = max(days, key=days.get)
    return hottest, days[hotest]


print(warmest(temperatures))
