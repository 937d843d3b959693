"""A small editor without a window: holds texts, applies edits, keeps what a real server process sends it.

It speaks LSP through pygls' client and knows nothing of what the demonstration is about.
"""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, Union

from cattrs import Converter
from lsprotocol import types
from pygls.lsp.client import LanguageClient
from pygls.protocol import default_converter

from opencodeinterpreter.text.edits import Change, apply

WAIT_S = 60.0
_CAPABILITIES = types.ClientCapabilities(
    general=types.GeneralClientCapabilities(position_encodings=[types.PositionEncodingKind.Utf32]),
    window=types.WindowClientCapabilities(work_done_progress=True),
    workspace=types.WorkspaceClientCapabilities(
        apply_edit=True, workspace_edit=types.WorkspaceEditClientCapabilities(document_changes=True)
    ),
    text_document=types.TextDocumentClientCapabilities(
        inlay_hint=types.InlayHintClientCapabilities(),
        hover=types.HoverClientCapabilities(content_format=[types.MarkupKind.Markdown]),
        publish_diagnostics=types.PublishDiagnosticsClientCapabilities(related_information=True, data_support=True),
        code_action=types.CodeActionClientCapabilities(
            data_support=True,
            code_action_literal_support=types.ClientCodeActionLiteralOptions(
                types.ClientCodeActionKindOptions([types.CodeActionKind.QuickFix, types.CodeActionKind.Refactor])
            ),
        ),
    ),
)


