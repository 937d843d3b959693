"""What a training is: one recipe, from a YAML or JSON file and from command-line flags, checked before anything loads.

Every field is described here and nowhere else. Knows nothing of torch; reading it is quick.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Literal, cast, get_args, get_origin

import attrs
import cattrs

from opencodeinterpreter.errors import TrainingError

Precision = Literal["fp32", "bf16", "bf16-weights"]
Layout = Literal["auto", "packed", "rows"]
Attention = Literal["auto", "eager", "sdpa", "flash_attention_2", "flex_attention"]
OptimizerName = Literal["adamw", "adamw-8bit", "adafactor", "muon"]
ScheduleName = Literal["cosine", "linear", "constant", "wsd"]
Quantized = Literal["none", "4bit"]

_PACKAGE = Path(__file__).resolve().parent.parent


def _positive(_owner: object, field: attrs.Attribute[Any], value: float | None) -> None:
    if value is not None and not value > 0:
        raise ValueError(f"{field.name}: must be more than 0, not {value}")


def _share(_owner: object, field: attrs.Attribute[Any], value: float | None) -> None:
    if value is not None and not 0 <= value <= 1:
        raise ValueError(f"{field.name}: must be a share from 0 to 1, not {value}")


def _not_negative(_owner: object, field: attrs.Attribute[Any], value: float) -> None:
    if value < 0:
        raise ValueError(f"{field.name}: must not be negative, not {value}")


@attrs.frozen(kw_only=True)
class DataPart:
    """A file of dialogues (JSON lines, see ``data/rows.py``).

    Parts without a ``share`` are one pool that is passed over again and again. A part with one gives that share of
    the batches, until ``until`` of the training is done.
    """

    path: str
    share: float | None = attrs.field(default=None, validator=_share)
    until: float = attrs.field(default=1.0, validator=_share)


@attrs.frozen(kw_only=True)
class Lora:
    """Train low-rank adapters beside frozen weights (arXiv 2106.09685); ``merge`` writes whole weights at the end."""

    r: int = attrs.field(default=16, validator=_positive)
    alpha: float = attrs.field(default=32, validator=_positive)
    dropout: float = attrs.field(default=0.05, validator=_share)
    targets: str | tuple[str, ...] = "all-linear"
    merge: bool = True


@attrs.frozen(kw_only=True)
class Optimizer:
    """``rate`` is the highest learning rate. ``muon`` takes ``matrix_rate`` for matrices and ``rate`` for the rest.

    ``adamw-8bit`` needs bitsandbytes and CUDA. ``adafactor`` keeps almost no state. ``muon`` keeps fp32 masters of
    bf16 weights. ``clip`` is the largest gradient norm, 0 for no limit (``muon`` has its own).
    """

    name: OptimizerName = "adamw"
    rate: float = attrs.field(default=2e-5, validator=_positive)
    matrix_rate: float = attrs.field(default=0.015, validator=_positive)
    weight_decay: float = attrs.field(default=0.0, validator=_not_negative)
    clip: float = attrs.field(default=1.0, validator=_not_negative)


@attrs.frozen(kw_only=True)
class Schedule:
    """The rate over the steps: warm-up, then the named shape.

    ``warmup`` below 1 is a share of the steps, else their number. ``wsd`` (warm-up, stable, decay) stays constant and
    falls linearly to zero over the last ``decay`` of the steps.
    """

    name: ScheduleName = "cosine"
    warmup: float = attrs.field(default=0.03, validator=_not_negative)
    decay: float = attrs.field(default=0.4, validator=_share)


@attrs.frozen(kw_only=True)
class PromptLoss:
    """Learn a random ``share`` of the prompts' tokens too, until ``until`` of the training is done."""

    share: float = attrs.field(default=0.0, validator=_share)
    until: float = attrs.field(default=1.0, validator=_share)


