"""The command ``opencodeinterpreter``: finds the subcommand and hands over. Imports only what that one needs."""

from __future__ import annotations

import argparse
import importlib
import sys
from collections.abc import Sequence

from opencodeinterpreter import __version__

# Name, module in cli/ with ``add_arguments(parser)`` and ``main(args) -> int``, and the line in the overview.
COMMANDS = {
    "lsp": ("lsp", "the language server, over stdio"),
    "run": ("run", "write code for an instruction, try it, show it"),
    "fix": ("fix", "run a file, mend what fails, show the difference"),
    "chat": ("chat", "write and refine code in a dialogue"),
    "serve-model": ("serve_model", "the model host, shared by all editor windows"),
    "collect": ("collect", "make dialogues whose code was really run, to train on"),
    "train": ("train", "fine-tune a model on dialogues"),
    "doctor": ("doctor", "what works on this machine, and how to mend what doesn't"),
}


def main(argv: Sequence[str] | None = None) -> int:
    """Run one subcommand: 0 when it succeeded, 1 when its work failed, 2 when it was called wrongly."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    try:
        return _dispatch(arguments)
    except SystemExit as leaving:
        return leaving.code if isinstance(leaving.code, int) else int(leaving.code is not None)


def _dispatch(arguments: list[str]) -> int:
    if not arguments or arguments[0] not in COMMANDS:
        _overview().parse_args(arguments or ["--help"])
        return 2
    name = arguments[0]
    module = importlib.import_module(f"opencodeinterpreter.cli.{COMMANDS[name][0]}")
    parser = argparse.ArgumentParser(prog=f"opencodeinterpreter {name}", description=COMMANDS[name][1])
    module.add_arguments(parser)
    return module.main(parser.parse_args(arguments[1:]))


def _overview() -> argparse.ArgumentParser:
    listing = "\n".join(f"  {name:<13}{text}" for name, (_, text) in COMMANDS.items())
    parser = argparse.ArgumentParser(
        prog="opencodeinterpreter",
        usage="opencodeinterpreter COMMAND ...",
        description=f"Generate code, run it and refine it from what happened.\n\ncommands:\n{listing}",
        epilog="'opencodeinterpreter COMMAND --help' says more.",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"opencodeinterpreter {__version__}")
    parser.add_argument("command", choices=tuple(COMMANDS), help=argparse.SUPPRESS, metavar="COMMAND")
    return parser


if __name__ == "__main__":
    sys.exit(main())
