# ruff: noqa: RUF001 - the multiplication sign is what people are shown
"""Outputs and failures as one line and as markdown."""

from __future__ import annotations

import base64
import stat
import struct
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pandas as pd
import pytest

from opencodeinterpreter.kernel.protocol import Execution, Output
from opencodeinterpreter.lsp.results import render
from opencodeinterpreter.lsp.results.frames import traceback_for_people
from opencodeinterpreter.lsp.results.images import Image, TemporaryImages, image_markdown, renders_images
from opencodeinterpreter.lsp.results.tables import escape_markdown, read_table, table_markdown
from opencodeinterpreter.text.tracebacks import Failure, Frame


def png(width: int, height: int, size_bytes: int = 64) -> str:
    header = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + struct.pack(">II", width, height)
    return base64.b64encode(header.ljust(size_bytes, b"\0")).decode()


def printed(text: str, line: int | None = 1) -> Output:
    return Output(kind="stdout", data={"text/plain": text}, line=line)


def valued(text: str, **other: str) -> Output:
    return Output(kind="value", data={"text/plain": text, **other}, line=1)


def shown(text: str, **other: str) -> Output:
    return Output(kind="display", data={"text/plain": text, **other}, line=1)


FIGURE = shown("<Figure size 640x480 with 1 Axes>", **{"image/png": png(547, 413)})
SALES = pd.DataFrame({"day": ["Mon", "Tue", "Wed"], "cups": [12, 9, 15]})
FRAME = valued(str(SALES), **{"text/html": SALES.to_html()})


@pytest.mark.parametrize(
    ("outputs", "expected"),
    [
        ([], ""),
        ([valued("42")], "→ 42"),
        ([printed("hel"), printed("lo\n")], "hello"),
        ([printed("one\ntwo\n")], "one …"),
        ([printed("\n\n  \n")], ""),
        ([printed("\nfirst\n\n")], "first"),
        ([printed("10%\r50%\r100%\n")], "100%"),
        ([printed("a\n"), valued("1")], "a · → 1"),
        ([Output(kind="stderr", data={"text/plain": "careful\n"})], "⚠ careful"),
        ([valued("x" * 200)], "→ " + "x" * 68 + " …"),
        ([FRAME], "DataFrame 3×2"),
        ([FIGURE], "figure 640×480"),
        ([printed("drawing\n"), valued("[<matplotlib.lines.Line2D at 0x7f>]"), FIGURE], "figure 640×480 · drawing"),
        ([shown("<PIL.Image.Image>", **{"image/png": png(32, 16)})], "image 32×16"),
        ([shown("<x>", **{"image/png": "not base64!"})], "image"),
        ([shown("<IPython.core.display.Markdown object>", **{"text/markdown": "# Hi"})], "# Hi"),
        ([valued("")], ""),
    ],
)
def test_short_form(outputs: list[Output], expected: str) -> None:
    assert render.short(outputs) == expected


def long(*outputs: Output, room: int = 60_000) -> str:
    return render.long(outputs, files=TemporaryImages(), image_room_chars=room)


@pytest.mark.parametrize(
    ("output", "expected"),
    [
        (valued("{'a': 1}"), "```python\n{'a': 1}\n```"),
        (printed("hello\n"), "```text\nhello\n```"),
        (
            printed("```\n![x](http://example.org/?secret)\n```\n"),
            "````text\n```\n![x](http://example.org/?secret)\n```\n````",
        ),
        (
            shown("<IPython.core.display.Markdown object>", **{"text/markdown": "![x](http://e.org)"}),
            "```text\n![x](http://e.org)\n```",
        ),
        (FIGURE, f"![figure 640×480](data:image/png;base64,{png(547, 413)})"),
        (FRAME, "|  | day | cups |\n| --- | --- | --- |\n| 0 | Mon | 12 |\n| 1 | Tue | 9 |\n| 2 | Wed | 15 |"),
        (Output(kind="stderr", data={"text/plain": "w\n"}), "stderr:\n\n```text\nw\n```"),
    ],
)
def test_long_form(output: Output, expected: str) -> None:
    assert long(output) == expected


def test_long_output_keeps_its_beginning_and_its_end_and_says_what_is_missing() -> None:
    text = long(printed("\n".join(str(n) for n in range(1000))))
    assert "\n0\n" in text
    assert "\n999\n" in text
    assert "… 880 lines left out …" in text
    assert "characters left out" in long(printed("x" * 50_000))


def test_only_so_many_image_characters_go_into_one_hover() -> None:
    images = [shown("<Figure size 8x8>", **{"image/png": png(n, n, 30_000)}) for n in (1, 2, 3)]
    text = long(*images, printed("end"))
    assert text.count("](data:image/png") == 1
    assert text.count("](file:") == 2
    assert len(text) < 100_000


