from __future__ import annotations

import itertools
import traceback

import pytest

from opencodeinterpreter.text.instant import proposals
from opencodeinterpreter.text.tracebacks import Failure, Frame

# Broken code, and what has to be among the first proposals.
ROWS = [
    ("print(math.pi)\n", "import math\nprint(math.pi)\n"),
    ('"""Doc."""\nimport os\n\nx = np.zeros(3)\n', '"""Doc."""\nimport os\nimport numpy as np\n\nx = np.zeros(3)\n'),
    ("# hi\nprint(Path('x'))\n", "# hi\nfrom pathlib import Path\nprint(Path('x'))\n"),
    ("d = defaultdict(list)\n", "from collections import defaultdict\nd = defaultdict(list)\n"),
    ("print(datetime.now().year)\n", "from datetime import datetime\nprint(datetime.now().year)\n"),
    ("print(datetime.date(2020, 1, 1))\n", "import datetime\nprint(datetime.date(2020, 1, 1))\n"),
    ("total = 1\nprint(totl)\n", "total = 1\nprint(total)\n"),
    ("pritn('x')\n", "print('x')\n"),
    ("x = true\n", "x = True\n"),
    ("def f(values):\n    return sum(vales)\nf([1])\n", "def f(values):\n    return sum(values)\nf([1])\n"),
    ("[].apend(1)\n", "[].append(1)\n"),
    ("'x'.uper()\n", "'x'.upper()\n"),
    ("colors = ['red']\ncolors.push('blue')\n", "colors = ['red']\ncolors.append('blue')\n"),
    ("seen = set()\nseen.append(1)\n", "seen = set()\nseen.add(1)\n"),
    ("print('x'.toUpperCase())\n", "print('x'.upper())\n"),
    ("xs = [1]\nprint(xs.length())\n", "xs = [1]\nprint(len(xs))\n"),
    ("xs = [[1]]\nprint(1 + xs[0].length)\n", "xs = [[1]]\nprint(1 + len(xs[0]))\n"),
    ("xs = [1]\nprint(length(xs))\n", "xs = [1]\nprint(len(xs))\n"),
    ("echo('x')\n", "print('x')\n"),
    (
        "def tip(x):\n    x * 2\nprint(tip(1) + 1)\n",
        "def tip(x):\n    return x * 2\nprint(tip(1) + 1)\n",
    ),
    ("for i in range('3'):\n    print(i)\n", "for i in range(3):\n    print(i)\n"),
    (
        "lives = 3\ndef hit():\n    lives -= 1\nhit()\n",
        "lives = 3\ndef hit():\n    global lives\n    lives -= 1\nhit()\n",
    ),
    (
        "class A:\n    def bark():\n        return 1\nA().bark()\n",
        "class A:\n    def bark(self):\n        return 1\nA().bark()\n",
    ),
    (
        "class A:\n    def add(n):\n        return n\nA().add(1)\n",
        "class A:\n    def add(self, n):\n        return n\nA().add(1)\n",
    ),
    ("names = ['Ada', ids]\n", "names = ['Ada', 'ids']\n"),
    ("ages = {'Ada': 1, Bo: 2}\n", "ages = {'Ada': 1, 'Bo': 2}\n"),
    ("ages = {'Ada': 1}\nprint(ages[Ada])\n", "ages = {'Ada': 1}\nprint(ages['Ada'])\n"),
    ("answer = 'yes'\nif answer == yes:\n    print(1)\n", "answer = 'yes'\nif answer == 'yes':\n    print(1)\n"),
    ("n = 3\nprint('n: ' + n)\n", "n = 3\nprint('n: ' + str(n))\n"),
    ("n = 3\nprint('n: ' + n + '!')\n", "n = 3\nprint('n: ' + str(n) + '!')\n"),
    ("a, b = 1, 'x'\nprint('a' + b + a)\n", "a, b = 1, 'x'\nprint('a' + b + str(a))\n"),
    ("xs = [1, 2]\nprint(', '.join(xs))\n", "xs = [1, 2]\nprint(', '.join(map(str, xs)))\n"),
    ("xs = [2, 1]\nxs = xs.sort()\nprint(xs[0])\n", "xs = [2, 1]\nxs.sort()\nprint(xs[0])\n"),
    ("d = {'a': 1}\nfor k in d:\n    print(d(k))\n", "d = {'a': 1}\nfor k in d:\n    print(d[k])\n"),
    ("print(len['x'])\n", "print(len('x'))\n"),
    ("for c in 'aB'.lower:\n    print(c)\n", "for c in 'aB'.lower():\n    print(c)\n"),
    ("for i in 3:\n    print(i)\n", "for i in range(3):\n    print(i)\n"),
    ("xs = [1]\nfor i in range(xs):\n    print(i)\n", "xs = [1]\nfor i in range(len(xs)):\n    print(i)\n"),
    ("half = 4 / 2\nfor i in range(half):\n    print(i)\n", "half = 4 // 2\nfor i in range(half):\n    print(i)\n"),
    (
        "xs = [1]\nfor i in range(len(xs) + 1):\n    print(xs[i])\n",
        "xs = [1]\nfor i in range(len(xs)):\n    print(xs[i])\n",
    ),
    (
        "xs, i = [1], 0\nwhile i <= len(xs):\n    print(xs[i])\n    i += 1\n",
        "xs, i = [1], 0\nwhile i < len(xs):\n    print(xs[i])\n    i += 1\n",
    ),
    ("xs = [1]\nprint(xs[len(xs)])\n", "xs = [1]\nprint(xs[-1])\n"),
    (
        "seen = {}\nfor w in 'ab':\n    seen[w] += 1\n",
        "seen = {}\nfor w in 'ab':\n    seen[w] = seen.get(w, 0) + 1\n",
    ),
    (
        "d = {1: 0}\nfor k in d:\n    del d[k]\n    d[2] = 1\n",
        "d = {1: 0}\nfor k in list(d):\n    del d[k]\n    d[2] = 1\n",
    ),
    ("d = {'ab1': 1}\nfor k, v in d:\n    print(k)\n", "d = {'ab1': 1}\nfor k, v in d.items():\n    print(k)\n"),
    ("print(int('1.5') + 1)\n", "print(float('1.5') + 1)\n"),
    (
        "class A:\n    def cost(self): return 1\n    def say(self): print(f'cost {cost()}')\nA().say()\n",
        "class A:\n    def cost(self): return 1\n    def say(self): print(f'cost {self.cost()}')\nA().say()\n",
    ),
    (
        "class A:\n    def __init__(self):\n        self.n = 0\n    def up(self):\n        n += 1\nA().up()\n",
        "class A:\n    def __init__(self):\n        self.n = 0\n    def up(self):\n        self.n += 1\nA().up()\n",
    ),
    ("import math\nmath.squrt(2)\n", "import math\nmath.sqrt(2)\n"),
    ("class A:\n    def area(self): return 1\nA().aera()\n", "class A:\n    def area(self): return 1\nA().area()\n"),
    ("from collections import OrderedDic\n", "from collections import OrderedDict\n"),
    ("from itertools import reduce\n", "from functools import reduce\n"),
    ("import jsn\n", "import json\n"),
    ("d = {'name': 1}\nprint(d['nmae'])\n", "d = {'name': 1}\nprint(d['name'])\n"),
    ("if True\n    x = 1\n", "if True:\n    x = 1\n"),
    ("for x in [1]  # go\n    x\n", "for x in [1]:  # go\n    x\n"),
    ("def f(x)\n    return x\n", "def f(x):\n    return x\n"),
    ("class A\n    pass\n", "class A:\n    pass\n"),
    ("print('x'\n", "print('x')\n"),
    ("x = [1, 2\ny = 3\n", "x = [1, 2]\ny = 3\n"),
    ("x = f(g(1)\nprint(x)\n", "x = f(g(1))\nprint(x)\n"),
    ("if f(1:\n    x\n", "if f(1):\n    x\n"),
    ("print('hello)\n", "print('hello')\n"),
    ("x = 'hello\n", "x = 'hello'\n"),
    ('x = {"a: 1}\n', 'x = {"a": 1}\n'),
    ("print 'x'\n", "print('x')\n"),
    ("x = 1\nif x = 1:\n    pass\n", "x = 1\nif x == 1:\n    pass\n"),
    ("x = (1))\n", "x = (1)\n"),
    ("x = (1]\n", "x = (1)\n"),
    ("x = [1 2]\n", "x = [1, 2]\n"),
    ("for x in [1]:\nprint(x)\n", "for x in [1]:\n    print(x)\n"),
    ("def f():\nf()\n", "def f():\n    pass\nf()\n"),
    ("x = 1\n  y = 2\n", "x = 1\ny = 2\n"),
    ("if 1:\n        x = 1\n    y = 1\n", "if 1:\n        x = 1\ny = 1\n"),
    ("if 1:\n\tx = 1\n        y = 2\n", "if 1:\n        x = 1\n        y = 2\n"),
    ("print(“hi”)\n", 'print("hi")\n'),
    ("if 1 && 2:\n    pass\n", "if 1 and 2:\n    pass\n"),
    ("i = 0\ni++\n", "i = 0\ni += 1\n"),
    ("if 0:\n    x\nelse if 1:\n    y\n", "if 0:\n    x\nelif 1:\n    y\n"),
    ("a = '3'\nprint(4 * 2 - a)\n", "a = '3'\nprint(4 * 2 - int(a))\n"),
    ("a = '3'\nprint(a - 4)\n", "a = '3'\nprint(int(a) - 4)\n"),
    (
        "total = 0\nfor n in ['1', '2']:\n    total += n\nprint(total)\n",
        "total = 0\nfor n in ['1', '2']:\n    total += int(n)\nprint(total)\n",
    ),
    (
        "prices = {'tea': 2}\ntotal = 0\nfor name in prices:\n    total += name\n",
        "prices = {'tea': 2}\ntotal = 0\nfor name in prices:\n    total += prices[name]\n",
    ),
    ("n = 3\nprint(n + ' apples')\n", "n = 3\nprint(str(n) + ' apples')\n"),
    ("age = '17'\nif age >= 18:\n    print('ok')\n", "age = '17'\nif int(age) >= 18:\n    print('ok')\n"),
    ("if 5 > '3':\n    print('ok')\n", "if 5 > 3:\n    print('ok')\n"),
    ("price = '2.5'\nprint(price * 1.2)\n", "price = '2.5'\nprint(float(price) * 1.2)\n"),
    ("n = '8'\nif n % 2 == 0:\n    print('even')\n", "n = '8'\nif int(n) % 2 == 0:\n    print('even')\n"),
    ("marks = ['1', '2']\nprint(sum(marks))\n", "marks = ['1', '2']\nprint(sum(map(int, marks)))\n"),
    ("ages = {'Ada': 3}\nprint(sum(ages))\n", "ages = {'Ada': 3}\nprint(sum(ages.values()))\n"),
    ("rows = [[1], [2]]\nprint(sum(rows))\n", "rows = [[1], [2]]\nprint(sum(map(sum, rows)))\n"),
    ("xs = [1, 2]\nxs = xs + 3\n", "xs = [1, 2]\nxs = xs + [3]\n"),
    ("t = (1, 2)\nt = t + 3\n", "t = (1, 2)\nt = t + (3,)\n"),
    ("xs = [1, 2]\nprint(xs / len(xs))\n", "xs = [1, 2]\nprint(sum(xs) / len(xs))\n"),
    ("a, b = [1, 2], [2]\nprint(a - b)\n", "a, b = [1, 2], [2]\nprint([x for x in a if x not in b])\n"),
    ("a, b = {1: 2}, {3: 4}\nprint(a + b)\n", "a, b = {1: 2}, {3: 4}\nprint(a | b)\n"),
    ("x = 'a'\nprint('b', + x)\n", "x = 'a'\nprint('b', x)\n"),
    ("n = 121\nif '2' in n:\n    print(1)\n", "n = 121\nif '2' in str(n):\n    print(1)\n"),
    ("n = 121\nif 3 in n:\n    print(1)\n", "n = 121\nif 3 in range(n):\n    print(1)\n"),
    ("print(round('2.6'))\n", "print(round(float('2.6')))\n"),
    ("n = '3'\nfor i in range(n):\n    print(i)\n", "n = '3'\nfor i in range(int(n)):\n    print(i)\n"),
    ("n = 345\nprint(len(n))\n", "n = 345\nprint(len(str(n)))\n"),
    ("xs = int('1 2'.split())\n", "xs = list(map(int, '1 2'.split()))\n"),
    ("x = '2.5'\nprint(f'{x:.2f}')\n", "x = '2.5'\nprint(f'{float(x):.2f}')\n"),
    ("x = 2.5\nprint(f'{x:d}')\n", "x = 2.5\nprint(f'{x:.0f}')\n"),
    ("print('%d apples' % 'two')\n", "print('%s apples' % 'two')\n"),
    (
        "class A:\n    def price(self):\n        return 2\nprint(A().price + 1)\n",
        "class A:\n    def price(self):\n        return 2\nprint(A().price() + 1)\n",
    ),
    ("s = 'cat'\ns[0] = 'b'\nprint(s)\n", "s = 'cat'\ns = s[:0] + 'b' + s[1:]\nprint(s)\n"),
    ("t = (1, 2)\nt[0] = 5\n", "t = [1, 2]\nt[0] = 5\n"),
    ("t = (1, 2)\nt.append(5)\n", "t = [1, 2]\nt.append(5)\n"),
    ("xs = range(3)\nxs[0] = 5\n", "xs = list(range(3))\nxs[0] = 5\n"),
    ("d = {'a': 1}\nprint(d.keys()[0])\n", "d = {'a': 1}\nprint(list(d.keys())[0])\n"),
    ("xs = map(int, ['1'])\nprint(xs[0])\n", "xs = list(map(int, ['1']))\nprint(xs[0])\n"),
    ("xs = map(int, ['1'])\nprint(len(xs))\n", "xs = map(int, ['1'])\nprint(len(list(xs)))\n"),
    ("s = {2, 1}\nprint(s[0])\n", "s = sorted({2, 1})\nprint(s[0])\n"),
    ("xs = [4, 5]\nfor x in xs:\n    print(xs[x])\n", "xs = [4, 5]\nfor x in xs:\n    print(x)\n"),
    (
        "names = ['a', 'b']\nfor name in names:\n    print(names[name])\n",
        "names = ['a', 'b']\nfor name in names:\n    print(name)\n",
    ),
    (
        "rows = [{'n': 1}]\nfor row in rows:\n    print(rows['n'])\n",
        "rows = [{'n': 1}]\nfor row in rows:\n    print(row['n'])\n",
    ),
    ("xs, i = [4, 5], '1'\nprint(xs[i])\n", "xs, i = [4, 5], '1'\nprint(xs[int(i)])\n"),
    ("rows = [[1, 2] [3, 4]]\n", "rows = [[1, 2], [3, 4]]\n"),
    ("rows = [\n    [1, 2]\n    [3, 4]\n]\n", "rows = [\n    [1, 2],\n    [3, 4]\n]\n"),
    (
        "d = {'a': {'n': 1}}\nfor k in d:\n    print(k['n'])\n",
        "d = {'a': {'n': 1}}\nfor k in d:\n    print(d[k]['n'])\n",
    ),
    (
        "xs = ['a']\nfor i, x in range(len(xs)):\n    print(i, x)\n",
        "xs = ['a']\nfor i, x in enumerate(xs):\n    print(i, x)\n",
    ),
    ("xs = [1]\nwhile True:\n    x = xs.pop()\n", "xs = [1]\nwhile xs:\n    x = xs.pop()\n"),
    ("xs = [[1], [1]]\nprint(len(set(xs)))\n", "xs = [[1], [1]]\nprint(len(set(map(tuple, xs))))\n"),
    ("seen, x = {}, [1]\nseen[x] = 1\n", "seen, x = {}, [1]\nseen[tuple(x)] = 1\n"),
    ("print(float('12,5'))\n", "print(float('12,5'.replace(',', '.')))\n"),
    ("print(int('1,000'))\n", "print(int('1,000'.replace(',', '')))\n"),
    ("print(float('$3.5'))\n", "print(float('$3.5'.strip('$')))\n"),
    ("xs = [1]\nxs += 2\n", "xs = [1]\nxs.append(2)\n"),
    ("print([x for x in 3])\n", "print([x for x in range(3)])\n"),
    ("for c in 345:\n    print(c + '!')\n", "for c in str(345):\n    print(c + '!')\n"),
    ("x = 4\nprint((x + 1)(x - 1))\n", "x = 4\nprint((x + 1) * (x - 1))\n"),
    (
        "sum = 0\nfor x in [1, 2]:\n    sum += x\nprint(sum([1]))\n",
        "sum_ = 0\nfor x in [1, 2]:\n    sum_ += x\nprint(sum([1]))\n",
    ),
    ("list = [1]\nprint(list(range(2)))\n", "list_ = [1]\nprint(list(range(2)))\n"),
    ("import random\nprint(random())\n", "import random\nprint(random.random())\n"),
    ("xs = []\nxs.append(1, 2)\n", "xs = []\nxs.append((1, 2))\n"),
    (
        "class A:\n    def _init_(self, n):\n        self.n = n\nA(1)\n",
        "class A:\n    def __init__(self, n):\n        self.n = n\nA(1)\n",
    ),
    (
        "class A:\n    def area(self):\n        return 1\nprint(A.area())\n",
        "class A:\n    def area(self):\n        return 1\nprint(A().area())\n",
    ),
    ("print(sorted([1], reversed=True))\n", "print(sorted([1], reverse=True))\n"),
    ("def f(name):\n    return name\nf(nme=1)\n", "def f(name):\n    return name\nf(name=1)\n"),
    ("for x in [1, 2]:\n    total += x\nprint(total)\n", "total = 0\nfor x in [1, 2]:\n    total += x\nprint(total)\n"),
    (
        "def f(xs):\n    for x in xs:\n        found.append(x)\n    return found\nf([1])\n",
        "def f(xs):\n    found = []\n    for x in xs:\n        found.append(x)\n    return found\nf([1])\n",
    ),
    (
        "def f(xs):\n    for x in xs:\n        count += 1\n    return count\nf([1])\n",
        "def f(xs):\n    count = 0\n    for x in xs:\n        count += 1\n    return count\nf([1])\n",
    ),
    ("for w in ['a']:\n    seen[w] = 1\n", "seen = {}\nfor w in ['a']:\n    seen[w] = 1\n"),
    ("s = 'ab'\ns.append('c')\n", "s = 'ab'\ns += 'c'\n"),
    ("n = 0\nn.append(2)\n", "n = []\nn.append(2)\n"),
    ("s = 'ab'\ns.reverse()\n", "s = 'ab'\ns = s[::-1]\n"),
    ("print(['a', 'b'].join('-'))\n", "print('-'.join(['a', 'b']))\n"),
    ("xs = ['a']\nprint(xs.upper())\n", "xs = ['a']\nprint([x.upper() for x in xs])\n"),
    ("n = 12\nprint(n.zfill(4))\n", "n = 12\nprint(str(n).zfill(4))\n"),
    ("xs = [1, 2]\nprint(xs.sum())\n", "xs = [1, 2]\nprint(sum(xs))\n"),
    ("x = 2.345\nprint(x.round(1))\n", "x = 2.345\nprint(round(x, 1))\n"),
    ("d = {'a': 1}\nif d.has_key('a'):\n    print(1)\n", "d = {'a': 1}\nif ('a' in d):\n    print(1)\n"),
    (
        "class A:\n    def __init__(self, n):\n        n = n\n    def dbl(self): return self.n * 2\nA(1).dbl()\n",
        "class A:\n    def __init__(self, n):\n        self.n = n\n    def dbl(self): return self.n * 2\nA(1).dbl()\n",
    ),
    ("import datetime\nprint(datetime.now().year)\n", "import datetime\nprint(datetime.datetime.now().year)\n"),
    (
        "from datetime import datetime\nprint(datetime.datetime.now().year)\n",
        "from datetime import datetime\nprint(datetime.now().year)\n",
    ),
    (
        "from datetime import datetime\nprint(datetime.timedelta(days=1))\n",
        "from datetime import datetime\nfrom datetime import timedelta\nprint(timedelta(days=1))\n",
    ),
    ("squares == [1, 4]\nprint(squares)\n", "squares = [1, 4]\nprint(squares)\n"),
    ("import random\nprint(choice([1]))\n", "import random\nprint(random.choice([1]))\n"),
    ("print(' A'.lower.strip())\n", "print(' A'.lower().strip())\n"),
    ("d = {'a', 1, 'b', 2}\nprint(d['a'])\n", "d = {'a': 1, 'b': 2}\nprint(d['a'])\n"),
    ("d = {'a', 1}\nprint(d.items())\n", "d = {'a': 1}\nprint(d.items())\n"),
    ("def f(x):\n    print(x * 2)\nprint(f(1) + 1)\n", "def f(x):\n    return x * 2\nprint(f(1) + 1)\n"),
    (
        "def f(xs):\n    found = []\n    for x in xs:\n        found.append(x)\nprint(len(f([1])))\n",
        "def f(xs):\n    found = []\n    for x in xs:\n        found.append(x)\n    return found\nprint(len(f([1])))\n",
    ),
    ("xs = ['b']\nfor x in xs.sort():\n    print(x)\n", "xs = ['b']\nfor x in sorted(xs):\n    print(x)\n"),
    ("xs = ['b']\nfor i, x in xs.items():\n    print(x)\n", "xs = ['b']\nfor i, x in enumerate(xs):\n    print(x)\n"),
    ("xs = [1]\nfor i in len(xs):\n    print(i)\n", "xs = [1]\nfor i in range(len(xs)):\n    print(i)\n"),
    ("t = 'a b'\nprint(len(t.split))\n", "t = 'a b'\nprint(len(t.split()))\n"),
    ("xs = [2, 1]\nxs = xs.sort\nprint(len(xs))\n", "xs = [2, 1]\nxs.sort()\nprint(len(xs))\n"),
    ("d = {}\nfor c in 'ab':\n    d[c] = d[c] + 1\n", "d = {}\nfor c in 'ab':\n    d[c] = d.get(c, 0) + 1\n"),
    ("dfe f(x):\n    return x\n", "def f(x):\n    return x\n"),
    ("xs = [x fro x in 'ab']\n", "xs = [x for x in 'ab']\n"),
    ("def f(x):\n    retrun x\n", "def f(x):\n    return x\n"),
    ("for x of [1]:\n    print(x)\n", "for x in [1]:\n    print(x)\n"),
    ("xs = [1]\nfor x xs:\n    print(x)\n", "xs = [1]\nfor x in xs:\n    print(x)\n"),
    ("print([x for x in [1] if x % 2 = 1])\n", "print([x for x in [1] if x % 2 == 1])\n"),
    ("print('a'.isdigit[])\n", "print('a'.isdigit())\n"),
    ("print(''.join[c for c in 'ab'])\n", "print(''.join(c for c in 'ab'))\n"),
    ("if 1:\n    x = 1\nelse::\n    x = 2\n", "if 1:\n    x = 1\nelse:\n    x = 2\n"),
    ("def f(x):\n    return x = x + 1\n", "def f(x):\n    return x + 1\n"),
    ("d = {'a' 1, 'b': 2}\n", "d = {'a': 1, 'b': 2}\n"),
    ("d = {\n    'a': 1,\n    'b' 2,\n}\n", "d = {\n    'a': 1,\n    'b': 2,\n}\n"),
    ("d = {'a'; 1}\n", "d = {'a': 1}\n"),
    ("for i in range 3):\n    print(i)\n", "for i in range(3):\n    print(i)\n"),
    ("for i in range3):\n    print(i)\n", "for i in range(3):\n    print(i)\n"),
    ("print'a')\n", "print('a')\n"),
    ("def f):\n    return 1\n", "def f():\n    return 1\n"),
    ("print({x = 1 for x in 'ab'})\n", "print({x: 1 for x in 'ab'})\n"),
    (
        "def f(x):\n    y = x\n    z = y * 2\nprint(f(1) + 1)\n",
        "def f(x):\n    y = x\n    z = y * 2\n    return z\nprint(f(1) + 1)\n",
    ),
    (
        "w, best = 'abc', ''\nif len(w) > best:\n    best = w\n",
        "w, best = 'abc', ''\nif len(w) > len(best):\n    best = w\n",
    ),
    (
        "d, best = {'a': 2}, 'a'\nfor k in d:\n    if d[k] < best:\n        best = k\n",
        "d, best = {'a': 2}, 'a'\nfor k in d:\n    if d[k] < d[best]:\n        best = k\n",
    ),
    (
        "t, d = 0, 1\nd = {'a': [2]}\nfor k in d:\n    for x in k:\n        t += x\n",
        "t, d = 0, 1\nd = {'a': [2]}\nfor k in d:\n    for x in d[k]:\n        t += x\n",
    ),
    (
        "xs = [1, 2]\nfor i in range(len(xs)):\n    print(xs[i + 1] - xs[i])\n",
        "xs = [1, 2]\nfor i in range(len(xs) - 1):\n    print(xs[i + 1] - xs[i])\n",
    ),
    ("if 1 => 0:\n    pass\n", "if 1 >= 0:\n    pass\n"),
    ("if 1 <> 0:\n    pass\n", "if 1 != 0:\n    pass\n"),
    ("d = {}\nfor c in 'ab':\n    d[c].append(1)\n", "d = {}\nfor c in 'ab':\n    d.setdefault(c, []).append(1)\n"),
    ("x = 1\nif x = 2\n    pass\n", "x = 1\nif x == 2:\n    pass\n"),
    ("print('It's fine')\n", 'print("It\'s fine")\n'),
    ('print("He said "hi" twice", 2)\n', "print('He said \"hi\" twice', 2)\n"),
    ("d = {'name': 1}\nprint(d['Name'])\n", "d = {'name': 1}\nprint(d['name'])\n"),
    ("d = {'name': 1}\nprint(d.name)\n", "d = {'name': 1}\nprint(d[\"name\"])\n"),
    ("d = dict(name=1)\nprint(d.name + 1)\n", 'd = dict(name=1)\nprint(d["name"] + 1)\n'),
    ("x = 3\nprint('half: ' + x / 2)\n", "x = 3\nprint('half: ' + str(x / 2))\n"),
    ("n = '7'\nprint(n + 3)\n", "n = '7'\nprint(int(n) + 3)\n"),
    ("n = 'x'\nprint(n + 3)\n", "n = 'x'\nprint(n + str(3))\n"),
    ("n = '5'\nprint(n * '2')\n", "n = '5'\nprint(n * 2)\n"),
    ("print('-' * (6 / 2))\n", "print('-' * (6 // 2))\n"),
    (
        "total = 0\nfor d in 123:\n    total += int(d)\n",
        "total = 0\nfor d in str(123):\n    total += int(d)\n",
    ),
    ("grid = [[1, 2], [3, 4]]\nprint(grid[0, 1])\n", "grid = [[1, 2], [3, 4]]\nprint(grid[0][1])\n"),
    (
        "import csv\nrows = csv.reader(['a,b'])\nprint(rows[0])\n",
        "import csv\nrows = list(csv.reader(['a,b']))\nprint(rows[0])\n",
    ),
    ("import random\nprint(random.choice({1, 2}))\n", "import random\nprint(random.choice(sorted({1, 2})))\n"),
    ("import random\nprint(random.sample({1, 2}, 1))\n", "import random\nprint(random.sample(sorted({1, 2}), 1))\n"),
    ("import json\nprint(json.load('[1]'))\n", "import json\nprint(json.loads('[1]'))\n"),
    (
        "import io, json\nprint(json.loads(io.StringIO('[1]')))\n",
        "import io, json\nprint(json.load(io.StringIO('[1]')))\n",
    ),
    ("import io\nio.StringIO().write(3)\n", "import io\nio.StringIO().write(str(3))\n"),
    ("import time\ntime.sleep('0.01')\n", "import time\ntime.sleep(0.01)\n"),
    ("import time\npause = '0'\ntime.sleep(pause)\n", "import time\npause = '0'\ntime.sleep(float(pause))\n"),
    (
        "from datetime import datetime\ndatetime.strptime('2024-01-31', '%Y/%m/%d')\n",
        "from datetime import datetime\ndatetime.strptime('2024-01-31', '%Y-%m-%d')\n",
    ),
    ("print(Math.sqrt(4))\n", "import math\nprint(math.sqrt(4))\n"),
    ("print(Math.max(1, 2))\n", "print(max(1, 2))\n"),
    ("import math\nprint(math.squareroot(4))\n", "import math\nprint(math.sqrt(4))\n"),
    ("xs = [1, 2]\nprint(xs.mean() * 2)\n", "xs = [1, 2]\nprint((sum(xs) / len(xs)) * 2)\n"),
    ("def hi():\n    print('hi')\nprint(hi() + 'x')\n", "def hi():\n    return 'hi'\nprint(hi() + 'x')\n"),
]


