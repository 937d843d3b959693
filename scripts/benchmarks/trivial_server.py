"""The baseline of the language server: pygls, one hover that says nothing, and that is all."""

from lsprotocol import types
from pygls.lsp.server import LanguageServer

server = LanguageServer("trivial", "1")


@server.feature(types.TEXT_DOCUMENT_HOVER)
def hover(_server: LanguageServer, _params: types.HoverParams) -> types.Hover:
    """The same for every place."""
    return types.Hover(types.MarkupContent(types.MarkupKind.Markdown, "nothing"))


if __name__ == "__main__":
    server.start_io()