@attrs.frozen(kw_only=True)
class Recipe:
    """How to train. Each field is a line of a recipe file; nested ones are sections.

    Model: ``base`` (Hub id, folder or ``bundled``) or ``init`` (a model's ``config.json``: start from random weights);
    ``tokenizer`` (a folder or Hub id; that of ``base`` by default).
    Data: ``data`` and ``held_out`` files. A dialogue longer than ``max_tokens`` is left out. ``mask_failed_turns``
    learns no assistant turn whose code failed and was mended later.
    Length: exactly one of ``epochs``, ``tokens`` (trained on, in all) and ``steps``. One step takes ``accumulate``
    batches of at most ``batch_tokens`` tokens on each device.
    ``layout``: ``packed`` puts dialogues behind each other without padding, none sees another; ``rows`` gives each
    dialogue a row, similar lengths together; ``auto`` packs on a GPU and takes rows on a CPU, where that is faster.
    ``precision``: ``bf16`` computes in bf16 on fp32 weights; ``bf16-weights`` keeps the weights in bf16 as well.
    ``evaluate_rows`` of the held-out dialogues are answered, and run where they say what is right (``held_out.py``).
    Output: ``profile`` becomes ``opencodeinterpreter.json`` (how the editor should talk to the model), ``generation``
    goes into ``generation_config.json``.
    """

    base: str = ""
    init: str = ""
    tokenizer: str = ""
    trust_remote_code: bool = False
    data: tuple[DataPart, ...] = ()
    held_out: tuple[str, ...] = ()
    seed: int = 1
    epochs: float | None = attrs.field(default=None, validator=_positive)
    tokens: int | None = attrs.field(default=None, validator=_positive)
    steps: int | None = attrs.field(default=None, validator=_positive)
    max_tokens: int = attrs.field(default=2048, validator=_positive)
    batch_tokens: int = attrs.field(default=8192, validator=_positive)
    accumulate: int = attrs.field(default=1, validator=_positive)
    layout: Layout = "auto"
    attention: Attention = "auto"
    precision: Precision = "bf16"
    quantization: Quantized = "none"
    gradient_checkpointing: bool = False
    lora: Lora | None = None
    optimizer: Optimizer = Optimizer()
    schedule: Schedule = Schedule()
    prompt_loss: PromptLoss = PromptLoss()
    mask_failed_turns: bool = False
    log_steps: int = attrs.field(default=10, validator=_positive)
    evaluate_steps: int = attrs.field(default=200, validator=_positive)
    evaluate_rows: int = attrs.field(default=200, validator=_not_negative)
    max_new_tokens: int = attrs.field(default=512, validator=_positive)
    checkpoint_steps: int = attrs.field(default=200, validator=_positive)
    checkpoints: int = attrs.field(default=2, validator=_positive)
    profile: dict[str, Any] = attrs.field(factory=dict[str, Any])
    generation: dict[str, Any] = attrs.field(factory=dict[str, Any])

    def __attrs_post_init__(self) -> None:
        if bool(self.base) == bool(self.init):
            raise ValueError("base: name either a base or, to start from random weights, init")
        if self.init and not self.tokenizer:
            raise ValueError("tokenizer: a model from random weights needs one (a folder or Hub id)")
        if sum(value is not None for value in (self.epochs, self.tokens, self.steps)) != 1:
            raise ValueError("epochs: set exactly one of epochs, tokens and steps")
        if self.init and self.lora is not None:
            raise ValueError("lora: weights from nothing are trained as a whole; adapters need a base")
        if self.quantization != "none" and self.lora is None:
            raise ValueError("lora: quantized weights can't be trained themselves; add a lora section (QLoRA)")
        if self.data and all(part.share is not None for part in self.data):
            raise ValueError("data: at least one file must be without a share")
        if self.batch_tokens < self.max_tokens:
            raise ValueError(f"batch_tokens: must be at least max_tokens ({self.max_tokens}), not {self.batch_tokens}")


def recipes_folder() -> Path:
    """The recipes inside an installed wheel, or those of the checkout."""
    installed = _PACKAGE / "recipes"
    return installed if installed.is_dir() else _PACKAGE.parent.parent / "recipes"


def read_recipe(name: str) -> dict[str, Any]:
    """The fields of a recipe file, or of a shipped one by its name. Raises TrainingError."""
    path = Path(name) if Path(name).suffix in (".yaml", ".yml", ".json") else recipes_folder() / f"{name}.yaml"
    if not path.is_file():
        shipped = ", ".join(sorted(file.stem for file in recipes_folder().glob("*.yaml") if _is_recipe(file)))
        raise TrainingError(f"There is no recipe {name}. Name a YAML or JSON file, or one of: {shipped}.")
    fields = _parsed(path.read_text(encoding="utf-8"), path)
    return _with_own_files(fields, path.parent)


def parse(fields: Mapping[str, Any]) -> Recipe:
    """The recipe that the fields stand for. Raises TrainingError, which names every field that is at fault."""
    try:
        return _CONVERTER.structure(_with_short_forms(fields), Recipe)
    except cattrs.BaseValidationError as error:
        faults = cattrs.transform_error(error, path="", format_exception=_worded)
        raise TrainingError("The recipe can't be used. " + "; ".join(_placed(fault) for fault in faults)) from error


def as_fields(recipe: Recipe) -> dict[str, Any]:
    """The recipe as JSON has it, for the record."""
    return cast("dict[str, Any]", json.loads(json.dumps(_CONVERTER.unstructure(recipe))))


