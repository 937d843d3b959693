"""How long the first token takes when no model host runs yet: through the host, and with transformers in a script."""

from __future__ import annotations

import asyncio
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import aclosing

from benchmarks.figures import Figure, Limit, alternate
from benchmarks.private_host import private_host
from opencodeinterpreter.model.hosted import HostedChatModel
from opencodeinterpreter.model.options import BUNDLED
from opencodeinterpreter.model.protocol import GenerationOptions, Message, TextDelta

_RUNS = 5
_PROMPT = "a function that checks whether a number is prime"
_SCRIPT = """
import sys
from transformers import AutoModelForCausalLM, AutoTokenizer
tokenizer = AutoTokenizer.from_pretrained(sys.argv[1])
model = AutoModelForCausalLM.from_pretrained(sys.argv[1])
turns = [{"role": "user", "content": sys.argv[2]}]
prompt = tokenizer.apply_chat_template(turns, add_generation_prompt=True, return_tensors="pt", return_dict=True)
model.generate(**prompt, max_new_tokens=1, do_sample=False)
"""


def cold_start(model: str) -> Iterator[Figure]:
    """The quickest of each, with files in the page cache: what else the machine does is no part of it."""
    from opencodeinterpreter.model.host.resolve import resolve

    folder = str(resolve(model, print))
    hosted, script = alternate(_RUNS, lambda: _cold_s(model), lambda: _script_s(folder))
    yield Figure(
        name="no host → first token",
        unit="s",
        value=min(hosted),
        baseline=min(script),
        baseline_name="transformers in a script",
        limit=Limit(of="value", at_most=2) if model == BUNDLED else None,
    )


def _cold_s(model: str) -> float:
    with private_host():
        return asyncio.run(_first_token_s(model))


async def _first_token_s(model: str) -> float:
    """Spawns the host, loads the model and waits for the beginning of a reply."""
    chat = HostedChatModel(model=model)
    options = GenerationOptions(max_new_tokens=32)
    started = time.perf_counter()
    try:
        async with aclosing(chat.stream([Message("user", _PROMPT)], options)) as pieces:
            async for piece in pieces:
                if isinstance(piece, TextDelta):
                    return time.perf_counter() - started
    finally:
        await chat.close()
    raise RuntimeError("the model wrote nothing")


def _script_s(folder: str) -> float:
    started = time.perf_counter()
    subprocess.run([sys.executable, "-c", _SCRIPT, folder, _PROMPT], check=True, capture_output=True)
    return time.perf_counter() - started
