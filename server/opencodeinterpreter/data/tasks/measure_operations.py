"""Computations with measures, units and time."""

from __future__ import annotations

from opencodeinterpreter.data.tasks.operation import Operation as Op

_TO_12_HOURS = """\
hours, minutes = $0.split(':')
hour = int(hours)
half = 'am' if hour < 12 else 'pm'
return f'{hour % 12 or 12}:{minutes} {half}'"""
_PART_OF_DAY = """\
hour = int($0.split(':')[0])
if hour < 12:
    return 'morning'
if hour < 18:
    return 'afternoon'
return 'evening'"""
_MONTH_NAME = """\
months = ['January', 'February', 'March', 'April', 'May', 'June', 'July',
          'August', 'September', 'October', 'November', 'December']
return months[$0 - 1]"""
_DAYS_IN_MONTH = """\
if $0 == 2:
    return 28
if $0 in (4, 6, 9, 11):
    return 30
return 31"""
_WEEKDAY_AFTER = """\
days = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']
return days[$0 % 7]"""
_DAYS_BETWEEN = """\
first = datetime.datetime.fromisoformat($0)
second = datetime.datetime.fromisoformat($1)
return abs((second - first).days)"""

MEASURE_OPERATIONS: tuple[Op, ...] = (
    Op(
        "hours_to_minutes",
        "convert {0} hours to minutes",
        "{0} hours in minutes",
        ("measure",),
        "return $0 * 60",
        "float",
        measured=True,
    ),
    Op(
        "minutes_to_hours",
        "convert {0} minutes to hours as a decimal number",
        "{0} minutes in hours, as a decimal number",
        ("measure",),
        "return $0 / 60",
        "float",
        measured=True,
    ),
    Op(
        "hours_to_seconds",
        "convert {0} hours to seconds",
        "{0} hours in seconds",
        ("measure",),
        "return $0 * 3600",
        "float",
        measured=True,
    ),
    Op(
        "weeks_to_days",
        "convert {0} weeks to days",
        "{0} weeks in days",
        ("measure",),
        "return $0 * 7",
        "float",
        measured=True,
    ),
    Op(
        "full_weeks",
        "count the full weeks in {0} days",
        "the number of full weeks in {0} days",
        ("number",),
        "return $0 // 7",
        measured=True,
    ),
    Op(
        "kg_to_pounds",
        "convert {0} kilograms to pounds",
        "{0} kilograms in pounds",
        ("measure",),
        "return $0 * 2.20462",
        "float",
        measured=True,
    ),
    Op(
        "pounds_to_kg",
        "convert {0} pounds to kilograms",
        "{0} pounds in kilograms",
        ("measure",),
        "return $0 / 2.20462",
        "float",
        measured=True,
    ),
    Op(
        "inches_to_cm",
        "convert {0} inches to centimeters",
        "{0} inches in centimeters",
        ("measure",),
        "return $0 * 2.54",
        "float",
        measured=True,
    ),
    Op(
        "cm_to_inches",
        "convert {0} centimeters to inches",
        "{0} centimeters in inches",
        ("measure",),
        "return $0 / 2.54",
        "float",
        measured=True,
    ),
    Op(
        "minutes_to_clock",
        "write {0} minutes as text in the form h:mm",
        "{0} minutes as text in the form h:mm",
        ("number",),
        "return f'{$0 // 60}:{$0 % 60:02}'",
        "str",
        measured=True,
    ),
    Op(
        "clock_to_minutes",
        "convert {0} to minutes since midnight",
        "{0} in minutes since midnight",
        ("clock",),
        "hours, minutes = $0.split(':')\nreturn int(hours) * 60 + int(minutes)",
    ),
    Op(
        "to_12_hours",
        "convert {0} to the 12 hour clock with am or pm, like 2:05 pm",
        "{0} on the 12 hour clock, like 2:05 pm",
        ("clock",),
        _TO_12_HOURS,
        "str",
    ),
    Op(
        "hour_of_time",
        "get the hour of {0} as a number",
        "the hour of {0} as a number",
        ("clock",),
        "return int($0.split(':')[0])",
    ),
    Op(
        "part_of_day",
        "return 'morning' for {0} if it is before 12:00, 'afternoon' if it is before 18:00, else 'evening'",
        "the part of the day for {0}: 'morning' before 12:00, 'afternoon' before 18:00, else 'evening'",
        ("clock",),
        _PART_OF_DAY,
        "str",
    ),
    Op(
        "age_in_2050",
        "compute the age that somebody born in {0} reaches in 2050",
        "the age in 2050 of somebody born in {0}",
        ("year",),
        "return 2050 - $0",
    ),
    Op(
        "years_between",
        "count the years between {0} and {1}, in any order",
        "the number of years between {0} and {1}, never negative",
        ("year", "year"),
        "return abs($0 - $1)",
    ),
    Op(
        "century",
        "find the century of {0}, so that 2000 is in century 20 and 2001 in 21",
        "the number of the century that {0} is in (20 for 2000, 21 for 2001)",
        ("year",),
        "return ($0 - 1) // 100 + 1",
    ),
    Op(
        "decade",
        "find the year in which the decade of {0} starts, like 1990 for 1994",
        "the first year of the decade of {0}, like 1990 for 1994",
        ("year",),
        "return $0 // 10 * 10",
    ),
    Op(
        "month_name",
        "look up the English month name for {0}, where 1 is January",
        "the English name of the month for {0}, where 1 is January",
        ("small",),
        _MONTH_NAME,
        "str",
    ),
    Op(
        "days_in_month",
        "tell how many days the month has if its number is {0}, without leap years",
        "the number of days in the month whose number is {0}, with 28 for february",
        ("small",),
        _DAYS_IN_MONTH,
    ),
    Op(
        "weekday_after",
        "name the weekday that comes {0} days after Monday",
        "the name of the weekday {0} days after Monday",
        ("number",),
        _WEEKDAY_AFTER,
        "str",
        measured=True,
    ),
    Op(
        "year_of_date",
        "get the year of {0} as a number",
        "the year of {0} as a number",
        ("date",),
        "return int($0[:4])",
    ),
    Op(
        "month_of_date",
        "get the month of {0} as a number",
        "the month of {0} as a number",
        ("date",),
        "return int($0.split('-')[1])",
    ),
    Op(
        "day_first",
        "rewrite {0} in the form day/month/year",
        "{0} in the form day/month/year",
        ("date",),
        "year, month, day = $0.split('-')\nreturn f'{day}/{month}/{year}'",
        "str",
    ),
    Op(
        "weekday_of_date",
        "find the name of the weekday of {0}",
        "the name of the weekday of {0}",
        ("date",),
        "return datetime.datetime.fromisoformat($0).strftime('%A')",
        "str",
        imports="import datetime",
    ),
    Op(
        "days_between",
        "count the days between {0} and {1}, in any order",
        "the number of days between {0} and {1}, never negative",
        ("date", "date"),
        _DAYS_BETWEEN,
        imports="import datetime",
    ),
    Op(
        "triangle_area",
        "compute the area of a triangle whose base is {0} and whose height is {1}",
        "the area of a triangle whose base is {0} and whose height is {1}",
        ("length", "length"),
        "return $0 * $1 / 2",
        "float",
    ),
    Op(
        "rectangle_perimeter",
        "compute the perimeter of a rectangle whose sides are {0} and {1}",
        "the perimeter of a rectangle whose sides are {0} and {1}",
        ("length", "length"),
        "return 2 * ($0 + $1)",
        "float",
    ),
    Op(
        "square_area",
        "compute the area of a square whose side is {0}",
        "the area of a square whose side is {0}",
        ("length",),
        "return $0 ** 2",
        "float",
    ),
    Op(
        "circumference",
        "compute the circumference of a circle whose radius is {0}",
        "the circumference of a circle whose radius is {0}",
        ("length",),
        "return 2 * math.pi * $0",
        "float",
        imports="import math",
    ),
    Op(
        "cube_volume",
        "compute the volume of a cube whose edge is {0}",
        "the volume of a cube whose edge is {0}",
        ("length",),
        "return $0 ** 3",
        "float",
    ),
    Op(
        "average_speed",
        "compute the average speed when the distance is {0} and the time is {1}",
        "the average speed when the distance is {0} and the time is {1}",
        ("measure", "step"),
        "return $0 / $1",
        "float",
    ),
    Op(
        "round_to_decimals",
        "round {0} to {1} decimals",
        "{0} rounded to {1} decimals",
        ("decimal", "step"),
        "return round($0, $1)",
        "float",
        counted=True,
    ),
    Op(
        "round_to_ten",
        "round {0} to the nearest ten, with a last digit of 5 going up",
        "{0} rounded to the nearest ten, where 5 goes up",
        ("number",),
        "return ($0 + 5) // 10 * 10",
    ),
    Op(
        "whole_part",
        "cut off the decimals of {0} without rounding",
        "the whole part of {0} before the decimal point, as an integer",
        ("decimal",),
        "return int($0)",
    ),
)
