"""Reads tracebacks that people paste: the interpreter's own, IPython's, chained ones, those of syntax errors."""

from __future__ import annotations

import re

from opencodeinterpreter.text.tracebacks import Failure, Frame

_ANSI = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")
_CHAIN = re.compile(
    r"^(?:During handling of the above exception, another exception occurred:"
    r"|The above exception was the direct cause of the following exception:)$",
    re.MULTILINE,
)
_CLASSIC = re.compile(r'^\s*File "(?P<path>[^"]+)", line (?P<line>\d+)(?:, in (?P<function>.+))?$')
_CELL = re.compile(
    r"^\s*(?P<path>(?:Cell )?(?:In|Input In)\s?\[\d*\]), (?:line (?P<line>\d+)|in <cell line: (?P<cell>\d+)>\(\))"
    r"(?:, in (?P<function>.+))?$"
)
_FILE = re.compile(r"^\s*File (?P<path>[^\s\"].*?):(?P<line>\d+)(?:, in (?P<function>.+))?$")
_OLD = re.compile(r"^(?P<path><ipython-input-[^>]+>|\S+\.py) in (?P<function>.+)$")
_ARROW = re.compile(r"^-+> (?P<line>\d+)(?: (?P<source>.*))?$")
_HEADLINE = re.compile(r"^(?P<name>[A-Za-z_][\w.]*)(?:: (?P<message>.*))?$", re.DOTALL)
_BARE = re.compile(r"^(?P<name>(?:[\w]+\.)*\w*(?:Error|Exception|Warning|Interrupt|Exit|StopIteration))(?:: .*)?$")
_NOISE = re.compile(r"^(?:Traceback \(most recent call last\):|-{5,}|\w+ +Traceback \(most recent call last\):?)$")


def parse(text: str) -> Failure | None:
    """The exception at the end of a pasted text, None when there is none. Of chained ones it is the last."""
    plain = _uncommented(_ANSI.sub("", text).replace("\r\n", "\n")).strip("\n")
    last = _CHAIN.split(plain)[-1].strip("\n")
    lines = last.splitlines()
    at = _headline_at(lines)
    if at is None:
        return None
    match = _HEADLINE.match("\n".join(lines[at:]).rstrip())
    if match is None:
        return None
    frames = _frames(lines[:at])
    return Failure(name=match["name"], message=match["message"] or "", frames=tuple(frames), text=plain)


def _uncommented(text: str) -> str:
    lines = text.splitlines()
    if not all(line.startswith("#") or not line.strip() for line in lines):
        return text
    return "\n".join(re.sub(r"^# ?", "", line) for line in lines)


def _headline_at(lines: list[str]) -> int | None:
    """The line of ``Name: message``: the first unindented one below the frames, else one that names an error."""
    below = max((n + 1 for n, line in enumerate(lines) if _is_frame(line)), default=None)
    if below is not None:
        for number in range(below, len(lines)):
            line = lines[number]
            if line and not line[0].isspace() and not _ARROW.match(line) and _HEADLINE.match(line):
                return number
        return None
    return next((n for n, line in enumerate(lines) if _BARE.match(line)), None)


def _is_frame(line: str) -> bool:
    return any(pattern.match(line) for pattern in (_CLASSIC, _CELL, _FILE, _OLD, _ARROW)) or bool(_NOISE.match(line))


def _frames(lines: list[str]) -> list[Frame]:
    found: list[Frame] = []
    for number, line in enumerate(lines):
        match = _CLASSIC.match(line) or _CELL.match(line) or _FILE.match(line) or _OLD.match(line)
        if match is None:
            continue
        groups = match.groupdict()
        arrow = _arrow(lines[number + 1 :])
        shown = groups.get("line") or (arrow["line"] if arrow else None) or groups.get("cell")
        if shown:
            source = arrow["source"] if arrow else _source(lines, number + 1)
            function = _function(groups.get("function"))
            found.append(Frame(path=match["path"], line=int(shown), function=function, source=(source or "").strip()))
    return found


def _arrow(lines: list[str]) -> re.Match[str] | None:
    """IPython's ``----> 3 code`` that belongs to the frame above these lines."""
    for line in lines:
        if match := _ARROW.match(line):
            return match
        if _CLASSIC.match(line) or _CELL.match(line) or _FILE.match(line) or _OLD.match(line):
            return None
    return None


def _source(lines: list[str], at: int) -> str:
    if at >= len(lines) or not lines[at].startswith("    "):
        return ""
    return lines[at]


def _function(shown: str | None) -> str:
    """``f(a, b)`` as IPython writes it is ``f``."""
    name = re.sub(r"\(.*\)$", "", (shown or "").strip())
    return name or "<module>"
