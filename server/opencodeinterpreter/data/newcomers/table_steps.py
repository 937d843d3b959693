"""Steps over dictionaries, pairs and records."""

from opencodeinterpreter.data.newcomers.step import steps

TABLE_STEPS = steps(r"""
table > amount: total|$num_total|sum_of_$nums|overall
    $r = 0
    for $k in $v:
        $r += $v[$k]

table > amount: total|$num_sum|overall
    $r = 0
    for $k, $x in $v.items():
        «$r += $x|if $x > $t:\n        $r += 1|if $k != '$w':\n        $r += $x»

table > amount: total|highest|count|how_many
    $r = «sum($v.values())|max($v.values())|min($v.values())|len($v)»

table > ratio: average|mean_$num|avg
    $r = sum($v.values()) / len($v)

table > word: best|winner|top_$one|favorite|most
    $r = max($v, key=$v.get)

table > word: best|winner|top_$one|leader
    $r = None
    for $k in $v:
        if $r is None or $v[$k] > $v[$r]:
            $r = $k

table > words: $many|names|keys|known
    $r = «list($v.keys())|sorted($v)|[$k for $k in $v]|list($v)|sorted($v, key=$v.get«|, reverse=True»)»

table > words: cheap|selected|good_$many|to_buy|missing
    $r = []
    for $k, $x in $v.items():
        if $x «>|<|>=|<=|!=» $t:
            $r.append($k)

table > words: labels|report|lines|texts
    $r = []
    for $k, $x in $v.items():
        $r.append(«f'{$k}: {$x}'|$k + ' - ' + str($x)|$k.upper()|f'{$k} has {$x} $nums'»)

table > numbers: values|$num_list|only_$nums
    $r = «list($v.values())|sorted($v.values())|[$x for $x in $v.values() if $x > $t]|[$v[$k] for $k in $v]»

table > table: sale|updated|new_$nums|raised|converted
    $r = {}
    for $k, $x in $v.items():
        $r[$k] = «$x * $n|round($x * 0.9, 2)|$x + $n|$x - $n|round($x / 2)»

table > table: filtered|rich|selected|affordable
    $r = {$k: $x for $k, $x in $v.items() if $x «>|<|>=|<=» $t}

table > table: doubled|rounded|shown
    $r = {$k«|.upper()|.lower()»: «$x * $n|round($x)|$x + 1» for $k, $x in $v.items()}

table > table: copy|new_stock|updated
    $r = dict($v)
    $r['$w'] = $t
    «del $r['$w']|$r['$w'] += $n|$r.update({'«extra|spare|bonus»': $u})|$r.pop('$w')»

table > pairs: ranking|ordered|top|sorted_$many
    $r = sorted($v.items(), key=lambda $e: $e[1]«|, reverse=True»)«||[:3]»

table > pairs: pairs|entries|rows
    $r = []
    for $k in sorted($v):
        $r.append(($k, $v[$k]))

table > amount: price|found|answer|$num
    $y = '$w'
    if $y in $v:
        $r = $v[$y]
    else:
        $r = 0

table > amount: found|$num|answer
    $r = $v.get('$w', «0|$t»)

table > amount: found|answer|value
    try:
        $r = $v['$w']
    except KeyError:
        print('«No such $one|Unknown $one|Not found»')
        $r = 0

table > text: output|packed|as_json|saved; import json
    $r = json.dumps($v«|, indent=2|, sort_keys=True»)

table > table: loaded|copy|data_again; import json
    $y = json.dumps($v)
    $r = json.loads($y)

groups > table: averages|means|results
    $r = {}
    for $k, $y in $v.items():
        $r[$k] = «round(sum($y) / len($y), 2)|sum($y)|max($y)|len($y)|$y[0]|$y[-1]»

groups > table: totals|sums|results
    $r = {}
    for $k in $v:
        $r[$k] = 0
        for $x in $v[$k]:
            $r[$k] += $x

groups > amount: total|count|everything
    $r = 0
    for $y in $v.values():
        for $x in $y:
            «$r += $x|if $x > $t:\n            $r += 1»

groups > numbers: flat|all_values|together
    $r = []
    for $k in $v:
        «$r.extend($v[$k])|$r += $v[$k]|for $x in $v[$k]:\n        $r.append($x)»

pairs > table: $num_of|by_name|lookup|$nums
    $r = {}
    for $k, $x in $v:
        $r[$k] = $x

pairs > table: lookup|as_dict
    $r = dict($v)

pairs > numbers: $nums|values|only_$nums
    $r = [$e[1] for $e in $v]

pairs > words: $many|names|chosen
    $r = []
    for $k, $x in $v:
        if $x «>|<|>=|<=» $t:
            $r.append($k)

pairs > words: labels|lines|texts|rows
    $r = [f'«{$k}: {$x}|{$k} ({$x})|{$x} $nums for {$k}|{$k:<10}{$x:>6}»' for $k, $x in $v]

pairs > amount: total|amount|to_pay
    $r = 0
    for $e in $v:
        $r += $e[1]«| * $n»

pairs > pairs: ordered|ranking|by_$num
    $r = sorted($v, key=lambda $e: $e[«0|1»]«|, reverse=True»)

pairs > word: best|winner|leader
    $r, $y = «max($v, key=lambda $e: $e[1])|sorted($v)[0]|$v[0]|$v[-1]|min($v, key=lambda $e: $e[1])»

records > amount: total|$num_total|all_$nums
    $r = 0
    for $e in $v:
        $r += $e['$num']

records > amount: total|most|$num_sum
    $r = «sum|max|min»($e['$num'] for $e in $v)

records > words: names|$one_names|chosen|selected
    $r = []
    for $e in $v:
        if «$e['$num'] > $t|$e['$cat'] == '$c'|$e['$cat'] != '$c'|$e['$num'] <= $t»:
            $r.append($e['$lab'])

records > words: titles|names|labels
    $r = [$e['«$lab|$cat»']«||.upper()|.title()» for $e in $v]

records > numbers: $nums|values|column
    $r = [$e['$num'] for $e in $v]

records > records: ordered|sorted_$many|by_$num
    $r = sorted($v, key=lambda $e: $e['«$num|$lab|$cat»']«|, reverse=True»)

records > records: selected|cheap|some_$many|filtered
    $r = [$e for $e in $v if «$e['$num'] > $t|$e['$num'] < $t|$e['$cat'] == '$c'|len($e['$lab']) > $n»]

records > records: all_$many|updated|new_list
    $r = list($v)
    $r.append({'$lab': '$w', '$num': $t, '$cat': '$c'})

records > table: by_$cat|per_$cat|counts|groups
    $r = {}
    for $e in $v:
        $y = $e['$cat']
        $r[$y] = $r.get($y, 0) + «1|$e['$num']»

records > table: $num_of|index|lookup
    $r = {$e['$lab']: $e['$num'] for $e in $v}

records > groups: by_$cat|groups|per_$cat
    $r = {}
    for $e in $v:
        if $e['$cat'] not in $r:
            $r[$e['$cat']] = []
        $r[$e['$cat']].append($e['$num'])

records > groups: by_$cat|sorted_in; from collections import defaultdict
    $r = defaultdict(list)
    for $e in $v:
        $r[$e['$cat']].append($e['$num'])

records > word: best|oldest|winner|top
    $r = «max|min»($v, key=lambda $e: $e['$num'])['$lab']

records > text: as_json|saved|output; import json
    $r = json.dumps($v[«0|-1»])

nested > table: $nums|overview|result
    $r = {}
    for $k in $v:
        $r[$k] = $v[$k]['$num']

nested > amount: total|count|all_$nums
    $r = 0
    for $k, $y in $v.items():
        «$r += $y['$num']|if $y['$cat'] == '$c':\n        $r += 1|if $y['$num'] > $t:\n        $r += $y['$num']»

nested > words: names|chosen|found
    $r = [$k for $k in $v if $v[$k]['$cat'] «==|!=» '$c']

nested > records: records|rows|$one_rows
    $r = []
    for $k, $y in $v.items():
        $r.append({'$lab': $k, '$num': $y['$num'], '$cat': $y['$cat']})

nested > nested: changed|copy|updated
    $r = dict($v)
    $r['«extra|spare|newest»'] = {'$num': $t, '$cat': '$c'}
""")
