"""Wishes about loops: where they begin and end, what they pass over, and other forms of the same loop."""

from __future__ import annotations

import ast
import re
from random import Random

from opencodeinterpreter.data.wishes.reading import Reading, element_kind, read
from opencodeinterpreter.data.wishes.wish import Wished


def _range_loops(reading: Reading) -> list[tuple[ast.For, ast.Call]]:
    return [
        (loop, loop.iter)
        for loop in reading.every(ast.For)
        if isinstance(loop.target, ast.Name)
        and loop.target.id != "_"
        and isinstance(loop.iter, ast.Call)
        and reading.text(loop.iter.func) == "range"
    ]


def bounds(code: str, random: Random) -> Wished:
    """The last number included, or the loop started elsewhere, or in steps."""
    reading = read(code)
    loops = [(x, c) for x, c in (_range_loops(reading) if reading else []) if "len(" not in ast.unparse(c)]
    if reading is None or not loops:
        return None
    loop, call = random.choice(loops)
    name, inside = reading.text(loop.target), [reading.text(a) for a in call.args]
    start, stop = ("0", inside[0]) if len(inside) == 1 else (inside[0], inside[1])
    options: list[tuple[tuple[str, ...], str]] = []
    if not stop.endswith("+ 1") and len(inside) < 3:
        more = str(int(stop) + 1) if stop.isdigit() else f"{stop} + 1"
        said = (
            f"include {stop}",
            f"{stop} should be included",
            f"let the loop go up to and including {stop}",
            f"count up to {stop} inclusive",
            f"the loop should include {stop}",
        )
        options.append((said, f"range({', '.join([*inside[:-1], more])})"))
    elif len(inside) < 3:
        less = stop.removesuffix(" + 1")
        said = (
            f"don't include {less}",
            f"exclude {less}",
            f"stop before {less}",
            f"{less} should not be included",
            f"leave {less} out of the loop",
        )
        options.append((said, f"range({', '.join([*inside[:-1], less])})"))
    if len(inside) < 3:
        new = random.choice([str(n) for n in (0, 1, 1, 2, 3, 5, 10) if str(n) != start])
        said = (
            f"start at {new}",
            f"start from {new}",
            f"the loop should start at {new}",
            f"begin with {new} instead of {start}",
            f"let {name} start with {new}",
            f"count from {new}",
        )
        options.append((said, f"range({new}, {stop})"))
        step = random.choice((2, 3, 5, 10))
        said = (
            f"go in steps of {step}",
            f"use a step of {step}",
            f"count in steps of {step}",
            f"increase {name} by {step} each time",
            f"the loop should take steps of {step}",
        )
        options.append((said, f"range({start}, {stop}, {step})"))
    if not options:
        return None
    said, new = random.choice(options)
    return random.choice(said), reading.replaced((call, new))


def as_while(code: str, random: Random) -> Wished:
    """A while loop for a loop over numbers."""
    reading = read(code)
    loops = [(x, c) for x, c in (_range_loops(reading) if reading else []) if len(c.args) < 3 and not x.orelse]
    loops = [
        (x, c)
        for x, c in loops
        if not any(isinstance(n, (ast.Continue, ast.While)) for n in ast.walk(x)) and len(x.body) < 4
    ]
    if reading is None or not loops:
        return None
    loop, call = random.choice(loops)
    name, inside = reading.text(loop.target), [reading.text(a) for a in call.args]
    start, stop = ("0", inside[0]) if len(inside) == 1 else (inside[0], inside[1])
    sign, stop = ("<=", stop.removesuffix(" + 1")) if stop.endswith(" + 1") else ("<", stop)
    lead = reading.indent(loop.lineno)
    head = [f"{lead}{name} = {start}", f"{lead}while {name} {sign} {stop}:"]
    body = list(reading.lines[loop.lineno : loop.end_lineno])
    inner = reading.indent(loop.body[0].lineno)
    wording = random.choice(
        (
            "use a while loop",
            "use a while loop instead of for",
            "turn the for loop into a while loop",
            "write it with while",
            f"make the loop over {name} a while loop",
            "replace the for loop by a while loop",
            "it should use while instead of for",
        )
    )
    if len(reading.every(ast.For)) > 1 and name not in wording:
        wording = random.choice((f"make the loop over {name} a while loop", f"use while for the loop with {name}"))
    return wording, reading.with_lines(loop.lineno, loop.end_lineno or 0, [*head, *body, f"{inner}{name} += 1"])


