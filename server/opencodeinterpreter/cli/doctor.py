"""``opencodeinterpreter doctor``: what works on this machine, and how to mend what doesn't."""

from __future__ import annotations

import argparse
import sys

import attrs
from rich.markup import escape

from opencodeinterpreter.cli.bench import complete
from opencodeinterpreter.cli.checks import Check, examine
from opencodeinterpreter.cli.options import add_settings, settings_from
from opencodeinterpreter.cli.screen import Screen
from opencodeinterpreter.settings import Settings

_MARKS = {"ok": ("✓", "green"), "limited": ("!", "yellow"), "broken": ("✗", "red")}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of ``doctor``."""
    parser.add_argument("--ask", action="store_true", help="also load the model and have it answer")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    add_settings(parser)


def main(args: argparse.Namespace) -> int:
    """Examine and report; 1 when something that is needed is broken."""
    settings = settings_from(args)
    screen = Screen(json_only=args.json)
    return complete(screen, lambda: _examine(settings, screen, ask_model=args.ask))


async def _examine(settings: Settings, screen: Screen, *, ask_model: bool) -> int:
    found: list[Check] = []
    with screen.progress("Looking around"):
        async for check in examine(settings, ask_model=ask_model, on_status=screen.working):
            found.append(check)
            if not screen.json_only:
                _show(check, screen)
    works = all(check.state != "broken" for check in found)
    if screen.json_only:
        screen.result({"status": "ok" if works else "failed", "checks": [attrs.asdict(check) for check in found]})
    return 0 if works else 1


def _show(check: Check, screen: Screen) -> None:
    mark, style = _MARKS[check.state]
    sys.stderr.flush()
    screen.out.print(f"[{style}]{mark}[/] [bold]{check.name:<8}[/] {escape(check.text)}")
    for line in check.mend.splitlines():
        screen.out.print(f"  {'':<8} → {escape(line)}")
