"""The one form of dialogues as JSON lines: what ``collect`` writes and reads, and what training reads.

One JSON object a line, UTF-8, ``.gz`` too::

    {"id": "…",                       stable name of the row; made from the messages where it is missing
     "source": "…",                   the method or data set that the row came from
     "messages": [{"role": "user" | "assistant" | "system", "content": "…"}, …],
     "turns": [{"code": "…",          the code that one assistant message wrote, in the order of the dialogue
                "execution": {"status": "ok" | "error" | …, "output": "…", "traceback": "…"} or null,
                "feedback_kind": "…"  what it was answered with: "execution", a kind of human feedback, or "" at the end
               }, …],
     "outcome": "passed" | "failed" | "unverified",
     "extra": {…}}                    whatever else a method or a data set knows, such as scores; left out when empty

``messages`` alone is the form of Code-Feedback and is enough. A pair of ``query`` or ``instruction`` and ``answer``,
``response`` or ``output`` is read as a dialogue of one turn, a query alone as a dialogue that waits for its
answer. Fields that are not ours are kept in ``extra``. Knows nothing of how rows are made.
"""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Literal, cast, get_args

import attrs
import cattrs

from opencodeinterpreter.errors import DataError
from opencodeinterpreter.model.protocol import Message, Role
from opencodeinterpreter.text.answers import written_code

Outcome = Literal["passed", "failed", "unverified"]

_QUERIES = ("query", "instruction")
_ANSWERS = ("answer", "response", "output")


@attrs.frozen(kw_only=True)
class TurnExecution:
    """What running a turn's code brought. ``status`` is that of ``kernel.protocol.Execution``; texts are cut."""

    status: str
    output: str = ""
    traceback: str = ""


@attrs.frozen(kw_only=True)
class Turn:
    """One piece of code that the assistant wrote, what running it brought, and what kind of feedback followed."""

    code: str
    execution: TurnExecution | None = None
    feedback_kind: str = ""


@attrs.frozen(kw_only=True)
class Row:
    """One dialogue. ``outcome`` tells what is known of its last code; ``extra`` holds only what JSON can say."""

    id: str
    source: str = ""
    messages: tuple[Message, ...]
    turns: tuple[Turn, ...] = ()
    outcome: Outcome = "unverified"
    extra: Mapping[str, Any] = attrs.field(factory=dict[str, Any])

    @property
    def query(self) -> str:
        """What the dialogue begins with: the content of its first user message."""
        return next(message.content for message in self.messages if message.role == "user")

    @property
    def first_code(self) -> str:
        """The code that the dialogue begins with: that of its first turn, else of its first message with code."""
        if self.turns:
            return self.turns[0].code
        return next((code for code in self._codes() if code), "")

    @property
    def final_code(self) -> str:
        """The code that the dialogue ends with: that of its last turn, else of its last message with code."""
        if self.turns:
            return self.turns[-1].code
        return next((code for code in reversed(list(self._codes())) if code), "")

    def _codes(self) -> Iterator[str]:
        return (written_code(message.content) or "" for message in self.messages if message.role == "assistant")


@attrs.frozen(kw_only=True)
class BadRow:
    """A line that is no row: where it stands (1-based), why it was rejected, and the line itself."""

    file: str
    line: int
    reason: str
    text: str = ""


class RowError(ValueError):
    """An object is not a row; the text names the field that is at fault."""


Parse = Callable[[object, str], Row]


def from_object(given: object, source: str = "") -> Row:
    """The row that a decoded JSON object holds; ``source`` is used where it names none. Raises RowError."""
    if not isinstance(given, dict):
        raise RowError("must be a JSON object")
    fields = cast("dict[str, Any]", given)
    known = {name: value for name, value in fields.items() if name in _FIELDS and value is not None}
    used = set(_FIELDS)
    if "messages" not in known:
        known["messages"], pair = _pair(fields)
        used |= pair
    defaults: dict[str, Any] = {"id": _name_of(known["messages"]), "source": source, "turns": [], "extra": {}}
    known = {**defaults, **known}
    _check_containers(known)
    if isinstance(known["id"], int):
        known["id"] = str(known["id"])
    known["extra"] = {**known["extra"], **{name: value for name, value in fields.items() if name not in used}}
    return _checked(_structured(known))


def to_object(row: Row) -> dict[str, Any]:
    """The row as JSON has it, its fields always in the same order."""
    fields: dict[str, Any] = _CONVERTER.unstructure(row)
    return {name: fields[name] for name in _FIELDS if name != "extra" or fields[name]}


def to_json(row: Row) -> str:
    """The row as one line, without the line end."""
    return json.dumps(to_object(row), ensure_ascii=False)


