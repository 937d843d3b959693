"""The settings as options of the command line: ``maxRounds`` is ``--max-rounds``, checked by the same rules."""

from __future__ import annotations

import argparse

from opencodeinterpreter.cli.usage import refuse
from opencodeinterpreter.settings import SETTINGS, Setting, Settings, parse, snake_case

# A key on the command line could be read by every user of the machine; the environment is private.
_NOT_OPTIONS = {"apiKey", "kernelPer", "results"}


def add_settings(parser: argparse.ArgumentParser) -> None:
    """One option for each setting that makes sense in a terminal."""
    group = parser.add_argument_group("settings", "The endpoint's key is read from OPENCODEINTERPRETER_API_KEY.")
    for setting in SETTINGS:
        if setting.name in _NOT_OPTIONS:
            continue
        text = setting.description.replace("%", "%%")
        if setting.type == "boolean":
            group.add_argument(_flag(setting), action="store_true", help=text, dest=_destination(setting))
        else:
            group.add_argument(
                _flag(setting),
                type=_CONVERT[setting.type],
                choices=setting.enum or None,
                help=f"{text} Default: {setting.default or 'none'}.",
                metavar=None if setting.enum else setting.type.upper(),
                dest=_destination(setting),
            )


def settings_from(args: argparse.Namespace) -> Settings:
    """The settings that were given; leaves with status 2 when one can't be used."""
    given = {setting.name: getattr(args, _destination(setting), None) for setting in SETTINGS}
    settings, problems = parse(
        {name: value for name, value in given.items() if value is not None and value is not False}
    )
    if problems:
        refuse(f"argument --{snake_case(problems[0].setting).replace('_', '-')}: {problems[0].message}")
    return settings


def _flag(setting: Setting) -> str:
    return "--" + snake_case(setting.name).replace("_", "-")


def _destination(setting: Setting) -> str:
    return f"setting_{snake_case(setting.name)}"


_CONVERT = {"string": str, "integer": int, "number": float}
