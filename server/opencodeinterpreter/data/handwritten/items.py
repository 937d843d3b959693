"""The kinds of items in the suite. Knows nothing of models; ``edits`` have the form of ``text.line_edits``."""

from __future__ import annotations

import attrs


@attrs.frozen(kw_only=True)
class Instruction:
    """An instruction, perhaps below ``context``; ``check`` runs behind the answer, and all must print ``expected``.

    ``answer`` is one that does.
    """

    text: str
    answer: str
    expected: str
    context: str = ""
    stub: str = ""
    check: str = ""


@attrs.frozen(kw_only=True)
class BrokenProgram:
    """A program that raises, the ``edits`` that mend it, and what it prints then."""

    code: str
    edits: str
    expected: str


@attrs.frozen(kw_only=True)
class WishedChange:
    """Working code, a person's wish about it, ``edits`` that fulfil it, and code that then prints ``expected``."""

    code: str
    wish: str
    edits: str
    expected: str
    check: str = ""


def lines(*values: object) -> str:
    """What printing each value prints."""
    return "".join(f"{value}\n" for value in values)