def _gathered(reading: Reading) -> list[tuple[ast.Assign, ast.For, ast.expr, str]]:
    """Loops that do nothing but append or add: the start, the loop, what is gathered, and under what condition."""
    found: list[tuple[ast.Assign, ast.For, ast.expr, str]] = []
    for parent in [reading.tree, *reading.every(ast.FunctionDef)]:
        for start, loop in zip(parent.body, parent.body[1:], strict=False):
            if not (
                isinstance(start, ast.Assign) and isinstance(start.targets[0], ast.Name) and isinstance(loop, ast.For)
            ):
                continue
            test, body = "", loop.body
            if len(body) == 1 and isinstance(body[0], ast.If) and not body[0].orelse:
                test, body = f" if {reading.text(body[0].test)}", body[0].body
            value = _gathered_value(body[0], start.targets[0].id) if len(body) == 1 else None
            own = rf"\b{start.targets[0].id}\b"
            if value is not None and (re.search(own, test) or re.search(own, reading.text(value))):
                continue
            if value is not None and loop.end_lineno == body[0].end_lineno and not loop.orelse:
                found.append((start, loop, value, test))
    return found


def _gathered_value(statement: ast.stmt, name: str) -> ast.expr | None:
    if isinstance(statement, ast.AugAssign) and isinstance(statement.op, ast.Add):
        return statement.value if isinstance(statement.target, ast.Name) and statement.target.id == name else None
    call = statement.value if isinstance(statement, ast.Expr) else None
    if isinstance(call, ast.Call) and ast.unparse(call.func) == f"{name}.append" and len(call.args) == 1:
        return call.args[0]
    return None


def in_one_line(code: str, random: Random) -> Wished:
    """A comprehension or ``sum`` for a loop that gathers."""
    reading = read(code)
    if reading is None:
        return None
    for start, loop, value, test in _gathered(reading):
        name, first = reading.text(start.targets[0]), reading.text(start.value)
        head = f"for {reading.text(loop.target)} in {reading.text(loop.iter)}{test}"
        if first == "[]" and ".append" in reading.lines[(loop.end_lineno or 0) - 1]:
            new = f"{name} = [{reading.text(value)} {head}]"
            if not test and reading.text(value) == reading.text(loop.target):
                new = f"{name} = list({reading.text(loop.iter)})"
                said = ("use list() instead of the loop", "do it without a loop", "replace the loop by list()")
            else:
                said = (
                    "use a list comprehension",
                    "turn the loop into a list comprehension",
                    "write it as a list comprehension",
                    f"make {name} with a list comprehension",
                    "replace the loop by a comprehension",
                    "it should use a list comprehension instead of append",
                    "do this in one line",
                )
        elif first == "0" and "+=" in reading.lines[(loop.end_lineno or 0) - 1]:
            plain = reading.text(value) == reading.text(loop.target) and not test
            new = f"{name} = sum({reading.text(loop.iter)})" if plain else f"{name} = sum({reading.text(value)} {head})"
            said = (
                "use sum",
                "use sum() instead of the loop",
                "replace the loop by sum()",
                f"compute {name} with sum",
                "it should use the built-in sum",
                "do this in one line with sum",
            )
        else:
            continue
        return random.choice(said), reading.with_lines(
            start.lineno, loop.end_lineno or 0, [reading.indent(start.lineno) + new]
        )
    return None


