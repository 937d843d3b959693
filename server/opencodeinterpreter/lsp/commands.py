"""The commands' names, their arguments and their result, as the editor sees them. Knows nothing of how they work."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Literal, cast

import attrs
from lsprotocol import types

from opencodeinterpreter.errors import RequestError

if TYPE_CHECKING:
    from opencodeinterpreter.kernel.protocol import Isolation
    from opencodeinterpreter.loop.events import Grade

Status = Literal["ok", "failed", "cancelled"]

PREFIX = "opencodeinterpreter."
RUN = f"{PREFIX}run"
GENERATE = f"{PREFIX}generateAndRun"
FIX = f"{PREFIX}fixFromTraceback"
REFINE = f"{PREFIX}refine"
INTERRUPT = f"{PREFIX}interrupt"
RESTART = f"{PREFIX}restartKernel"
CLEAR = f"{PREFIX}clearResults"
SHOW = f"{PREFIX}showConversation"

_REQUIRED: dict[str, tuple[str, ...]] = {
    RUN: ("uri",),
    GENERATE: ("uri", "range"),
    FIX: ("uri",),
    REFINE: ("uri", "id", "feedback"),
    INTERRUPT: ("uri",),
    RESTART: ("uri",),
    CLEAR: ("uri",),
    SHOW: ("uri", "id"),
}
RUN_KIND = f"{PREFIX}run"
ACTION_KINDS = (types.CodeActionKind.QuickFix, types.CodeActionKind.RefactorRewrite, RUN_KIND)
COMMANDS: tuple[str, ...] = tuple(_REQUIRED)


@attrs.frozen(kw_only=True)
class Arguments:
    """What a command was called with; positions in the client's encoding."""

    uri: str
    range: types.Range | None = None
    instruction: str = ""
    traceback: str = ""
    id: str = ""
    feedback: str = ""


@attrs.frozen(kw_only=True)
class CommandResult:
    """What every command answers once its work is over.

    ``rounds`` counts model calls, ``isolation`` says where the code was tried, ``id`` names the run or conversation.
    """

    status: Status
    id: str = ""
    rounds: int = 0
    grade: Grade = "unverified"
    isolation: Isolation = "none"
    error: str | None = None
    text: str | None = None

    def to_json(self) -> dict[str, Any]:
        """The contract's object, without what isn't there."""
        return {name: value for name, value in attrs.asdict(self).items() if value is not None}


def call(title: str, command: str, **arguments: object) -> types.Command:
    """A command as code actions and lenses carry it."""
    given = {name: value for name, value in arguments.items() if value is not None}
    return types.Command(title=title, command=command, arguments=[given])


def parse(command: str, arguments: Sequence[object] | None) -> Arguments:
    """The arguments of one call. Raises RequestError naming the command and the field that is at fault."""
    if command not in _REQUIRED:
        raise RequestError(f"There is no command {command}. The commands are: {', '.join(COMMANDS)}.")
    if not arguments or len(arguments) != 1 or not isinstance(arguments[0], Mapping):
        raise RequestError(f"{command} takes one object as argument, such as {{{', '.join(_REQUIRED[command])}}}.")
    given = {k: v for k, v in cast("Mapping[str, object]", arguments[0]).items() if v is not None}
    for name in _REQUIRED[command]:
        if given.get(name) in (None, ""):
            raise RequestError(f"{command}: '{name}' is missing.")
    texts = {name: _text(command, name, given.get(name, "")) for name in _TEXTS}
    return Arguments(range=_range(command, given.get("range")), **texts)


_TEXTS = ("uri", "instruction", "traceback", "id", "feedback")


def _text(command: str, name: str, value: object) -> str:
    if not isinstance(value, str):
        raise RequestError(f"{command}: '{name}' must be a string, not {value!r:.60}.")
    return value


def _range(command: str, value: object) -> types.Range | None:
    if value is None:
        return None
    start, end = (_position(value, side) for side in ("start", "end"))
    if start is None or end is None:
        raise RequestError(
            f"{command}: 'range' must be {{start: {{line, character}}, end: {{line, character}}}} "
            f"with whole numbers from 0, not {value!r:.120}."
        )
    return types.Range(start, end) if start <= end else types.Range(end, start)


def _position(range_: object, side: str) -> types.Position | None:
    position = cast("Mapping[str, object]", range_).get(side) if isinstance(range_, Mapping) else None
    if not isinstance(position, Mapping):
        return None
    line, character = (cast("Mapping[str, object]", position).get(name) for name in ("line", "character"))
    if _is_count(line) and _is_count(character):
        return types.Position(int(cast("float", line)), int(cast("float", character)))
    return None


def _is_count(value: object) -> bool:
    """Lua and Lisp clients send whole numbers as floats."""
    return isinstance(value, (int, float)) and not isinstance(value, bool) and value >= 0 and value == int(value)
