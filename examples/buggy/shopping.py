"""What the shopping costs."""

prices = {"bread": 3, "milk": 2, "eggs": 4}
basket = ["bread", "eggs", "eggs"]

total = 0
for item in basket:
    total += prices[item]

print("To pay: " + total)
