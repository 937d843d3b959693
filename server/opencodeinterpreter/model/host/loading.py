"""Loads a checkpoint, with transformers unless it is a light one, and knows all about it. Generates nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from importlib import util
from pathlib import Path
from typing import Any

import attrs

from opencodeinterpreter.errors import ModelError
from opencodeinterpreter.model.checkpoint import Weights, display_name, inspect_weights, read_card
from opencodeinterpreter.model.host import devices
from opencodeinterpreter.model.host.light.loading import LightCheckpoint, load_light, may_be_light
from opencodeinterpreter.model.host.resolve import resolve
from opencodeinterpreter.model.host.torch_writer import TorchWriter
from opencodeinterpreter.model.host.writer import Writer
from opencodeinterpreter.model.memory import gigabytes, needed_bytes, require_room
from opencodeinterpreter.model.options import LoadOptions
from opencodeinterpreter.model.protocol import ModelInfo

_END_MARKS = ("<|EOT|>", "<|im_end|>", "<|eot_id|>", "<|end|>", "<end_of_turn>", "<|endoftext|>", "</s>")
_FLOAT32_LIMIT_BYTES = 1_000_000_000
_DEFAULT_POSITIONS = 2048

Report = Callable[[str], None]


@attrs.frozen(kw_only=True, eq=False)
class LoadedModel:
    """A model that is ready to generate. ``positions`` is its context in tokens, ``end_tokens`` ends a reply."""

    options: LoadOptions
    info: ModelInfo
    writer: Writer
    tokenizer: Any
    positions: int
    end_tokens: tuple[int, ...]
    device: str
    dtype: str
    size_bytes: int

    @property
    def name(self) -> str:
        """The name that the person knows it by."""
        return self.info.name


def load(options: LoadOptions, report: Report, *, trust_remote_code: bool = False) -> LoadedModel:
    """Find, check and load a checkpoint. Raises ModelError, before any tensor is read where that is possible."""
    folder = resolve(options.model, report)
    name = display_name(options.model)
    weights = inspect_weights(folder)
    if may_be_light(folder, options):
        report(f"Loading {name} ({gigabytes(weights.size_bytes)})")
        if (light := load_light(folder, options)) is not None:
            return _light(light, options, read_card(folder, name=name))
    device = devices.pick_device(options.device)
    dtype = _number_format(folder, options, device, weights)
    _check_room(name, weights, device, dtype, options)
    report(f"Loading {name} ({gigabytes(weights.size_bytes)}) on {device}")
    try:
        return _load(folder, options, name=name, device=device, dtype=dtype, trust_remote_code=trust_remote_code)
    except ModelError:
        raise
    except Exception as error:  # whatever the libraries or the checkpoint's own code raise, it can't be used
        devices.give_memory_back()
        raise _loading_error(name, error) from error


def _light(light: LightCheckpoint, options: LoadOptions, info: ModelInfo) -> LoadedModel:
    return LoadedModel(
        options=options,
        info=info,
        writer=light.writer,
        tokenizer=light.tokenizer,
        positions=light.positions,
        end_tokens=_end_tokens(light.listed_ends, light.tokenizer),
        device="cpu",
        dtype="float32",
        size_bytes=light.size_bytes,
    )


def _load(
    folder: Path, options: LoadOptions, *, name: str, device: str, dtype: str, trust_remote_code: bool
) -> LoadedModel:
    tokenizer = _tokenizer(folder, trust_remote_code=trust_remote_code)
    model = _model(folder, options, device=device, dtype=dtype, trust_remote_code=trust_remote_code)
    devices.use_cores(model.num_parameters())
    listed = model.generation_config.eos_token_id
    ends = _end_tokens([listed] if isinstance(listed, int) else listed or (), tokenizer)
    return LoadedModel(
        options=options,
        info=read_card(folder, name=name),
        writer=TorchWriter(name=name, model=model, end_tokens=ends, pad_token=tokenizer.pad_token_id),
        tokenizer=tokenizer,
        positions=_positions(model, tokenizer),
        end_tokens=ends,
        device=str(model.device),
        dtype=dtype,
        size_bytes=model.get_memory_footprint(),
    )


def _transformers() -> Any:
    """transformers, silent: its advice (install a faster kernel, set a flag) is for whoever calls it, not our users."""
    import transformers

    transformers.logging.set_verbosity_error()
    return transformers


def _tokenizer(folder: Path, *, trust_remote_code: bool) -> Any:
    return _transformers().AutoTokenizer.from_pretrained(
        str(folder), trust_remote_code=trust_remote_code, local_files_only=True
    )


def _model(folder: Path, options: LoadOptions, *, device: str, dtype: str, trust_remote_code: bool) -> Any:
    """The model in evaluation mode. Weights that the files lack would be random numbers, so they are an error."""
    model, found = _transformers().AutoModelForCausalLM.from_pretrained(
        str(folder),
        dtype=getattr(devices.torch_module(), dtype),
        device_map="auto" if _spreads(options, device) else {"": device},
        use_safetensors=True,
        trust_remote_code=trust_remote_code,
        local_files_only=True,
        output_loading_info=True,
        **_quantization(options),
    )
    missing = sorted(found.get("missing_keys") or [])
    if missing:
        raise ModelError(f"{folder} is incomplete: it lacks {len(missing)} weights, the first is {missing[0]}.")
    return model.eval()


def _quantization(options: LoadOptions) -> dict[str, Any]:
    if options.quantization == "none":
        return {}
    if util.find_spec("bitsandbytes") is None:
        raise ModelError(
            f"Quantization {options.quantization} needs bitsandbytes: pip install 'opencodeinterpreter[quantization]', "
            "or set quantization to none."
        )
    wanted = {f"load_in_{options.quantization}": True}
    return {"quantization_config": _transformers().BitsAndBytesConfig(**wanted)}


def _spreads(options: LoadOptions, device: str) -> bool:
    """Only ``auto`` on a machine with cards lets accelerate spread the layers."""
    return options.device == "auto" and device == "cuda"


def _number_format(folder: Path, options: LoadOptions, device: str, weights: Weights) -> str:
    """A torch dtype's name. ``auto`` takes the checkpoint's, but on a CPU float32 for a model that is small.

    Also for a bigger one that fits, where the CPU is slow in other formats: otherwise each prompt takes far longer.
    """
    if options.dtype != "auto":
        if options.dtype not in {"float32", "float16", "bfloat16"}:
            raise ModelError(f"There is no dtype {options.dtype}; use auto, float32, float16 or bfloat16.")
        return options.dtype
    if device == "cpu" and (weights.parameters * 4 <= _FLOAT32_LIMIT_BYTES or _is_better_in_float32(weights)):
        return "float32"
    stored = str(_transformers().AutoConfig.from_pretrained(str(folder), local_files_only=True).dtype or "")
    stored = stored.removeprefix("torch.")
    return "float16" if stored == "float16" and device != "cpu" else "bfloat16"


def _is_better_in_float32(weights: Weights) -> bool:
    fits = needed_bytes(weights.parameters, "float32") <= devices.free_bytes("cpu", spread=False)
    return fits and devices.cpu_is_slow_in_bfloat16()


def _check_room(name: str, weights: Weights, device: str, dtype: str, options: LoadOptions) -> None:
    require_room(
        name,
        parameters=weights.parameters,
        number_format=dtype if options.quantization == "none" else options.quantization,
        free_bytes=devices.free_bytes(device, spread=_spreads(options, device)),
    )


def _positions(model: Any, tokenizer: Any) -> int:
    """The context length: what the configuration says, else the tokenizer, else a cautious guess."""
    config = model.config.get_text_config()
    said = getattr(config, "max_position_embeddings", None) or getattr(tokenizer, "model_max_length", None)
    return int(said) if said and said < 10_000_000 else _DEFAULT_POSITIONS


def _end_tokens(listed: Iterable[int], tokenizer: Any) -> tuple[int, ...]:
    """All tokens that end a reply: instruction-tuned checkpoints often forget to list their end-of-turn mark."""
    ends: set[int | None] = {*listed, tokenizer.eos_token_id}
    special = set(tokenizer.all_special_tokens) | set(tokenizer.get_added_vocab())
    ends.update(tokenizer.convert_tokens_to_ids(mark) for mark in _END_MARKS if mark in special)
    return tuple(sorted(token for token in ends if token is not None))


def _loading_error(name: str, error: Exception) -> ModelError:
    reason = next((line.strip() for line in str(error).splitlines() if line.strip()), type(error).__name__)
    if "trust_remote_code" in str(error):
        return ModelError(
            f"{name} brings its own Python code, which is not run. Only if you trust it: start the host yourself with "
            f"'opencodeinterpreter serve-model --model {name} --trust-remote-code' and set it as endpoint."
        )
    return ModelError(
        f"Could not load {name}: {reason.rstrip('.')}. If its files are damaged, fetch them again; else set "
        "opencodeinterpreter.model to another checkpoint, or 'bundled'."
    )
