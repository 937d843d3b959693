"""The methods of ``collect`` by name: what each is, its options, and how to make it from them."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import attrs

if TYPE_CHECKING:
    from opencodeinterpreter.collecting.method import Method
    from opencodeinterpreter.data.rows import Row
    from opencodeinterpreter.settings import Settings


@attrs.frozen(kw_only=True)
class MethodCommand:
    """A subcommand of ``collect``. The functions import what they need, so that the overview stays quick.

    ``make`` gets the options and the settings. ``input_help`` says what the method's files hold. Without a file the
    rows come from ``default_rows`` (the options and the seed are in the namespace), or from the file that
    ``default_file`` names; with neither, a file has to be given. ``parse`` reads one decoded line (``from_object``
    unless given).
    """

    text: str
    add_arguments: Callable[[argparse.ArgumentParser], None]
    make: Callable[[argparse.Namespace, Settings], Method]
    input_help: str = "JSON lines of dialogues, or of queries and answers (.gz too)"
    default_rows: Callable[[argparse.Namespace], Iterable[Row]] | None = None
    default_file: Callable[[Settings], Path] | None = None
    parse: Callable[[object, str], Row] | None = None


def _correct_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--breaker",
        choices=("mutators", "model"),
        default="mutators",
        help="who puts the mistake in: our imitations of people's slips (default), or the model",
    )
    parser.add_argument(
        "--repair",
        choices=("model", "known"),
        default="model",
        help="who repairs: the model, from the real traceback (default), or the row's own code, which needs no model",
    )
    parser.add_argument("--per-row", type=positive, default=1, metavar="N", help="mistakes per row (default 1)")
    parser.add_argument("--keep-failures", action="store_true", help="keep dialogues that end without a repair")
    parser.add_argument("--count", type=positive, default=100, metavar="N", help="tasks to draw without input")


def _correct(args: argparse.Namespace, settings: Settings) -> Method:
    from opencodeinterpreter.collecting.correcting import Correcting

    return Correcting(
        breaker=args.breaker,
        repair=args.repair,
        per_row=args.per_row,
        rounds=settings.max_rounds,
        keep_failures=args.keep_failures,
    )


def _generated(args: argparse.Namespace) -> Iterable[Row]:
    from opencodeinterpreter.collecting.generated import generated_rows

    return generated_rows(args.count, seed=args.seed)


def positive(text: str) -> int:
    """A whole number from 1."""
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("must be at least 1")
    return number


METHODS: dict[str, MethodCommand] = {
    "correct": MethodCommand(
        text="break working code, run it, and repair it with the real traceback",
        add_arguments=_correct_arguments,
        make=_correct,
        input_help="rows whose last code works; without any, tasks are drawn from our own generators",
        default_rows=_generated,
    ),
}
