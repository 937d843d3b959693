"""Puts a server's parts together once the editor said what it is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import attrs
from lsprotocol import types

from opencodeinterpreter.lsp.client import Client
from opencodeinterpreter.lsp.configuration import Configuration
from opencodeinterpreter.lsp.documents import Document, Documents
from opencodeinterpreter.lsp.edits import Edits
from opencodeinterpreter.lsp.executor import Executor
from opencodeinterpreter.lsp.kernels import Kernels
from opencodeinterpreter.lsp.publisher import Publisher
from opencodeinterpreter.lsp.results.images import renders_images
from opencodeinterpreter.lsp.results.store import ResultStore
from opencodeinterpreter.lsp.services import Services
from opencodeinterpreter.lsp.sessions import Sessions
from opencodeinterpreter.lsp.work import WorkRegistry

if TYPE_CHECKING:
    from opencodeinterpreter.lsp.backends import Backends
    from opencodeinterpreter.lsp.server import InterpreterServer

RUN_IT = "Run it"


@attrs.frozen(eq=False)
class Parts:
    """What a server consists of."""

    services: Services
    executor: Executor


def assemble(server: InterpreterServer, backends: Backends) -> Parts:
    """Every part, knowing how the editor counts, what it can show and what the person set."""
    client, documents = Client(server), Documents()
    results = ResultStore(lambda uri: _lines(documents.get(uri)), folders=server.folders)
    configuration = Configuration(lambda problem: client.warn(problem, once=True))

    async def ask(question: str) -> bool:
        return await client.ask(question, RUN_IT, "Don't run it") == RUN_IT

    services = Services(
        server=server,
        client=client,
        configuration=configuration,
        documents=documents,
        edits=Edits(client, documents),
        kernels=Kernels(backends, settings=lambda: configuration.settings, workspace_of=server.workspace_of, ask=ask),
        publisher=Publisher(client, documents, results),
        results=results,
        sessions=Sessions(),
        work=WorkRegistry(),
    )
    results.on_change = services.publisher.changed
    if server.initialize_params is not None:
        _introduce(server.initialize_params, services)
    encoding = server.workspace.position_encoding
    documents.encoding = str(getattr(encoding, "value", encoding) or documents.encoding)
    return Parts(services, Executor(services, backends))


def _introduce(params: types.InitializeParams, services: Services) -> None:
    workspace = params.capabilities.workspace
    more = bool(workspace and workspace.configuration)
    services.configuration.begin(params.initialization_options, more_to_come=more)
    if params.client_info is not None:
        services.results.inline_images = renders_images(params.client_info.name)


def _lines(document: Document | None) -> Sequence[str] | None:
    return document.lines if document else None
