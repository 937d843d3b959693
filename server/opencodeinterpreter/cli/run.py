"""``opencodeinterpreter run``: the loop in a terminal."""

from __future__ import annotations

import argparse
import time
from pathlib import Path

from opencodeinterpreter.cli.bench import complete, opened
from opencodeinterpreter.cli.options import add_settings, settings_from
from opencodeinterpreter.cli.screen import Screen, as_json
from opencodeinterpreter.cli.usage import python_text, refuse
from opencodeinterpreter.loop.conversation import Conversation
from opencodeinterpreter.settings import Settings
from opencodeinterpreter.text.generation import Generation, generation_at
from opencodeinterpreter.text.lines import split_lines


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of ``run``."""
    parser.add_argument("instruction", help="what the code should do")
    parser.add_argument("file", nargs="?", type=Path, help="a Python file that the code continues")
    parser.add_argument("--figures", type=Path, metavar="FOLDER", help="save figures there")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    add_settings(parser)


def main(args: argparse.Namespace) -> int:
    """Write code, try it and show it."""
    settings = settings_from(args)
    text = python_text(args.file) if args.file else ""
    end = len(split_lines(text))
    generation = generation_at(text, end, end, instruction=args.instruction.strip())
    if generation is None:
        refuse("the instruction is empty: say what the code should do")
    screen = Screen(json_only=args.json)
    return complete(screen, lambda: _run(args, settings, generation, screen))


async def _run(args: argparse.Namespace, settings: Settings, generation: Generation, screen: Screen) -> int:
    started = time.monotonic()
    conversation = Conversation(scope=generation.scope)
    document = args.file.resolve() if args.file else None
    async with opened(settings, screen, document=document) as bench:
        finished = await screen.follow(bench.loop.generate(conversation, generation))
    if args.json:
        screen.result(as_json(conversation, finished))
    else:
        screen.offer(finished, figures=args.figures, duration_s=time.monotonic() - started)
    return 0 if finished.status == "ok" else 1
