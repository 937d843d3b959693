"""Outputs and failures as text: one line for hints and messages, markdown for hovers. Pure; knows no document."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import attrs

from opencodeinterpreter.kernel.protocol import Execution, Isolation, Output
from opencodeinterpreter.lsp.results.images import ImageFiles, find_image, image_markdown, image_title
from opencodeinterpreter.lsp.results.signs import TIMES

if TYPE_CHECKING:
    from opencodeinterpreter.lsp.results.tables import Table

SHORT_LIMIT_CHARS = 72
LONG_LIMIT_CHARS = 12_000
LONG_LIMIT_LINES = 120
_KEPT_TAIL_SHARE = 3
_STREAMS = {"stdout", "stderr"}
_PLOT_LEFTOVER = re.compile(r"^\[?<matplotlib\.|^Text\(|^\(?array\(.*<BarContainer|^<Axes", re.DOTALL)
_ISOLATIONS: dict[Isolation, str] = {
    "fork": "tried in a sandboxed copy of the kernel",
    "fresh": "tried in a sandbox",
    "live": "ran in the live kernel",
    "none": "not run yet",
}
_GRADES = {
    "unverified": "not verified",
    "failed": "it did not run to its end",
    "ran": "ran without an error; nothing more is known",
    "output": "printed or returned something",
    "asserts": "its own asserts or doctests pass",
    "downstream": "the cells below still run",
}


@attrs.frozen(kw_only=True)
class Circumstances:
    """How the results came about: what a hover says below them."""

    trial: bool = False
    isolation: Isolation = "live"
    grade: str | None = None
    duration_s: float | None = None
    truncated: bool = False
    stale: bool = False


def join_streams(outputs: Iterable[Output]) -> list[Output]:
    """The outputs with neighbouring pieces of one stream made one; a carriage return overwrites its line."""
    groups: list[list[Output]] = []
    for output in outputs:
        if groups and output.kind in _STREAMS and groups[-1][0].kind == output.kind:
            groups[-1].append(output)
        else:
            groups.append([output])
    return [_joined(group) for group in groups]


def _joined(group: list[Output]) -> Output:
    if group[0].kind not in _STREAMS:
        return group[0]
    text = _overwrite("".join(output.text for output in group))
    return attrs.evolve(group[-1], data={"text/plain": text})


def _overwrite(text: str) -> str:
    """What a terminal shows of progress bars that return to the start of their line."""
    text = text.replace("\r\n", "\n")
    if "\r" not in text:
        return text
    return "\n".join(line.rstrip("\r").rpartition("\r")[2] for line in text.split("\n"))


def short(outputs: Sequence[Output], *, limit_chars: int = SHORT_LIMIT_CHARS) -> str:
    """One line that stands for all outputs of one place, "" when there is nothing to show."""
    joined = join_streams(outputs)
    rich = [text for output in joined if (text := _short_rich(output))]
    drawn = any(find_image(output) for output in joined)
    plain = [text for output in joined if not _short_rich(output) and (text := _short_plain(output, drawn=drawn))]
    return clip(" · ".join(rich + plain), limit_chars)


def _short_rich(output: Output) -> str:
    if image := find_image(output):
        return image.title
    if "image/svg+xml" in output.data:
        return image_title(output)
    if table := _table(output):
        rows, columns = table.shape
        name = "DataFrame" if "dataframe" in output.data["text/html"] else "table"
        return f"{name} {rows}{TIMES}{columns}"
    return ""


def _table(output: Output) -> Table | None:
    """The table that the output holds. The HTML parser is imported with the first one."""
    html = output.data.get("text/html")
    if not html:
        return None
    from opencodeinterpreter.lsp.results.tables import read_table

    return read_table(html)


def _short_plain(output: Output, *, drawn: bool) -> str:
    text = plain_text(output).strip("\n")
    if not text.strip() or (drawn and output.kind == "value" and _PLOT_LEFTOVER.match(text)):
        return ""
    first, *more = text.splitlines()
    sign = {"value": "→ ", "stderr": "⚠ "}.get(output.kind, "")
    return sign + first.strip() + (" …" if any(line.strip() for line in more) else "")


def clip(text: str, limit_chars: int) -> str:
    """The text, or its beginning with " …" behind it."""
    return text if len(text) <= limit_chars else text[: limit_chars - 2].rstrip() + " …"


def plain_text(output: Output) -> str:
    """What is readable of an output: its plain text, unless that only names the type of what was displayed."""
    if output.text and not re.fullmatch(r"<IPython\.core\.display\.\w+ object>", output.text.strip()):
        return output.text
    for mime in ("text/markdown", "text/latex", "application/json", "text/html"):
        if mime in output.data:
            return output.data[mime]
    return output.text


def long(outputs: Sequence[Output], *, files: ImageFiles, image_room_chars: int) -> str:
    """All outputs of one place as markdown, in order. Only our own markup comes out: what ran can place no links."""
    joined = join_streams(outputs)
    drawn = any(find_image(output) for output in joined)
    sections: list[str] = []
    for output in joined:
        room = image_room_chars - sum(map(len, sections))
        section = _section(output, files=files, room_chars=room, drawn=drawn)
        sections += [section] if section else []
    return "\n\n".join(sections)


def _section(output: Output, *, files: ImageFiles, room_chars: int, drawn: bool) -> str:
    if image := find_image(output):
        return image_markdown(image, files=files, room_chars=room_chars)
    if table := _table(output):
        from opencodeinterpreter.lsp.results.tables import table_markdown

        return table_markdown(table)
    text = plain_text(output).strip("\n")
    if not text.strip() or (drawn and output.kind == "value" and _PLOT_LEFTOVER.match(text)):
        return ""
    label = "stderr:\n\n" if output.kind == "stderr" else ""
    return label + fence(shorten(text), "python" if output.kind == "value" else "text")


def fence(text: str, language: str) -> str:
    """The text as a code block that no run of backticks inside it can end."""
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    ticks = "`" * max(3, longest + 1)
    return f"{ticks}{language}\n{text}\n{ticks}"


def shorten(text: str) -> str:
    """Beginning and end of a long text, with a line that says how much is missing between them."""
    lines = text.splitlines()
    if len(lines) > LONG_LIMIT_LINES:
        tail = LONG_LIMIT_LINES // _KEPT_TAIL_SHARE
        head = LONG_LIMIT_LINES - tail
        gap = f"… {len(lines) - LONG_LIMIT_LINES} lines left out …"
        text = "\n".join([*lines[:head], gap, *lines[-tail:]])
    if len(text) > LONG_LIMIT_CHARS:
        tail = LONG_LIMIT_CHARS // _KEPT_TAIL_SHARE
        head = LONG_LIMIT_CHARS - tail
        text = f"{text[:head]}\n… {len(text) - LONG_LIMIT_CHARS} characters left out …\n{text[-tail:]}"
    return text


def failure_markdown(name: str, traceback: str) -> str:
    """A failure for a hover: the exception's name, then the traceback."""
    return f"**{name}**\n\n{fence(shorten(traceback.strip()), 'pytb')}"


