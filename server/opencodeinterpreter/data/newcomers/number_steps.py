"""Steps over lists of numbers, grids and single amounts."""

from opencodeinterpreter.data.newcomers.step import steps

NUMBER_STEPS = steps(r"""
numbers > amount: total|$num_total|sum_of_$nums|result|total_$num
    $r = 0
    for $x in $v:
        $r += $x

numbers > amount: total|$num_sum|points|result
    $r = 0
    for $i in range(len($v)):
        $r «+=|+=|-=» $v[$i]

numbers > amount: total|sum_of_$nums|overall
    $r = sum($v)

numbers > ratio: average|mean|average_$num|avg
    $r = sum($v) / len($v)

numbers > ratio: average|avg|mean_$num
    $z = 0
    for $x in $v:
        $z += $x
    $r = $z / len($v)

numbers > ratio: average|mean_value|mean_$num; import statistics
    $r = statistics.«mean|median»($v)

numbers > ratio: spread|deviation|noise; import math
    $y = sum($v) / len($v)
    $r = math.sqrt(sum(($x - $y) ** 2 for $x in $v) / len($v))

numbers > amount: best|highest|max_$num|biggest|record
    $r = $v[0]
    for $x in $v«|[1:]»:
        if $x > $r:
            $r = $x

numbers > amount: smallest|lowest|min_$num|cheapest
    $r = $v[0]
    for $i in range(1, len($v)):
        if $v[$i] < $r:
            $r = $v[$i]

numbers > amount: best|worst|difference|top_$num
    $r = «max($v)|min($v)|max($v) - min($v)|sorted($v)[-1]|sorted($v)[0]|$v[0]|$v[-1]|$v[1]|$v[len($v) - 1]»

numbers > amount: count|how_many|high_$nums|counter
    $r = 0
    for $x in $v:
        if $x «>|<|>=|<=» $t:
            $r «+= 1|= $r + 1»

numbers > amount: evens|odd_count|matches|counter; whole
    $r = 0
    for $x in $v:
        if $x % $n == 0«| or $x > $t| and $x != $t»:
            $r += 1

numbers > numbers: big_$nums|selected|good_$nums|filtered|kept
    $r = []
    for $x in $v:
        if $x «>|<|>=|!=» $t:
            $r.append($x)

numbers > numbers: high_$nums|low_$nums|chosen|filtered
    $r = [$x for $x in $v if $x «>|<|>=|<=» $t]

numbers > numbers: doubled|new_$nums|changed|updated_$nums|results
    $r = [$x «* $n|+ $n|- $n|** 2» for $x in $v]

numbers > numbers: doubled|new_$nums|changed|raised
    $r = []
    for $x in $v:
        $r.append($x «* $n|+ $n|- $n|* 1.1|* 0.5»)

numbers > numbers: running|running_total|totals|so_far|sums
    $r = []
    $y = 0
    for $x in $v:
        $y += $x
        $r.append($y)

numbers > numbers: changes|differences|steps|jumps
    $r = []
    for $i in range(1, len($v)):
        $r.append($v[$i] - $v[$i - 1])

numbers > numbers: ordered|sorted_$nums|ranking|top_$nums
    $r = sorted($v«|, reverse=True»)«||[:3]»

numbers > numbers: copy|ordered|my_copy|backup
    $r = $v.copy()
    $r.«sort()|reverse()|append($t)|sort(reverse=True)|insert(0, $t)|pop()|remove($r[0])|extend([$t, $u])»

numbers > numbers: unique|seen|different_$nums
    $r = []
    for $x in $v:
        if $x not in $r:
            $r.append($x)

numbers > numbers: part|first_$nums|some_$nums|recent
    $r = $v[«:$n|1:|-$n:|::2|:-1|::-1»]

numbers > words: labels|words|ranks|levels
    $r = []
    for $x in $v:
        if $x > $t:
            $r.append('«high|good|big|pass»')
        elif $x > $u:
            $r.append('«middle|ok|medium|fine»')
        else:
            $r.append('«low|bad|small|fail»')

numbers > words: texts|labels|strings
    $r = [«str($x)|f'$num {$x}'|'no. ' + str($x)|str($x) + '!'» for $x in $v]

numbers > table: counts|groups|summary|stats
    $r = {'$a': 0, '$b': 0}
    for $x in $v:
        if $x < $t:
            $r['$a'] += 1
        else:
            $r['$b'] += 1

numbers > table: stats|summary|report|facts
    $r = {'«smallest|min|lowest»': min($v), '«largest|max|highest»': max($v), '«count|how many|length»': len($v)}

numbers > pairs: numbered|positions|indexed
    $r = []
    for $i, $x in enumerate($v«|, start=1|, 1»):
        $r.append((f'$num {$i}', $x))

numbers > amount: position|place|where|found_at
    $r = -1
    for $i, $x in enumerate($v):
        if $x «>|<|==» $t:
            $r = $i
            break

numbers > amount: days|steps|rounds|counter
    $y = 0
    $r = 0
    while $y < $m and $r < len($v):
        $y += $v[$r]
        $r += 1

numbers > amount: left|rest|remaining|budget
    $r = «100|500|1000|50»
    for $x in $v:
        if $x > $r:
            «break|continue|print('Not enough')»
        $r -= $x

numbers > amount: product|factor|result
    $r = 1
    for $x in $v:
        if $x == 0:
            continue
        $r *= $x

amount > amount: new_$num|double|next_$num|after|result
    $r = $v «* $n|+ $n|- $n|** 2|* 2 + 1|+ $t»

amount > ratio: half|share|percent|with_tax|reduced|converted
    $r = «$v / $n|$v * 1.19|$v * 0.9|$v * 1.8 + 32|$v / 100 * $m|round($v / 3, 2)|$v * 0.621»

amount > word: rating|verdict|level|category|status
    if $v «>|>=» $t:
        $r = '«great|expensive|high|excellent|long»'
    elif $v «>|>=» $u:
        $r = '«okay|average|medium|fair»'
    else:
        $r = '«poor|cheap|low|weak|short»'

amount > word: answer|kind|result|message; whole
    if $v % 2 == 0:
        $r = '«even|fizz|left»'
    else:
        $r = '«odd|buzz|right»'

amount > word: verdict|result|label
    $r = '«big|yes|pass|high»' if $v «>|<» $t else '«small|no|fail|low»'

amount > numbers: table|multiples|series|$num_list|row
    $r = []
    for $i in range(1, $n + 1):
        $r.append($v * $i)

amount > numbers: halves|countdown|series|steps
    $r = []
    $y = «abs($v)|$v»
    while $y > 1 and len($r) < 8:
        $r.append($y)
        $y = $y «// 2|- $n|// 3»

amount > numbers: digits|parts|cells
    $r = [int($x) for $x in str(abs(int($v)))]

amount > word: as_text|shown|label
    $r = «str($v)|'$num: ' + str($v)|f'{$v} $nums'|f'{$v:.2f}'|str(round($v)).zfill(5)»

amount > amount: digit_sum|cross_sum|checksum
    $r = 0
    for $x in str(abs(int($v))):
        $r += int($x)

amount > amount: rounded|floor|whole|clean; import math
    $r = math.«floor|ceil»($v / $n)

amount > pairs: times|parts|hours_minutes
    $r = [('«hours|dozens|boxes»', int($v) // «60|12|24»), ('«minutes|rest|singles»', int($v) % «60|12|24»)]

grid > numbers: row_sums|totals|sums
    $r = []
    for $y in $v:
        $r.append(«sum($y)|max($y)|$y[0]|$y[-1]|len($y)»)

grid > amount: total|cell_sum|count
    $r = 0
    for $y in $v:
        for $x in $y:
            «$r += $x|if $x > $n:\n            $r += 1»

grid > numbers: flat|cells|everything
    $r = [$x for $y in $v for $x in $y]

grid > grid: flipped|turned|columns
    $r = []
    for $i in range(len($v[0])):
        $r.append([$y[$i] for $y in $v])

grid > amount: diagonal|corner|trace
    $r = 0
    for $i in range(min(len($v), len($v[0]))):
        $r += $v[$i][$i]

ratio > ratio: rounded|final|share|result
    $r = round($v«|, 1|, 2» * $n)

ratio > word: rating|note|shown|text
    $r = «f'{$v:.2f}'|f'{$v:.1f} %'|str(round($v, 1))|'about ' + str(round($v))|'high' if $v > $t else 'low'»
""")
