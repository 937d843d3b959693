"""What ``doctor`` looks at: each check really does the thing, and says how to mend it when it fails."""

from __future__ import annotations

import os
import platform
import shutil
import sys
import tempfile
import time
from collections.abc import AsyncGenerator, Callable
from pathlib import Path
from typing import Literal

import attrs

from opencodeinterpreter import __version__
from opencodeinterpreter.cli.bench import with_usable_python
from opencodeinterpreter.cli.compose import API_KEY_VARIABLE, Composition
from opencodeinterpreter.errors import OpenCodeInterpreterError
from opencodeinterpreter.kernel.protocol import Kernel, Trials
from opencodeinterpreter.settings import Settings

State = Literal["ok", "limited", "broken"]

_EDITORS = {
    "code": "VS Code: install the extension (make vsix, then code --install-extension)",
    "codium": "VSCodium: install the extension (make vsix, then codium --install-extension)",
    "nvim": "Neovim: see 'Neovim' in the README",
    "emacs": "Emacs: see 'Emacs' in the README",
    "hx": "Helix: see 'Helix' in the README",
}
_TRY_LIMIT_S = 30.0
_FIRST_CELL = "import sys; print(sys.executable)"


@attrs.frozen(kw_only=True)
class Check:
    """One finding. "limited" works with less; "broken" is needed and does not work. ``mend`` says what to do."""

    name: str
    state: State
    text: str
    mend: str = ""


async def examine(
    settings: Settings, *, ask_model: bool, on_status: Callable[[str], None]
) -> AsyncGenerator[Check, None]:
    """All checks, each as soon as it is known. With ``ask_model`` the model is loaded and has to answer."""
    yield _server()
    async for check in _execution(settings, on_status):
        yield check
    yield _prompts(settings)
    yield await _endpoint(settings) if settings.endpoint else _models(settings)
    if ask_model:
        on_status("Asking the model")
        yield await _answer(settings, on_status)
    yield _editors()


def _server() -> Check:
    text = f"opencodeinterpreter {__version__}, Python {platform.python_version()}, {platform.system()}"
    return Check(name="server", state="ok", text=f"{text} ({sys.executable})")


async def _execution(settings: Settings, on_status: Callable[[str], None]) -> AsyncGenerator[Check, None]:
    """The kernel, and the trials beside it."""
    parts, workspace = Composition(), Path.cwd()
    on_status("Starting a kernel")
    with tempfile.TemporaryDirectory(prefix="opencodeinterpreter-doctor-") as folder:
        document = Path(folder) / "doctor.py"
        try:
            settings, notice = await with_usable_python(settings, document=None, workspace=workspace)
            if notice:
                text = f"{notice}. Editors offer to do that."
                yield Check(name="python", state="limited", text=text, mend="or set opencodeinterpreter.python")
            kernel = await parts.open_kernel(document=document, workspace=workspace, settings=settings)
        except OpenCodeInterpreterError as error:
            yield Check(name="kernel", state="broken", text=str(error), mend="Set opencodeinterpreter.python.")
            return
        try:
            yield await _kernel(kernel)
            on_status("Trying the sandbox")
            trials, why = await parts.open_trials(
                kernel, document=document, workspace=workspace, settings=settings, ask=_refuse
            )
            try:
                yield await _trial(trials, why)
            finally:
                await trials.close()
        finally:
            await kernel.close()


async def _kernel(kernel: Kernel) -> Check:
    started = time.monotonic()
    try:
        run = await kernel.run(_FIRST_CELL, run_id="doctor", timeout_s=_TRY_LIMIT_S)
    except OpenCodeInterpreterError as error:
        return Check(name="kernel", state="broken", text=str(error), mend="Set opencodeinterpreter.python.")
    if not run.ok:
        why = run.error.headline if run.error else run.status
        return Check(name="kernel", state="broken", text=f"the kernel does not run code: {why}")
    where = "".join(output.text for output in run.outputs).strip()
    return Check(name="kernel", state="ok", text=f"{where} runs code (started in {time.monotonic() - started:.1f} s)")


async def _refuse(_question: str) -> bool:
    return False


