"""Does the walker get better every day?"""


def improvements(steps):
    better = 0
    for day in range(len(steps)):
        if steps[day + 1] > steps[day]:
            better += 1
    return better


print(improvements([4000, 5200, 4900, 6100]))
