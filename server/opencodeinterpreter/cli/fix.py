"""``opencodeinterpreter fix``: run a file, mend what fails, show the difference."""

from __future__ import annotations

import argparse
import os
import tempfile
import time
from pathlib import Path

from opencodeinterpreter.cli.bench import Bench, complete, opened
from opencodeinterpreter.cli.options import add_settings, settings_from
from opencodeinterpreter.cli.screen import Screen, as_json
from opencodeinterpreter.cli.usage import python_text, refuse
from opencodeinterpreter.errors import OpenCodeInterpreterError
from opencodeinterpreter.kernel.protocol import Execution
from opencodeinterpreter.loop.conversation import Conversation
from opencodeinterpreter.loop.events import Finished
from opencodeinterpreter.settings import Settings
from opencodeinterpreter.text.edits import replace_lines
from opencodeinterpreter.text.lines import split_lines
from opencodeinterpreter.text.locating import document_lines, in_document
from opencodeinterpreter.text.repair import repair_scope

_RUN_ID = "file"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of ``fix``."""
    parser.add_argument("file", type=Path, help="the Python file to run and mend")
    parser.add_argument("--write", action="store_true", help="write the mended code into the file")
    parser.add_argument("--instruction", default="", help="what the model should mind")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    add_settings(parser)


def main(args: argparse.Namespace) -> int:
    """Run, mend, show; 1 when it still fails."""
    settings = settings_from(args)
    text = python_text(args.file)
    if not text.strip():
        refuse(f"{args.file} is empty: there is nothing to run")
    screen = Screen(json_only=args.json)
    return complete(screen, lambda: _work(args, settings, text, screen))


async def _work(args: argparse.Namespace, settings: Settings, text: str, screen: Screen) -> int:
    started = time.monotonic()
    async with opened(settings, screen, document=args.file.resolve()) as bench:
        with screen.progress("Running the file"):
            execution = await bench.kernel.run(text, run_id=_RUN_ID, timeout_s=settings.timeout)
        if execution.ok:
            return _nothing_fails(screen, execution)
        conversation, finished = await _mend(bench, args, text, execution, screen)
    mended = _mended(text, conversation, finished)
    written = args.write and finished.status == "ok"
    if written:
        _replace(args.file, text, mended)
    if args.json:
        screen.result({**as_json(conversation, finished), "text": mended, "written": written})
    else:
        if mended != text:
            screen.difference(text, mended, str(args.file))
        screen.verdict(finished, time.monotonic() - started)
        if written:
            screen.say(f"Written to {args.file}.")
    return 0 if finished.status == "ok" else 1


async def _mend(
    bench: Bench, args: argparse.Namespace, text: str, execution: Execution, screen: Screen
) -> tuple[Conversation, Finished]:
    if execution.error is None:
        raise OpenCodeInterpreterError(
            f"{args.file} did not run to its end ({execution.status}), so there is no error."
        )
    if not args.json:
        screen.execution(execution)
    failure = in_document(execution.error, lambda frame: frame.line - 1 if frame.run_id == _RUN_ID else None)
    scope = repair_scope(text, document_lines(failure), ran=(0, len(split_lines(text))))
    assert scope is not None, "a file that failed holds code"
    conversation = Conversation(scope=scope)
    finished = await screen.follow(bench.loop.fix(conversation, failure, instruction=args.instruction))
    return conversation, finished


def _nothing_fails(screen: Screen, execution: Execution) -> int:
    if screen.json_only:
        printed = "".join(output.text for output in execution.outputs)
        screen.result(
            {
                "status": "ok",
                "id": None,
                "rounds": 0,
                "grade": "output" if printed else "ran",
                "isolation": "live",
                "error": None,
                "text": None,
                "code": None,
                "written": False,
            }
        )
    else:
        screen.execution(execution)
        screen.say("Nothing fails, so nothing was changed.")
    return 0


def _mended(text: str, conversation: Conversation, finished: Finished) -> str:
    """The file with the candidate in its place; as it was when there is none that works."""
    if finished.code is None or finished.status != "ok":
        return text
    scope = conversation.scope
    return replace_lines(text, scope.start_line, scope.end_line, finished.code)


def _replace(path: Path, old: str, new: str) -> None:
    """Write the file whole or not at all. Raises OpenCodeInterpreterError when somebody else changed it meanwhile."""
    path = path.resolve()
    if python_text(path) != old:
        raise OpenCodeInterpreterError(f"{path} was changed while it was being mended, so it was left alone.")
    marked = path.read_bytes().startswith(b"\xef\xbb\xbf")
    descriptor, aside = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(new.encode("utf-8-sig" if marked else "utf-8"))
        Path(aside).chmod(path.stat().st_mode & 0o7777)
        Path(aside).replace(path)
    except OSError as error:
        Path(aside).unlink(missing_ok=True)
        raise OpenCodeInterpreterError(f"{path} can't be written: {error}.") from error
