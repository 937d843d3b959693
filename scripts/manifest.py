"""Writes the settings of the server into package.json, so that VS Code offers exactly those. `make format` runs it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from opencodeinterpreter.settings import SETTINGS, Setting

MANIFEST = Path(__file__).resolve().parent.parent / "package.json"
PREFIX = "opencodeinterpreter."

# What starts processes, names hosts or holds a secret may not come with a workspace's own settings.
_MACHINE_SCOPED = {"apiKey", "endpoint"}

SERVER_PYTHON = {
    "type": "string",
    "default": "",
    "scope": "machine",
    "description": "Interpreter that has the package opencodeinterpreter. Empty: the Python extension's, else python3 "
    "on PATH.",
}


def properties() -> dict[str, dict[str, Any]]:
    """The manifest's `configuration.properties`: one for each setting, and one for starting the server."""
    settings = {PREFIX + setting.name: schema(setting) for setting in SETTINGS}
    return {**settings, f"{PREFIX}serverPython": SERVER_PYTHON}


def schema(setting: Setting) -> dict[str, Any]:
    """One setting as JSON schema."""
    limits = {"minimum": setting.minimum, "maximum": setting.maximum}
    return {
        "type": setting.type,
        "default": setting.default,
        "scope": "machine" if setting.name in _MACHINE_SCOPED else "machine-overridable",
        "description": setting.description,
        **({"enum": list(setting.enum)} if setting.enum else {}),
        **{name: limit for name, limit in limits.items() if limit is not None},
    }


def main() -> None:
    """Rewrite package.json when it differs; prettier has the last word on its form."""
    manifest = json.loads(MANIFEST.read_text(encoding="utf-8"))
    manifest["contributes"]["configuration"]["properties"] = properties()
    MANIFEST.write_text(json.dumps(manifest, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
