"""Images in markdown: inside the text where that is short enough, else as a link to a file.

VS Code cuts markdown after 100,000 characters and shows no ``file:`` image in a hover, but it opens a link to one.
"""

from __future__ import annotations

import base64
import binascii
import re
import struct
from pathlib import Path
from typing import Protocol

import attrs

from opencodeinterpreter.kernel.protocol import Output
from opencodeinterpreter.lsp.results.signs import TIMES

INLINE_LIMIT_CHARS = 60_000
_SUFFIXES = {"image/png": ".png", "image/jpeg": ".jpg", "image/gif": ".gif", "image/webp": ".webp"}
_FIGURE = re.compile(r"<Figure size (\d+)x(\d+)")
_SHOWS_TEXT_ONLY = ("neovim", "vim", "emacs", "eglot", "helix", "kakoune", "kak-lsp", "sublime", "nano")
_PNG_HEADER_BYTES = 24


def renders_images(client_name: str) -> bool:
    """Whether this editor draws images in a hover; editors in a terminal would print the encoded bytes."""
    return not any(name in client_name.lower() for name in _SHOWS_TEXT_ONLY)


@attrs.frozen
class Image:
    """An image as the kernel sent it: its MIME type, base64 text without line breaks, and a title for people."""

    mime: str
    encoded: str
    title: str


def find_image(output: Output) -> Image | None:
    """The image of an output that a hover can show; None when it has none."""
    mime = next((mime for mime in _SUFFIXES if mime in output.data), None)
    if mime is None:
        return None
    encoded = "".join(output.data[mime].split())
    return Image(mime, encoded, image_title(output, encoded if mime == "image/png" else ""))


def image_title(output: Output, encoded_png: str = "") -> str:
    """``figure 640 by 480`` (with the sign for it), from what matplotlib says or from the PNG's own header."""
    if figure := _FIGURE.match(output.text):
        return f"figure {figure[1]}{TIMES}{figure[2]}"
    size = _png_size(encoded_png)
    return f"image {size[0]}{TIMES}{size[1]}" if size else "image"


def _png_size(encoded: str) -> tuple[int, int] | None:
    try:
        header = base64.b64decode(encoded[:32], validate=True)
    except (binascii.Error, ValueError):
        return None
    if len(header) != _PNG_HEADER_BYTES or not header.startswith(b"\x89PNG"):
        return None
    width, height = struct.unpack(">II", header[16:])
    return int(width), int(height)


class ImageFiles(Protocol):
    """Where images go that are too long for a hover."""

    def save(self, image: Image) -> str | None:
        """A ``file:`` URI of the image, None when it can't be written."""
        ...


class TemporaryImages:
    """Image files in a folder of the user's own (0700), made on first use and deleted by ``close``."""

    def __init__(self) -> None:
        self._folder: Path | None = None

    def save(self, image: Image) -> str | None:
        """Write the image once; the same image gets the same address."""
        import hashlib
        import tempfile

        try:
            content = base64.b64decode(image.encoded, validate=True)
            if self._folder is None:
                self._folder = Path(tempfile.mkdtemp(prefix="opencodeinterpreter-figures-"))
            path = self._folder / (hashlib.sha256(content).hexdigest()[:16] + _SUFFIXES[image.mime])
            if not path.exists():
                path.write_bytes(content)
        except (OSError, ValueError):
            return None
        return path.as_uri()

    def close(self) -> None:
        """Delete the files."""
        if self._folder is not None:
            import shutil

            shutil.rmtree(self._folder, ignore_errors=True)
            self._folder = None


def image_markdown(image: Image, *, files: ImageFiles, room_chars: int) -> str:
    """The image itself if it fits into ``room_chars``, else a link to it, else its title."""
    inline = f"![{image.title}](data:{image.mime};base64,{image.encoded})"
    if len(inline) <= room_chars:
        return inline
    address = files.save(image)
    return f"[{image.title}]({address})" if address else f"_{image.title}_"
