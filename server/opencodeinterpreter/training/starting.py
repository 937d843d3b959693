"""What a training starts from: the tokenizer and the model that a recipe names, and adapters where it wants them."""

# torch and transformers are typed only in part.
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
# pyright: reportMissingTypeStubs=false

from __future__ import annotations

import json
import logging
import warnings
from collections.abc import Callable, Generator
from contextlib import contextmanager
from importlib import util
from pathlib import Path
from typing import Any

import attrs
import torch
import transformers

from opencodeinterpreter.errors import ModelError, TrainingError
from opencodeinterpreter.model.host import devices
from opencodeinterpreter.model.host.resolve import resolve
from opencodeinterpreter.training.recipe import Lora, Recipe

Report = Callable[[str], None]


def quieten_libraries() -> None:
    """Bars for each file of weights would bury what a training says of itself, advice on a GPU's kernels misleads."""
    from transformers.utils.logging import disable_progress_bar, get_logger

    disable_progress_bar()
    if not torch.cuda.is_available():
        get_logger("transformers.integrations.hub_kernels").setLevel(logging.ERROR)


def load_tokenizer(recipe: Recipe, report: Report) -> Any:
    """The tokenizer, with something to pad with. Raises TrainingError."""
    name = recipe.tokenizer or recipe.base
    tokenizer: Any = _loaded(
        "tokenizer" if recipe.tokenizer else "base", name, transformers.AutoTokenizer.from_pretrained, recipe, report
    )
    if tokenizer.eos_token_id is None:
        raise TrainingError(f"tokenizer: {name} has no end-of-text token, so no model can learn to stop.")
    if tokenizer.pad_token_id is None:
        tokenizer.pad_token = tokenizer.eos_token
    return tokenizer


def load_model(recipe: Recipe, tokenizer: Any, report: Report) -> Any:
    """The model to train, adapters included. Raises TrainingError."""
    check_machine(recipe)
    torch.manual_seed(recipe.seed)
    model = _new_model(recipe, tokenizer) if recipe.init else _base_model(recipe, report)
    if len(tokenizer) > model.get_input_embeddings().num_embeddings:
        model.resize_token_embeddings(len(tokenizer), mean_resizing=False)
    if recipe.gradient_checkpointing:
        _recompute_activations(model)
    return model if recipe.lora is None else _with_adapters(model, recipe, recipe.lora)


def suited_to_machine(recipe: Recipe, report: Report) -> Recipe:
    """The recipe as it is carried out here: in fp32 where the only processor is slow in bf16. Says so."""
    if recipe.precision == "fp32" or torch.cuda.is_available() or not devices.cpu_is_slow_in_bfloat16():
        return recipe
    report(f"This processor is slow in bf16, so the training computes in fp32 instead of {recipe.precision}")
    return attrs.evolve(recipe, precision="fp32")


def load_base_on_cpu(recipe: Recipe) -> Any:
    """The base that adapters are put into, in fp32."""
    plain = attrs.evolve(recipe, quantization="none", lora=None, precision="fp32", attention="sdpa")
    return _base_model(plain, lambda _text: None)


def check_machine(recipe: Recipe) -> None:
    """Refuse what this machine can't do, before anything is loaded."""
    cuda = torch.cuda.is_available()
    wants = {
        "quantization": recipe.quantization != "none",
        "optimizer.name": recipe.optimizer.name == "adamw-8bit",
        "attention": recipe.attention == "flash_attention_2",
    }
    field = next((name for name, wanted in wants.items() if wanted and not cuda), None)
    if field:
        raise TrainingError(
            f"{field}: this needs a CUDA GPU, and there is none here. Take another value, or another machine; "
            "--dry-run tries the rest of the recipe on a tiny model."
        )
    needed = {"bitsandbytes": wants["quantization"] or wants["optimizer.name"], "peft": recipe.lora is not None}
    missing = [name for name, wanted in needed.items() if wanted and util.find_spec(name) is None]
    if missing:
        extra = "quantization" if missing[0] == "bitsandbytes" else "train"
        raise TrainingError(f"This recipe needs {missing[0]}: pip install 'opencodeinterpreter[{extra}]'.")


