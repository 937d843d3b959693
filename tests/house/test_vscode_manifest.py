"""package.json offers exactly the server's settings and commands, and the few that are about starting the server."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from opencodeinterpreter import __version__
from opencodeinterpreter.lsp.commands import COMMANDS
from opencodeinterpreter.settings import SETTINGS, Setting

ROOT = Path(__file__).resolve().parents[2]
PREFIX = "opencodeinterpreter."
CLIENT_SETTINGS = {"serverPython"}
CLIENT_COMMANDS = {"ask", "fixPastedTraceback", "restartServer", "runFile", "showLog"}

MANIFEST: dict[str, Any] = json.loads((ROOT / "package.json").read_text(encoding="utf-8"))
PROPERTIES: dict[str, dict[str, Any]] = MANIFEST["contributes"]["configuration"]["properties"]


def unprefixed(names: list[str]) -> set[str]:
    assert all(name.startswith(PREFIX) for name in names)
    return {name.removeprefix(PREFIX) for name in names}


def test_the_settings_are_the_servers_and_the_clients_own() -> None:
    assert unprefixed(list(PROPERTIES)) == {setting.name for setting in SETTINGS} | CLIENT_SETTINGS


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda setting: setting.name)
def test_a_setting_is_described_as_the_server_reads_it(setting: Setting) -> None:
    given = PROPERTIES[PREFIX + setting.name]
    assert (given["type"], given["default"], given["description"]) == (
        setting.type,
        setting.default,
        setting.description,
    )
    assert tuple(given.get("enum", ())) == setting.enum
    assert (given.get("minimum"), given.get("maximum")) == (setting.minimum, setting.maximum)


@pytest.mark.parametrize("name", ["apiKey", "endpoint", "serverPython"])
def test_a_workspace_can_not_choose_processes_hosts_or_secrets(name: str) -> None:
    assert PROPERTIES[PREFIX + name]["scope"] == "machine"


def test_the_client_strips_its_own_settings() -> None:
    source = (ROOT / "vscode-client/src/settings.ts").read_text(encoding="utf-8")
    listed = re.search(r"CLIENT_ONLY[^=]*= new Set\(\[(.*?)\]\)", source)
    assert listed is not None
    assert set(re.findall(r'"(\w+)"', listed[1])) == CLIENT_SETTINGS


def test_the_commands_are_the_servers_and_the_clients_own() -> None:
    offered = [command["command"] for command in MANIFEST["contributes"]["commands"]]
    assert unprefixed(offered) == unprefixed(list(COMMANDS)) | CLIENT_COMMANDS


def test_menus_and_keys_call_only_commands_that_are_offered() -> None:
    contributes = MANIFEST["contributes"]
    offered = {command["command"] for command in contributes["commands"]}
    items = [item for menu in contributes["menus"].values() for item in menu] + contributes["keybindings"]
    assert {item["command"] for item in items if "command" in item} <= offered
    assert {item["submenu"] for item in items if "submenu" in item} == {row["id"] for row in contributes["submenus"]}


def test_client_and_server_have_the_same_version() -> None:
    assert MANIFEST["version"] == __version__
