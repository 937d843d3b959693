"""``opencodeinterpreter serve-model``: the model host as a process of its own. Reads arguments, nothing more."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from typing import get_args

from opencodeinterpreter.errors import OpenCodeInterpreterError
from opencodeinterpreter.model.options import AUTO, LoadOptions
from opencodeinterpreter.model.rendezvous import meeting_point, preferred_transport
from opencodeinterpreter.settings import DtypeName, Quantization


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of ``serve-model``."""
    parser.description = (
        "Serve a checkpoint over the OpenAI chat-completions protocol, to all editor windows of this user or, with "
        "--port, to any program on this machine. Editors start this by themselves."
    )
    parser.add_argument("--model", default="", help="Hub id, folder, 'bundled' or 'auto'; loaded at once when given")
    parser.add_argument("--device", default="auto", help="auto, cpu, cuda, cuda:1 or mps")
    parser.add_argument("--dtype", default="auto", choices=get_args(DtypeName), help="number format of the weights")
    parser.add_argument("--quantization", default="none", choices=get_args(Quantization), help="needs bitsandbytes")
    place = parser.add_mutually_exclusive_group()
    place.add_argument("--socket", type=Path, help="Unix socket to listen on; the default where they exist")
    place.add_argument("--port", type=int, help="loopback port to listen on instead, with a bearer token; 0 takes any")
    parser.add_argument("--address-file", type=Path, help="where --port writes its number and token (mode 0600)")
    parser.add_argument(
        "--idle-minutes",
        type=_minutes,
        default=15.0,
        help="unload the model when idle for so long; end after twice that",
    )
    parser.add_argument("--expect", default="", help="the model that will be asked for first; only gets ready for it")
    parser.add_argument(
        "--trust-remote-code", action="store_true", help="run Python code that a checkpoint brings along (dangerous)"
    )


def main(args: argparse.Namespace) -> int:
    """Serve until a signal or idleness ends it; 1 when it can't listen."""
    from opencodeinterpreter.model.host.serving import HostSettings, serve

    try:
        socket, address_file = _place(args)
        settings = HostSettings(
            options=LoadOptions(
                model=args.model or AUTO, device=args.device, dtype=args.dtype, quantization=args.quantization
            ),
            socket=socket,
            port=args.port or 0,
            address_file=address_file,
            idle_minutes=args.idle_minutes,
            trust_remote_code=args.trust_remote_code,
            load_now=bool(args.model),
            expected=args.expect,
        )
        _leave(serve(settings))
    except OpenCodeInterpreterError as error:
        sys.stderr.write(f"{error}\n")
    return 1


def _place(args: argparse.Namespace) -> tuple[Path | None, Path | None]:
    """The socket or the address file; by default those where this user's editors look."""
    if args.socket is not None:
        return args.socket, None
    point = meeting_point(trust_remote_code=args.trust_remote_code)
    if args.port is not None or preferred_transport() == "tcp":
        return None, args.address_file or point.address_file
    return point.socket, None


def _minutes(text: str) -> float:
    minutes = float(text)
    if not minutes > 0:
        raise argparse.ArgumentTypeError("must be more than 0")
    return minutes


def _leave(status: int) -> None:
    """End at once: a worker thread inside native code can hang or crash the interpreter's own shutdown."""
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(status)
