"""Renders the prompt files. A person's ``promptsDir`` comes first, then a model's answer form, then the default."""

from __future__ import annotations

from pathlib import Path

import jinja2
from jinja2.sandbox import ImmutableSandboxedEnvironment

from opencodeinterpreter.errors import PromptError

_PACKAGE = Path(__file__).resolve().parent.parent


def shipped_prompts() -> Path:
    """The prompts inside an installed wheel, or those of the checkout."""
    installed = _PACKAGE / "prompts"
    return installed if installed.is_dir() else _PACKAGE.parent.parent / "prompts"


class Prompts:
    """Templates by name, such as ``generate``: those of prompts/.

    They are rendered in a sandbox: ``override`` may come from the settings of a workspace that nobody has read.
    """

    def __init__(self, *, override: Path | None = None, answer_form: str = "fenced") -> None:
        if override is not None and not override.is_dir():
            raise PromptError(f"promptsDir {override} is not a folder. Correct opencodeinterpreter.promptsDir.")
        shipped = shipped_prompts()
        folders = [override / answer_form, override] if override else []
        self._environment = ImmutableSandboxedEnvironment(
            loader=jinja2.FileSystemLoader([*folders, shipped / answer_form, shipped]),
            autoescape=False,
            trim_blocks=True,
            lstrip_blocks=True,
            undefined=jinja2.StrictUndefined,
        )

    def render(self, name: str, **values: object) -> str:
        """The prompt's text without surrounding blank lines. Raises PromptError naming the file that is at fault."""
        file = f"{name}.j2"
        try:
            template = self._environment.get_template(file)
            file = template.filename or file
            return template.render(**values).strip()
        except jinja2.TemplateSyntaxError as error:
            raise PromptError(f"The prompt {error.filename or file}, line {error.lineno}: {error.message}") from error
        except jinja2.TemplateNotFound as error:
            raise PromptError(f"The prompt {file} needs {error.name}, which is missing.") from error
        except Exception as error:  # a template may do anything that Python can, and fail like it
            raise PromptError(f"The prompt {file} can't be rendered: {error}") from error
