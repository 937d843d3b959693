"""Fixes that the error itself suggests: a misspelt name, a missing import, a missing colon. No model is asked.

Each is only a proposal: code that may be right, likeliest first. Whether it is, a trial has to show.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from opencodeinterpreter.text.instant.attributes import attribute_proposals
from opencodeinterpreter.text.instant.calls import CALL_RULES
from opencodeinterpreter.text.instant.classes import CLASS_RULES
from opencodeinterpreter.text.instant.containers import CONTAINER_RULES
from opencodeinterpreter.text.instant.imports import import_proposals
from opencodeinterpreter.text.instant.libraries import LIBRARY_RULES
from opencodeinterpreter.text.instant.names import name_proposals
from opencodeinterpreter.text.instant.operands import OPERAND_RULES
from opencodeinterpreter.text.instant.rules import applied
from opencodeinterpreter.text.instant.syntax_errors import syntax_proposals
from opencodeinterpreter.text.instant.words import close, replace_word
from opencodeinterpreter.text.lines import split_lines
from opencodeinterpreter.text.syntax import parse_python
from opencodeinterpreter.text.tracebacks import Failure

_SYNTAX_ERRORS = {"SyntaxError", "IndentationError", "TabError"}
_RULES = (*OPERAND_RULES, *CALL_RULES, *CONTAINER_RULES, *CLASS_RULES, *LIBRARY_RULES)


def proposals(failure: Failure, code: str) -> Iterator[str]:
    """Changed versions of ``code``; the failure's frames count its lines from 1 (see ``tracebacks.relative``)."""
    line = failure.frames[-1].line - 1 if failure.frames else None
    if failure.name in _SYNTAX_ERRORS:
        found = syntax_proposals(failure.message, code, line)
    elif failure.name in ("NameError", "UnboundLocalError"):
        found = name_proposals(failure.message, code, line)
    elif failure.name in ("ImportError", "ModuleNotFoundError"):
        found = import_proposals(failure.message, code)
    else:
        attributes = attribute_proposals(failure.message, code, line) if failure.name == "AttributeError" else ()
        found = itertools.chain(attributes, _keys(failure, code, line), _by_rules(failure, code, line))
    yield from dict.fromkeys(changed for changed in found if changed != code)


def _by_rules(failure: Failure, code: str, line: int | None) -> Iterator[str]:
    """What still parses of that which the rules for messages suggest."""
    if line is None or line >= len(split_lines(code)):
        return
    told = f"{failure.name}: {failure.message}"
    yield from (changed for changed in applied(_RULES, told, code, line) if parse_python(changed) is not None)


def _keys(failure: Failure, code: str, line: int | None) -> Iterator[str]:
    """A misspelt key, where the right one stands in the code as well."""
    match = re.fullmatch(r"'(\w+)'", failure.message.strip())
    if failure.name != "KeyError" or match is None or line is None:
        return
    known = {word for _, word in re.findall(r"(['\"])(\w+)\1", code)} - {match[1]}
    alike = sorted(word for word in known if word.lower() == match[1].lower())
    for better in alike or close(match[1], known):
        yield replace_word(code, match[1], better, line)
