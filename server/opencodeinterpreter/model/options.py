"""How a checkpoint is to be loaded: what the client asks for and the host obeys. Importing this loads nothing."""

from __future__ import annotations

from typing import cast, get_args

import attrs

from opencodeinterpreter.settings import Quantization

BUNDLED = "bundled"
AUTO = "auto"


@attrs.frozen(kw_only=True)
class LoadOptions:
    """One way to load one checkpoint; two requests with equal options share the loaded model.

    ``model`` is a Hub id, a folder, ``bundled`` or ``auto``. ``device`` is ``auto``, ``cpu``, ``cuda``, ``cuda:1`` or
    ``mps``; ``dtype`` is ``auto`` or a torch name such as ``bfloat16``.
    """

    model: str = AUTO
    device: str = "auto"
    dtype: str = "auto"
    quantization: Quantization = "none"

    def extension(self) -> dict[str, str]:
        """The part that travels in a request's ``opencodeinterpreter`` field; the model has a field of its own."""
        return {"device": self.device, "dtype": self.dtype, "quantization": self.quantization}

    def overridden_by(self, model: object, extension: object) -> LoadOptions:
        """These options with whatever a request names instead. Values of the wrong type are left out."""
        given = cast("dict[str, object]", extension) if isinstance(extension, dict) else {}
        named: dict[str, object] = {key: given.get(key) for key in ("device", "dtype", "quantization")} | {
            "model": model
        }
        texts = {key: value for key, value in named.items() if isinstance(value, str) and value}
        if texts.get("quantization", "none") not in get_args(Quantization):
            del texts["quantization"]
        return attrs.evolve(self, **texts)