def as_loop(code: str, random: Random) -> Wished:
    """A loop for a comprehension."""
    reading = read(code)
    if reading is None:
        return None
    statements = [
        s
        for s in [*reading.every(ast.Assign), *reading.every(ast.Return)]
        if isinstance(s.value, ast.ListComp) and len(s.value.generators) == 1 and s.lineno == s.end_lineno
    ]
    if not statements:
        return None
    statement = random.choice(statements)
    comp, lead = statement.value, reading.indent(statement.lineno)
    target = statement.targets[0] if isinstance(statement, ast.Assign) else None
    if not isinstance(comp, ast.ListComp) or not (target is None or isinstance(target, ast.Name)):
        return None
    part, returned = comp.generators[0], target is None
    if len(part.ifs) > 1:
        return None
    name = reading.text(target) if target else "result"
    if returned and re.search(r"\bresult\b", code):
        return None
    lines = [f"{name} = []", f"for {reading.text(part.target)} in {reading.text(part.iter)}:"]
    lines += [f"    if {reading.text(part.ifs[0])}:"] if part.ifs else []
    lines += [f"{'        ' if part.ifs else '    '}{name}.append({reading.text(comp.elt)})"]
    lines += ["return result"] if returned else []
    wording = random.choice(
        (
            "use a for loop instead of the comprehension",
            "write the list comprehension as a loop",
            "turn the list comprehension into a normal loop",
            "without a list comprehension",
            "use a loop with append",
            "replace the comprehension by a for loop",
        )
    )
    return wording, reading.with_lines(statement.lineno, statement.lineno, [lead + line for line in lines])


def with_enumerate(code: str, random: Random) -> Wished:
    """Items themselves instead of indices."""
    reading = read(code)
    loops = [
        (x, c)
        for x, c in (_range_loops(reading) if reading else [])
        if re.fullmatch(r"range\(len\(\w+\)\)", ast.unparse(c))
    ]
    if reading is None or not loops:
        return None
    loop, call = random.choice(loops)
    index, items = reading.text(loop.target), reading.text(call)[10:-2]
    places = [n for n in reading.every(ast.Subscript, loop) if reading.text(n) == f"{items}[{index}]"]
    item = next((n for n in ("item", "value", "element") if not re.search(rf"\b{n}\b", code)), None)
    if not places or item is None or any(not isinstance(n.ctx, ast.Load) for n in places):
        return None
    others = [n for n in reading.every(ast.Name, loop) if n.id == index]
    if len(others) == len(places) + 1:
        said = (
            f"loop over {items} directly",
            "loop over the items instead of the indices",
            "don't use range(len(...)), loop directly",
            f"use for {item} in {items}",
            "it should go through the list without an index",
            f"go through {items} directly instead of by index",
        )
        head = ((loop.target, item), (call, items))
    else:
        said = (
            "use enumerate",
            "use enumerate instead of range(len(...))",
            "use enumerate for the loop",
            f"loop over {items} with enumerate",
            "it should use enumerate",
            "replace range and len by enumerate",
        )
        head = ((loop.target, f"{index}, {item}"), (call, f"enumerate({items})"))
    new = reading.replaced(*head, *((n, item) for n in places))
    # Before Python 3.12 the tree does not tell where the parts of an f-string are.
    if re.search(rf"\b{items}\[{index}\]", "\n".join(new.splitlines()[loop.lineno - 1 : loop.end_lineno])):
        return None
    return random.choice(said), new