def failure_of(code: str) -> Failure:
    """What this interpreter says of the code."""
    try:
        exec(compile(code, "main.py", "exec"), {})
    except SyntaxError as error:
        frame = Frame(path="main.py", line=error.lineno or 1)
        return Failure(name=type(error).__name__, message=error.msg, frames=(frame,))
    except Exception as error:  # noqa: BLE001 - any failure is what is wanted here
        frames = [f for f in traceback.extract_tb(error.__traceback__) if f.filename == "main.py"]
        places = tuple(Frame(path="main.py", line=f.lineno or 1) for f in frames)
        return Failure(name=type(error).__name__, message=str(error), frames=places)
    raise AssertionError("the code does not fail")


@pytest.mark.parametrize(("code", "expected"), ROWS)
def test_proposals(code: str, expected: str) -> None:
    found = list(proposals(failure_of(code), code))
    assert expected in found[:4], found


@pytest.mark.parametrize(
    ("code", "first"),
    [
        ("names = ['Ada', idd]\n", "names = ['Ada', 'idd']\n"),  # id is a function of Python's, which nobody lists
        ("name = 'Bo'\nnames = ['Ada', nmae]\n", "name = 'Bo'\nnames = ['Ada', name]\n"),
    ],
)
def test_a_name_among_texts_is_one_of_the_codes_own_or_a_text(code: str, first: str) -> None:
    assert next(proposals(failure_of(code), code)) == first


