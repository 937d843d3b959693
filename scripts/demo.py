"""``make demo``: does the main job with a real server and shows what an editor would show. Exit 1 if a step fails."""

from __future__ import annotations

import argparse
import asyncio
import shutil
import sys
import tempfile
import time
from pathlib import Path

from pygls.exceptions import JsonRpcException
from rich.console import Console
from rich.text import Text

from demo import steps
from demo.checks import Checks, StepError
from demo.editor import Editor
from demo.screen import WIDTH, Screen

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"


def main() -> int:
    """Run the demonstration; the exit status."""
    arguments = _arguments()
    console = Console(width=WIDTH, record=arguments.record is not None)
    with tempfile.TemporaryDirectory(prefix="opencodeinterpreter-demo-") as folder:
        workspace = Path(folder) / "workspace"
        shutil.copytree(EXAMPLES, workspace)
        settings = {"model": arguments.model, "endpoint": arguments.endpoint}
        status = asyncio.run(demonstrate(Screen(console), workspace, settings))
    if arguments.record is not None:
        console.save_svg(str(arguments.record), title="make demo")
    return status


async def demonstrate(screen: Screen, workspace: Path, settings: dict[str, str]) -> int:
    """Every step in order, against one server; 1 at the first claim that does not hold."""
    begun = time.perf_counter()
    editor = Editor()
    try:
        await editor.start(workspace, {**settings, "python": sys.executable})
        screen.did("started the language server over stdio", time.perf_counter() - begun)
        await _all_steps(steps.Stage(editor, screen, Checks(screen.passed), workspace))
        await editor.stop()
    except (StepError, asyncio.TimeoutError, RuntimeError, JsonRpcException) as error:
        screen.failed(_reason(error, editor))
        return 1
    finally:
        _tell_notices(screen, editor)
        editor.kill()
    screen.console.print(Text(f"\nAll steps held, in {time.perf_counter() - begun:.1f} s.", "bold green"))
    return 0


async def _all_steps(stage: steps.Stage) -> None:
    await steps.run_cells(stage)
    await steps.results_follow_edits(stage)
    await steps.generate_below_comment(stage, "names.py", shows="Margaret")
    await steps.generate_below_comment(stage, "squares.py", shows="figure 640")
    await steps.generate_stub_and_refine(stage)
    await steps.fix(stage, "buggy/temperatures.py", error="NameError", prints="('Thu', 24)", asks_model=False)
    await steps.fix(stage, "buggy/shopping.py", error="TypeError", prints="To pay: 11", asks_model=False)
    await steps.fix(stage, "buggy/ages.py", error="IndexError", prints="That was everybody", asks_model=True)


def _reason(error: Exception, editor: Editor) -> str:
    said = "\n".join([*editor.notices, editor.log]).strip()
    text = str(error) or f"{type(error).__name__}: no answer in time"
    return f"{text}\n\nThe server said:\n{said}" if said else text


def _tell_notices(screen: Screen, editor: Editor) -> None:
    for question in dict.fromkeys(editor.questions):
        screen.say(f"The server asked, and the demo's editor said yes: {question}")
    for notice in dict.fromkeys(editor.notices):
        screen.say(f"The server said: {notice}")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", default="bundled", help="the setting model (default: bundled)")
    parser.add_argument("--endpoint", default="", help="the setting endpoint: an OpenAI-compatible engine instead")
    parser.add_argument("--record", type=Path, metavar="FILE.svg", help="keep what was shown as a picture")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
