"""What the commands share, in one place: the open documents, kernels, results, the model and the editor."""

from __future__ import annotations

import attrs
from pygls.lsp.server import LanguageServer

from opencodeinterpreter.lsp.client import Client
from opencodeinterpreter.lsp.configuration import Configuration
from opencodeinterpreter.lsp.documents import Documents
from opencodeinterpreter.lsp.edits import Edits
from opencodeinterpreter.lsp.kernels import Kernels
from opencodeinterpreter.lsp.publisher import Publisher
from opencodeinterpreter.lsp.results.store import ResultStore
from opencodeinterpreter.lsp.sessions import Sessions
from opencodeinterpreter.lsp.work import WorkRegistry
from opencodeinterpreter.settings import Settings


@attrs.frozen(eq=False, kw_only=True)
class Services:
    """Everything of one server; each part is tested on its own."""

    server: LanguageServer
    client: Client
    configuration: Configuration
    documents: Documents
    edits: Edits
    kernels: Kernels
    publisher: Publisher
    results: ResultStore
    sessions: Sessions
    work: WorkRegistry

    @property
    def settings(self) -> Settings:
        """The settings as they are now."""
        return self.configuration.settings
