"""Reads the failure out of a kernel's reply: what our hooks described, else what any Jupyter kernel says."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from opencodeinterpreter.kernel.terminal_text import name_cells, strip_ansi
from opencodeinterpreter.text.tracebacks import Failure, Frame

# The other side is ``inside/start.py``.
PAYLOAD_SOURCE = "opencodeinterpreter"


def failure_from_reply(reply: Mapping[str, Any], shown_file: str) -> Failure | None:
    """Why the run failed; None when it didn't."""
    if reply.get("status") == "ok":
        return None
    return shown_failure(reply, shown_file) or _plain(reply, shown_file)


def shown_failure(reply: Mapping[str, Any], shown_file: str) -> Failure | None:
    """The exception that was shown during the run, also one that did not end it (``%run`` shows such)."""
    described = _described(reply)
    if described is None:
        return None
    return Failure(
        name=described["name"],
        message=strip_ansi(described["message"]),
        frames=tuple(Frame(**frame) for frame in described["frames"]),
        text=name_cells(strip_ansi(described["text"]), shown_file),
    )


def is_clean_exit(reply: Mapping[str, Any]) -> bool:
    """Whether the run ended by ``sys.exit`` with a status that means success."""
    described = _described(reply)
    return described is not None and bool(described["clean_exit"])


def _described(reply: Mapping[str, Any]) -> Mapping[str, Any] | None:
    payloads: list[dict[str, Any]] = reply.get("payload") or []
    for payload in payloads:
        if payload.get("source") == PAYLOAD_SOURCE:
            return payload["failure"]
    return None


def _plain(reply: Mapping[str, Any], shown_file: str) -> Failure:
    text = name_cells(strip_ansi("\n".join(reply.get("traceback") or [])), shown_file)
    name, message = str(reply.get("ename", "Error")), strip_ansi(str(reply.get("evalue", "")))
    return Failure(name=name, message=message, text=text or f"{name}: {message}")
