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


def _pack_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--encoder",
        required=True,
        metavar="ENCODER",
        help="what embeds the queries: a folder, or a name on the Hub (the paper took google-bert/bert-base-uncased)",
    )
    _add_turns(parser, "pairs")
    parser.add_argument(
        "--similarity",
        type=_similarity,
        default=(0.3, 0.98),
        metavar="A-B",
        help="cosines of what may stand together (default 0.3-0.98)",
    )
    parser.add_argument(
        "--neighbours", type=positive, default=8, metavar="N", help="candidates for each pair (default 8)"
    )
    parser.add_argument(
        "--exact-below",
        type=positive,
        default=2000,
        metavar="N",
        help="with so many pairs or more an approximate index finds the neighbours (default 2000)",
    )


def _pack(args: argparse.Namespace, settings: Settings) -> Method:
    from opencodeinterpreter.collecting.packing import Packing

    least, most = args.similarity
    return Packing(
        encoder=args.encoder,
        fewest=args.turns[0],
        most=args.turns[1],
        least_similar=least,
        most_similar=most,
        neighbours=args.neighbours,
        exact_below=args.exact_below,
        device="" if settings.device == "auto" else settings.device,
        cache=str(args.out.with_name(f"{args.out.name}.embeddings")),
    )


def _similar_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--relation",
        choices=("auto", "family", "similar_to", "tags"),
        default="auto",
        help="what makes problems related: the same family, being named in similar_to, or common tags "
        "(default: the first of these that any row has)",
    )
    _add_turns(parser, "problems")
    parser.add_argument(
        "--shared-tags", type=positive, default=2, metavar="N", help="how many tags must be common (default 2)"
    )


def _similar(args: argparse.Namespace, _settings: Settings) -> Method:
    from opencodeinterpreter.collecting.families import Similar

    fewest, most = args.turns
    return Similar(relation=args.relation, fewest=fewest, most=most, shared_tags=args.shared_tags)


def _simulate_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--rounds", type=positive, metavar="N", help="answers of the coder at most (default: --max-rounds)"
    )


def _simulate(args: argparse.Namespace, settings: Settings) -> Method:
    from opencodeinterpreter.collecting.simulating import Simulating

    return Simulating(rounds=args.rounds or settings.max_rounds)


def _followup_arguments(parser: argparse.ArgumentParser) -> None:
    kinds = ("complexity", "efficiency", "variant")
    parser.add_argument("--kinds", nargs="+", choices=kinds, default=kinds, help="what is asked about (default: all)")
    parser.add_argument("--questions", type=positive, default=2, metavar="N", help="questions a problem (default 2)")
    parser.add_argument(
        "--asker",
        choices=("prompt", "model"),
        default="prompt",
        help="who words the questions: our prompts (default), or the model that plays the person",
    )


def _followup(args: argparse.Namespace, _settings: Settings) -> Method:
    from opencodeinterpreter.collecting.following_up import FollowingUp

    return FollowingUp(kinds=tuple(args.kinds), questions=args.questions, asker=args.asker)


def _add_turns(parser: argparse.ArgumentParser, what: str) -> None:
    parser.add_argument(
        "--turns", type=_turns, default=(2, 4), metavar="N-M", help=f"{what} in a dialogue (default 2-4)"
    )


def _turns(text: str) -> tuple[int, int]:
    """``2-4`` or ``3``."""
    fewest, _, most = text.partition("-")
    span = int(fewest), int(most or fewest)
    if not 2 <= span[0] <= span[1]:
        raise argparse.ArgumentTypeError("must be numbers like 2-4, at least 2")
    return span


def _similarity(text: str) -> tuple[float, float]:
    """``0.3-0.98``."""
    least, _, most = text.partition("-")
    span = float(least), float(most or 1)
    if not 0 <= span[0] < span[1] <= 1:
        raise argparse.ArgumentTypeError("must be two numbers from 0 to 1, like 0.3-0.98")
    return span


def _filter_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--keep-at-least", type=float, default=4.0, metavar="MEAN", help="mean score from which rows stay (default 4)"
    )


def _filter(args: argparse.Namespace, _: Settings) -> Method:
    from opencodeinterpreter.collecting.filtering import Filtering

    return Filtering(keep_at_least=args.keep_at_least)


def _recorded_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--only-working", action="store_true", help="leave out conversations that end in failing code")
    parser.add_argument("--whole-code", action="store_true", help="write the line edits of small models as whole code")


def _recorded(args: argparse.Namespace, _: Settings) -> Method:
    from opencodeinterpreter.collecting.recorded import Recorded

    return Recorded(only_working=args.only_working, whole_code=args.whole_code)


def _recordings_file(settings: Settings) -> Path:
    from opencodeinterpreter.collecting.recorded import recordings_file

    return recordings_file(settings)


def _parse_recording(entry: object, source: str) -> Row:
    from opencodeinterpreter.collecting.recorded import parse_recording

    return parse_recording(entry, source)


def positive(text: str) -> int:
    """A whole number from 1."""
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("must be at least 1")
    return number


METHODS: dict[str, MethodCommand] = {
    "filter": MethodCommand(
        text="keep the rows whose query a model finds complex enough, by two differently worded prompts",
        add_arguments=_filter_arguments,
        make=_filter,
    ),
    "correct": MethodCommand(
        text="break working code, run it, and repair it with the real traceback",
        add_arguments=_correct_arguments,
        make=_correct,
        input_help="rows whose last code works; without any, tasks are drawn from our own generators",
        default_rows=_generated,
    ),
    "recorded": MethodCommand(
        text="turn your own recorded conversations into dialogues (the setting recordConversations)",
        add_arguments=_recorded_arguments,
        make=_recorded,
        input_help="conversations.jsonl of the recorder; without any, that of --conversations-dir or your data folder",
        default_file=_recordings_file,
        parse=_parse_recording,
    ),
    "pack": MethodCommand(
        text="put single pairs that resemble each other into one dialogue",
        add_arguments=_pack_arguments,
        make=_pack,
        input_help="pairs of one query and one answer",
    ),
    "simulate": MethodCommand(
        text="let a coder answer, run it, and let a second model play the person",
        add_arguments=_simulate_arguments,
        make=_simulate,
        input_help="queries; what else a row says is left aside",
    ),
    "similar": MethodCommand(
        text="put families of related problems into one dialogue",
        add_arguments=_similar_arguments,
        make=_similar,
        input_help="problems, with or without a solution, that name a family, similar ones, or tags",
    ),
    "followup": MethodCommand(
        text="ask further questions about solved problems",
        add_arguments=_followup_arguments,
        make=_followup,
        input_help="problems, with or without a solution",
    ),
}
