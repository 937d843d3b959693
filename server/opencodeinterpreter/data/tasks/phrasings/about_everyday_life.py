"""What else people say for computations with money and other everyday sums."""

TEXT = """
price_with_tax | how much is {0} with {1} percent tax added, rounded to 2 decimals?
    | what does one pay for {0} plus tax at {1} percent, rounded to 2 decimals?
    | to put tax at {1} percent on top of {0}, rounded to 2 decimals
    | to work out {0} including tax at {1} percent, with 2 decimals | {0} including tax at {1} percent, to 2 decimals
    | what one pays for {0} with tax at {1} percent on top, rounded to 2 decimals
tax_amount | how much tax is there on {0} at {1} percent, rounded to 2 decimals?
    | how big is the tax on top of {0} at {1} percent, rounded to 2 decimals?
    | to work out how much tax is due on {0} at {1} percent, rounded to 2 decimals
    | to get the tax alone for {0} at {1} percent, rounded to 2 decimals
    | how much tax is due on {0} at {1} percent, to 2 decimals
    | the tax alone on {0} at {1} percent, rounded to 2 decimals
price_with_discount | how much is {0} with {1} percent off, rounded to 2 decimals?
    | what is left to pay of {0} after a discount of {1} percent, to 2 decimals?
    | to lower {0} by {1} percent, rounded to 2 decimals
    | to work out the sale price of {0} with {1} percent off, to 2 decimals
    | {0} with {1} percent off, rounded to 2 decimals | the sale price of {0} at {1} percent off, to 2 decimals
discount_all | what are {0} with {1} percent off each, as a list rounded to 2 decimals?
    | how much is each of {0} after a discount of {1} percent, as a list with 2 decimals?
    | to take {1} percent off each of {0}, as a list rounded to 2 decimals
    | to make a new list with a discount of {1} percent on each of {0}, rounded to 2 decimals
    | a new list of {0} with {1} percent off each, to 2 decimals
    | the list of sale prices for {0} at {1} percent off, rounded to 2 decimals
tip | how much tip is {1} percent of {0}, rounded to 2 decimals?
    | how big is the tip on {0} if one gives {1} percent, to 2 decimals?
    | to work out how much to tip on {0} at {1} percent, rounded to 2 decimals
    | to get the tip alone for {0} at {1} percent, to 2 decimals
    | how much to tip on {0} at {1} percent, rounded to 2 decimals | the tip alone on {0} at {1} percent, to 2 decimals
share_bill | how much does each of {1} people pay if they split {0}, rounded to 2 decimals?
    | what does one person pay when {1} people share {0}, to 2 decimals?
    | to tell what each pays when {0} is split between {1} people, rounded to 2 decimals
    | to work out what each of {1} people pays for a bill of {0}, to 2 decimals
    | what each of {1} people pays when they share {0}, rounded to 2 decimals
    | the part of one person when {1} people split {0}, to 2 decimals
leftover | how many are left over if {1} people share {0} equally, in whole numbers?
    | what remains of {0} when each of {1} people gets the same whole number?
    | to tell how many remain when {1} people share {0} equally in whole numbers
    | to say how many are left of {0} if each of {1} people gets the same whole number
    | how many remain of {0} after {1} people each took the same whole number
    | the rest when {0} is given out equally to {1} people in whole numbers
change | how much money comes back if one pays {1} for {0}, rounded to 2 decimals, or is it 'not enough money'?
    | what is the change when {0} is the cost and {1} is paid, to 2 decimals, or 'not enough money' if it is less?
    | to tell how much one gets back from {1} when {0} is due, with 2 decimals, or 'not enough money' if it is less
    | to give back the rest of {1} after a cost of {0}, rounded to 2 decimals, or 'not enough money' if that is more
    | the money back from {1} for a cost of {0}, to 2 decimals, or 'not enough money' if that is more
    | what one gets back from {1} when {0} is due, rounded to 2 decimals, or 'not enough money' if it is less
total_price | what do {0} cost together, added in a loop and rounded to 2 decimals?
    | how much is it if you go through {0} in a loop and add each, rounded to 2 decimals?
    | to sum {0} by going through it in a loop, rounded to 2 decimals
    | to use a for loop for the sum of {0}, rounded to 2 decimals
    | the sum of {0} with a for loop, to 2 decimals | the total of {0}, added one by one and rounded to 2 decimals
rounded_total | how much do {0} cost together, rounded to 2 decimals? | what is the sum of {0} rounded to 2 decimals?
    | to sum {0}, rounded to 2 decimals | to work out what {0} come to, with 2 decimals
    | what {0} cost together, rounded to 2 decimals | the sum of {0} to 2 decimals
average_price | how much is it on average in {0}, rounded to 2 decimals? | what is the mean of {0} with 2 decimals?
    | to take the mean of {0}, rounded to 2 decimals | to work out the mean price in {0} to 2 decimals
    | the mean of {0} to 2 decimals | the average price in {0}, rounded to 2 decimals
cheapest | what is the lowest price in {0}? | how much does the cheapest in {0} cost? | to pick the lowest price in {0}
    | to tell what the cheapest thing in {0} costs | the lowest price in {0} | what the cheapest thing in {0} costs
price_gap | how much more is the highest of {0} than the lowest, rounded to 2 decimals?
    | how far apart are the cheapest and the most expensive of {0}, to 2 decimals?
    | to find how far apart the cheapest and the most expensive of {0} are, to 2 decimals
    | to get the gap between the smallest and the biggest of {0}, rounded to 2 decimals
    | the gap between the cheapest and the most expensive of {0}, to 2 decimals
    | how much the highest of {0} is above the lowest, rounded to 2 decimals
savings_after | how much is {0} after {2} years if the interest in percent is {1} a year, rounded to 2 decimals?
    | what do savings of {0} become in {2} years with compound interest, {1} in percent, to 2 decimals?
    | to work out savings of {0} after {2} years when the yearly interest in percent is {1}, rounded to 2 decimals
    | to let {0} grow for {2} years with {1} as the yearly percent of interest, rounded to 2 decimals
    | the savings from {0} after {2} years when the yearly interest in percent is {1}, to 2 decimals
    | {0} with compound interest after {2} years, the yearly percent being {1}, rounded to 2 decimals
savings_by_year | what does {0} grow to in each of the next 3 years at {1} percent, as a list with 2 decimals?
    | how much is {0} after 1, 2 and 3 years at {1} percent interest, as a list rounded to 2 decimals?
    | to make a list of {0} after the first, second and third year at {1} percent interest, rounded to 2 decimals
    | to list how {0} grows at {1} percent for 3 years, the value after each to 2 decimals
    | the value of {0} after each of 3 years at {1} percent interest, as a list with 2 decimals
    | a list with 3 values, {0} after each year at {1} percent interest, rounded to 2 decimals
years_to_double | how many full years does it take to double money at {0} percent a year?
    | after how many whole years has money doubled at {0} percent interest?
    | to find how many full years it takes to double money at {0} percent interest
    | to count the whole years until money at {0} percent a year is at least twice as much
    | how many full years it takes to double money at {0} percent a year
    | the whole years money needs to double at {0} percent interest
percent_of | how much is {1} percent of {0}? | what is {1} percent of {0}? | to take {1} percent of {0}
    | to find how much {1} percent of {0} is | how much {1} percent of {0} is
    | the part of {0} that {1} percent make
share_in_percent | how many percent of {1} is {0}, rounded to 1 decimal? | what percentage of {1} is {0}, to 1 decimal?
    | to express {0} as a percentage of {1}, rounded to 1 decimal
    | to work out what percentage {0} makes out of {1}, to 1 decimal
    | {0} as a percentage of {1}, rounded to 1 decimal | what percentage of {1} it is to have {0}, to 1 decimal
percentage_change | by how many percent does it change from {0} to {1}, rounded to 1 decimal?
    | how many percent is it up (or down, negative) from {0} to {1}, to 1 decimal?
    | to tell by how many percent it goes up or down (negative) from {0} to {1}, to 1 decimal
    | to find the growth from {0} to {1} in percent, rounded to 1 decimal
    | the percentage change from {0} to {1}, rounded to 1 decimal
    | the growth in percent when {0} becomes {1}, to 1 decimal
raise_by_percent | how much is {0} after a raise of {1} percent, rounded to 2 decimals?
    | what is {0} when it goes up by {1} percent, to 2 decimals?
    | to let {0} go up by {1} percent, rounded to 2 decimals
    | to increase {0} by {1} percent, with 2 decimals
    | {0} after a raise of {1} percent, to 2 decimals | {0} increased by {1} percent, rounded to 2 decimals
cents_to_euros | how do you write {0} cents in euros, like '12.50 euros'?
    | what is {0} cents as a string like '3.05 euros'?
    | to turn {0} cents into a string like '12.50 euros'
    | to show {0} cents in euros with 2 decimals, as in '3.05 euros'
    | the string for {0} cents in euros, like '3.05 euros' | {0} cents written like '12.50 euros'
price_in_cents | how many cents is {0}? | what is {0} in cents, as an int? | to turn {0} into a whole number of cents
    | to express {0} in cents as an integer | how many cents {0} is, as an integer
    | the whole number of cents in {0}
format_dollars | how is {0} written in dollars, like '$12.50'? | what is {0} with a dollar sign and 2 decimals?
    | to write {0} with a dollar sign in front and 2 decimals | to turn {0} into a string like '$12.50'
    | {0} with a dollar sign in front and 2 decimals | the string for {0} in dollars, like '$3.05'
price_of_pieces | how much do {1} pieces cost if one costs {0}, rounded to 2 decimals?
    | what does one pay for {1} pieces at {0} each, to 2 decimals?
    | to work out what {1} pieces cost if each is {0}, rounded to 2 decimals
    | to get the cost of {1} tickets when one is {0}, to 2 decimals
    | what {1} pieces cost if each is {0}, to 2 decimals
    | the cost of {1} tickets when one is {0}, rounded to 2 decimals
shipping_cost | how much is shipping for {0}, if it is free (0) from 50 on and 4.9 below?
    | what does shipping cost for {0}, 4.9 below 50 and otherwise 0?
    | to tell the shipping for an order of {0}, which is 4.9 below 50 and 0 from 50 on
    | to charge 4.9 for shipping when {0} is below 50, otherwise 0
    | the shipping for an order of {0}: 4.9 below 50, otherwise 0 | 4.9 if {0} is below 50, otherwise 0
basket_total | what do all items of {0} cost together, rounded to 2 decimals?
    | how much does one of everything in {0} cost, to 2 decimals?
    | to work out what all items in {0} cost together, rounded to 2 decimals
    | to sum the prices of all items in {0} to 2 decimals
    | what all items in {0} cost together, to 2 decimals | the sum of all item prices in {0}, rounded to 2 decimals
most_expensive | which item in {0} costs the most? | what is the most expensive item called in {0}?
    | to tell which item in {0} costs the most | to look up the item with the highest price in {0}
    | the item with the highest price in {0} | which item in {0} costs the most
cheapest_item | which item in {0} costs the least? | what is the cheapest item called in {0}?
    | to tell which item in {0} costs the least | to look up the item with the lowest price in {0}
    | the item with the lowest price in {0} | which item in {0} costs the least
items_below | which items in {0} are cheaper than {1}, as a list of names?
    | what are the names of everything in {0} that costs less than {1}, as a list?
    | to make a list of the items in {0} cheaper than {1} | to collect the names in {0} with a price below {1} in a list
    | the names in {0} with a price below {1}, as a list | a list of the items in {0} cheaper than {1}
receipt | how does {0} look as a string with one line like 'bread: 2.50' for each item?
    | what is {0} as text, a line per item like 'tea: 1.20'?
    | to turn {0} into text with a line like 'tea: 1.20' for each item
    | to make a receipt of {0}, one string with a line per item like 'bread: 2.50'
    | {0} as text with a line like 'tea: 1.20' for each item
    | the receipt for {0}, one string with lines like 'bread: 2.50'
pass_or_fail | is it a 'pass' (50 or more) or a 'fail' if the points are {0}?
    | does {0} 'pass' with 50 or more, or 'fail'?
    | to say 'pass' if the points are {0} and that is 50 or more, else 'fail'
    | to tell whether {0} is a 'pass', from 50 points on, or a 'fail'
    | 'pass' or 'fail' for {0}, where 50 is enough | the word 'fail' if {0} is below 50, otherwise 'pass'
ticket_price | what does a ticket cost if the age is {0}: 0 under 6, 5 under 18, else 10?
    | how much is the entry for {0} as the age, free (0) before 6, 5 before 18 and 10 from then on?
    | to tell what a ticket costs with {0} as the age, 0 under 6, 5 under 18 and 10 for the others
    | to charge 0 when the age is {0} and below 6, 5 when below 18 and 10 from 18 on
    | the price of a ticket with {0} as the age: 0 under 6, 5 under 18 and 10 from 18 on
    | what a ticket costs if the age is {0}: 0 under 6, 5 under 18, else 10
bmi | what is the bmi if the kilograms are {0} and the meters {1}, rounded to 1 decimal?
    | how big is the body mass index with {0} as weight in kg and {1} as height in meters, to 1 decimal?
    | to get the body mass index from {0} as the weight in kg and {1} as the height in meters, to 1 decimal
    | to divide the weight {0} by the square of the height {1} for the bmi, rounded to 1 decimal
    | the body mass index with {0} as weight in kg and {1} as height in meters, rounded to 1 decimal
    | the bmi from the weight {0} and the height {1} in kg and meters, to 1 decimal
temperature_word | is {0} 'cold' (below 10), 'warm' (below 25) or 'hot'?
    | which word fits {0}: 'cold' below 10, 'warm' below 25, otherwise 'hot'?
    | to say 'cold' for {0} below 10, 'hot' from 25 on and 'warm' between
    | to describe {0} as 'cold' below 10, 'warm' below 25 or 'hot'
    | the word for {0}: 'cold' below 10, 'warm' below 25, otherwise 'hot'
    | 'cold', 'warm' (from 10 on) or 'hot' (from 25 on) for {0}
warmest_day | which day is the warmest in {0}, if the first is day 1?
    | on which day is the highest value in {0}, counted from 1?
    | to tell which day in {0} was the warmest, where the first is day 1
    | to find the position of the highest value in {0}, starting at 1
    | the position of the highest value in {0}, starting at 1 | which day in {0} is the warmest, the first being day 1
frost_days | how many of the values in {0} are below zero? | how many days in {0} had frost, below 0?
    | to count the days with frost in {0}, below 0 | to tell how many values in {0} are less than 0
    | how many days in {0} are below 0 degrees | the count of values less than 0 in {0}
warmer_days | how many days in {0} are warmer than the one before? | how often is it warmer than the day before in {0}?
    | to tell how often a value in {0} is higher than the one before it
    | to find how many days in {0} are warmer than the day before them
    | how often a value in {0} is higher than the one before it | the count of rises from one day to the next in {0}
weekly_pay | how much does one earn in {0} hours at {1} per hour, rounded to 2 decimals?
    | what is the wage for {0} hours if one hour pays {1}, to 2 decimals?
    | to work out what {0} hours of work earn at {1} per hour, to 2 decimals
    | to pay {0} hours at {1} each, rounded to 2 decimals
    | what one earns for {0} hours at {1} per hour, to 2 decimals
    | the wage for {0} hours if one hour pays {1}, rounded to 2 decimals
overtime_pay | how much do {0} hours at {1} per hour earn if hours over 40 pay 1.5 times, rounded to 2 decimals?
    | what is the wage for {0} hours at {1} each, with time and a half above 40 hours, to 2 decimals?
    | to work out the wage for {0} hours at {1} each, with 1.5 times the pay above 40 hours, to 2 decimals
    | to pay {0} hours at {1} each but every hour over 40 at 1.5 times that, rounded to 2 decimals
    | the wage for {0} hours at {1} each, with 1.5 times the pay above 40 hours, to 2 decimals
    | what {0} hours at {1} per hour earn if those over 40 pay 1.5 times, rounded to 2 decimals
"""