def read_config(path: str) -> dict[str, Any]:
    """The fields of a model's ``config.json``. Raises TrainingError."""
    try:
        fields = json.loads(Path(path).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise TrainingError(f"init: {path} can't be read as a model's config.json: {error}.") from error
    if not isinstance(fields, dict) or "model_type" not in fields:
        raise TrainingError(f"init: {path} names no model_type, so it is no model's config.json.")
    return fields


def new_model(fields: dict[str, Any], tokenizer: Any, dtype: torch.dtype, *, attention: str | None = None) -> Any:
    """A model of random weights. Size of vocabulary and special tokens are the tokenizer's. Raises TrainingError."""
    own = {
        "vocab_size": max(len(tokenizer), fields.get("vocab_size") or 0),
        "bos_token_id": tokenizer.bos_token_id,
        "eos_token_id": tokenizer.eos_token_id,
        "pad_token_id": tokenizer.pad_token_id,
    }
    named = {name: value for name, value in fields.items() if name not in ("model_type", "dtype", "torch_dtype")}
    try:
        config = transformers.AutoConfig.for_model(fields["model_type"], **(named | own))
        chosen = {"attn_implementation": attention} if attention else {}
        return transformers.AutoModelForCausalLM.from_config(config, dtype=dtype, **chosen)
    except (ValueError, TypeError, KeyError) as error:
        raise TrainingError(f"init: no model can be made of it: {error}.") from error


def weights_type(recipe: Recipe) -> torch.dtype:
    """What the weights are held in: frozen ones in bf16, learned ones in fp32 unless the recipe says otherwise."""
    if recipe.precision == "fp32" or (recipe.precision == "bf16" and recipe.lora is None):
        return torch.float32
    return torch.bfloat16


def attention(recipe: Recipe) -> str:
    """The implementation of attention: the fastest that is there."""
    if recipe.attention != "auto":
        return recipe.attention
    return "flash_attention_2" if torch.cuda.is_available() and util.find_spec("flash_attn") else "sdpa"


def _new_model(recipe: Recipe, tokenizer: Any) -> Any:
    return new_model(read_config(recipe.init), tokenizer, weights_type(recipe), attention=attention(recipe))


def _base_model(recipe: Recipe, report: Report) -> Any:
    options = {
        "dtype": weights_type(recipe),
        "attn_implementation": attention(recipe),
        "use_safetensors": True,
        **_quantization(recipe),
    }
    return _loaded("base", recipe.base, transformers.AutoModelForCausalLM.from_pretrained, recipe, report, **options)


def folder_of(name: str, report: Report) -> Path:
    """The folder of a Hub id, a folder or ``bundled``. Raises ModelError."""
    return Path(name) if Path(name).is_dir() else resolve(name, report)


def _loaded(field: str, name: str, load: Callable[..., Any], recipe: Recipe, report: Report, **options: Any) -> Any:
    try:
        return load(
            str(folder_of(name, report)), local_files_only=True, trust_remote_code=recipe.trust_remote_code, **options
        )
    except ModelError as error:
        raise TrainingError(f"{field}: {error}") from error
    except Exception as error:  # whatever the libraries or the checkpoint's own code raise, it can't be used
        raise TrainingError(f"{field}: {name} can't be loaded: {type(error).__name__}: {error}") from error


def _quantization(recipe: Recipe) -> dict[str, Any]:
    """Four bits in the number format of QLoRA (arXiv 2305.14314)."""
    if recipe.quantization == "none":
        return {}
    config = transformers.BitsAndBytesConfig(
        load_in_4bit=True,
        bnb_4bit_quant_type="nf4",
        bnb_4bit_use_double_quant=True,
        bnb_4bit_compute_dtype=torch.bfloat16,
        bnb_4bit_quant_storage=torch.bfloat16,
    )
    return {"quantization_config": config, "device_map": {"": torch.cuda.current_device()}}


def _recompute_activations(model: Any) -> None:
    """Gradient checkpointing, which transformers has renamed; not reentrant, so that frozen inputs are no obstacle."""
    enable = getattr(model, "activation_checkpointing_enable", None) or model.gradient_checkpointing_enable
    enable({"use_reentrant": False})


@contextmanager
def peft_with_new_transformers() -> Generator[None, None, None]:
    """Peft still asks transformers by names that are on their way out; nobody who trains can do anything about it."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="`is_gradient_checkpointing`", category=FutureWarning)
        yield


def _with_adapters(model: Any, recipe: Recipe, lora: Lora) -> Any:
    import peft

    if recipe.quantization != "none":
        model = peft.prepare_model_for_kbit_training(model, use_gradient_checkpointing=False)
    config = peft.LoraConfig(
        r=lora.r,
        lora_alpha=lora.alpha,  # pyright: ignore[reportArgumentType] - peft only multiplies with it
        lora_dropout=lora.dropout,
        target_modules=lora.targets if isinstance(lora.targets, str) else list(lora.targets),
        task_type="CAUSAL_LM",
    )
    try:
        with peft_with_new_transformers():
            return peft.get_peft_model(model, config)
    except ValueError as error:
        raise TrainingError(f"lora.targets: {error}") from error
