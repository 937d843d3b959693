"""How further answers to one prompt may begin: as the first but for one token, at likely lines, or in any way."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

from opencodeinterpreter.model.protocol import ModelInfo, TokenChoice

_FRAME = re.compile(r"^  File \"[^\"]*\", line (\d+)", re.MULTILINE)
_NAME = re.compile(r"\b[A-Za-z_]\w*")
ANY = ""
# An edit of a line or two; a reply that goes on and on would take the others' time.
LED_TOKENS = 96
# The token that was chosen and the two next to it.
TOP_LOGPROBS = 3


def openings(info: ModelInfo, given: str | None, prompt: str, choices: Sequence[TokenChoice]) -> list[str]:
    """The openings that a model's card asks for, in order; one that says ``ANY`` leaves the whole reply to chance.

    ``choices`` are the tokens of the first answer: where it nearly said something else, that is often right. A small
    model often changes the wrong line, too, and once it is led to the right one it knows what belongs there.
    """
    lines = likely_lines(given, prompt)[: info.lines] if given is not None and info.answer_form == "line-edits" else []
    return [*dict.fromkeys([*branches(choices)[: info.branches], *lines]), *[ANY] * (info.samples - 1)]


def branches(choices: Sequence[TokenChoice], *, within: float = math.inf) -> list[str]:
    """Beginnings that leave a reply at a token for a likely other one, the closest calls first.

    None that is more than ``within`` (natural logarithms) less likely there than what was said.
    """
    found: list[tuple[float, str]] = []
    text = ""
    for choice in choices:
        others = [(logprob, text + other) for other, logprob in choice.likely if other not in ("", choice.text)]
        found += [(choice.logprob - logprob, begun) for logprob, begun in others if begun.strip()]
        text += choice.text
    return list(dict.fromkeys(begun for behind, begun in sorted(found) if behind <= within))


def likely_lines(code: str, prompt: str) -> list[str]:
    """The beginnings of line edits that may mend a failure, likeliest first; none where the prompt tells of none.

    Lines of the traceback come first, then those which set what the last of them uses, new lines above it and on top,
    then the lines around it. The bar behind the number is left to the model, for tokenizers join it with the indent.
    """
    lines = code.splitlines()
    named = [int(number) for number in reversed(_FRAME.findall(prompt)) if 0 < int(number) <= len(lines)]
    if not named:
        return []
    near = sorted(range(1, len(lines) + 1), key=lambda line: (abs(line - named[0]), line > named[0]))
    setting = [line for line in near if _sets_name_of(lines[named[0] - 1]).search(lines[line - 1])]
    replaced = [str(line) for line in dict.fromkeys([*named, *setting, *near]) if lines[line - 1].strip()]
    return list(dict.fromkeys([*replaced[:2], f"+{named[0]}", "+1", *replaced[2:]]))


def _sets_name_of(line: str) -> re.Pattern[str]:
    """What a line contains that gives a value to any name in this one."""
    names = "|".join(set(_NAME.findall(line)))
    return re.compile(rf"\b(?:{names})\b(?:, *\w+)* *(?:[-+*/%]|//)?=(?!=)|\bfor\b.*\b(?:{names})\b.* in ")
