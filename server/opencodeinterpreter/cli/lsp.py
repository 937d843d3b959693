"""``opencodeinterpreter lsp``: the language server over stdio."""

from __future__ import annotations

import argparse


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of ``lsp``."""
    parser.add_argument("--stdio", action="store_true", help="what it always does; some editors say it")


def main(_args: argparse.Namespace) -> int:
    """Serve one editor until it goes; the exit code is the one that LSP asks for."""
    from opencodeinterpreter.cli.compose import Composition
    from opencodeinterpreter.lsp.wire import claim_stdio, serve, server_for

    incoming, outgoing = claim_stdio()
    return serve(server_for(Composition()), incoming, outgoing)