def with_setting(fields: Mapping[str, Any], setting: str) -> dict[str, Any]:
    """The fields after ``a.b=VALUE``, the value as YAML. Raises TrainingError."""
    place, equals, text = setting.partition("=")
    if not equals:
        raise TrainingError(f"--set takes FIELD=VALUE, such as optimizer.rate=1e-5, not {setting!r}.")
    changed = cast("dict[str, Any]", json.loads(json.dumps(fields)))
    section = changed
    *sections, last = place.strip().split(".")
    for name in sections:
        inner = section.get(name)
        section[name] = inner if isinstance(inner, dict) else {}
        section = section[name]
    section[last] = _value(text)
    return changed


def _value(text: str) -> Any:
    import yaml

    try:
        return _numbers(yaml.safe_load(text))
    except yaml.YAMLError as error:
        raise TrainingError(f"--set: {text!r} is no value: {error}.") from error


def _parsed(text: str, path: Path) -> dict[str, Any]:
    import yaml

    try:
        content = _numbers(yaml.safe_load(text))
    except yaml.YAMLError as error:
        raise TrainingError(f"{path} is neither YAML nor JSON: {error}.") from error
    if not isinstance(content, dict):
        raise TrainingError(f"{path} holds no fields: a recipe has lines such as 'base: bundled'.")
    return cast("dict[str, Any]", content)


def _numbers(content: Any) -> Any:
    """YAML 1.1 takes ``1e-5`` for text, because it lacks a dot; nobody who writes a recipe means that."""
    if isinstance(content, dict):
        return {key: _numbers(value) for key, value in cast("dict[str, Any]", content).items()}
    if isinstance(content, list):
        return [_numbers(value) for value in cast("list[Any]", content)]
    if isinstance(content, str) and content[:1].isdigit() and "e" in content.lower():
        try:
            return float(content)
        except ValueError:
            return content
    return content


def _with_own_files(fields: dict[str, Any], folder: Path) -> dict[str, Any]:
    """A recipe may name files that lie beside it; all other paths count from the working folder."""
    beside = {
        name: str(folder / fields[name]) for name in ("init", "tokenizer") if (folder / str(fields.get(name))).exists()
    }
    return fields | {name: path for name, path in beside.items() if fields[name]}


def _is_recipe(file: Path) -> bool:
    return not file.stem.startswith("accelerate")


def _with_short_forms(fields: Mapping[str, Any]) -> dict[str, Any]:
    """A data part may be a mere path, and so may a whole list."""
    full = {name: value for name, value in fields.items() if value is not None}
    for name in ("data", "held_out"):
        if isinstance(full.get(name), str):
            full[name] = [full[name]]
    if isinstance(full.get("data"), list):
        full["data"] = [{"path": part} if isinstance(part, str) else part for part in full["data"]]
    return full


def _worded(error: BaseException, _kind: type | None) -> str:
    if isinstance(error, cattrs.ForbiddenExtraKeysError):
        return f"there is no field {', '.join(sorted(error.extra_fields))}"
    if isinstance(error, KeyError):
        return "is missing"
    return str(error)


def _placed(fault: str) -> str:
    """``must be text @ .lora.r`` with the place in front."""
    said, _, place = fault.rpartition(" @ ")
    return f"{place.lstrip('.')}: {said}" if place.strip(".") else said or fault


def _a(kind: type, wanted: str) -> Any:
    def check(value: object, _kind: object) -> Any:
        if kind is float and type(value) is int:
            return float(value)
        if type(value) is not kind:
            raise ValueError(f"must be {wanted}, not {json.dumps(value, default=str)[:40]}")
        return value

    return check


def _one_of(value: object, kind: Any) -> Any:
    names = get_args(kind)
    if value not in names:
        raise ValueError(f"must be one of {', '.join(names)}, not {json.dumps(value, default=str)[:40]}")
    return value


def _texts(value: object, _kind: object) -> str | tuple[str, ...]:
    if isinstance(value, str):
        return value
    names = cast("Sequence[object]", value)
    if not isinstance(value, list) or not all(isinstance(name, str) for name in names):
        raise ValueError("must be a text or a list of texts")
    return tuple(str(name) for name in names)


def _converter() -> cattrs.Converter:
    converter = cattrs.Converter(forbid_extra_keys=True)
    converter.register_structure_hook(int, _a(int, "a whole number"))
    converter.register_structure_hook(float, _a(float, "a number"))
    converter.register_structure_hook(str, _a(str, "text"))
    converter.register_structure_hook(bool, _a(bool, "true or false"))
    converter.register_structure_hook_func(lambda kind: get_origin(kind) is Literal, _one_of)
    converter.register_structure_hook_func(lambda kind: kind == str | tuple[str, ...], _texts)
    return converter


_CONVERTER = _converter()
