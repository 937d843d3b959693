"""The pass rate: held-out dialogues are answered greedily and the answers run in a sandbox.

A row says what is right in ``extra.check``: ``code`` is what the answer changes ("" when it writes anew), ``before``
and ``after`` are run around it, ``expected`` is what all of it prints (without it, ending cleanly is enough: put
assertions into ``after``).
"""

# torch and transformers are typed only in part.
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, cast

import attrs
import torch

from opencodeinterpreter.data.rows import Row
from opencodeinterpreter.data.trying import TrialRunner
from opencodeinterpreter.model.host.chat_template import encode_chat
from opencodeinterpreter.model.protocol import Message
from opencodeinterpreter.text.answers import changed_code, written_code

_ROWS_AT_ONCE = 16


@attrs.frozen(kw_only=True)
class Check:
    """What must be true of an answer."""

    code: str = ""
    before: str = ""
    after: str = ""
    expected: str | None = None

    def passes(self, reply: str, runner: TrialRunner) -> bool:
        """Run the answer's code."""
        code = changed_code(reply, self.code) if self.code else written_code(reply)
        if code is None:
            return False
        parts = [part.strip("\n") for part in (self.before, code, self.after) if part.strip()]
        trial = runner.run("\n".join(parts) + "\n")
        clean = trial.failure is None and not trial.timed_out
        return clean if self.expected is None else trial.printed(self.expected)


def check_of(row: Row) -> Check | None:
    """The row's check, if it has one that can be read."""
    given = row.extra.get("check")
    if not isinstance(given, dict):
        return None
    fields = cast("dict[str, Any]", given)
    texts = {
        name: fields[name] for name in ("code", "before", "after", "expected") if isinstance(fields.get(name), str)
    }
    return Check(**texts) if texts else None


@attrs.frozen(kw_only=True)
class PassRate:
    """Measures a model on rows that have checks."""

    tokenizer: Any
    rows: Sequence[tuple[Row, Check]]
    max_new_tokens: int

    def __call__(self, model: Any) -> dict[str, float]:
        """The share of rows whose greedy answer passes."""
        with TrialRunner() as runner:
            passed = [
                check.passes(reply, runner) for (_, check), reply in zip(self.rows, self.replies(model), strict=True)
            ]
        return {"pass_rate": sum(passed) / len(passed), "passed": sum(passed), "checked": len(passed)}

    def replies(self, model: Any) -> Iterator[str]:
        """A greedy reply to each row's dialogue before its last turn."""
        model.eval()
        for start in range(0, len(self.rows), _ROWS_AT_ONCE):
            prompts = [row.messages[:-1] for row, _ in self.rows[start : start + _ROWS_AT_ONCE]]
            yield from self._replies(model, prompts)

    @torch.inference_mode()
    def _replies(self, model: Any, prompts: Sequence[Sequence[Message]]) -> list[str]:
        encoded = [encode_chat(self.tokenizer, prompt) for prompt in prompts]
        length = max(len(ids) for ids in encoded)
        pad = self.tokenizer.pad_token_id
        ids = torch.tensor([[pad] * (length - len(row)) + row for row in encoded], device=model.device)
        mask = torch.tensor([[0] * (length - len(row)) + [1] * len(row) for row in encoded], device=model.device)
        generated = model.generate(
            input_ids=ids,
            attention_mask=mask,
            max_new_tokens=self.max_new_tokens,
            do_sample=False,
            use_cache=True,
            pad_token_id=pad,
            eos_token_id=self.tokenizer.eos_token_id,
        )
        return self.tokenizer.batch_decode(generated[:, length:], skip_special_tokens=True)
