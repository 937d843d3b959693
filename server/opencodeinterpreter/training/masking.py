"""Turns a dialogue into token ids and says which of them are learned: those that the assistant has to write.

Works with any chat template: where an assistant turn begins and ends is found by rendering the dialogue up to it, so
no ``{% generation %}`` marks are needed. Knows nothing of batches or models.
"""

# transformers is typed only in part.
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false

from __future__ import annotations

from array import array
from collections.abc import Collection, Iterator, Sequence
from typing import Any

import attrs

from opencodeinterpreter.data.rows import Row
from opencodeinterpreter.model.host.chat_template import DEFAULT_TEMPLATE
from opencodeinterpreter.model.protocol import Message

_CODE_FEEDBACK_MARK = "execution result:"
_TRACEBACK_MARKS = ("Traceback (most recent call last)", "SyntaxError:", "IndentationError:")


class TemplateError(ValueError):
    """A dialogue that the chat template can't take, or that it renders so that no turn can be told from the others."""


def _as_array(ids: Sequence[int]) -> array[int]:
    return ids if isinstance(ids, array) else array("i", ids)


@attrs.frozen
class Sample:
    """Token ids of one dialogue; ``learned`` is 1 where the assistant has to write the token, else 0.

    The ids are kept in an array: millions of small objects would make every later allocation slow.
    """

    ids: Sequence[int] = attrs.field(converter=_as_array)
    learned: bytes


def failed_turns(row: Row) -> frozenset[int]:
    """The places of assistant messages whose code failed and that a later assistant message follows."""
    answers = [place for place, message in enumerate(row.messages) if message.role == "assistant"]
    failed = _failed_by_turns(row, answers) if row.turns else _failed_by_replies(row.messages, answers)
    return frozenset(place for place in failed if place != answers[-1])


def _failed_by_turns(row: Row, answers: Sequence[int]) -> Iterator[int]:
    """Turns name the code of assistant messages in their order; messages without code have no turn."""
    left = iter(answers)
    for turn in row.turns:
        place = next((place for place in left if turn.code.strip() in row.messages[place].content), None)
        if place is not None and turn.execution is not None and turn.execution.status != "ok":
            yield place


def _failed_by_replies(messages: Sequence[Message], answers: Sequence[int]) -> Iterator[int]:
    """Code-Feedback has no record of executions, but its users quote them."""
    for place in answers[:-1]:
        reply = messages[place + 1]
        quotes = reply.role == "user" and reply.content.lower().startswith(_CODE_FEEDBACK_MARK)
        if quotes and any(mark in reply.content for mark in _TRACEBACK_MARKS):
            yield place


class Encoder:
    """Encodes dialogues for one tokenizer, in the very tokens that the model host sends and reads back."""

    def __init__(self, tokenizer: Any) -> None:
        self._tokenizer = tokenizer
        self._template = None if tokenizer.chat_template else DEFAULT_TEMPLATE
        self._special = tuple(token.content for token in tokenizer.added_tokens_decoder.values() if token.special)
        self._additive = _is_additive(tokenizer)

    def encode(self, messages: Sequence[Message], *, left_out: Collection[int] = ()) -> Sample:
        """One dialogue up to its last learned token, empty without one. Raises TemplateError.

        Messages at the places ``left_out`` are read, but not learned.
        """
        text, spans = self.rendered(messages, left_out=left_out)
        sample = self._by_pieces(text, spans) if self._additive else self._by_offsets(text, spans)
        end = sample.learned.rfind(1) + 1
        return Sample(sample.ids[:end], sample.learned[:end])

    def rendered(
        self, messages: Sequence[Message], *, left_out: Collection[int] = ()
    ) -> tuple[str, list[tuple[int, int]]]:
        """The dialogue's text, and the spans of it that the assistant has to write, with the mark that ends a turn."""
        turns, shift, text = self._acceptable(
            [{"role": message.role, "content": message.content} for message in messages]
        )
        places = [place for place, turn in enumerate(turns) if turn["role"] == "assistant"]
        return text, [self._span(text, turns, place) for place in places if place + shift not in left_out]

    def _acceptable(self, turns: list[dict[str, str]]) -> tuple[list[dict[str, str]], int, str]:
        """A template that refuses system messages gets them at the head of the next turn, as in the model host."""
        try:
            return turns, 0, self._render(turns)
        except TemplateError:
            if len(turns) < 2 or turns[0]["role"] != "system":
                raise
        joined = {**turns[1], "content": f"{turns[0]['content']}\n\n{turns[1]['content']}"}
        without = [joined, *turns[2:]]
        return without, 1, self._render(without)

    def _span(self, text: str, turns: list[dict[str, str]], place: int) -> tuple[int, int]:
        before = self._render(turns[:place], opens=True)
        through = text if place + 1 == len(turns) else self._render(turns[: place + 1])
        if not (text.startswith(through) and through.startswith(before)):
            raise TemplateError(
                "the chat template renders a turn differently when others follow it, so it can't be told which tokens "
                "the assistant writes"
            )
        end = len(through.rstrip())
        ends_marked = through[:end].endswith(self._special) if self._special else False
        return len(before), end if ends_marked else len(through)

    def _render(self, turns: list[dict[str, str]], *, opens: bool = False) -> str:
        try:
            return self._tokenizer.apply_chat_template(
                turns, chat_template=self._template, tokenize=False, add_generation_prompt=opens
            )
        except Exception as error:  # the template belongs to the checkpoint and may raise whatever jinja2 can
            raise TemplateError(f"the chat template can't take it: {error}") from error

    def _by_pieces(self, text: str, spans: Sequence[tuple[int, int]]) -> Sample:
        """Each piece by itself: the model will write from where its prompt ends, so no token may reach over that."""
        pieces = [(piece, is_learned) for piece, is_learned in _pieces(text, spans) if piece]
        found = self._tokenizer([piece for piece, _ in pieces], add_special_tokens=False)["input_ids"]
        flags = (bytes([is_learned]) * len(ids) for ids, (_, is_learned) in zip(found, pieces, strict=True))
        return Sample(tuple(id_ for ids in found for id_ in ids), b"".join(flags))

    def _by_offsets(self, text: str, spans: Sequence[tuple[int, int]]) -> Sample:
        """All at once; a token that reaches over the beginning of a span belongs to the prompt."""
        encoded = self._tokenizer(text, add_special_tokens=False, return_offsets_mapping=True)
        learned = bytes(
            any(start >= first and end <= last and end > start for first, last in spans)
            for start, end in encoded["offset_mapping"]
        )
        return Sample(tuple(encoded["input_ids"]), learned)


def _pieces(text: str, spans: Sequence[tuple[int, int]]) -> Iterator[tuple[str, bool]]:
    done = 0
    for start, end in spans:
        yield text[done:start], False
        yield text[start:end], True
        done = end
    yield text[done:], False


def _is_additive(tokenizer: Any) -> bool:
    """Whether the tokens of a text are those of its pieces; some tokenizers put a space before each text."""
    both = tokenizer("a\nb", add_special_tokens=False)["input_ids"]
    return both == [
        id_ for piece in ("a", "\n", "b") for id_ in tokenizer(piece, add_special_tokens=False)["input_ids"]
    ]
