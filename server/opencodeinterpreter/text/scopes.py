"""Where a candidate goes in a document, and what has to run around it."""

from __future__ import annotations

import attrs


@attrs.frozen(kw_only=True)
class Scope:
    """A region of a document that a model may write, with its surroundings.

    ``code`` is the region's text now ("" where code is to be inserted). A candidate for it is tried as
    ``head + candidate + tail`` after ``before`` ran; the cells below, ``after``, tell whether it broke them.
    ``start_line`` and ``end_line`` (0-based, end exclusive) are the region's place in the document.
    """

    code: str
    before: tuple[str, ...] = ()
    head: str = ""
    tail: str = ""
    after: tuple[str, ...] = ()
    start_line: int = 0
    end_line: int = 0

    def assemble(self, candidate: str) -> str:
        """What is run to try the candidate."""
        return self.head + candidate + self.tail