async def _trial(trials: Trials, why: str) -> Check:
    try:
        trial = await trials.attempt(
            "open('written', 'w').write(sys.executable)", before=[_FIRST_CELL], timeout_s=_TRY_LIMIT_S
        )
    except OpenCodeInterpreterError as error:
        return Check(name="sandbox", state="broken", text=str(error), mend="Set opencodeinterpreter.trial to 'ask'.")
    if trial.isolation == "none":
        return Check(name="sandbox", state="limited", text=why or "code is tried only after you agree")
    if not trial.execution.ok:
        failure = trial.execution.error.headline if trial.execution.error else trial.execution.status
        return Check(name="sandbox", state="broken", text=f"code can't be tried: {failure}")
    where = "a copy of your kernel" if trial.isolation == "fork" else "a fresh kernel"
    return Check(name="sandbox", state="ok", text=f"code is tried in {where} without network, on copies of files")


def _prompts(settings: Settings) -> Check:
    from opencodeinterpreter.loop.prompts import Prompts

    folder = Path(settings.prompts_dir).expanduser() if settings.prompts_dir else None
    try:
        Prompts(override=folder).render("generate", context="", stub="", instruction="x")
    except OpenCodeInterpreterError as error:
        return Check(name="prompts", state="broken", text=str(error), mend="Correct the file or unset promptsDir.")
    return Check(name="prompts", state="ok", text=f"yours in {folder}" if folder else "as shipped")


def _models(settings: Settings) -> Check:
    from opencodeinterpreter.model.inventory import survey
    from opencodeinterpreter.model.memory import gigabytes

    found = survey()
    if found.torch is None or found.transformers is None:
        return Check(
            name="model",
            state="broken",
            text="torch or transformers is missing, so no model can be loaded here",
            mend="pip install torch transformers, or set opencodeinterpreter.endpoint",
        )
    devices = ", ".join(f"{device.name} ({gigabytes(device.free_bytes)} free)" for device in found.devices)
    cached = ", ".join(checkpoint.model_id for checkpoint in found.cached) or "none"
    text = f"torch {found.torch}, transformers {found.transformers}; {devices}; checkpoints in the cache: {cached}"
    automatic = settings.model in ("", "auto")
    chosen = found.choice.model if automatic else settings.model
    if chosen == "bundled" and found.bundled is None:
        mend = "Set opencodeinterpreter.model to a Hub id or a folder, or opencodeinterpreter.endpoint to an engine."
        return Check(name="model", state="broken", text=f"no model to use: nothing is bundled; {text}", mend=mend)
    note = found.bundled.note if chosen == "bundled" and found.bundled else ""
    text = f"'{chosen}' answers{f' ({note})' if note else ''}; {text}"
    mend = found.choice.notice if automatic else ""
    return Check(name="model", state="limited" if mend else "ok", text=text, mend=mend)


async def _endpoint(settings: Settings) -> Check:
    def ignore(_text: str) -> None:
        return

    model = await Composition().open_model(settings, on_status=ignore, on_notice=ignore)
    try:
        info = await model.info()
    except OpenCodeInterpreterError as error:
        mend = f"Check opencodeinterpreter.endpoint, and {API_KEY_VARIABLE} if it asks for a key."
        return Check(name="model", state="broken", text=str(error), mend=mend)
    finally:
        await model.close()
    return Check(name="model", state="ok", text=f"{settings.endpoint} answers with {info.name}")


async def _answer(settings: Settings, on_status: Callable[[str], None]) -> Check:
    from opencodeinterpreter.model.protocol import GenerationOptions, Message, TextDelta

    started = time.monotonic()
    model = await Composition().open_model(settings, on_status=on_status, on_notice=on_status)
    pieces: list[str] = []
    try:
        info = await model.info()
        options = GenerationOptions(max_new_tokens=48)
        async for piece in model.stream([Message("user", "Print the numbers from 1 to 3.")], options):
            pieces += [piece.text] if isinstance(piece, TextDelta) else []
    except OpenCodeInterpreterError as error:
        return Check(name="answer", state="broken", text=str(error))
    finally:
        await model.close()
    text = (
        f"{info.name} wrote {len(''.join(pieces))} characters in {time.monotonic() - started:.1f} s, loading included"
    )
    return Check(name="answer", state="ok", text=text)


def _editors() -> Check:
    found = [text for command, text in _EDITORS.items() if shutil.which(command)]
    if not found:
        return Check(
            name="editors", state="limited", text="none of the known editors is on PATH; any LSP editor will do"
        )
    command = shutil.which("opencodeinterpreter") or f"{sys.executable} -m opencodeinterpreter"
    return Check(name="editors", state="ok", text=f"server command: {command} lsp", mend=f"{os.linesep}".join(found))
