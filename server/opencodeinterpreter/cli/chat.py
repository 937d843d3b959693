"""``opencodeinterpreter chat``: write and refine code in a dialogue, line by line, with a live kernel behind it."""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import signal
import sys
import threading
import time
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

from opencodeinterpreter.cli.bench import Bench, complete, opened
from opencodeinterpreter.cli.options import add_settings, settings_from
from opencodeinterpreter.cli.screen import Screen
from opencodeinterpreter.errors import OpenCodeInterpreterError
from opencodeinterpreter.kernel.protocol import Execution
from opencodeinterpreter.loop.conversation import Conversation
from opencodeinterpreter.settings import Settings
from opencodeinterpreter.text.generation import generation_at
from opencodeinterpreter.text.lines import split_lines
from opencodeinterpreter.text.locating import document_lines, in_document
from opencodeinterpreter.text.repair import repair_scope

HELP = """\
Say what the code should do; what you say next refines it.
/run         accept the code: run it in the live kernel and go on from there
/new         start something new (what was accepted stays)
/fix         mend what failed in the last /run
/code        show the code so far
/save FILE   write the accepted code to a file
/transcript  the conversation so far
/restart     forget all variables
/help        this list
/quit        leave (also Ctrl-D; Ctrl-C stops what is going on)"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of ``chat``."""
    parser.add_argument("--figures", type=Path, metavar="FOLDER", help="save figures there")
    add_settings(parser)


def main(args: argparse.Namespace) -> int:
    """Talk until the person leaves."""
    settings = settings_from(args)
    screen = Screen()
    return complete(screen, lambda: _talk(args, settings, screen))


async def _talk(args: argparse.Namespace, settings: Settings, screen: Screen) -> int:
    async with opened(settings, screen, document=None) as bench:
        chat = Chat(bench, screen, settings, figures=args.figures)
        screen.say("Say what the code should do. /help lists the commands.")
        while (line := await _read_line()) is not None:
            if not await _interruptible(chat.take(line.strip()), screen):
                break
    return 0


async def _read_line() -> str | None:
    """The next line, None at the end of the input. The loop goes on meanwhile: kernels get ready."""
    loop = asyncio.get_running_loop()
    answer: asyncio.Future[str | None] = loop.create_future()

    def read() -> None:
        sys.stderr.write("> ")
        sys.stderr.flush()
        line = sys.stdin.readline()
        with contextlib.suppress(RuntimeError):
            loop.call_soon_threadsafe(lambda: answer.done() or answer.set_result(line or None))

    # A daemon thread: one that waits for a line must not keep the process from ending.
    threading.Thread(target=read, name="chat-input", daemon=True).start()
    return await answer


async def _interruptible(work: Coroutine[Any, Any, bool], screen: Screen) -> bool:
    """Run one request; Ctrl-C ends it and not the dialogue."""
    task = asyncio.ensure_future(work)
    loop = asyncio.get_running_loop()
    with contextlib.suppress(NotImplementedError):
        loop.add_signal_handler(signal.SIGINT, task.cancel)
    try:
        return await task
    except asyncio.CancelledError:
        if not task.cancelled():
            raise
        screen.say("Stopped.")
        return True
    except OpenCodeInterpreterError as error:
        screen.fail(str(error))
        return True
    finally:
        with contextlib.suppress(NotImplementedError):
            loop.remove_signal_handler(signal.SIGINT)