@pytest.mark.parametrize(
    ("code", "message", "expected"),
    [
        ("print(xx)\n", "name 'xx' is not defined. Did you mean: 'zz'?", "print(zz)\n"),
        ("a.xx\n", "'A' object has no attribute 'xx'. Did you mean: 'yy'?", "a.yy\n"),
        ("print(xx)\n", "name 'xx' is not defined. Did you mean: 'self.xx'?", None),
    ],
)
def test_the_interpreters_own_suggestion(code: str, message: str, expected: str | None) -> None:
    name = "AttributeError" if "attribute" in message else "NameError"
    failure = Failure(name=name, message=message, frames=(Frame(path="main.py", line=1),))
    assert next(proposals(failure, code), None) == expected


def test_an_import_for_a_lone_method_goes_into_its_body() -> None:
    code = 'def area(self):\n    """The area."""\n    return math.pi\n'
    failure = Failure(name="NameError", message="name 'math' is not defined", frames=(Frame(path="x", line=3),))
    assert (
        next(proposals(failure, code)) == 'def area(self):\n    """The area."""\n    import math\n    return math.pi\n'
    )


@pytest.mark.parametrize(
    "code",
    [
        "xs = []\nsum(xs) / len(xs)\n",
        "max([])\n",
        "[].pop()\n",
        "{1}.remove(2)\n",
        "d = {}\nprint(d.name)\n",
        "print(None + 'x')\n",
    ],
)
def test_no_proposal_only_hides_a_failure(code: str) -> None:
    assert list(proposals(failure_of(code), code)) == []


