"""The tokenizer of the bundled model: small, and made so that a name is always cut into the same pieces.

A small model copies an unfamiliar name only if its pieces do not depend on what stands around it. So a word never
takes the space before it along; spaces go with punctuation and with a closed list of function words instead.
"""

# torch and transformers are typed only in part.
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false

from __future__ import annotations

from collections.abc import Iterable

from tokenizers import Regex, Tokenizer, decoders, models, pre_tokenizers, trainers
from transformers import PreTrainedTokenizerFast

PAD, END = "<|PAD|>", "<|EOT|>"
INSTRUCTION, RESPONSE = "### Instruction:", "### Response:"
CHAT_TEMPLATE = (
    "{% for message in messages %}"
    "{% if message['role'] == 'user' %}### Instruction:\n{{ message['content'] }}\n"
    "{% elif message['role'] == 'assistant' %}### Response:\n{{ message['content'] }}<|EOT|>\n{% endif %}"
    "{% endfor %}"
    "{% if add_generation_prompt %}### Response:\n{% endif %}"
)
_WITH_SPACE = "the of to and in is for with that from if or not an it each on as by are be else import return then"
_PIECES = (
    r"\n *",
    r"\| *",
    rf" (?:{'|'.join(_WITH_SPACE.split())})(?!\w)",
    r"[A-Z]?[a-z]+",
    r"[A-Z]+(?![a-z])",
    r"[A-Z]",
    r"\d",
    r"_+",
    r" ?[^\w\s|]{1,4} ?",
    r" +",
    r"\s",
    r".",
)


def train(texts: Iterable[str], *, vocabulary_size: int) -> PreTrainedTokenizerFast:
    """Learn the pieces from texts."""
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [
            pre_tokenizers.Split(Regex("|".join(_PIECES)), "isolated"),
            pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False),
        ]
    )
    tokenizer.decoder = decoders.ByteLevel()
    trainer = trainers.BpeTrainer(
        vocab_size=vocabulary_size,
        special_tokens=[PAD, END, INSTRUCTION, RESPONSE],
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
        show_progress=False,
    )
    tokenizer.train_from_iterator(texts, trainer)
    wrapped = PreTrainedTokenizerFast(
        tokenizer_object=tokenizer,
        pad_token=PAD,
        eos_token=END,
        additional_special_tokens=[INSTRUCTION, RESPONSE],
        clean_up_tokenization_spaces=False,
        model_max_length=1024,
    )
    wrapped.chat_template = CHAT_TEMPLATE
    return wrapped