def ending(execution: Execution) -> tuple[str, str]:
    """Code and message for a run that did not end well: ``("NameError", "NameError: name 'x' is not defined")``."""
    headline = execution.error.headline if execution.error else ""
    if execution.status == "error" and execution.error:
        return execution.error.name, headline
    said = {
        "timeout": f"Stopped after {seconds(execution.duration_s)}: the time limit (setting timeout) was reached",
        "interrupted": "Interrupted",
        "died": "The kernel died; its variables are lost. The next run starts a new one",
        "refused": "Not run",
    }.get(execution.status, "Failed")
    return execution.status, f"{said} ({headline})" if headline else said


def footnote(about: Circumstances) -> str:
    """The line below a hover's results: where they were tried, what that is worth, how long it took."""
    facts = [_ISOLATIONS[about.isolation]] if about.trial else []
    if about.grade:
        facts.append(f"grade: {about.grade} ({_GRADES[about.grade]})" if about.grade in _GRADES else about.grade)
    if about.duration_s is not None:
        facts.append(seconds(about.duration_s))
    if about.truncated:
        facts.append("the output was cut")
    return f"_{' · '.join(facts)}_" if facts else ""


def seconds(duration_s: float) -> str:
    """A duration as people read it: ``12 ms``, ``1.4 s``, ``3 min 5 s``."""
    if duration_s < 0.9995:
        return f"{duration_s * 1000:.0f} ms"
    if duration_s < 60:
        return f"{duration_s:.1f} s"
    minutes, rest = divmod(round(duration_s), 60)
    return f"{minutes} min {rest} s"


def marks(about: Circumstances) -> str:
    """What is put before a short form: that it is out of date, or that only a trial showed it."""
    words = ["stale"] if about.stale else []
    words += ["tried in a sandbox"] if about.trial and about.isolation != "live" else []
    return f"[{', '.join(words)}] " if words else ""


def state(execution: Execution, about: Circumstances) -> str:
    """How a run went, for the end of its first line: ``✓ 12 ms``."""
    facts = ["stale" if about.stale else seconds(execution.duration_s)]
    facts += ["tried in a sandbox"] if about.trial and about.isolation != "live" else []
    return ("✓ " if execution.ok else "✗ ") + " · ".join(facts)


def framed(body: str, about: Circumstances) -> str:
    """A hover's text between the notice that it is out of date and the footnote."""
    notice = "_Stale: the code was changed after it ran._" if about.stale else ""
    return "\n\n".join(filter(None, [notice, body, footnote(about)]))
