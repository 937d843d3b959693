"""What one small computation is: its wording, its parameters and its code, free of any particular form of task."""

from __future__ import annotations

import attrs


@attrs.frozen
class Operation:
    """A computation on its parameters.

    ``action`` is an imperative ("count the vowels in {0}"), ``thing`` what comes out ("the number of vowels in {0}"),
    with ``{0}``, ``{1}`` for the parameters; ``body`` is the code of a function, ``$0``, ``$1`` its parameters.
    ``imports`` go above. ``kinds`` name the parameters' kinds (see KINDS); ``returns`` is a type annotation.
    ``counted``: the last parameter says how many, so that it can only be called n ("the first n numbers").
    ``measured``: the parameter is said with its unit behind it ("{0} kilometers").
    """

    name: str
    action: str
    thing: str
    kinds: tuple[str, ...]
    body: str
    returns: str = "int"
    imports: str = ""
    counted: bool = False
    measured: bool = False

    def code(self, names: list[str]) -> str:
        """The function's body with these parameter names."""
        text = self.body
        for place, name in enumerate(names):
            text = text.replace(f"${place}", name)
        return text
