"""Takes the common indentation off a piece of a document and puts it back, without touching what did not change."""

from __future__ import annotations

import difflib

from opencodeinterpreter.text.lines import indent_of, is_blank, split_lines


def common_indent(code: str) -> str:
    """The indentation of the first line that isn't blank."""
    return next((indent_of(line) for line in split_lines(code) if not is_blank(line)), "")


def dedent(code: str, indent: str) -> str:
    """Each line without ``indent``; lines that lack it (text in a string) stay as they are."""
    return "".join(line.removeprefix(indent) for line in split_lines(code))


def reindent(code: str, indent: str, original: str) -> str:
    """``code`` with ``indent`` before each line; lines of ``original`` that are still there stay as they were."""
    if not indent:
        return code
    old, new = split_lines(original), split_lines(code)
    plain = [line.removeprefix(indent) for line in old]
    result: list[str] = []
    for tag, i1, i2, j1, j2 in difflib.SequenceMatcher(None, plain, new, autojunk=False).get_opcodes():
        if tag == "equal":
            result += old[i1:i2]
        else:
            result += [line if is_blank(line) else indent + line for line in new[j1:j2]]
    return "".join(result)
