"""Inside the user's interpreter: how much one process may take. Python 3.8 or newer.

Loaded as text and executed in a private namespace.
"""

from __future__ import annotations

from typing import Any


def bound_resources(settings: Any) -> None:
    """Limits on memory, file size and processes, where the settings ask for them."""
    limits = {"DATA": "memory_limit_bytes", "FSIZE": "file_limit_bytes", "NPROC": "process_limit"}
    if not any(settings[name] for name in limits.values()):
        return
    import resource

    for kind, name in limits.items():
        if settings[name]:
            resource.setrlimit(getattr(resource, "RLIMIT_" + kind), (settings[name], settings[name]))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