def skip_items(code: str, random: Random) -> Wished:
    """Empty, negative, short or certain items passed over; a loop left early."""
    reading = read(code)
    if reading is None:
        return None
    loops = [
        (x, reading.stored().get(x.iter.id))
        for x in reading.every(ast.For)
        if isinstance(x.iter, ast.Name) and isinstance(x.target, ast.Name)
    ]
    loops += [
        (loop, given)
        for f in reading.functions()
        for name, _, given in reading.parameters(f)
        for loop in reading.every(ast.For, f)
        if isinstance(loop.iter, ast.Name) and loop.iter.id == name and isinstance(loop.target, ast.Name)
    ]
    loops = [(x, v) for x, v in loops if element_kind(v) in ("int", "float", "str")]
    if not loops:
        return None
    loop, values = random.choice(loops)
    name, items = reading.text(loop.target), reading.text(loop.iter)
    constants = [n.value for n in getattr(values, "elts", ()) if isinstance(n, ast.Constant)]
    value = repr(random.choice(constants)) if constants else "0"
    options = [(f"{value}", f"{name} == {value}")]
    if element_kind(values) == "str":
        letter, length = random.choice("abcdeklmprst"), random.randint(2, 6)
        options += [
            ("empty strings", f"not {name}"),
            ("empty texts", f"not {name}"),
            (f"words shorter than {length} letters", f"len({name}) < {length}"),
            (f"everything longer than {length} letters", f"len({name}) > {length}"),
            (f"words starting with {letter}", f"{name}.startswith('{letter}')"),
        ]
    else:
        number = random.randint(2, 60)
        options += [
            ("negative numbers", f"{name} < 0"),
            ("zeros", f"{name} == 0"),
            (f"values below {number}", f"{name} < {number}"),
            (f"numbers above {number}", f"{name} > {number}"),
            (f"values of {number} or more", f"{name} >= {number}"),
        ]
    said, test = random.choice(options)
    lead = reading.indent(loop.body[0].lineno)
    word, wording = (
        "continue",
        random.choice(
            (
                f"skip {said}",
                f"ignore {said}",
                f"it should skip {said}",
                f"skip {said} in {items}",
                f"leave out {said}",
                f"don't use {said} of {items}",
            )
        ),
    )
    if said == value and random.random() < 0.4:
        word, wording = (
            "break",
            random.choice(
                (
                    f"stop at {value}",
                    f"leave the loop at {value}",
                    f"stop the loop when {name} is {value}",
                    f"break when it finds {value}",
                )
            ),
        )
    line = loop.body[0].lineno
    return wording, reading.with_lines(line, line - 1, [f"{lead}if {test}:", f"{lead}    {word}"])


def counted(code: str, random: Random) -> Wished:
    """A number or a sum from a function that gathered a list."""
    reading = read(code)
    if reading is None:
        return None
    for function in reading.functions():
        last = function.body[-1]
        for start, loop, value, _ in _gathered(reading):
            name = reading.text(start.targets[0])
            if start not in function.body or reading.text(start.value) != "[]" or not isinstance(last, ast.Return):
                continue
            uses = [n for n in reading.every(ast.Name, function) if n.id == name]
            if len(uses) != 3 or not isinstance(last.value, ast.Name) or last.value.id != name:
                continue
            step = loop.end_lineno or 0
            lead = reading.indent(step)
            wording = random.choice(
                (
                    "count them instead of making a list",
                    f"{function.name} should only count them",
                    "return how many there are instead of a list",
                    "count instead of collecting",
                    f"let {function.name} return the count, not the list",
                    "just count them",
                )
            )
            new, item = "1", reading.text(value)
            if isinstance(value, (ast.BinOp, ast.Subscript)) and random.random() < 0.5:
                new = item
                wording = random.choice(
                    (
                        f"add up {item} instead of making a list",
                        "sum them up instead of making a list",
                        f"{function.name} should return the sum",
                        "return the sum instead of a list",
                        "add them up instead of collecting them",
                    )
                )
            code = reading.with_lines(start.lineno, start.lineno, [f"{reading.indent(start.lineno)}{name} = 0"])
            changed = read(code)
            return (wording, changed.with_lines(step, step, [f"{lead}{name} += {new}"])) if changed else None
    return None