class Chat:
    """The state of one dialogue: the accepted code as cells, and the conversation about the next one."""

    def __init__(self, bench: Bench, screen: Screen, settings: Settings, *, figures: Path | None) -> None:
        self._bench = bench
        self._screen = screen
        self._settings = settings
        self._figures = figures
        self._cells: list[str] = []
        self._conversation: Conversation | None = None
        self._commands: dict[str, Callable[[str], Coroutine[Any, Any, None]]] = {
            "/run": self._run,
            "/new": self._new,
            "/fix": self._fix,
            "/code": self._code,
            "/save": self._save,
            "/transcript": self._transcript,
            "/restart": self._restart,
            "/help": self._help,
        }

    @property
    def text(self) -> str:
        """The accepted code as a file with cells."""
        return "".join(f"# %%\n{code}" for code in self._cells)

    async def take(self, line: str) -> bool:
        """One line from the person; False when they leave."""
        if line in ("/quit", "/exit", "/q"):
            return False
        if line.startswith("/"):
            name, _, rest = line.partition(" ")
            command = self._commands.get(name)
            if command is None:
                self._screen.fail(f"There is no command {name}; /help lists them.")
            else:
                await command(rest.strip())
        elif line:
            await self._say(line)
        return True

    async def _say(self, words: str) -> None:
        started = time.monotonic()
        if self._conversation is not None and self._conversation.code is not None:
            events = self._bench.loop.refine(self._conversation, words)
        else:
            end = len(split_lines(self.text))
            generation = generation_at(self.text, end, end, instruction=words)
            assert generation is not None, "an instruction always says what to write"
            self._conversation = Conversation(scope=generation.scope)
            events = self._bench.loop.generate(self._conversation, generation)
        finished = await self._screen.follow(events)
        self._screen.offer(finished, figures=self._figures, duration_s=time.monotonic() - started)

    async def _run(self, _rest: str) -> None:
        conversation = self._conversation
        if conversation is None or conversation.code is None:
            self._screen.say("There is no code to run yet: say what it should do.")
            return
        execution = await self._execute(conversation.code)
        self._screen.execution(execution, self._figures)
        if execution.ok:
            self._cells.append(conversation.code)
            self._conversation = None
        else:
            conversation.execution = execution
            self._screen.say("It failed: say what to change, or /fix.")

    async def _execute(self, code: str) -> Execution:
        run_id = f"cell-{len(self._cells)}"
        with self._screen.progress("Running"):
            try:
                return await self._bench.kernel.run(code, run_id=run_id, timeout_s=self._settings.timeout)
            except asyncio.CancelledError:
                await self._bench.kernel.interrupt()
                raise

    async def _fix(self, _rest: str) -> None:
        conversation = self._conversation
        execution = conversation.execution if conversation else None
        if conversation is None or conversation.code is None or execution is None or execution.error is None:
            self._screen.say("Nothing failed.")
            return
        started = time.monotonic()
        above = len(split_lines(self.text))
        text = f"{self.text}# %%\n{conversation.code}"
        run_ids = {f"cell-{len(self._cells)}", "candidate"}
        failure = in_document(execution.error, lambda f: above + f.line if f.run_id in run_ids else None)
        scope = repair_scope(text, document_lines(failure) or [above + 1])
        assert scope is not None, "there is code"
        self._conversation = Conversation(scope=scope)
        finished = await self._screen.follow(self._bench.loop.fix(self._conversation, failure))
        self._screen.offer(finished, figures=self._figures, duration_s=time.monotonic() - started)

    async def _new(self, _rest: str) -> None:
        self._conversation = None
        self._screen.say("What should the code do?")

    async def _code(self, _rest: str) -> None:
        pending = self._conversation.code if self._conversation and self._conversation.code else ""
        if not self._cells and not pending:
            self._screen.say("There is no code yet.")
            return
        self._screen.code(self.text + (f"# %% not run yet\n{pending}" if pending else ""))

    async def _save(self, rest: str) -> None:
        if not rest or not self._cells:
            self._screen.say("Usage: /save FILE, once some code was accepted with /run.")
            return
        _write_new(rest, self.text)
        self._screen.say(f"Written to {rest}.")

    async def _transcript(self, _rest: str) -> None:
        self._screen.out.print(self._conversation.transcript() if self._conversation else "", markup=False)

    async def _restart(self, _rest: str) -> None:
        await self._bench.kernel.restart()
        self._cells.clear()
        self._conversation = None
        self._screen.say("The kernel was restarted: all variables and accepted code are gone.")

    async def _help(self, _rest: str) -> None:
        self._screen.say(HELP)


def _write_new(name: str, text: str) -> None:
    path = Path(name).expanduser()
    try:
        with path.open("x", encoding="utf-8") as stream:
            stream.write(text)
    except FileExistsError as error:
        raise OpenCodeInterpreterError(f"{path} exists already; choose another name.") from error
    except OSError as error:
        raise OpenCodeInterpreterError(f"{path} can't be written: {error}.") from error
