"""How newcomers print what they have, by kind: templates over ``$v`` with the label ``$L``."""

from __future__ import annotations

from opencodeinterpreter.data.newcomers.story import Story

_ANY = ("print($v)", "print('$L:', $v)", "print(f'$L: {$v}')", "print('$L', 'is', $v)", "print('$L: ' + str($v))")
_WORDS_OUT = (
    "for $e in $v:\n    print($e)",
    "for $e in $v:\n    print('-', $e«|.upper()|.title()»)",
    "for $i, $e in enumerate($v«|, 1|, start=1»):\n    print(«$i, $e|f'{$i}. {$e}'|str($i) + ': ' + $e»)",
    "for $i in range(len($v)):\n    print(«$i + 1, $v[$i]|str($i) + ' ' + $v[$i]|f'$one {$i}: {$v[$i]}'»)",
    "print('«, | and | / »'.join($v))",
    "print('$L: ' + '«, |; »'.join($v))",
    "if $v:\n    print('$L:', $v[0])\nelse:\n    print('«Nothing|No $many»')",
    "if '$w' in $v:\n    print('«Found|Yes|Got» $w')\nelse:\n    print('«Missing|No» $w')",
    "print(len($v), '$many')",
    "$i = 0\nwhile $i < len($v):\n    print($i, $v[$i])\n    $i += 1",
    "for $i in range(0, len($v)):\n    print('«Next|Name|-»', $v[$i]«|.upper()|.lower()»)",
    "print('«First|Next»:', $v[0]«||.upper()»)\nprint('«Second|Then»:', $v[1])",
    "print('«First|My favorite|Best»: ' + $v[0])",
)
_NUMBERS_OUT = (
    "for $x in $v:\n    print($x)",
    "for $x in $v:\n    print('$Num:', $x)",
    "for $x in $v:\n    if $x > $t:\n        print($x, '«high|passed»')\n    else:\n        print($x, '«low|failed»')",
    "for $i, $x in enumerate($v«|, 1|, start=1»):\n    print(«f'{$i}: {$x}'|$i, $x|'No. ' + str($i) + ': ' + str($x)»)",
    "for $i in range(len($v)):\n    print(«$i, $v[$i]|'$Num', $i, 'is', $v[$i]|'$One ' + str($i) + ' ' + str($v[$i])»)",
    "print(', '.join(«str($x) for $x in $v|map(str, $v)|[str($x) for $x in $v]»))",
    "for $x in $v:\n    print('*' * int($x % 10))",
    "print('$L:', len($v), 'values, the first is', $v[0])",
    "print('«Last|Latest|Newest»:', $v[len($v) - 1])",
    "print('$L: ' + '«, | / »'.join(str($x) for $x in $v))",
    "$i = 0\nwhile $i < len($v):\n    print($v[$i])\n    $i += 1",
    "for $i in range(len($v)):\n    if $v[$i] > $t:\n        print('«High|Over» at', $i)\nprint('Checked', len($v))",
    "print('«First|Start»:', $v[0])\nprint('«Last|End»:', $v[-1])",
)
_TABLE_OUT = (
    "for $k, $x in $v.items():\n    print(«$k, $x|f'{$k}: {$x}'|$k + ': ' + str($x)|$k.title(), '->', $x»)",
    "for $k in $v:\n    print(«$k, $v[$k]|f'{$k} = {$v[$k]}'|$k + ' ' + str($v[$k])»)",
    "for $k in sorted($v):\n    print($k, $v[$k])",
    "for $k, $x in sorted($v.items()):\n    print(f'{$k:«<10|<12|>10»}{$x:«>6|>8»}')",
    "print('$L:', len($v), '«entries|$many»')",
    "if '$w' in $v:\n    print('$w:', $v['$w'])\nelse:\n    print('No $w')",
    "print($v.get('$w', '«unknown|nothing|not there»'))",
)
_AMOUNT_OUT = (
    "print('$L: ' + str($v) + '«!|.| $nums»')",
    "print(f'«The $num|Your result|Result|$L» is {$v}«|!|.»')",
    "if $v > $t:\n    print('«Too much|High|Great|Well done»')\nelse:\n    print('«Low|Fine|Try again|Not enough»')",
    "if $v > $t:\n    print('«High|A lot»', $v)\nelif $v == 0:\n    print('Nothing')\nelse:\n    print('Only', $v)",
    "print('$L:', «round($v, 2)|round($v)|int($v)|float($v)»)",
    "print('=' * 20)\nprint('$L', $v)",
)
_PAIRS_OUT = (
    "for $k, $x in $v:\n    print(«$k, $x|f'{$k}: {$x}'|str($k) + ' ' + str($x)|f'{$k:<12} {$x}'»)",
    "for $i, ($k, $x) in enumerate($v, 1):\n    print(f'{$i}. {$k} ({$x})')",
    "for $e in $v:\n    print(«$e[0], $e[1]|$e[0] + ' - ' + str($e[1])|f'{$e[0]} has {$e[1]}'»)",
    "print('$L:', $v[0][0])",
)
_RECORDS_OUT = (
    "for $e in $v:\n    print(«$e['$lab'], $e['$num']|$e['$lab'] + ': ' + str($e['$num'])|$e['$lab'], $e['$cat']»)",
    "for $e in $v:\n    print(f\"{$e['$lab']}: {$e['$num']}\")",
    "for $e in $v:\n    if $e['$cat'] == '$c':\n        print('$L:', $e['$lab'])",
    "for $e in $v:\n    if $e['$num'] > $t:\n        print($e['$lab'], 'is «over|above» the limit')",
    "print('$L:', len($v), '$many')\nprint($v[0]['$lab'])",
    "for $i, $e in enumerate($v, 1):\n    print($i, $e['$lab'].upper())",
)
_DISPLAYS: dict[str, tuple[str, ...]] = {
    "words": _WORDS_OUT,
    "numbers": _NUMBERS_OUT,
    "table": _TABLE_OUT,
    "amount": (*_ANY, *_AMOUNT_OUT),
    "ratio": (
        *("print(f'$L: {$v:.2f}')", "print(f'$L: {$v:.1f}«|%| $nums»')", "print('$L:', round($v, «1|2»))"),
        *("print('$L: ' + str(round($v, 2)))", "print('$L: %.2f' % $v)", "print('$L: {:.2f}'.format($v))"),
    ),
    "pairs": _PAIRS_OUT,
    "records": _RECORDS_OUT,
    "word": (*_ANY, "print('$L is ' + $v)", "print($v.«upper()|title()|center(20)|ljust(10) + '!'»)"),
    "text": (*_ANY, "print('$L: ' + $v)", "print($v)\nprint('-' * len($v))"),
    "grid": (
        "for $y in $v:\n    print(*$y)",
        "for $y in $v:\n    for $x in $y:\n        print($x, end=' ')\n    print()",
        "for $y in $v:\n    print(' '.join(str($x) for $x in $y))",
    ),
    "groups": (
        "for $k, $y in $v.items():\n    print(«$k, len($y)|f'{$k}: {$y}'|$k + ': ' + str(sum($y))»)",
        "for $k in $v:\n    print($k, «max($v[$k])|$v[$k][0]|len($v[$k])»)",
    ),
    "nested": (
        "for $k, $y in $v.items():\n    print($k, $y['$num'])",
        "for $k in $v:\n    print(«$k + ': ' + $v[$k]['$cat']|$k, $v[$k]['$num']|f'{$k} ' + str($v[$k]['$num'])»)",
        "print($v['$w']['$num'] if '$w' in $v else '«none|?»')",
    ),
    "lines": ("for $e in $v:\n    print($e.«split(',')|split(',')[0]|replace(',', ' ')»)",),
    "dates": ("for $e in $v:\n    print(«$e|$e[:4]|'Date: ' + $e|$e.replace('-', '/')»)",),
}


def display(story: Story, name: str, kind: str) -> str:
    """Lines that print the variable."""
    template = story.random.choice(_ANY if story.random.random() < 0.12 else _DISPLAYS[kind])
    label = name.replace("_", " ")
    return story.fill(template, v=name, L=label.capitalize() if story.random.random() < 0.7 else label)
