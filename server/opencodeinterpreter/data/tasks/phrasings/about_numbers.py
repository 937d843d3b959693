"""What else people say for computations on single numbers."""

TEXT = """
factorial | what is the factorial of {0}? | what is {0} factorial? | to multiply all numbers from 1 to {0}
    | to get {0} factorial | {0} factorial
factorial_recursive | what is the factorial of {0}, done recursively?
    | to get {0} factorial with a function that calls itself | the factorial of {0}, recursive
fibonacci | what is fibonacci number {0}? | which fibonacci number is at position {0}? | to get fibonacci number {0}
    | fibonacci number {0} | the fibonacci number at place {0}
fibonacci_recursive | what is fibonacci number {0}, done recursively?
    | to get fibonacci number {0} with a function that calls itself | fibonacci number {0}, recursive
fibonacci_list | what are the first {0} fibonacci numbers? | to make a list of {0} fibonacci numbers
    | to start the fibonacci sequence and go on for {0} numbers | a list with {0} fibonacci numbers
    | the fibonacci sequence, {0} numbers long
is_prime | is {0} a prime? | is {0} prime? | is {0} a prime number? | to tell if {0} is a prime
    | to see whether only 1 and itself divide {0} | whether {0} is prime
primes_up_to | which primes are there up to {0}? | what are the primes up to {0}? | to list all prime numbers up to {0}
    | every prime not above {0} | a list of the primes up to {0}
first_primes | what are the first {0} primes? | to list {0} prime numbers from 2 on
    | to make a list of the first {0} prime numbers | a list of the first {0} primes
is_even | is {0} even? | is {0} an even number? | can {0} be divided by 2? | to tell if {0} is even
    | whether {0} can be divided by 2
is_odd | is {0} odd? | is {0} an odd number? | to tell if {0} is odd | whether {0} is an odd number
square | what is {0} squared? | what is {0} times itself? | to multiply {0} by itself | {0} times itself | {0} squared
cube | what is {0} cubed? | what is {0} to the power of 3? | to raise {0} to the third power | {0} cubed
    | {0} to the third power
square_root | what is the square root of {0}? | which number squared is {0}? | to take the square root of {0}
    | to get the root of {0} | the root of {0}
double | what is twice {0}? | how much is two times {0}? | to multiply {0} by two | two times {0} | the double of {0}
sum_of_digits | what do the digits of {0} add up to? | what is the digit sum of {0}? | to add the digits of {0} together
    | the digit sum of {0} | all digits of {0} added together
count_digits | how many digits does {0} have? | how many digits are in {0}? | to tell how many digits {0} has
    | how many digits {0} has | the digit count of {0}
reverse_number | what is {0} with the digits backwards? | to write the digits of {0} backwards as a number
    | to turn the digits of {0} around | {0} read backwards, as a number
divisors | which numbers divide {0}? | what are the divisors of {0}? | to list all numbers that divide {0}
    | to find every number that {0} can be divided by | the numbers that {0} can be divided by without rest
prime_factors | what are the prime factors of {0}? | which primes multiply to {0}? | to factor {0} into primes
    | to break {0} down into prime numbers | the primes that give {0} when multiplied
sum_up_to | what do the numbers from 1 to {0} add up to? | how much is 1 + 2 + ... + {0}?
    | to add all numbers from 1 up to {0} | the total of all numbers from 1 to {0} | 1 + 2 + ... + {0}
sum_of_squares | what do the squares from 1 to {0} add up to? | to add the squares of 1 to {0}
    | the total of the squares of 1 to {0} | 1 squared plus 2 squared and so on up to {0} squared
is_perfect | is {0} a perfect number? | is {0} perfect, the sum of its divisors?
    | to tell if the divisors of {0} below it add up to {0} | whether {0} equals the sum of its smaller divisors
is_leap_year | is {0} a leap year? | does {0} have 366 days? | to tell if {0} is a leap year
    | to see whether {0} has a 29th of february | whether february has 29 days in {0}
celsius_to_fahrenheit | what is {0} celsius in fahrenheit? | how much is {0} degrees celsius in fahrenheit?
    | to turn {0} celsius into fahrenheit | the fahrenheit value of {0} celsius
fahrenheit_to_celsius | what is {0} fahrenheit in celsius? | how much is {0} degrees fahrenheit in celsius?
    | to turn {0} fahrenheit into celsius | the celsius value of {0} fahrenheit
km_to_miles | how many miles are {0} kilometers? | how far is {0} km in miles? | to turn {0} km into miles
    | {0} km as miles
gcd | what is the greatest common divisor of {0} and {1}? | what is the biggest number that divides both {0} and {1}?
    | to get the gcd of {0} and {1} | the biggest number that divides both {0} and {1}
    | the highest common factor of {0} and {1}
lcm | what is the least common multiple of {0} and {1}? | what is the smallest number that both {0} and {1} divide?
    | to get the lcm of {0} and {1} | the smallest number that both {0} and {1} divide
power | what is {0} to the power of {1}? | how much is {0} to the {1}? | to multiply {0} by itself {1} times
    | to raise {0} to {1} | {0} raised to {1}
add | what is {0} plus {1}? | how much is {0} + {1}? | to add {1} to {0} | to add up {0} and {1} | {0} plus {1}
    | {0} and {1} added
multiply | what is {0} times {1}? | how much is {0} * {1}? | to take {0} times {1} | to multiply {0} by {1}
    | {0} times {1} | {0} multiplied by {1}
subtract | what is {0} minus {1}? | how much is left of {0} when {1} is taken away? | to take {1} away from {0}
    | {0} minus {1} | what is left when {1} is taken from {0}
divide | what is {0} divided by {1}? | how much is {0} / {1}? | to split {0} into {1} equal parts | {0} over {1}
    | the quotient of {0} and {1}
larger | which is larger, {0} or {1}? | which one is bigger, {0} or {1}? | to pick the bigger one of {0} and {1}
    | the bigger one of {0} and {1} | whichever is larger, {0} or {1}
rectangle_area | how big is a rectangle with sides {0} and {1}? | what is the area of a {0} by {1} rectangle?
    | to get the area of a rectangle from its sides {0} and {1} | the area of a rectangle with sides {0} and {1}
circle_area | how big is a circle with radius {0}? | what is the area of a circle of radius {0}?
    | to get the area of a circle from its radius {0} | the area of a circle of radius {0}
hypotenuse | how long is the hypotenuse if the legs are {0} and {1}?
    | to get the longest side of a right triangle with legs {0} and {1}
    | the longest side of a right triangle with legs {0} and {1}
to_binary | what is {0} in binary? | how is {0} written in binary? | to write {0} with zeros and ones
    | to turn {0} into a binary string | {0} as a binary number | {0} in base 2
to_hex | what is {0} in hexadecimal? | how is {0} written in hex? | to write {0} in hex | to turn {0} into a hex string
    | {0} as hex | {0} in base 16
collatz | what is the collatz sequence from {0}? | to follow the collatz rule from {0} down to 1
    | to halve {0} if even, else triple it plus 1, until it is 1, and list all steps | the collatz steps from {0} to 1
sign | is {0} positive, negative or zero? | to say positive, negative or zero for {0}
    | 'positive', 'negative' or 'zero' for {0} | the sign of {0} in words
grade | which letter grade is {0}? | what grade do you get for {0}? | to give the grade from A to F for {0}
    | the grade from A to F for {0} | A, B, C, D or F for {0} points
fizzbuzz_value | what does fizzbuzz say for {0}? | to play fizzbuzz with {0} | the fizzbuzz word for {0}
    | what fizzbuzz says for {0}
multiples | what are the first {1} multiples of {0}? | to make a list of {1} multiples of {0}
    | {1} multiples of {0}, from {0} on | the first {1} numbers in the {0} times table
seconds_to_time | how many minutes and seconds are {0} seconds? | to split {0} seconds into minutes and seconds
    | the minutes and the seconds left in {0} seconds
squares | what are the first {0} square numbers? | what are the squares of 1 to {0}?
    | to make a list of the squares from 1 to {0} | the squares of 1 up to {0}
even_numbers | which even numbers are there up to {0}? | what are the even numbers up to {0}?
    | to make a list of the even numbers from 2 to {0} | every even number from 2 to {0}
pascal_row | what is row {0} of pascal's triangle? | to make row {0} of the pascal triangle
    | the numbers in row {0} of pascal's triangle
is_armstrong | is {0} an armstrong number? | to tell if {0} is an armstrong number
    | whether {0} equals its digits raised to the number of digits, added up
absolute | what is the absolute value of {0}? | how far is {0} from zero? | to drop the minus sign of {0} if it has one
    | {0} without its sign | the distance of {0} from zero
"""
