from __future__ import annotations

import pytest

from opencodeinterpreter.model.host.text_stream import Detokenizer, StopStrings, TextStream
from tiny_models import make_tiny_tokenizer

TOKENIZER = make_tiny_tokenizer()
END = TOKENIZER.eos_token_id


class Row:
    """Tokens in the form in which ``generate`` hands them over."""

    def __init__(self, tokens: list[int]) -> None:
        self._tokens = tokens

    def flatten(self) -> Row:
        return self

    def tolist(self) -> list[int]:
        return self._tokens


def encode(text: str) -> list[int]:
    return TOKENIZER(text, add_special_tokens=False)["input_ids"]


def stream_of(
    batches: list[list[int]], *, limit: int = 1000, stops: tuple[str, ...] = ()
) -> tuple[list[str], TextStream]:
    pieces: list[str] = []
    stream = TextStream(TOKENIZER, pieces.append, limit_tokens=limit, end_tokens=[END], stops=stops)
    stream.put(Row(encode("the prompt")))
    for batch in batches:
        stream.put(Row(batch))
    stream.end()
    return pieces, stream


@pytest.mark.parametrize(
    "text", ["plain", "é", "naïve café ☕", "🙂🙃 and 漢字", "a\u2028b", " leading", "tabs\tand\n\n"]
)
@pytest.mark.parametrize("batch", [1, 2, 7])
def test_every_character_arrives_whole(text: str, batch: int) -> None:
    detokenizer, tokens = Detokenizer(TOKENIZER), encode(text)
    pieces = [detokenizer.push(tokens[at : at + batch]) for at in range(0, len(tokens), batch)]
    assert "".join(pieces) == text
    assert not any("\ufffd" in piece for piece in pieces)


def test_half_a_character_at_the_end_is_dropped() -> None:
    detokenizer = Detokenizer(TOKENIZER)
    assert detokenizer.push(encode("ok🙂")[:-1]) == ""
    assert detokenizer.push([], last=True) == "ok"


@pytest.mark.parametrize(
    ("pieces", "stops", "shown", "found"),
    [
        (["abc"], ["x"], "abc", False),
        (["abSTOPcd", "ef"], ["STOP"], "ab", True),
        (["abS", "TO", "Pcd"], ["STOP"], "ab", True),
        (["abST", "xy"], ["STOP"], "abSTxy", False),
        (["abS"], ["STOP"], "abS", False),
        (["aa", "aab"], ["aab"], "aa", True),
        (["one two"], ["two", "one"], "", True),
        (["x"], [""], "x", False),
    ],
)
def test_stop_strings(pieces: list[str], stops: list[str], shown: str, *, found: bool) -> None:
    stop_strings = StopStrings(stops)
    text = "".join(stop_strings.push(piece) for piece in pieces) + stop_strings.push("", last=True)
    assert (text, stop_strings.found) == (shown, found)


@pytest.mark.parametrize(
    ("batches", "limit", "stops", "shown", "reason", "count"),
    [
        ([encode("ab"), encode("cd")], 1000, (), "abcd", None, 4),
        ([[*encode("ab"), END, *encode("cd")]], 1000, (), "ab", "stop", 3),
        ([encode("ab"), encode("cdefgh")], 5, (), "abcde", "length", 5),
        ([encode("abSTOPcd")], 1000, ("STOP",), "ab", "stop", 8),
        ([[END]], 1000, (), "", "stop", 1),
    ],
    ids=["no end", "an end token inside a drafted batch", "prompt lookup overruns the limit", "stop string", "empty"],
)
def test_streams_end_where_they_should(
    batches: list[list[int]], limit: int, stops: tuple[str, ...], shown: str, reason: str | None, count: int
) -> None:
    pieces, stream = stream_of(batches, limit=limit, stops=stops)
    assert ("".join(pieces), stream.finish_reason, stream.count) == (shown, reason, count)
