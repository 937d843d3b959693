"""The settings of the contract: their names, defaults and limits. Knows nothing of editors or where settings come from.

Outside, names are camelCase; inside, ``Settings`` has the same names in snake_case. Reading settings never fails: what
can't be used is named in a list of problems and its default is used.
"""

from __future__ import annotations

import difflib
import math
import re
from collections.abc import Mapping
from typing import Any, Literal, cast

import attrs

SettingType = Literal["string", "integer", "number", "boolean"]
DtypeName = Literal["auto", "float32", "float16", "bfloat16"]
Quantization = Literal["none", "8bit", "4bit"]
KernelPer = Literal["document", "workspace"]
TrialMode = Literal["auto", "fresh", "ask", "off"]
ResultsShown = Literal["all", "errors"]


@attrs.frozen(kw_only=True)
class Settings:
    """Everything that a person can set. An empty string means: not set, choose for me."""

    model: str = "auto"
    endpoint: str = ""
    api_key: str = attrs.field(default="", repr=False)
    device: str = "auto"
    dtype: DtypeName = "auto"
    quantization: Quantization = "none"
    max_rounds: int = 3
    max_new_tokens: int = 1024
    temperature: float = 0.0
    timeout: float = 60.0
    python: str = ""
    kernel_per: KernelPer = "document"
    trial: TrialMode = "auto"
    results: ResultsShown = "all"
    prompts_dir: str = ""
    record_conversations: bool = False
    conversations_dir: str = ""


@attrs.frozen(kw_only=True)
class Setting:
    """One row of the table that editors' manifests are compared with. ``minimum`` and ``maximum`` are inclusive."""

    name: str
    type: SettingType
    default: str | int | float | bool
    description: str
    enum: tuple[str, ...] = ()
    minimum: float | None = None
    maximum: float | None = None


@attrs.frozen
class Problem:
    """A setting that could not be used, and why; ``str`` of it is fit for the user."""

    setting: str
    message: str

    def __str__(self) -> str:
        return f"Setting opencodeinterpreter.{self.setting}: {self.message}"


SETTINGS: tuple[Setting, ...] = (
    Setting(
        name="model",
        type="string",
        default="auto",
        description="The model that writes code: a Hub id, a local folder, 'bundled' (small, offline), or 'auto': the "
        "biggest OpenCodeInterpreter checkpoint that is already in the local cache and fits, else 'bundled'.",
    ),
    Setting(
        name="endpoint",
        type="string",
        default="",
        description="Base URL of an OpenAI-compatible engine (vLLM, TGI, llama.cpp, transformers serve) to use instead "
        "of loading a model here, such as http://localhost:8000/v1.",
    ),
    Setting(name="apiKey", type="string", default="", description="The key that the endpoint asks for."),
    Setting(
        name="device",
        type="string",
        default="auto",
        description="Where the model is loaded: 'auto', 'cpu', 'cuda', 'cuda:1', 'mps'.",
    ),
    Setting(
        name="dtype",
        type="string",
        default="auto",
        description="Number format of the model's weights.",
        enum=("auto", "float32", "float16", "bfloat16"),
    ),
    Setting(
        name="quantization",
        type="string",
        default="none",
        description="Load the weights in 8 or 4 bits (needs bitsandbytes and a GPU).",
        enum=("none", "8bit", "4bit"),
    ),
    Setting(
        name="maxRounds",
        type="integer",
        default=3,
        description="How often the model may be asked in one request, refinements included.",
        minimum=1,
        maximum=20,
    ),
    Setting(
        name="maxNewTokens",
        type="integer",
        default=1024,
        description="The longest reply, in tokens.",
        minimum=1,
    ),
    Setting(
        name="temperature",
        type="number",
        default=0.0,
        description="Randomness of the replies; 0 always takes the likeliest token.",
        minimum=0,
        maximum=2,
    ),
    Setting(
        name="timeout",
        type="number",
        default=60.0,
        description="Seconds after which an execution is stopped.",
        minimum=0.1,
    ),
    Setting(
        name="python",
        type="string",
        default="",
        description="Interpreter or kernelspec that runs your code. Empty: the workspace's virtual environment, else "
        "python3 on PATH.",
    ),
    Setting(
        name="kernelPer",
        type="string",
        default="document",
        description="Whether each document has a kernel of its own or a workspace shares one.",
        enum=("document", "workspace"),
    ),
    Setting(
        name="trial",
        type="string",
        default="auto",
        description="How model-written code is tried before you see it: 'auto' on a sandboxed copy of your kernel "
        "where that can be had, 'fresh' always in a new sandboxed kernel, 'ask' asks you before each trial, 'off' "
        "never runs it.",
        enum=("auto", "fresh", "ask", "off"),
    ),
    Setting(
        name="results",
        type="string",
        default="all",
        description="Which results are shown in the code.",
        enum=("all", "errors"),
    ),
    Setting(
        name="promptsDir",
        type="string",
        default="",
        description="Folder with prompt files (jinja2) that replace the shipped ones of the same name.",
    ),
    Setting(
        name="recordConversations",
        type="boolean",
        default=False,
        description="Keep finished conversations as JSON lines in conversationsDir. Nothing leaves this machine.",
    ),
    Setting(
        name="conversationsDir",
        type="string",
        default="",
        description="Where conversations are kept. Empty: the user's data folder.",
    ),
)

