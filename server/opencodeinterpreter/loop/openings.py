"""How further answers to one prompt may begin: at each line that a traceback makes likely, and then in any way."""

from __future__ import annotations

import re

from opencodeinterpreter.model.protocol import ModelInfo

_FRAME = re.compile(r"^  File \"[^\"]*\", line (\d+)", re.MULTILINE)
ANY = ""
# An edit of a line or two; a reply that goes on and on would take the others' time.
LED_TOKENS = 96


def openings(info: ModelInfo, given: str | None, prompt: str) -> list[str]:
    """The openings that a model's card asks for, in order; one that says ``ANY`` leaves the whole reply to chance.

    A small model often changes the wrong line, and once it is led to the right one it knows what belongs there.
    """
    lines = likely_lines(given, prompt)[: info.lines] if given is not None and info.answer_form == "line-edits" else []
    return [*lines, *[ANY] * (info.samples - 1)]


def likely_lines(code: str, prompt: str) -> list[str]:
    """The beginnings of line edits that may mend a failure, likeliest first; none where the prompt tells of none.

    Lines of the traceback come first, then new lines above the last of them and on top, then the lines around it. The
    bar behind the number is left to the model, for tokenizers join it with the indent.
    """
    lines = code.splitlines()
    named = [int(number) for number in reversed(_FRAME.findall(prompt)) if 0 < int(number) <= len(lines)]
    if not named:
        return []
    near = sorted(range(1, len(lines) + 1), key=lambda line: (abs(line - named[0]), line > named[0]))
    replaced = [str(line) for line in dict.fromkeys([*named, *near]) if lines[line - 1].strip()]
    return list(dict.fromkeys([*replaced[:2], f"+{named[0]}", "+1", *replaced[2:]]))
