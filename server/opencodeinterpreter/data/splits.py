"""Which kinds are held out.

A kind is a composition (an operation in a form, a source with an output). Held-out means a kind that training has
never seen, not new numbers in a known one.
"""

from __future__ import annotations

import hashlib

_HELD_OUT_SHARE = 0.06
# Tasks that exist in one form only: what is held out of them could not be composed from anything that was learned.
_NO_COMPOSITIONS = "scripts/"


def held_out(kind: str) -> bool:
    """Whether all examples of this kind are kept for evaluation."""
    if kind.startswith(_NO_COMPOSITIONS):
        return False
    digest = hashlib.sha256(kind.encode()).digest()
    return int.from_bytes(digest[:4], "big") / 2**32 < _HELD_OUT_SHARE
