from __future__ import annotations

import pytest

from opencodeinterpreter.text.cells import cell_at, cells
from opencodeinterpreter.text.lines import split_lines

NOTEBOOK = (
    '"""Doc."""\nimport math\n\n# %% Load data\nx = 1\n# %% [markdown]\n# Some words\n#%%\ny = 2\n# In[3]:\nz = 3\n'
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("\n \n", []),
        ("x = 1\ny = 2", [(0, 2, "")]),
        (NOTEBOOK, [(0, 3, ""), (3, 5, "Load data"), (7, 9, ""), (9, 11, "In[3]")]),
        ("#!/usr/bin/env python\n# ---\n# %%\nx", [(2, 4, "")]),
        ("# %%", [(0, 1, "")]),
        ('# %% Plot [code] tags=["a", "b"] id="3"\nx\n', [(0, 2, "Plot")]),
        ("    # %% not a marker\nx\n", [(0, 2, "")]),
        ("# %%\r\nx\r\n# %% two\r\n", [(0, 2, ""), (2, 3, "two")]),
        ("# %% Prose [md]\n# hi\n# %%\nx", [(2, 4, "")]),
        ("# %% a[0] and more\nx", [(0, 2, "a[0] and more")]),
        ("x = 1\f\n# %%\n", [(0, 1, ""), (1, 2, "")]),
    ],
)
def test_cells(text: str, expected: list[tuple[int, int, str]]) -> None:
    found = cells(text)
    assert [(cell.start_line, cell.end_line, cell.title) for cell in found] == expected
    lines = split_lines(text)
    assert all(cell.code == "".join(lines[cell.start_line : cell.end_line]) for cell in found)


@pytest.mark.parametrize(
    ("line", "start"), [(0, 0), (2, 0), (3, 3), (4, 3), (5, None), (6, None), (8, 7), (10, 9), (11, 9), (40, 9)]
)
def test_cell_at(line: int, start: int | None) -> None:
    cell = cell_at(NOTEBOOK, line)
    assert (cell.start_line if cell else None) == start


@pytest.mark.parametrize("text", ["", "a", "a\n", "a\r\nb\rc\n\nd", "\n\n", "a\u2028b\x0cc\n"])
def test_split_lines_loses_nothing(text: str) -> None:
    lines = split_lines(text)
    assert "".join(lines) == text
    assert all(line.rstrip("\r\n") or line for line in lines)
