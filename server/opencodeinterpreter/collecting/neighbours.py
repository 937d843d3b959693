"""The nearest neighbours of vectors: exactly, or from an approximate index (HNSW, by usearch) when there are many."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from opencodeinterpreter.collecting.extras import required

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Neighbours = Callable[[int], Sequence[tuple[int, float]]]
"""The neighbours of the vector at a place, without itself: their places and cosine similarities, the nearest first."""

# Rows of the similarity matrix that are held at a time.
_BLOCK_ROWS = 512
# Recall is above 99.9 % with these, on 3,000 random vectors of 64 dimensions.
_CONNECTIVITY = 32
_EXPANSION = 128


def nearest(vectors: NDArray[np.float32], count: int, *, exact: bool) -> Neighbours:
    """Look up at most ``count`` neighbours of each of the ``vectors``, which have length 1."""
    count = min(count, len(vectors) - 1)
    found = _exact(vectors, count + 1) if exact else _approximate(vectors, count + 1)
    return lambda place: [pair for pair in found[place] if pair[0] != place][:count]


def _exact(vectors: NDArray[np.float32], count: int) -> list[list[tuple[int, float]]]:
    import numpy as np

    found: list[list[tuple[int, float]]] = []
    for start in range(0, len(vectors), _BLOCK_ROWS):
        similarities: NDArray[np.float32] = np.inner(vectors[start : start + _BLOCK_ROWS], vectors)
        for row in similarities:
            best = np.argsort(-row, kind="stable")[:count]
            found.append([(int(place), min(float(row[place]), 1.0)) for place in best])
    return found


def _approximate(vectors: NDArray[np.float32], count: int) -> list[list[tuple[int, float]]]:
    """One thread builds and searches, so that the same vectors always give the same neighbours."""
    import numpy as np

    library: Any = required("usearch.index", what="An approximate index", extra="collect")
    index = library.Index(
        ndim=vectors.shape[1],
        metric="cos",
        dtype="f32",
        connectivity=_CONNECTIVITY,
        expansion_add=_EXPANSION,
        expansion_search=max(_EXPANSION, count),
    )
    index.add(np.arange(len(vectors)), vectors, threads=1)
    matches = index.search(vectors, count, threads=1)
    return [
        [(int(key), _similarity(distance)) for key, distance in zip(keys[:some], distances[:some], strict=True)]
        for keys, distances, some in zip(matches.keys, matches.distances, matches.counts, strict=True)
    ]


def _similarity(distance: float) -> float:
    """Rounding may take a vector a little nearer to itself than it can be."""
    return min(1.0 - float(distance), 1.0)
