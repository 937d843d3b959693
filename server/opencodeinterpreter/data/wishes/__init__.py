"""A person's wishes about working code, each with the code changed as wished."""

from __future__ import annotations

from opencodeinterpreter.data.wishes.functions import (
    call_it,
    default_value,
    docstring,
    guard_empty,
    guard_negative,
    ignore_case,
    ignore_spaces,
    new_parameter,
    printed,
    returned,
    rounded,
    strip_first,
)
from opencodeinterpreter.data.wishes.statements import (
    as_f_string,
    by_length,
    descending,
    only_some,
    other_number,
    other_text,
    printed_too,
    rename,
    skip_some,
    store_result,
    without_line,
)
from opencodeinterpreter.data.wishes.wish import Wish

WISHES: tuple[Wish, ...] = (
    rename,
    guard_empty,
    guard_empty,
    guard_negative,
    descending,
    descending,
    by_length,
    ignore_case,
    strip_first,
    ignore_spaces,
    printed,
    returned,
    other_number,
    other_text,
    rounded,
    default_value,
    new_parameter,
    printed_too,
    without_line,
    skip_some,
    only_some,
    as_f_string,
    docstring,
    call_it,
    store_result,
)

__all__ = ["WISHES", "Wish"]
