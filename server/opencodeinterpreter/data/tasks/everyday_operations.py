"""Computations with money and other everyday sums."""

from __future__ import annotations

from opencodeinterpreter.data.tasks.operation import Operation as Op

_CHANGE = """\
if $1 < $0:
    return 'not enough money'
return round($1 - $0, 2)"""
_TICKET_PRICE = """\
if $0 < 6:
    return 0
if $0 < 18:
    return 5
return 10"""
_TEMPERATURE_WORD = """\
if $0 < 10:
    return 'cold'
if $0 < 25:
    return 'warm'
return 'hot'"""
_OVERTIME_PAY = """\
if $0 <= 40:
    return round($0 * $1, 2)
overtime = $0 - 40
return round(40 * $1 + overtime * $1 * 1.5, 2)"""
_YEARS_TO_DOUBLE = """\
money = 1
years = 0
while money < 2:
    money *= 1 + $0 / 100
    years += 1
return years"""
_SAVINGS_BY_YEAR = """\
balances = []
for _ in range(3):
    $0 *= 1 + $1 / 100
    balances.append(round($0, 2))
return balances"""
_WARMER_DAYS = """\
count = 0
for day in range(1, len($0)):
    if $0[day] > $0[day - 1]:
        count += 1
return count"""
_RECEIPT = """\
lines = []
for item, cost in $0.items():
    lines.append(f'{item}: {cost:.2f}')
return '\\n'.join(lines)"""
_TOTAL_PRICE = """\
total = 0
for cost in $0:
    total += cost
return round(total, 2)"""

