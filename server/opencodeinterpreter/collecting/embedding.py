"""Sentence embeddings by sentence-transformers, which is loaded here alone, and their cache on disk."""

from __future__ import annotations

import hashlib
import secrets
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from opencodeinterpreter.collecting.extras import required
from opencodeinterpreter.errors import ModelError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# How many texts are embedded before they are written down: what a killed run loses at most.
_CHUNK_TEXTS = 1024


def embed(texts: Sequence[str], *, encoder: str, device: str = "", cache: Path | None = None) -> NDArray[np.float32]:
    """A vector of length 1 for each text. Texts that the ``cache`` knows are not embedded again.

    ``encoder`` is a name on the Hub or a local folder; a folder that is no sentence-transformers model has the mean of
    its last hidden states taken. Raises CollectingError without the extra ``collect``, ModelError when the encoder
    can't be loaded.
    """
    library = required("sentence_transformers", what="Embedding", extra="collect")
    import numpy as np

    identity = _identity(encoder)
    keys = [_key(identity, text) for text in texts]
    known = _read(cache) if cache else {}
    missing = [(key, text) for key, text in dict(zip(keys, texts, strict=True)).items() if key not in known]
    for chunk, vectors in _embedded(missing, library, encoder, device):
        known.update(zip(chunk, vectors, strict=True))
        if cache:
            _write(cache, chunk, vectors)
    return np.stack([known[key] for key in keys])


def _embedded(
    missing: Sequence[tuple[str, str]], library: Any, encoder: str, device: str
) -> Iterator[tuple[list[str], NDArray[np.float32]]]:
    """The missing vectors, a chunk at a time. The encoder is loaded only if there are any."""
    if not missing:
        return
    model = _load(library, encoder, device)
    for start in range(0, len(missing), _CHUNK_TEXTS):
        chunk = missing[start : start + _CHUNK_TEXTS]
        yield (
            [key for key, _ in chunk],
            model.encode(
                [text for _, text in chunk],
                normalize_embeddings=True,
                convert_to_numpy=True,
                show_progress_bar=sys.stderr.isatty(),
            ).astype("float32"),
        )


def _load(library: Any, encoder: str, device: str) -> Any:
    """The encoder. Its own code is never run, and its weights must be safetensors."""
    try:
        return library.SentenceTransformer(
            encoder, device=device or None, trust_remote_code=False, model_kwargs={"use_safetensors": True}
        )
    except (OSError, ValueError, RuntimeError, KeyError) as error:
        reason = str(error).strip().partition("\n")[0]
        raise ModelError(
            f"The encoder {encoder} can't be loaded: {reason}. "
            "Give a local folder or a name on the Hub that sentence-transformers knows, with safetensors weights."
        ) from error


def _identity(encoder: str) -> str:
    """What vectors depend on beside the text: a local encoder that was trained further is another one."""
    folder = Path(encoder)
    if not folder.is_dir():
        return encoder
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return "\n".join(f"{path.name} {path.stat().st_size} {path.stat().st_mtime_ns}" for path in files)


def _key(identity: str, text: str) -> str:
    return hashlib.sha256(f"{identity}\0{text}".encode()).hexdigest()


def _read(cache: Path) -> dict[str, NDArray[np.float32]]:
    import numpy as np

    known: dict[str, NDArray[np.float32]] = {}
    for file in sorted(cache.glob("*.npz")):
        with np.load(file, allow_pickle=False) as stored:
            known.update(zip(stored["keys"].tolist(), stored["vectors"], strict=True))
    return known


def _write(cache: Path, keys: Sequence[str], vectors: NDArray[np.float32]) -> None:
    """Add one file; a reader never sees half of it."""
    import numpy as np

    cache.mkdir(parents=True, exist_ok=True)
    name = secrets.token_hex(8)
    partial = cache / f"{name}.partial"
    with partial.open("wb") as file:
        np.savez(file, keys=np.array(keys), vectors=vectors)
    partial.replace(cache / f"{name}.npz")
