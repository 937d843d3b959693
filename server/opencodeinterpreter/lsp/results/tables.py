"""Tables in HTML, as data frames print them, turned into markdown. Knows nothing of outputs or editors."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import attrs

from opencodeinterpreter.lsp.results.signs import TIMES

_SPECIAL = re.compile(r"([\\`*\[\]<>|~$&])|(?<!\w)(_)|(_)(?!\w)")
_STATED_SHAPE = re.compile(rf"(\d+) rows (?:{TIMES}|x) (\d+) columns")


@attrs.frozen(kw_only=True)
class Table:
    """Cells as text; ``header`` and all ``rows`` are equally long. ``shape`` counts rows and columns of data.

    The shape may be larger than what is listed: long data frames print their first and last rows only.
    """

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    shape: tuple[int, int]


@attrs.define
class _Row:
    in_head: bool
    cells: list[str] = attrs.Factory(list[str])
    index_cells: int = 0


class _Reader(HTMLParser):
    """Collects the rows of the first table."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.rows: list[_Row] = []
        self.finished = False
        self._in_head = False
        self._cell: list[str] | None = None
        self._span = 1

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self.finished:
            return
        if tag == "thead":
            self._in_head = True
        elif tag == "tr":
            self.rows.append(_Row(self._in_head))
        elif tag in {"td", "th"} and self.rows:
            self._open_cell(tag, dict(attrs))

    def _open_cell(self, tag: str, attributes: dict[str, str | None]) -> None:
        self._close_cell()
        self._cell = []
        stated = attributes.get("colspan") or "1"
        self._span = min(int(stated), 100) if stated.isdigit() else 1
        self.rows[-1].index_cells += tag == "th"

    def _close_cell(self) -> None:
        if self._cell is not None:
            text = " ".join("".join(self._cell).split())
            self.rows[-1].cells += [text] + [""] * (self._span - 1)
            self._cell = None

    def handle_endtag(self, tag: str) -> None:
        if tag == "thead":
            self._in_head = False
        elif tag in {"td", "th", "tr"}:
            self._close_cell()
        elif tag == "table":
            self._close_cell()
            self.finished = True

    def handle_data(self, data: str) -> None:
        if self._cell is not None and not self.finished:
            self._cell.append(data)


def read_table(html: str) -> Table | None:
    """The first table in ``html``; None when it holds none with at least one cell."""
    if "<table" not in html:
        return None
    reader = _Reader()
    reader.feed(html)
    rows = [row for row in reader.rows if row.cells]
    if not rows:
        return None
    head = [row for row in rows if row.in_head]
    body = [row for row in rows if not row.in_head]
    width = max(len(row.cells) for row in rows)
    return Table(
        header=_merge_header(head, width),
        rows=tuple(_padded(row.cells, width) for row in body),
        shape=_shape(html, body, width),
    )


def _padded(cells: list[str], width: int) -> tuple[str, ...]:
    return tuple(cells + [""] * (width - len(cells)))


def _merge_header(head: list[_Row], width: int) -> tuple[str, ...]:
    """One header line; markdown knows no more, so the levels of a column stand behind one another."""
    levels = [_padded(row.cells, width) for row in head] or [("",) * width]
    return tuple(" ".join(filter(None, column)) for column in zip(*levels, strict=True))


def _shape(html: str, body: list[_Row], width: int) -> tuple[int, int]:
    if stated := _STATED_SHAPE.search(html):
        return int(stated[1]), int(stated[2])
    index_width = body[0].index_cells if body else min(1, width)
    return len(body), width - index_width


def table_markdown(table: Table, *, max_rows: int = 50, max_columns: int = 20) -> str:
    """The table in GitHub's markdown; what is left out is said below it."""
    columns = min(len(table.header), max_columns)
    lines = [_line(table.header[:columns]), "|" + " --- |" * columns]
    lines += [_line(row[:columns]) for row in table.rows[:max_rows]]
    left_out = len(table.rows) > max_rows or len(table.header) > max_columns or table.shape[0] > len(table.rows)
    rows, all_columns = table.shape
    return "\n".join(lines) + (f"\n\n{rows} rows {TIMES} {all_columns} columns" if left_out else "")


def _line(cells: tuple[str, ...]) -> str:
    return "| " + " | ".join(escape_markdown(cell) for cell in cells) + " |"


def escape_markdown(text: str) -> str:
    """Text that markdown shows as it stands: no link, image, emphasis or HTML can come out of it."""
    return _SPECIAL.sub(lambda match: "\\" + match[0], " ".join(text.split()))
