from __future__ import annotations

import itertools
from pathlib import Path

import pytest

from opencodeinterpreter.errors import PromptError
from opencodeinterpreter.loop.prompts import Prompts, shipped_prompts

VALUES = {
    "change": ("instruction", "feedback", "code", "numbered_code"),
    "describe": ("context", "code"),
    "execution_feedback": ("result", "failed", "code", "numbered_code", "failure", "feedback", "instruction"),
    "fix": ("code", "numbered_code", "failure", "result", "failed", "instruction", "feedback", "context"),
    "generate": ("context", "stub", "instruction"),
    "human_feedback": ("feedback", "result", "failed", "code", "numbered_code", "failure"),
    "tried": ("prompt", "reply", "failure"),
}


@pytest.mark.parametrize(("form", "name"), list(itertools.product(("fenced", "line-edits"), VALUES)))
def test_every_prompt_renders_with_and_without_its_values(form: str, name: str) -> None:
    prompts = Prompts(answer_form=form)
    shown = prompts.render(name, **{value: f"<{value}>" for value in VALUES[name]})
    assert shown
    assert "\n\n\n" not in shown
    assert "{" not in shown
    prompts.render(name, **dict.fromkeys(VALUES[name], ""))


def test_there_is_no_prompt_that_nobody_renders() -> None:
    """Those in the folder ``collect`` are the data pipeline's."""
    files = {path.stem for path in shipped_prompts().rglob("*.j2") if path.parent.name != "collect"}
    assert files == set(VALUES)


@pytest.mark.parametrize(
    ("name", "values", "expected"),
    [
        ("generate", {"context": "", "stub": "", "instruction": "print 1"}, "print 1"),
        (
            "generate",
            {"context": "x = 1", "stub": "", "instruction": "print x"},
            "The code so far:\n```python\nx = 1\n```\n\nprint x",
        ),
        (
            "generate",
            {"context": "", "stub": "def f(): ...", "instruction": ""},
            "Complete this function.\n```python\ndef f(): ...\n```",
        ),
    ],
)
def test_wording(name: str, values: dict[str, str], expected: str) -> None:
    assert Prompts().render(name, **values) == expected


LINE_EDITS = [
    ("fix", "failure", "", "Fix this code."),
    ("fix", "failure", "Print 1.", "Fix this code: Print 1."),
    ("execution_feedback", "result", "", "Fix this code."),
    ("execution_feedback", "result", "Print 1.", "Fix this code: Print 1."),
]


@pytest.mark.parametrize(("name", "what_happened", "instruction", "asked"), LINE_EDITS)
def test_a_model_of_line_edits_is_reminded_of_the_instruction(
    name: str, what_happened: str, instruction: str, asked: str
) -> None:
    values = {what_happened: "NameError: x", "numbered_code": "1|print(x)", "instruction": instruction}
    assert Prompts(answer_form="line-edits").render(name, **values) == f"{asked}\n1|print(x)\nNameError: x"


def test_an_override_comes_first_and_the_rest_is_shipped(tmp_path: Path) -> None:
    (tmp_path / "generate.j2").write_text("Please: {{ instruction }}")
    prompts = Prompts(override=tmp_path)
    assert prompts.render("generate", instruction="x") == "Please: x"
    assert prompts.render("human_feedback", feedback="y", result="") == "y"
    (tmp_path / "line-edits").mkdir()
    (tmp_path / "line-edits" / "generate.j2").write_text("Lines: {{ instruction }}")
    assert Prompts(override=tmp_path, answer_form="line-edits").render("generate", instruction="x") == "Lines: x"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"{% if %}", "generate.j2, line 1"),
        (b"{{ missing }}", "'missing' is undefined"),
        (b"{{ 1 / 0 }}", "division by zero"),
        (b"\xff\xfe\x00", "can't be rendered"),
        (b"{% include 'other.j2' %}", "needs other.j2"),
        (b"{{ ''.__class__.__mro__ }}", "unsafe"),
    ],
)
def test_a_broken_override_is_named(tmp_path: Path, content: bytes, said: str) -> None:
    (tmp_path / "generate.j2").write_bytes(content)
    with pytest.raises(PromptError, match=r"generate\.j2") as raised:
        Prompts(override=tmp_path).render("generate", instruction="x")
    assert said in str(raised.value)


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(PromptError, match="nowhere is not a folder"):
        Prompts(override=tmp_path / "nowhere")
