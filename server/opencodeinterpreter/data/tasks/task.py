"""One task: what the person asks, the code that answers it, and how to see that an answer is right."""

from __future__ import annotations

import attrs


@attrs.frozen(kw_only=True)
class Task:
    """``kind`` names the composition (the unit of held-out splits).

    ``instruction``, ``context`` and ``stub`` are the values of the prompt ``generate``; ``context`` is also what
    runs before the answer. ``check`` is code that runs behind it and prints what the answer computes; with no
    check, what the answer prints itself is compared.
    """

    kind: str
    instruction: str
    answer: str
    context: str = ""
    stub: str = ""
    check: str = ""

    def program(self, answer: str | None = None) -> str:
        """The whole program in which an answer (this task's own by default) is judged."""
        parts = [self.context, self.answer if answer is None else answer, self.check]
        return "\n".join(part.strip("\n") for part in parts if part.strip()) + "\n"
