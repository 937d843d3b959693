"""Gathers what one run prints and shows, within limits. Knows kernel messages by their type; holds no connection."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import attrs

from opencodeinterpreter.kernel.protocol import Output, OutputKind, OutputSink
from opencodeinterpreter.kernel.terminal_text import Screen, name_cells, strip_ansi
from opencodeinterpreter.text.tracebacks import SHOWN_FILE


@attrs.frozen(kw_only=True)
class OutputLimits:
    """How much one run may leave behind before it is stopped; ``data_chars`` bounds figures and tables together."""

    chars: int = 200_000
    messages: int = 20_000
    data_chars: int = 16_000_000


@attrs.define
class _Entry:
    kind: OutputKind
    line: int | None
    screen: Screen | None = None
    data: dict[str, str] = attrs.field(factory=dict[str, str])
    display_id: str | None = None

    def output(self) -> Output:
        data = {"text/plain": self.screen.text} if self.screen is not None else self.data
        return Output(kind=self.kind, data=data, line=self.line)


class Collector:
    """Takes the messages of one run in order; ``on_full`` is called once, when the limit is reached.

    The sink gets pieces as they come. A piece that starts with a carriage return rewrites the line before it.
    """

    def __init__(
        self,
        *,
        limits: OutputLimits | None = None,
        sink: OutputSink | None = None,
        on_full: Callable[[], None] | None = None,
        shown_file: str = SHOWN_FILE,
    ) -> None:
        self._limits = limits or OutputLimits()
        self._sink = sink
        self._on_full = on_full
        self._shown_file = shown_file
        self._entries: list[_Entry] = []
        self._clear_before_next = False
        self._messages = 0
        self._chars = 0
        self._data_chars = 0
        self.truncated = False

    @property
    def outputs(self) -> tuple[Output, ...]:
        """All that was kept, in order."""
        return tuple(entry.output() for entry in self._entries)

    def take(self, kind: str, content: Mapping[str, Any], line: int | None) -> None:
        """One message from the kernel; kinds that show nothing are passed over."""
        if self.truncated:
            return
        match kind:
            case "stream":
                self._count_message()
                self._take_text("stderr" if content.get("name") == "stderr" else "stdout", content["text"], line)
            case "execute_result":
                self._take_data("value", content, line)
            case "display_data":
                self._take_data("display", content, line)
            case "update_display_data":
                self._update(content)
            case "clear_output":
                self._clear(wait=bool(content.get("wait")))
            case _:
                pass

    def _count_message(self) -> None:
        self._messages += 1
        if self._messages > self._limits.messages:
            self._fill()

    def _fill(self) -> None:
        if not self.truncated:
            self.truncated = True
            if self._on_full:
                self._on_full()

    def _clear(self, *, wait: bool) -> None:
        self._count_message()
        if wait:
            self._clear_before_next = True
            return
        self._entries.clear()
        self._chars = self._data_chars = 0

    def _clear_if_awaited(self) -> None:
        if self._clear_before_next:
            self._clear_before_next = False
            self._entries.clear()
            self._chars = self._data_chars = 0

    def _take_text(self, kind: OutputKind, text: str, line: int | None) -> None:
        self._clear_if_awaited()
        text = name_cells(strip_ansi(text), self._shown_file)
        screen = self._screen(kind, line)
        before = len(screen)
        screen.write(text[: self._limits.chars + 1])
        self._chars += len(screen) - before
        surplus = self._chars - self._limits.chars
        if surplus > 0:
            screen.cut(len(screen) - surplus)
            self._fill()
        if self._sink:
            piece = Screen()
            piece.write(text[: len(text) - max(surplus, 0)])
            self._sink(Output(kind=kind, data={"text/plain": _with_rewrite(text, piece.text)}, line=line))

    def _screen(self, kind: OutputKind, line: int | None) -> Screen:
        """Where text of this kind and line goes: on from the last output if that is of the same kind and line."""
        last = self._entries[-1] if self._entries else None
        if last is not None and last.screen is not None and (last.kind, last.line) == (kind, line):
            return last.screen
        screen = Screen()
        self._entries.append(_Entry(kind, line, screen))
        return screen

    def _take_data(self, kind: OutputKind, content: Mapping[str, Any], line: int | None) -> None:
        self._count_message()
        self._clear_if_awaited()
        display_id = content.get("transient", {}).get("display_id")
        entry = _Entry(kind, line, data=self._bounded(content.get("data", {})), display_id=display_id)
        self._entries.append(entry)
        if self._sink:
            self._sink(entry.output())

    def _update(self, content: Mapping[str, Any]) -> None:
        self._count_message()
        display_id = content.get("transient", {}).get("display_id")
        for entry in self._entries:
            if display_id is not None and entry.display_id == display_id:
                self._count(entry.data, sign=-1)
                entry.data = self._bounded(content.get("data", {}))

    def _bounded(self, bundle: Mapping[str, Any]) -> dict[str, str]:
        """The MIME bundle as text, without the types that no longer fit; the plain text always stays."""
        plain = name_cells(strip_ansi(_as_text(bundle.get("text/plain", ""))), self._shown_file)
        room = max(self._limits.chars - self._chars, 0)
        data = {"text/plain": plain[:room]}
        if len(plain) > room:
            self._fill()
        room = self._limits.data_chars - self._data_chars
        for mime, value in bundle.items():
            text = _as_text(value)
            if mime != "text/plain" and len(text) <= room:
                data[mime] = text
                room -= len(text)
        self._count(data)
        return data

    def _count(self, data: Mapping[str, str], *, sign: int = 1) -> None:
        plain = len(data.get("text/plain", ""))
        self._chars += sign * plain
        self._data_chars += sign * (sum(map(len, data.values())) - plain)


def _with_rewrite(raw: str, shown: str) -> str:
    return "\r" + shown if raw.startswith("\r") and not raw.startswith("\r\n") else shown


def _as_text(value: Any) -> str:
    if isinstance(value, str):
        return value
    import json

    return json.dumps(value)