def test_large_figure_is_linked_from_a_folder_of_ones_own() -> None:
    files = TemporaryImages()
    image = Image("image/png", png(3000, 2000, 9000), "figure 3000×2000")
    link = image_markdown(image, files=files, room_chars=1000)
    assert link == image_markdown(image, files=files, room_chars=1000)
    path = Path(unquote(urlsplit(link.partition("](")[2].rstrip(")")).path))
    assert path.read_bytes() == base64.b64decode(image.encoded)
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    files.close()
    assert not path.exists()


@pytest.mark.parametrize(
    ("client", "expected"),
    [("Visual Studio Code", True), ("Neovim", False), ("helix", False), ("Emacs", False), ("", True)],
)
def test_editors_in_a_terminal_get_no_encoded_images(client: str, expected: bool) -> None:
    assert renders_images(client) is expected


def test_long_frames_state_their_whole_shape() -> None:
    frame = pd.DataFrame({f"c{n}": range(200) for n in range(30)})
    with pd.option_context("display.max_rows", 10, "display.max_columns", 8):
        table = read_table(frame._repr_html_())
    assert table is not None
    assert table.shape == (200, 30)
    assert len(table.rows) == 11
    assert table_markdown(table).endswith("200 rows × 30 columns")


def test_multi_index_frames_become_one_header_line() -> None:
    table = read_table(SALES.assign(shop="a").pivot_table(index="shop", columns="day", values=["cups"]).to_html())
    assert table is not None
    assert table.header[1] == "cups Mon"
    assert {len(row) for row in table.rows} == {len(table.header)}


@pytest.mark.parametrize(
    "html", ["", "<p>no</p>", "<table></table>", "<table><tr></tr></table>", "<table", "<table><tr><td"]
)
def test_html_without_cells_is_no_table(html: str) -> None:
    assert read_table(html) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("unit_price", "unit_price"),
        ("_x_", "\\_x\\_"),
        ("a|b", "a\\|b"),
        ("![x](y)", "!\\[x\\](y)"),
        ("<b>", "\\<b\\>"),
        ("two\nlines", "two lines"),
    ],
)
def test_text_in_cells_is_shown_as_it_stands(text: str, expected: str) -> None:
    assert escape_markdown(text) == expected


@pytest.mark.parametrize(
    ("execution", "expected"),
    [
        (
            Execution(code="", status="error", error=Failure(name="NameError", message="name 'x' is not defined")),
            ("NameError", "NameError: name 'x' is not defined"),
        ),
        (
            Execution(code="", status="timeout", duration_s=30.0, error=Failure(name="KeyboardInterrupt", message="")),
            ("timeout", "Stopped after 30.0 s: the time limit (setting timeout) was reached (KeyboardInterrupt)"),
        ),
        (
            Execution(code="", status="died"),
            ("died", "The kernel died; its variables are lost. The next run starts a new one"),
        ),
    ],
)
def test_ending(execution: Execution, expected: tuple[str, str]) -> None:
    assert render.ending(execution) == expected


@pytest.mark.parametrize(("duration_s", "expected"), [(0.0123, "12 ms"), (1.44, "1.4 s"), (185, "3 min 5 s")])
def test_seconds(duration_s: float, expected: str) -> None:
    assert render.seconds(duration_s) == expected


def test_hover_says_where_results_come_from_and_what_they_are_worth() -> None:
    about = render.Circumstances(
        trial=True, isolation="fork", grade="asserts", duration_s=0.02, truncated=True, stale=True
    )
    assert render.framed("body", about) == (
        "_Stale: the code was changed after it ran._\n\nbody\n\n"
        "_tried in a sandboxed copy of the kernel · grade: asserts (its own asserts or doctests pass) · 20 ms · "
        "the output was cut_"
    )
    assert render.marks(about) == "[stale, tried in a sandbox] "


def test_failure_shows_its_traceback() -> None:
    shown = render.failure_markdown("ValueError", "Traceback …\nValueError: no\n")
    assert shown == "**ValueError**\n\n```pytb\nTraceback …\nValueError: no\n```"


def test_tracebacks_for_people_name_the_document_and_its_lines() -> None:
    """Frames are found from the end: a chained exception before them may name the same lines."""
    line = '  File "main.py", line {}, in f\n'
    text = line.format(3) + "ValueError: first\n\nDuring handling …\n" + line.format(3) + line.format(1) + "E: second"
    frames = tuple(Frame(path="main.py", line=n, run_id="r") for n in (3, 1))
    located = traceback_for_people(
        Failure(name="E", message="second", frames=frames, text=text),
        lambda frame: ("a.py", frame.line + 10) if frame.line > 1 else None,
    )
    moved = '  File "a.py", line 13, in f\n'
    assert located == text[: text.rfind(line.format(3))] + moved + line.format(1) + "E: second"
