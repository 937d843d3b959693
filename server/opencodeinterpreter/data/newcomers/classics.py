"""Short programs around what beginners most often get wrong: positions, counting, joining, converting, recursion."""

from __future__ import annotations

from opencodeinterpreter.data.newcomers.literals import LITERALS
from opencodeinterpreter.data.newcomers.story import Story

_CLASSICS = """
$v = $N
for $i in range(len($v)):
    print(«$i, $v[$i]|$v[$i]|$v[$i] * 2|str($i) + ': ' + str($v[$i])»)
%%
$v = $L
for $i in range(len($v) - 1, -1, -1):
    print($i, $v[$i])
%%
$v = $N
$i = 0
while $i < len($v):
    print($v[$i])
    $i += 1
%%
$v = $N
$r = 0
for $i in range(«1, »len($v)):
    $r += $v[$i]« - $v[$i - 1]| * $i|»
print($r)
%%
$v = $N
$r = []
for $i in range(len($v) - 1):
    $r.append($v[$i + 1] - $v[$i])
print($r)
%%
$v = $L
print('«First|Start»:', $v[0])
print('«Last|End»:', $v[-1])
%%
$v = $N
$r = $v[-1] - $v[0]
print(«$r|'Change:', $r|'Change: ' + str($r)»)
%%
$r = {}
for $k in $L:
    $r[$k] = $r.get($k, 0) + 1
print($r)
%%
$v = $T
$r = {}
for $q in $v«.split()|.lower()|»:
    $r[$q] = $r.get($q, 0) + 1
for $k in sorted($r):
    print($k, $r[$k])
%%
$v = $T
$r = {}
for $k in $v.split():
    if $k in $r:
        $r[$k] += 1
    else:
        $r[$k] = 1
print($r)
%%
$v = $N
print('«, | |-| + »'.join(«str($x) for $x in $v|map(str, $v)»))
%%
$v = $N
$r = ', '.join(str($x) for $x in $v)
print('«$Many|Values|All»: ' + $r)
%%
$v = $L
print('«, | and | - »'.join($v))
%%
$v = $L
for $i, $k in enumerate($v«, start=1|»):
    print($i, $k)
%%
$v = $L
for $i, $k in enumerate($v, 1):
    print(«f'{$i}. {$k}'|str($i) + '. ' + $k|$i, $k.upper()»)
%%
$v = $D
for $k, $x in $v.items():
    print(«$k, $x|f'{$k}: {$x}'|$k + ': ' + str($x)|$x, $k»)
%%
$v = $D
$r = 0
for $x in $v.values():
    $r += $x
print(«'Total:', $r|$r / len($v)|'Total: ' + str($r)»)
%%
$v = $D
$k = '$w'
if $k in $v:
    print($v[$k])
else:
    print('«unknown|not there|no such $one»')
%%
$v = $D
print($v.get('$w'«, 0|, 'nothing'|»))
print(len($v), '$many')
%%
$v = $D
for $k in list($v):
    if $v[$k] «<|>» $t:
        del $v[$k]
print($v)
%%
$v = $N
for $x in $v«[:]|.copy()»:
    if $x «<|>» $t:
        $v.remove($x)
print($v)
%%
$v = $N
$v.sort(«reverse=True|»)
print(«$v|$v[0]|$v[:2]|'«Best|First»:', $v[0]»)
%%
$v = sorted($N«|, reverse=True»)
print(«$v|$v[0]|$v[-1]»)
%%
$v = $L
$v.append('$w')
print(«$v|len($v)|$v[-1]»)
%%
$v = []
$v.append($t)
$v.append($u)
print(sum($v)« / len($v)|»)
%%
$v = $N
$r = $v[:]
$r.reverse()
print($r)
%%
$v = $N
$z = len($v) // 2
print(«$v[$z]|$v[:$z]|sorted($v)[$z]»)
%%
$v = $N
$r = 0
for $i in range(len($v) // 2):
    $r += $v[$i]
print('first half:', $r)
%%
def $f($x):
    if $x «<= 0|== 0»:
        «return 0|return|print('«done|stop|end»')
        return»
    print($x)
    $f($x - 1)


$f($n)
%%
def $f($x):
    if $x «<= 1|== 1»:
        return 1
    return $x «*|+» $f($x - 1)


print($f($n))
%%
def $f($x, $y):
    return $x «+|*|-» $y


$r = $f($n, $m)
print($r)
%%
def $f($x):
    $r = sum($x)
    return $r / len($x)


print($f($N))
print(round($f($N), 1)« + 1|»)
%%
def $f($x):
    if not $x:
        return 0
    return «sum($x) / len($x)|max($x)|min($x)»


print($f($N))
print($f([]))
%%
def $f($x):
    $r = $x * «0.1|0.2|2»
    return $x + $r


$v = $f($m)
$y = $f($m1)
print('«together|sum|all»', $v + $y)
%%
def $f($k, $x=«1|2»):
    return $k * $x


print($f('$w'))
print($f('$w2', $n))
%%
def $f($k, $x):
    «if $x > $m:
        return $k.upper()
    return $k|return f'{$k} ({$x})'»


$v = '$w'
print($f($v, $n))
print($f('$w2', $m1))
%%
$v = '$m'
$r = int($v) + $n
print($r)
%%
$v = «['$m', '$m1', '$n']|'$m $n $m1'.split()»
$r = 0
for $x in $v:
    $r += int($x)
print($r)
%%
$v = «['$m', '$m1', '$n']|('$m', '$n', '$m1')»
for $x in map(int, $v):
    if $x > $n1:
        print($x, 'is «high|more|a lot»')
    else:
        print($x, 'is «low|less|little»')
%%
$v = '$w'
print($v[0].upper() + $v[1:])
%%
$v = '$w'
$v = '«x|b|Z»' + $v[1:]
print($v)
%%
$v = '$w'
for $q in $v«.upper()|.lower()|»:
    print($q)
%%
$v = '$w $w2 $w3'
$r = $v.split()
print(«len($r)|$r[0]|$r[-1].upper()»)
%%
$v = $n
while $v > 0:
    print($v)
    $v -= 1
print('«go|end|lift off»')
%%
$v = 0
while $v < $n:
    $v += 1
    print($v«| * 2|, $v ** 2»)
%%
for $i in range($n):
    print($i«| + 1| * $i|, '$one'»)
%%
$v = $m
for $i in range($v):
    if $i % $n == 0:
        print($i)
%%
$v = ($n, $m)
$x, $y = $v
print($x + $y)
%%
$v = $P
for $k, $x in $v:
    print($k, $x)
%%
$v = $P
$r = {}
for $k, $x in $v:
    $r[$k] = $x
print(«$r|len($r)»)
%%
$v = $P
$r = []
for $k, $x in $v:
    if $x > $t:
        $r.append($k)
print($r)
%%
$k = '$w'
$x = $m
print(«$k + ' ' + str($x)|$k, $x|f'{$k} {$x}'|'$One ' + $k + ': ' + str($x)»)
%%
$x = $m
print('«I have|There are|We need» ' + str($x) + ' $many')
%%
$v = {'$lab': '$w', '$num': $t}
print($v['$lab'], $v['$num'])
%%
$v = {'$lab': '$w', '$num': $t, '$cat': '$c'}
$v['$num'] «+=|-=|*=» $n
print(«$v['$num']|$v['$lab'], $v['$num']|f"{$v['$lab']}: {$v['$num']}"»)
%%
$r = $n
$z = 0


def $f():
    global $r
    $r -= 1


$f()
$f()
print('«left|now»:', $r)
%%
$v = $N
$r = $v[0]
for $x in $v:
    if $x «>|<» $r:
        $r = $x
print(«$r|'«Best|Result»:', $r»)
%%
$v = $N
$r = []
for $x in $v:
    if $x «>|<|>=» $t:
        $r.append($x)
print($r)
%%
$v = $N
$r = [$x «* 2|+ $n|- 1» for $x in $v]
print($r)
%%
import math

$x = $m
print(«math.sqrt($x)|math.floor($x / $n)|math.pi * $x»)
""".strip("\n").split("\n%%\n")
_NAMES = {
    "v": "$many|$nums|numbers|values|data|$lab|text|word|items|my_$many",
    "r": "result|total|count|counts|answer|found|seen|$num|new",
    "f": "work|compute|get_$num|$lab_of|count_down|add|show|calculate|$one",
}


def classic(story: Story) -> str:
    """One short program."""
    template = story.random.choice(_CLASSICS)
    literals = {
        place: LITERALS[kind][0](story)
        for place, kind in {"N": "numbers", "L": "words", "D": "table", "P": "pairs", "T": "text"}.items()
        if f"${place}" in template
    }
    names = {place: story.new(options) for place, options in _NAMES.items() if f"${place}" in template}
    return story.fill(template, **literals, **names) + "\n"