def read_rows(path: Path, parse: Parse | None = None) -> Iterator[Row | BadRow]:
    """The rows of a file in order, and its bad lines in between; blank lines don't count. Raises DataError.

    ``parse`` makes a row of a decoded line and the file's name; it raises RowError. ``from_object`` unless given.
    """
    try:
        with gzip.open(path) if path.suffix == ".gz" else path.open("rb") as file:
            for number, line in enumerate(file, 1):
                if line.strip():
                    yield _read_line(line, path, number, parse or from_object)
    except (OSError, EOFError) as error:
        raise DataError(f"{path} can't be read: {_reason(error)}.") from error


def write_rows(path: Path, rows: Iterable[Row]) -> int:
    """Write all rows, or nothing when that fails; returns how many. A name that ends in ``.gz`` is compressed."""
    partial = path.with_name(f"{path.name}.partial")
    count = 0
    opened = gzip.GzipFile(partial, "wb", mtime=0) if path.suffix == ".gz" else partial.open("wb")
    with opened as file:
        for row in rows:
            file.write(f"{to_json(row)}\n".encode())
            count += 1
    partial.replace(path)
    return count


def _read_line(line: bytes, path: Path, number: int, parse: Parse) -> Row | BadRow:
    text = line.decode("utf-8-sig" if number == 1 else "utf-8", errors="replace").rstrip("\r\n")
    try:
        line.decode()
        return parse(json.loads(text), path.name.removesuffix(".gz").removesuffix(".jsonl"))
    except UnicodeDecodeError:
        reason = "is not UTF-8 text"
    except RowError as error:
        reason = str(error)
    except (ValueError, RecursionError) as error:
        reason = f"is not JSON: {error}"
    return BadRow(file=str(path), line=number, reason=reason, text=text)


def _pair(fields: Mapping[str, Any]) -> tuple[list[dict[str, Any]], set[str]]:
    """The messages that a single-turn pair stands for, and the names of the fields that it used."""
    query = next((name for name in _QUERIES if fields.get(name)), None)
    if query is None:
        raise RowError("messages: is missing (a query or instruction, with an answer or response, would do too)")
    answer = next((name for name in _ANSWERS if fields.get(name)), None)
    messages = [{"role": "user", "content": fields[query]}]
    if answer is not None:
        messages.append({"role": "assistant", "content": fields[answer]})
    return messages, {query} if answer is None else {query, answer}


def _check_containers(fields: Mapping[str, Any]) -> None:
    """Say plainly what has the wrong shape altogether; a text can be iterated over too."""
    for name, kind, wanted in (("messages", list, "a list"), ("turns", list, "a list"), ("extra", dict, "an object")):
        if not isinstance(fields[name], kind):
            raise RowError(f"{name}: must be {wanted}")


def _name_of(messages: object) -> str:
    return hashlib.sha256(json.dumps(messages).encode()).hexdigest()[:16]


def _structured(fields: Mapping[str, Any]) -> Row:
    try:
        return _CONVERTER.structure(fields, Row)
    except cattrs.BaseValidationError as error:
        faults = cattrs.transform_error(error, path="", format_exception=_worded)
        raise RowError("; ".join(_placed(fault) for fault in faults)) from error


def _checked(row: Row) -> Row:
    """Refuse what has the right form and makes no dialogue."""
    if not any(message.role == "user" and message.content.strip() for message in row.messages):
        raise RowError("messages: hold no user message with text")
    try:
        to_json(row).encode()
    except UnicodeEncodeError:
        raise RowError("holds half of a surrogate pair, which is no text") from None
    return row


def _worded(error: BaseException, _kind: type | None) -> str:
    if isinstance(error, KeyError):
        return "is missing"
    if isinstance(error, (TypeError, AttributeError)):
        return "must be an object"
    return str(error) or "is not of the form that is documented"


def _placed(fault: str) -> str:
    """``must be text @ .messages[0].content`` with the place in front."""
    said, _, place = fault.rpartition(" @ ")
    return f"{place.lstrip('.')}: {said}" if place else said


def _text(value: object, _kind: object) -> str:
    if not isinstance(value, str):
        raise ValueError(f"must be text, not {json.dumps(value)[:40]}")  # noqa: TRY004 - told like any other bad value
    return value


def _one_of(names: tuple[str, ...]):
    def check(value: object, _kind: object) -> str:
        if value not in names:
            raise ValueError(f"must be one of {', '.join(names)}, not {json.dumps(value)[:40]}")
        return str(value)

    return check


def _reason(error: BaseException) -> str:
    return error.strerror if isinstance(error, OSError) and error.strerror else str(error)


def _converter() -> cattrs.Converter:
    converter = cattrs.Converter()
    converter.register_structure_hook(str, _text)
    converter.register_structure_hook_func(lambda kind: kind == Role, _one_of(get_args(Role)))
    converter.register_structure_hook_func(lambda kind: kind == Outcome, _one_of(get_args(Outcome)))
    return converter


_FIELDS = tuple(field.name for field in attrs.fields(Row))
_CONVERTER = _converter()
