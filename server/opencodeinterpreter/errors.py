"""The exceptions whose text is fit for a user: what failed, and what to do next.

Each edge (language server, command line, host) shows ``str(error)`` as it stands.
"""

from __future__ import annotations


class OpenCodeInterpreterError(Exception):
    """Base of everything that we raise on purpose."""


class ModelError(OpenCodeInterpreterError):
    """A model could not be loaded or did not answer."""


class EndpointError(ModelError):
    """An OpenAI-compatible engine could not be reached or answered nonsense."""


class HostError(ModelError):
    """Our own model host could not be started."""


class KernelError(OpenCodeInterpreterError):
    """A kernel could not be started or was lost."""


class InterpreterLacksKernelError(KernelError):
    """The chosen interpreter has no ipykernel; ``install_command`` would mend that."""

    def __init__(self, interpreter: str, install_command: tuple[str, ...]) -> None:
        super().__init__(
            f"{interpreter} has no ipykernel, so it can't run code for the editor. "
            f"Install it with: {' '.join(install_command)}"
        )
        self.interpreter = interpreter
        self.install_command = install_command


class PromptError(OpenCodeInterpreterError):
    """A prompt file is missing or can't be rendered."""


class RequestError(OpenCodeInterpreterError):
    """A command was called with arguments that make no sense."""


class DataError(OpenCodeInterpreterError):
    """A file of dialogues can't be read or written."""


class TrainingError(OpenCodeInterpreterError):
    """A training can't be started as asked, or can't go on."""


class CollectingError(OpenCodeInterpreterError):
    """Collecting had to stop; what was finished until then is kept."""
