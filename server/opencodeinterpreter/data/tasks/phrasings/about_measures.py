"""What else people say for computations with measures, units and time."""

TEXT = """
hours_to_minutes | how many minutes are {0} hours? | what is {0} hours in minutes? | to turn {0} hours into minutes
    | to work out how many minutes {0} hours have | the minutes in {0} hours | how many minutes {0} hours are
minutes_to_hours | how many hours are {0} minutes, as a decimal number? | what is {0} minutes as hours with decimals?
    | to turn {0} minutes into hours with decimals, like 90 to 1.5 | to express {0} minutes as a decimal number of hours
    | how many hours {0} minutes are, not rounded | the hours that {0} minutes make, with decimals
hours_to_seconds | how many seconds are {0} hours? | what is {0} hours in seconds? | to turn {0} hours into seconds
    | to work out how many seconds {0} hours last | the seconds in {0} hours | how many seconds {0} hours have
weeks_to_days | how many days are {0} weeks? | how long is {0} weeks in days? | to turn {0} weeks into days
    | to work out how many days {0} weeks have | the days in {0} weeks | how many days {0} weeks last
full_weeks | how many whole weeks fit into {0} days? | how many full weeks are {0} days?
    | to find how many complete weeks {0} days make | to turn {0} days into whole weeks, leaving out the rest
    | the whole weeks that fit into {0} days | how many complete weeks {0} days have
kg_to_pounds | how many pounds are {0} kg? | how much is {0} kilograms in pounds? | to turn {0} kg into pounds
    | to express a weight of {0} kg in pounds | {0} kg as pounds | the weight of {0} kg in pounds
pounds_to_kg | how many kg are {0} pounds? | how much is {0} pounds in kilograms? | to turn {0} pounds into kg
    | to express a weight of {0} pounds in kg | {0} pounds as kg | the weight of {0} pounds in kilograms
inches_to_cm | how many centimeters are {0} inches? | how long is {0} inches in cm? | to turn {0} inches into cm
    | to express a length of {0} inches in cm | {0} inches as cm | the length of {0} inches in cm
cm_to_inches | how many inches are {0} cm? | how long is {0} centimeters in inches? | to turn {0} cm into inches
    | to express a length of {0} cm in inches | {0} cm as inches | the length of {0} cm in inches
minutes_to_clock | what is {0} minutes in the form h:mm? | how do you write {0} minutes as hours and minutes, like 1:05?
    | to format {0} minutes like 1:05 for 65 | to turn {0} minutes into a string of hours and two digits for the minutes
    | the string h:mm for {0} minutes | {0} minutes as a string like 1:05
clock_to_minutes | how many minutes after midnight is {0}? | how many minutes have passed since midnight at {0}?
    | to turn {0} into the minutes since 00:00 | to tell how many minutes after midnight {0} is
    | the minutes from midnight to {0} | how many minutes of the day have passed at {0}
to_12_hours | what is {0} with am or pm, like 2:05 pm? | how is {0} written on a 12 hour clock, like 9:30 am?
    | to write {0} with am or pm, like 2:05 pm for 14:05
    | to change {0} from 24 hours to 12 hours, like 12:10 am for 00:10
    | {0} with am or pm, like 2:05 pm for 14:05 | the 12 hour form of {0}, like 9:30 am
hour_of_time | which hour is it at {0}, as a number? | what is the hour in {0}, as an int?
    | to take the hour out of {0} as an integer | to read the number before the colon in {0}
    | the number before the colon in {0} | the hour in {0} as an int
part_of_day | is {0} in the 'morning' (before 12:00), the 'afternoon' (before 18:00) or the 'evening'?
    | is it 'morning', 'afternoon' (from 12:00) or 'evening' (from 18:00) at {0}?
    | to tell if {0} is 'morning', 'afternoon' (from 12:00 on) or 'evening' (from 18:00 on)
    | to say 'morning' for {0} before noon, 'afternoon' before 18:00 and 'evening' after that
    | 'morning', 'afternoon' (from 12:00) or 'evening' (from 18:00) for {0}
    | the word 'morning' if {0} is before 12:00, 'afternoon' if before 18:00, otherwise 'evening'
age_in_2050 | how old will somebody born in {0} be in 2050? | which age does a person born in {0} reach in 2050?
    | to tell how old a person born in {0} gets in 2050 | to work out the age in 2050 for {0} as the year of birth
    | how old somebody born in {0} gets in 2050 | the age in 2050 if the year of birth is {0}
years_between | how many years lie between {0} and {1}, whichever is first? | how many years apart are {0} and {1}?
    | to tell how many years apart {0} and {1} are | to get the years from the earlier to the later of {0} and {1}
    | how many years apart {0} and {1} are | the distance in years between {0} and {1}
century | which century is {0} in, if 2000 is in 20 and 2001 in 21?
    | what number has the century of {0}, 20 for 1901 to 2000?
    | to tell which century {0} belongs to, as a number (1901 to 2000 is 20)
    | to get the century number for {0}, 19 for 1900 and 20 for 1901
    | the century of {0} as a number, 19 for 1900 and 20 for 1901
    | which century {0} belongs to, as a number (1901 to 2000 is 20)
decade | in which year does the decade of {0} begin, like 1990 for 1994? | which decade is {0} in, like 1980 for 1987?
    | to get the decade of {0} as a number, like 1980 for 1987 | to set the last digit of {0} to zero
    | the decade of {0} as a number, like 1980 for 1987 | {0} with the last digit set to zero
month_name | what is the name of the month if its number is {0}? | which month belongs to {0}, if 1 is January?
    | to turn {0} into the name of a month, from 1 for January to 12 for December
    | to name the month that belongs to {0}, like March for 3
    | the month as a word for {0}, like March for 3 | the name of the month whose number is {0}
days_in_month | how many days does the month have if its number is {0}, in a normal year?
    | how long is the month with the number {0}, if february has 28 days?
    | to get the days of the month for {0} (1 is january), with 28 for february
    | to return 28, 30 or 31, the days of the month for {0}, where 2 is february with 28
    | how many days the month for {0} has (1 is january, february has 28)
    | the length in days of the month for {0}, where 2 is february with 28 days
weekday_after | which weekday is it {0} days after a Monday? | if today is Monday, which weekday is it in {0} days?
    | to tell which weekday it is in {0} days if today is Monday
    | to name the weekday when counting {0} days on from Monday
    | which weekday it is {0} days after a Monday | the weekday in {0} days if today is Monday
year_of_date | which year is {0} in, as a number? | what is the year in {0}, as an int?
    | to take the year out of {0} as an integer | to read the first four characters of {0} as a number
    | the year in {0} as an int | which year {0} is in, as a number
month_of_date | which month is {0} in, as a number? | what is the month in {0}, as an int?
    | to take the month out of {0} as an integer | to read the number between the dashes of {0}
    | the month in {0} as an int | the number from 1 to 12 of the month in {0}
day_first | what is {0} as day/month/year? | how is {0} written with slashes and the day first?
    | to turn {0} around into day/month/year | to write {0} with the day first and slashes between
    | {0} with the day first, like 31/05/2024 | {0} as a string like 31/05/2024
weekday_of_date | which day of the week is {0}? | what weekday is {0}, like Monday?
    | to tell which day of the week {0} is, like Monday | to name the weekday of {0}
    | which day of the week {0} is, like Monday | the weekday of {0} as a word
days_between | how many days lie between {0} and {1}, whichever is first? | how many days apart are {0} and {1}?
    | to tell how many days apart {0} and {1} are | to get the days from the earlier to the later of {0} and {1}
    | how many days apart {0} and {1} are | the distance in days between {0} and {1}
triangle_area | how big is the area of a triangle if its base is {0} and its height is {1}?
    | what is the area of a triangle with base {0} and height {1}?
    | to get the area of a triangle from its base {0} and height {1}
    | to find how big a triangle is if its base is {0} and its height is {1}
    | the area of a triangle with base {0} and height {1} | half the product of base {0} and height {1}
rectangle_perimeter | how long is the way around a rectangle if its sides are {0} and {1}?
    | what is the perimeter of a rectangle with sides {0} and {1}?
    | to get the perimeter of a rectangle from its sides {0} and {1}
    | to add up all four sides of a rectangle whose width is {0} and height is {1}
    | the length of all four sides of a rectangle that is {0} by {1}
    | the perimeter of a rectangle with sides {0} and {1}
square_area | how big is the area of a square if its side is {0}? | what is the area of a square with side {0}?
    | to get the area of a square from its side {0} | to find how big a square is if each side is {0}
    | the area of a square with side {0} | how big a square is if each side is {0}
circumference | how long is the way around a circle if its radius is {0}?
    | what is the circumference of a circle with radius {0}? | to get the circumference of a circle from its radius {0}
    | to find how long the way around a circle is if the radius is {0}
    | the circumference of a circle with radius {0} | the length around a circle whose radius is {0}
cube_volume | how big is the volume of a cube if its edge is {0}? | what is the volume of a cube with edge {0}?
    | to get the volume of a cube from its edge {0} | to find how much fits into a cube if each edge is {0}
    | the volume of a cube with edge {0} | how much space a cube takes if each edge is {0}
average_speed | how fast is something on average if the distance is {0} and the time is {1}?
    | what is the average speed for the distance {0} in the time {1}?
    | to get the average speed from the distance {0} and the time {1} | to divide the distance {0} by the time {1}
    | the average speed for distance {0} and time {1} | how fast it was on average for distance {0} and time {1}
round_to_decimals | what is {0} rounded to {1} decimals? | what is {0} with {1} digits after the point, rounded?
    | to round {0} to {1} digits after the point | to shorten {0} to {1} decimal places by rounding
    | {0} with {1} digits after the point, rounded | {0} to {1} decimal places
round_to_ten | what is {0} rounded to tens, 5 goes up?
    | which multiple of 10 is nearest to {0}, the higher one for a tie?
    | to round {0} to tens, and up if it ends in 5 | to find the multiple of 10 nearest to {0}, the higher one for a tie
    | the multiple of 10 nearest to {0}, the higher one for a tie | {0} rounded to tens, and up if it ends in 5
whole_part | what is {0} without its decimals, as an int? | which whole number stands before the point in {0}?
    | to turn {0} into an integer by dropping what is behind the point | to keep only the part of {0} before the point
    | {0} without its decimals, not rounded | the integer before the point in {0}
"""
