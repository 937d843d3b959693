"""Shows conversations: as text to whoever asks, and as a document beside the code where the editor can open one."""

from __future__ import annotations

from pathlib import Path

from opencodeinterpreter.lsp.commands import Arguments, CommandResult
from opencodeinterpreter.lsp.services import Services


class Transcripts:
    """Transcripts of one server, kept in a folder of its own until it ends."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._folder: Path | None = None

    async def show(self, arguments: Arguments) -> CommandResult:
        """The transcript as markdown."""
        conversation = self._services.sessions.of(arguments.uri).get(arguments.id).conversation
        text = conversation.transcript()
        window = self._services.client.capabilities.window
        if window and window.show_document and window.show_document.support:
            await self._services.client.show_document(self._write(conversation.id, text).as_uri())
        return CommandResult(
            status="ok", id=conversation.id, grade=conversation.grade, isolation=conversation.isolation, text=text
        )

    def close(self) -> None:
        """Delete the documents."""
        if self._folder is not None:
            import shutil

            shutil.rmtree(self._folder, ignore_errors=True)

    def _write(self, name: str, text: str) -> Path:
        if self._folder is None:
            import tempfile

            # mkdtemp makes the folder readable to nobody else: conversations hold the person's code.
            self._folder = Path(tempfile.mkdtemp(prefix="opencodeinterpreter-"))
        path = self._folder / f"{name}.md"
        path.write_text(text, encoding="utf-8")
        return path
