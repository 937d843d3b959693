"""What this machine can do, and what a person or a test has switched off.

The environment variable ``OPENCODEINTERPRETER_DISABLE`` holds a comma-separated list of capabilities to do without:
``sandbox``, ``fork`` (copies of kernels), ``ipc`` (Unix sockets to kernels), ``pidfd`` and ``pass_fds``. It shows how
macOS and Windows behave on any machine.
"""

from __future__ import annotations

import os
import sys

SWITCH = "OPENCODEINTERPRETER_DISABLE"


def switched_off(capability: str) -> bool:
    """Whether ``capability`` is named in the environment variable."""
    return capability in {name.strip() for name in os.environ.get(SWITCH, "").split(",")}


def has_ipc() -> bool:
    """Whether kernels can be reached over Unix sockets."""
    return sys.platform != "win32" and not switched_off("ipc")


def has_pidfd() -> bool:
    """Whether the end of a process can be waited for without polling (Linux 5.3)."""
    return hasattr(os, "pidfd_open") and not switched_off("pidfd")


def has_pass_fds() -> bool:
    """Whether a process that is started can inherit a pipe of ours by its number."""
    return sys.platform != "win32" and not switched_off("pass_fds")
