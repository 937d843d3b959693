"""Runs generated programs fast, in this process, and says how they failed.

Only code made by this package's own generators may come here: there is no sandbox, only limits on time and memory.
"""

from __future__ import annotations

import contextlib
import io
import re
import resource
import signal
import sys
import types
import warnings

import attrs

from opencodeinterpreter.text.tracebacks import SHOWN_FILE, Failure, Frame

TIME_LIMIT_S = 0.15
MEMORY_LIMIT_BYTES = 3 * 2**30
_MOST_FRAMES = 4
_OUTPUT_LIMIT_CHARS = 20_000


@attrs.frozen(kw_only=True)
class Outcome:
    """What one program did: what it printed and the failure that ended it, if one did."""

    stdout: str = ""
    failure: Failure | None = None
    timed_out: bool = False

    @property
    def clean(self) -> bool:
        """Whether it ended by itself without an exception."""
        return self.failure is None and not self.timed_out


class _TimeUpError(BaseException):
    pass


class _CappedText(io.StringIO):
    def write(self, text: str) -> int:
        if self.tell() > _OUTPUT_LIMIT_CHARS:
            raise _TimeUpError
        return super().write(text)


def limit_memory() -> None:
    """Cap this process's address space, so that a mutated program can't take the machine along."""
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_LIMIT_BYTES, hard))


def run(code: str, *, time_limit_s: float = TIME_LIMIT_S) -> Outcome:
    """Execute a whole program as ``__main__`` would; its own errors come back as data."""
    stdout = _CappedText()
    try:
        with warnings.catch_warnings(), contextlib.redirect_stdout(stdout):
            warnings.simplefilter("ignore")
            program = compile(code, SHOWN_FILE, "exec")
            with _alarm(time_limit_s):
                exec(program, _fresh_namespace())  # noqa: S102 - our own generators wrote it
    except _TimeUpError:
        return Outcome(stdout=stdout.getvalue(), timed_out=True)
    except SyntaxError as error:
        return Outcome(failure=_syntax_failure(error, code))
    except (Exception, SystemExit) as error:  # noqa: BLE001 - whatever the program raises is data
        return Outcome(stdout=stdout.getvalue(), failure=_runtime_failure(error, code))
    return Outcome(stdout=stdout.getvalue())


def _fresh_namespace() -> dict[str, object]:
    module = types.ModuleType("__main__")
    return module.__dict__


@contextlib.contextmanager
def _alarm(seconds: float):
    def expire(_signal: int, _frame: object) -> None:
        raise _TimeUpError

    previous = signal.signal(signal.SIGALRM, expire)
    signal.setitimer(signal.ITIMER_REAL, seconds, 0.02)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, previous)


def _syntax_failure(error: SyntaxError, code: str) -> Failure:
    line = error.lineno or 1
    return Failure(name=type(error).__name__, message=error.msg, frames=(_frame(line, "<module>", code),))


def _runtime_failure(error: BaseException, code: str) -> Failure:
    frames: list[Frame] = []
    step = error.__traceback__
    while step is not None:
        if step.tb_frame.f_code.co_filename == SHOWN_FILE:
            frames.append(_frame(step.tb_lineno, step.tb_frame.f_code.co_name, code))
        step = step.tb_next
    if len(frames) > _MOST_FRAMES:
        frames = [frames[0], *frames[1 - _MOST_FRAMES :]]
    return Failure(name=_qualified_name(type(error)), message=str(error) + _suggestion(error), frames=tuple(frames))


def _qualified_name(kind: type[BaseException]) -> str:
    plain = kind.__module__ in ("builtins", "__main__")
    return kind.__qualname__ if plain else f"{kind.__module__}.{kind.__qualname__}"


def _suggestion(error: BaseException) -> str:
    """The interpreter's own "Did you mean", which only its printer works out."""
    if not isinstance(error, (NameError, AttributeError)):
        return ""
    shown = io.StringIO()
    with contextlib.redirect_stderr(shown):
        sys.__excepthook__(type(error), error, None)
    found = re.search(r"(?:\. Did you (?:mean|forget).*)$", shown.getvalue().rstrip())
    return found[0] if found else ""


def _frame(line: int, function: str, code: str) -> Frame:
    lines = code.splitlines()
    source = lines[line - 1] if 0 < line <= len(lines) else ""
    return Frame(path=SHOWN_FILE, line=line, function=function, source=source)


def lower_recursion_limit() -> None:
    """Endless recursion should fail at once, not after a thousand frames."""
    sys.setrecursionlimit(400)
