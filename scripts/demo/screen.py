"""Shows in a terminal what an editor would show: source with hints and carets, hovers, diffs. Knows no LSP session."""

from __future__ import annotations

import base64
import difflib
import io
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager

from lsprotocol import types
from rich.console import Console, Group, RenderableType
from rich.markdown import Markdown
from rich.panel import Panel
from rich.rule import Rule
from rich.style import Style
from rich.syntax import Syntax
from rich.text import Text

WIDTH = 100
_FIGURE_COLUMNS = 58
_IMAGE = re.compile(r"!\[([^\]]*)\]\(data:image/png;base64,([^)]+)\)")
_THEME = "ansi_dark"
# What is less severe than these repeats the hints behind the lines.
_UNDERLINED = {types.DiagnosticSeverity.Error: "bold red", types.DiagnosticSeverity.Warning: "yellow"}


class Screen:
    """A terminal, 100 columns wide at most."""

    def __init__(self, console: Console) -> None:
        self.console = console
        self._step = 0

    def step(self, title: str, name: str) -> None:
        """Begin a step of the demonstration."""
        self._step += 1
        self.console.print()
        self.console.print(Rule(Text(f" {self._step} · {title} — {name} ", "bold cyan"), align="left", style="cyan"))

    def say(self, text: str) -> None:
        """A line of explanation."""
        self.console.print(Text(text, "italic"))

    @contextmanager
    def busy(self, what: str) -> Iterator[Callable[[str], None]]:
        """A line that moves while something is done; gives what sets its text. A recording keeps only what stays."""
        if self.console.record:
            yield lambda _message: None
            return
        with self.console.status(what, spinner="dots") as status:
            yield lambda message: status.update(Text(f"{what}: {message.splitlines()[-1]}"[: WIDTH - 4]))

    def did(self, text: str, seconds: float) -> None:
        """What the person did, and how long the answer took."""
        self.console.print(Text.assemble(("▶ ", "bold green"), (text, "bold"), (f"  {seconds:.2f} s", "green")))

    def progress(self, messages: Sequence[str]) -> None:
        """What the progress bar said, one line; a message that only grew is shown in its last form."""
        shown = [message for message, after in zip(messages, [*messages, ""][1:], strict=True) if message != after]
        last = [" ".join(message.split()) for message in shown[-4:]]
        if last:
            line = Text("  progress: " + " → ".join(last), "bright_black")
            self.console.print(line, no_wrap=True, overflow="ellipsis")

    def facts(self, **facts: object) -> None:
        """What came with the result, name by name."""
        pieces = [
            piece for name, value in facts.items() for piece in ((f"  {name} ", "bright_black"), (str(value), "bold"))
        ]
        self.console.print(Text.assemble(*pieces))

    def passed(self, text: str) -> None:
        """A check that held."""
        self.console.print(Text.assemble(("  ✔ ", "bold green"), (text, "green")))

    def failed(self, text: str) -> None:
        """A check that did not hold."""
        self.console.print(Panel(Text(text), title="This step failed", border_style="bold red", width=WIDTH))

    def source(
        self,
        text: str,
        *,
        hints: Mapping[int, str] | None = None,
        diagnostics: Sequence[types.Diagnostic] = (),
        lines: tuple[int, int] | None = None,
    ) -> None:
        """Lines of a document (0-based, end exclusive) as an editor draws them."""
        drawn = (
            Syntax("", "python", theme=_THEME, background_color="default").highlight(text).split("\n", allow_blank=True)
        )
        first, last = lines or (0, len(drawn))
        for number in range(first, min(last, len(drawn))):
            line = Text.assemble((f"{number + 1:>4} │ ", "bright_black"), drawn[number])
            if hint := (hints or {}).get(number):
                line.append(f"   {hint}", "italic bright_magenta" if hint.startswith("→") else "italic magenta")
            line.truncate(WIDTH, overflow="ellipsis")
            self.console.print(line, no_wrap=True, crop=True)
            for diagnostic in diagnostics:
                if diagnostic.range.start.line == number and diagnostic.severity in _UNDERLINED:
                    self.console.print(_carets(diagnostic), no_wrap=True, overflow="ellipsis")

    def hover(self, markdown: str, *, over: str) -> None:
        """The box that appears over a line; figures are drawn in half blocks."""
        title = Text(f"hover over {over}", "bright_black")
        body = Group(*_pieces(markdown))
        self.console.print(Panel(body, title=title, title_align="left", border_style="bright_black", width=WIDTH - 4))

    def diff(self, before: str, after: str) -> None:
        """The edit that the editor was asked to make."""
        delta = list(difflib.unified_diff(before.splitlines(), after.splitlines(), lineterm="", n=1))[2:]
        for line in delta:
            style = {"+": "green", "-": "red", "@": "cyan"}.get(line[:1], "bright_black")
            self.console.print(Text(f"     {line}", style), no_wrap=True, crop=True)

    def offers(self, titles: Sequence[str]) -> None:
        """The code actions at a place."""
        for title in titles:
            self.console.print(Text.assemble(("  💡 ", "yellow"), title))


def _carets(diagnostic: types.Diagnostic) -> Text:
    """The message under its code, as in a compiler's report; on a line of its own where it would be too long."""
    start, end = diagnostic.range.start, diagnostic.range.end
    width = max(1, end.character - start.character) if end.line == start.line else 1
    style = _UNDERLINED[diagnostic.severity or types.DiagnosticSeverity.Error]
    text = Text("     │ " + " " * start.character, "bright_black")
    text.append("^" * width, style)
    fits = len(text) + len(diagnostic.message) < WIDTH
    text.append(f" {diagnostic.message}" if fits else f"\n     │ {diagnostic.message}", style)
    for related in diagnostic.related_information or []:
        place = f"{related.location.uri.rpartition('/')[2]}:{related.location.range.start.line + 1}"
        text.append(f"\n     │   ↳ {place} {related.message}", "bright_black")
    return text


def _pieces(markdown: str) -> Iterator[RenderableType]:
    position = 0
    for match in _IMAGE.finditer(markdown):
        yield from _markdown(markdown[position : match.start()])
        yield draw_png(base64.b64decode(match[2]))
        yield Text(match[1], "bright_black")
        position = match.end()
    yield from _markdown(markdown[position:])


def _markdown(text: str) -> Iterator[RenderableType]:
    if text.strip():
        yield Markdown(text.strip(), code_theme=_THEME)


def draw_png(content: bytes, columns: int = _FIGURE_COLUMNS) -> Text:
    """A picture in half blocks: each character is two pixels, one above the other."""
    from PIL import Image

    with Image.open(io.BytesIO(content)) as picture:
        height = 2 * max(1, round(columns * picture.height / picture.width / 2))
        small = picture.convert("RGB").resize((columns, height))
    pixels = small.tobytes()
    text = Text()
    for top in range(0, height, 2):
        for column in range(columns):
            upper, lower = (_color(pixels, (row * columns + column) * 3) for row in (top, top + 1))
            text.append("▀", Style(color=upper, bgcolor=lower))
        text.append("\n")
    return text


def _color(pixels: bytes, at: int) -> str:
    return f"rgb({pixels[at]},{pixels[at + 1]},{pixels[at + 2]})"