EVERYDAY_OPERATIONS: tuple[Op, ...] = (
    Op(
        "price_with_tax",
        "add {1} percent tax to {0}, rounded to 2 decimals",
        "{0} plus {1} percent tax, rounded to 2 decimals",
        ("price", "percent"),
        "return round($0 * (1 + $1 / 100), 2)",
        "float",
        counted=True,
    ),
    Op(
        "tax_amount",
        "compute only the tax of {1} percent on {0}, rounded to 2 decimals",
        "only the tax of {1} percent on {0}, rounded to 2 decimals",
        ("price", "percent"),
        "return round($0 * $1 / 100, 2)",
        "float",
        counted=True,
    ),
    Op(
        "price_with_discount",
        "take a discount of {1} percent off {0}, rounded to 2 decimals",
        "{0} after a discount of {1} percent, rounded to 2 decimals",
        ("price", "percent"),
        "return round($0 * (1 - $1 / 100), 2)",
        "float",
        counted=True,
    ),
    Op(
        "discount_all",
        "lower every price in {0} by {1} percent, each rounded to 2 decimals",
        "a list with every price of {0} lowered by {1} percent, rounded to 2 decimals",
        ("prices", "percent"),
        "return [round(cost * (1 - $1 / 100), 2) for cost in $0]",
        "list",
        counted=True,
    ),
    Op(
        "tip",
        "compute a tip of {1} percent for {0}, rounded to 2 decimals",
        "the tip of {1} percent for {0}, rounded to 2 decimals",
        ("price", "percent"),
        "return round($0 * $1 / 100, 2)",
        "float",
        counted=True,
    ),
    Op(
        "share_bill",
        "share {0} equally among {1} people, rounded to 2 decimals",
        "the share of each if {0} is split among {1} people, rounded to 2 decimals",
        ("price", "people"),
        "return round($0 / $1, 2)",
        "float",
        counted=True,
    ),
    Op(
        "leftover",
        "find what is left over when {0} is shared equally among {1} people in whole numbers",
        "what is left over when {0} is shared equally among {1} people in whole numbers",
        ("number", "people"),
        "return $0 % $1",
        counted=True,
    ),
    Op(
        "change",
        "compute the change for {0} when paying {1}, rounded to 2 decimals, or 'not enough money' if it is too little",
        "the change for {0} when paying {1}, rounded to 2 decimals, or 'not enough money' if it is too little",
        ("price", "price"),
        _CHANGE,
        "float | str",
    ),
    Op(
        "total_price",
        "add up {0} with a loop, the total rounded to 2 decimals",
        "the total of {0} computed with a loop, rounded to 2 decimals",
        ("prices",),
        _TOTAL_PRICE,
        "float",
    ),
    Op(
        "rounded_total",
        "add up {0}, the total rounded to 2 decimals",
        "the total of {0}, rounded to 2 decimals",
        ("prices",),
        "return round(sum($0), 2)",
        "float",
    ),
    Op(
        "average_price",
        "compute the average of {0}, rounded to 2 decimals",
        "the average of {0}, rounded to 2 decimals",
        ("prices",),
        "return round(sum($0) / len($0), 2)",
        "float",
    ),
    Op(
        "cheapest",
        "find the cheapest price in {0}",
        "the cheapest price in {0}",
        ("prices",),
        "return min($0)",
        "float",
    ),
    Op(
        "price_gap",
        "subtract the lowest of {0} from the highest, rounded to 2 decimals",
        "the difference between the highest and the lowest of {0}, rounded to 2 decimals",
        ("prices",),
        "return round(max($0) - min($0), 2)",
        "float",
    ),
    Op(
        "savings_after",
        "compute what {0} grows to in {2} years with {1} as the yearly interest in percent, rounded to 2 decimals",
        "what {0} grows to in {2} years with {1} as the yearly interest in percent, rounded to 2 decimals",
        ("price", "percent", "step"),
        "return round($0 * (1 + $1 / 100) ** $2, 2)",
        "float",
        counted=True,
    ),
    Op(
        "savings_by_year",
        "list what {0} has grown to after each of 3 years at {1} percent interest, rounded to 2 decimals",
        "a list of what {0} grows to after 1, 2 and 3 years at {1} percent interest, rounded to 2 decimals",
        ("price", "percent"),
        _SAVINGS_BY_YEAR,
        "list",
        counted=True,
    ),
    Op(
        "years_to_double",
        "count the years until money has at least doubled at {0} percent interest a year",
        "the number of full years until money doubles at {0} percent interest a year",
        ("percent",),
        _YEARS_TO_DOUBLE,
        measured=True,
    ),
    Op(
        "percent_of",
        "compute {1} percent of {0}",
        "{1} percent of {0}",
        ("measure", "percent"),
        "return $0 * $1 / 100",
        "float",
        counted=True,
    ),
    Op(
        "share_in_percent",
        "compute how many percent {0} is of {1}, rounded to 1 decimal",
        "how many percent {0} is of {1}, rounded to 1 decimal",
        ("number", "number"),
        "return round($0 / $1 * 100, 1)",
        "float",
    ),
    Op(
        "percentage_change",
        "compute the change from {0} to {1} in percent, rounded to 1 decimal",
        "the change from {0} to {1} in percent, rounded to 1 decimal",
        ("price", "price"),
        "return round(($1 - $0) / $0 * 100, 1)",
        "float",
    ),
    Op(
        "raise_by_percent",
        "raise {0} by {1} percent, rounded to 2 decimals",
        "{0} raised by {1} percent, rounded to 2 decimals",
        ("price", "percent"),
        "return round($0 * (1 + $1 / 100), 2)",
        "float",
        counted=True,
    ),
    Op(
        "cents_to_euros",
        "write {0} cents as text in euros, like '12.50 euros'",
        "{0} cents as text in euros, like '12.50 euros'",
        ("number",),
        "return f'{$0 / 100:.2f} euros'",
        "str",
        measured=True,
    ),
    Op(
        "price_in_cents",
        "convert {0} to cents as a whole number",
        "{0} in cents, as a whole number",
        ("price",),
        "return round($0 * 100)",
    ),
    Op(
        "format_dollars",
        "format {0} as dollars with 2 decimals, like '$12.50'",
        "{0} as a string in dollars, like '$12.50'",
        ("price",),
        "return f'${$0:.2f}'",
        "str",
    ),
    Op(
        "price_of_pieces",
        "compute the price of {1} pieces at {0} each, rounded to 2 decimals",
        "the price of {1} pieces at {0} each, rounded to 2 decimals",
        ("price", "small"),
        "return round($0 * $1, 2)",
        "float",
        counted=True,
    ),
    Op(
        "shipping_cost",
        "return 0 as the shipping cost if {0} is at least 50, else 4.9",
        "the shipping cost for {0}, 0 from 50 on and 4.9 below",
        ("price",),
        "return 0 if $0 >= 50 else 4.9",
        "float",
    ),
    Op(
        "basket_total",
        "add up all prices in {0}, the total rounded to 2 decimals",
        "the total of all prices in {0}, rounded to 2 decimals",
        ("priced",),
        "return round(sum($0.values()), 2)",
        "float",
    ),
    Op(
        "most_expensive",
        "find the name of the most expensive item in {0}",
        "the name of the most expensive item in {0}",
        ("priced",),
        "return max($0, key=$0.get)",
        "str",
    ),
    Op(
        "cheapest_item",
        "find the name of the cheapest item in {0}",
        "the name of the cheapest item in {0}",
        ("priced",),
        "return min($0, key=$0.get)",
        "str",
    ),
    Op(
        "items_below",
        "list the names of the items in {0} that cost less than {1}",
        "a list of the names of the items in {0} that cost less than {1}",
        ("priced", "target"),
        "return [item for item, cost in $0.items() if cost < $1]",
        "list",
    ),
    Op(
        "receipt",
        "write one line per item of {0} like 'bread: 2.50', as one string",
        "a string with one line per item of {0}, like 'bread: 2.50'",
        ("priced",),
        _RECEIPT,
        "str",
    ),
    Op(
        "pass_or_fail",
        "return 'pass' if {0} is at least 50 and 'fail' otherwise",
        "'pass' if {0} is at least 50, else 'fail'",
        ("number",),
        "return 'pass' if $0 >= 50 else 'fail'",
        "str",
    ),
    Op(
        "ticket_price",
        "return the ticket price if the age is {0}: 0 below 6, 5 below 18, otherwise 10",
        "the ticket price if the age is {0}: 0 below 6, 5 below 18, otherwise 10",
        ("number",),
        _TICKET_PRICE,
    ),
    Op(
        "bmi",
        "compute the bmi when the weight in kg is {0} and the height in meters is {1}, rounded to 1 decimal",
        "the bmi when the weight in kg is {0} and the height in meters is {1}, rounded to 1 decimal",
        ("measure", "step"),
        "return round($0 / $1 ** 2, 1)",
        "float",
    ),
    Op(
        "temperature_word",
        "return 'cold' if {0} is below 10, 'warm' if below 25, else 'hot'",
        "'cold' if {0} is below 10, 'warm' if below 25, else 'hot'",
        ("degrees",),
        _TEMPERATURE_WORD,
        "str",
    ),
    Op(
        "warmest_day",
        "find the number of the warmest day in {0}, counting days from 1",
        "the number of the day with the highest value in {0}, counted from 1",
        ("readings",),
        "return $0.index(max($0)) + 1",
    ),
    Op(
        "frost_days",
        "count the values in {0} that are below zero",
        "the number of values below zero in {0}",
        ("readings",),
        "return sum(1 for degree in $0 if degree < 0)",
    ),
    Op(
        "warmer_days",
        "count the days in {0} that are warmer than the day before",
        "the number of days in {0} that are warmer than the day before",
        ("readings",),
        _WARMER_DAYS,
    ),
    Op(
        "weekly_pay",
        "compute the pay for {0} hours at {1} per hour, rounded to 2 decimals",
        "the pay for {0} hours at {1} per hour, rounded to 2 decimals",
        ("measure", "price"),
        "return round($0 * $1, 2)",
        "float",
        measured=True,
    ),
    Op(
        "overtime_pay",
        "compute the pay for {0} hours at {1} per hour, where hours above 40 count 1.5 times, rounded to 2 decimals",
        "the pay for {0} hours at {1} per hour with 1.5 times for hours above 40, rounded to 2 decimals",
        ("measure", "price"),
        _OVERTIME_PAY,
        "float",
        measured=True,
    ),
)
