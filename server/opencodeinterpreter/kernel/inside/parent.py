"""Inside the user's interpreter, from its start on: ends the kernel when its server is gone. Python 3.8 or newer.

Comes with the command line and not, like its neighbours, with the first request: the server may be gone before that.
"""

from __future__ import annotations

import os
import threading


def watch_parent(read_end: int, identity: list[int], runtime_folder: str) -> None:
    """When the pipe comes to its end, remove the sockets that the server can't remove any more, and end."""

    def watch() -> None:
        os.read(read_end, 1)
        import shutil

        shutil.rmtree(runtime_folder, ignore_errors=True)
        os._exit(1)

    if is_pipe(read_end, identity):
        os.set_inheritable(read_end, False)  # noqa: FBT003 - it has no name
        threading.Thread(target=watch, name="opencodeinterpreter", daemon=True).start()


def is_pipe(read_end: int, identity: list[int]) -> bool:
    """Whether the number still stands for the pipe: a kernelspec's launcher may have closed it on the way here."""
    try:
        return list(os.fstat(read_end)[:3]) == identity
    except OSError:
        return False
