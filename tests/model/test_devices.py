"""What the host asks torch about this machine."""

from __future__ import annotations

import platform
from pathlib import Path

import pytest
import torch

from opencodeinterpreter.model.host import devices, loading
from opencodeinterpreter.model.options import LoadOptions
from tiny_models import make_tiny_model


@pytest.mark.skipif(platform.machine() not in ("x86_64", "AMD64"), reason="torch names the instructions of x86 alone")
def test_a_processor_without_instructions_for_bfloat16_is_found_slow() -> None:
    has_instructions = bool(torch.cpu._is_avx512_bf16_supported() or torch.cpu._is_amx_tile_supported())
    has_none = torch.backends.cpu.get_cpu_capability() in ("DEFAULT", "AVX2")
    if has_instructions or has_none:  # the rest (AVX-512 of 2017) lies in between
        assert devices.cpu_is_slow_in_bfloat16() is has_none


@pytest.mark.parametrize(
    ("slow", "free_bytes", "dtype"),
    [(True, 10**9, "float32"), (True, 10**5, "bfloat16"), (False, 10**9, "bfloat16")],
    ids=["slow", "slow, but too little memory", "fast"],
)
def test_a_big_model_is_loaded_in_the_format_that_suits_the_processor(
    slow: bool, free_bytes: int, dtype: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = make_tiny_model(tmp_path / "tiny")
    monkeypatch.setattr(loading, "_FLOAT32_LIMIT_BYTES", 0)
    monkeypatch.setattr(loading, "may_be_light", lambda *_: False)
    monkeypatch.setattr(loading, "_check_room", lambda *_: None)
    monkeypatch.setattr(devices, "cpu_is_slow_in_bfloat16", lambda: slow)
    monkeypatch.setattr(devices, "free_bytes", lambda *_, **__: free_bytes)
    assert loading.load(LoadOptions(model=str(folder), device="cpu"), print).dtype == dtype
