"""The loop beside real kernels and real sandboxes; the model is scripted."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from loop_parts import ScriptedModel, collect, fenced, of_kind

from opencodeinterpreter.kernel.cages import Place
from opencodeinterpreter.kernel.factory import live_kernel
from opencodeinterpreter.kernel.interpreters import find_interpreter
from opencodeinterpreter.kernel.sandbox import sandbox_available
from opencodeinterpreter.kernel.sandbox_trials import SandboxTrials
from opencodeinterpreter.loop.conversation import Conversation
from opencodeinterpreter.loop.events import TrialOutput
from opencodeinterpreter.loop.limits import Limits
from opencodeinterpreter.loop.session import Loop
from opencodeinterpreter.text.generation import generation_at
from opencodeinterpreter.text.locating import document_lines, in_document
from opencodeinterpreter.text.repair import repair_scope

pytestmark = pytest.mark.skipif(not sandbox_available(), reason="needs a sandbox")

CELLS = "# %%\nimport json\n# %%\n# %%\ndef load(text):\n    return json.load(text)\n# %%\nprint(load('[1, 2]'))\n"
MENDED = "def load(text):\n    return json.loads(text)"


async def test_generated_code_is_tried_among_its_cells_and_touches_nothing(tmp_path: Path) -> None:
    text = "# %%\nbase = 41\n# %%\n# write base + 1 to a file and print it\n# %%\nassert answer == 42\n"
    generation = generation_at(text, 3, 3)
    assert generation is not None
    code = "answer = base + 1\nopen('kept', 'w').write('x')\nprint(answer)"
    trials = SandboxTrials(await find_interpreter(sys.executable), Place(folder=tmp_path))
    try:
        model = ScriptedModel(fenced("answer = bse + 1 / 0"), fenced(code))
        events, finished = await collect(
            Loop(model, trials, Limits()).generate(Conversation(scope=generation.scope), generation)
        )
    finally:
        await trials.close()
    assert (finished.status, finished.grade, finished.isolation) == ("ok", "downstream", "fresh")
    assert [event.output.text for event in events if isinstance(event, TrialOutput)] == ["42\n"]
    assert os.listdir(tmp_path) == []  # noqa: PTH208 - not in an event loop
    assert 'File "main.py", line 1, in <module>' in model.asked[-1][-1].content
    assert of_kind(events, TrialOutput)


async def test_a_cell_below_that_fails_inside_the_candidate_is_said_to_the_model(tmp_path: Path) -> None:
    generation = generation_at("# %%\ndef ratio(a, b):\n    pass\n# %%\nprint(ratio(1, 0))\n", 2, 2)
    assert generation is not None
    trials = SandboxTrials(await find_interpreter(sys.executable), Place(folder=tmp_path))
    header = "def ratio(a, b):\n    return a / b"
    try:
        model = ScriptedModel(fenced(header), fenced(f"{header} if b else 0"))
        _, finished = await collect(
            Loop(model, trials, Limits()).generate(Conversation(scope=generation.scope), generation)
        )
    finally:
        await trials.close()
    assert (finished.status, finished.grade, finished.rounds) == ("ok", "downstream", 2)
    assert 'File "main.py", line 2, in ratio\n    return a / b\nZeroDivisionError' in model.asked[1][-1].content


async def test_a_failure_in_a_live_kernel_is_mended(tmp_path: Path) -> None:
    interpreter = await find_interpreter(sys.executable)
    kernel = live_kernel(interpreter, folder=tmp_path)
    trials = SandboxTrials(interpreter, Place(folder=tmp_path))
    try:
        starts = {"json": 0, "define": 3, "use": 6}
        lines = CELLS.splitlines(keepends=True)
        runs = {"json": "".join(lines[0:2]), "define": "".join(lines[3:6]), "use": "".join(lines[6:8])}
        executions = [await kernel.run(code, run_id=name, timeout_s=60) for name, code in runs.items()]
        assert executions[-1].error is not None
        failure = in_document(
            executions[-1].error, lambda f: starts[f.run_id] + f.line - 1 if f.run_id in starts else None
        )
        assert document_lines(failure)[:2] == [7, 5]
        scope = repair_scope(CELLS, document_lines(failure))
        assert scope is not None
        model = ScriptedModel(fenced(MENDED))
        _, finished = await collect(Loop(model, trials, Limits()).fix(Conversation(scope=scope), failure))
    finally:
        await trials.close()
        await kernel.close()
    assert (finished.status, finished.grade, finished.code) == ("ok", "output", MENDED + "\n")


async def test_an_endless_loop_is_said_to_the_model(tmp_path: Path) -> None:
    generation = generation_at("# go\n", 0, 0)
    assert generation is not None
    trials = SandboxTrials(await find_interpreter(sys.executable), Place(folder=tmp_path))
    try:
        model = ScriptedModel(fenced("while True:\n    pass"), fenced("print(1)"))
        _, finished = await collect(
            Loop(model, trials, Limits(timeout_s=1)).generate(Conversation(scope=generation.scope), generation)
        )
    finally:
        await trials.close()
    assert (finished.status, finished.rounds) == ("ok", 2)
    assert "longer than 1 s" in model.asked[-1][-1].content
