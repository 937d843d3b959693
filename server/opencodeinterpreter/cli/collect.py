"""``opencodeinterpreter collect``: dialogues whose code was really run, by the methods of Code-Feedback."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs

from opencodeinterpreter.cli.bench import complete
from opencodeinterpreter.cli.collect_methods import METHODS, MethodCommand, positive
from opencodeinterpreter.cli.options import add_settings, settings_from
from opencodeinterpreter.cli.screen import Screen
from opencodeinterpreter.cli.usage import refuse
from opencodeinterpreter.settings import Settings

Say = Callable[[str], None]

if TYPE_CHECKING:
    from opencodeinterpreter.collecting.runner import Report
    from opencodeinterpreter.collecting.workers import Work, Workers

# What decides what a model says and how code runs: with other values a run is another run.
_DECISIVE = ("model", "endpoint", "device", "dtype", "quantization", "max_new_tokens", "temperature", "timeout")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The methods of ``collect``, each with its options."""
    parser.description = (
        "Make multi-turn dialogues whose code was really run, to train on. Methods read and write the same JSON lines, "
        "so that one can work on what another wrote."
    )
    methods = parser.add_subparsers(dest="method", metavar="METHOD", required=True)
    for name, command in METHODS.items():
        described = f"{command.text[0].upper()}{command.text[1:]}."
        method = methods.add_parser(name, help=command.text, description=described)
        method.add_argument("input", nargs="*", type=Path, metavar="FILE", help=command.input_help)
        _add_common(method)
        command.add_arguments(method)
        add_settings(method)


def main(args: argparse.Namespace) -> int:
    """Collect; 0 when every unit came to an end, 1 when something has to be tried again."""
    command = METHODS[args.method]
    settings = _with_engine(settings_from(args), args.engine)
    user = _with_engine(settings, args.user_engine) if args.user_engine else None
    if not (args.input or command.default_rows or command.default_file):
        refuse(f"{args.method} needs a file of dialogues")
    screen = Screen(json_only=args.json)
    return complete(screen, lambda: _collect(args, command, settings, user, screen))


def _add_common(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--out", "-o", type=Path, required=True, metavar="FILE", help="where the dialogues go (.jsonl)")
    parser.add_argument(
        "--engine", default="", metavar="ENGINE", help="a model (Hub id, folder, 'bundled') or the URL of an endpoint"
    )
    parser.add_argument(
        "--user-engine",
        default="",
        metavar="ENGINE",
        help="the model that plays the person; URL#MODEL names one of many",
    )
    parser.add_argument("--seed", type=int, default=0, metavar="N", help="fixes everything that is drawn (default 0)")
    parser.add_argument(
        "--workers",
        type=_workers,
        default=2,
        metavar="N",
        help="units at a time (default 2), or 'ray' for a Ray cluster",
    )
    parser.add_argument(
        "--ray-address",
        default="",
        metavar="ADDRESS",
        help="the cluster of '--workers ray' (default: RAY_ADDRESS, else the one on this machine)",
    )
    parser.add_argument(
        "--benchmarks", type=Path, nargs="+", default=[], metavar="FILE",
        help="HumanEval and MBPP files (JSON lines): dialogues that overlap with them are dropped",
    )  # fmt: skip
    parser.add_argument("--limit", type=positive, metavar="N", help="read no more than so many rows")
    parser.add_argument("--restart", action="store_true", help="throw away what an earlier run to FILE has finished")
    parser.add_argument("--json", action="store_true", help="print the report as one JSON object")


def _workers(text: str) -> int | str:
    return text if text == "ray" else positive(text)


def _with_engine(settings: Settings, engine: str) -> Settings:
    """The settings with another engine: ``URL``, ``URL#MODEL`` or a model's name."""
    if not engine:
        return settings
    if "://" not in engine:
        return attrs.evolve(settings, model=engine, endpoint="")
    url, _, model = engine.partition("#")
    return attrs.evolve(settings, endpoint=url, model=model or settings.model)


async def _collect(
    args: argparse.Namespace, command: MethodCommand, settings: Settings, user: Settings | None, screen: Screen
) -> int:
    from opencodeinterpreter.cli.collect_files import read_input
    from opencodeinterpreter.cli.collect_progress import Bar
    from opencodeinterpreter.cli.compose import Composition
    from opencodeinterpreter.collecting.decontamination import Benchmarks
    from opencodeinterpreter.collecting.runner import Run, journal_path
    from opencodeinterpreter.collecting.tools import ToolSettings
    from opencodeinterpreter.collecting.workers import Work

    tools = ToolSettings(parts=Composition(), coder=settings, user=user)
    work = Work(method=command.make(args, settings), tools=tools, seed=args.seed)
    benchmarks = Benchmarks.read(args.benchmarks)
    rows, rejected = read_input(args, command, settings)
    if args.restart:
        journal_path(args.out).unlink(missing_ok=True)
    run = Run(work=work, rows=rows, out=args.out, benchmarks=benchmarks, engine=_described(settings, user))
    with Bar(hidden=args.json or not sys.stderr.isatty()) as bar:
        report = await run.collect(_pool(args, work, bar.say), bar)
    if args.json:
        screen.result({**report.as_json(), "rejected": rejected})
    else:
        _tell(report, rejected, screen)
    return 1 if report.failed else 0


def _pool(args: argparse.Namespace, work: Work, say: Say) -> Workers:
    from opencodeinterpreter.collecting.workers import LocalWorkers

    if isinstance(args.workers, int):
        return LocalWorkers(work, count=args.workers, on_status=say)
    from opencodeinterpreter.collecting.ray_workers import RayWorkers

    return RayWorkers(work, address=args.ray_address, on_status=say)


def _described(settings: Settings, user: Settings | None) -> dict[str, Any]:
    described = {name: getattr(settings, name) for name in _DECISIVE}
    return described | ({"user model": user.model, "user endpoint": user.endpoint} if user else {})


def _tell(report: Report, rejected: int, screen: Screen) -> None:
    """The report in words, on stderr; the dialogues are in the file."""
    from opencodeinterpreter.collecting.runner import rejects_path

    outcomes = ", ".join(f"{count} {name}" for name, count in report.outcomes.most_common())
    resumed = f", {report.resumed} of them by an earlier run" if report.resumed else ""
    screen.say(f"{report.method}: {report.read} rows read, {report.units} units worked off{resumed}.")
    screen.say(f"{report.written} dialogues in {report.out}{f' ({outcomes})' if outcomes else ''}.")
    for reason, count in report.dropped.most_common():
        screen.say(f"  dropped {count}: {reason}")
    if rejected:
        screen.say(f"  rejected {rejected} lines, see {rejects_path(report.out)}")
    for reason, count in report.failed.most_common():
        screen.fail(f"  failed {count}: {reason}")
    if report.failed:
        screen.fail("The same command tries the failed ones again.")
