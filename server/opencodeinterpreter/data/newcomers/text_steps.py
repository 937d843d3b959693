"""Steps over words, texts, dates and csv lines."""

from opencodeinterpreter.data.newcomers.step import steps

TEXT_STEPS = steps(r"""
words > numbers: lengths|sizes|letters
    $r = []
    for $e in $v:
        $r.append(len($e))

words > numbers: lengths|sizes
    $r = [len($e) for $e in $v]

words > words: upper_$many|shouted|nice_$many|clean
    $r = [$e.«upper()|title()|strip()|lower()|capitalize()|replace('a', 'o')» for $e in $v]

words > words: greetings|messages|lines|labels
    $r = []
    for $e in $v:
        $r.append(«'Hello ' + $e|f'Hi {$e}!'|'my ' + $e.lower()|$e + '!'|$e + ' ' + str(len($e))»)

words > words: long_$many|short_$many|chosen|filtered
    $r = []
    for $e in $v:
        if «len($e) > $n|len($e) <= $n|'a' in $e|$e[0] == 'A'|$e.startswith('S')|$e != '$w'|$e.endswith('a')»:
            $r.append($e)

words > words: selected|with_a|others
    $r = [$e for $e in $v if «'e' in $e|len($e) > $n|$e != '$w'|not $e.endswith('s')»]

words > words: ordered|sorted_$many|ranking
    $r = sorted($v«|, key=len|, reverse=True|, key=str.lower|, key=lambda $y: $y[-1]|, key=lambda $y: len($y)»)

words > words: unique|seen|different|no_doubles
    $r = []
    for $e in $v:
        if $e not in $r:
            $r.append($e)

words > table: counts|counter|how_often|tally
    $r = {}
    for $e in $v:
        «$r[$e] = $r.get($e, 0) + 1|$r.setdefault($e, 0)\n    $r[$e] += 1»

words > table: counts|tally|frequency
    $r = {}
    for $e in $v:
        if $e in $r:
            $r[$e] += 1
        else:
            $r[$e] = 1

words > table: lengths|length_of|sizes
    $r = {$e: len($e) for $e in $v}

words > table: counts|tally|votes; from collections import Counter
    $r = Counter($v)

words > table: ids|numbers|codes|places
    $r = {}
    for $i, $e in enumerate($v):
        $r[$e] = $i «+ 1|* 10|+ 100»

words > table: by$q|initials|letters; from collections import defaultdict
    $r = defaultdict(int)
    for $e in $v:
        $r[$e[0]] += 1

words > word: longest|best|winner
    $r = $v[0]
    for $e in $v«|[1:]»:
        if len($e) > len($r):
            $r = $e

words > word: longest|first|last_$one|shortest|choice
    $r = «max($v, key=len)|min($v, key=len)|sorted($v)[0]|$v[0]|$v[-1]|$v[len($v) // 2]|$v[1]»

words > word: pick|lucky|winner|chosen; import random
    random.seed($m)
    $r = random.choice($v)

words > words: team|shuffled|sample|mixed; import random
    random.seed($m)
    $r = random.sample($v, 2)

words > text: joined|sentence|line|list_text
    $r = '«, | and | - | »'.join($v«||[:2]»)

words > text: sentence|all_$many|line|output
    $r = ''
    for $e in $v:
        $r += $e + '«, | |-|/»'

words > amount: letters|total_length|count|found
    $r = 0
    for $e in $v:
        «$r += len($e)|if 'a' in $e:\n        $r += 1|if len($e) > $n:\n        $r += 1|if $e == '$w':\n        $r += 1»

words > pairs: pairs|numbered|rows|seats
    $r = list(zip($v, range(«1|10|100», «50|99|200»«||, 5»)))

words > words: queue|waiting|copy|todo
    $r = $v[:]
    $r.append('«zebra|extra|newcomer|last one»')
    $y = $r.pop(0)
    print(«'Next:', $y|f'{$y} is first'|'Removed ' + $y|$y.upper()»)

words > groups: groups|by$q|by_length
    $r = {}
    for $e in $v:
        «$r.setdefault($e[0], []).append(len($e))|$r.setdefault(str(len($e)), []).append($e.count('a'))»

text > words: words|parts|tokens|pieces
    $r = $v.«split()|split(' ')|lower().split()|strip().split()»

text > table: counts|letters|frequency|letter_counts
    $r = {}
    for $q in $v:
        «$r[$q] = $r.get($q, 0) + 1|if $q != ' ':\n        $r[$q] = $r.get($q, 0) + 1»

text > amount: vowels|count|letters|spaces
    $r = 0
    for $q in $v«|.lower()»:
        if $q «in 'aeiou'|== 'a'|!= ' '|== ' '|not in 'aeiou '»:
            $r += 1

text > amount: length|words|letters|count
    $r = len($v«||.split()|.strip()|.replace(' ', '')»)

text > text: changed|loud|backwards|new_text|title
    $r = $v«.upper()|.title()|[::-1]|.replace(' ', '-')|.replace('a', '4')|.capitalize()|[:10] + '...'|.swapcase()»

text > text: secret|code|encoded|result
    $r = ''
    for $q in $v:
        if $q.isalpha():
            $r += «chr(ord($q) + 1)|$q.upper()|$q * 2|'*'»
        else:
            $r += $q

text > text: mirrored|reverse|turned
    $r = ''
    for $i in range(len($v) - 1, -1, -1):
        $r += $v[$i]

text > word: longest|first|last_word
    $r = «max($v.split(), key=len)|$v.split()[0]|$v.split()[-1]|$v[0]|$v[-3:]»

text > word: answer|check|result|verdict
    if «'e' in $v|$v == $v[::-1]|len($v) > $m|$v.startswith('t')|$v.endswith('g')|$v[0].isupper()»:
        $r = 'yes'
    else:
        $r = 'no'

word > text: greeting|message|line|badge
    $r = «'Hello, ' + $v + '!'|f'Welcome {$v}'|'*' * len($v) + $v|$v.upper() + ' ' + str(len($v))|'{} here'.format($v)»

word > amount: length|points|size
    $r = len($v) «* 2|+ 1|+ $n|* 10»

lines > table: $nums|parsed|result|stock
    $r = {}
    for $e in $v:
        $k, $x, $y = $e.split(',')
        $r[$k] = «float($x)|int(float($x))|round(float($x))»

lines > numbers: $nums|values|column
    $r = []
    for $e in $v:
        $y = $e.split(',')
        $r.append(float($y[1]))

lines > words: $many|first_column|names
    $r = [$e.split(',')[«0|2|-1»] for $e in $v]

lines > records: $many|parsed|records
    $r = []
    for $e in $v:
        $k, $x, $y = $e.split(',')
        $r.append({'$lab': $k, '$num': float($x), '$cat': $y})

lines > pairs: $many|pairs|parsed
    $r = []
    for $e in $v:
        $y = $e.strip().split(',')
        $r.append(($y[0], float($y[1])))

lines > amount: total|bad_lines|count
    $r = 0
    for $e in $v:
        $y = $e.split(',')
        try:
            $r += «int|float»($y[1])
        except ValueError:
            print('«Bad line|Cannot read|Skipped»:', $e)

dates > numbers: years|months|days
    $r = [int($e«[:4]|[5:7]|[-2:]|.split('-')[0]|.split('-')[1]») for $e in $v]

dates > words: pretty|german|formatted|shown; from datetime import datetime
    $r = []
    for $e in $v:
        $y = datetime.strptime($e, '%Y-%m-%d')
        $r.append($y.strftime('«%d.%m.%Y|%B %d|%A|%d %b %Y|%m/%d/%Y»'))

dates > words: weekdays|names|day_names; from datetime import date
    $r = [date.fromisoformat($e).strftime('«%A|%B|%a»') for $e in $v]

dates > numbers: waiting|days_left|distances|gaps; from datetime import date
    $y = date(2026, 1, 1)
    $r = []
    for $e in $v:
        $r.append(«($y - date.fromisoformat($e)).days|$y.year - date.fromisoformat($e).year»)

dates > words: later|next_days|reminders; from datetime import date, timedelta
    $r = [str(date.fromisoformat($e) + timedelta(days=$m)) for $e in $v]

dates > words: ordered|sorted_dates|timeline
    $r = sorted($v«|, reverse=True|, key=lambda $y: $y[5:]»)
""")
