"""Reads dialogues and encodes those that can be learned from; keeps account of what was left out and why."""

from __future__ import annotations

import hashlib
from collections import Counter
from itertools import islice
from pathlib import Path

import attrs

from opencodeinterpreter.data.rows import BadRow, Row, read_rows
from opencodeinterpreter.errors import TrainingError
from opencodeinterpreter.training.masking import Encoder, Sample, TemplateError, failed_turns

_SHOWN_REASON_CHARS = 160
_SHOWN_REASONS = 5


@attrs.frozen(kw_only=True)
class Account:
    """What became of a file: for the log, the model card and the check that a resumed training has the same data."""

    name: str
    sha256: str
    rows: int
    used: int
    tokens: int
    learned_tokens: int
    left_out: dict[str, int]

    def __str__(self) -> str:
        most = sorted(self.left_out.items(), key=lambda pair: -pair[1])[:_SHOWN_REASONS]
        reasons = "".join(f"; {count} left out: {reason}" for reason, count in most)
        share = self.learned_tokens / max(self.tokens, 1)
        return f"{self.name}: {self.used} of {self.rows} rows, {self.tokens:,} tokens, {share:.0%} learned{reasons}"


@attrs.frozen(kw_only=True)
class Reading:
    """How dialogues are taken: the encoder, the longest that fits, and whether failed turns are learned."""

    encoder: Encoder
    max_tokens: int
    mask_failed_turns: bool = False
    most_rows: int | None = None


def read_samples(path: Path, reading: Reading) -> tuple[list[Sample], Account]:
    """The samples of one file. Raises DataError when it can't be read, TrainingError when nothing is left of it."""
    samples: list[Sample] = []
    reasons = Counter[str]()
    rows = 0
    for row in islice(read_rows(path), reading.most_rows):
        rows += 1
        sample = _sample(row, reading)
        if isinstance(sample, str):
            reasons[sample] += 1
        else:
            samples.append(sample)
    account = _account(path, samples, rows, reasons)
    if not samples:
        raise TrainingError(f"Nothing can be learned from {account}.")
    return samples, account


def read_held_out(path: Path, most_rows: int) -> list[Row]:
    """The rows of a held-out file that end with an answer, at most so many."""
    found = (row for row in read_rows(path) if isinstance(row, Row) and row.messages[-1].role == "assistant")
    return list(islice(found, most_rows))


def _sample(row: Row | BadRow, reading: Reading) -> Sample | str:
    """The sample, or why there is none."""
    if isinstance(row, BadRow):
        return f"no dialogue: {row.reason}"[:_SHOWN_REASON_CHARS]
    try:
        left_out = failed_turns(row) if reading.mask_failed_turns else ()
        sample = reading.encoder.encode(row.messages, left_out=left_out)
    except TemplateError as error:
        return str(error)[:_SHOWN_REASON_CHARS]
    if not sample.ids:
        return "no assistant turn to learn"
    return sample if len(sample.ids) <= reading.max_tokens else f"longer than {reading.max_tokens} tokens"


def _account(path: Path, samples: list[Sample], rows: int, reasons: Counter[str]) -> Account:
    return Account(
        name=path.name,
        sha256=file_hash(path),
        rows=rows,
        used=len(samples),
        tokens=sum(len(sample.ids) for sample in samples),
        learned_tokens=sum(sample.learned.count(1) for sample in samples),
        left_out=dict(reasons),
    )


def file_hash(path: Path) -> str:
    """The SHA-256 of a file."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(1 << 20):
            digest.update(block)
    return digest.hexdigest()
