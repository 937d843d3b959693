"""Writes a reply with transformers' ``generate``. Runs in the worker thread and blocks it."""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager
from typing import Any

import attrs

from opencodeinterpreter.errors import ModelError
from opencodeinterpreter.model.host import devices
from opencodeinterpreter.model.host.text_stream import Chances, TextStream
from opencodeinterpreter.model.host.writer import Sampling


@attrs.frozen(kw_only=True, eq=False)
class TorchWriter:
    """See Writer. Any causal language model of transformers, wherever it computes."""

    name: str
    model: Any
    end_tokens: tuple[int, ...]
    pad_token: int | None

    @property
    def longest_reply_tokens(self) -> int | None:
        """See Writer."""
        return self.model.generation_config.max_new_tokens

    def write(self, prompt: Sequence[int], sampling: Sampling, stream: TextStream, stopped: Callable[[], bool]) -> None:
        """See Writer."""
        torch = devices.torch_module()
        if sampling.seed is not None:
            torch.manual_seed(sampling.seed)
        tokens = torch.tensor([prompt], device=self.model.device)
        # Tensors without version counters: some percent faster on a small model, the same result.
        with self._memory_explained(), torch.inference_mode():
            self.model.generate(
                tokens,
                attention_mask=torch.ones_like(tokens),
                streamer=stream,
                stopping_criteria=[_stop_when(stopped)],
                max_new_tokens=sampling.max_new_tokens,
                eos_token_id=list(self.end_tokens) or None,
                pad_token_id=self._pad_token(),
                **_sampling_arguments(sampling),
                **_telling_arguments(sampling, stream),
            )

    def logprobs(self, text: Sequence[int], start: int, stopped: Callable[[], bool]) -> list[float]:  # noqa: ARG002 - one step
        """See Writer."""
        torch = devices.torch_module()
        tokens = torch.tensor([text], device=self.model.device)
        with self._memory_explained(), torch.inference_mode():
            logits = self.model(input_ids=tokens[:, :-1], logits_to_keep=len(text) - start).logits[0]
            told = logits.float().log_softmax(dim=-1).gather(1, tokens[0, start:, None])
        return told[:, 0].tolist()

    @contextmanager
    def _memory_explained(self) -> Generator[None, None, None]:
        try:
            yield
        except devices.torch_module().OutOfMemoryError as error:
            devices.give_memory_back()
            raise ModelError(
                f"{self.name} ran out of memory on {self.model.device} while it answered. Lower maxNewTokens, set "
                "quantization, or choose a smaller model."
            ) from error

    def _pad_token(self) -> int | None:
        """One reply at a time needs no padding, but ``generate`` insists on a token for it."""
        return self.pad_token if self.pad_token is not None else next(iter(self.end_tokens), None)


def _stop_when(condition: Callable[[], bool]) -> Any:
    """A stopping criterion in the form that ``generate`` calls after each step."""
    torch = devices.torch_module()

    def criterion(input_ids: Any, _scores: Any, **_others: Any) -> Any:
        return torch.full((input_ids.shape[0],), condition(), device=input_ids.device, dtype=torch.bool)

    return criterion


def _telling_arguments(sampling: Sampling, stream: TextStream) -> dict[str, Any]:
    """Nothing is drafted then, for what was likely would be told of drafts as well."""
    if sampling.top_logprobs is None:
        return {}
    return {"logits_processor": [_telling(stream, sampling.top_logprobs)], "prompt_lookup_num_tokens": None}


def _telling(stream: TextStream, count: int) -> Any:
    """A logits processor that changes nothing, and tells the stream what is likely next."""

    def processor(_input_ids: Any, scores: Any) -> Any:
        logprobs = scores[0].float().log_softmax(dim=-1)
        likeliest: list[int] = logprobs.topk(min(count, len(logprobs))).indices.tolist()
        stream.expect(Chances(likeliest, lambda token: float(logprobs[token])))
        return scores

    return processor


def _sampling_arguments(sampling: Sampling) -> dict[str, Any]:
    if sampling.temperature <= 0:
        return {"do_sample": False, "temperature": None, "top_p": None, "top_k": None}
    nucleus = {} if sampling.top_p is None else {"top_p": sampling.top_p}
    return {"do_sample": True, "temperature": sampling.temperature, **nucleus}