class Editor:
    """One session with one server process. ``on_progress`` is called with each progress message."""

    def __init__(self) -> None:
        self.texts: dict[str, str] = {}
        self.diagnostics: dict[str, list[types.Diagnostic]] = {}
        self.progress: list[str] = []
        self.notices: list[str] = []
        self.questions: list[str] = []
        self.on_progress: Callable[[str], None] = lambda _message: None
        self.capabilities = types.ServerCapabilities()
        self._versions: dict[str, int] = {}
        self._published_versions: dict[str, int] = {}
        self._changed = asyncio.Condition()
        self._client = LanguageClient("opencodeinterpreter-demo", "1", converter_factory=_converter)
        self._log: list[str] = []
        self._tasks: set[asyncio.Task[None]] = set()
        self._listen()

    async def start(self, workspace: Path, settings: dict[str, Any]) -> None:
        """Start ``python -m opencodeinterpreter lsp`` on a workspace and shake hands."""
        command = (sys.executable, "-m", "opencodeinterpreter", "lsp")
        await self._client.start_io(*command, cwd=workspace)
        self._keep(self._drain_log())
        result = await self._client.initialize_async(
            types.InitializeParams(
                process_id=os.getpid(),
                client_info=types.ClientInfo("opencodeinterpreter-demo"),
                root_uri=workspace.as_uri(),
                workspace_folders=[types.WorkspaceFolder(workspace.as_uri(), workspace.name)],
                capabilities=_CAPABILITIES,
                initialization_options=settings,
            )
        )
        self.capabilities = result.capabilities
        self._client.initialized(types.InitializedParams())

    async def stop(self) -> None:
        """Leave politely; the server ends what it started."""
        await asyncio.wait_for(self._client.shutdown_async(None), WAIT_S)
        self._client.exit(None)
        await asyncio.wait_for(self._client.stop(), WAIT_S)

    def kill(self) -> None:
        """End the server process if it is still there."""
        process = self._client._server  # noqa: SLF001 - pygls offers no other way to it
        if process is not None and process.returncode is None:
            process.terminate()

    @property
    def log(self) -> str:
        """The last lines of what the server wrote on stderr."""
        return "\n".join(self._log[-40:])

    def open(self, path: Path) -> str:
        """Open a file; returns its uri."""
        uri, text = path.as_uri(), path.read_text("utf-8")
        self.texts[uri], self._versions[uri] = text, 1
        item = types.TextDocumentItem(uri=uri, language_id="python", version=1, text=text)
        self._client.text_document_did_open(types.DidOpenTextDocumentParams(item))
        return uri

    async def command(self, name: str, **arguments: Any) -> dict[str, Any]:
        """Carry out ``opencodeinterpreter.<name>``; returns its result."""
        return await self.execute(
            types.Command(title=name, command=f"opencodeinterpreter.{name}", arguments=[arguments])
        )

    async def execute(self, command: types.Command) -> dict[str, Any]:
        """Carry out a command as a code action or lens holds it; returns its result."""
        self.progress.clear()
        params = types.ExecuteCommandParams(command.command, command.arguments)
        result = await asyncio.wait_for(self._client.workspace_execute_command_async(params), WAIT_S)
        return result if isinstance(result, dict) else vars(result)

    async def code_actions(self, uri: str, diagnostic: types.Diagnostic) -> list[types.CodeAction]:
        """The code actions that the editor would offer at a diagnostic."""
        params = types.CodeActionParams(
            text_document=types.TextDocumentIdentifier(uri),
            range=diagnostic.range,
            context=types.CodeActionContext([diagnostic]),
        )
        found = await asyncio.wait_for(self._client.text_document_code_action_async(params), WAIT_S)
        return [action for action in found or [] if isinstance(action, types.CodeAction)]

    async def hover(self, uri: str, line: int) -> str:
        """The markdown shown for a line, "" for none."""
        params = types.HoverParams(types.TextDocumentIdentifier(uri), types.Position(line, 0))
        hover = await asyncio.wait_for(self._client.text_document_hover_async(params), WAIT_S)
        return hover.contents.value if hover and isinstance(hover.contents, types.MarkupContent) else ""

    async def inlay_hints(self, uri: str) -> dict[int, str]:
        """The labels behind the lines of a document."""
        whole = types.Range(types.Position(0, 0), types.Position(self.texts[uri].count("\n") + 1, 0))
        params = types.InlayHintParams(types.TextDocumentIdentifier(uri), whole)
        hints = await asyncio.wait_for(self._client.text_document_inlay_hint_async(params), WAIT_S)
        return {hint.position.line: str(hint.label) for hint in hints or []}

    async def settled(self, uri: str) -> list[types.Diagnostic]:
        """The diagnostics of the text as it is now."""

        def is_current() -> bool:
            return self._published_versions.get(uri, 0) >= self._versions[uri]

        async with self._changed:
            await asyncio.wait_for(self._changed.wait_for(is_current), WAIT_S)
        return self.diagnostics[uri]

    def type_in(self, uri: str, change: Change) -> None:
        """Edit a document as a person does."""
        self._edit(uri, [change])

    def _edit(self, uri: str, changes: list[Change]) -> None:
        self.texts[uri] = apply(changes, self.texts[uri])
        self._versions[uri] += 1
        ordered = sorted(changes, key=lambda c: (c.start_line, c.start_char), reverse=True)
        events = [types.TextDocumentContentChangePartial(_range(change), change.text) for change in ordered]
        document = types.VersionedTextDocumentIdentifier(version=self._versions[uri], uri=uri)
        self._client.text_document_did_change(types.DidChangeTextDocumentParams(document, events))

    def _listen(self) -> None:
        answers: dict[str, Callable[[Any], Any]] = {
            types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS: self._on_diagnostics,
            types.WORKSPACE_APPLY_EDIT: self._on_apply_edit,
            types.WINDOW_WORK_DONE_PROGRESS_CREATE: lambda _params: None,
            types.PROGRESS: self._on_progress,
            types.WINDOW_SHOW_MESSAGE: lambda params: self.notices.append(params.message),
            types.WINDOW_LOG_MESSAGE: lambda params: self._log.append(params.message),
            types.WINDOW_SHOW_MESSAGE_REQUEST: self._on_question,
            "opencodeinterpreter/status": lambda _params: None,
        }
        for method, answer in answers.items():
            # pygls marks what it registers, which a bound method does not allow.
            self._client.feature(method)(partial(answer))

    async def _on_diagnostics(self, params: types.PublishDiagnosticsParams) -> None:
        async with self._changed:
            self.diagnostics[params.uri] = list(params.diagnostics)
            self._published_versions[params.uri] = params.version or self._versions.get(params.uri, 0)
            self._changed.notify_all()

    def _on_apply_edit(self, params: types.ApplyWorkspaceEditParams) -> types.ApplyWorkspaceEditResult:
        """Apply an edit to the version that it was made for, as real editors do, and tell the server."""
        edits = [edit for edit in params.edit.document_changes or [] if isinstance(edit, types.TextDocumentEdit)]
        for edit in edits:
            uri, version = edit.text_document.uri, edit.text_document.version
            if version is not None and version != self._versions[uri]:
                return types.ApplyWorkspaceEditResult(applied=False, failure_reason="The document has changed.")
            self._edit(uri, [_change(one.range, one.new_text) for one in edit.edits if isinstance(one, _TEXT_EDITS)])
        return types.ApplyWorkspaceEditResult(applied=bool(edits))

    def _on_progress(self, params: types.ProgressParams) -> None:
        value = params.value if isinstance(params.value, dict) else vars(params.value)
        if message := value.get("message"):
            self.progress.append(message)
            self.on_progress(message)

    def _on_question(self, params: types.ShowMessageRequestParams) -> types.MessageActionItem | None:
        """The first answer offered is the one that lets the work go on."""
        self.questions.append(params.message)
        return params.actions[0] if params.actions else None

    def _keep(self, job: Any) -> None:
        task = asyncio.ensure_future(job)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _drain_log(self) -> None:
        process = self._client._server  # noqa: SLF001 - pygls pipes stderr and offers no other way to read it
        if process is not None and process.stderr is not None:
            async for line in process.stderr:
                self._log.append(line.decode(errors="replace").rstrip())


def _converter() -> Converter:
    """The protocol's converter, but for one slip: it takes every code action that holds a command for that command."""
    converter = default_converter()

    def structure(item: Any, _: type) -> types.Command | types.CodeAction:
        kind = types.Command if isinstance(item.get("command"), str) else types.CodeAction
        return converter.structure(item, kind)

    converter.register_structure_hook(Union[types.Command, types.CodeAction], structure)  # noqa: UP007 - a type, no annotation
    return converter


_TEXT_EDITS = (types.TextEdit, types.AnnotatedTextEdit)


def _range(change: Change) -> types.Range:
    start = types.Position(change.start_line, change.start_char)
    return types.Range(start, types.Position(change.end_line, change.end_char))


def _change(range_: types.Range, text: str) -> Change:
    start, end = range_.start, range_.end
    return Change(start.line, start.character, end.line, end.character, text)


def span(start_line: int, end_line: int) -> dict[str, Any]:
    """Whole lines as the commands take them; equal lines mean a cursor."""
    return {"start": {"line": start_line, "character": 0}, "end": {"line": end_line, "character": 0}}
