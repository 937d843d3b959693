"""Renders the prompt files. A person's ``promptsDir`` comes first, then a model's answer form, then the default."""

from __future__ import annotations

from pathlib import Path

import jinja2

from opencodeinterpreter.errors import PromptError

_PACKAGE = Path(__file__).resolve().parent.parent


def shipped_prompts() -> Path:
    """The prompts inside an installed wheel, or those of the checkout."""
    installed = _PACKAGE / "prompts"
    return installed if installed.is_dir() else _PACKAGE.parent.parent / "prompts"


class Prompts:
    """Templates by name (``generate``, ``fix``, ``execution_feedback``, ``human_feedback``)."""

    def __init__(self, *, override: Path | None = None, answer_form: str = "fenced") -> None:
        shipped = shipped_prompts()
        folders = [override / answer_form, override] if override else []
        self._environment = jinja2.Environment(
            loader=jinja2.FileSystemLoader([*folders, shipped / answer_form, shipped]),
            autoescape=False,  # noqa: S701 - prompts are plain text, not HTML
            trim_blocks=True,
            lstrip_blocks=True,
            undefined=jinja2.StrictUndefined,
        )

    def render(self, name: str, **values: object) -> str:
        """The prompt's text without surrounding blank lines. Raises PromptError naming the file that is at fault."""
        try:
            return self._environment.get_template(f"{name}.j2").render(**values).strip()
        except jinja2.TemplateError as error:
            raise PromptError(f"The prompt {name}.j2 can't be rendered: {error}. Check promptsDir.") from error
