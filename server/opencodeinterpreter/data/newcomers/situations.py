"""Little games and machines: fixed guesses, a cash machine, a queue, rock paper scissors, a password check.

Each is a template with many choices; a program may greet before it and say goodbye after it.
"""

from __future__ import annotations

from opencodeinterpreter.data.newcomers.story import Story

_SITUATIONS = """
$secret = $m
$guesses = [$n, $m1, $n2, $m]
$tries = 0
for $x in $guesses:
    $tries += 1
    if $x «<|>» $secret:
        print($x, 'is «too low|too high|not it»')
    elif $x == $secret:
        print('«Correct|You win|Got it» after', $tries, 'tries')
        break
    else:
        print('«Wrong|No»')
%%
$balance = «100|250|500»
$actions = [('deposit', $m), ('withdraw', $n), ('«withdraw|fee»', «80|300|700»)]
for $k, $x in $actions:
    if $k == 'deposit':
        $balance += $x
    elif $x <= $balance:
        $balance -= $x
    else:
        print('«Not enough money|Refused»')
    print(«$k, $balance|f'{$k}: {$balance}'»)
%%
$queue = $L
«$queue.append('$w')
»while $queue:
    $k = $queue.pop(0)
    print('«Now serving|Next|Hello»', $k)
    «print(len($queue), 'left')|if not $queue:
        print('«Done|Nobody waits|Empty»')»
%%
import random

random.seed($m)
$options = ['rock', 'paper', 'scissors']
$player = '«rock|paper|scissors»'
$computer = random.choice($options)
print('Computer:', $computer)
if $player == $computer:
    print('Draw')
elif ($player == 'rock' and $computer == 'scissors') or ($player == 'paper' and $computer == 'rock'):
    print('«You win|Won»')
else:
    print('«You may have lost|Check the rules»')
%%
import random

random.seed($m)
$rolls = []
for $i in range($m1):
    $rolls.append(random.randint(1, «6|10|20»))
$sixes = $rolls.count(«6|1|3»)
print(«'Rolls:', $rolls|f'Rolls: {$rolls}'»)
print(«'Sixes: ' + str($sixes)|'Average:', sum($rolls) / len($rolls)|max($rolls), $sixes»)
%%
def $check($word):
    «$good = True|$good = len($word) > 0»
    if len($word) < $n:
        $good = False
    if not any($y.«isdigit()|isupper()» for $y in $word):
        $good = False
    return $good


for $k in ['«secret|sunny»', '«Hello1|Tiger99»', '$w']:
    if $check($k):
        print($k, 'is «strong|ok»')
    else:
        print($k + ' is «weak|bad»')
%%
def $check($x):
    return «$x * 9 / 5 + 32|($x - 32) * 5 / 9|$x * 1.609|$x / 2.54|$x * 0.9»


for $i in «[$n, $m, $m1]|range($n, $m, 3)»:
    print(«$i, '->', round($check($i), 1)|f'{$i} is {$check($i):.2f}'»)
%%
$balance = «100|250|500»
$i = 0
while $balance < «9000|5000» and $i < $m:
    $balance «*= 1.5|+= $m|+= $balance * 0.2»
    $i += 1
«    print('«Year|Month|Day»', $i, round($balance, 2))
»print('«It took|After»', $i, '«years|steps|days»')
%%
$balance = $m
while $balance > 0:
    print($balance)
    $balance -= «1|2|3|$n»
«print('«Lift off|Done|End»!')|print('Left: ' + str($balance))»
%%
$options = $L
$done = []
for $k in $options«|[:$n]»:
    if «len($k) > $n|'a' in $k|$k != '$w'»:
        $done.append($k)
$left = [$k for $k in $options if $k not in $done]
print(«'Done:', len($done)|f'{len($done)} done'|'Done: ' + ', '.join($done)»)
print('«Open|To do|Left»:', «', '.join($left)|len($left)|$left»)
%%
for $i in range(1, $n + 1):
    «$line = ''|$line = '$n '»
    for $j in range(1, $n1 + 1):
        $line += str($i «*|+» $j) + ' '
    print($line«|.strip()|.rstrip()»)
%%
for $i in range(1, $m):
    if $i % $n == 0«| and $i % 2 == 0»:
        print('«Fizz|Clap|Even»')
    elif $i % $n1 == 0:
        print('«Buzz|Jump|Odd»')
    else:
        print($i)
%%
$words = ['$t', '$n', '«abc|ten|x|?»', '$m']
$sum = 0
for $k in $words:
    try:
        $sum += «float($k)|int(float($k))»
    except ValueError:
        print('«Not a number|Skipped|Ignored»:', $k)
print(«'Sum:', $sum|f'Sum: {$sum:.1f}'|'Sum: ' + str($sum)»)
%%
def $check($x):
    if $x «<= 1|== 0|< 2»:
        return «1|0|10»
    return «$x * $check($x - 1)|$x + $check($x - 1)|$check($x - 1) + 2»


«print($check($n))|for $i in range($n):
    print($i, $check($i))|$sum = $check($m)
print('Result: ' + str($sum))»
%%
$balance = «100|20|$m»


def $check($x):
    global $balance
    «$balance «+=|-=» $x|if $x < $balance:
        $balance -= $x»


$check($n)
$check($n1)
print('«Left|Now|Rest»:', $balance)
%%
$words = ['«anna,12.5', 'tom,3', 'eva,7.25|tea,2.5', 'milk,1.25', 'bread,3|oslo,4', 'rome,21.5', 'paris,15»']
$sum = 0
for $line in $words:
    $word, $x = $line.split(',')
    $sum += float($x)
    «print($word, $x)|print(f'{$word}: {$x}')|if float($x) > $n:
        print($word)»
print('«Sum|Total»:', $sum)
%%
$words = ['«12:30', '8:15', '17:45|7:05', '11:59»']
for $line in $words:
    $word, $x = $line.split(':')
    «print(int($word) * 60 + int($x), 'minutes')|print($word + ' h ' + $x + ' min')|if int($word) >= 12:
        print($line, 'is late')
    else:
        print($line, 'is early')»
%%
$words = ['«ann;41;blue', 'ben;17;red', 'cid;29;green|pen;2;5', 'ink;4;1', 'cap;9;2»']
for $line in $words:
    $word, $x, $k = $line.split(';')
    print(«$word, int($x) + 1|$word.upper(), $x, $k|f'{$word} ({$k}): {int($x) * 2}'»)
%%
from datetime import date, timedelta

$start = date(2024, $n, $m3)
$end = date(2026, $n1, $m4)
$left = ($end - $start).days
print(«'Days:', $left|f'{$left} days left'|'Days: ' + str($left)»)
print($start.strftime('«%d.%m.%Y|%A|%B %d»'))
print($start.year«, $end.month|»)
print($end + timedelta(«days=$n2|weeks=$n2»))
""".strip("\n").split("\n%%\n")
_NAMES = {
    "secret": "secret|number|answer|hidden|target",
    "guesses": "guesses|tries_list|attempts_made|my_guesses",
    "tries": "tries|attempts|count|turns",
    "balance": "balance|money|savings|account|amount|cash",
    "actions": "actions|bookings|transactions|history",
    "queue": "queue|waiting|line|$many|people",
    "options": "options|choices|$many|todo|tasks",
    "player": "player|me|user|my_choice",
    "computer": "computer|robot|enemy|other",
    "rolls": "rolls|dice|throws|results",
    "sixes": "sixes|hits|lucky|count",
    "check": "check|is_strong|convert|calculate|compute|work|test_it|to_other",
    "word": "word|password|text|code",
    "good": "good|valid|strong|okay",
    "done": "done|finished|ready|packed",
    "left": "left|remaining|open_ones|days_left",
    "line": "line|row|text|output",
    "j": "j|column|second|y",
    "words": "words|answers|values|inputs|raw",
    "sum": "total|result|overall",
    "start": "start|today|first_day|begin",
    "end": "end|party|holiday|birthday|deadline",
}


def situation(story: Story) -> str:
    """One situation with names of its own and, half of the time, a title line."""
    template = story.random.choice(_SITUATIONS)
    names = {place: story.new(options) for place, options in _NAMES.items() if f"${place}" in template}
    code = story.fill(template, L=repr(story.some(2, 5)), **names)
    title = story.fill("print('«Welcome|$Many|The $one game|Hello player|*** $Many ***»')")
    if story.random.random() < 0.25 and not code.startswith(("import", "from", "def")):
        code = f"{title}\n{code}"
    if story.random.random() < 0.25:
        code += story.fill("\nprint('«Bye|Goodbye|Thanks|The end»')")
    return code + "\n"
