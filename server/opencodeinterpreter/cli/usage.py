"""Arguments that make no sense end a command with status 2, as argparse does it."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import NoReturn


def refuse(text: str) -> NoReturn:
    """Say what is wrong and leave."""
    sys.stderr.write(f"opencodeinterpreter: error: {text}\n")
    raise SystemExit(2)


def python_text(path: Path) -> str:
    """The text of a Python file, line ends as they are; leaves saying why it can't be used."""
    if not path.exists():
        refuse(f"there is no file {path}")
    if not path.is_file():
        refuse(f"{path} is not a file; name a Python file")
    if path.suffix not in (".py", ".pyw", ""):
        refuse(f"{path} is not a Python file")
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        refuse(f"{path} can't be read as Python text: {error}")
    if "\0" in text:
        refuse(f"{path} is not a Python file: it holds null bytes")
    return text