@pytest.mark.parametrize(
    "code", ["1 / 0\n", "x.y.z\n", "{}[1]\n", "(\n", "this is no code at all, sorry\n", "int('x')\n"]
)
def test_unknown_failures_give_only_code_that_parses(code: str) -> None:
    for proposal in proposals(failure_of(code), code):
        compile(proposal, "main.py", "exec")


def test_no_rule_breaks_on_code_that_it_was_not_made_for() -> None:
    codes = [code for code, _ in ROWS] + [
        "x = {'a': 1}['a'] < y\n",
        "",
        "\n",
        "%time x\nx[0] = '{}'\n",
        "s = 'é'; t['{é}'] = s\r\n",
    ]
    told = {(failure.name, failure.message) for failure in (failure_of(code) for code, _ in ROWS)}
    for name, message in sorted(told):
        for code in codes:
            for line in range(1, code.count("\n") + 2):
                failure = Failure(name=name, message=message, frames=(Frame(path="main.py", line=line),))
                for _ in itertools.islice(proposals(failure, code), 6):
                    pass


def test_without_a_place_nothing_breaks() -> None:
    for name in ("SyntaxError", "NameError", "KeyError", "AttributeError", "ImportError"):
        assert list(proposals(Failure(name=name, message="?"), "x = 1\n")) == []