_BY_NAME = {setting.name: setting for setting in SETTINGS}
_ACCEPTED: dict[SettingType, tuple[type, ...]] = {
    "string": (str,),
    "integer": (int, float),
    "number": (int, float),
    "boolean": (bool,),
}
_ARTICLE = {"string": "a string", "integer": "a whole number", "number": "a number", "boolean": "true or false"}


def parse(given: object) -> tuple[Settings, list[Problem]]:
    """Settings from the decoded JSON of section ``opencodeinterpreter``. Null means: not set."""
    if given is None:
        return Settings(), []
    if not isinstance(given, Mapping):
        return Settings(), [Problem("*", "the settings must be an object; the defaults are used.")]
    values: dict[str, Any] = {}
    problems: list[Problem] = []
    for name, value in cast("Mapping[object, object]", given).items():
        setting = _BY_NAME.get(str(name))
        if setting is None:
            problems.append(Problem(str(name), _unknown(str(name))))
        elif value is None:
            continue
        elif fault := _fault(setting, value):
            problems.append(Problem(setting.name, f"{fault}; {setting.default!r} is used."))
        else:
            values[snake_case(setting.name)] = _converted(setting, value)
    return Settings(**values), problems


def snake_case(name: str) -> str:
    """``maxRounds`` becomes ``max_rounds``."""
    return re.sub(r"(?<=[a-z])([A-Z])", lambda m: f"_{m[1].lower()}", name)


def _unknown(name: str) -> str:
    folded = {known.lower(): known for known in _BY_NAME}
    close = difflib.get_close_matches(name.lower().replace("_", ""), folded, n=1, cutoff=0.6)
    return "there is no such setting" + (f"; did you mean {folded[close[0]]}?" if close else ".")


def _fault(setting: Setting, value: object) -> str:
    """Why the value can't be used, "" when it can. Lua and Lisp clients send whole numbers as floats: 3.0 will do."""
    if isinstance(value, bool) != (setting.type == "boolean") or not isinstance(value, _ACCEPTED[setting.type]):
        return f"must be {_ARTICLE[setting.type]}, not {_shown(setting, value)}"
    if setting.enum and value not in setting.enum:
        return f"must be one of {', '.join(setting.enum)}, not {value!r}"
    if isinstance(value, (int, float)):
        return _number_fault(setting, value)
    return ""


def _number_fault(setting: Setting, value: float) -> str:
    if not math.isfinite(value) or (setting.type == "integer" and value != int(value)):
        return f"must be {_ARTICLE[setting.type]}, not {value!r}"
    if setting.minimum is not None and value < setting.minimum:
        return f"must be at least {setting.minimum}, not {value!r}"
    if setting.maximum is not None and value > setting.maximum:
        return f"must be at most {setting.maximum}, not {value!r}"
    return ""


def _shown(setting: Setting, value: object) -> str:
    return "something else" if setting.name == "apiKey" else repr(value)[:60]


def _converted(setting: Setting, value: object) -> object:
    if setting.type == "integer":
        return int(cast("float", value))
    return float(cast("float", value)) if setting.type == "number" else value
